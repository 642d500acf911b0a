"""The words of all mails and notes, so that parts and other spellings of a word are found.

A search index knows whole words only: "erstattung" is not found in "Rückerstattung", and
"ruckerstattung" not in "Rueckerstattung". The terms of the index, each also in one plain spelling
(:func:`agent_console.store.search_words.plain`) with an index of its three-letter pieces, turn such
a word into the list of those that are meant. A trigger notes which texts are still to be learnt;
:func:`update_vocabulary` learns them when there is time, never while mails come in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_console.store.driver import driver
from agent_console.store.search_words import MIN_PART, Forms, Word, folded, plain, variants

if TYPE_CHECKING:
    from sqlmodel import Session

MOST_TERMS: Final = 400
_MOST_BEGUN = 60
_PIECE = 3
_LONGEST = 40
_MANY = 3_000
_TERMS_A_STEP = 2_500
_TEXTS_A_STEP = 300
_MOST_FRESH = 250
_SCAN = "vocabulary_scan"

_TEXTS = """
SELECT subject || ' ' || text || ' ' || people || ' ' || files FROM mail
WHERE id IN (SELECT id FROM unlearned WHERE id > 0 ORDER BY id DESC LIMIT :most)
UNION ALL SELECT text || ' ' || agent FROM note
WHERE id IN (SELECT -id FROM unlearned WHERE id < 0 ORDER BY id LIMIT :most)
"""
_LEARNT = """
DELETE FROM unlearned WHERE id IN (
    SELECT * FROM (SELECT id FROM unlearned WHERE id > 0 ORDER BY id DESC LIMIT :most)
    UNION ALL SELECT * FROM (SELECT id FROM unlearned WHERE id < 0 ORDER BY id LIMIT :most)
)
"""
_WAITING = "SELECT count(*) FROM (SELECT 1 FROM unlearned LIMIT ?)"
_SCANNED = "SELECT term, doc FROM mail_fts_words WHERE term > ? ORDER BY term LIMIT ?"
_ADD = """
INSERT INTO term (plain, word, mails) VALUES (?, ?, ?)
ON CONFLICT (plain, word) DO UPDATE SET mails = mails + excluded.mails
"""
_PIECES = """
INSERT INTO term_fts (rowid, plain) SELECT id, plain FROM term
WHERE id > ? AND length(plain) BETWEEN ? AND ?
AND plain NOT GLOB '*[0-9]*'
"""
_SAME = "SELECT word FROM term WHERE plain = ? LIMIT ?"
_AFTER_ALL = "\U0010ffff"
_BEGUN = "SELECT word FROM term WHERE plain >= ? AND plain < ? LIMIT ?"
_INSIDE = """
SELECT term.word FROM term_fts JOIN term ON term.id = term_fts.rowid
WHERE term_fts MATCH ? AND instr(term.plain, ?) > 1 ORDER BY term.mails DESC LIMIT ?
"""
_TOKENS = (
    "CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='unicode61 remove_diacritics 2')"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of words at one moment.

    ``fresh`` are the words of texts that are not learnt yet; ``complete`` says that no other text
    is waiting. Without it, words are still found whole and by their beginning, in every text.
    """

    connection: sqlite3.Connection
    fresh: frozenset[str]
    complete: bool

    def forms(self, word: Word) -> Forms:
        """Return the terms that count as ``word``: other spellings, and longer words around it."""
        return self._forms(word)[0]

    def capped(self, word: Word) -> bool:
        """Return whether more than ``MOST_TERMS`` longer words hold ``word``; the rarest miss."""
        return self._forms(word)[1]

    def _forms(self, word: Word) -> tuple[Forms, bool]:
        if not word.bare:
            return Forms(), False
        key = plain(word.text)
        terms = dict.fromkeys(self._ask(_SAME, key, MOST_TERMS))
        terms.update(dict.fromkeys(term for term in self.fresh if _is_meant(word, key, term)))
        begun, capped = False, False
        if word.open:
            longer = self._ask(_BEGUN, key, f"{key}{_AFTER_ALL}", MOST_TERMS)
            begun = self.complete and len(longer) <= _MOST_BEGUN
            listed = tuple(map(folded, () if begun else variants(word.text)))
            terms.update(dict.fromkeys(term for term in longer if not term.startswith(listed)))
        if word.part:
            inside = self._ask(_INSIDE, _pieces(key), key, MOST_TERMS + 1)
            capped = len(inside) > MOST_TERMS
            terms.update(dict.fromkeys(inside[:MOST_TERMS]))
        return Forms(tuple(terms), begun), capped

    def _ask(self, question: str, *values: str | int) -> list[str]:
        return [row[0] for row in self.connection.execute(question, values)]


def vocabulary(session: Session) -> Vocabulary:
    """Return the words as they are known now; the newest texts not learnt yet are read here.

    Those are at most some hundred, so that a search never waits longer than 50 ms for them.
    """
    connection = driver(session)
    scanning = _scanned_to(connection) is not None
    waiting = int(connection.execute(_WAITING, (_MOST_FRESH + 1,)).fetchone()[0])
    if not waiting:
        return Vocabulary(connection, frozenset(), complete=not scanning)
    texts = connection.execute(_TEXTS, {"most": _MOST_FRESH})
    fresh = frozenset(words_of(row[0] for row in texts))
    return Vocabulary(connection, fresh, complete=waiting <= _MOST_FRESH and not scanning)


def update_vocabulary(session: Session) -> int:
    """Learn some words of texts not learnt yet and return about how many texts are left, 0 if none.

    A call takes some 30 ms: make each in a writing session of its own while nothing else is to do,
    until it returns 0. Where very many texts wait (after the first sync) the terms are read from
    the index itself, which is several times cheaper, in portions by the alphabet.
    """
    connection = driver(session)
    after = _scanned_to(connection)
    if after is None:
        waiting = int(connection.execute(_WAITING, (_MANY,)).fetchone()[0])
        if waiting < _MANY:
            return _learn_texts(connection, waiting)
        connection.execute("DELETE FROM unlearned WHERE id > 0")
        connection.execute("UPDATE term SET mails = 0")
        after = ""
    return _scan(connection, after)


def forget(connection: sqlite3.Connection) -> None:
    """Forget all words, to be learnt anew: some of them are in no text any more."""
    connection.execute("INSERT INTO term_fts (term_fts) VALUES ('delete-all')")
    connection.execute("DELETE FROM term")
    connection.execute("DELETE FROM unlearned")
    connection.execute("INSERT INTO unlearned (id) SELECT -id FROM note")
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '')", (_SCAN,))


def words_of(texts: Iterable[str]) -> dict[str, int]:
    """Return the words of some texts just as the search index has them, and in how many they are.

    Words that do not begin with a letter are left out: nobody looks for parts of those.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute(_TOKENS)
        memory.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'row')")
        memory.execute("BEGIN")
        memory.executemany("INSERT INTO t (x) VALUES (?)", ((text,) for text in texts))
        found = memory.execute("SELECT term, doc FROM v").fetchall()
        memory.execute("ROLLBACK")
    return {word: count for word, count in found if word[0].isalpha()}


def _learn_texts(connection: sqlite3.Connection, waiting: int) -> int:
    if not waiting:
        return 0
    texts = connection.execute(_TEXTS, {"most": _TEXTS_A_STEP})
    _add(connection, words_of(row[0] for row in texts).items())
    learnt = connection.execute(_LEARNT, {"most": _TEXTS_A_STEP}).rowcount
    return max(waiting - learnt, 0)


def _scan(connection: sqlite3.Connection, after: str) -> int:
    """Learn the next terms of the index after one; the texts it holds all count as learnt."""
    found = connection.execute(_SCANNED, (after, _TERMS_A_STEP)).fetchall()
    _add(connection, ((word, count) for word, count in found if word[0].isalpha()))
    if len(found) == _TERMS_A_STEP:
        connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_SCAN, found[-1][0])
        )
        return _MANY
    connection.execute("DELETE FROM meta WHERE key = ?", (_SCAN,))
    return int(connection.execute(_WAITING, (_MANY,)).fetchone()[0])


def _scanned_to(connection: sqlite3.Connection) -> str | None:
    """Return the last term that an unfinished scan has learnt, None when none is under way."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (_SCAN,)).fetchone()
    return None if found is None else str(found[0])


def _add(connection: sqlite3.Connection, words: Iterable[tuple[str, int]]) -> None:
    before = connection.execute("SELECT coalesce(max(id), 0) FROM term").fetchone()[0]
    rows = [(plain(word), word, count) for word, count in words]
    if rows:
        connection.executemany(_ADD, rows)
        connection.execute(_PIECES, (before, MIN_PART + 1, _LONGEST))


def _pieces(key: str) -> str:
    """Return the query for the terms with pieces of ``key`` that together cover it."""
    places = dict.fromkeys((*range(0, len(key) - _PIECE, _PIECE), len(key) - _PIECE))
    return " AND ".join(f'"{key[at : at + _PIECE]}"' for at in places)


def _is_meant(word: Word, key: str, term: str) -> bool:
    form = plain(term)
    if form == key or (word.open and form.startswith(key)):
        return True
    return word.part and key in form and form.isalpha() and len(form) <= _LONGEST
