"""Notices: what is known of each, whom it goes to from this console, and what has left."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.events import Event, standing
from agent_console.desk.notice_facts import NoticeWritten, OccasionSettled
from agent_console.desk.notices import (
    MailState,
    Notice,
    NoticeMail,
    NoticeState,
    Recipient,
    notice_of,
    sent_to,
)
from agent_console.desk.states import OutboxState
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.times import from_text, maybe_from_text, maybe_to_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

OCCASION = "occasion "
"""How the names of records begin that are about an occasion, not about a notice."""

_COLUMNS = (
    "name, title, search, answer, subject, text, about, state, agent, at, console, begun_at, people"
)
_KEEP = (
    f"INSERT OR REPLACE INTO notice ({_COLUMNS})"  # noqa: S608  # constants only
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_REMOVE = ("DELETE FROM notice WHERE name = ?", "DELETE FROM notice_sent WHERE notice = ?")
_KEEP_SENT = """
INSERT OR IGNORE INTO notice_sent (notice, person, ticket, message_id, at) VALUES (?, ?, ?, ?, ?)
"""
_WITH_SENT = (
    f"SELECT {_COLUMNS}, (SELECT count(*) FROM notice_sent WHERE notice = notice.name) FROM notice"  # noqa: S608  # constants only
)
_ALL = f"{_WITH_SENT} ORDER BY at DESC, name"
_ONE = f"{_WITH_SENT} WHERE name = ?"
_RUNNING = f"{_WITH_SENT} WHERE state = 'running' AND console = ? ORDER BY begun_at, name"
_KEEP_MAIL = """
INSERT OR REPLACE INTO notice_mail (notice, person, number, address, name, ticket, opens, sender,
    language, subject, text, known, state, why, message_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# What was taken back before it left can be written anew.
_TAKEN_BACK = """
UPDATE notice_mail SET state = 'waiting', message_id = ''
WHERE notice = ? AND state = 'queued' AND message_id IN (
    SELECT message_id FROM outbox WHERE state = 'cancelled' AND left_at IS NULL
)
"""
_FREE = "DELETE FROM outbox WHERE message_id = ? AND state = 'cancelled' AND left_at IS NULL"
_FORGET_WAITING = "DELETE FROM notice_mail WHERE notice = ? AND state <> 'queued'"
_NEXT = """
SELECT person, address, name, ticket, opens, sender, language, subject, text, known
FROM notice_mail WHERE notice = ? AND state = 'waiting' ORDER BY number, person LIMIT 1
"""
_IN_OUTBOX = "SELECT 1 FROM outbox WHERE message_id = ?"
_SETTLE = """
UPDATE notice_mail SET state = ?, why = ?, message_id = ?, ticket = ?
WHERE notice = ? AND person = ? AND state = 'waiting'
"""
_MAILS = """
SELECT m.person, m.name, coalesce(s.ticket, m.ticket), m.state, m.why, o.state, o.detail,
    s.person IS NOT NULL, m.opens
FROM notice_mail AS m
LEFT JOIN outbox AS o ON o.message_id = m.message_id AND m.message_id <> ''
LEFT JOIN notice_sent AS s ON s.notice = m.notice AND s.person = m.person
WHERE m.notice = ? ORDER BY m.number, m.person
"""
_SENT = "SELECT person, ticket FROM notice_sent WHERE notice = ? ORDER BY at, person"
_ANSWERED = """
SELECT DISTINCT s.person FROM notice_sent AS s JOIN mail ON mail.ticket = s.ticket
WHERE s.notice = ? AND mail.direction = 'in' AND mail.kind = 'human'
    AND instr(iif(mail.in_reply_to = '', mail.refs, mail.in_reply_to), s.message_id) > 0
"""
_LAST = """
SELECT o.queued_at FROM outbox AS o JOIN notice_mail AS m ON m.message_id = o.message_id
ORDER BY o.id DESC LIMIT 1
"""
_UNDER_WAY = """
SELECT o.id, o.state FROM outbox AS o JOIN notice_mail AS m ON m.message_id = o.message_id
WHERE (?1 = '' OR m.notice = ?1) AND o.state IN ('queued', 'deferred', 'held', 'sending')
"""
_OUT_OF_LINE = """
SELECT o.id, o.state, n.state FROM outbox AS o JOIN notice_mail AS m ON m.message_id = o.message_id
JOIN notice AS n ON n.name = m.notice
WHERE o.state IN ('queued', 'deferred') AND n.state <> 'running'
    OR o.state = 'held' AND n.state <> 'paused'
"""
_OF_TICKETS = """
SELECT s.message_id, n.title FROM notice_sent AS s JOIN notice AS n ON n.name = s.notice
WHERE s.ticket IN (SELECT value FROM json_each(?)) ORDER BY s.at
"""
_KEEP_OCCASION = "INSERT OR REPLACE INTO occasion (name, how, at) VALUES (?, ?, ?)"
_REMOVE_OCCASION = "DELETE FROM occasion WHERE name = ?"
_OCCASIONS = "SELECT name FROM occasion"


def settle(session: Session, told: Mapping[str, tuple[Event, ...]]) -> None:
    """Bring the notices and occasions with these names up to date."""
    for name, events in told.items():
        if name.startswith(OCCASION):
            _settle_occasion(session, name, events)
        else:
            _settle_notice(session, name, events)


def _settle_notice(session: Session, name: str, events: Sequence[Event]) -> None:
    run = driver(session).execute
    found = notice_of(name, events)
    for statement in _REMOVE:
        run(statement, (name,))
    if found is None:
        return
    written = found.written
    words = (written.title, written.search, written.answer, written.subject, written.text)
    stand = (found.state.value, found.agent, to_text(found.at), found.console)
    run(_KEEP, (name, *words, written.about, *stand, maybe_to_text(found.begun_at), found.people))
    for person, (fact, at) in sent_to(events).items():
        run(_KEEP_SENT, (name, person, fact.ticket, fact.message_id, to_text(at)))


def _settle_occasion(session: Session, name: str, events: Sequence[Event]) -> None:
    how = [event for event in standing(events) if isinstance(event.fact, OccasionSettled)]
    driver(session).execute(_REMOVE_OCCASION, (name,))
    if how and isinstance(how[-1].fact, OccasionSettled):
        row = (name, how[-1].fact.how, to_text(how[-1].at))
        driver(session).execute(_KEEP_OCCASION, row)


def notices(session: Session) -> tuple[Notice, ...]:
    """Return all notices, the newest first."""
    return tuple(_notice(row) for row in driver(session).execute(_ALL))


def notice(session: Session | sqlite3.Connection, name: str) -> Notice | None:
    """Return one notice, or None."""
    row = driver(session).execute(_ONE, (name,)).fetchone()
    return _notice(row) if row else None


def running(session: Session | sqlite3.Connection, console: str) -> tuple[Notice, ...]:
    """Return the notices that this console sends now, the one begun first in front."""
    return tuple(_notice(row) for row in driver(session).execute(_RUNNING, (console,)))


def plan_mails(
    session: Session, name: str, recipients: Sequence[Recipient], left_out: Mapping[str, str]
) -> None:
    """Keep whom a notice goes to; who is in the outbox already stays as they are.

    Whose mail was taken back before it left is written to anew.
    """
    run = driver(session).execute
    run(_TAKEN_BACK, (name,))
    run(_FORGET_WAITING, (name,))
    here = {mail.person for mail in mails(session, name)}
    for number, one in enumerate(recipients, 1):
        if one.person not in here:
            who = (one.address, one.name, one.ticket, one.opens, one.sender, one.language)
            text = (clean(one.subject), clean(one.text), one.known)
            run(
                _KEEP_MAIL, (name, one.person, number, *who, *text, MailState.WAITING.value, "", "")
            )
    for number, (person, why) in enumerate(left_out.items(), len(recipients) + 1):
        if person not in here:
            row = (name, person, number, person, "", "", False, "", "", "", "", "")
            run(_KEEP_MAIL, (*row, MailState.LEFT_OUT.value, clean(why), ""))


def next_waiting(session: Session, name: str) -> Recipient | None:
    """Return who is to get a notice next, None when nobody is left."""
    row = driver(session).execute(_NEXT, (name,)).fetchone()
    if row is None:
        return None
    person, address, who, ticket, opens, sender, language, subject, text, known = row
    return Recipient(
        person, address, who, ticket, bool(opens), sender, language, subject, text, known
    )


def settle_mail(
    session: Session,
    name: str,
    recipient: Recipient,
    state: MailState,
    *,
    why: str = "",
    message_id: str = "",
) -> bool:
    """Say what became of a mail that waited; False when somebody else did."""
    values = (state.value, clean(why), message_id, recipient.ticket, name, recipient.person)
    return driver(session).execute(_SETTLE, values).rowcount == 1


def make_room(session: Session, message_id: str) -> bool:
    """Tell whether a mail may be put into the outbox: it is not there, or was taken back there.

    A mail that was taken back and has never left makes room for what is to leave in its place.
    """
    run = driver(session).execute
    run(_FREE, (message_id,))
    return run(_IN_OUTBOX, (message_id,)).fetchone() is None


def mails(session: Session, name: str) -> tuple[NoticeMail, ...]:
    """Return everybody a notice goes to, or went to from another console."""
    ask = driver(session).execute
    answered = {person for (person,) in ask(_ANSWERED, (name,))}
    found: dict[str, NoticeMail] = {}
    for person, who, ticket, state, why, outbox, detail, sent, opens in ask(_MAILS, (name,)):
        stands = MailState.SENT if sent else _stands(MailState(state), outbox)
        words = detail if stands is MailState.FAILED else why
        found[person] = NoticeMail(
            person, who, ticket, stands, words, person in answered, bool(opens)
        )
    for person, ticket in ask(_SENT, (name,)):
        if person not in found:
            sent_mail = NoticeMail(person, "", ticket, MailState.SENT, "", person in answered)
            found[person] = sent_mail
    return tuple(found.values())


def _stands(state: MailState, outbox: str | None) -> MailState:
    if state is not MailState.QUEUED:
        return state
    return MailState.FAILED if outbox in ("refused", "unknown", "cancelled") else MailState.QUEUED


def sent_people(session: Session, name: str) -> frozenset[str]:
    """Return who has got a notice."""
    return frozenset(person for person, _ticket in driver(session).execute(_SENT, (name,)))


def last_queued(session: Session) -> datetime | None:
    """Return when the mail of a notice was put into the outbox last, whichever it was."""
    row = driver(session).execute(_LAST).fetchone()
    return from_text(row[0]) if row else None


def under_way(session: Session, name: str = "") -> list[tuple[int, str]]:
    """Return id and state of the mails in the outbox that have not left, of one notice or all."""
    return list(driver(session).execute(_UNDER_WAY, (name,)))


def out_of_line(session: Session) -> list[tuple[int, OutboxState, NoticeState]]:
    """Return the mails in the outbox that stand otherwise than their notice does."""
    found = driver(session).execute(_OUT_OF_LINE)
    return [(one, OutboxState(mail), NoticeState(state)) for one, mail, state in found]


def notices_on(session: Session, refs: Collection[str]) -> dict[str, str]:
    """Return the titles of the notices that these tickets got, by Message-ID."""
    return dict(driver(session).execute(_OF_TICKETS, (listed(refs),)))


def settled_occasions(session: Session) -> frozenset[str]:
    """Return the names of the occasions that are not suggested again."""
    return frozenset(name for (name,) in driver(session).execute(_OCCASIONS))


def _notice(row: Sequence[object]) -> Notice:
    text = [str(one) if one is not None else "" for one in row]
    name, title, search, answer, subject, words, about, state, agent, at, console, begun = text[:12]
    return Notice(
        name=name,
        written=NoticeWritten(title, search, answer, subject, words, about),
        state=NoticeState(state),
        agent=agent,
        at=from_text(at),
        console=console,
        begun_at=maybe_from_text(begun or None),
        people=int(text[12]),
        sent=int(text[13]),
    )
