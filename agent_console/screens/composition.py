"""Where the five steps of an apology stand in a text that is edited freely.

A step whose words differ from its block's is the agent's own: no other block takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agent_console.desk.apology import Apology, Situation, swapped, variants
from agent_console.desk.apology_blocks import Block, Step

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """One step, ``start`` to ``end`` (exclusive) of the text; an empty one is missing."""

    step: Step
    start: int
    end: int
    locked: bool = False

    @property
    def missing(self) -> bool:
        """Whether nothing is left of it."""
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Put:
    """``text`` takes the place of the characters ``start`` to ``end``, those of a step."""

    step: Step
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Composition:
    """An apology, the blocks that its steps can be changed to, and where they stand in a text."""

    apology: Apology
    situation: Situation
    blocks: tuple[Block, ...]
    text: str
    passages: tuple[Passage, ...]

    def typed(self, text: str) -> Composition:
        """Return it after the text was changed to ``text``."""
        if text == self.text:
            return self
        moved = tuple(_moved(self.passages, self.text, text))
        if any(one.missing for one in moved):
            moved = tuple(_found(self.apology, text, moved))
        return replace(self, text=text, passages=moved).judged()

    def put(self, change: Put) -> Composition:
        """Return it after a change of its own was made in the text."""
        text = self.text[: change.start] + change.text + self.text[change.end :]
        by = len(change.text) - (change.end - change.start)
        moved = [
            replace(one, end=change.start + len(change.text))
            if one.step is change.step
            else replace(one, start=one.start + by, end=one.end + by)
            if one.start >= change.end
            else one
            for one in self.passages
        ]
        return replace(self, text=text, passages=tuple(moved)).judged()

    def passage(self, step: Step) -> Passage | None:
        """Return where a step stands; None for a step that the apology never had."""
        return next((one for one in self.passages if one.step is step), None)

    def under(self, offset: int) -> Passage | None:
        """Return the passage at a place of the text, else the nearest one before it."""
        before = [one for one in self.passages if one.start <= offset and not one.missing]
        return before[-1] if before else next(iter(self.passages), None)

    def count(self, step: Step) -> tuple[int, int]:
        """Return which of the blocks for a step stands there, from 1 (0: none), and of how many."""
        part = self.apology.part(step)
        ids = [one.id for one in variants(self.blocks, self.situation, step)]
        known = part is not None and part.block in ids
        return (ids.index(part.block) + 1 if known and part is not None else 0), len(ids)

    def swap(self, step: Step, by: int) -> tuple[Composition, Put] | None:
        """Return it with another block for a step, and the change; None for the agent's own."""
        here = self.passage(step)
        if here is None or here.locked:
            return None
        apology = swapped(
            self.apology, self.blocks, self.situation, step, 0 if here.missing else by
        )
        return replace(self, apology=apology), self._put(apology, here)

    def offer(self, apology: Apology, situation: Situation) -> tuple[Composition, list[Put]]:
        """Return it with another remedy: what changes, the last place first; own words stay."""
        new = replace(self, apology=apology, situation=situation)
        changed = [
            self._put(apology, here)
            for here in reversed(self.passages)
            if not here.locked and not here.missing and apology.part(here.step)
        ]
        return new, [put for put in changed if put.text != self.text[put.start : put.end]]

    @property
    def used(self) -> tuple[str, ...]:
        """The ids of the blocks that stand in the text as they are."""
        standing = {one.step for one in self.passages if not one.locked and not one.missing}
        return tuple(part.block for part in self.apology.parts if part.step in standing)

    def _put(self, apology: Apology, here: Passage) -> Put:
        part = apology.part(here.step)
        text = part.text if part else ""
        whole = text + _BETWEEN if here.missing else text
        return Put(here.step, whole, here.start, here.end)

    def judged(self) -> Composition:
        """Return it with the steps locked that are the agent's own."""
        ended = (_ended(one, self.text) for one in self.passages)
        return replace(self, passages=tuple(replace(p, locked=self._is_own(p)) for p in ended))

    def _is_own(self, one: Passage) -> bool:
        part = self.apology.part(one.step)
        words = self.text[one.start : one.end]
        return not one.missing and (part is None or words != part.text)


def composed(
    apology: Apology, situation: Situation, blocks: Sequence[Block], text: str
) -> Composition:
    """Return where the steps of an apology stand in ``text``, which may have been edited since."""
    begun = tuple(Passage(part.step, part.start, part.end) for part in apology.parts)
    whole = Composition(apology, situation, tuple(blocks), apology.text, begun)
    if text.startswith(apology.text):
        return replace(whole, text=text)
    lost = tuple(replace(one, start=0, end=0) for one in begun)
    seen = tuple(_widened(one, text) for one in _found(apology, text, lost))
    found = tuple(_between(apology, text, seen))
    return replace(whole, text=text, passages=found).judged()


def _ended(one: Passage, text: str) -> Passage:
    """Return a passage without the empty line behind it."""
    inside = text[one.start : one.end]
    return replace(one, end=one.end - len(_BETWEEN)) if inside.endswith(_BETWEEN) else one


def _moved(passages: Sequence[Passage], old: str, new: str) -> Iterator[Passage]:
    """Yield where passages stand after one stretch of a text was changed."""
    begin = _same(old, new)
    most = min(len(old), len(new)) - begin
    same = min(most, _same(old[::-1], new[::-1]))
    before, after = len(old) - same, len(new) - same
    by = after - before
    empty = any(one.missing and one.start == begin for one in passages)
    for one in passages:
        taken = begin < before or (empty and not one.missing)
        if before < one.start or (before == one.start and taken):
            yield replace(one, start=one.start + by, end=one.end + by)
        elif begin > one.end:
            yield one
        elif one.start <= begin and before <= one.end:
            yield replace(one, end=one.end + by)
        elif one.start <= begin:
            yield replace(one, end=begin)
        elif before <= one.end:
            yield replace(one, start=after, end=max(after, one.end + by))
        else:
            yield replace(one, start=after, end=after)


def _same(one: str, other: str) -> int:
    """Return with how many characters both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _found(apology: Apology, text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield where passages stand, those that are missing being looked for by their words."""
    for one in passages:
        part = apology.part(one.step)
        at = text.find(part.text) if one.missing and part else -1
        yield replace(one, start=at, end=at + len(part.text)) if part and at >= 0 else one


def _widened(one: Passage, text: str) -> Passage:
    """Return a passage with what was written before and behind it in its paragraph."""
    if one.missing:
        return one
    above, below = text.rfind(_BETWEEN, 0, one.start), text.find(_BETWEEN, one.end)
    start = above + len(_BETWEEN) if above >= 0 else one.start
    return replace(one, start=start, end=below if below >= 0 else one.end)


def _between(apology: Apology, text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield where passages stand, in a missing one's place what stands between its neighbours."""
    here = len(apology.salutation) if text.startswith(apology.salutation) else 0
    last = text.find(apology.closing, here)
    for place, one in enumerate(passages):
        if not one.missing:
            here = one.end
            yield one
            continue
        behind = (other.start for other in passages[place + 1 :] if not other.missing)
        until = next(behind, max(last, here))
        inside = text[here:until].strip()
        alone = place + 1 == len(passages) or not passages[place + 1].missing
        words = inside if alone else inside.partition(_BETWEEN)[0]
        start = text.index(words, here) if words else here
        here = start + len(words)
        yield replace(one, start=start, end=here)
