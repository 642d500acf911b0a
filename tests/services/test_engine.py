"""The console's side of the engine: started, heard, restarted, taken over, never in the way."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from agent_console.clock import SystemClock
from agent_console.desk.views import Health, OutboxState, SyncStatus
from agent_console.services.engine import (
    EngineClient,
    EngineEvent,
    SecretNeeded,
    SendFinished,
    StoreTouched,
)
from agent_console.store import outbox as stored
from agent_console.store.engine import engine_holder, engine_lock
from tests.filled import NOW, PASSWORD
from tests.services.office import Office, office

SECONDS = 90.0
ROOT = Path(__file__).resolve().parents[2]
SAY = "import json, sys\nsay = lambda **w: print(json.dumps(w), flush=True)\n"
ONLINE = "say(**{'is': 'status', 'health': 'online', 'message': '', 'fetched': 0, 'total': 0})\n"
UNTIL_TOLD = (
    "for line in sys.stdin:\n    say(**{'is': 'status', 'health': 'online', 'message': line})\n"
)


class Console:
    """An engine client whose engine is any program, and what its listener heard."""

    def __init__(self, at_work: Office, command: list[str], *, pauses: tuple[float, ...]) -> None:
        self.heard: queue.Queue[EngineEvent] = queue.Queue()
        self.all: list[EngineEvent] = []
        self.store = at_work.desk.store
        environment = {
            **os.environ,
            "AGENT_CONSOLE_HOME": str(at_work.locations.config_dir.parent),
            "PYTHONPATH": str(ROOT),
        }
        self.client = EngineClient(
            self.store,
            at_work.desk.outbox,
            SystemClock(),
            command=command,
            environment=environment,
            pauses=pauses,
        )

    def start(self) -> None:
        self.client.start(self._listen)

    def _listen(self, event: EngineEvent) -> None:
        self.all.append(event)
        self.heard.put(event)

    def hear(self, wanted: Callable[[EngineEvent], bool]) -> EngineEvent:
        while True:
            try:
                event = self.heard.get(timeout=SECONDS)
            except queue.Empty:
                pytest.fail(f"not heard, but {self.all}")
            if wanted(event):
                return event

    def hear_health(self, health: Health) -> SyncStatus:
        event = self.hear(lambda e: isinstance(e, SyncStatus) and e.health is health)
        assert isinstance(event, SyncStatus)
        return event

    @property
    def pid(self) -> int:
        holder = engine_holder(self.store.path)
        assert holder is not None
        return holder.pid

    def close(self) -> None:
        self.client.stop(wait_seconds=SECONDS)


Start = Callable[..., Console]


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def console(at_work: Office) -> Iterator[Start]:
    """Start consoles whose engine is a small program, or the real one."""
    consoles: list[Console] = []

    def start(script: str | None = None, *, pauses: tuple[float, ...] = (0.01,)) -> Console:
        command = [sys.executable, "-m", "agent_console", "engine"]
        if script is not None:
            command = [sys.executable, "-S", "-c", SAY + script]
        consoles.append(Console(at_work, command, pauses=pauses))
        consoles[-1].start()
        return consoles[-1]

    yield start
    for one in reversed(consoles):
        one.close()


def gone(pid: int) -> bool:
    """Wait until a process has ended."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.01)
    return False


def test_lines_of_the_engine_become_events(console: Start, at_work: Office) -> None:
    here = console(
        "say(**{'is': 'changed', 'refs': ['7F3K9QWC']})\n"
        "say(**{'is': 'secret-needed', 'message': 'no password'})\n"
        "say(**{'is': 'status', 'health': 'online', 'message': 'm', 'fetched': 2, 'total': 3})\n"
        + UNTIL_TOLD
    )
    here.hear(lambda event: event == StoreTouched(frozenset({"7F3K9QWC"})))
    here.hear(lambda event: event == SecretNeeded("no password"))
    status = here.hear_health(Health.ONLINE)
    assert (status.message, status.fetched, status.total) == ("m", 2, 3)
    assert status.at is not None
    here.client.nudge()
    assert here.hear_health(Health.ONLINE).message == '{"do": "nudge"}\n'


def test_nonsense_of_the_engine_is_passed_over(console: Start) -> None:
    here = console(
        "out = sys.stdout.buffer\n"
        "for junk in (b'hello', b'\\xff\\xfe\\x00', b'[' * 100000, b'[]', b'5', b'null',\n"
        '             b\'{"is": 5}\', b\'{"is": "status", "health": "fine"}\',\n'
        '             b\'{"is": "changed"}\', b\'{"is": "changed", "refs": 3}\',\n'
        '             b\'{"is": "sent", "id": "x"}\', b\'x\' * 3000000,\n'
        '             b\'{"is": "status", "health": "online", "message": 4,'
        ' "fetched": "a"}\'):\n'
        "    out.write(junk + b'\\n')\n"
        "out.flush()\n"
        "say(**{'is': 'changed', 'refs': ['7F3K9QWC']})\n" + UNTIL_TOLD
    )
    here.hear(lambda event: event == StoreTouched(frozenset({"7F3K9QWC"})))
    assert not any(isinstance(event, SendFinished | SecretNeeded) for event in here.all)


def test_engine_that_dies_is_started_again_ever_more_rarely(console: Start) -> None:
    here = console(ONLINE + "sys.exit(70)\n", pauses=(0.0, 0.0, 3600.0))
    for _start in range(3):
        here.hear_health(Health.ONLINE)
        assert "starting it again" in here.hear_health(Health.STOPPED).message
    with pytest.raises(queue.Empty):
        here.heard.get(timeout=0.3)


def test_engine_that_cannot_be_started_is_said_in_words(at_work: Office) -> None:
    here = Console(at_work, ["/nonexistent/program"], pauses=(3600.0,))
    here.start()
    assert "No such file" in here.hear_health(Health.STOPPED).message
    here.close()


def test_words_of_the_engine_about_wrong_settings_stay(console: Start) -> None:
    here = console(
        "say(**{'is': 'status', 'health': 'stopped', 'message': 'unknown part BX'})\nsys.exit(3)\n",
        pauses=(3600.0,),
    )
    assert here.hear_health(Health.STOPPED).message == "unknown part BX"
    with pytest.raises(queue.Empty):
        here.heard.get(timeout=0.3)


def test_password_is_handed_to_the_engine_and_to_the_next_one(console: Start) -> None:
    script = (
        "line = sys.stdin.readline()\n"
        "say(**{'is': 'status', 'health': 'online', 'message': line})\n"
        "sys.exit(70)\n"
    )
    here = console(script)
    here.client.give_secret("größe")
    for _engine in range(2):
        message = here.hear_health(Health.ONLINE).message
        assert "secret" in message
        assert "gr\\u00f6\\u00dfe" in message


def test_stop_ends_the_engine_by_closing_its_input(console: Start) -> None:
    here = console("import os\nsay(**{'is': 'changed', 'refs': [os.getpid()]})\n" + UNTIL_TOLD)
    event = here.hear(lambda e: isinstance(e, StoreTouched) and bool(e.refs))
    assert isinstance(event, StoreTouched)
    (pid,) = event.refs
    here.client.stop()
    assert gone(int(pid))


def test_stop_does_not_wait_for_an_engine_that_is_busy(console: Start, tmp_path: Path) -> None:
    done = tmp_path / "done"
    here = console(ONLINE + f"import time\ntime.sleep(5)\nopen({str(done)!r}, 'w').close()\n")
    here.hear_health(Health.ONLINE)
    here.client.stop()
    assert not done.exists()
    heard = len(here.all)
    here.client.nudge()
    here.client.stop()
    assert len(here.all) == heard


def test_what_the_engine_says_after_the_stop_is_not_passed_on(console: Start) -> None:
    here = console(
        "import os\nsay(**{'is': 'changed', 'refs': [os.getpid()]})\n"
        "for line in sys.stdin:\n    pass\nsay(**{'is': 'changed', 'refs': ['late']})\n"
    )
    event = here.hear(lambda e: isinstance(e, StoreTouched) and bool(e.refs))
    assert isinstance(event, StoreTouched)
    here.client.stop(wait_seconds=SECONDS)
    (pid,) = event.refs
    assert gone(int(pid))
    for thread in threading.enumerate():
        if thread.name == "engine":
            thread.join(SECONDS)
    assert StoreTouched(frozenset({"late"})) not in here.all


def test_engine_held_elsewhere_is_said_once_and_taken_over(console: Start, at_work: Office) -> None:
    lock = engine_lock(at_work.desk.store.path)
    assert lock is not None
    here = console(ONLINE + UNTIL_TOLD)
    assert str(os.getpid()) in here.hear_health(Health.ELSEWHERE).message
    threading.Event().wait(1.3)
    assert sum(isinstance(event, SyncStatus) for event in here.all) == 1
    lock.release()
    here.hear_health(Health.ONLINE)


def test_engine_beaten_to_the_lock_is_no_failure(console: Start) -> None:
    here = console("import os\n" + ONLINE + "sys.exit(8)\n", pauses=(3600.0,))
    here.hear_health(Health.ONLINE)
    here.hear_health(Health.ONLINE)
    assert not any(isinstance(e, SyncStatus) and e.health is Health.STOPPED for e in here.all)


def test_attempt_of_another_consoles_engine_is_told_once(console: Start, at_work: Office) -> None:
    lock = engine_lock(at_work.desk.store.path)
    assert lock is not None
    here = console()
    here.hear_health(Health.ELSEWHERE)
    item = at_work.reply()
    here.hear(lambda event: isinstance(event, StoreTouched))
    at_work.wait(seconds=10)
    at_work.send()
    event = here.hear(lambda e: isinstance(e, SendFinished))
    assert isinstance(event, SendFinished)
    assert (event.item.id, event.item.state) == (item.id, OutboxState.SENT)
    at_work.desk.tickets.note(item.ticket, "another change")
    here.hear(lambda e: isinstance(e, StoreTouched))
    assert sum(isinstance(e, SendFinished) for e in here.all) == 1
    lock.release()


def test_each_failed_attempt_is_told(console: Start, at_work: Office) -> None:
    item = at_work.reply()
    here = console(
        "for line in sys.stdin:\n"
        f"    say(**{{'is': 'sent', 'id': {item.id}, 'ticket': 'T', 'state': 'deferred'}})\n"
    )
    for number, before in enumerate((OutboxState.QUEUED, OutboxState.DEFERRED), 1):
        with at_work.desk.store.write(durable=True) as session:
            stored.set_state(
                session,
                item.id,
                expected=before,
                state=OutboxState.DEFERRED,
                now=NOW,
                next_try=NOW.replace(minute=30 + number),
            )
        here.client.nudge()
        event = here.hear(lambda e: isinstance(e, SendFinished))
        assert isinstance(event, SendFinished)
        assert event.item.next_try == NOW.replace(minute=30 + number)
    assert sum(isinstance(e, SendFinished) for e in here.all) == 2


@pytest.mark.server
def test_real_engine_sends_at_a_nudge_and_shows_no_secret(console: Start, at_work: Office) -> None:
    here = console()
    here.hear_health(Health.ONLINE)
    item = at_work.reply()
    at_work.desk.outbox.send_now(item.id)
    here.client.give_secret(PASSWORD)
    here.client.nudge()
    here.hear(lambda e: isinstance(e, SendFinished) and e.item.state is OutboxState.SENT)
    process = Path(f"/proc/{here.pid}")
    for name in ("cmdline", "environ"):
        content = (process / name).read_bytes()
        assert b"agent_console" in content or name == "environ"
        assert PASSWORD.encode() not in content
    pid = here.pid
    here.client.stop()
    assert gone(pid)


@pytest.mark.server
def test_real_engine_killed_is_replaced_and_ends_with_its_console(
    console: Start, at_work: Office
) -> None:
    here = console()
    here.hear_health(Health.ONLINE)
    first = here.pid
    os.kill(first, signal.SIGKILL)
    here.hear_health(Health.STOPPED)
    here.hear_health(Health.ONLINE)
    second = here.pid
    assert second != first
    os.kill(second, signal.SIGTERM)
    here.hear_health(Health.STOPPED)
    here.hear_health(Health.ONLINE)


def test_engine_ends_when_its_console_is_killed(at_work: Office) -> None:
    script = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-m', 'agent_console', 'engine'],\n"
        "    stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)\n"
        "p.stdout.readline(); print(p.pid, flush=True); time.sleep(60)\n"
    )
    environment = {
        **os.environ,
        "AGENT_CONSOLE_HOME": str(at_work.locations.config_dir.parent),
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
        assert gone(pid)
