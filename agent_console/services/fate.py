"""What became of the mails that we sent, in words for the timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.desk.views import (
    CAME_BACK,
    EntryKind,
    OutboxItem,
    OutboxState,
    TimelineEntry,
)
from agent_console.i18n import _
from agent_console.mail.wire import server_words
from agent_console.store import kin, returned
from agent_console.store import outbox as stored_outbox
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session

_SCHEDULED = timedelta(minutes=2)
_SHOWN_WHILE_LEAVING = frozenset(OutboxState) - {OutboxState.SENT, OutboxState.CANCELLED}


def told(
    session: Session,
    ref: str,
    mails: Sequence[StoredMail],
    entries: Sequence[TimelineEntry],
    zone: str,
) -> Iterator[TimelineEntry]:
    """Yield the entries of the mails of a ticket, ours with what became of them; then what leaves.

    ``entries`` are those of ``mails``, in the same order.
    """
    refs = (ref, *kin.merged_into(session, ref))
    items = [item for one in refs for item in stored_outbox.of_ticket(session, one)]
    back = dict(returned.of_ticket(session, ref))
    back |= {item.message_id: item.bounced for item in items if item.bounced}
    for mail, entry in zip(mails, entries, strict=True):
        yield _with_fate(entry, back.get(mail.message_id, ()))
    for item in items:
        if item.state in _SHOWN_WHILE_LEAVING:
            yield _leaving(session, item, ZoneInfo(zone))


def _with_fate(entry: TimelineEntry, back: Sequence[tuple[str, str]]) -> TimelineEntry:
    if not back or entry.kind is not EntryKind.MAIL_OUT:
        return entry
    return replace(entry, state=CAME_BACK, notes=(*_came_back(dict(back)), *entry.notes))


def _came_back(back: Mapping[str, str]) -> Iterator[str]:
    for address, reason in back.items():
        yield _("did not reach {address}: {reason}").format(
            address=server_words(address), reason=reason or _("no reason was given")
        )


def _leaving(session: Session, item: OutboxItem, zone: ZoneInfo) -> TimelineEntry:
    letter = stored_outbox.letter(session, item.id)
    return TimelineEntry(
        key=str(item.id),
        kind=EntryKind.OUTBOX,
        at=item.queued_at,
        who=letter.agent,
        text=letter.text,
        subject=item.subject,
        notes=tuple(_remarks(item, zone)),
        state=item.state.value,
    )


def _remarks(item: OutboxItem, zone: ZoneInfo) -> Iterator[str]:
    if item.detail:
        yield item.detail
    if item.state is OutboxState.QUEUED and item.not_before - item.queued_at > _SCHEDULED:
        moment = _("{date:%Y-%m-%d %H:%M}").format(date=item.not_before.astimezone(zone))
        yield _("leaves {time}, unless the customer writes first").format(time=moment)
    if item.state is OutboxState.DEFERRED and item.next_try is not None:
        moment = _("{date:%Y-%m-%d %H:%M}").format(date=item.next_try.astimezone(zone))
        yield _("tried again {time}").format(time=moment)
