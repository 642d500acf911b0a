"""What happened on a ticket since a mail for it was written: reasons to ask before it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.events import Closed, Event, Reopened, standing
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.ticket import TicketMail
from agent_console.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that is to leave: its Message-ID, its writer, when it was queued, what was known.

    ``queued_at`` is None while it is still being written; closing is then nothing to tell.
    ``mails`` are keys of mails, ``replies`` Message-IDs of ours that were on the ticket then.
    """

    message_id: str
    agent: str
    queued_at: datetime | None
    mails: frozenset[str]
    replies: frozenset[str]


def news_since(
    written: Written,
    mails: Iterable[TicketMail],
    leaving: Collection[str],
    events: Sequence[Event],
    *,
    no_answers: Collection[str] = (),
) -> tuple[str, ...]:
    """Say in words what speaks against sending a mail now; empty when nothing does.

    ``leaving`` are the Message-IDs of other replies that have left, or are leaving, from here;
    ``no_answers`` those of mails of ours that answer nobody: forwarded ones and notices.
    """
    return tuple(_news(written, list(mails), leaving, events, no_answers))


def _news(
    written: Written,
    mails: list[TicketMail],
    leaving: Collection[str],
    events: Sequence[Event],
    no_answers: Collection[str],
) -> Iterator[str]:
    unknown = [mail for mail in mails if mail.key not in written.mails]
    came = [mail for mail in unknown if mail.direction is Direction.IN]
    wrote = sum(mail.kind is MailKind.HUMAN for mail in came)
    if wrote:
        yield ngettext(
            "Meanwhile {n} new mail arrived on this ticket.",
            "Meanwhile {n} new mails arrived on this ticket.",
            wrote,
        ).format(n=wrote)
    if any(mail.hard_bounce for mail in came):
        yield _("Meanwhile a mail of this ticket came back.")
    answers = {mail.message_id for mail in unknown if mail.direction is Direction.OUT}
    if (answers | set(leaving)) - written.replies - {written.message_id} - set(no_answers):
        yield _("Meanwhile somebody answered this ticket.")
    closer = _closed_by(events, written.queued_at)
    if closer is not None and closer.agent != written.agent:
        yield _("Meanwhile {name} closed this ticket.").format(name=closer.agent)


def _closed_by(events: Sequence[Event], since: datetime | None) -> Event | None:
    """Return the event that closed the ticket after ``since``, None when it stands open."""
    if since is None:
        return None
    turns = [event for event in standing(events) if isinstance(event.fact, Closed | Reopened)]
    last = turns[-1] if turns else None
    if last is None or not isinstance(last.fact, Closed) or last.at <= since:
        return None
    return last
