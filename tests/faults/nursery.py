"""A process with everything loaded that forks a child for each trial; strace may harm the children.

``python -m tests.faults.nursery`` takes one job (JSON) a line from standard input and answers with
one line of JSON. A child queues replies and sends them with the real services, and tells of each
what it may tell, as soon as it may, as the program does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import resource
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.config import load_config
from agent_console.desk.views import QueueView
from agent_console.errors import ConsoleError
from agent_console.locations import locations_below
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk, open_desk
from agent_console.services.notices_queue import NoticeQueue
from agent_console.store.migrations import load_steps, migrate
from tests.filled import NOW
from tests.services.office import RIGHT

LAST = 300
"""strace acts on the LAST call of its kind in a process; earlier ones are used up for nothing."""

UNDO = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Job:
    """One trial in ``home``.

    ``call`` is a system call, the ``number``-th of which strace harms; "" for none.
    ``largest`` are the most bytes that the child may write into a file. ``notice`` is the name of
    a notice that it sends instead of replies; ``upgrade`` is a step of the schema that it takes.
    """

    home: str
    call: str = ""
    number: int = 0
    largest: int = 0
    notice: str = ""
    upgrade: str = ""


def main() -> None:
    """Do one job after the other, with all loaded that the children would load themselves."""
    import_module("babel.dates")
    gc.freeze()
    for line in sys.stdin:
        code, lines = _trial(Job(**json.loads(line)))
        print(json.dumps({"code": code, "lines": lines}), flush=True)


def _trial(job: Job) -> tuple[int, list[str]]:
    """Let a child do the job; return its exit code (or minus the signal) and what it told."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(mouth, 1)
        os.close(ear)
        os._exit(_child(job))
    os.close(mouth)
    with os.fdopen(ear, encoding="utf-8") as told:
        lines = told.read().splitlines()
    _child_again, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), lines


def _child(job: Job) -> int:
    if job.call:
        _use_up(job.call, LAST - job.number)
    if job.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.largest, job.largest))
    if job.upgrade:
        migrate(locations_below(Path(job.home)).store_file, [*load_steps(), job.upgrade])
        _tell("end")
    elif job.notice:
        _send_notice(Path(job.home), job.notice)
    else:
        _work(Path(job.home))
    return 0


def _work(home: Path) -> None:
    """Queue two replies and send them, then queue a third; go on after each error in words."""
    clock = FixedClock(NOW)
    locations = locations_below(home)
    with _words_told():
        desk = open_desk(load_config(locations.config_file), locations, clock)
        refs = [row.ref for row in desk.queue.page(QueueView.ALL, 0, 3).rows]
        for ref in refs[:2]:
            _queue(desk, ref)
        clock.move(UNDO)
        _send(desk, clock)
        _queue(desk, refs[2])
        with _words_told():
            desk.close()
    _tell("end")


def _send_notice(home: Path, name: str) -> None:
    """Begin a notice and send the first two of its mails."""
    clock = FixedClock(NOW)
    locations = locations_below(home)
    desk = open_desk(load_config(locations.config_file), locations, clock)
    desk.notices.send(name)
    _tell("begun")
    queue = NoticeQueue(desk.store, desk.intake, desk.config, clock)
    for _minute in range(2):
        queue.feed()
        _send(desk, clock)
        clock.move(timedelta(minutes=1))
    desk.close()
    _tell("end")


def _queue(desk: Desk, ref: str) -> None:
    with _words_told():
        draft = desk.replies.begin(ref, everyone=False)
        item = desk.replies.queue(draft, "Kommt morgen.\n")
        _tell(f"queued {item.message_id}")


def _send(desk: Desk, clock: FixedClock) -> None:
    delivery = Delivery(desk.store, desk.intake, desk.config.mailbox, clock, lambda _item: None)
    with _words_told():
        delivery.recover()
        asyncio.run(delivery.send_due(RIGHT))


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


@contextmanager
def _words_told() -> Iterator[None]:
    """Tell of an error that has words, and go on."""
    try:
        yield
    except ConsoleError as error:
        _tell("error " + json.dumps([error.title, error.message, error.hint]))


def _use_up(call: str, times: int) -> None:
    with open(os.devnull, "wb") as nothing, socket.socket(type=socket.SOCK_DGRAM) as nobody:
        useless: Mapping[str, Callable[[], object]] = {
            "pwrite64": lambda: os.pwrite(nothing.fileno(), b"", 0),
            "fdatasync": lambda: os.fdatasync(nothing.fileno()),
            "sendto": lambda: nobody.send(b""),
        }
        for _time in range(times):
            with suppress(OSError):
                useless[call]()


if __name__ == "__main__":
    main()
