"""Pens: the attributes, colours and link of a cell, and the shortest way from one to the next.

Cells and pens are named tuples, as thousands of them are compared for every frame; equal ones are
the same object.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "7": "27",
    "9": "29",
    "21": "24",
    "53": "55",
}
"""The attributes that pass, each with the code that ends it: no blinking, nothing concealed."""
_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
_ENDS = {end: {one for one in _OFF if _OFF[one] == end} for end in _OFF.values()}
_CODE = re.compile(
    r"[34]8;5;\d{0,3}|[34]8;2;\d{0,3};\d{0,3};\d{0,3}|\d+|(?<=;)(?=;)|^$", flags=re.ASCII
)
_FRONTS = frozenset(str(code) for code in (*range(30, 38), *range(90, 98)))
_BACKS = frozenset(str(code) for code in (*range(40, 48), *range(100, 108)))
_LINK = re.compile(r"(?:https?://|mailto:)[!-~]{1,2000}")
_REMEMBERED = 4096


class Pen(NamedTuple):
    """How a cell is drawn: codes of ECMA-48 §8.3.117, sorted; "" is the terminal's own colour."""

    attributes: tuple[str, ...] = ()
    front: str = ""
    back: str = ""
    link: str = ""


class Cell(NamedTuple):
    """One place on the screen: a character with its marks, or "" right of a wide one."""

    text: str
    pen: Pen


PLAIN = Pen()


@lru_cache(_REMEMBERED)
def cell_of(text: str, pen: Pen) -> Cell:
    """Return a cell; a blank that shows its background alone has no other colour."""
    if text == " " and not pen.link and _SEEN_ON_BLANKS.isdisjoint(pen.attributes):
        pen = Pen(back=pen.back)
    return Cell(text, pen)


BLANK = cell_of(" ", PLAIN)


def is_bare(cell: Cell) -> bool:
    """Return whether a cell shows its background alone."""
    attributes, front, _back, link = cell.pen
    return cell.text == " " and not (attributes or front or link)


@lru_cache(_REMEMBERED)
def selected(pen: Pen, parameters: str) -> Pen:
    """Return ``pen`` after SGR with these parameters; what is not understood changes nothing."""
    attributes, front, back = set(pen.attributes), pen.front, pen.back
    for code in _CODE.findall(parameters):
        kind = code.partition(";")[0]
        if kind in ("", "0"):
            attributes, front, back = set(), "", ""
        elif kind in _OFF:
            attributes.add(kind)
        elif kind in _ENDS:
            attributes -= _ENDS[kind]
        elif kind == "39" or kind in _FRONTS or (kind == "38" and _is_colour(code)):
            front = "" if kind == "39" else code
        elif kind == "49" or kind in _BACKS or (kind == "48" and _is_colour(code)):
            back = "" if kind == "49" else code
    return Pen(tuple(sorted(attributes)), front, back, pen.link)


def _is_colour(code: str) -> bool:
    """Return whether an extended colour is whole, each of its numbers a byte."""
    numbers = code.split(";")[2:]
    return bool(numbers) and all(number and int(number) < 256 for number in numbers)


def linked(pen: Pen, address: str) -> Pen:
    """Return ``pen`` with a link, or without one where ``address`` is nothing to be opened."""
    return pen._replace(link=address if _LINK.fullmatch(address) else "")


@lru_cache(_REMEMBERED)
def change(old: Pen, new: Pen) -> str:
    """Return the shortest sequence that makes ``new`` of ``old``."""
    link = "" if old.link == new.link else f"\x1b]8;;{new.link}\x1b\\"
    if old[:3] == new[:3]:
        return link
    anew = [*new.attributes, new.front, new.back]
    whole = ";".join(code for code in anew if code)
    ways = [_sgr(f"0;{whole}" if whole else ""), _sgr(";".join(_steps(old, new)))]
    return min(ways, key=len) + link


def _sgr(codes: str) -> str:
    return f"\x1b[{codes}m"


def _steps(old: Pen, new: Pen) -> list[str]:
    """Return the codes for what differs alone."""
    ended = {_OFF[one] for one in old.attributes if one not in new.attributes}
    begun = [one for one in new.attributes if one not in old.attributes or _OFF[one] in ended]
    codes = [*sorted(ended), *begun]
    if old.front != new.front:
        codes.append(new.front or "39")
    if old.back != new.back:
        codes.append(new.back or "49")
    return codes


@lru_cache(_REMEMBERED)
def for_blank(now: Pen, wanted: Pen) -> Pen:
    """Return the pen nearest to ``now`` that draws a bare blank of ``wanted``'s background."""
    kept = tuple(one for one in now.attributes if one not in _SEEN_ON_BLANKS)
    return Pen(kept, now.front, wanted.back)
