"""What stands around the questions on the pages, in the language of each page.

The pages are for customers: like the shipped answers they are written by hand in both languages,
whatever language the agent works in.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.i18n import ENGLISH, LANGUAGES


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page; ``found`` is filled in by the page itself (N of M)."""

    language: str
    title: str
    search: str
    contents: str
    found: str
    nothing: str
    other: str
    write: str


_WORDS = (
    PageWords(
        language="Deutsch",
        title="Häufige Fragen",
        search="Suchen",
        contents="Themen",
        found="{n} von {m} Fragen",
        nothing="Dazu ist hier nichts zu finden. Versuchen Sie ein anderes Wort.",
        other="Weitere Fragen",
        write="Ihre Frage ist nicht dabei? Schreiben Sie uns:",
    ),
    PageWords(
        language="English",
        title="Frequently asked questions",
        search="Search",
        contents="Topics",
        found="{n} of {m} questions",
        nothing="Nothing here matches. Try another word.",
        other="More questions",
        write="Your question is not here? Write to us:",
    ),
)


def page_words(language: str) -> PageWords:
    """Return the words for a page in ``language``, the English ones for one without its own."""
    place = LANGUAGES.index(language if language in LANGUAGES else ENGLISH)
    return _WORDS[place]
