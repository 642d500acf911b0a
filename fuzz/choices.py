"""Bytes of the fuzzer turned into small decisions, so that it can steer what a check builds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """A supply of decisions; when the bytes are used up every further one is the first option."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> bool:
        """Whether there are bytes that no decision has used."""
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """Return a number from 0 to ``below`` - 1 (at most 65,536)."""
        width = 1 if below <= 256 else 2
        piece = self._data[self._at : self._at + width]
        self._at += width
        return int.from_bytes(piece) % below

    def flag(self) -> bool:
        """Decide yes or no."""
        return self.number(2) == 1

    def pick(self, options: Sequence[T]) -> T:
        """Return one of ``options``."""
        return options[self.number(len(options))]

    def some(self, options: Sequence[T], most: int) -> tuple[T, ...]:
        """Return up to ``most`` of ``options``, repeats allowed."""
        return tuple(self.pick(options) for _ in range(self.number(most + 1)))

    def raw(self, most: int) -> bytes:
        """Return the next bytes, up to ``most``, as many as the byte before them says."""
        size = self.number(most + 1)
        piece = self._data[self._at : self._at + size]
        self._at += size
        return piece

    def rest(self) -> bytes:
        """Return all bytes that are left."""
        piece = self._data[self._at :]
        self._at = len(self._data)
        return piece


def as_text(data: bytes) -> str:
    """Return bytes as text: UTF-8 with lone surrogates for what is none, or UTF-16 after 0xFE."""
    if data[:1] == b"\xfe":
        return data[1:].decode("utf-16-le", "surrogatepass" if len(data) % 2 else "replace")
    return data.decode("utf-8", "surrogateescape")
