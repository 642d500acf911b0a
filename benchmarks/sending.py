"""Sending an answer: from the key to the server's word, beside msmtp.

Ours is the engine of a running console: an answer is put on the disk so that nothing loses it, the
engine sends it, and what the server said is on the disk before it counts as sent. The peer is
msmtp, which people use below neomutt or aerc: a process for each mail, that keeps nothing. Both
give the same words to the same server on this machine.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.states import QueueView
from benchmarks.figures import Figure, Series, percentile
from benchmarks.measure import alternate, milliseconds
from benchmarks.place import program, scratch
from benchmarks.results import Report, parser
from benchmarks.servers import PASSWORD, server
from benchmarks.team_kit import Console, account, customers_write, wait_for
from benchmarks.terminal_peers import plain_environment

_USER = "sending"
_PAGE = 50
_BODY = "Guten Tag,\n\nsie kommt morgen. Danke für Ihre Geduld.\n\nAnna\n"
_MSMTP = """account default
host {host}
port {port}
tls off
auth plain
user {user}
password {password}
from support@company.example
"""
_MAIL = """From: Anna <support@company.example>
To: {to}
Subject: Re: Frage
Message-ID: <{number}@company.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

"""


@dataclass(frozen=True, slots=True)
class Sent:
    """One run of a program, in milliseconds: each mail alone; and so many at once, for a mail.

    ``kept`` is until an answer is on the disk, and the agent goes on; without, nothing is kept.
    """

    kept: tuple[float, ...]
    alone: tuple[float, ...]
    at_once: float


class Msmtp:
    """The peer: a process for each mail."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._settings = folder / "msmtprc"
        text = _MSMTP.format(host=host, port=port, user=_USER, password=PASSWORD)
        self._settings.write_text(text)
        self._settings.chmod(0o600)
        self._environment: Mapping[str, str] = plain_environment(folder)
        self._number = 0

    def send(self) -> None:
        """Send one mail and wait for the server's word."""
        self._number += 1
        to = f"k{self._number}@kunde.example"
        mail = _MAIL.format(to=to, number=self._number) + _BODY
        subprocess.run(
            [program("msmtp"), f"--file={self._settings}", to],
            input=mail.encode(),
            env=dict(self._environment),
            check=True,
        )


def main() -> int:
    """Run the benchmark."""
    options = parser(__doc__, runs=5)
    options.add_argument("--alone", type=int, default=20, help="mails one by one (%(default)s)")
    options.add_argument("--at-once", type=int, default=50, help="mails at once (%(default)s)")
    chosen = options.parse_args()
    report = Report("sending", chosen)
    count = chosen.runs * (chosen.alone + chosen.at_once)
    with (
        scratch(chosen.cache) as folder,
        DemoServer(DemoMailbox(PASSWORD)) as smtp,
        _console(folder, smtp.smtp_port, chosen.cache, count) as console,
    ):
        refs = iter(_refs(console, count))
        msmtp = Msmtp(folder, "127.0.0.1", smtp.smtp_port)
        ours, theirs = alternate(
            chosen.runs,
            lambda _run: _answer(console, refs, chosen.alone, chosen.at_once),
            lambda _run: _send(msmtp.send, chosen.alone, chosen.at_once),
        )
    return report.finish(_figures(ours, theirs, chosen.at_once))


@contextmanager
def _console(folder: Path, smtp: int, cache: Path, count: int) -> Iterator[Console]:
    """Let a console run on a mailbox with so many tickets, for a block."""
    with server(cache) as running:
        shutil.rmtree(running.boxes / _USER, ignore_errors=True)
        customers_write(running, _USER, 0, count)
        console = Console(folder / "home", "Anna", account(running, _USER), smtp=smtp, member=False)
        try:
            with console.engine(online=False):
                queue = console.desk.queue
                wait_for(lambda: queue.page(QueueView.OPEN, 0, 1).total == count)
                time.sleep(2)
                yield console
        finally:
            console.close()


def _refs(console: Console, count: int) -> list[str]:
    """Return so many open tickets, page by page."""
    found: list[str] = []
    while len(found) < count:
        page = console.desk.queue.page(QueueView.OPEN, len(found), _PAGE)
        if not page.rows:
            raise SystemExit(f"{len(found)} of {count} tickets are there, {page.total} are told")
        found += [row.ref for row in page.rows]
    return found[:count]


def _answer(console: Console, refs: Iterator[str], alone: int, at_once: int) -> Sent:
    """Answer tickets one by one, and then so many at once."""
    outbox = console.desk.outbox
    kept, singly = [], []
    for ref in islice(refs, alone):
        begun = time.perf_counter()
        kept.append(milliseconds(partial(_queue, console, ref)))
        wait_for(lambda: not outbox.unfinished(), pause=0.0005)
        singly.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.2)
    begun = time.perf_counter()
    for ref in islice(refs, at_once):
        _queue(console, ref)
    wait_for(lambda: not outbox.unfinished())
    took = (time.perf_counter() - begun) * 1000
    return Sent(tuple(kept), tuple(singly), took / at_once)


def _queue(console: Console, ref: str) -> None:
    replies = console.desk.replies
    replies.queue(replies.begin(ref, everyone=False), _BODY)


def _send(send: Callable[[], None], alone: int, at_once: int) -> Sent:
    singly = tuple(milliseconds(send) for _mail in range(alone))
    begun = time.perf_counter()
    for _mail in range(at_once):
        send()
    return Sent((), singly, (time.perf_counter() - begun) * 1000 / at_once)


def _figures(ours: list[Sent], theirs: list[Sent], at_once: int) -> list[Figure]:
    def series(name: str, runs: list[Sent], share: float) -> Series:
        return Series(name, "ms", tuple(percentile(one.alone, share) for one in runs))

    kept = tuple(percentile(one.kept, 0.95) for one in ours)
    return [
        Figure("answer taken, and safe on the disk, p95", Series("ours", "ms", kept), bar=100),
        *(
            Figure(
                f"one answer, until the server has it, {name}",
                series("ours", ours, share),
                series("msmtp", theirs, share),
            )
            for name, share in (("p50", 0.5), ("p95", 0.95))
        ),
        Figure(
            f"{at_once} answers at once, each",
            Series("ours", "ms", tuple(one.at_once for one in ours)),
            Series("msmtp", "ms", tuple(one.at_once for one in theirs)),
        ),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
