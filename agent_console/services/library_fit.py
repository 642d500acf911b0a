"""How well canned answers fit a mail by its words: FTS5 and bm25 over an index in memory."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from agent_console.desk.canned import Entry

_MAX_WORDS = 80
_MAX_TEXT = 20_000
_LEAST_LETTERS = 4
_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|⟦.*?⟧", re.DOTALL)
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},40}}")
# bm25 weighs a title's words most, then the tags' and types', then the text's.
_ASK = """
SELECT entry, bm25(fitting, 0, 0, 6, 3, 1) FROM fitting WHERE fitting MATCH ? AND language = ?
"""
_MAKE = """
CREATE VIRTUAL TABLE fitting USING fts5(
    entry UNINDEXED, language UNINDEXED, title, tags, body,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '6'
)
"""
_ADD = "INSERT INTO fitting VALUES (?, ?, ?, ?, ?)"


class FitIndex:
    """The words of some answers; one thread at a time may ask."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(_MAKE)
        with self._connection:
            self._connection.executemany(_ADD, (row for one in entries for row in _rows(one)))

    def fit(self, text: str, language: str) -> Mapping[str, float]:
        """Return how well the answers in ``language`` fit: ids with more than 0, the best with 1.

        bm25 is negative, the smaller the better; it is divided by the best one's.
        """
        query = _query(text)
        found = self._connection.execute(_ASK, (query, language)).fetchall() if query else []
        best = min((score for _entry, score in found), default=0.0)
        if best >= 0:
            return {}
        return {entry: score / best for entry, score in found if score < 0}

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()


def _rows(entry: Entry) -> Iterable[tuple[str, str, str, str, str]]:
    tags = " ".join((*entry.tags, *entry.types))
    for language in entry.languages:
        section = entry.section(language)
        body = _MARKUP.sub(" ", section.text) if section else ""
        yield entry.id, language, entry.title(language), tags, body


def _query(text: str) -> str:
    """Return the mail's most frequent longer words as a query; a long word fits by its beginning.

    Only letters come into it, in quotation marks: no mail can write a query of its own.
    """
    words = Counter(word.lower() for word in _WORD.findall(text[:_MAX_TEXT]))
    return " OR ".join(_asked(word) for word, _count in words.most_common(_MAX_WORDS))


def _asked(word: str) -> str:
    return f'"{word[:6]}"*' if len(word) > 7 else f'"{word}"'
