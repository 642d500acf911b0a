"""A first reading in stages into the store, cut, killed, or stopped by a full disk, anywhere.

The end is the undisturbed one: tickets, mails, texts, places, repetitions and what is found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from sqlmodel import Session

from agent_console.errors import StoreError
from agent_console.mail.bodies import Suspects
from agent_console.store.engine import Store
from tests.faults.journey import Leg, StoreJourney, cut_points
from tests.faults.letters import WORDS
from tests.faults.proxy import Harm
from tests.faults.staged_kit import COUNTS
from tests.faults.tally import EVERY_POINT, Points
from tests.services.intake_kit import Bench

pytestmark = [pytest.mark.server, pytest.mark.faults]

EVERY = 37
ONE_IN = 2 if EVERY_POINT else 13
PARTS = 3
CUTS_AT_LEAST = 120
KILLS_AT_LEAST = 60
DISK_FULL_AT_LEAST = 10

Meddle = Callable[[Store, int], None]


class PowerCutError(Exception):
    """The program was killed."""


@contextmanager
def writes(before: Meddle, after: Meddle) -> Iterator[None]:
    """Call ``before`` each transaction and ``after`` it, before its commit, with its number."""
    write, count = Store.write, [0]

    @contextmanager
    def meddled(store: Store, *, durable: bool) -> Iterator[Session]:
        count[0] += 1
        with write(store, durable=durable) as session:
            before(store, count[0])
            yield session
            after(store, count[0])

    with mock.patch.object(Store, "write", meddled):
        yield


def nothing(_store: Store, _number: int) -> None:
    """Do nothing."""


def pragma(store: Store, words: str) -> int:
    """Run a PRAGMA on the connection that writes."""
    handle: sqlite3.Connection = store._writer_handle
    found = handle.execute(f"PRAGMA {words}").fetchone()
    return int(found[0]) if found else 0


def test_undisturbed_reading_stores_every_mail(in_store: StoreJourney) -> None:
    assert len(in_store.after["placement"]) == sum(COUNTS.values())
    assert all(in_store.after[f"found {word}"] for word in WORDS)
    assert len(in_store.after["duplicate"]) == 1, "copies of a head are the same mail"


@pytest.mark.promise("first reading cut, into the store", "P4", "P5", "P7")
@pytest.mark.parametrize("part", range(PARTS))
def test_reading_cut_anywhere_is_made_good(
    in_store: StoreJourney, points: Points, part: int
) -> None:
    cuts = [
        (leg, at)
        for leg in in_store.legs
        for at in cut_points(leg.said, leg.signed_in, EVERY)[::ONE_IN]
    ]
    assert len(cuts) > CUTS_AT_LEAST
    some = cuts[part::PARTS]
    assert not points.take([in_store.cut(leg, Harm(cut_down=at)) for leg, at in some])


@pytest.mark.promise("first reading killed at a transaction", "P4", "P5")
def test_reading_killed_at_any_transaction_is_made_good(
    in_store: StoreJourney, points: Points
) -> None:
    found = []
    for leg in in_store.legs:
        for number in range(1, len(leg.states)):
            found += [killed(in_store, leg, number, early) for early in (True, False)]
    assert len(found) > KILLS_AT_LEAST
    assert not points.take(found)


def killed(journey: StoreJourney, leg: Leg[Bench], number: int, early: bool) -> str:
    """Kill the program before a commit, or right after it; return what is wrong then."""

    def kill(_store: Store, at: int) -> None:
        if at == (number if early else number + 1):
            raise PowerCutError

    suspects = Suspects()
    with journey.copy(leg.start) as desk:
        with writes(nothing if early else kill, kill if early else nothing):
            try:
                journey.pass_over(desk, leg.folder, journey.straight, suspects)
            except PowerCutError:
                pass
            else:
                assert not early
                assert number == len(leg.states) - 1
        kept = journey.keep(desk)
    with journey.copy(kept) as again:
        if journey.state(again) != leg.states[number - early]:
            return f"{leg.folder} {number}: more or less is stored than was committed"
        return journey.judged(again, leg, Suspects())


def full(store: Store) -> None:
    """Let the disk be full."""
    pragma(store, f"max_page_count={pragma(store, 'page_count')}")


def free(store: Store) -> None:
    """Give it room again."""
    pragma(store, "max_page_count=1073741823")


def read_only(store: Store) -> None:
    """Refuse all writing."""
    pragma(store, "query_only=ON")


def writable(store: Store) -> None:
    """Allow it again."""
    pragma(store, "query_only=OFF")


DISKS = {
    "full": (full, free, DISK_FULL_AT_LEAST),
    "read-only": (read_only, writable, KILLS_AT_LEAST // 2),
}


@pytest.mark.promise("disk full or read-only at a transaction", "P4", "P5")
@pytest.mark.parametrize("kind", DISKS)
def test_disk_that_refuses_at_any_transaction_loses_nothing(
    in_store: StoreJourney, points: Points, kind: str
) -> None:
    _spoil, _mend, at_least = DISKS[kind]
    found = []
    for leg in in_store.legs:
        for number in range(1, len(leg.states)):
            wrong = refused(in_store, leg, number, kind)
            found += [] if wrong is None else [wrong]
    assert len(found) > at_least
    assert not points.take(found)


def refused(journey: StoreJourney, leg: Leg[Bench], number: int, kind: str) -> str | None:
    """Spoil the disk at one transaction, then mend it; None when it did not matter there."""
    spoil, mend, _at_least = DISKS[kind]

    def strike(store: Store, at: int) -> None:
        if at == number:
            spoil(store)

    with journey.copy(leg.start) as desk:
        with writes(strike, nothing):
            try:
                journey.pass_over(desk, leg.folder, journey.straight, Suspects())
            except StoreError as error:
                said = error.message
            else:
                said = ""
        mend(desk.store)
        if not said:
            return None
        return journey.judged(desk, leg, Suspects())
