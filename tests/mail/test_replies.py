"""Answers as common mail programs write them, folded line by line as a person would fold them.

Each sample in ``replies/`` has a name and lines that begin with what they are: B for body, Q for
quote, S for signature, D for disclaimer. What a blank line belongs to does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_console.desk.mail import FoldKind
from agent_console.mail.quotes import split_text

_FOLDER = Path(__file__).with_name("replies")
_LETTERS = {
    FoldKind.BODY: "B",
    FoldKind.QUOTE: "Q",
    FoldKind.SIGNATURE: "S",
    FoldKind.DISCLAIMER: "D",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer: its lines, and the letter of each."""

    name: str
    lines: tuple[str, ...]
    letters: str


def samples() -> Iterator[Sample]:
    for path in sorted(_FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = block.partition("\n")
            marked = rest.rstrip("\n").split("\n")
            lines = tuple("-- " if line[2:] == "--" else line[2:] for line in marked)
            yield Sample(f"{path.stem}: {name}", lines, "".join(line[0] for line in marked))


def folded(lines: tuple[str, ...]) -> str:
    ranges = split_text("\n".join(lines))
    return "".join(_LETTERS[part.kind] * (part.end - part.start) for part in ranges)


@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: sample.name)
def test_split_when_a_common_program_wrote_the_answer_folds_what_is_old(sample: Sample) -> None:
    found = folded(sample.lines)
    shown = [
        f"{letter} {line}" for letter, line in zip(found, sample.lines, strict=True) if line.strip()
    ]
    wanted = [
        f"{letter} {line}"
        for letter, line in zip(sample.letters, sample.lines, strict=True)
        if line.strip()
    ]
    assert shown == wanted
