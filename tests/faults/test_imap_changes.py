"""A mailbox that changes between two passes or in the middle of one: nothing lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_console.demo.faults import Act
from agent_console.demo.imap_state import DemoMailbox, FlagChange
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail import bodies
from agent_console.mail.bodies import Suspects
from agent_console.mail.sink import FolderSink
from tests.faults.kit import FOLDERS, KEEP_BYTES, Sinks, mailbox, session
from tests.mail.imap_helpers import NOW
from tests.services.intake_kit import bench

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("folder that changes between or in passes", "P4", "P5"),
]

Event = Callable[[DemoMailbox], object]

EVENTS: dict[str, Event] = {
    "renumbered": lambda box: box.change_uidvalidity("INBOX"),
    "renumbered, same UIDs": lambda box: box.change_uidvalidity("INBOX", keep_uids=True),
    "renumbered to a lower number": lambda box: box.change_uidvalidity("INBOX", 5),
    "renumbered after removals": lambda box: (
        box.expunge("INBOX", 1, 5),
        box.change_uidvalidity("INBOX"),
    ),
    "first removed": lambda box: box.expunge("INBOX", 1),
    "last removed": lambda box: box.expunge("INBOX", 10),
    "large removed": lambda box: box.expunge("INBOX", 7),
    "all removed": lambda box: box.expunge("INBOX", *range(1, 11)),
    "removed and new": lambda box: (
        box.expunge("INBOX", 3),
        box.deliver("INBOX", b"Subject: neu\r\n\r\n", NOW),
    ),
    "new": lambda box: box.deliver("INBOX", b"Subject: neu\r\n\r\n", NOW),
    "flags": lambda box: box.folder("INBOX").store(2, FlagChange.SET, ("\\Flagged",)),
}
MOMENTS = {
    "at select": ("SELECT", ""),
    "at search": ("SEARCH", ""),
    "at sizes": ("FETCH", "RFC822.SIZE"),
    "at first texts": ("FETCH", "1:5 (UID FLAGS BODY"),
    "at later texts": ("FETCH", "6,8:10 (UID FLAGS BODY"),
    "at large text": ("FETCH", "<0.150>"),
    "at count": ("NOOP", ""),
}
LACKING = {"QRESYNC": (), "CONDSTORE": ("QRESYNC",), "no counting": ("QRESYNC", "CONDSTORE")}


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder take several batches."""
    monkeypatch.setattr(bodies, "BATCH_MAILS", 5)


def pass_over(port: int, sinks: dict[str, FolderSink], suspects: Suspects) -> bool:
    """Read all folders; tell whether that went well."""
    try:
        session(port, sinks, suspects)
    except MailError:
        return False
    return True


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("event", EVENTS)
def test_mailbox_that_changes_in_the_middle_is_right_after_the_next_pass(
    event: str, moment: str
) -> None:
    box, sinks, suspects = mailbox(), Sinks(), Suspects()
    verb, matching = MOMENTS[moment]
    with DemoServer(box) as server:
        server.faults.add(Act(verb, action=lambda: EVENTS[event](box), matching=matching))
        pass_over(server.imap_port, {**sinks.by_folder}, suspects)
        assert not server.faults.pending
        assert pass_over(server.imap_port, {**sinks.by_folder}, suspects)
        assert not server.changing_commands
    assert_like(sinks, box)


@pytest.mark.parametrize("lacking", LACKING)
@pytest.mark.parametrize("event", EVENTS)
def test_mailbox_that_changed_between_two_passes_is_right_after_the_next(
    event: str, lacking: str
) -> None:
    box, sinks, suspects = mailbox(*LACKING[lacking]), Sinks(), Suspects()
    with DemoServer(box) as server:
        assert pass_over(server.imap_port, {**sinks.by_folder}, suspects)
        EVENTS[event](box)
        assert pass_over(server.imap_port, {**sinks.by_folder}, suspects)
    assert_like(sinks, box)


def assert_like(sinks: Sinks, box: DemoMailbox) -> None:
    """What is kept is what the server holds, mail for mail."""
    for name in FOLDERS:
        sink, folder = sinks.by_folder[name], box.folder(name)
        assert sink.present == {message.uid for message in folder.messages}
        assert sink.exists == len(folder)
        assert sink.position.uidvalidity == folder.uidvalidity
        for message in folder.messages:
            mail = sink.mails[message.uid]
            assert mail.raw == message.raw[:KEEP_BYTES]
            assert (mail.flags, mail.size) == (message.flags, len(message.raw))
            assert mail.complete == (mail.raw == message.raw)
            assert mail.received == message.internaldate


@pytest.mark.parametrize("moment", ["at first texts", "at later texts", "at count"])
def test_folder_renumbered_in_the_middle_appears_once_in_the_store(
    tmp_path: Path, moment: str
) -> None:
    box, suspects = mailbox(), Suspects()
    verb, matching = MOMENTS[moment]
    with DemoServer(box) as server, bench(tmp_path) as store:
        sinks: dict[str, FolderSink] = dict.fromkeys(FOLDERS, store.intake)
        server.faults.add(
            Act(verb, action=lambda: box.change_uidvalidity("INBOX"), matching=matching)
        )
        pass_over(server.imap_port, sinks, suspects)
        assert pass_over(server.imap_port, sinks, suspects)
        assert len(store.dump()["source"]) == 12
        assert store.intake.known_uids("INBOX") == set(range(1, 11))
        assert store.intake.known_uids("Sent") == {1, 2}
