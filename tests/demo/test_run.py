"""The demo world: mail comes in, what is sent is answered, and it stops at once."""

from __future__ import annotations

import email
import smtplib
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock, SystemClock
from agent_console.config import load_config
from agent_console.demo.content import build_mailbox
from agent_console.demo.imap_state import Folder
from agent_console.demo.run import DemoWorld, Ports, story_began, write_config

pytestmark = pytest.mark.server
NOW = datetime(2025, 11, 19, 14, 20, tzinfo=UTC)
REPLY = (
    b"From: support@nordlicht.example\r\nTo: <sabine.brandt@postfach.example>\r\n"
    b"Subject: Re: Bestellung\r\nMessage-ID: <r1@nordlicht.example>\r\n"
    b"References: <token@nordlicht.example>\r\n\r\nSie kommt morgen.\r\n"
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def world(clock: FixedClock) -> Iterator[DemoWorld]:
    world = DemoWorld(clock)
    yield world
    world.stop()


def inbox(world: DemoWorld) -> int:
    return len(world.mailbox.folder("INBOX"))


def send(ports: Ports, raw: bytes, to: str) -> None:
    with smtplib.SMTP("127.0.0.1", ports.smtp, timeout=60) as client:
        client.login("support@nordlicht.example", "demo")
        client.sendmail("support@nordlicht.example", [to], raw)


def test_world_when_started_serves_a_full_mailbox(world: DemoWorld) -> None:
    ports = world.start()
    assert ports.imap != ports.smtp
    assert inbox(world) >= 100
    assert len(world.mailbox.folder("Sent")) >= 35
    for name in ("INBOX", "Sent"):
        held = [(m.internaldate, m.raw) for m in world.mailbox.folder(name).messages]
        assert held == [(m.received, m.raw) for m in build_mailbox(NOW) if m.folder == name]


def test_story_that_was_begun_is_told_again_with_the_same_bytes(
    clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "began"
    assert story_began(file, clock.now()) == NOW
    assert file.stat().st_mode & 0o777 == 0o600
    clock.move(timedelta(days=3, microseconds=1))
    assert story_began(file, clock.now()) == NOW
    world = DemoWorld(clock, began=NOW)
    world.start()
    try:
        held = [message.raw for message in world.mailbox.folder("INBOX").messages]
        clock.move(timedelta(seconds=121))
        assert world.deliver_due() == 1
        latest = world.mailbox.folder("INBOX").messages[-1]
    finally:
        world.stop()
    assert held == [mail.raw for mail in build_mailbox(NOW) if mail.folder == "INBOX"]
    assert NOW + timedelta(days=3) < latest.internaldate <= clock.now()


def test_customers_when_the_story_goes_on_write_something_new(clock: FixedClock) -> None:
    ids = []
    for _start in range(2):
        world = DemoWorld(clock, began=NOW)
        world.start()
        clock.move(timedelta(seconds=121))
        world.deliver_due()
        world.stop()
        mail = email.message_from_bytes(world.mailbox.folder("INBOX").messages[-1].raw)
        ids.append(mail["Message-ID"])
    assert len(set(ids)) == 2


@pytest.mark.parametrize("text", ["", "yesterday", "2025-11-19T14:20:00", "2025-11-19T14:21+00:00"])
def test_story_without_a_moment_that_lies_behind_begins_now(tmp_path: Path, text: str) -> None:
    file = tmp_path / "began"
    file.write_text(text, encoding="utf-8")
    assert story_began(file, NOW) == NOW
    assert story_began(file, NOW + timedelta(hours=1)) == NOW


def test_customers_when_time_passes_write_one_after_the_other(
    world: DemoWorld, clock: FixedClock
) -> None:
    world.start()
    before = inbox(world)
    assert world.deliver_due() == 0
    for count in (1, 2, 3):
        clock.move(timedelta(seconds=121))
        assert world.deliver_due() == 1
        assert inbox(world) == before + count


def test_customers_when_quiet_answer_only(clock: FixedClock) -> None:
    world = DemoWorld(clock, quiet=True)
    ports = world.start()
    try:
        before = inbox(world)
        clock.move(timedelta(hours=2))
        assert world.deliver_due() == 0
        send(ports, REPLY, "sabine.brandt@postfach.example")
        clock.move(timedelta(seconds=61))
        assert world.deliver_due() == 1
        raw = world.mailbox.folder("INBOX").messages[-1].raw
        assert inbox(world) == before + 1
        answer = email.message_from_bytes(raw)
        assert answer["In-Reply-To"] == "<r1@nordlicht.example>"
        assert answer["References"].split()[0] == "<token@nordlicht.example>"
    finally:
        world.stop()


def test_mail_to_ourselves_when_sent_arrives_at_once(world: DemoWorld) -> None:
    ports = world.start()
    before = inbox(world)
    send(ports, b"Subject: Test\r\n\r\nHallo\r\n", "Support@nordlicht.example")
    assert inbox(world) == before + 1


def test_world_when_paced_delivers_by_itself() -> None:
    world = DemoWorld(SystemClock(), pace=2000)
    arrived = threading.Event()
    heard: list[str] = []

    def note(folder: Folder) -> None:
        heard.append(folder.name)
        if len(heard) >= 3:
            arrived.set()

    world.start()
    world.mailbox.watch(note)
    assert arrived.wait(60)
    world.stop()
    assert set(heard) == {"INBOX"}


def test_world_when_stopped_ends_at_once_and_for_good(world: DemoWorld) -> None:
    ports = world.start()
    began = time.monotonic()
    world.stop()
    world.stop()
    assert time.monotonic() - began < 20
    assert not [t for t in threading.enumerate() if t.name.startswith("demo-customers")]
    with pytest.raises(OSError, match="refused"):
        smtplib.SMTP("127.0.0.1", ports.smtp, timeout=2)


def test_config_when_written_is_valid_private_and_gives_the_password(
    world: DemoWorld, tmp_path: Path
) -> None:
    ports = world.start()
    path = write_config(tmp_path / "home", ports, "de", theme="light")
    config = load_config(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert (config.mailbox.imap.port, config.mailbox.smtp.port) == (ports.imap, ports.smtp)
    assert config.mailbox.address == "support@nordlicht.example"
    assert (config.ui.language, config.ui.theme) == ("de", "light")
    assert set(config.calendar.hours) == {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    command = list(config.mailbox.password_command)
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "demo"
