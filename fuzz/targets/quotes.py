"""Ranges of a mail's text: without gaps, the same each time, and never all folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.mail.language import guess_language
from agent_console.mail.quotes import split_text, visible_lines
from agent_console.mail.read import read_mail
from fuzz.checks import Target, covered, steady
from fuzz.choices import as_text
from fuzz.targets import words


def check(data: bytes) -> None:
    """Split a text as it is, and with the levels that its first bytes give the lines."""
    text = as_text(data)
    lines = text.split("\n")
    _split(text, None)
    levels = [data[number % len(data)] % 4 - 1 for number in range(len(lines))] if data else [0]
    _split(text, levels)
    _split(text, [0] * (len(lines) - 1))
    language, confidence = steady(lambda: guess_language(text))
    assert language == "" or (language.isascii() and language.isalpha())
    assert 0 <= confidence <= 1


def _split(text: str, levels: Sequence[int] | None) -> None:
    ranges = steady(lambda: split_text(text, levels))
    covered(text, ranges)
    written = set(text.split("\n"))
    assert set(visible_lines(text, ranges).split("\n")) <= written | {""}


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the texts of mails."""
    for raw in mails:
        yield read_mail(raw).text.encode()


TARGET = Target(check, words.QUOTES, seeds, longest=4_096)
