"""The door for frames: what Textual writes becomes cells, and nothing else comes through.

A frame is text with cursor addresses, colours and links. Whatever stands in it besides, because a
widget was fed with it, loses its control characters and is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import split_graphemes

from agent_console.screens.driver_pens import PLAIN, Cell, Pen, cell_of, linked, selected

_ADDRESS = re.compile(r"\x1b\[([0-9]{1,4});([0-9]{1,4})H")
_TOKEN = re.compile(
    r"\x1b\[(?P<colours>[0-9;]{0,80})m"
    r"|\x1b\]8;[^;\x00-\x1f\x7f-\x9f]*;(?P<link>[^\x00-\x1f\x7f-\x9f]*)(?:\x1b\\|\x07)"
    r"|(?P<text>[^\x1b]+)"
    r"|\x1b"
)
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_JOINER = "\N{ZERO WIDTH JOINER}"
_MARKS_AT_MOST = 12
_NEVER_SEEN = frozenset("\u115f\u1160\u3164\uffa0")
_WITHOUT_WIDTH = ("Cc", "Cf", "Cs", "Zl", "Zp")
_MARKS = ("Mn", "Mc", "Me", "So", "Sk")
_EMOJI = 0x1F000
_REMEMBERED = 8192
_ACCENTS = range(0x300, 0x370)


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells to be shown from a place on; line and column begin at 0."""

    line: int
    column: int
    cells: tuple[Cell, ...]


def pieces(frame: str) -> Iterator[Piece]:
    """Yield what a frame shows; an address without cells after it is where the cursor is put."""
    found = list(_ADDRESS.finditer(frame))
    ends = [*(address.start() for address in found[1:]), len(frame)]
    for address, end in zip(found, ends, strict=False):
        line, column = int(address[1]) - 1, int(address[2]) - 1
        if line >= 0 and column >= 0:
            yield Piece(line, column, cells_of(frame[address.end() : end]))


@lru_cache(512)
def cells_of(payload: str) -> tuple[Cell, ...]:
    """Return the cells of text with colours and links."""
    cells: list[Cell] = []
    pen = PLAIN
    for token in _TOKEN.finditer(payload):
        if (text := token["text"]) is not None:
            _append(cells, text, pen)
        elif (colours := token["colours"]) is not None:
            pen = selected(pen, colours)
        elif (link := token["link"]) is not None:
            pen = linked(pen, link)
    return tuple(cells)


def _append(cells: list[Cell], text: str, pen: Pen) -> None:
    if text.isascii() and text.isprintable():
        cells.extend(cell_of(character, pen) for character in text)
        return
    for start, end, width in split_graphemes(text)[0]:
        grapheme = text[start:end]
        if not width:
            _join(cells, _marks(grapheme))
            continue
        cells.append(cell_of(_seen(grapheme), pen))
        if width > 1:
            cells.append(cell_of("", pen))


def _join(cells: list[Cell], marks: str) -> None:
    """Put marks without a character of their own on the one before."""
    if marks and cells and len(cells[-1].text) == 1:
        last = cells[-1]
        cells[-1] = cell_of(last.text + marks, last.pen)


@lru_cache(_REMEMBERED)
def _seen(grapheme: str) -> str:
    """Return a grapheme that no terminal takes for a command."""
    first = grapheme[0]
    if unicodedata.category(first) in _WITHOUT_WIDTH or _is_no_character(first):
        first = _UNKNOWN
    return first + _marks(grapheme[1:])


def _marks(text: str) -> str:
    """Return the marks in ``text``: accents, and what makes emojis of emojis."""
    kept = [
        one
        for one in text
        if (unicodedata.category(one) in _MARKS and one not in _NEVER_SEEN) or one == _JOINER
    ]
    return "".join(kept[:_MARKS_AT_MOST]).rstrip(_JOINER)


def _is_no_character(one: str) -> bool:
    """Return whether a code point stands for nothing; emojis may be newer than Python."""
    new_emoji = _EMOJI <= ord(one) < 0x20000
    return unicodedata.category(one) == "Cn" and (not new_emoji or ord(one) & 0xFFFE == 0xFFFE)


@lru_cache(_REMEMBERED)
@lru_cache(_REMEMBERED)
def is_doubtful(text: str) -> bool:
    """Return whether terminals may disagree about the width of a grapheme."""
    if len(text) > 1 and any(ord(one) not in _ACCENTS for one in text[1:]):
        return True
    code = ord(text[0]) if text else 0
    if code < _ACCENTS.start:
        return False
    wide_sign = unicodedata.category(text[0]) == "So" and unicodedata.east_asian_width(text[0]) in (
        "W",
        "F",
    )
    return code >= _EMOJI or wide_sign or unicodedata.category(text[0]) in ("Co", "Mn", "Mc")


_NO_CONTROLS = r"[^\x00-\x1f\x7f-\x9f]"
_NOTICE = rf"(?:9;|777;notify;){_NO_CONTROLS}*"
_COMMANDS = re.compile(
    r"\x07"
    r"|\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2048)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[(?:>[0-9]{1,2}|<)u"
    r"|\x1b\]52;[a-z]?;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"
    r"|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)"
    rf"|\x1b\][012];{_NO_CONTROLS}*(?:\x07|\x1b\\)"
    r"|\x1b\[2[23];[012]t"
    rf"|\x1b\]{_NOTICE}(?:\x07|\x1b\\)"
    r"|\x1bP(?:tmux;\x1b)?\x1b\]52;c;[A-Za-z0-9+/=]*\x07\x1b\\"
    rf"|\x1bPtmux;\x1b\x1b\]{_NOTICE}\x07\x1b\\"
    rf"|\x1bP\x1b\]{_NOTICE}\x07\x1b\\"
)


def is_command(data: str) -> bool:
    """Return whether ``data`` is one command that the program sends by itself.

    Modes and what they ask for, the bell, the pointer's shape (OSC 22), the title (OSC 2), the
    clipboard (OSC 52) and notices (OSC 9 and 777), those wrapped inside tmux and screen.
    """
    return _COMMANDS.fullmatch(data) is not None
