"""Mails that a person waits for come before the rest of a first reading."""

from __future__ import annotations

import pytest

from agent_console.demo.server import DemoServer
from agent_console.mail import staged
from agent_console.mail.bodies import Suspects
from agent_console.mail.progress import Stage
from agent_console.mail.sync import SyncReport, sync_folder
from agent_console.mail.wishes import read_wished
from tests.mail.imap_helpers import connect
from tests.mail.sinks import MemorySink
from tests.mail.test_staged import COUNT, assert_everything_is_here, large_mailbox

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "BLOCK", 2)
    monkeypatch.setattr("agent_console.mail.staged.NEWEST", 4)
    monkeypatch.setattr("agent_console.mail.sync.NEWEST", 4)


class Person:
    """Wants mails of the inbox from a step of the sync on; ``elsewhere``: of another folder."""

    def __init__(self, sink: MemorySink, at: tuple[Stage, int], *uids: int) -> None:
        self._sink = sink
        self._at = at
        self._uids = list(uids)
        self.waits: list[int] = []
        self.elsewhere = False
        self.known_when_granted: int | None = None

    def progress(self, stage: Stage, done: int, _total: int) -> None:
        if (stage, done) >= self._at and stage is self._at[0]:
            self.waits, self._uids = self.waits + self._uids, []

    def any(self) -> bool:
        return bool(self.waits) or self.elsewhere

    def take(self, folder: str, limit: int) -> list[int]:
        assert folder == "INBOX"
        taken, self.waits = self.waits[:limit], self.waits[limit:]
        if taken:
            self.known_when_granted = len(self._sink.present)
        return taken


def read(server: DemoServer, sink: MemorySink, person: Person) -> SyncReport:
    with connect(server) as connection:
        return sync_folder(connection, "INBOX", sink, wishes=person, on_progress=person.progress)


@pytest.mark.parametrize("stage", [Stage.HEADERS, Stage.TEXTS, Stage.WHOLE])
def test_wanted_mail_is_whole_before_the_stage_goes_on(stage: Stage) -> None:
    mailbox, sink = large_mailbox(), MemorySink()
    uids = (2, 3) if stage is Stage.WHOLE else (COUNT - 2, COUNT - 1)
    person = Person(sink, (stage, 3), *uids)
    with DemoServer(mailbox) as server:
        assert read(server, sink, person).unfinished == 0
    assert_everything_is_here(mailbox, sink)
    assert person.known_when_granted is not None
    granted = sink.steps.index("store 2")
    later = sink.steps[granted + 1 :]
    assert any(step.startswith(("heads", "texts", "store")) for step in later)
    if stage is Stage.HEADERS:
        # What was on its way already comes first: some commands ahead, not all the rest.
        assert person.known_when_granted < COUNT - 8


def test_wish_for_another_folder_ends_the_slice_early_and_nothing_is_lost() -> None:
    mailbox, sink = large_mailbox(), MemorySink()
    person = Person(sink, (Stage.HEADERS, COUNT + 1))
    person.elsewhere = True  # from the beginning: what is on its way is little then
    with DemoServer(mailbox) as server:
        assert read(server, sink, person).unfinished or len(sink.present) < COUNT
        assert len(sink.present) < COUNT // 2
        person.elsewhere = False
        assert read(server, sink, person).unfinished == 0
    assert_everything_is_here(mailbox, sink)


def test_mail_of_a_folder_that_is_not_open_is_read_in_between() -> None:
    mailbox, sink = large_mailbox(), MemorySink()
    person = Person(sink, (Stage.NEW, 0))

    def leave(_stage: Stage, _done: int, _total: int) -> None:
        person.elsewhere = True

    with DemoServer(mailbox) as server, connect(server) as connection:
        sync_folder(connection, "INBOX", sink, wishes=person, on_progress=leave)
        uid = max(sink.heads.keys() - sink.mails.keys())
        person.waits = [uid]
        count = read_wished(
            connection, "INBOX", sink, person, keep_bytes=100_000, suspects=Suspects()
        )
    assert count == 1
    assert sink.mails[uid].complete


def test_wanted_mail_that_is_gone_meanwhile_is_marked_and_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mailbox, sink = large_mailbox(), MemorySink()
    person = Person(sink, (Stage.HEADERS, 3), COUNT)
    with DemoServer(mailbox) as server:
        original = person.take

        def take(folder: str, limit: int) -> list[int]:
            taken = original(folder, limit)
            if taken:
                mailbox.expunge("INBOX", COUNT)
            return taken

        monkeypatch.setattr(person, "take", take)
        read(server, sink, person)
        assert read(server, sink, person).unfinished == 0
    assert COUNT in sink.gone
    assert_everything_is_here(mailbox, sink)
