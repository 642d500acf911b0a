"""Structures that differ in numbers and boundaries alone are taken apart once.

Most mails of a mailbox have one of a few structures. What makes up such a shape is kept; for the
next mail of the same shape only its numbers and boundaries are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.mail.leaves import Container, Leaf, UnsureError, find_leaves
from agent_console.mail.lists import read_values

REMEMBERED = 512
_LONGEST = 4096
# Behind a text: its size, perhaps with its lines, or a boundary that is surely usable.
_VARIES = re.compile(
    rb'" (\d{1,10}(?: \d{1,10})?(?=[ )])'
    rb'|(?<="(?i:boundary)" )"(?!(?i:boundary)")[!#-\[\]-~ ]{0,69}[!#-,.-\[\]-~](?="))'
)
_SIZE_MARK = 1_000_000_000
_LINES_MARK = 2_000_000_000

Apart = tuple[list[Leaf], Container | None]
"""The leaves of a mail in order, and the outermost multipart."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Leaves and multiparts with marks instead of their numbers and boundaries.

    Of each leaf: which value holds its size, whether also its lines, and the number of its group or
    -1. Of each multipart: which value is its boundary.
    """

    leaves: tuple[tuple[Leaf, int, bool, int], ...]
    containers: tuple[tuple[Container, int], ...]
    root: int

    def filled(self, values: Sequence[bytes]) -> Apart:
        """Return leaves and outermost multipart with these values; ValueError: they do not fit."""
        sizes: list[tuple[int, int, int]] = []
        before = 0
        for _leaf, place, has_lines, _group in self.leaves:
            size, _blank, lines = values[place].partition(b" ")
            if has_lines is not bool(lines):
                raise ValueError("another number of numbers")
            sizes.append((before, int(size), int(lines or b"0")))
            before += sizes[-1][1]
        sizes.append((before, 0, 0))
        containers = [
            Container(
                one.section, one.kind, _boundary(values[place]), one.first, sizes[one.first][0]
            )
            for one, place in self.containers
        ]
        leaves = [
            Leaf(
                leaf.part,
                leaf.section,
                size,
                lines,
                before,
                containers[group] if group >= 0 else None,
                leaf.is_text,
            )
            for (leaf, _place, _has, group), (before, size, lines) in zip(
                self.leaves, sizes, strict=False
            )
        ]
        return leaves, containers[self.root] if self.root >= 0 else None


def _boundary(value: bytes) -> str:
    if not value.startswith(b'"'):
        raise ValueError("not a quoted text")
    return value[1:].decode("ascii")


class Shapes:
    """The shapes of the structures met last; may be used from several threads."""

    def __init__(self) -> None:
        self._met: set[bytes] = set()
        self._known: dict[bytes, _Shape | None] = {}

    def leaves(self, told: bytes) -> Apart:
        """Take apart the text of a BODYSTRUCTURE; raises UnsureError where it makes no sense."""
        if len(told) > _LONGEST or b"\\" in told or b"\0" in told:
            return _read(told)
        pieces = _VARIES.split(told)
        key = b"\0".join(pieces[::2])
        known = self._known
        if key not in known:
            if not self._is_met_again(key):
                return _read(told)
            known[key] = _learn(pieces)
        shape = known[key]
        try:
            return shape.filled(pieces[1::2]) if shape is not None else _read(told)
        except ValueError:
            return _read(told)

    def _is_met_again(self, key: bytes) -> bool:
        if key in self._met:
            return True
        if len(self._met) >= REMEMBERED:
            self._met.clear()
            self._known = {}
        self._met.add(key)
        return False


def _read(told: bytes) -> Apart:
    try:
        values = read_values((told,))
    except ValueError:
        raise UnsureError from None
    if len(values) != 1:
        raise UnsureError
    return find_leaves(values[0])


def _learn(pieces: Sequence[bytes]) -> _Shape | None:
    """Take apart a structure with marks instead of its numbers and boundaries.

    None where a mark does not come to the place of a number or boundary, or changes anything else.
    """
    marks = [_mark(number, value) for number, value in enumerate(pieces[1::2])]
    marked = pieces[0]
    for mark, piece in zip(marks, pieces[2::2], strict=True):
        marked += b'" ' + mark + piece
    try:
        return _shape(*_read(marked), marks)
    except ValueError:
        return None


def _mark(number: int, value: bytes) -> bytes:
    if value.startswith(b'"'):
        return b'"=_mark%d' % number
    size = b"%d" % (_SIZE_MARK + number)
    return size + b" %d" % (_LINES_MARK + number) if b" " in value else size


def _shape(leaves: list[Leaf], root: Container | None, marks: Sequence[bytes]) -> _Shape:
    """Find the marks again; raises ValueError where one is missing or shows elsewhere."""
    containers: list[Container] = []
    for one in (root, *(leaf.group for leaf in leaves)):
        if one is not None and _index(containers, one) < 0:
            containers.append(one)
    shown = repr([(leaf.part, leaf.section) for leaf in leaves])
    shown += repr([(one.section, one.kind) for one in containers])
    if any(word.decode("ascii") in shown for mark in marks for word in mark[1:].split()):
        raise ValueError("a number with another meaning")
    return _Shape(
        tuple(
            (
                leaf,
                marks.index(
                    b"%d %d" % (leaf.octets, leaf.lines) if leaf.lines else b"%d" % leaf.octets
                ),
                bool(leaf.lines),
                _index(containers, leaf.group),
            )
            for leaf in leaves
        ),
        tuple((one, marks.index(b'"' + one.boundary.encode("ascii"))) for one in containers),
        _index(containers, root),
    )


def _index(containers: Sequence[Container], wanted: Container | None) -> int:
    return next((number for number, one in enumerate(containers) if one is wanted), -1)
