"""What a reading server tells about itself: room, limits, names; and whether a keyring keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring

from agent_console.demo.server import DemoServer
from agent_console.mail.imap import ImapConnection
from agent_console.mail.keyring_check import check_keyring
from agent_console.mail.keyrings import KeyringOutcome
from agent_console.mail.smtp_survey import Offers
from agent_console.mail.survey import (
    Quota,
    append_limit,
    newest_arrival,
    personal_prefix,
    quotas,
    round_trip,
)
from agent_console.mail.trial import _Writer, left_over
from agent_console.mail.wire import Answer, RefusedError, Untagged
from agent_console.services.doctor_servers import _extensions, _offers, _space
from agent_console.services.findings import Grade
from tests.mail.imap_helpers import NOW, connect, demo_mailbox


@dataclass
class FakeLine:
    """A server that gives one answer to whatever it is asked."""

    told: tuple[bytes, ...]
    capabilities: frozenset[str] = frozenset()
    refuses: bool = False
    asked: list[bytes] = field(default_factory=list)

    @property
    def wire(self) -> FakeLine:
        return self

    def has(self, name: str) -> bool:
        return name in self.capabilities

    def command(self, line: bytes) -> Answer:
        self.asked.append(line)
        if self.refuses:
            raise RefusedError("no")
        return Answer(tuple(Untagged((text,)) for text in self.told), "", b"")


def line(*told: bytes, has: str = "", refuses: bool = False) -> ImapConnection:
    return cast(ImapConnection, FakeLine(told, frozenset(has.split()), refuses))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (b'QUOTA "" (STORAGE 10 512)', (Quota("STORAGE", 10, 512),)),
        (
            b"QUOTA (odd) (STORAGE 1 2 MESSAGE 3 4)",
            (Quota("STORAGE", 1, 2), Quota("MESSAGE", 3, 4)),
        ),
        (b"QUOTA root ()", ()),
        (b'QUOTA "" (STORAGE 10 0)', ()),
        (b'QUOTA "" (STORAGE -1 x', ()),
        (b'QUOTAROOT INBOX "" (STORAGE 1 2)', ()),
    ],
)
def test_room_is_read_as_it_is_told(told: bytes, found: tuple[Quota, ...]) -> None:
    assert quotas(line(told, has="QUOTA"), "INBOX") == found


def test_room_is_not_asked_for_where_it_is_not_offered_or_refused() -> None:
    assert quotas(line(b'QUOTA "" (STORAGE 10 512)'), "INBOX") == ()
    assert quotas(line(has="QUOTA", refuses=True), "INBOX") == ()


@pytest.mark.parametrize(
    ("used", "grade"), [(10, Grade.OK), (900, Grade.NOTE), (985, Grade.PROBLEM)]
)
def test_full_mailbox_is_told_before_mail_is_refused(used: int, grade: Grade) -> None:
    (finding,) = _space((Quota("STORAGE", used, 1000),), None)
    assert finding.grade is grade
    assert bool(finding.hint) == (grade is not Grade.OK)


def test_largest_mail_of_a_folder_is_read() -> None:
    assert append_limit(line(has="APPENDLIMIT=35651584")) == 35651584
    assert append_limit(line(has="APPENDLIMIT APPENDLIMIT=x")) is None
    (finding,) = _space((), 35651584)
    assert finding.words == "folders take mails up to 35.7 MB"


@pytest.mark.parametrize(
    ("told", "prefix"),
    [
        (b'NAMESPACE (("INBOX." ".")) NIL NIL', "INBOX."),
        (b'NAMESPACE (("" "/")) (("~" "/")) NIL', ""),
        (b'NAMESPACE (("M&APw-ll/" "/")) NIL NIL', "Müll/"),
        (b"NAMESPACE NIL NIL NIL", ""),
        (b'NAMESPACE (("x', ""),
    ],
)
def test_prefix_of_own_folders_is_read(told: bytes, prefix: str) -> None:
    assert personal_prefix(line(told, has="NAMESPACE")) == prefix


def test_prefix_is_empty_where_nobody_tells_it() -> None:
    assert personal_prefix(line(b'NAMESPACE (("x" "."))')) == ""
    assert personal_prefix(line(has="NAMESPACE", refuses=True)) == ""


def test_real_server_is_asked_without_changing_anything() -> None:
    mailbox = demo_mailbox(count=2)
    with DemoServer(mailbox) as server, connect(server) as connection:
        assert round_trip(connection) == 0
        assert newest_arrival(connection, "INBOX") == NOW
        assert newest_arrival(connection, "Sent") is None
        assert personal_prefix(connection) == ""
        assert server.changing_commands == ()


def test_mail_that_comes_to_light_below_is_late() -> None:
    writer = _Writer(line(), "folder", "a", {1, 2, 5})
    assert writer.late({1, 2, 3, 5, 6}) == [3]


def test_left_over_folders_are_known_by_their_whole_name() -> None:
    names = (
        "AgentConsole-Test-0a1b2c3d",
        "INBOX.AgentConsole-Test-0a1b2c3d",
        "AgentConsole-Test",
        "AgentConsole-Test-0a1b2c3d-x",
        "AgentConsole",
        "AgentConsole-Test-wichtig!",
    )
    assert left_over(names) == list(names[:2])


def test_what_is_lacking_is_said_with_what_happens_then() -> None:
    words = _extensions(line(has="IDLE MOVE")).words
    assert words.startswith("offers IDLE MOVE\n")
    for name in ("NOTIFY", "CONDSTORE", "QRESYNC", "UIDPLUS", "SPECIAL-USE", "COMPRESS"):
        assert f"without {name}: " in words
    sending, largest, nobody = _offers(Offers(frozenset({"SIZE"}), ("PLAIN",), 10_000_000, False))
    for name in ("DSN", "8BITMIME", "SMTPUTF8"):
        assert f"without {name}: " in sending.words
    assert "10.0 MB" in largest.words
    assert nobody.words == "are refused"
    everything = frozenset({"SIZE", "DSN", "8BITMIME", "SMTPUTF8"})
    (plain,) = _offers(Offers(everything, ("PLAIN", "LOGIN")))
    assert plain.words == "offers 8BITMIME DSN SIZE SMTPUTF8; sign-in by PLAIN LOGIN"


class Memory(KeyringBackend):
    """A keyring that keeps."""

    priority = 1

    kept: dict[tuple[str, str], str]

    def __init__(self) -> None:
        self.kept = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def keyring_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("keyring_before")
def test_keyring_that_keeps_is_told_from_those_that_do_not() -> None:
    memory = Memory()
    keyring.set_keyring(memory)
    assert check_keyring(seconds=10).outcome is KeyringOutcome.DONE
    assert check_keyring(seconds=10).backend == __name__
    assert memory.kept == {}
    for name, outcome in (
        ("null", KeyringOutcome.NOT_KEPT),
        ("fail", KeyringOutcome.NO_KEYRING),
    ):
        keyring.set_keyring(load_keyring(f"keyring.backends.{name}.Keyring"))
        found = check_keyring(seconds=10)
        assert (found.backend, found.outcome) == (f"keyring.backends.{name}", outcome)
