from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest

from agent_console.desk.views import OutboxState
from agent_console.errors import ExitCode
from agent_console.screens import leaving
from agent_console.screens.leaving import in_time
from agent_console.screens.terminal import LeavingExecutor
from agent_console.services.engine import SendFinished
from tests.screens.fake_content import make_item
from tests.screens.support import Stage, screen_text


async def test_q_leaves_at_once_when_nothing_waits(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert not stage.app.is_running
    assert stage.app.exit_code is ExitCode.OK
    stage.app.leaving.let_go()
    assert stage.desk.closed


async def test_q_asks_while_a_reply_waits_and_esc_stays(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q")
        await stage.settle(pilot)
        assert "1 reply still waits to leave." in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.app.is_running
        assert "still waits" not in screen_text(stage.app)
        await pilot.press("q", "k")
        await pilot.pause()
        assert not stage.app.is_running
    assert stage.desk.outbox.hurried == []


async def test_send_now_leaves_when_the_server_took_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q", "s")
        await stage.settle(pilot)
        assert stage.desk.outbox.hurried == [1]
        assert stage.desk.engine.said == ["nudge"]
        assert stage.app.is_running
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.SENT)))
        await pilot.pause()
        assert not stage.app.is_running


async def test_question_ends_the_console_when_the_reply_has_left_meanwhile(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q")
        await stage.settle(pilot)
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.SENT)))
        await pilot.pause()
        assert not stage.app.is_running


@pytest.mark.promise("console left while the rest hangs", "P8")
async def test_second_q_while_sending_leaves_without_waiting(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q", "s")
        await stage.settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert not stage.app.is_running


async def test_reply_that_does_not_go_out_keeps_the_console_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("q", "s")
        await stage.settle(pilot)
        stage.desk.engine.say(SendFinished(make_item(1, OutboxState.REFUSED)))
        await stage.settle(pilot)
        assert stage.app.is_running
        assert "refused by the server · x opens the outbox" in screen_text(stage.app)
        assert not stage.app.leaving.waiting


async def test_quitting_asks_although_another_question_is_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.app.session.did(make_item(1, OutboxState.QUEUED))
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("z")
        await stage.settle(pilot)
        await pilot.press("ctrl+q")
        await stage.settle(pilot)
        assert stage.app.is_running
        assert "1 reply still waits to leave." in screen_text(stage.app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not stage.app.is_running


def test_last_work_leaves_most_of_a_second_to_the_rest_of_leaving() -> None:
    assert leaving._SAVE_SECONDS + leaving._CLOSE_SECONDS <= 0.6


@pytest.mark.promise("console left while the rest hangs", "P8")
def test_leaving_does_not_wait_for_blocked_threads() -> None:
    gate = threading.Event()

    async def main() -> str:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(LeavingExecutor())
        blocked = loop.run_in_executor(None, gate.wait, 30)
        done = await loop.run_in_executor(None, str.upper, "done")
        blocked.cancel()
        return done

    started = time.monotonic()
    assert asyncio.run(main()) == "DONE"
    assert time.monotonic() - started < 20
    gate.set()


def test_executor_hands_errors_on() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        LeavingExecutor().submit(fail).result(5)


def test_executor_runs_no_more_than_its_limit_at_once() -> None:
    executor, gate, running = LeavingExecutor(limit=2), threading.Event(), []

    def work() -> None:
        running.append(1)
        gate.wait(60)

    futures = [executor.submit(work) for _number in range(5)]
    while len(running) < 2:
        time.sleep(0.001)
    assert len(running) == 2
    gate.set()
    for future in futures:
        future.result(5)
    assert len(running) == 5


@pytest.mark.promise("console left while the rest hangs", "P8")
def test_last_work_that_hangs_is_left_behind() -> None:
    gate = threading.Event()
    started = time.monotonic()
    assert not in_time(lambda: gate.wait(30), 0.05)
    assert time.monotonic() - started < 20
    gate.set()
    assert in_time(lambda: None, 5)
