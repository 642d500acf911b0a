"""What must hold whatever the bytes are; needs no fuzzer, so that finds stay tested.

A check takes the bytes of one input and raises AssertionError, or whatever the code under test
raises, when a promise is broken.
"""

from __future__ import annotations

import importlib
import itertools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar

from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.text import to_screen

T = TypeVar("T")
Check = Callable[[bytes], None]

SECONDS = 3.0
"""Processor time that one mail may take."""

HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz: its check, where to begin, and words the format is made of.

    ``seeds`` takes whole mails and returns inputs; ``longest`` is in bytes.
    """

    check: Check
    dictionary: tuple[bytes, ...]
    seeds: Callable[[Sequence[bytes]], Iterator[bytes]]
    longest: int = 8_192


def target(name: str) -> Target:
    """Return the target called ``name``."""
    found = importlib.import_module(f"fuzz.targets.{name}").TARGET
    assert isinstance(found, Target)
    return found


def steady(work: Callable[[], T]) -> T:
    """Do something twice: in time, and with the same result."""
    started = time.process_time()
    result = work()
    seconds = time.process_time() - started
    assert seconds < SECONDS, f"{seconds:.1f} s"
    assert work() == result, "another result for the same input"
    return result


def harmless(text: str, *, one_line: bool = True) -> None:
    """Hold that a text cannot act on a terminal and would not be changed by the door to it."""
    found = HARMFUL.search(text)
    assert not found, f"{found.group()!a} gets through"
    assert to_screen(text) == text, f"not ready for the screen: {text[:200]!a}"
    if one_line:
        assert "\n" not in text, f"more than one line: {text[:200]!a}"


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset | set | list):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def covered(text: str, ranges: Sequence[TextRange]) -> None:
    """Hold that ranges cover all lines in order, differ from their neighbours, and show a body."""
    if not text:
        assert not ranges
        return
    lines = text.split("\n")
    assert [ranges[0].start, ranges[-1].end] == [0, len(lines)]
    assert all(part.start < part.end for part in ranges)
    for one, following in itertools.pairwise(ranges):
        assert one.end == following.start
        assert one.kind is not following.kind
    shown = [line for part in ranges if part.kind is FoldKind.BODY for line in _lines(lines, part)]
    assert any(line.strip() for line in shown) or not text.strip(), "all of the text is folded"


def _lines(lines: Sequence[str], part: TextRange) -> Sequence[str]:
    return lines[part.start : part.end]
