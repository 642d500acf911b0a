"""A first reading in stages from servers that fail or lie at any stage: right in the end.

Whatever they say for a while: no mail lost, none twice, none half and called whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.faults import SayBye
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail.bodies import Suspects
from tests.faults.kit import impatient
from tests.faults.memory import NotingSink
from tests.faults.spoilers import Spoiler
from tests.faults.staged_kit import mailbox, read_on, small_stages
from tests.faults.staged_spoilers import FAILURES, LIES
from tests.faults.tally import Points
from tests.faults.test_imap_hostile import in_words
from tests.mail.imap_helpers import NOW

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("first reading from a broken server", "P4", "P5", "P7", "P8", "P9"),
]

TRIES = 12
ALWAYS_TRIES = 3
SECONDS_MOST = 30.0


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    small_stages(monkeypatch)
    impatient(monkeypatch, 0.3)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(mailbox()) as server:
        yield server
        assert not server.changing_commands
        assert not server.crashes


@pytest.fixture(scope="module")
def truth() -> NotingSink:
    """What an undisturbed reading keeps."""
    sink = NotingSink("INBOX")
    with pytest.MonkeyPatch.context() as patch, DemoServer(mailbox()) as server:
        small_stages(patch)
        assert read_any(server, sink, Suspects()) == 0
    return sink


def read_any(server: DemoServer, sink: NotingSink, suspects: Suspects, tries: int = TRIES) -> int:
    """Read with one session after the other until all is there; return how many failed."""
    began = time.monotonic()
    for failed in range(tries):
        sink.clock = FixedClock(NOW)
        try:
            read_on(server.imap_port, {"INBOX": sink}, sink.clock, suspects, folders=("INBOX",))
        except MailError as error:
            unclear = not in_words(error) and error.message
        else:
            return failed
        assert not unclear
    assert time.monotonic() - began < SECONDS_MOST
    return tries


def assert_alike(sink: NotingSink, truth: NotingSink) -> None:
    """Everything is kept as it is on the server."""
    assert not sink.gone
    assert sink.present == truth.present
    assert sink.position == truth.position
    assert sink.exists == truth.exists
    assert sink.mails == truth.mails


@pytest.mark.parametrize("spoiler", [*FAILURES.values(), *LIES.values()], ids=[*FAILURES, *LIES])
def test_reading_spoiled_once_is_right_in_the_end(
    server: DemoServer, truth: NotingSink, spoiler: Spoiler
) -> None:
    sink = NotingSink("INBOX")
    server.faults.add(spoiler(1))
    assert read_any(server, sink, Suspects()) < TRIES
    assert not server.faults.pending, "the fault was never met"
    assert_alike(sink, truth)


@pytest.mark.parametrize("spoiler", FAILURES.values(), ids=FAILURES)
def test_server_that_failed_for_long_loses_no_mail(
    server: DemoServer, truth: NotingSink, spoiler: Spoiler
) -> None:
    sink, suspects = NotingSink("INBOX"), Suspects()
    server.faults.add(spoiler(None))
    read_any(server, sink, suspects, ALWAYS_TRIES)
    for uid, mail in sink.mails.items():
        assert not mail.complete or mail.raw == truth.mails[uid].raw
    server.faults.clear()
    assert read_any(server, sink, suspects) < TRIES
    assert sink.present == truth.present
    assert {uid: one.flags for uid, one in sink.mails.items()} == {
        uid: one.flags for uid, one in truth.mails.items()
    }


@pytest.mark.parametrize("spoiler", LIES.values(), ids=LIES)
def test_server_that_always_lies_of_heads_and_texts_hides_no_mail(
    server: DemoServer, truth: NotingSink, spoiler: Spoiler
) -> None:
    sink = NotingSink("INBOX")
    server.faults.add(spoiler(None))
    assert read_any(server, sink, Suspects()) == 0
    assert_alike(sink, truth)


def test_server_that_says_bye_at_each_command_is_read_to_the_end(
    truth: NotingSink, points: Points
) -> None:
    with DemoServer(mailbox()) as server:
        read_any(server, NotingSink("INBOX"), Suspects())
        count = len(server.commands)
        assert count >= 25
        for number in range(count):
            sink = NotingSink("INBOX")
            server.faults.clear()
            server.faults.add(SayBye(skip=number))
            assert read_any(server, sink, Suspects()) == 1
            assert_alike(sink, truth)
        points.take([""] * count)
