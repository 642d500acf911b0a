"""A session cut at every byte, both ways: the next one ends where an undisturbed one ends.

No mail lost, none doubled, none kept half and called whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_console.mail import bodies
from tests.faults.kit import FOLDERS, a_day_later, mailbox
from tests.faults.line import Line, line_to
from tests.faults.proxy import Harm
from tests.faults.tally import EVERY_POINT, Points

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("session cut at every byte", "P4", "P5", "P7"),
]

CUTS_AT_LEAST = 500
DOWN_PARTS = 16
UP_PARTS = 4
RESET_EVERY = 5 if EVERY_POINT else 60
LATER_EVERY = 1 if EVERY_POINT else 29


@pytest.fixture(scope="module", autouse=True)
def small_batches() -> Iterator[None]:
    """Let a folder take several batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bodies, "BATCH_MAILS", 5)
        yield


@pytest.fixture(scope="module")
def first(small_batches: None) -> Iterator[Line]:
    """The first session, with nothing kept before."""
    with line_to(mailbox()) as line:
        yield line


@pytest.fixture(scope="module", params=["QRESYNC", "CONDSTORE", "no counting"])
def later(small_batches: None, request: pytest.FixtureRequest) -> Iterator[Line]:
    """The session a day later, on servers of three kinds."""
    lacking = {"QRESYNC": (), "CONDSTORE": ("QRESYNC",), "no counting": ("QRESYNC", "CONDSTORE")}
    box = mailbox(*lacking[request.param])
    with line_to(box, first_day=lambda: a_day_later(box)) as line:
        yield line


def _part(whole: int, number: int, parts: int) -> range:
    return range(whole * number // parts, whole * (number + 1) // parts)


def test_undisturbed_session_keeps_every_mail_as_it_is(first: Line) -> None:
    box = first.proxy.servers.mailbox
    for name in FOLDERS:
        kept = first.after[name]
        assert [mail.uid for mail in kept.mails] == [m.uid for m in box.folder(name).messages]
        for mail, message in zip(kept.mails, box.folder(name).messages, strict=True):
            assert message.raw.startswith(mail.raw)
            assert mail.complete == (mail.raw == message.raw)
            assert mail.flags == message.flags
    assert sum(not mail.complete for mail in first.after["INBOX"].mails) == 1


@pytest.mark.parametrize("number", range(DOWN_PARTS))
def test_session_cut_at_every_byte_of_the_answers_is_made_good(
    first: Line, points: Points, number: int
) -> None:
    cuts = _part(first.down, number, DOWN_PARTS)
    assert len(cuts) * DOWN_PARTS > CUTS_AT_LEAST
    before = first.cuts
    assert not points.take([first.cut(Harm(cut_down=at)) for at in cuts])
    assert first.cuts - before == len(cuts)


@pytest.mark.parametrize("number", range(UP_PARTS))
def test_session_cut_at_every_byte_of_the_commands_is_made_good(
    first: Line, points: Points, number: int
) -> None:
    cuts = _part(first.up, number, UP_PARTS)
    before = first.cuts
    assert not points.take([first.cut(Harm(cut_up=at)) for at in cuts])
    assert first.cuts - before == len(cuts)


@pytest.mark.parametrize("number", range(2))
def test_connection_reset_in_a_session_is_made_good(
    first: Line, points: Points, number: int
) -> None:
    harms = [Harm(cut_down=at, reset=True) for at in range(0, first.down, RESET_EVERY)]
    harms += [Harm(cut_up=at, reset=True) for at in range(0, first.up, RESET_EVERY)]
    assert not points.take([first.cut(harm) for harm in harms[number::2]])


def test_session_a_day_later_cut_anywhere_is_made_good(later: Line, points: Points) -> None:
    assert later.after != later.before
    harms = [Harm(cut_down=at) for at in range(0, later.down, LATER_EVERY)]
    harms += [Harm(cut_up=at) for at in range(0, later.up, LATER_EVERY)]
    assert not points.take([later.cut(harm) for harm in harms])
