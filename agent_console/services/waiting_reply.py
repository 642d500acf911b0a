"""What already waits to leave as the answer to a ticket, told to whoever begins another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from agent_console.desk.countdown import weekday_name
from agent_console.desk.states import OutboxKind, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.store import outbox as stored

if TYPE_CHECKING:
    from sqlmodel import Session

_ANSWERS = (OutboxKind.REPLY, OutboxKind.NEW)
_DAYS_BY_NAME = 7


def waiting_words(session: Session, ref: str, now: datetime, zone: tzinfo) -> Iterator[str]:
    """Say of each reply to a ticket that it waits, until when or for whom; the newest first."""
    for item in stored.of_ticket(session, ref):
        if item.kind in _ANSWERS and (words := _words(item, now, zone)):
            yield words


def _words(item: OutboxItem, now: datetime, zone: tzinfo) -> str:
    if item.state is OutboxState.QUEUED:
        return _("A reply to this ticket waits in the outbox until {moment}.").format(
            moment=_moment(item.not_before, now, zone)
        )
    if item.state is OutboxState.HELD:
        return _("A reply to this ticket was held back; it waits in the outbox for a decision.")
    if item.state is not OutboxState.DEFERRED:
        return ""
    if item.next_try is None:
        return _("A reply to this ticket was not taken by the server; decide in the outbox.")
    return _("A reply to this ticket waits in the outbox, tried again at {moment}.").format(
        moment=_moment(item.next_try, now, zone)
    )


def _moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return today's time, this week's weekday and time, else the date and time."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if abs((local.date() - today).days) < _DAYS_BY_NAME:
        return f"{weekday_name(local.weekday())} {local:%H:%M}"
    return _("{date:%Y-%m-%d %H:%M}").format(date=local)
