"""`doctor --full`: what servers do is measured, kept, and leaves no trace on them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.config import MailboxConfig
from agent_console.demo.fault_plan import Fault
from agent_console.demo.faults import AnswerNo, DropAfter
from agent_console.demo.imap_state import DEFAULT_CAPABILITIES, DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.demo.smtp_faults import RefuseRecipient
from agent_console.demo.smtp_server import ReceivedMail
from agent_console.locations import Locations
from agent_console.mail.trial import Idling, Order, Trial
from agent_console.services import doctor_full
from agent_console.services.doctor import Finding, Grade, Trials, examine
from agent_console.services.server_profile import ServerProfile, keep_profile, profile_of
from tests.filled import ME, NOW, PASSWORD, customer_mail, settings, write_settings
from tests.mail.imap_helpers import Rewrite

Deliver = Callable[[DemoMailbox, bytes], object]


def to_inbox(mailbox: DemoMailbox, raw: bytes) -> None:
    mailbox.deliver("INBOX", raw)


def to_both(mailbox: DemoMailbox, raw: bytes) -> None:
    mailbox.deliver("INBOX", raw)
    mailbox.deliver("Sent", raw)


def renamed(mailbox: DemoMailbox, raw: bytes) -> None:
    mailbox.deliver("INBOX", re.sub(rb"Message-ID: <[^>]*>", b"Message-ID: <new@x.example>", raw))


def nowhere(_mailbox: DemoMailbox, _raw: bytes) -> None:
    return


class Tried:
    """One full run against a demo server."""

    def __init__(self, server: DemoServer, locations: Locations) -> None:
        self.server = server
        self.locations = locations
        self.clock = FixedClock(NOW)

    def run(self, *, idle: float = 0) -> dict[str, Finding]:
        trials = Trials(idle=idle, patience=8, mails=5, pause=self._pause)
        looking = examine(self.locations, self.clock, offline=False, trials=trials)
        return {finding.what: finding for finding in looking}

    def _pause(self, seconds: float) -> None:
        self.clock.move(timedelta(seconds=seconds))

    @property
    def box(self) -> MailboxConfig:
        return settings(self.locations).mailbox

    @property
    def profile(self) -> ServerProfile:
        return profile_of(self.locations.state_dir, self.box)

    @property
    def folders(self) -> dict[str, int]:
        return {folder.name: len(folder.messages) for folder in self.server.mailbox.folders}


@pytest.fixture(autouse=True)
def plain_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


@contextmanager
def tried(
    home: Path,
    *without: str,
    deliver: Deliver = to_inbox,
    keywords: bool = True,
    ahead: timedelta = timedelta(),
) -> Iterator[Tried]:
    """Give a run against servers that lack ``without``, whose clock is ``ahead`` of ours."""
    capabilities = tuple(name for name in DEFAULT_CAPABILITIES if name not in without)
    clock = FixedClock(NOW + ahead)
    mailbox = DemoMailbox(PASSWORD, capabilities, username=ME, keywords=keywords, clock=clock)
    mailbox.deliver("INBOX", customer_mail(1, "Wo ist die Vase?"))

    def on_mail(mail: ReceivedMail) -> None:
        deliver(mailbox, mail.raw)

    with DemoServer(mailbox, on_mail=on_mail) as server:
        locations = write_settings(home, imap=server.imap_port, smtp=server.smtp_port)
        yield Tried(server, locations)


def grades(found: dict[str, Finding], grade: Grade) -> set[str]:
    return {what for what, finding in found.items() if finding.grade is grade}


def test_good_servers_are_measured_and_left_as_they_were(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        before = run.folders
        found = run.run()
        assert [f for f in found.values() if f.grade is Grade.PROBLEM] == []
        assert run.folders == before
        assert run.server.mailbox.folder("INBOX").messages[0].flags == frozenset()
        assert len(run.server.mails) == 1
        assert run.server.crashes == ()
    assert run.profile == ServerProfile(
        measured=run.clock.now(),
        size_limit=run.profile.size_limit,
        dsn=True,
        null_sender=True,
        sent_copy="append",
        message_id_kept=True,
        bytes_kept=True,
        keywords=True,
        unchanged_since=True,
        settle_ms=0,
        idle_seconds=240,
        connections=5,
        round_trip_ms=0,
        clock_offset=0.5,
    )
    assert run.profile.size_limit is not None
    assert found["Two writers"].words.startswith("10 mails in ")


def test_only_the_test_folder_and_the_test_mail_are_written_to(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.run()
        for command in run.server.changing_commands:
            ours = "AgentConsole-Test-" in command.arguments
            assert ours or command.verb in ("UID STORE", "UID MOVE", "CLOSE", "STORE"), command
        moved = [c for c in run.server.commands if c.verb == "UID MOVE"]
        assert len(moved) == 1
        assert run.server.mailbox.folder("INBOX").messages[0].uid == 1


def test_server_that_files_copies_gets_another_setting_suggested(tmp_path: Path) -> None:
    with tried(tmp_path, deliver=to_both) as run:
        found = run.run()
        assert run.folders == {**run.folders, "INBOX": 1, "Sent": 0}
    assert run.profile.sent_copy == "server"
    assert found["Setting"].grade is Grade.NOTE
    assert 'write sent_copy = "server" into [mailbox]' in found["Setting"].hint


def test_server_that_renames_mails_is_known_by_the_token(tmp_path: Path) -> None:
    with tried(tmp_path, deliver=renamed) as run:
        found = run.run()
        assert run.folders["INBOX"] == 1
    assert run.profile.message_id_kept is False
    assert found["Message-ID"].grade is Grade.NOTE


def test_mail_that_does_not_come_is_told_and_decides_nothing(tmp_path: Path) -> None:
    with tried(tmp_path, deliver=nowhere) as run:
        found = run.run()
    assert "Agent Console test" in found["Mail to itself"].hint
    assert run.profile.sent_copy is None
    assert "Setting" not in found


def test_poor_server_is_measured_as_poor(tmp_path: Path) -> None:
    poor = ("IDLE", "CONDSTORE", "QRESYNC", "MOVE", "UIDPLUS")
    with tried(tmp_path, *poor, keywords=False) as run:
        found = run.run()
    assert [f for f in found.values() if f.grade is Grade.PROBLEM] == []
    assert run.profile.keywords is False
    assert run.profile.unchanged_since is False
    assert "Waiting for news" not in found
    assert "without UIDPLUS: nothing is removed" in found["Extensions"].words
    assert "could not be removed from: INBOX" in found["Mail to itself"].words


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        (AnswerNo("CREATE", "NOPERM", "No folders here"), "Test folder"),
        (AnswerNo("DELETE", "NOPERM", "It stays"), "Test folder"),
        (AnswerNo("APPEND", "OVERQUOTA", "Full"), "Folder test"),
    ],
    ids=["create", "delete", "append"],
)
def test_refusal_is_a_problem_with_the_folder_named(
    tmp_path: Path, fault: Fault, what: str
) -> None:
    with tried(tmp_path) as run:
        run.server.faults.add(fault)
        found = run.run()
        left = [name for name in run.folders if name.startswith("AgentConsole-Test-")]
        assert what in grades(found, Grade.PROBLEM)
        assert bool(left) == (fault.verb == "DELETE")
        if left:
            assert left[0] in found[what].words
            again = {f.what: f for f in examine(run.locations, run.clock, offline=False)}
            assert f"{left[0]} was left behind by a test" in again["Folders"].words


@pytest.mark.parametrize(("minutes", "grade"), [(1, Grade.OK), (10, Grade.PROBLEM)])
def test_clocks_that_differ_are_measured(tmp_path: Path, minutes: int, grade: Grade) -> None:
    with tried(tmp_path, ahead=timedelta(minutes=minutes)) as run:
        found = run.run()
        assert found["Server's clock"].grade is grade
        assert f"{minutes * 60} s apart" in found["Server's clock"].words
        assert run.profile.clock_offset == minutes * 60 + 0.5
        quick = {f.what: f for f in examine(run.locations, FixedClock(NOW), offline=False)}
        assert ("Server's clock" in quick) == (grade is Grade.PROBLEM)


def test_silent_line_that_is_cut_is_renewed_earlier(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.server.faults.add(DropAfter("IDLE", skip=1))
        found = run.run(idle=0.05)
    assert found["Waiting for news"].grade is Grade.NOTE
    assert "renewed every 30 s" in found["Waiting for news"].hint
    assert run.profile.idle_seconds == 30


@pytest.mark.parametrize(
    ("waited", "later", "seconds"),
    [(10, 0.5, 240), (300, 0.5, 300), (1740, 0.5, 1740), (10, None, 30), (300, None, 150),
     (1740, None, 240)],
)  # fmt: skip
def test_one_idle_lasts_as_long_as_was_proved(
    waited: float, later: float | None, seconds: int
) -> None:
    assert doctor_full._idle_seconds(Idling(waited, 0.5, later)) == seconds


@pytest.mark.parametrize(
    "order",
    [Order(10, False, 0, 0, 1.0), Order(10, True, 1, 0, 1.0), Order(10, True, 0, 1, 1.0)],
    ids=["two orders", "late", "lost"],
)
def test_server_without_one_order_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    monkeypatch.setattr(Trial, "order", lambda _trial, _mails: order)
    with tried(tmp_path) as run:
        found = run.run()
    assert found["Two writers"].grade is Grade.NOTE
    assert "waits 1500 ms" in found["Two writers"].hint
    assert run.profile.settle_ms == 1500


def test_server_that_rewrites_mails_is_told(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.server.faults.add(
            Rewrite("FETCH", matching="BODY.PEEK[])", find=rb"two  blanks", put=b"two\tblanks.")
        )
        found = run.run()
    assert found["Byte for byte"].grade is Grade.NOTE
    assert run.profile.bytes_kept is False


def test_mail_that_comes_to_light_late_is_counted(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        # The third search is the first of a writer: it is told of a mail far above all others.
        run.server.faults.add(
            Rewrite("SEARCH", skip=2, find=rb"\* SEARCH[^\r]*", put=b"* SEARCH 99")
        )
        found = run.run()
    assert re.match(r"10 mails: [1-9]\d* came to light late", found["Two writers"].words)
    assert run.profile.settle_ms == 1500


def test_server_that_ignores_conditions_is_found_out(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.server.faults.add(Rewrite("STORE", times=None, find=rb"\[MODIFIED[^]]*\]", put=b""))
        run.run()
    assert run.profile.unchanged_since is False


def test_question_about_mails_from_nobody_is_taken_back(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.run()
        first = [c.verb for c in run.server.smtp.log.commands if c.connection == 1]
        assert first[-3:-1] == ["MAIL", "RSET"]


def test_refused_mail_is_told_in_the_servers_words(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.server.smtp_faults.add(RefuseRecipient(recipient=ME, text="5.1.1 nobody here"))
        found = run.run()
    assert found["Mail to itself"].grade is Grade.PROBLEM
    assert "nobody here" in found["Mail to itself"].words
    assert run.profile.sent_copy is None


def test_line_that_breaks_in_a_trial_leaves_no_folder(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        before = run.folders
        run.server.faults.add(DropAfter("APPEND", skip=4))
        found = run.run()
        assert grades(found, Grade.PROBLEM)
        assert run.folders == before
    assert run.profile.settle_ms == 1500


def test_person_who_stops_it_leaves_no_folder(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        before = run.folders
        trials = Trials(idle=0, patience=8, mails=2, pause=lambda _s: None)
        looking = examine(run.locations, run.clock, offline=False, trials=trials)
        for finding in looking:
            if finding.what == "Two writers":
                break
        assert run.folders != before
        looking.close()
        assert run.folders == before


def test_report_is_discreet_about_everything_the_trials_say(tmp_path: Path) -> None:
    with tried(tmp_path) as run:
        run.server.faults.add(
            AnswerNo("CREATE", "", f"{ME} {PASSWORD} kaethe@kunde.example may not")
        )
        told = "\n".join(f"{f.words} {f.hint}" for f in run.run().values())
    assert "… … … may not" in told
    for secret in (ME, PASSWORD, "kunde.example", "Vase", "@"):
        assert secret not in told


def test_profile_of_other_servers_is_not_believed(tmp_path: Path) -> None:
    locations = write_settings(tmp_path, imap=1, smtp=2)
    box = settings(locations).mailbox
    keep_profile(locations.state_dir, box, ServerProfile(measured=NOW, settle_ms=0))
    assert profile_of(locations.state_dir, box).settle_ms == 0
    moved = settings(write_settings(tmp_path, imap=1, smtp=3)).mailbox
    assert profile_of(locations.state_dir, moved) == ServerProfile()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"support@company.example": {"servers": 1}}'])
def test_profile_that_cannot_be_read_is_as_if_never_measured(tmp_path: Path, text: str) -> None:
    locations = write_settings(tmp_path)
    locations.state_dir.mkdir()
    file = locations.state_dir / "servers.json"
    file.write_text(text, encoding="utf-8")
    box = settings(locations).mailbox
    assert profile_of(locations.state_dir, box) == ServerProfile()
    keep_profile(locations.state_dir, box, ServerProfile(measured=NOW))
    assert profile_of(locations.state_dir, box).measured == NOW
    assert file.stat().st_mode & 0o777 == 0o600
