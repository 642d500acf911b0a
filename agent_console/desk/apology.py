"""The whole answer to a complaint in five steps, put together from the library's blocks.

The same ticket always gets the same blocks, another ticket others; none comes twice on one ticket
while there is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from agent_console.desk.apology_blocks import Block, Step
from agent_console.desk.canned_render import APOLOGY_WORDS, Gap, Values, gaps, render
from agent_console.desk.entry_files import Form
from agent_console.desk.matter import Matter, MatterKind
from agent_console.desk.matter_words import matter_values
from agent_console.desk.person_name import PersonName
from agent_console.desk.remedies import Remedy
from agent_console.desk.remedy_words import offer_words
from agent_console.desk.salutation import salutation
from agent_console.desk.written import money_words, weekday_words

_BETWEEN = "\n\n"
_ANGRY = 2


@dataclass(frozen=True, slots=True)
class Situation:
    """What an apology answers, and what it promises.

    ``ref`` is the ticket's, ``type`` its request type. ``by`` is the day until which the customer
    has the ``remedy`` (None: an action of ours), ``check`` the day on which we come back.
    ``values`` are those of canned answers, ``used`` the ids of blocks already sent on this ticket.
    """

    ref: str
    language: str
    form: Form
    type: str
    matter: Matter
    frustration: int
    today: date
    by: date
    check: date
    remedy: Remedy | None
    values: Values
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One step, ``start`` to ``end`` (exclusive) of the text; ``block`` is "" for own words."""

    step: Step
    block: str
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Apology:
    """The answer as it would be sent, and where each step stands in it."""

    text: str
    salutation: str
    closing: str
    parts: tuple[Part, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The places that are still to be filled."""
        return gaps(self.text)

    @property
    def blocks(self) -> tuple[str, ...]:
        """The ids of the blocks it is made of."""
        return tuple(part.block for part in self.parts if part.block)

    def part(self, step: Step) -> Part | None:
        """Return the part of one step, None where there is none."""
        return next((part for part in self.parts if part.step is step), None)


def compose_apology(
    blocks: Sequence[Block], situation: Situation, *, chosen: Mapping[Step, str] | None = None
) -> Apology:
    """Return the answer made of the block that fits best for each step.

    ``chosen`` are ids of blocks to take instead. A step for which there is no block is left out.
    Raises TemplateError for a block that ``parse_block`` would refuse.
    """
    values = all_values(situation)
    parts = []
    for step in Step:
        fitting = variants(blocks, situation, step)
        wanted = (chosen or {}).get(step)
        block = next((one for one in fitting if one.id == wanted), next(iter(fitting), None))
        if block is not None:
            parts.append(_part(block, situation, values))
    greeting = values.get("customer.salutation") or salutation(
        PersonName(), situation.language, situation.form
    )
    return _assembled(f"{greeting},", parts, _closing(situation))


def variants(blocks: Iterable[Block], situation: Situation, step: Step) -> tuple[Block, ...]:
    """Return the blocks that fit a step, the best first: not used yet, then closest to the matter.

    Angry customers get words for angry ones before those that fit anybody.
    Where no block offers the remedy, those that offer an action of ours.
    """
    fitting = [one for one in blocks if one.step is step and _fits(one, situation)]
    if step is Step.SOLVE:
        kind = situation.remedy.kind if situation.remedy else None
        with_remedy = [one for one in fitting if one.remedy is kind]
        fitting = with_remedy or [one for one in fitting if one.remedy is None]
    return tuple(sorted(fitting, key=lambda one: _rank(one, situation)))


def swapped(
    apology: Apology, blocks: Sequence[Block], situation: Situation, step: Step, by: int = 1
) -> Apology:
    """Return the answer with the next block of a step (``by`` -1: the one before), round and round.

    The other parts stay as they are, also where they have been edited.
    """
    fitting = variants(blocks, situation, step)
    if not fitting:
        return apology
    current = apology.part(step)
    ids = [one.id for one in fitting]
    known = current is not None and current.block in ids
    place = ids.index(current.block) + by if known and current is not None else 0
    new = _part(fitting[place % len(fitting)], situation, all_values(situation))
    return _replaced(apology, new)


def rewritten(apology: Apology, step: Step, text: str) -> Apology:
    """Return the answer with a step in the agent's own words."""
    return _replaced(apology, Part(step, "", text.strip()))


def all_values(situation: Situation) -> dict[str, str]:
    """Return everything that the blocks can say of a situation; what is not known is not there."""
    language, today, remedy = situation.language, situation.today, situation.remedy
    informal = situation.form is Form.INFORMAL
    amount = ""
    if remedy is not None and remedy.value is not None:
        amount = money_words(remedy.value, remedy.currency, language)
    return {
        **situation.values,
        **matter_values(situation.matter, language, today=today, informal=informal),
        "remedy.offer": offer_words(remedy, language),
        "remedy.amount": amount,
        "remedy.by": weekday_words(situation.by, language, today=today),
        "check.date": weekday_words(situation.check, language, today=today),
    }


def _fits(block: Block, situation: Situation) -> bool:
    if not block.calmest <= situation.frustration <= block.angriest:
        return False
    return not block.types or _topic(situation) in block.types


def _topic(situation: Situation) -> str:
    """Return the kind of matter, which says more than the request type, where it is known."""
    kind = situation.matter.kind
    return situation.type if kind is MatterKind.OTHER else kind.value


def _rank(block: Block, situation: Situation) -> tuple[bool, bool, bool, bool, int]:
    written = block.section(_language(situation), situation.form) is not None
    mixed = crc32(f"{situation.ref}/{block.id}".encode())
    too_calm = situation.frustration >= _ANGRY and block.calmest < _ANGRY
    used = block.id in situation.used
    return not written, used, not block.types, too_calm, mixed


def _language(situation: Situation) -> str:
    return "de" if situation.language == "de" else "en"


def _part(block: Block, situation: Situation, values: Values) -> Part:
    language, form = situation.language, situation.form
    section = block.section(language, form) or block.section("en", form) or block.sections[0]
    return Part(block.step, block.id, render(section, values, APOLOGY_WORDS).text)


def _closing(situation: Situation) -> str:
    if situation.language != "de":
        return "Kind regards"
    return "Viele Grüße" if situation.form is Form.INFORMAL else "Freundliche Grüße"


def _replaced(apology: Apology, new: Part) -> Apology:
    steps = list(Step)
    parts = [part for part in apology.parts if part.step is not new.step]
    parts.append(new)
    parts.sort(key=lambda part: steps.index(part.step))
    return _assembled(apology.salutation, parts, apology.closing)


def _assembled(greeting: str, parts: Iterable[Part], closing: str) -> Apology:
    """Write the parts one below the other, and note where each of them stands."""
    text, placed = greeting, []
    for part in parts:
        start = len(text) + len(_BETWEEN)
        text += _BETWEEN + part.text
        placed.append(Part(part.step, part.block, part.text, start, len(text)))
    return Apology(f"{text}{_BETWEEN}{closing}", greeting, closing, tuple(placed))
