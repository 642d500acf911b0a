"""A compressed line, cut or spoilt anywhere: no half mail, and good again with the next one."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from agent_console.errors import MailError
from agent_console.mail import stream, wire
from agent_console.mail.bodies import Suspects
from tests.faults.kit import impatient
from tests.faults.memory import MemoryJourney
from tests.faults.packed import PackedServers
from tests.faults.proxy import Harm
from tests.faults.staged_kit import mailbox, small_stages
from tests.faults.tally import Points

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("compressed line cut or spoilt", "P4", "P5", "P7", "P9"),
]

EVERY = 19
CUTS_AT_LEAST = 250
FLIP_EVERY = 151
LIMIT = 1_000_000


@pytest.fixture(scope="module")
def journey() -> Iterator[MemoryJourney]:
    with pytest.MonkeyPatch.context() as patch, PackedServers(mailbox()) as proxy:
        small_stages(patch)
        journey = MemoryJourney(proxy)
        journey.walk()
        yield journey


def test_compressed_line_cut_anywhere_is_made_good(journey: MemoryJourney, points: Points) -> None:
    leg = journey.legs[0]
    assert b"BODY[" not in leg.said, "the line is not compressed"
    # How much is said depends on the packets a little, so the very end is left out.
    cuts = [(leg, at) for leg in journey.legs for at in range(150, len(leg.said) * 4 // 5, EVERY)]
    assert len(cuts) > CUTS_AT_LEAST
    assert not points.take([journey.cut(leg, Harm(cut_down=at)) for leg, at in cuts])


def test_compressed_line_with_garbage_in_it_ends_in_words(
    journey: MemoryJourney, points: Points, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch, 0.2)
    begin = journey.legs[0].said.index(b"OK go\r\n") + 7
    for leg in journey.legs:
        for at in range(begin, len(leg.said) * 4 // 5, FLIP_EVERY):
            with journey.copy(leg.start) as desk:
                journey.proxy.harm = Harm(garbage=b"\xff" * 300, garbage_at=at)
                with pytest.raises(MailError):
                    journey.pass_over(desk, leg.folder, journey.proxy.port, Suspects())
                points.take([journey.wrong_halfway(desk)])
    assert not points.violated


def test_bomb_in_a_compressed_line_fills_no_memory(
    journey: MemoryJourney, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((wire, "ANSWER_MAX"), (wire, "DISCARD_MAX"), (stream, "LINE_MAX")):
        monkeypatch.setattr(module, name, LIMIT)
    packing = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    bomb = packing.compress(b"* OK " + b"x" * 300 * LIMIT) + packing.flush(zlib.Z_SYNC_FLUSH)
    leg = journey.legs[0]
    at = leg.said.index(b"OK go\r\n") + 7
    with journey.copy(leg.start) as desk:
        journey.proxy.harm = Harm(garbage=bomb, garbage_at=at)
        tracemalloc.start()
        try:
            with pytest.raises(MailError, match="too long"):
                journey.pass_over(desk, leg.folder, journey.proxy.port, Suspects())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 20 * LIMIT
