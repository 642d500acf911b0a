"""Servers that say anything: each session ends in an error in words or in the right state.

It never hangs, and whatever was believed for a while, the next session on a good server makes it
right: no mail lost, none doubled, none wrong and called whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail.bodies import Suspects
from agent_console.mail.fetch import FetchedMail
from tests.faults.kit import FOLDERS, Kept, LineClock, Sinks, impatient, mailbox, session
from tests.faults.spoilers import SPOILERS, Change, Spoiler

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("session with a broken server", "P4", "P5", "P7", "P8", "P9"),
]

SECONDS_MOST = 30.0
SESSIONS_MOST = 3
SPEED = 60.0
"""How much faster deadlines come: a minute lasts a second."""

_UNSAFE = [chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x2028)]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    impatient(monkeypatch, 0.3)
    with DemoServer(mailbox()) as server:
        yield server
        assert not server.changing_commands
        assert not server.crashes


@pytest.fixture(scope="module")
def truth() -> dict[str, Kept]:
    """What an undisturbed session keeps."""
    sinks = Sinks()
    with DemoServer(mailbox()) as server:
        session(server.imap_port, sinks.by_folder)
    return sinks.kept()


def in_words(error: MailError) -> bool:
    said = error.title + error.message + error.hint
    return bool(error.message) and len(said) < 800 and not any(sign in said for sign in _UNSAFE)


def spoiled(server: DemoServer, sinks: Sinks, suspects: Suspects) -> None:
    """Run a session that may fail in words, and in no other way, in a bounded time."""
    failed: MailError | None = None
    began = time.monotonic()
    try:
        session(server.imap_port, sinks.by_folder, suspects, clock=LineClock(SPEED))
    except MailError as error:
        failed = error
    assert time.monotonic() - began < SECONDS_MOST
    assert failed is None or in_words(failed), failed


def wrong(mail: FetchedMail, right: Kept) -> bool:
    """Tell whether a mail calls itself whole and is not."""
    return mail.complete and all(mail.raw != one.raw for one in right.mails if one.uid == mail.uid)


@pytest.mark.parametrize("spoiler", SPOILERS.values(), ids=SPOILERS)
def test_session_spoiled_once_is_right_in_the_end(
    server: DemoServer, truth: dict[str, Kept], spoiler: Spoiler
) -> None:
    sinks, suspects = Sinks(), Suspects()
    server.faults.add(spoiler(1))
    for _session in range(SESSIONS_MOST):
        spoiled(server, sinks, suspects)
        if not server.faults.pending:
            break
    assert not server.faults.pending, "the fault was never met"
    server.faults.clear()
    session(server.imap_port, sinks.by_folder, suspects)
    assert sinks.kept() == truth


@pytest.mark.parametrize("spoiler", SPOILERS.values(), ids=SPOILERS)
def test_session_spoiled_always_keeps_nothing_wrong(
    server: DemoServer, truth: dict[str, Kept], spoiler: Spoiler
) -> None:
    sinks, suspects = Sinks(), Suspects()
    server.faults.add(spoiler(None))
    spoiled(server, sinks, suspects)
    for name, kept in sinks.kept().items():
        assert not [mail for mail in kept.mails if wrong(mail, truth[name])]
    server.faults.clear()
    session(server.imap_port, sinks.by_folder, suspects)
    for name in FOLDERS:
        assert sinks.kept()[name].present == truth[name].present


@pytest.mark.parametrize("line", [b"", b"* SEARCH\r\n", b"* SEARCH 3\r\n"])
def test_list_of_uids_that_is_too_short_is_not_believed(server: DemoServer, line: bytes) -> None:
    sinks = Sinks()
    session(server.imap_port, sinks.by_folder)
    inbox, sent = (sinks.by_folder[name] for name in FOLDERS)
    server.mailbox.deliver("INBOX", b"Subject: neu\r\n\r\n")
    server.faults.add(Change("SEARCH", find=rb"\* SEARCH[^\n]*\n", put=line, times=2))
    first, _second = session(server.imap_port, sinks.by_folder)
    assert first.server_count == 11
    assert inbox.present == set(range(1, 12))
    assert not inbox.gone + sent.gone


def test_folder_whose_mails_are_never_listed_is_not_called_empty(server: DemoServer) -> None:
    sinks = Sinks()
    session(server.imap_port, sinks.by_folder)
    server.mailbox.deliver("INBOX", b"Subject: neu\r\n\r\n")
    spoiler = Change("SEARCH", find=rb"\* SEARCH[^\n]*\n", put=b"* SEARCH\r\n", times=None)
    server.faults.add(spoiler)
    first, _second = session(server.imap_port, sinks.by_folder)
    assert first.server_count == 11
    assert sinks.by_folder["INBOX"].present == set(range(1, 11))
