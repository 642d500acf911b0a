"""An agent by script: a process that works a shared queue at the desk of one store.

``python -m tests.e2e.team_worker HOME --log FILE --pause SECONDS``: answers what is open until its
standard input ends. It may be killed at any point and started again. ``FILE`` names the mails that
the sending server took: whoever does not know whether a mail left looks there.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event, Thread

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.errors import ActionRefusedError
from agent_console.locations import locations_below
from agent_console.services.desk import Desk, open_desk

_TOP = 4
"""An agent takes one of the first few, so that several often take the same."""
_CARELESS = 0.3
_AGAIN_SECONDS = 3.0
_TAG = "geprueft"


class Worker:
    """Picks, answers and cleans up; ``told`` hears what is worth counting."""

    def __init__(self, desk: Desk, log: Path, pause: float) -> None:
        self._desk = desk
        self._log = log
        self._pause = pause
        self._dice = Random()  # noqa: S311 - no secret
        self._since: dict[int, float] = {}

    def work(self, stop: Event) -> None:
        """Work until told to stop."""
        while not stop.is_set():
            self.settle()
            ref = self._next()
            if ref is None:
                stop.wait(0.2)
                continue
            self._answer(ref)
            stop.wait(self._dice.uniform(0.5, 1.5) * self._pause)

    def settle(self) -> None:
        """Decide about mails that wait for a decision, as an agent does."""
        for item in self._desk.outbox.unfinished():
            try:
                self._decide(item)
            except ActionRefusedError:
                continue  # it left meanwhile

    def _decide(self, item: OutboxItem) -> None:
        waited = time.monotonic() - self._since.setdefault(item.id, time.monotonic())
        outbox = self._desk.outbox
        match item.state:
            case OutboxState.HELD:
                _tell("held", item.ticket, item.detail)
                if outbox.cancel(item.id):
                    self._desk.replies.discard(item.ticket)
            case OutboxState.UNKNOWN if waited > _AGAIN_SECONDS:
                left = item.message_id in self._log.read_text(encoding="utf-8")
                _tell("left" if left else "stayed", item.ticket, item.detail)
                (outbox.mark_sent if left else outbox.send_again)(item.id)
                del self._since[item.id]
            case OutboxState.DEFERRED if waited > _AGAIN_SECONDS:
                _tell("again", item.ticket, item.detail)
                outbox.send_again(item.id)
                del self._since[item.id]

    def _next(self) -> str | None:
        under_way = {item.ticket for item in self._desk.outbox.unfinished()}
        rows = self._desk.queue.page(QueueView.OPEN, 0, _TOP + len(under_way)).rows
        free = [row for row in rows if row.ref not in under_way]
        if self._dice.random() > _CARELESS:
            free = [row for row in free if not row.writer]
        return self._dice.choice(free[:_TOP]).ref if free else None

    def _answer(self, ref: str) -> None:
        replies = self._desk.replies
        careless = self._dice.random() < _CARELESS
        try:
            draft = replies.begin(ref, everyone=False)
            if draft.warnings and not careless:
                _tell("faster", ref, draft.warnings[0])
                replies.discard(ref)
                return
            text = f"Guten Tag,\nhier ist {self._desk.agent}.\n"
            time.sleep(self._dice.uniform(0.0, 0.3) * self._pause)
            replies.keep(draft, text)
            if self._dice.random() < 0.2:
                self._desk.tickets.note(ref, "Angesehen")
            if replies.problems(draft, text) and not careless:
                _tell("faster", ref, "")
                replies.discard(ref)
                return
            replies.queue(draft, text)
        except ActionRefusedError as error:
            _tell("refused", ref, error.message)
            return
        _tell("answered", ref, "")


def _tell(what: str, ref: str, words: str) -> None:
    print(what, ref, words, flush=True)


def _until_input_ends(stop: Event) -> None:
    sys.stdin.read()
    stop.set()


def main() -> int:
    """Work until the standard input ends."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--log", type=Path, required=True)
    options.add_argument("--pause", type=float, required=True)
    chosen = options.parse_args()
    locations = locations_below(chosen.home)
    stop = Event()
    Thread(target=_until_input_ends, args=(stop,), daemon=True).start()
    config = load_config(locations.config_file)
    with closing(open_desk(config, locations, SystemClock())) as desk:
        Worker(desk, chosen.log, chosen.pause).work(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
