"""Search over the mails and notes of all tickets: any text is a search, newest hits first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agent_console.desk.refs import normalise_ref
from agent_console.desk.views import QueueRow, SearchHit
from agent_console.store import queue_sql, tickets
from agent_console.store.codec import clean
from agent_console.store.tables import TicketRow
from agent_console.store.times import from_text

# Around a word that was found, in ``SearchHit.snippet``; never part of a stored text.
HIT_START = "\x02"
HIT_END = "\x03"

_MIN_PREFIX = 3
_MIN_REF = 4
_MAX_WORDS = 16
_MAX_VARIANTS = 8
_TEXTS_A_TICKET = 20
_SPELLINGS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))
_WORD = re.compile(r"[^\W_]")

Found = dict[str, tuple[datetime, str]]


@dataclass(frozen=True, slots=True)
class _Index:
    """Two questions to a search index: which tickets, and what was found in each."""

    newest: str
    snippets: str


_MAILS = _Index(
    newest="""
SELECT mail.id, mail.ticket FROM mail_fts JOIN mail ON mail.id = mail_fts.rowid
WHERE mail_fts MATCH :words ORDER BY mail_fts.rowid DESC LIMIT :most
""",
    snippets="""
SELECT mail.ticket, mail.received, snippet(mail_fts, -1, :start, :end, '…', 16)
FROM mail_fts JOIN mail ON mail.id = mail_fts.rowid
WHERE mail_fts MATCH :words AND mail_fts.rowid IN (SELECT value FROM json_each(:ids))
ORDER BY mail_fts.rowid DESC
""",
)
_NOTES = _Index(
    newest="""
SELECT note.id, note.ticket FROM note_fts JOIN note ON note.id = note_fts.rowid
WHERE note_fts MATCH :words ORDER BY note_fts.rowid DESC LIMIT :most
""",
    snippets="""
SELECT note.ticket, note.at, snippet(note_fts, 0, :start, :end, '…', 16)
FROM note_fts JOIN note ON note.id = note_fts.rowid
WHERE note_fts MATCH :words AND note_fts.rowid IN (SELECT value FROM json_each(:ids))
ORDER BY note_fts.rowid DESC
""",
)


def search(
    session: Session, words: str, limit: int, now: datetime | None = None
) -> tuple[SearchHit, ...]:
    """Return the tickets with a mail or note that holds all ``words``, once each, newest first.

    The last word may be the beginning of one (three letters or more); ``ä`` is found as ``ae`` and
    ``a``, ``ß`` as ``ss``, and the other way round. A ticket whose ref is typed comes first. Of
    each ticket the newest matching mail or note counts. A note is found by who wrote it as well.
    """
    named = _named(session, words)
    query = match_text(words)
    mails, notes = (_matching(session, index, query, limit) for index in (_MAILS, _NOTES))
    found = _newest(mails, notes)
    refs = list(dict.fromkeys([*named, *found]))[:limit]
    rows = _rows(session, refs, now)
    hits = []
    for ref in refs:
        row = rows[ref]
        at, snippet = found.get(ref) or (row.last_at or named[ref], row.subject)
        hits.append(SearchHit(row, snippet, at))
    return tuple(hits)


def match_text(words: str) -> str:
    """Return the FTS5 query for what a person typed, "" when nothing in it can be looked for.

    Every word is quoted, so no sign in it is an operator.
    """
    typed = [word for word in clean(words).split()[:_MAX_WORDS] if _WORD.search(word)]
    terms = []
    for place, word in enumerate(typed):
        last = place == len(typed) - 1
        star = "*" if last and len(_WORD.findall(word)) >= _MIN_PREFIX else ""
        spelled = [_quoted(variant) + star for variant in variants(word)]
        terms.append(f"({' OR '.join(spelled)})" if len(spelled) > 1 else spelled[0])
    return " AND ".join(terms)


def variants(word: str) -> tuple[str, ...]:
    """Return the ways to spell a word with and without umlauts and sharp s; itself first."""
    word = word.lower()
    found = [word]
    for plain, umlaut in _SPELLINGS:
        found += [item.replace(plain, umlaut) for item in found if plain in item]
        found += [item.replace(umlaut, plain) for item in found if umlaut in item]
    return tuple(dict.fromkeys(found))[:_MAX_VARIANTS]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _named(session: Session, words: str) -> dict[str, datetime]:
    """Return the tickets whose ref begins with what was typed, if it can be a ref at all."""
    typed = words.strip()
    prefix = normalise_ref(typed)
    if not prefix or (len(prefix) < _MIN_REF and not typed.startswith("#")):
        return {}
    refs = tickets.find(session, prefix)
    query = select(TicketRow.ref, TicketRow.opened_at).where(col(TicketRow.ref).in_(refs))
    return dict(session.exec(query.order_by(col(TicketRow.opened_at).desc())).all())


def _newest(mails: Found, notes: Found) -> Found:
    """Merge both; of a ticket in both the later one counts. The newest come first."""
    later = {ref: hit for ref, hit in notes.items() if ref not in mails or hit[0] >= mails[ref][0]}
    return dict(sorted((mails | later).items(), key=lambda item: item[1][0], reverse=True))


def _matching(session: Session, index: _Index, words: str, limit: int) -> Found:
    """Return time and snippet of the newest matching text of up to ``limit`` tickets."""
    if not words:
        return {}
    connection = session.connection()
    most = limit * _TEXTS_A_TICKET
    newest: dict[str, int] = {}
    for text_id, ref in connection.exec_driver_sql(index.newest, {"words": words, "most": most}):
        newest.setdefault(ref, text_id)
        if len(newest) >= limit:
            break
    known = {
        "words": words,
        "ids": json.dumps(list(newest.values())),
        "start": HIT_START,
        "end": HIT_END,
    }
    rows = connection.exec_driver_sql(index.snippets, known)
    return {ref: (from_text(at), " ".join(text.split())) for ref, at, text in rows}


def _rows(session: Session, refs: Iterable[str], now: datetime | None) -> dict[str, QueueRow]:
    known = {"refs": json.dumps(list(refs)), **queue_sql.moment(now)}
    found = session.connection().exec_driver_sql(queue_sql.ROWS, known)
    return {row[0]: queue_sql.queue_row(row) for row in found}
