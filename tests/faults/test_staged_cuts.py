"""A first reading in stages, cut anywhere: what is kept is a state that an undisturbed one passes.

From every such state the next session ends where the undisturbed reading ends.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.journey import cut_points
from tests.faults.memory import MemoryJourney
from tests.faults.proxy import Harm
from tests.faults.staged_kit import COUNTS, FOLDERS
from tests.faults.tally import EVERY_POINT, Points

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("first reading cut, into memory", "P4", "P5", "P7"),
]

EVERY_DOWN = 5 if EVERY_POINT else 37
EVERY_UP = 1 if EVERY_POINT else 11
EVERY_RESET = 301
PARTS = 8
DOWN_AT_LEAST = 1500
UP_AT_LEAST = 150


def test_undisturbed_reading_goes_through_all_stages(in_memory: MemoryJourney) -> None:
    with in_memory.copy(None) as empty:
        states = {in_memory.state(empty)}
    for leg in in_memory.legs:
        assert leg.states[0] in states
        states.update(leg.states)
    commands = "\n".join(command.arguments for command in in_memory.proxy.servers.commands)
    for item in ("BODYSTRUCTURE BODY.PEEK[HEADER]", "(UID BODY.PEEK[1])", "FLAGS BODY.PEEK[])"):
        assert item in commands
    kept = in_memory.after
    assert {name: len(kept[f"{name} mails"]) for name in FOLDERS} == COUNTS
    passes = Counter(leg.folder for leg in in_memory.legs)
    assert passes["INBOX"] >= 3, "one turn after the other"
    assert passes["Archive"] >= 2


@pytest.mark.parametrize("part", range(PARTS))
def test_answers_cut_around_all_marks_are_made_good(
    in_memory: MemoryJourney, points: Points, part: int
) -> None:
    cuts = [
        (leg, at)
        for leg in in_memory.legs
        for at in cut_points(leg.said, leg.signed_in, EVERY_DOWN)
    ]
    assert len(cuts) > DOWN_AT_LEAST
    some = cuts[part::PARTS]
    assert not points.take([in_memory.cut(leg, Harm(cut_down=at)) for leg, at in some])
    assert points.tried == len(some)


def test_commands_cut_anywhere_are_made_good(in_memory: MemoryJourney, points: Points) -> None:
    cuts = [(leg, at) for leg in in_memory.legs for at in range(0, leg.up, EVERY_UP)]
    assert len(cuts) > UP_AT_LEAST
    assert not points.take([in_memory.cut(leg, Harm(cut_up=at)) for leg, at in cuts])


def test_reset_line_is_made_good(in_memory: MemoryJourney, points: Points) -> None:
    harms = [
        (leg, Harm(cut_down=at, reset=True))
        for leg in in_memory.legs
        for at in range(leg.signed_in, len(leg.said), EVERY_RESET)
    ]
    assert not points.take([in_memory.cut(leg, harm) for leg, harm in harms])
