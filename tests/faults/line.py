"""A session over a line that breaks, the session after it, and what is kept then."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import MailServers
from agent_console.mail.bodies import Suspects
from agent_console.mail.fetch import FetchedMail
from agent_console.mail.wire import ConnectionLostError
from tests.faults.kit import FOLDERS, Kept, Sinks, session
from tests.faults.proxy import FaultProxy, Harm

AGAIN_EVERY = 50

State = dict[str, Kept]


class ProxiedServers(FaultProxy):
    """Demo servers behind a proxy, both in one thread."""

    def __init__(self, mailbox: DemoMailbox) -> None:
        self.servers = MailServers(mailbox)
        self.servers.bind()
        super().__init__(self.servers.imap_port)

    async def serve(self, ready: threading.Event) -> None:
        """Run both until ``with`` ends."""
        await self.servers.listen()
        await self.listen()
        try:
            await super().serve(ready)
        finally:
            await self.unlisten()
            await self.servers.close()

    async def listen(self) -> None:
        """Begin what stands between the proxy and the servers: nothing."""

    async def unlisten(self) -> None:
        """End it."""


@dataclass
class Line:
    """Servers behind a proxy, what a session begins with, and what an undisturbed one ends with.

    ``down`` and ``up`` are the bytes of an undisturbed session, ``cuts`` the ones broken so far.
    """

    proxy: ProxiedServers
    before: State
    after: State
    down: int
    up: int
    cuts: int = 0
    ends: dict[object, State] = field(default_factory=dict)

    @property
    def straight(self) -> int:
        """The port that leads past the proxy."""
        return self.proxy.servers.imap_port

    def cut(self, harm: Harm) -> str:
        """Break one session and finish it with another; return what is wrong then, or nothing."""
        sinks, suspects = Sinks(self.before), Suspects()
        self.break_off(harm, lambda: session(self.proxy.port, sinks.by_folder, suspects))
        if wrong := self.wrong_halfway(sinks):
            return f"{harm}: {wrong}"
        end = self.carried_on(sinks, suspects)
        return "" if end == self.after else f"{harm}: ends with {end}"

    def break_off(self, harm: Harm, run: Callable[[], object]) -> None:
        """Run a session that breaks, and nothing but breaks."""
        self.proxy.harm = harm
        with pytest.raises(ConnectionLostError):
            run()
        assert self.proxy.connections[-1].cut
        self.cuts += 1

    def wrong_halfway(self, sinks: Sinks) -> str:
        """Say what is wrong after the cut: a cursor ahead of the mails, or a mail that is not so.

        A mail may still be as it was before the session.
        """
        for name in FOLDERS:
            sink = sinks.by_folder[name]
            right, start = by_uid(self.after[name]), by_uid(self.before.get(name, Kept()))
            if lost := [
                uid for uid in right if uid <= sink.position.last_uid and uid not in sink.mails
            ]:
                return f"{name} {lost} are behind the cursor but not here"
            for uid, mail in sink.mails.items():
                if mail not in (right.get(uid), start.get(uid)):
                    return f"{name} holds {mail}"
        return ""

    def carried_on(self, sinks: Sinks, suspects: Suspects) -> State:
        """Sync again on a good line and return the end.

        The servers do not change, so the end depends on what is kept alone: each different state
        is carried on once, and now and then again.
        """
        state = (tuple(sinks.kept().items()), doubted(suspects))
        if state not in self.ends or self.cuts % AGAIN_EVERY == 0:
            session(self.straight, sinks.by_folder, suspects)
            self.ends[state] = sinks.kept()
        return self.ends[state]


def by_uid(kept: Kept) -> dict[int, FetchedMail]:
    """Return the mails by their UID."""
    return {mail.uid: mail for mail in kept.mails}


def doubted(suspects: Suspects) -> tuple[int, ...]:
    """Return all that ``suspects`` remember of the mails."""
    return tuple(suspects.batch_limit(name, uid) for name in FOLDERS for uid in range(1, 15))


@contextmanager
def line_to(box: DemoMailbox, *, first_day: Callable[[], object] | None = None) -> Iterator[Line]:
    """Serve ``box`` and measure a session; one before it, and then ``first_day``, when given."""
    with ProxiedServers(box) as proxy:
        before: State = {}
        if first_day is not None:
            sinks = Sinks()
            session(proxy.target, sinks.by_folder)
            before = sinks.kept()
            first_day()
        sinks = Sinks(before)
        session(proxy.port, sinks.by_folder)
        whole = proxy.connections[-1]
        yield Line(proxy, before, sinks.kept(), whole.down, whole.up)
        assert not proxy.servers.changing_commands
        assert not proxy.servers.crashes
