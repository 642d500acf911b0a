"""A session into the real store, cut all over, both ways, and made good by the next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agent_console.mail.bodies import Suspects
from tests.faults.kit import FOLDERS, mailbox, session
from tests.faults.line import Line, doubted, line_to
from tests.faults.proxy import Harm
from tests.faults.tally import EVERY_POINT, Points
from tests.services.intake_kit import Bench, bench

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("session into the store cut", "P4", "P5", "P7"),
]

EVERY = 5 if EVERY_POINT else 25
PARTS = 4

Rows = dict[str, list[str]]


@dataclass
class Shelf:
    """Stores for sessions to write into, each a copy of an empty one.

    ``after`` is what an undisturbed session leaves, every row of every table.
    """

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
            state = (repr(store.dump()), doubted(suspects))
            if state not in self.ends:
                session(line.straight, sinks, suspects)
                self.ends[state] = store.dump()
        return "" if self.ends[state] == self.after else f"{harm}: ends with {self.ends[state]}"


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    with line_to(mailbox(handful=True)) as line:
        yield line


@pytest.fixture(scope="module")
def shelf(line: Line, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Stores, with what an undisturbed session leaves in one."""
    shelf = Shelf(tmp_path_factory.mktemp("stores"))
    with bench(shelf.folder / "empty") as store:
        for name in FOLDERS:
            store.intake.use_folder(name, outgoing=name == "Sent")
    with shelf.fresh() as store:
        session(line.straight, dict.fromkeys(FOLDERS, store.intake))
        shelf.after = store.dump()
    return shelf


def test_undisturbed_session_stores_every_mail(line: Line, shelf: Shelf) -> None:
    assert len(shelf.after["placement"]) == len(shelf.after["source"]) == 4


@pytest.mark.parametrize("number", range(PARTS))
def test_session_into_the_store_cut_anywhere_is_made_good(
    line: Line, shelf: Shelf, points: Points, number: int
) -> None:
    harms = [Harm(cut_down=at) for at in range(0, line.down, EVERY)]
    harms += [Harm(cut_up=at) for at in range(0, line.up, EVERY)]
    assert not points.take([shelf.cut(line, harm) for harm in harms[number::PARTS]])
