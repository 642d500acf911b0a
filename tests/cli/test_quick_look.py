"""`sync` when nothing changed: the quick look, and all that makes it leave the work to a full pass.

Whether a sync went the full way is told by what the server was asked: only that one opens a folder.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console import cli_sync
from agent_console.cli import main
from agent_console.clock import ShiftedClock
from agent_console.demo.faults import Act, AnswerBad, AnswerNo, DropBefore, Fault, Preauth
from agent_console.demo.imap_state import FlagChange
from agent_console.errors import ExitCode
from agent_console.mail.glance import Glance, Numbers
from agent_console.services import look_note, quick_look
from agent_console.services.look_note import BoxNote, new_note
from agent_console.store.engine import engine_lock
from agent_console.store.standstill import Stand
from agent_console.store.tables import OutboxRow
from tests.cli.calls import ROOT, Captured
from tests.filled import NOW, customer_mail
from tests.mail.imap_helpers import Rewrite
from tests.services.office import Office, office

Change = Callable[[Office], None]


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A mailbox with three mails that was synced to its end, by the full way."""
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    with office(tmp_path, tickets=0) as office_:
        for number in (1, 2, 3):
            office_.server.mailbox.deliver("INBOX", customer_mail(number, f"F {number}"), NOW)
        assert went_the_full_way(office_)
        yield office_


def went_the_full_way(at_work: Office) -> bool:
    """Sync once and tell whether a folder was opened."""
    before = len(at_work.server.commands)
    assert main(["sync"]) in (
        ExitCode.OK,
        ExitCode.FAILED,
        ExitCode.MAIL_SERVER,
        ExitCode.UNKNOWN_OUTCOME,
    )
    return any(command.verb == "SELECT" for command in at_work.server.commands[before:])


def store_of(at_work: Office) -> sqlite3.Connection:
    return sqlite3.connect(at_work.locations.store_file, isolation_level=None)


def test_sync_with_nothing_changed_says_the_same_without_opening_a_folder(
    at_work: Office, capsys: Captured
) -> None:
    capsys.readouterr()
    before = len(at_work.server.commands)
    assert not went_the_full_way(at_work)
    quick = capsys.readouterr()
    verbs = [command.verb for command in at_work.server.commands[before:]]
    assert verbs[:5] == ["CAPABILITY", "AUTHENTICATE", "LIST", "STATUS", "STATUS"]
    assert verbs[5:] in (["LOGOUT"], [])
    other_settings(at_work)
    assert went_the_full_way(at_work)
    assert quick == capsys.readouterr()
    assert quick.out == "INBOX: 0 new mails, 3 on the server\nSent: 0 new mails, 0 on the server\n"


@pytest.mark.parametrize(("minutes", "kept"), [(4, False), (6, True)])
def test_quick_look_keeps_the_time_of_the_last_success_to_five_minutes(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, minutes: int, *, kept: bool
) -> None:
    later = ShiftedClock(timedelta(minutes=minutes))
    monkeypatch.setattr(cli_sync, "clock_of_environment", lambda: later)
    question = "SELECT min(synced_at), max(synced_at) FROM folder"
    with closing(store_of(at_work)) as store:
        _first, before = store.execute(question).fetchone()
        assert not went_the_full_way(at_work)
        after, _last = store.execute(question).fetchone()
    assert (after > before) is kept


def test_note_is_left_only_where_store_and_server_agree() -> None:
    told = Numbers(messages=3, uidnext=4, uidvalidity=7, highestmodseq=5)
    here = Stand("x", "", 7, 3, 1, 5, 3)
    assert noted(told, here)
    assert noted(replace(told, messages=0, highestmodseq=1), Stand("x", "", 7, 3, 1, 1, 0))
    assert not noted(replace(told, highestmodseq=1), replace(here, highestmodseq=1))
    for other in (
        *(replace(here, uidvalidity=8), replace(here, highestmodseq=4)),
        *(replace(here, highestmodseq=None), replace(here, server_count=2)),
        *(replace(here, last_uid=4), replace(here, first_uid=2), replace(here, name="y")),
    ):
        assert not noted(told, other)


def noted(told: Numbers, stand: Stand) -> bool:
    box = BoxNote("a@b", ("X",), ("X",), ("x",), Glance("", (told,)))
    return new_note("", NOW, (box,), (stand,)) is not None


@pytest.mark.parametrize("option", ["--json", "--verify"])
def test_sync_in_detail_goes_the_full_way(at_work: Office, option: str) -> None:
    before = len(at_work.server.commands)
    assert main(["sync", option]) == ExitCode.OK
    assert "SELECT" in [command.verb for command in at_work.server.commands[before:]]


def new_mail(at_work: Office) -> None:
    at_work.server.mailbox.deliver("INBOX", customer_mail(9, "Neu"), NOW)


def new_mail_and_one_gone(at_work: Office) -> None:
    new_mail(at_work)
    at_work.server.mailbox.folder("INBOX").expunge([1])


def mail_in_sent(at_work: Office) -> None:
    at_work.server.mailbox.deliver("Sent", customer_mail(9, "Von Hand"), NOW)


def flag(at_work: Office) -> None:
    at_work.server.mailbox.folder("INBOX").store(2, FlagChange.ADD, ["\\Flagged"])


def one_gone(at_work: Office) -> None:
    at_work.server.mailbox.folder("INBOX").expunge([2])


def new_folder(at_work: Office) -> None:
    at_work.server.mailbox.create("Gesendet")


def other_numbers(at_work: Office) -> None:
    at_work.server.mailbox.folder("INBOX").uidvalidity += 1


def other_settings(at_work: Office) -> None:
    with at_work.locations.config_file.open("a") as file:
        file.write("theme = 'auto'\n")


def other_rules(at_work: Office) -> None:
    types, _tones = at_work.locations.rule_files
    types.write_text("[contact]\nlevel = 2\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        *(new_mail, new_mail_and_one_gone, mail_in_sent, flag, one_gone),
        *(new_folder, other_numbers, other_settings, other_rules),
    ],
    ids=lambda change: change.__name__,
)
def test_whatever_changes_outside_is_noticed_once(at_work: Office, change: Change) -> None:
    change(at_work)
    assert went_the_full_way(at_work)
    assert not went_the_full_way(at_work)


def in_outbox(state: str, *, copied: bool) -> Change:
    far = datetime(2999, 1, 1, tzinfo=UTC)

    def put(at_work: Office) -> None:
        with at_work.desk.store.write(durable=False) as session:
            session.add(
                OutboxRow(
                    ticket="t",
                    message_id="i@x",
                    raw=b"",
                    subject="",
                    sender="",
                    recipients="[]",
                    agent="",
                    text="",
                    state=state,
                    queued_at=far,
                    not_before=far,
                    sent_copy=copied,
                )
            )

    return put


def in_store(statement: str) -> Change:
    def change(at_work: Office) -> None:
        with closing(store_of(at_work)) as store:
            assert store.execute(statement).rowcount > 0

    return change


@pytest.mark.parametrize(
    "change",
    [
        in_outbox("queued", copied=False),
        in_outbox("deferred", copied=False),
        in_outbox("sending", copied=False),
        in_outbox("unknown", copied=False),
        in_outbox("sent", copied=False),
        in_outbox("partial", copied=False),
        in_store("UPDATE source SET depth = 1 WHERE id = 1"),
        in_store("INSERT INTO unlearned (id) VALUES (1)"),
        in_store("UPDATE folder SET last_uid = 2 WHERE name LIKE '%/INBOX'"),
        in_store("UPDATE folder SET uidvalidity = 5 WHERE name LIKE '%/INBOX'"),
        in_store("UPDATE folder SET highestmodseq = highestmodseq - 1"),
        in_store("UPDATE folder SET first_uid = 2 WHERE name LIKE '%/INBOX'"),
        in_store("UPDATE folder SET server_count = 2 WHERE name LIKE '%/INBOX'"),
        in_store("UPDATE folder SET role = 'sent' WHERE name LIKE '%/INBOX'"),
        in_store("DELETE FROM meta WHERE key = 'quick_look'"),
        in_store("UPDATE meta SET value = 'x' WHERE key = 'quick_look'"),
        in_store("UPDATE meta SET value = '[]' WHERE key = 'quick_look'"),
        in_store("UPDATE meta SET value = '{}' WHERE key = 'quick_look'"),
    ],
)
def test_whatever_is_unfinished_in_the_store_takes_the_full_way(
    at_work: Office, change: Change
) -> None:
    change(at_work)
    assert went_the_full_way(at_work)


@pytest.mark.parametrize("state", ["sent", "refused", "cancelled"])
def test_what_is_settled_in_the_outbox_keeps_the_look_quick(at_work: Office, state: str) -> None:
    in_outbox(state, copied=True)(at_work)
    assert not went_the_full_way(at_work)


@pytest.mark.parametrize(
    ("age", "full"),
    [(timedelta(minutes=55), False), (timedelta(minutes=61), True), (timedelta(minutes=-5), True)],
)
def test_note_is_believed_for_an_hour(
    at_work: Office, monkeypatch: pytest.MonkeyPatch, age: timedelta, *, full: bool
) -> None:
    monkeypatch.setattr(cli_sync, "clock_of_environment", lambda: ShiftedClock(age))
    assert went_the_full_way(at_work) is full


def test_another_version_of_the_program_goes_the_full_way(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (look_note, quick_look):
        monkeypatch.setattr(module, "__version__", "999")
    assert went_the_full_way(at_work)
    assert not went_the_full_way(at_work)


def test_another_schema_takes_the_full_way(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_console.store.standstill.known_version", lambda: 99)
    assert went_the_full_way(at_work)


@pytest.mark.parametrize(
    "fault",
    [
        AnswerNo("STATUS"),
        AnswerBad("STATUS"),
        AnswerNo("LIST"),
        DropBefore("STATUS"),
        AnswerNo("AUTHENTICATE", code="UNAVAILABLE"),
        DropBefore("AUTHENTICATE"),
        DropBefore("GREETING"),
        Preauth(),
        Rewrite("STATUS", find=rb" ?HIGHESTMODSEQ \d+", put=b""),
        Rewrite("STATUS", find=rb"UIDNEXT", put=b"UIDLAST"),
        Rewrite("STATUS", find=rb'STATUS "INBOX"', put=b"STATUS OUTBOX"),
        Rewrite("CAPABILITY", find=rb"AUTH=PLAIN", put=b""),
    ],
    ids=lambda fault: f"{type(fault).__name__}-{fault.verb}",
)
def test_server_that_does_not_tell_all_is_asked_in_the_full_way(
    at_work: Office, fault: Fault
) -> None:
    at_work.server.faults.add(fault)
    assert went_the_full_way(at_work)


def test_server_that_does_not_count_changes_is_read_in_full_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    with office(tmp_path, tickets=0) as at_work:
        at_work.server.mailbox.capabilities = tuple(
            name
            for name in at_work.server.mailbox.capabilities
            if name not in ("CONDSTORE", "QRESYNC")
        )
        assert went_the_full_way(at_work)
        assert went_the_full_way(at_work)


def test_folder_that_is_refused_is_named_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    with office(tmp_path, tickets=0, extra='[mailbox.folders]\nalso = ["Nirgends"]\n') as at_work:
        for _again in (1, 2):
            assert went_the_full_way(at_work)
            assert "Nirgends" in capsys.readouterr().err


def test_change_while_the_full_way_reads_makes_the_next_look_differ(at_work: Office) -> None:
    new_mail(at_work)
    folder = at_work.server.mailbox.folder("INBOX")
    at_work.server.faults.add(
        Act("NOOP", action=lambda: folder.store(1, FlagChange.ADD, ["\\Flagged"]))
    )
    assert went_the_full_way(at_work)
    assert went_the_full_way(at_work)
    assert not went_the_full_way(at_work)


def test_wrong_password_is_tried_once(at_work: Office, capsys: Captured) -> None:
    at_work.server.mailbox.password = "another one"
    before = len(at_work.server.commands)
    assert main(["sync"]) == ExitCode.SIGN_IN
    assert "refused the user name or the password" in capsys.readouterr().err
    verbs = [command.verb for command in at_work.server.commands[before:]]
    assert verbs.count("AUTHENTICATE") == 1


def test_command_for_the_password_runs_once_also_when_the_full_way_follows(
    at_work: Office, tmp_path: Path
) -> None:
    called = tmp_path / "called"
    file = at_work.locations.config_file
    script = tmp_path / "password"
    script.write_text(f"#!/bin/sh\necho x >>{called}\necho {at_work.server.mailbox.password}\n")
    script.chmod(0o700)
    lines = [
        f'password_command = ["{script}"]' if line.startswith("password_command") else line
        for line in file.read_text().splitlines()
    ]
    file.write_text("\n".join(lines))
    assert went_the_full_way(at_work)
    new_mail(at_work)
    called.unlink()
    assert went_the_full_way(at_work)
    assert called.read_text() == "x\n"


def test_sync_beside_an_engine_is_busy_without_asking_the_server(at_work: Office) -> None:
    lock = engine_lock(at_work.locations.store_file)
    assert lock is not None
    before = len(at_work.server.commands)
    with lock:
        assert main(["sync"]) == ExitCode.BUSY
    assert len(at_work.server.commands) == before
    assert not went_the_full_way(at_work)


HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "imapclient", "keyring", "textual", "aiosmtplib")
PROBE = f"""
import sys
from agent_console.cli import main
code = main(["sync"])
print(code, sorted(name for name in {HEAVY!r} if name in sys.modules))
"""


def test_quick_look_loads_nothing_heavy(at_work: Office) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.splitlines()[-1:] == ["0 []"], run.stdout + run.stderr
