"""The report on this machine and the mailbox: complete, in words, and fit to be shown to others."""

from __future__ import annotations

import io
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring
from pydantic import SecretStr

from agent_console import __version__
from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.views import OutboxState, QueueView
from agent_console.errors import ConsoleError, ExitCode
from agent_console.locations import Locations, locations_below
from agent_console.mail import smtp
from agent_console.services import doctor_servers
from agent_console.services.doctor import Finding, Grade, examine
from agent_console.store import outbox as stored
from agent_console.store import place
from agent_console.store.engine import engine_lock
from tests.filled import ME, NOW, PASSWORD, opened, put_three, write_settings

ALIAS = "info@company.example"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        yield running


@pytest.fixture
def locations(
    tmp_path: Path, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Locations]:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    yield write_settings(tmp_path, imap=server.imap_port, smtp=server.smtp_port)
    keyring.set_keyring(before)


def look(locations: Locations, *, offline: bool = False) -> dict[str, Finding]:
    return {f.what: f for f in examine(locations, FixedClock(NOW), offline=offline)}


def problems(found: dict[str, Finding]) -> list[str]:
    return [what for what, finding in found.items() if finding.grade is Grade.PROBLEM]


def fill(locations: Locations) -> None:
    desk = opened(locations, FixedClock(NOW))
    put_three(desk)
    desk.close()


def without_command(locations: Locations) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(re.sub("password_command.*\n", "", text), "utf-8")


def test_desk_in_order_has_no_problem(locations: Locations, server: DemoServer) -> None:
    fill(locations)
    found = look(locations)
    assert problems(found) == []
    assert found["Agent Console"].words.startswith(__version__)
    assert found["Calendar"].words == "Europe/Berlin, DE; open now"
    assert found["Password"].words == "comes from: password_command"
    assert found["Reading server"].words.endswith("6 folders, sent folder found")
    assert found["Extensions"].words.startswith("offers IDLE CONDSTORE QRESYNC")
    assert "without NOTIFY: other folders" in found["Extensions"].words
    assert found["Sending server"].words == "signed in"
    assert server.mails == ()
    assert server.changing_commands == ()


def test_machine_without_settings_says_how_to_begin(tmp_path: Path) -> None:
    found = look(locations_below(tmp_path))
    assert found["Settings"].grade is Grade.PROBLEM
    assert "agent-console setup" in found["Settings"].hint
    assert "Store" not in found
    assert list(tmp_path.iterdir()) == []


def test_looking_before_the_first_start_makes_nothing(locations: Locations) -> None:
    found = look(locations, offline=True)
    assert found["Store"].grade is Grade.NOTE
    assert problems(found) == []
    assert [path.name for path in locations.data_dir.parent.iterdir()] == ["config"]


def test_offline_the_servers_are_left_alone(locations: Locations, server: DemoServer) -> None:
    found = look(locations, offline=True)
    assert "Reading server" not in found
    assert "Password" in found
    assert server.commands == ()


def test_both_servers_are_looked_at_when_one_is_dead(
    locations: Locations, server: DemoServer
) -> None:
    server.stop()
    found = look(locations)
    assert problems(found) == ["Reading server", "Sending server"]
    assert "[mailbox.imap]" in found["Reading server"].hint
    assert "[mailbox.smtp]" in found["Sending server"].hint
    assert {found[what].cause for what in problems(found)} == {ExitCode.MAIL_SERVER}


def test_refused_password_is_told_from_a_dead_server(
    locations: Locations, server: DemoServer
) -> None:
    write_settings(
        locations.config_dir.parent,
        imap=server.imap_port,
        smtp=server.smtp_port,
        password="another",
    )
    found = look(locations)
    assert problems(found) == ["Reading server", "Sending server"]
    assert {found[what].cause for what in problems(found)} == {ExitCode.SIGN_IN}


def test_report_names_no_address_no_user_and_no_password(
    locations: Locations, monkeypatch: pytest.MonkeyPatch, server: DemoServer
) -> None:
    text = locations.config_file.read_text("utf-8")
    text = text.replace(f'address = "{ME}"', f'address = "{ME}"\naliases = ["{ALIAS}"]')
    text = text.replace("[mailbox.smtp]", '[mailbox.smtp]\nuser = "annalogin"')
    locations.config_file.write_text(text.replace('"DE"', '"XX"'), "utf-8")

    def chatty(*_server: object, **_more: object) -> str:
        said = f"NO {ME.upper()} <{ALIAS}> annalogin/{PASSWORD} bart@customer.example failed"
        raise ConsoleError("Mail server", said, said.replace(PASSWORD, ""))

    monkeypatch.setattr(doctor_servers, "open_imap", chatty)
    monkeypatch.setattr(smtp, "check", chatty)
    findings = list(examine(locations, FixedClock(NOW), offline=False))
    told = "\n".join(f"{f.what} {f.words} {f.hint}" for f in findings)
    assert told.count("NO … <…> …/… … failed") == 2
    for secret in (ME, ALIAS, "annalogin", PASSWORD, "customer.example", "@"):
        assert secret.lower() not in told.lower()


def test_settings_error_is_told_without_addresses(locations: Locations) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(text.replace(f'"{ME}"', '"a b@c.example"'), "utf-8")
    found = look(locations)
    assert "mailbox.address" in found["Settings"].words
    assert "c.example" not in found["Settings"].words + found["Settings"].hint


def test_settings_that_others_can_read_are_noted(locations: Locations) -> None:
    locations.config_file.chmod(0o644)
    found = look(locations, offline=True)
    assert found["Settings"].grade is Grade.NOTE
    assert "chmod 600" in found["Settings"].hint


def test_calendar_that_never_opens_or_knows_no_country_is_a_problem(locations: Locations) -> None:
    text = locations.config_file.read_text("utf-8")
    for extra, words in (
        ('[calendar]\ncountry = "XX"\n', "no holiday calendar"),
        ("[calendar]\nhours = {}\n", "no opening hours"),
    ):
        locations.config_file.write_text(text + extra, "utf-8")
        assert words in look(locations, offline=True)["Calendar"].words


def test_closed_desk_says_when_it_opens(locations: Locations) -> None:
    clock = FixedClock(NOW.replace(day=6, hour=20))
    found = {f.what: f for f in examine(locations, clock, offline=True)}
    assert found["Calendar"].words.endswith("opens 2026-03-09 09:00")


def test_store_with_other_tables_than_ours_is_a_problem_that_names_them(
    locations: Locations,
) -> None:
    opened(locations, FixedClock(NOW)).close()
    assert look(locations, offline=True)["Store"].grade is not Grade.PROBLEM
    with closing(sqlite3.connect(locations.store_file)) as connection:
        connection.execute("ALTER TABLE draft ADD COLUMN colour")
    found = look(locations, offline=True)["Store"]
    assert found.grade is Grade.PROBLEM
    assert "draft" in found.words


@pytest.mark.promise("damaged store looked at by the doctor", "P10")
def test_damaged_store_is_a_problem_with_a_way_out(locations: Locations) -> None:
    fill(locations)
    content = bytearray(locations.store_file.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xaa" * (4096 * 9)
    locations.store_file.write_bytes(content)
    found = look(locations, offline=True)
    assert problems(found) == ["Store"]
    assert found["Store"].hint
    assert "Password" in found


def test_store_on_a_network_drive_is_a_problem(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "file_system", lambda _folder, _mounts: "cifs")
    found = look(locations, offline=True)
    assert problems(found) == ["Folder"]
    assert "network drive (cifs)" in found["Folder"].words


@pytest.mark.promise("damaged store looked at by the doctor", "P10")
def test_folder_that_cannot_be_written_and_a_full_disk_are_problems(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    usage = shutil.disk_usage(locations.config_dir)._replace(free=150 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    found = look(locations, offline=True)
    assert problems(found) == ["Folder", "Disk"]
    assert found["Disk"].words == "only 150 MB are free"


@pytest.mark.parametrize(
    ("state", "hours"),
    [
        (OutboxState.REFUSED, None),
        (OutboxState.UNKNOWN, None),
        (OutboxState.DEFERRED, None),
        (OutboxState.DEFERRED, 2),
        (OutboxState.QUEUED, None),
    ],
)
def test_reply_waits_for_a_decision_once_nothing_tries_it_again(
    locations: Locations, state: OutboxState, hours: int | None
) -> None:
    fill(locations)
    desk = opened(locations, FixedClock(NOW))
    row = desk.queue.page(QueueView.OPEN, 0, 1).rows[0]
    item = desk.replies.queue(desk.replies.begin(row.ref, everyone=False), "Kommt.\n")
    again = NOW + timedelta(hours=hours) if hours else None
    with desk.store.write(durable=True) as session:
        for one in (OutboxState.SENDING, state) if state is OutboxState.UNKNOWN else (state,):
            now = stored.need(session, item.id).state
            stored.set_state(session, item.id, expected=now, state=one, now=NOW, next_try=again)
    desk.close()
    waits = state is not OutboxState.QUEUED and not hours
    assert ("Outbox" in look(locations, offline=True)) == waits


def test_running_engine_and_undecided_replies_are_named(locations: Locations) -> None:
    fill(locations)
    desk = opened(locations, FixedClock(NOW))
    row = desk.queue.page(QueueView.OPEN, 0, 1).rows[0]
    item = desk.replies.queue(desk.replies.begin(row.ref, everyone=False), "Kommt.\n")
    with desk.store.write(durable=True) as session:
        stored.set_state(session, item.id, expected=item.state, state=OutboxState.REFUSED, now=NOW)
    desk.close()
    lock = engine_lock(locations.store_file)
    assert lock is not None
    with lock:
        found = look(locations, offline=True)
    assert found["Outbox"].words == "1 reply waits for a decision"
    assert re.fullmatch(r"runs in process \d+ on \S+", found["Sync"].words)
    assert "Sync" not in look(locations, offline=True)


def test_missing_password_is_a_problem_where_nobody_can_be_asked(
    locations: Locations, server: DemoServer
) -> None:
    without_command(locations)
    found = look(locations)
    assert problems(found) == ["Password"]
    assert "no keyring" in found["Password"].words
    assert server.commands == ()


def test_missing_password_is_asked_for_at_a_terminal(
    locations: Locations, server: DemoServer
) -> None:
    without_command(locations)
    asked: list[str] = []

    def ask(user: str) -> SecretStr:
        asked.append(user)
        return SecretStr(PASSWORD)

    findings = examine(locations, FixedClock(NOW), offline=False, ask=ask)
    found = {f.what: f for f in findings}
    assert asked == [ME]
    assert problems(found) == []
    assert found["Password"].grade is Grade.NOTE
    assert found["Sending server"].grade is Grade.OK


def test_failing_password_command_is_a_problem_and_nobody_is_asked(locations: Locations) -> None:
    text = locations.config_file.read_text("utf-8")
    text = re.sub("password_command.*\n", 'password_command = ["false"]\n', text)
    locations.config_file.write_text(text, "utf-8")

    def ask(_user: str) -> SecretStr:
        raise AssertionError("the command is what was chosen")

    found = {f.what: f for f in examine(locations, FixedClock(NOW), offline=False, ask=ask)}
    assert problems(found) == ["Password"]
    assert "Reading server" not in found


def test_terminal_that_is_small_or_knows_no_unicode_is_named(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "20")
    assert look(locations, offline=True)["Terminal"].grade is Grade.NOTE
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    found = look(locations, offline=True)
    assert problems(found) == ["Terminal"]
    assert "LANG" in found["Terminal"].hint
