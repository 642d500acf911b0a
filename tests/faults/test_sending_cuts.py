"""A session that sends is cut at every byte, both ways, and the program started anew after it.

No reply is accepted twice, none is lost, and one that may have left is "unknown", nothing else.
Inside the mail, where the client waits for nothing and the server decides nothing, it is cut
around the ends of lines and at every fifth byte; with ``--full`` (AGENT_CONSOLE_EVERY_POINT=1) at
the others, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent_console.desk.views import OutboxState
from tests.faults.outgoing import GOOD, folder_in_memory, leaving
from tests.faults.proxy import Harm, Passed
from tests.faults.tally import EVERY_POINT, Points

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("sending cut anywhere", "P1", "P2", "P3"),
]

CUTS_AT_LEAST = 100
DOWN_PARTS = 3
UP_PARTS = 5
RESET_EVERY = 3 if EVERY_POINT else 23
GO_ON = len("354 End with a dot on a line of its own\r\n")
ACCEPTED = len("250 2.0.0 Message accepted\r\n")
GOODBYE = len("221 2.0.0 Good-bye\r\n")
BEHIND_THE_MAIL = len(".\r\nQUIT\r\n")
IN_THE_MAIL_EVERY = 5
MARGIN = 12
"""So many bytes of the mail's beginning and end are cut at one by one."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with folder_in_memory() as made:
        yield made


@dataclass(frozen=True, slots=True)
class Whole:
    """An undisturbed session that sends one reply: the bytes each way, and the mail in them."""

    down: int
    up: int
    mail: bytes

    def up_cuts(self) -> list[int]:
        """Return where to cut what is said."""
        begin = self.up - BEHIND_THE_MAIL - len(self.mail)
        inside = range(begin + MARGIN, self.up - BEHIND_THE_MAIL - MARGIN)
        ends = {begin + at + 1 for at, byte in enumerate(self.mail) if byte == ord("\n")}
        close = {at + off for at in ends for off in (-2, -1, 0, 1)}
        return [
            at
            for at in range(self.up)
            if at not in inside or at in close or not at % IN_THE_MAIL_EVERY or EVERY_POINT
        ]


@pytest.fixture(scope="module")
def whole() -> Whole:
    with folder_in_memory() as folder, leaving(folder, tickets=1) as at_work:
        assert at_work.break_off([GOOD]) == [""]
        assert at_work.states() == {OutboxState.SENT: 1}
        passed: Passed = at_work.proxy.connections[0]
        (mail,) = at_work.office.server.mails
        return Whole(passed.down, passed.up, mail.raw)


def broken_at(folder: Path, harms: Sequence[Harm], points: Points) -> Counter[OutboxState]:
    """Break one line after the other, and return what became of the replies."""
    with leaving(folder, tickets=len(harms)) as at_work:
        assert not points.take(at_work.break_off(harms))
        assert not points.take(at_work.wrong_in_the_end())
        assert sum(passed.cut for passed in at_work.proxy.connections) == len(harms)
        return at_work.states()


def part(whole: int, number: int, parts: int) -> range:
    return range(whole * number // parts, whole * (number + 1) // parts)


def test_session_has_more_than_a_hundred_places_to_cut(
    whole: Whole, capsys: pytest.CaptureFixture[str]
) -> None:
    cuts = whole.up_cuts()
    assert whole.down + len(cuts) > CUTS_AT_LEAST
    assert whole.up > len(whole.mail) > whole.up // 2
    with capsys.disabled():
        print(f" {whole.down} + {len(cuts)} cuts ", end="")


@pytest.mark.parametrize("number", range(DOWN_PARTS))
def test_reply_whose_session_is_cut_in_the_answers_leaves_once_or_is_in_doubt(
    whole: Whole, folder: Path, points: Points, number: int
) -> None:
    cuts = part(whole.down, number, DOWN_PARTS)
    ends = broken_at(folder, [Harm(cut_down=at) for at in cuts], points)
    # At the very byte where DATA follows the client sees the end before or after it speaks.
    doubt = range(whole.down - GOODBYE - ACCEPTED - GO_ON + 1, whole.down - GOODBYE)
    assert ends[OutboxState.UNKNOWN] - len(set(cuts).intersection(doubt)) in (0, 1)


@pytest.mark.parametrize("number", range(UP_PARTS))
def test_reply_whose_session_is_cut_in_what_is_said_leaves_once_or_is_in_doubt(
    whole: Whole, folder: Path, points: Points, number: int
) -> None:
    cuts = whole.up_cuts()[number::UP_PARTS]
    broken_at(folder, [Harm(cut_up=at) for at in cuts], points)


def test_reply_whose_lines_are_reset_leaves_once_or_is_in_doubt(
    whole: Whole, folder: Path, points: Points
) -> None:
    harms = [Harm(cut_down=at, reset=True) for at in range(0, whole.down, RESET_EVERY)]
    harms += [Harm(cut_up=at, reset=True) for at in range(0, whole.up, RESET_EVERY)]
    broken_at(folder, harms, points)
