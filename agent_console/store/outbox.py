"""The outbox: what leaves and has left; every change of state is a compare-and-set."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.attempts import Standing, asked_again
from agent_console.desk.events import TextFact, facts_to_json
from agent_console.desk.states import LEFT, TAKEN_BACK_FROM, OutboxKind, OutboxState
from agent_console.desk.views import OutboxItem
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.store import drafts
from agent_console.store.codec import clean
from agent_console.store.draft_head import DraftHead
from agent_console.store.driver import driver, insert_into, listed, named
from agent_console.store.letters import (
    NOTHING_KNOWN,
    Known,
    Letter,
    item_of,
    known_json,
    letter_of,
    standing_of,
)
from agent_console.store.times import maybe_to_text, to_text

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

__all__ = ["NOTHING_KNOWN", "Known", "Letter"]

_ANY_IN = "SELECT 1 FROM outbox WHERE state IN (SELECT value FROM json_each(?)) LIMIT 1"
_ANY_WITHOUT_COPY = "SELECT 1 FROM outbox WHERE left_at IS NOT NULL AND NOT sent_copy LIMIT 1"
_ANY_WAITING = """
SELECT 1 FROM outbox
WHERE state = 'queued' OR state IN ('deferred', 'partial') AND next_try IS NOT NULL LIMIT 1
"""
_ANY_TO_LOOK_FOR = "SELECT 1 FROM outbox WHERE state = 'unknown' AND look LIMIT 1"
_IN = "state IN (SELECT value FROM json_each(?))"
_ONE = "id = ?"
# What leaves by itself: queued, or not taken by all, with a time to try again.
_WAITING = "(state = 'queued' OR state IN ('deferred', 'partial') AND next_try IS NOT NULL)"
_WHOLE = "SELECT * FROM outbox WHERE id = ?"
_SHOWN = (
    "id, ticket, message_id, subject, sender, recipients, state, queued_at, not_before, attempts,"
    " next_try, detail, sent_copy, kind, pending, refused"
)
_NEW: dict[str, object] = {
    "attempts": 0,
    "detail": "",
    "sent_copy": False,
    "refused": "{}",
    "regardless": False,
    "trying": "[]",
    "look": False,
}
_DRAFTS: dict[str, drafts.DraftKind] = {
    OutboxKind.REPLY: "reply",
    OutboxKind.FORWARD: "forward",
    OutboxKind.NEW: "new",
    OutboxKind.BULK: "reply",
}


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
    follow_up: datetime | None = None,
    acts: Sequence[TextFact] = (),
) -> OutboxItem:
    """Queue a mail; it is safe once the transaction is.

    ``sender`` and ``recipients`` are the envelope, ``agent`` who wrote ``text`` ("": the program),
    ``seen`` the newest mail that the agent knew, ``known`` all that stood on the ticket then. With
    ``receipt`` the sender gets the mail as well, without standing in it. Once it has left, the
    ticket comes back at ``follow_up`` and ``acts`` are recorded. Raises IntegrityError when the
    Message-ID is there already.
    """
    to = json.dumps(list(recipients))
    values = _NEW | {
        "ticket": ticket,
        "message_id": message_id,
        "raw": raw,
        "sender": sender,
        "recipients": to,
        "subject": clean(subject),
        "agent": agent,
        "text": clean(text),
        "state": OutboxState.QUEUED.value,
        **{"queued_at": to_text(now), "not_before": to_text(not_before)},
        "seen": maybe_to_text(seen),
        "kind": kind.value,
        "pending": to,
        "known": known_json(known),
        "receipt": receipt,
        "follow_up": maybe_to_text(follow_up),
        "acts": facts_to_json(acts),
    }
    added = driver(session).execute(insert_into("outbox", values), tuple(values.values()))
    return need(session, added.lastrowid or 0)


def get(session: Session, item_id: int) -> OutboxItem | None:
    """Return one item, or None."""
    return next(iter(_items(session, _ONE, item_id)), None)


def need(session: Session, item_id: int) -> OutboxItem:
    """Return one item; raises NotFoundError when there is none."""
    found = get(session, item_id)
    if found is None:
        raise _no_mail()
    return found


def letter(session: Session, item_id: int) -> Letter:
    """Return the bytes and the envelope of an item; raises NotFoundError when there is none."""
    return letter_of(_row(session, item_id))


def items(
    session: Session, states: Collection[OutboxState] | None = None
) -> tuple[OutboxItem, ...]:
    """Return the items in one of ``states`` (all of them for None), newest first."""
    if states is None:
        return _items(session)
    return _items(session, _IN, _names(states)) if _any(session, _ANY_IN, states) else ()


def of_ticket(session: Session, ref: str) -> tuple[OutboxItem, ...]:
    """Return every item of a ticket, newest first."""
    return _items(session, "ticket = ?", ref)


def waiting(session: Session) -> tuple[OutboxItem, ...]:
    """Return what leaves by itself sooner or later, newest first."""
    return _items(session, _WAITING) if _any(session, _ANY_WAITING) else ()


def without_copy(session: Session) -> tuple[OutboxItem, ...]:
    """Return the items that have left and are not yet known to be in the sent folder."""
    if not _any(session, _ANY_WITHOUT_COPY):
        return ()
    return _items(session, "left_at IS NOT NULL AND NOT sent_copy")


def look_for(session: Session, item_id: int) -> bool:
    """Ask for a look at the mailbox for a mail in doubt; False when it is not in doubt."""
    return _change(session, item_id, {"look": True}, (OutboxState.UNKNOWN,))


def to_look_for(session: Session) -> tuple[OutboxItem, ...]:
    """Return the mails in doubt for which somebody waits for a look at the mailbox."""
    if not _any(session, _ANY_TO_LOOK_FOR):
        return ()
    return _items(session, "state = 'unknown' AND look")


def looked_for(session: Session, item_id: int, detail: str) -> bool:
    """Note what a look at the mailbox told of a mail in doubt; False when nobody asked."""
    return _change(session, item_id, {"look": False, "detail": clean(detail)}, only="look")


def copy_filed(session: Session, item_id: int) -> None:
    """Remember that the sent folder holds a copy."""
    _change(session, item_id, {"sent_copy": True})


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
    values: dict[str, object] = {"state": state.value, "detail": clean(detail)}
    values["next_try"] = maybe_to_text(next_try)
    if state is OutboxState.QUEUED:
        values.update(queued_at=to_text(now), not_before=to_text(now), attempts=0)
    return _change(
        session,
        item_id,
        values,
        (expected,),
        count=state is OutboxState.SENDING,
        left=now if state in LEFT else None,
    )


def begin(
    session: Session, item_id: int, *, expected: OutboxState, trying: Collection[str], now: datetime
) -> bool:
    """Note that a mail is handed over now for ``trying``; False when it stands elsewhere."""
    begun = set_state(session, item_id, expected=expected, state=OutboxState.SENDING, now=now)
    return begun and _change(session, item_id, {"trying": json.dumps(list(trying))})


def conclude(
    session: Session,
    item_id: int,
    standing: Standing,
    *,
    expected: Collection[OutboxState],
    now: datetime,
    detail: str = "",
    next_try: datetime | None = None,
    tried: bool = False,
) -> bool:
    """Note where a mail stands after an attempt; False when it is in none of ``expected``.

    ``tried`` counts an attempt that did not come to ``sending``, which counts those that do.
    """
    values: dict[str, object] = {
        "state": standing.state.value,
        "pending": json.dumps(list(standing.pending)),
        "refused": json.dumps({one: clean(why) for one, why in standing.refused.items()}),
        "trying": json.dumps(list(standing.trying)),
        "detail": clean(detail),
        "next_try": maybe_to_text(next_try),
        "look": False,
    }
    left = now if standing.left else None
    return _change(session, item_id, values, expected, count=tried, left=left)


def begin_anew(
    session: Session,
    item_id: int,
    *,
    expected: OutboxState,
    now: datetime,
    not_before: datetime | None = None,
    regardless: bool = False,
    known: Known | None = None,
) -> bool:
    """Let a mail leave again, by a person's decision; False when it stands elsewhere.

    It goes to all who surely have not got it. ``known`` is what that person knew then.
    """
    row = _row(session, item_id)
    standing = asked_again(standing_of(row))
    at = not_before or now
    if not conclude(session, item_id, standing, expected=(expected,), now=now):
        return False
    values: dict[str, object] = {
        "queued_at": to_text(now),
        "not_before": to_text(at),
        "attempts": 0,
    }
    if standing.state is OutboxState.PARTIAL:
        values["next_try"] = to_text(at)
    if regardless:
        values["regardless"] = True
    if known is not None:
        values["known"] = known_json(known)
    return _change(session, item_id, values)


def note(session: Session, item_id: int, expected: OutboxState, detail: str) -> bool:
    """Say something about a mail that stays where it is; False when it stands elsewhere."""
    return _change(session, item_id, {"detail": clean(detail)}, (expected,))


def hurry(session: Session, item_id: int, now: datetime) -> bool:
    """End the undo time of a queued item; False when it is no longer queued."""
    return _change(session, item_id, {"not_before": to_text(now)}, (OutboxState.QUEUED,))


def cancel(session: Session, item_id: int, now: datetime) -> bool:
    """Take an item back that has not left; what an agent wrote becomes the ticket's draft again.

    The mail of a notice, which goes to many, becomes no draft.
    Returns False when it is too late, or not sure that it has not left.
    """
    cancelled: dict[str, object] = {"state": OutboxState.CANCELLED.value, "next_try": None}
    if not _change(session, item_id, cancelled, TAKEN_BACK_FROM):
        return False
    row = _row(session, item_id)
    if not row["agent"] or row["kind"] == OutboxKind.BULK:
        return True
    head, kind = DraftHead(taken_back=item_id), _DRAFTS[row["kind"]]
    drafts.save(session, row["ticket"], kind, row["text"], now, seen=(), head=head)
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


def _names(states: Collection[OutboxState]) -> str:
    return listed(state.value for state in states)


def _change(
    session: Session,
    item_id: int,
    values: Mapping[str, object],
    states: Collection[OutboxState] = tuple(OutboxState),
    *,
    only: str = "1",
    count: bool = False,
    left: datetime | None = None,
) -> bool:
    """Change one item in one of ``states`` for which ``only`` holds; False when it is none.

    ``count`` counts an attempt; ``left`` is when it left, unless that is known.
    """
    changes = [f"{name} = ?" for name in values]
    known = [*values.values()]
    if count:
        changes.append("attempts = attempts + 1")
    if left is not None:
        changes.append("left_at = coalesce(left_at, ?)")
        known.append(to_text(left))
    where = f"id = ? AND {_IN} AND {only}"
    statement = f"UPDATE outbox SET {', '.join(changes)} WHERE {where}"  # noqa: S608 - our words
    changed = driver(session).execute(statement, (*known, item_id, _names(states)))
    return changed.rowcount == 1


def _any(session: Session, question: str, states: Collection[OutboxState] = ()) -> bool:
    """Ask in a few microseconds whether there is anything: mostly there is not."""
    where = (listed(state.value for state in states),) if states else ()
    return driver(session).execute(question, where).fetchone() is not None


def _items(session: Session, condition: str = "1", *values: object) -> tuple[OutboxItem, ...]:
    query = f"SELECT {_SHOWN} FROM outbox WHERE {condition} ORDER BY id DESC"  # noqa: S608 - ours
    return tuple(item_of(row) for row in named(session).execute(query, values))


def _row(session: Session, item_id: int) -> sqlite3.Row:
    row: sqlite3.Row | None = named(session).execute(_WHOLE, (item_id,)).fetchone()
    if row is None:
        raise _no_mail()
    return row


def _no_mail() -> NotFoundError:
    return NotFoundError(_("Outbox"), _("this mail is not in the outbox"))
