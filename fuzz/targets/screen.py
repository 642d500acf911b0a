"""The only door for outside text: nothing harmful passes, no letter is lost, once is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.desk.text import cell_width, shorten, to_screen
from fuzz.checks import Target, harmless, steady
from fuzz.choices import as_text
from fuzz.targets import words

_FILLERS = frozenset("\u3164\uffa0\u115f\u1160")


def check(data: bytes) -> None:
    """Send a text through the door, on several lines and on one, and shorten it."""
    text = as_text(data)
    shown = steady(lambda: to_screen(text))
    harmless(shown, one_line=False)
    assert _letters(shown) == _letters(text), "a letter was lost"
    line = steady(lambda: to_screen(text, one_line=True))
    harmless(line)
    assert to_screen(line, one_line=True) == line
    assert _letters(line) == _letters(text)
    shown.encode()
    for width in (0, 1, 2, 9, 40):
        short = shorten(line, width)
        assert cell_width(short) <= width
        assert short == line or short.endswith("…") or not width


def _letters(text: str) -> list[str]:
    return [char for char in text if char.isalnum() and char not in _FILLERS]


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the words of terminals and of scripts that join their letters."""
    yield from words.TERMINAL
    yield "Grüße 👩‍👩‍👧 नमस्ते क्‍ष می‌خواهم".encode()
    yield b"\xfe" + "اً‍\u0300\u0300\u0300\u0300\u0300".encode("utf-16-le")
    for mail in mails[:100]:
        yield mail[-400:]


TARGET = Target(check, words.TERMINAL, seeds, longest=1_024)
