"""The engine from inside: commands, endings, passwords, bad networks, and what it says."""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import pytest

from agent_console.clock import FixedClock
from agent_console.config import Config
from agent_console.demo.fault_plan import Gate
from agent_console.demo.faults import HoldAnswer, HoldBefore
from agent_console.demo.smtp_faults import MESSAGE, Answer
from agent_console.desk.views import Health, OutboxState, Stage
from agent_console.errors import ConfigError, MailError
from agent_console.mail.watch import Backoff
from agent_console.services.mailbox import Mailbox, PassReport
from agent_console.services.passwords import Passwords
from agent_console.services.process import EngineDiedError, EngineProcess
from agent_console.services.reader import MailboxReader
from agent_console.services.speech import Voice, speak_json, speak_words
from agent_console.store import outbox as stored
from tests.filled import NOW, PASSWORD, customer_mail
from tests.services.office import RIGHT, Office, office

SECONDS = 60.0
Message = dict[str, Any]


class Running:
    """An engine at work in a thread, with a pipe to it and everything it says."""

    def __init__(self, at_work: Office, config: Config | None = None) -> None:
        self.heard: queue.Queue[Message] = queue.Queue()
        self.all: list[Message] = []
        self.failure: BaseException | None = None
        here, there = os.pipe()
        self._hears = os.fdopen(here, "r", encoding="utf-8")
        self._tells = os.fdopen(there, "w", encoding="utf-8")
        self.engine = EngineProcess(
            at_work.desk.store, config or at_work.desk.config, at_work.clock, self._say
        )
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _say(self, message: Message) -> None:
        self.all.append(message)
        self.heard.put(message)

    def _run(self) -> None:
        try:
            self.engine.run(self._hears)
        except (ConfigError, EngineDiedError) as error:
            self.failure = error

    def tell(self, *lines: str) -> None:
        self._tells.write("".join(f"{line}\n" for line in lines))
        self._tells.flush()

    def do(self, what: str, **more: str) -> None:
        self.tell(json.dumps({"do": what, **more}))

    def hear(self, **wanted: object) -> Message:
        """Wait for a message with these entries; what came before it is passed over."""
        while True:
            try:
                message = self.heard.get(timeout=SECONDS)
            except queue.Empty:
                pytest.fail(f"nothing like {wanted} was said, but {self.all}")
            if wanted.items() <= message.items():
                return message

    def statuses(self) -> list[str]:
        return [message["health"] for message in self.all if message["is"] == "status"]

    def end(self) -> None:
        """Close the pipe."""
        with suppress(OSError):
            self._tells.close()

    def ended(self) -> bool:
        self.thread.join(SECONDS)
        return not self.thread.is_alive()

    def close(self) -> None:
        self.end()
        assert self.ended()
        self._hears.close()


@contextmanager
def running(at_work: Office, config: Config | None = None) -> Iterator[Running]:
    engine = Running(at_work, config)
    try:
        yield engine
    finally:
        engine.close()


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


def with_password(at_work: Office, password: str) -> Config:
    command = ("printf", "%s", password)
    mailbox = at_work.desk.config.mailbox.model_copy(update={"password_command": command})
    return at_work.desk.config.model_copy(update={"mailbox": mailbox})


def logins(at_work: Office) -> int:
    return sum(c.verb in ("LOGIN", "AUTHENTICATE") for c in at_work.server.commands)


def test_engine_reads_what_comes_and_says_which_tickets_changed(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
        refs = engine.hear(**{"is": "changed"})["refs"]
        assert at_work.desk.queue.row(refs[0]) is not None
    assert at_work.server.changing_commands == ()


def test_nudge_sends_what_is_due_at_once_and_files_the_copy(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        item = at_work.reply()
        at_work.wait(seconds=10)
        engine.do("nudge")
        assert engine.hear(**{"is": "sent"}) == {
            "is": "sent",
            "id": item.id,
            "ticket": item.ticket,
            "state": "sent",
        }
        engine.hear(health="online")
        while not at_work.now(item).sent_copy:
            engine.hear(health="online")
    assert at_work.sent_folder() == [at_work.server.mails[0].raw]


def test_reply_of_another_program_is_sent_without_a_nudge(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        item = at_work.reply()
        at_work.desk.outbox.send_now(item.id)
        engine.hear(**{"is": "sent", "id": item.id})


@pytest.mark.parametrize("how", ["end of input", "stop", "signal"])
def test_engine_told_to_end_settles_the_mail_in_data_first(how: str, at_work: Office) -> None:
    gate = Gate()
    at_work.server.smtp_faults.add(HoldAnswer(MESSAGE, gate=gate))
    items = [at_work.reply(text) for text in ("one", "two")]
    at_work.wait(seconds=10)
    with running(at_work) as engine:
        assert gate.reached.wait(SECONDS)
        {
            "end of input": engine.end,
            "stop": lambda: engine.do("stop"),
            "signal": engine.engine.stop,
        }[how]()
        engine.thread.join(0.05)
        assert engine.thread.is_alive()
        gate.open()
        assert engine.ended()
        assert [at_work.now(item).state for item in items] == [
            OutboxState.SENT,
            OutboxState.QUEUED,
        ]


def test_engine_told_to_end_while_it_connects_keeps_the_mail_and_goes(at_work: Office) -> None:
    gate = Gate()
    at_work.server.smtp_faults.add(HoldBefore("EHLO", gate=gate))
    item = at_work.reply()
    at_work.wait(seconds=10)
    with running(at_work) as engine:
        assert gate.reached.wait(SECONDS)
        engine.end()
        assert engine.ended()
        gate.open()
    assert at_work.now(item).state is OutboxState.QUEUED
    assert at_work.server.mails == ()


@pytest.mark.promise("engine ended while a server is silent", "P8")
def test_engine_told_to_end_does_not_wait_for_a_server_that_is_silent(at_work: Office) -> None:
    gate = Gate()
    at_work.server.faults.add(HoldBefore("SELECT", gate=gate))
    with running(at_work) as engine:
        assert gate.reached.wait(SECONDS)
        engine.end()
        assert engine.ended()
        assert "offline" not in engine.statuses()
    gate.open()


def test_mail_that_was_leaving_when_the_engine_died_is_unknown(at_work: Office) -> None:
    item = at_work.reply()
    with at_work.desk.store.write(durable=True) as session:
        stored.set_state(session, item.id, expected=item.state, state=OutboxState.SENDING, now=NOW)
    at_work.wait(days=1)
    with running(at_work) as engine:
        engine.hear(health="online")
        assert at_work.now(item).state is OutboxState.UNKNOWN
    assert at_work.server.smtp.log.commands == ()


def test_lines_that_make_no_sense_are_passed_over(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        engine.tell("\0\ufffd", "[" * 100_000)
        engine.tell(
            "", "hello", "[]", "5", '{"do": 5}', '{"do": "secret"}', "[" * 100_000, "\0\ufffd"
        )
        engine.tell("x" * 1_500_000)
        item = at_work.reply()
        at_work.wait(seconds=10)
        engine.do("nudge")
        engine.hear(**{"is": "sent", "id": item.id})


def test_wrong_password_is_told_and_never_hammered_and_another_one_goes_on(
    at_work: Office,
) -> None:
    item = at_work.reply()
    at_work.wait(seconds=10)
    with running(at_work, with_password(at_work, "wrong")) as engine:
        engine.hear(health="sign-in")
        engine.hear(**{"is": "secret-needed"})
        for _nudge in range(6):
            engine.do("nudge")
        engine.do("secret", secret="wrong")
        engine.do("secret", secret=PASSWORD)
        engine.hear(**{"is": "sent", "id": item.id})
        engine.hear(health="online")
    refused = logins(at_work) - 1 + at_work.signs_in() - 1
    assert 1 <= refused <= 3
    assert "offline" not in engine.statuses()


def test_password_refused_for_sending_stays_the_news_while_reading_goes_on(
    at_work: Office,
) -> None:
    at_work.server.smtp_faults.add(Answer("AUTH", 535, "5.7.8 wrong", times=None))
    item = at_work.reply()
    at_work.wait(seconds=10)
    with running(at_work) as engine:
        assert "5.7.8 wrong" in engine.hear(health="sign-in")["message"]
        engine.hear(**{"is": "secret-needed"})
        at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), NOW)
        engine.hear(**{"is": "changed"})
        assert engine.hear(**{"is": "status"})["health"] == "sign-in"
        assert at_work.now(item).state is OutboxState.QUEUED
        assert at_work.signs_in() == 1
        at_work.server.smtp_faults.clear()
        engine.do("nudge")
        engine.hear(**{"is": "sent", "id": item.id})
        engine.hear(health="online")


def test_missing_password_is_asked_for_once_and_taken_from_the_console(at_work: Office) -> None:
    config = with_password(at_work, "")
    with running(at_work, config) as engine:
        engine.hear(**{"is": "secret-needed"})
        assert logins(at_work) == 0
        engine.do("secret", secret=PASSWORD)
        engine.hear(health="online")
    assert sum(message["is"] == "secret-needed" for message in engine.all) == 1


def test_network_that_goes_and_comes_back_is_told(at_work: Office) -> None:
    with running(at_work) as engine:
        engine.hear(health="online")
        at_work.server.stop()
        engine.hear(health="offline")
        at_work.server.start()
        engine.do("nudge")
        engine.hear(health="online")


def test_deferred_mail_of_a_dead_network_is_told_and_leaves_later(at_work: Office) -> None:
    at_work.server.stop()
    item = at_work.reply()
    at_work.wait(seconds=10)
    with running(at_work) as engine:
        engine.hear(**{"is": "sent", "state": "deferred"})
        at_work.server.start()
        at_work.wait(minutes=1)
        engine.do("nudge")
        engine.hear(**{"is": "sent", "id": item.id, "state": "sent"})


def test_calendar_that_cannot_work_is_said_before_anything_is_read(at_work: Office) -> None:
    calendar = at_work.desk.config.calendar.model_copy(update={"subdivision": "BX"})
    config = at_work.desk.config.model_copy(update={"calendar": calendar})
    with running(at_work, config) as engine:
        assert "BX" in engine.hear(health="stopped")["message"]
        assert engine.ended()
        assert isinstance(engine.failure, ConfigError)
    assert at_work.server.commands == ()


@pytest.mark.promise("crash in the program", "P24")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_defect_in_a_thread_ends_the_whole_engine(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> PassReport:
        raise ZeroDivisionError

    monkeypatch.setattr(Mailbox, "read_all", broken)
    with running(at_work) as engine:
        assert engine.ended()
        assert isinstance(engine.failure, EngineDiedError)
        assert "reader: ZeroDivisionError" in str(engine.failure)


class Woken(threading.Event):
    """A wake-up call that lets no time pass and writes down how long it would have waited."""

    def __init__(self, script: Callable[[int], bool]) -> None:
        super().__init__()
        self.waits: list[float | None] = []
        self._script = script

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        return self._script(len(self.waits))


class Refusing(Mailbox):
    """A mailbox that cannot be reached."""

    error: MailError = MailError("Mail server", "no route")

    def open(self) -> NoReturn:
        raise self.error


def reader_on(
    at_work: Office, mailbox: Mailbox, said: list[Message], passwords: Passwords | None = None
) -> MailboxReader:
    return MailboxReader(
        mailbox,
        passwords or Passwords(lambda: RIGHT),
        at_work.clock,
        Voice(said.append, at_work.clock),
        Backoff(lambda: 0.0),
    )


@pytest.mark.promise("engine ended while a server is silent", "P8")
def test_server_out_of_reach_is_called_ever_more_rarely_until_somebody_wakes_us(
    at_work: Office,
) -> None:
    said: list[Message] = []
    desk = at_work.desk
    mailbox = Refusing(desk.store, desk.intake, desk.config, at_work.clock)
    reader = reader_on(at_work, mailbox, said)

    def script(number: int) -> bool:
        if number == 14:
            reader.stop.set()
        return number == 12

    wake = Woken(script)
    reader.wake = wake
    reader.run()
    assert wake.waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 1, 2]
    assert {m["health"] for m in said} == {"starting", "offline"}


def test_reading_ends_between_two_batches(at_work: Office) -> None:
    said: list[Message] = []
    mailbox = at_work.mailbox()
    reader = reader_on(at_work, mailbox, said)
    for number in range(2, 5):
        at_work.server.mailbox.deliver("INBOX", customer_mail(number, "Neu"), NOW)
    real = Mailbox.read_all

    def stopping(self: Mailbox, *arguments: Any, **more: Any) -> PassReport:  # noqa: ANN401 - those of read_all
        reader.stop.set()
        return real(self, *arguments, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Mailbox, "read_all", stopping)
        reader.run()
    assert [m["health"] for m in said] == ["starting"]


def test_progress_is_told_ten_times_a_second_at_most_and_to_the_end() -> None:
    said: list[Message] = []
    clock = FixedClock(NOW)
    voice = Voice(said.append, clock)
    for number in range(1, 1001):
        clock.move(timedelta(milliseconds=5))
        voice.progress(Stage.TEXTS, number, 1000)
    assert 45 <= len(said) <= 52
    assert (said[-1]["stage"], said[-1]["fetched"], said[-1]["total"]) == ("texts", 1000, 1000)
    assert {m["per_second"] for m in said[10:]} == {200.0}
    assert said[30]["seconds_left"] == -(-(1000 - said[30]["fetched"]) // 200)
    assert said[-1]["seconds_left"] == 0


def test_release_of_sending_tells_again_how_the_reading_is() -> None:
    said: list[Message] = []
    voice = Voice(said.append, FixedClock(NOW))
    voice.hold(Health.SIGN_IN, "refused")
    voice.status(Health.OFFLINE, "no network", until=NOW)
    offline = said[-1]
    voice.hold(Health.SIGN_IN, "refused again")
    voice.release()
    assert said[-1] == offline
    assert (offline["health"], offline["message"]) == ("offline", "no network")
    voice.hold(Health.SIGN_IN, "refused")
    voice.status(Health.ONLINE, "folder Archive: no")
    assert (said[-1]["health"], said[-1]["message"]) == ("sign-in", "refused")
    voice.release()
    assert (said[-1]["health"], said[-1]["message"]) == ("online", "folder Archive: no")


def test_hold_of_sending_is_told_once_and_ends_with_its_reason() -> None:
    said: list[Message] = []
    voice = Voice(said.append, FixedClock(NOW))
    voice.hold(Health.SIGN_IN, "refused")
    voice.hold(Health.SIGN_IN, "refused")
    voice.status(Health.ONLINE)
    voice.status(Health.OFFLINE, "gone")
    voice.release()
    voice.release()
    assert [(m["health"], m["message"]) for m in said] == [
        ("sign-in", "refused"),
        ("sign-in", "refused"),
        ("offline", "gone"),
        ("offline", "gone"),
    ]


def test_voice_goes_on_when_nobody_listens_any_more() -> None:
    stream = StringIO()
    stream.close()
    speak_json(stream)({"is": "changed", "refs": []})
    speak_words(stream)({"is": "changed", "refs": ["A"]})


def test_voice_for_people_says_what_matters() -> None:
    stream = StringIO()
    say = speak_words(stream)
    say({"is": "changed", "refs": ["7F3K9QWC", "AADXK57Z"]})
    say({"is": "sent", "id": 3, "ticket": "7F3K9QWC", "state": "unknown"})
    say({"is": "status", "health": "online", "message": "", "fetched": 1, "total": 2})
    say({"is": "status", "health": "offline", "message": "no route", "fetched": 0, "total": 0})
    say({"is": "secret-needed", "message": "no password"})
    assert stream.getvalue().splitlines() == [
        "changed: #7F3K9QWC, #AADXK57Z",
        "mail 3 for #7F3K9QWC: unknown whether it left",
        "no route",
    ]
