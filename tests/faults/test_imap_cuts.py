"""A session cut at every byte, both ways: the next one ends where an undisturbed one ends.

No mail lost, none doubled, none kept half and called whole. The server does not change meanwhile,
so what comes after a cut depends on what is kept alone: each different state is carried on once,
and at every 50th cut again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent_console.demo.server import DemoServer
from agent_console.mail import bodies
from agent_console.mail.sync import Suspects
from agent_console.mail.wire import ConnectionLostError
from tests.faults.kit import FOLDERS, Kept, Sinks, a_day_later, mailbox, session
from tests.faults.proxy import FaultProxy, Harm
from tests.services.intake_kit import Bench, bench

pytestmark = [pytest.mark.server, pytest.mark.faults]

CUTS_AT_LEAST = 500
DOWN_PARTS = 16
UP_PARTS = 4
AGAIN_EVERY = 50
STORE_EVERY = 25
RESET_EVERY = 40
LATER_EVERY = 17

State = dict[str, Kept]
Rows = dict[str, list[str]]


@dataclass
class Line:
    """A server behind a proxy, what a session begins with and what it ends with undisturbed."""

    server: DemoServer
    proxy: FaultProxy
    before: State
    after: State
    down: int
    up: int
    ends: dict[object, State] = field(default_factory=dict)
    cuts: int = 0

    def cut(self, harm: Harm) -> str:
        """Break one session and finish it with another; return what is wrong then, or nothing."""
        sinks, suspects = Sinks(self.before), Suspects()
        self.break_off(harm, lambda: session(self.proxy.port, sinks.by_folder, suspects))
        kept = sinks.kept()
        if wrong := self.wrong_halfway(kept):
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

    def wrong_halfway(self, kept: State) -> str:
        """Say what is wrong after the cut: a cursor ahead of the mails, or a mail that is not so.

        A mail may still be as it was before the session.
        """
        for name in FOLDERS:
            now, end, start = kept[name], self.after[name], self.before.get(name, Kept())
            known = {mail.uid: mail for mail in now.mails}
            for mail in end.mails:
                if mail.uid <= now.cursor.last_uid and mail.uid not in known:
                    return f"{name} {mail.uid} is behind the cursor but not here"
            right = {*end.mails, *start.mails}
            if strange := [mail for mail in now.mails if mail not in right]:
                return f"{name} holds {strange}"
        return ""

    def carried_on(self, sinks: Sinks, suspects: Suspects) -> State:
        """Sync again on a good line and return the end."""
        state = (tuple(sinks.kept().items()), _doubted(suspects))
        if state not in self.ends or self.cuts % AGAIN_EVERY == 0:
            session(self.server.imap_port, sinks.by_folder, suspects)
            self.ends[state] = sinks.kept()
        return self.ends[state]


def _doubted(suspects: Suspects) -> tuple[int, ...]:
    return tuple(suspects.batch_limit(name, uid) for name in FOLDERS for uid in range(1, 15))


def _measured(server: DemoServer, proxy: FaultProxy, before: State) -> Line:
    proxy.harm = Harm()
    sinks = Sinks(before)
    session(proxy.port, sinks.by_folder, Suspects())
    whole = proxy.connections[-1]
    return Line(server, proxy, before, sinks.kept(), whole.down, whole.up)


@pytest.fixture(scope="module")
def small_batches() -> Iterator[None]:
    """Let a folder take several batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bodies, "BATCH_MAILS", 5)
        yield


@pytest.fixture(scope="module")
def first(small_batches: None) -> Iterator[Line]:
    """The first session, with nothing kept before."""
    box = mailbox()
    with DemoServer(box) as server, FaultProxy(server.imap_port) as proxy:
        yield _measured(server, proxy, {})
        assert not server.changing_commands
        assert not server.crashes


@pytest.fixture(scope="module", params=["QRESYNC", "CONDSTORE", "no counting"])
def later(small_batches: None, request: pytest.FixtureRequest) -> Iterator[Line]:
    """The session a day later, on servers of three kinds."""
    lacking = {"QRESYNC": (), "CONDSTORE": ("QRESYNC",), "no counting": ("QRESYNC", "CONDSTORE")}
    box = mailbox(*lacking[request.param])
    with DemoServer(box) as server, FaultProxy(server.imap_port) as proxy:
        yesterday = Sinks()
        session(server.imap_port, yesterday.by_folder)
        a_day_later(box)
        yield _measured(server, proxy, yesterday.kept())
        assert not server.changing_commands
        assert not server.crashes


@dataclass
class Shelf:
    """Stores for sessions to write into, each a copy of an empty one."""

    folder: Path
    after: Rows = field(default_factory=dict)
    ends: dict[object, Rows] = field(default_factory=dict)
    copies: int = 0

    @contextmanager
    def fresh(self) -> Iterator[Bench]:
        """Open a copy of the empty store for a while."""
        self.copies += 1
        here = self.folder / str(self.copies)
        shutil.copytree(self.folder / "empty", here)
        with bench(here) as store:
            yield store
        shutil.rmtree(here)

    def cut(self, line: Line, harm: Harm) -> str:
        """Break a session into a store and finish it with another; return what is wrong then."""
        suspects = Suspects()
        with self.fresh() as store:
            sinks = dict.fromkeys(FOLDERS, store.intake)
            line.break_off(harm, lambda: session(line.proxy.port, sinks, suspects))
            state = (repr(store.dump()), _doubted(suspects))
            if state not in self.ends:
                session(line.server.imap_port, sinks, suspects)
                self.ends[state] = store.dump()
        return "" if self.ends[state] == self.after else f"{harm}: ends with {self.ends[state]}"


@pytest.fixture(scope="module")
def shelf(first: Line, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Stores, with what an undisturbed session leaves in one."""
    shelf = Shelf(tmp_path_factory.mktemp("stores"))
    with bench(shelf.folder / "empty") as store:
        for name in FOLDERS:
            store.intake.use_folder(name, outgoing=name == "Sent")
    with shelf.fresh() as store:
        session(first.server.imap_port, dict.fromkeys(FOLDERS, store.intake))
        shelf.after = store.dump()
        assert len(shelf.after["placement"]) == sum(
            len(kept.mails) for kept in first.after.values()
        )
    return shelf


def _part(whole: int, number: int, parts: int) -> range:
    return range(whole * number // parts, whole * (number + 1) // parts)


def test_undisturbed_session_keeps_every_mail_as_it_is(first: Line) -> None:
    box = first.server.mailbox
    for name in FOLDERS:
        kept = first.after[name]
        assert [mail.uid for mail in kept.mails] == [m.uid for m in box.folder(name).messages]
        for mail, message in zip(kept.mails, box.folder(name).messages, strict=True):
            assert message.raw.startswith(mail.raw)
            assert mail.complete == (mail.raw == message.raw)
            assert mail.flags == message.flags
    assert sum(not mail.complete for mail in first.after["INBOX"].mails) == 1


@pytest.mark.parametrize("number", range(DOWN_PARTS))
def test_session_cut_at_every_byte_of_the_answers_is_made_good(first: Line, number: int) -> None:
    cuts = _part(first.down, number, DOWN_PARTS)
    assert len(cuts) * DOWN_PARTS > CUTS_AT_LEAST
    before = first.cuts
    assert not [found for at in cuts if (found := first.cut(Harm(cut_down=at)))][:3]
    assert first.cuts - before == len(cuts)


@pytest.mark.parametrize("number", range(UP_PARTS))
def test_session_cut_at_every_byte_of_the_commands_is_made_good(first: Line, number: int) -> None:
    cuts = _part(first.up, number, UP_PARTS)
    before = first.cuts
    assert not [found for at in cuts if (found := first.cut(Harm(cut_up=at)))][:3]
    assert first.cuts - before == len(cuts)


@pytest.mark.parametrize("number", range(2))
def test_connection_reset_in_a_session_is_made_good(first: Line, number: int) -> None:
    harms = [Harm(cut_down=at, reset=True) for at in range(0, first.down, RESET_EVERY)]
    harms += [Harm(cut_up=at, reset=True) for at in range(0, first.up, RESET_EVERY)]
    assert not [found for harm in harms[number::2] if (found := first.cut(harm))][:3]


def test_session_a_day_later_cut_anywhere_is_made_good(later: Line) -> None:
    assert later.after != later.before
    harms = [Harm(cut_down=at) for at in range(0, later.down, LATER_EVERY)]
    harms += [Harm(cut_up=at) for at in range(0, later.up, LATER_EVERY)]
    assert not [found for harm in harms if (found := later.cut(harm))][:3]


@pytest.mark.parametrize("number", range(4))
def test_session_into_the_store_cut_anywhere_is_made_good(
    first: Line, shelf: Shelf, number: int
) -> None:
    harms = [Harm(cut_down=at) for at in range(0, first.down, STORE_EVERY)]
    harms += [Harm(cut_up=at) for at in range(0, first.up, STORE_EVERY)]
    assert not [found for harm in harms[number::4] if (found := shelf.cut(first, harm))][:3]
