"""When the writers of a ticket's out-of-office answers are back, as far as that lies ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from agent_console.desk.away import Return, back_on, opening
from agent_console.desk.countdown import weekday_name
from agent_console.desk.hours import DAY
from agent_console.desk.mail import Direction, MailKind
from agent_console.i18n import _
from agent_console.services.rules import Rules
from agent_console.store.tickets import StoredMail

_OLDEST = 366 * DAY
_MOST = 20


def returns_of(mails: Sequence[StoredMail], rules: Rules, now: datetime) -> dict[str, Return]:
    """Return by key who of ``mails`` names a day after today on which its writer is back.

    Only the newest automatic mails are read. Whoever has written since is back already.
    """
    calendar = rules.calendar(now)
    today = now.astimezone(calendar.zone).date()
    found: dict[str, Return] = {}
    for mail in _automatic(mails, now)[:_MOST]:
        written = min(mail.date or mail.received, mail.received)
        back = back_on(mail.subject, mail.text, written, calendar)
        if back is not None and back.day > today and not _wrote_since(mail, mails):
            found[mail.key] = back
    return found


def next_return(
    mails: Sequence[StoredMail], returns: Mapping[str, Return], rules: Rules, now: datetime
) -> datetime | None:
    """Return when the desk opens on the day that the newest automatic mail names, in UTC."""
    newest = next(iter(_automatic(mails, now)), None)
    back = returns.get(newest.key) if newest else None
    return opening(back, rules.calendar(now)) if back else None


def in_words(back: Return) -> str:
    """Say when somebody is back, and what can be done with it."""
    words = _("Back on {weekday}, {date:%Y-%m-%d}: z lets the ticket sleep until then.")
    return words.format(weekday=weekday_name(back.day.weekday()), date=back.day)


def _automatic(mails: Sequence[StoredMail], now: datetime) -> list[StoredMail]:
    """Return the automatic mails of the last year that came to us, newest first."""
    came = (
        mail
        for mail in mails
        if mail.kind is MailKind.AUTOMATIC
        and mail.direction is Direction.IN
        and mail.received > now - _OLDEST
    )
    return sorted(came, key=lambda mail: mail.received, reverse=True)


def _wrote_since(answer: StoredMail, mails: Sequence[StoredMail]) -> bool:
    sender = answer.sender.email.lower() if answer.sender else ""
    return any(
        mail.kind is MailKind.HUMAN
        and mail.direction is Direction.IN
        and mail.received > answer.received
        and mail.sender is not None
        and mail.sender.email.lower() == sender
        for mail in mails
    )
