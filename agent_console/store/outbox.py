"""The outbox: what leaves and has left; every change of state is a compare-and-set."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, func, update
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, select

from agent_console.desk.states import LEFT, TAKEN_BACK_FROM, OutboxKind, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.store import drafts
from agent_console.store.codec import clean
from agent_console.store.draft_head import DraftHead
from agent_console.store.driver import driver, listed
from agent_console.store.tables import OutboxRow

_ANY_IN = "SELECT 1 FROM outbox WHERE state IN (SELECT value FROM json_each(?)) LIMIT 1"
_ANY_WITHOUT_COPY = """
SELECT 1 FROM outbox WHERE state IN (SELECT value FROM json_each(?)) AND NOT sent_copy LIMIT 1
"""
_DRAFTS: dict[str, drafts.DraftKind] = {
    OutboxKind.REPLY: "reply",
    OutboxKind.FORWARD: "forward",
    OutboxKind.NEW: "new",
    OutboxKind.BULK: "reply",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a ticket held when a mail was begun: keys of mails, Message-IDs of our replies."""

    mails: frozenset[str] = frozenset()
    replies: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes through the wire, and who wrote it knowing what."""

    id: int
    ticket: str
    message_id: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    agent: str
    text: str
    seen: datetime | None


def add(
    session: Session,
    *,
    ticket: str,
    message_id: str,
    raw: bytes,
    sender: str,
    recipients: Collection[str],
    subject: str,
    agent: str,
    text: str,
    seen: datetime | None,
    now: datetime,
    not_before: datetime,
    kind: OutboxKind = OutboxKind.REPLY,
    known: Known = NOTHING_KNOWN,
    receipt: bool = False,
) -> OutboxItem:
    """Queue a mail; it is safe once the transaction is.

    ``sender`` and ``recipients`` are the envelope, ``text`` what the agent wrote, ``seen`` the
    newest mail that the agent knew and ``known`` all that stood on the ticket then. With
    ``receipt`` the sender's own address gets the mail as well, without standing in it. Raises
    IntegrityError when the Message-ID is there already.
    """
    row = OutboxRow(
        ticket=ticket,
        message_id=message_id,
        raw=raw,
        sender=sender,
        recipients=json.dumps(list(recipients)),
        subject=clean(subject),
        agent=agent,
        text=clean(text),
        state=OutboxState.QUEUED.value,
        queued_at=now,
        not_before=not_before,
        seen=seen,
        kind=kind.value,
        pending=json.dumps(list(recipients)),
        known=json.dumps({"mails": sorted(known.mails), "replies": sorted(known.replies)}),
        receipt=receipt,
    )
    session.add(row)
    session.flush()
    return _item(row)


def get(session: Session, item_id: int) -> OutboxItem | None:
    """Return one item, or None."""
    row = session.get(OutboxRow, item_id, populate_existing=True)
    return _item(row) if row else None


def need(session: Session, item_id: int) -> OutboxItem:
    """Return one item; raises NotFoundError when there is none."""
    return _item(_row(session, item_id))


def letter(session: Session, item_id: int) -> Letter:
    """Return the bytes and the envelope of an item; raises NotFoundError when there is none."""
    row = _row(session, item_id)
    return Letter(
        id=item_id,
        ticket=row.ticket,
        message_id=row.message_id,
        raw=row.raw,
        sender=row.sender,
        recipients=tuple(json.loads(row.recipients)),
        agent=row.agent,
        text=row.text,
        seen=row.seen,
    )


def items(
    session: Session, states: Collection[OutboxState] | None = None
) -> tuple[OutboxItem, ...]:
    """Return the items in one of ``states`` (all of them for None), newest first."""
    if states is None:
        return _items(session)
    return _items(session, _in(states)) if _any(session, _ANY_IN, states) else ()


def of_ticket(session: Session, ref: str) -> tuple[OutboxItem, ...]:
    """Return every item of a ticket, newest first."""
    return _items(session, col(OutboxRow.ticket) == ref)


def due(session: Session, now: datetime) -> tuple[OutboxItem, ...]:
    """Return what is to be sent at ``now``, the longest due first."""
    found = _items(session, _waiting(), _time() <= now)
    return tuple(sorted(found, key=lambda item: (item.next_try or item.not_before, item.id)))


def next_due(session: Session) -> datetime | None:
    """Return when the next item is to be sent, or None when none waits."""
    return session.exec(select(func.min(_time())).where(_waiting())).one()


def without_copy(session: Session) -> tuple[OutboxItem, ...]:
    """Return the items that have left and are not yet known to be in the sent folder."""
    if not _any(session, _ANY_WITHOUT_COPY, LEFT):
        return ()
    return _items(session, _in(LEFT), col(OutboxRow.sent_copy).is_(False))


def copy_filed(session: Session, item_id: int) -> None:
    """Remember that the sent folder holds a copy."""
    _change(session, item_id, sent_copy=True)


def set_state(
    session: Session,
    item_id: int,
    *,
    expected: OutboxState,
    state: OutboxState,
    now: datetime,
    detail: str = "",
    next_try: datetime | None = None,
) -> bool:
    """Move an item from ``expected`` to ``state``; False when it stands elsewhere by now.

    Going to ``sending`` counts an attempt; going back to ``queued`` begins anew at ``now``.
    """
    values: dict[str, Any] = {"state": state.value, "detail": clean(detail), "next_try": next_try}
    if state is OutboxState.SENDING:
        values["attempts"] = col(OutboxRow.attempts) + 1
    if state is OutboxState.QUEUED:
        values.update(queued_at=now, not_before=now, attempts=0)
    return _change(session, item_id, _in((expected,)), **values)


def hurry(session: Session, item_id: int, now: datetime) -> bool:
    """End the undo time of a queued item; False when it is no longer queued."""
    return _change(session, item_id, _in((OutboxState.QUEUED,)), not_before=now)


def cancel(session: Session, item_id: int, now: datetime) -> bool:
    """Take an item back that has not left; it becomes the ticket's draft again.

    Returns False when it is too late, or not sure that it has not left.
    """
    states = _in(TAKEN_BACK_FROM)
    if not _change(session, item_id, states, state=OutboxState.CANCELLED.value, next_try=None):
        return False
    row = _row(session, item_id)
    head = DraftHead(taken_back=item_id)
    drafts.save(session, row.ticket, _DRAFTS[row.kind], row.text, now, seen=(), head=head)
    return True


def recover_interrupted(session: Session, now: datetime) -> int:
    """Turn items that were being sent when the program died to ``unknown``; return how many."""
    interrupted = items(session, (OutboxState.SENDING,))
    return sum(
        set_state(
            session,
            item.id,
            expected=OutboxState.SENDING,
            state=OutboxState.UNKNOWN,
            now=now,
            detail=_("The program ended while this mail was being sent."),
        )
        for item in interrupted
    )


def _in(states: Collection[OutboxState]) -> ColumnElement[bool]:
    return col(OutboxRow.state).in_([state.value for state in states])


def _time() -> ColumnElement[datetime]:
    return func.coalesce(OutboxRow.next_try, OutboxRow.not_before)


def _waiting() -> ColumnElement[bool]:
    """What leaves by itself: queued, or deferred with a time to try again."""
    deferred = _in((OutboxState.DEFERRED,)) & col(OutboxRow.next_try).is_not(None)
    return _in((OutboxState.QUEUED,)) | deferred


def _change(
    session: Session, item_id: int, *conditions: ColumnElement[bool], **values: object
) -> bool:
    statement = update(OutboxRow).where(col(OutboxRow.id) == item_id, *conditions).values(**values)
    return session.connection().execute(statement).rowcount == 1


def _any(session: Session, question: str, states: Collection[OutboxState]) -> bool:
    """Ask in a few microseconds whether there is anything: mostly there is not."""
    where = (listed(state.value for state in states),)
    return driver(session).execute(question, where).fetchone() is not None


def _items(session: Session, *conditions: ColumnElement[bool]) -> tuple[OutboxItem, ...]:
    query = select(OutboxRow).where(*conditions).order_by(col(OutboxRow.id).desc())
    query = query.options(defer(cast("QueryableAttribute[bytes]", OutboxRow.raw), raiseload=True))
    rows = session.exec(query.execution_options(populate_existing=True))
    return tuple(_item(row) for row in rows)


def _row(session: Session, item_id: int) -> OutboxRow:
    row = session.get(OutboxRow, item_id, populate_existing=True)
    if row is None:
        raise NotFoundError(_("Outbox"), _("this mail is not in the outbox"))
    return row


def _item(row: OutboxRow) -> OutboxItem:
    return OutboxItem(
        id=row.id or 0,
        ticket=row.ticket,
        message_id=row.message_id,
        subject=row.subject,
        sender=row.sender,
        recipients=tuple(json.loads(row.recipients)),
        state=OutboxState(row.state),
        queued_at=row.queued_at,
        not_before=row.not_before,
        attempts=row.attempts,
        next_try=row.next_try,
        detail=row.detail,
        sent_copy=row.sent_copy,
        kind=OutboxKind(row.kind),
        pending=tuple(json.loads(row.pending)),
        refused=tuple(json.loads(row.refused).items()),
    )
