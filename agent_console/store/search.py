"""Search over the mails and notes of all tickets: any text is a search, newest hits first.

Newest is by the time of receipt, although the index is read by mail id and stopped early: how both
hold at once stands in :mod:`agent_console.store.search_order`. Words are found in any spelling of
umlauts and by their parts (:mod:`agent_console.store.vocabulary`). A beginning that very many words
share is looked for in the newest mails themselves, where its hits lie close together: to gather all
mails with such words from the index takes longer than to read the few that will be shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent_console.desk.refs import normalise_ref
from agent_console.desk.views import HIT_END, HIT_START, QueueRow, SearchHit
from agent_console.store import queue_sql, tickets
from agent_console.store.driver import driver, listed
from agent_console.store.query_sql import NOTHING_ASKED, Asked
from agent_console.store.search_order import Budget, Check, Row, Run, newest
from agent_console.store.search_snippet import (
    has_beginning,
    snippet,
    sought,
)
from agent_console.store.search_words import (
    Forms,
    Word,
    match_text,
    typed_words,
    without_begun_letter,
)
from agent_console.store.times import from_text
from agent_console.store.vocabulary import MOST_TERMS, Vocabulary, vocabulary

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["HIT_END", "HIT_START", "MOST_TERMS", "search", "too_general"]

_MIN_REF = 4
_TEXTS_A_TICKET = 40
_TEXTS_A_WALK = 4
_FEW = 100
# What a person calls a part of a mail, in a note.
_IN_NOTES = {"": "", "people": "agent"}
_COLUMNS = ("subject", "text", "people", "files")

_HITS = """
SELECT mail.id, mail.received, mail.ticket FROM mail_fts JOIN mail ON mail.id = mail_fts.rowid
WHERE mail_fts MATCH :words AND mail_fts.rowid BETWEEN :first AND :last{also}
ORDER BY mail_fts.rowid
"""
_HITS_WITH_TEXT = """
SELECT mail.id, mail.received, mail.ticket, mail.subject, mail.text, mail.people, mail.files
FROM mail_fts JOIN mail ON mail.id = mail_fts.rowid
WHERE mail_fts MATCH :words AND mail_fts.rowid BETWEEN :first AND :last{also}
ORDER BY mail_fts.rowid
"""
_MAILS = """
SELECT id, received, ticket, subject, text, people, files FROM mail
WHERE id BETWEEN :first AND :last{also} ORDER BY id
"""
_TEXTS = """
SELECT id, subject, text, people, files FROM mail WHERE id IN (SELECT value FROM json_each(?))
"""
_NOTES = """
SELECT note.ticket, note.at, note.text, note.agent FROM note_fts
JOIN note ON note.id = note_fts.rowid
WHERE note_fts MATCH :words{also} ORDER BY note_fts.rowid DESC LIMIT :most
"""
# A condition on mails without any words: the newest mail for which it holds counts.
_TICKETS = """
SELECT t.ref, {at} AS at FROM ticket AS t WHERE {where} ORDER BY at DESC, t.ref LIMIT :most
"""
_NEWEST_MAIL = "(SELECT max(mail.received) FROM mail WHERE mail.ticket = t.ref AND {mail})"
_OF_TICKET = "EXISTS (SELECT 1 FROM ticket AS t WHERE t.ref = {table}.ticket AND {ticket})"

_OPENED = """
SELECT ref, opened_at FROM ticket WHERE ref IN (SELECT value FROM json_each(?))
ORDER BY opened_at DESC
"""

Found = dict[str, tuple[datetime, str]]


@dataclass(frozen=True, slots=True)
class _Question:
    """What was typed, with the terms that count as each word."""

    words: tuple[Word, ...]
    forms: Mapping[Word, Forms]
    asked: Asked = NOTHING_ASKED

    def match(self, words: Iterable[Word]) -> str:
        """Return the FTS5 query for some of the words."""
        return match_text(words, lambda word: self.forms[word])

    def crowded(self) -> tuple[Word, ...]:
        """Return the words that stand for all terms that begin with them, too many to list."""
        return tuple(
            word for word in self.words if word.bare and word.open and not self.forms[word].begun
        )


def search(
    session: Session,
    words: str,
    limit: int,
    now: datetime | None = None,
    asked: Asked = NOTHING_ASKED,
) -> tuple[SearchHit, ...]:
    """Return the tickets with a mail or note that holds all ``words``, once each, newest first.

    A word of four letters or more may be a part of a longer one, the last word (of two or more) the
    beginning of one; ``ä`` is found as ``ae`` and ``a``, ``ß`` as ``ss``, and the other way round.
    A text in double quotes counts as it stands. ``subject:``, ``from:`` (any sender or recipient)
    and ``file:`` before a word name the part of the mail it is in. A ticket whose ref is typed
    comes first. Of each ticket the newest matching mail or note counts. A note is found by who
    wrote it as well. A single letter at the end that finds nothing is taken for the beginning of a
    word and left out. What is ``asked`` holds for every ticket; without words it is all there is.
    """
    hits = _hits(session, words, limit, now, asked)
    shorter = without_begun_letter(words)
    return hits if hits or not shorter else _hits(session, shorter, limit, now, asked)


def _hits(
    session: Session, words: str, limit: int, now: datetime | None, asked: Asked
) -> tuple[SearchHit, ...]:
    named = _named(session, words) if asked is NOTHING_ASKED else {}
    question = _question(vocabulary(session), words, asked)
    if not question.words and asked is not NOTHING_ASKED:
        found = _by_conditions(driver(session), asked, limit)
    else:
        mails = _in_mails(driver(session), question, limit) if question.words else {}
        found = _newest(mails, _in_notes(driver(session), question, limit))
    refs = list(dict.fromkeys([*named, *found]))[:limit]
    rows = _rows(session, refs, now)
    hits = []
    for ref in refs:
        row = rows[ref]
        at, piece = found.get(ref) or (row.last_at or named[ref], "")
        piece = piece or row.subject
        hits.append(SearchHit(row, piece, at))
    return tuple(hits)


def found_refs(
    session: Session, words: str, limit: int, asked: Asked = NOTHING_ASKED
) -> tuple[str, ...]:
    """Return the refs of the tickets that :func:`search` finds by ``words``, the newest first."""
    question = _question(vocabulary(session), words, asked)
    if not question.words:
        return ()
    mails = _best(driver(session), question, limit) or {}
    notes = _in_notes(driver(session), question, limit)
    return tuple(dict.fromkeys([*mails, *notes]))[:limit]


def too_general(session: Session, words: str) -> tuple[str, ...]:
    """Return the words that are part of more than ``MOST_TERMS`` others.

    As a part they are looked for in the ``MOST_TERMS`` most frequent ones only.
    """
    known = vocabulary(session)
    return tuple(word.text for word in typed_words(words) if known.capped(word))


def _question(known: Vocabulary, words: str, asked: Asked) -> _Question:
    typed = typed_words(words)
    return _Question(typed, {word: known.forms(word) for word in typed}, asked)


def _by_conditions(connection: sqlite3.Connection, asked: Asked, limit: int) -> Found:
    """Return the tickets for which the conditions hold, the newest first; no text was hit."""
    at = _NEWEST_MAIL.format(mail=asked.mail) if asked.mail else "t.last_at"
    where = " AND ".join(
        part for part in (asked.ticket, asked.mail and f"{at} IS NOT NULL") if part
    )
    sql = _TICKETS.format(at=at, where=where or "1")
    rows = connection.execute(sql, {**(asked.parameters or {}), "most": limit})
    return {ref: (from_text(at), "") for ref, at in rows if at}


def _also(asked: Asked, table: str) -> str:
    """Return what else has to hold for a row of ``table``, as the end of a WHERE."""
    own = asked.mail if table == "mail" else asked.note
    parts = [f"({own})"] if own else []
    if asked.ticket:
        parts.append(_OF_TICKET.format(table=table, ticket=asked.ticket))
    return "".join(f" AND {part}" for part in parts)


def _in_mails(connection: sqlite3.Connection, question: _Question, limit: int) -> Found:
    """Return time and snippet of the newest matching mail of the ``limit`` newest tickets."""
    best = _best(connection, question, limit)
    ids = listed(mail_id for _at, mail_id in (best or {}).values())
    seekers = sought(question.words, question.forms)
    texts = {row[0]: row[1:] for row in connection.execute(_TEXTS, (ids,))}
    return {
        ref: (from_text(at), snippet(_columns(texts[mail_id]), seekers))
        for ref, (at, mail_id) in (best or {}).items()
    }


def _best(
    connection: sqlite3.Connection, question: _Question, limit: int
) -> dict[str, tuple[str, int]] | None:
    """Return time and id of the newest matching mail of the ``limit`` newest tickets."""
    crowded = question.crowded()
    best = _walk(connection, question, crowded, limit) if crowded else None
    if best is not None:
        return best
    words = question.match(question.words)
    budget = Budget(limit * _TEXTS_A_TICKET + _FEW * _FEW)
    return newest(connection, lambda run: _of_run(_HITS, run, words, question.asked), limit, budget)


def _walk(
    connection: sqlite3.Connection, question: _Question, crowded: tuple[Word, ...], limit: int
) -> dict[str, tuple[str, int]] | None:
    """Look for the ``crowded`` words in the newest mails with the others; None to give up."""
    words = question.match(word for word in question.words if word not in crowded)
    sql = _HITS_WITH_TEXT if words else _MAILS
    budget = Budget(limit * _TEXTS_A_WALK, hopeful=True)
    check = _holds(crowded)
    return newest(
        connection, lambda run: _of_run(sql, run, words, question.asked), limit, budget, check
    )


def _holds(words: tuple[Word, ...]) -> Check:
    def check(row: Row) -> bool:
        texts = dict(zip(_COLUMNS, row[3:], strict=True))
        return all(
            has_beginning(texts[word.column] if word.column else "\n".join(texts.values()), word)
            for word in words
        )

    return check


def _of_run(sql: str, run: Run, words: str, asked: Asked) -> tuple[str, dict[str, Any]]:
    first, last = run.ids
    order = "ASC" if run.upward else "DESC"
    known = {"words": words, "first": first, "last": last, **(asked.parameters or {})}
    return f"{sql.format(also=_also(asked, 'mail')).rstrip()} {order}", known


def _columns(texts: Row) -> list[tuple[str, str]]:
    """Return name and text of a mail's columns, those first in which a hit says most."""
    subject, text, people, files = texts
    return [("text", text), ("subject", subject), ("people", people), ("files", files)]


def _in_notes(connection: sqlite3.Connection, question: _Question, limit: int) -> Found:
    """Return time and snippet of the newest matching note of up to ``limit`` tickets."""
    asked = question.asked
    if asked.note is None or any(word.column not in _IN_NOTES for word in question.words):
        return {}
    forms = {
        replace(word, column=_IN_NOTES[word.column]): meant
        for word, meant in question.forms.items()
    }
    if not forms:
        return {}
    known = {
        "words": match_text(forms, forms.__getitem__),
        "most": limit * _TEXTS_A_TICKET,
        **(asked.parameters or {}),
    }
    newest_of: dict[str, Row] = {}
    for row in connection.execute(_NOTES.format(also=_also(asked, "note")), known):
        newest_of.setdefault(row[0], row)
        if len(newest_of) >= limit:
            break
    seekers = sought(forms, forms)
    return {
        ref: (from_text(at), snippet([("text", text), ("agent", agent)], seekers))
        for ref, at, text, agent in newest_of.values()
    }


def _named(session: Session, words: str) -> dict[str, datetime]:
    """Return the tickets whose ref begins with what was typed, if it can be a ref at all."""
    typed = words.strip()
    prefix = normalise_ref(typed)
    if not prefix or (len(prefix) < _MIN_REF and not typed.startswith("#")):
        return {}
    refs = tickets.find(session, prefix)
    rows = driver(session).execute(_OPENED, (listed(refs),))
    return {ref: from_text(opened) for ref, opened in rows}


def _newest(mails: Found, notes: Found) -> Found:
    """Merge both; of a ticket in both the later one counts. The newest come first."""
    later = {ref: hit for ref, hit in notes.items() if ref not in mails or hit[0] >= mails[ref][0]}
    return dict(sorted((mails | later).items(), key=lambda item: item[1][0], reverse=True))


def _rows(session: Session, refs: Iterable[str], now: datetime | None) -> dict[str, QueueRow]:
    known = {"refs": listed(refs), **queue_sql.moment(now)}
    found = driver(session).execute(queue_sql.ROWS, known)
    return {row[0]: queue_sql.queue_row(row) for row in found}
