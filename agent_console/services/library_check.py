"""A library looked through for whatever its readers would stumble over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent_console.desk.apology_blocks import parse_block
from agent_console.desk.canned import Entry
from agent_console.desk.request_types import RequestTypes
from agent_console.i18n import _
from agent_console.services.library import ANSWERS, APOLOGY, SHIPPED, Shelf, Shelves, answer_shelves

_NOTHING = ".nothing"


@dataclass(frozen=True, slots=True)
class Checked:
    """How many texts can be used, and what is wrong, one line each."""

    good: int
    problems: tuple[str, ...]


def check_library(own: Path | None, types: RequestTypes | None, shipped: Path = SHIPPED) -> Checked:
    """Check the shipped answers and blocks of apologies with the team's own over them.

    With ``types`` answers must name request types that there are.
    """
    answers = answer_shelves(own, shipped / ANSWERS).shelf()
    blocks = Shelves(parse_block, shipped / APOLOGY, _own_blocks(own)).shelf()
    problems = [*answers.problems, *blocks.problems]
    if types is not None:
        problems.extend(_type_problems(answers, types))
    return Checked(len(answers.items) + len(blocks.items), tuple(problems))


def check_folder(folder: Path, types: RequestTypes | None) -> Checked:
    """Check one folder alone, as the team's own; one called ``apology`` holds blocks of them."""
    if folder.name == APOLOGY:
        blocks = Shelves(parse_block, folder / _NOTHING, folder).shelf()
        return Checked(len(blocks.items), blocks.problems)
    return check_library(folder, types, shipped=folder / _NOTHING)


def _own_blocks(own: Path | None) -> Path | None:
    """Return the team's folder of blocks where it has one."""
    folder = own / APOLOGY if own else None
    return folder if folder and folder.is_dir() else None


def _type_problems(shelf: Shelf[Entry], types: RequestTypes) -> Iterator[str]:
    known = {one.id for one in types.types}
    for entry in shelf.items:
        yield from _unknown_types(entry, known)


def _unknown_types(entry: Entry, known: Collection[str]) -> Iterator[str]:
    for name in entry.types:
        if name not in known:
            words = _("{file}: types: there is no request type {name}")
            yield words.format(file=entry.name, name=name)
