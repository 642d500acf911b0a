"""The blocks an apology is made of: one paragraph for one of five steps, in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.canned import check_sections
from agent_console.desk.canned_render import APOLOGY_WORDS
from agent_console.desk.entry_files import (
    EntryFile,
    Form,
    Section,
    choose_section,
    known_keys,
    parse_file,
    take_id,
    take_one_of,
    take_texts,
)
from agent_console.desk.remedies import RemedyKind
from agent_console.i18n import _

CALM, ANGRY = 0, 3
_KEYS = frozenset(("id", "step", "types", "frustration", "remedy"))


class Step(StrEnum):
    """The five steps of an answer to a complaint, in their order."""

    LISTEN = "listen"
    UNDERSTAND = "understand"
    APOLOGISE = "apologise"
    SOLVE = "solve"
    MAKE_SURE = "make-sure"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. ``types`` are request types and kinds of matter, none fits all of them.

    It fits a frustration from ``calmest`` to ``angriest``; ``remedy`` is the kind that it offers,
    None for a block that offers an action of ours. ``name`` is the file it stands in.
    """

    id: str
    step: Step
    sections: tuple[Section, ...]
    types: tuple[str, ...] = ()
    calmest: int = CALM
    angriest: int = ANGRY
    remedy: RemedyKind | None = None
    name: str = ""

    def section(self, language: str, form: Form) -> Section | None:
        """Return the text for a customer of that language and form of address, None without one."""
        return choose_section(self.sections, language, form)


def parse_block(text: str, name: str) -> Block:
    """Read one block; raises EntryError that names file, line and cause."""
    file = parse_file(text, name)
    known_keys(file, _KEYS)
    calmest, angriest = _frustration(file)
    step = _step(file)
    block = Block(
        id=take_id(file),
        step=step,
        sections=file.sections,
        types=take_texts(file, "types"),
        calmest=calmest,
        angriest=angriest,
        remedy=_remedy(file, step),
        name=name,
    )
    check_sections(file, APOLOGY_WORDS)
    return block


def _step(file: EntryFile) -> Step:
    return take_one_of(file, "step", Step, "")


def _frustration(file: EntryFile) -> tuple[int, int]:
    value = file.meta.get("frustration", [CALM, ANGRY])
    match value:
        case [int(low), int(high)] if CALM <= low <= high <= ANGRY:
            return low, high
    raise file.error("frustration", _("write two numbers from 0 to 3, such as [0, 1]"))


def _remedy(file: EntryFile, step: Step) -> RemedyKind | None:
    if file.meta.get("remedy", "") == "":
        return None
    if step is not Step.SOLVE:
        raise file.error("remedy", _("only blocks of the step solve offer a remedy"))
    return take_one_of(file, "remedy", RemedyKind, "")
