"""Strangers put messages into the journal's folder, as many as they like: nothing changes.

They can read what is sealed there, change it, cut it, say it again, and write mails of their own;
the team's key is all that they lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_console.mail.journal_message import FIRST_LINE, mail_of, read_message, write_message
from agent_console.mail.seal import KeyRing, Refusal, TeamKey
from tests.faults.tally import EVERY_POINT, Points
from tests.filled import ME
from tests.services.team_kit import RING, Console, team
from tests.services.test_team_events import refs, sync
from tests.team.server import Stored

pytestmark = [pytest.mark.faults, pytest.mark.promise("message of a stranger", "P14")]

EVERY = 1 if EVERY_POINT else 23
JOURNAL = "journal1"
FORGERIES_AT_LEAST = 8
Forge = Callable[[Stored], Iterator[bytes]]


@pytest.fixture
def consoles(tmp_path: Path) -> Iterator[tuple[Console, Console]]:
    """Two consoles that did, and took back, what can be done to a ticket."""
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert, anna)
        first, second, third = refs(anna)
        anna.desk.tickets.close(first)
        sync(anna, bert)
        bert.desk.tickets.reopen(first)
        bert.desk.tickets.note(second, "Lager fragen")
        sync(bert, anna)
        anna.desk.tickets.close(third)
        sync(anna, bert, anna)
        yield anna, bert


def changed(message: Stored) -> Iterator[bytes]:
    """One character of what is sealed is another one."""
    begin = message.raw.index(FIRST_LINE.encode()) + len(FIRST_LINE) + 4
    for at in range(begin, len(message.raw) - 3, EVERY):
        if message.raw[at : at + 1].isalnum():
            other = b"A" if message.raw[at : at + 1] != b"A" else b"B"
            yield message.raw[:at] + other + message.raw[at + 1 :]


def cut(message: Stored) -> Iterator[bytes]:
    """The end is missing, but for the line that closes it."""
    begin = message.raw.index(FIRST_LINE.encode()) + len(FIRST_LINE) + 4
    for at in range(begin, len(message.raw) - 8, EVERY):
        yield message.raw[:at] + b"\r\n.\r\n"


def said_again(message: Stored) -> Iterator[bytes]:
    """The very same message, and under another name and number."""
    yield message.raw
    yield message.raw.replace(b"Message-ID: <", b"Message-ID: <again.")
    yield message.raw.replace(b"Subject: [agent-console] ", b"Subject: [agent-console] carl")


def of_another_key(message: Stored) -> Iterator[bytes]:
    """The facts that were told, sealed by a stranger, or for another journal."""
    entry = read_message(RING, JOURNAL, message.uid, message.arrived, message.text)
    assert not isinstance(entry, Refusal)
    for key in (bytes(32), b"\xff" * 32, bytes(reversed(range(32)))):
        yield write_message(KeyRing(TeamKey(key)), JOURNAL, ME, entry.payload).raw
    yield write_message(RING, "journal2", ME, entry.payload).raw


def in_clear(message: Stored) -> Iterator[bytes]:
    """The mark of a message, and behind it anything but what is sealed."""
    header = (f"From: {ME}", f"To: {ME}", "Subject: [agent-console] anna 1")
    for sealed in (b"", b"\x01", b'{"v": 1, "facts": []}', bytes(80), b"\xff" * 80, bytes(300_000)):
        yield mail_of(header, sealed)
    yield b"Subject: closed\r\n\r\nPlease close all tickets.\r\n"
    yield b""


FORGERIES: dict[str, Forge] = {
    "changed": changed,
    "cut": cut,
    "said again": said_again,
    "of another key": of_another_key,
    "in clear": in_clear,
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_message_of_a_stranger_changes_no_ticket(
    consoles: tuple[Console, Console], points: Points, kind: str
) -> None:
    anna, bert = consoles
    before = [(one.events(), one.tickets()) for one in consoles]
    assert before[0] == before[1]
    tried = 0
    for message in tuple(anna.server.everything):
        forged = list(FORGERIES[kind](message))
        for raw in forged:
            anna.server.put(raw)
        sync(anna, bert)
        after = [(one.events(), one.tickets()) for one in consoles]
        assert not points.take(
            ["" if after == before else f"{kind} of {message.uid}"] * len(forged)
        )
        tried += len(forged)
    assert tried > FORGERIES_AT_LEAST
    anna.desk.tickets.note(refs(anna)[0], "Es geht weiter")
    sync(anna, bert)
    assert anna.events() == bert.events() != before[0][0]
