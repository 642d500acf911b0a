"""Whatever is joined, parted, said and taken back in whatever order: the records follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from agent_console.desk.customer_facts import (
    CustomerChanged,
    CustomersImported,
    CustomersJoined,
    CustomersParted,
)
from agent_console.desk.customer_pack import ImportRow, is_pack, packed, packs, unpacked
from agent_console.desk.customers import CustomerField, head_of
from agent_console.desk.events import Event, Fact, Undone, event_to_json
from agent_console.desk.records import RecordKind, record_ref
from agent_console.services.customer_records import person, settle
from agent_console.store.customer_joins import parent
from agent_console.store.schema import step_files
from agent_console.store.times import to_text

EMAILS = tuple(f"{name}@example.org" for name in ("ada", "bea", "cid", "dan"))
PACK = "import x.1"
Rows = list[tuple[object, ...]]
addresses = st.sampled_from(EMAILS)
said = st.builds(
    CustomerChanged,
    st.sampled_from([*(field.value for field in CustomerField), "shoe-size"]),
    st.sampled_from(["", "yes", "no", "x", "y"]),
    st.sampled_from(["", "yes"]),
)
joined = st.builds(CustomersJoined, addresses)
facts = st.one_of(said, joined, st.just(CustomersParted()))
undone = st.integers(0, 20)
steps = st.lists(st.tuples(addresses, st.one_of(facts, undone)), max_size=14)


@cache
def _empty() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(step_files()[0].read_text(encoding="utf-8"))
        return connection.serialize()


@contextmanager
def store() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_empty())
        yield connection


def events_of(told: Sequence[tuple[str, Fact | int]]) -> list[Event]:
    """Make events of steps; a number takes back that one of the same record."""
    made: list[Event] = []
    for number, (email, fact) in enumerate(told):
        if isinstance(fact, int):
            mine = [one for one in made if one.ticket.endswith(email)]
            if not mine:
                continue
            fact = Undone(mine[fact % len(mine)].id)
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
        record = record_ref(RecordKind.CUSTOMER, email)
        made.append(Event(f"x.{number}", record, at, "Anna", fact))
    return made


def bring(connection: sqlite3.Connection, events: Sequence[Event], *, at_once: bool) -> None:
    for event in events:
        connection.execute(
            "INSERT INTO event (id, ticket, at, json_text) VALUES (?, ?, ?, ?)",
            (event.id, event.ticket, to_text(event.at), event_to_json(event)),
        )
        if not at_once:
            bring_up_to_date(connection, events, [event.ticket])
    if at_once:
        bring_up_to_date(connection, events, {event.ticket for event in events})


def bring_up_to_date(
    connection: sqlite3.Connection, events: Sequence[Event], refs: Sequence[str] | set[str]
) -> None:
    known = {one for (one,) in connection.execute("SELECT id FROM event")}
    records = {
        ref.partition(":")[2]: [one for one in events if one.ticket == ref and one.id in known]
        for ref in refs
    }
    settle(cast(Session, connection), records)


def dump(connection: sqlite3.Connection) -> Rows:
    ask = connection.execute
    rows = ask(
        "SELECT address, name, company, phone, tags, flags, addresses, words FROM customer_entry"
        " ORDER BY address"
    ).fetchall()
    return [
        *rows,
        *ask("SELECT * FROM customer_joined ORDER BY 1").fetchall(),
        *ask("SELECT * FROM customer_imported ORDER BY 1, 2, 3, 4").fetchall(),
        *((email, person(connection, email)) for email in EMAILS),
    ]


@settings(max_examples=30, deadline=None)
@given(steps, addresses, addresses)
def test_joined_and_parted_again_everything_is_as_before(
    told: list[tuple[str, Fact | int]], one: str, other: str
) -> None:
    with store() as connection:
        before = events_of(told)
        bring(connection, before, at_once=True)
        mine, into = person(connection, one).emails, person(connection, other).emails[0]
        assume(into not in mine and not parent(connection, mine[0]))
        was = dump(connection)
        joining, parting = events_of(
            [*told, (mine[0], CustomersJoined(into)), (mine[0], CustomersParted())]
        )[-2:]
        bring_one(connection, [*before, joining], joining)
        assert {*mine, into} <= set(person(connection, one).emails)
        bring_one(connection, [*before, joining, parting], parting)
        assert dump(connection) == was


def bring_one(connection: sqlite3.Connection, events: Sequence[Event], event: Event) -> None:
    connection.execute(
        "INSERT INTO event (id, ticket, at, json_text) VALUES (?, ?, ?, ?)",
        (event.id, event.ticket, to_text(event.at), event_to_json(event)),
    )
    bring_up_to_date(connection, events, [event.ticket])


@settings(max_examples=30, deadline=None)
@given(steps)
def test_records_are_the_same_one_by_one_at_once_and_in_another_order_of_arrival(
    told: list[tuple[str, Fact | int]],
) -> None:
    events = events_of(told)
    shuffled = sorted(events, key=lambda event: event.ticket)
    dumps = []
    for some, at_once in ((events, False), (events, True), (shuffled, False)):
        with store() as connection:
            bring(connection, some, at_once=at_once)
            dumps.append(dump(connection))
    assert dumps[0] == dumps[1] == dumps[2]


values = st.tuples(
    st.sampled_from(tuple(CustomerField)),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n\t\\="), min_size=1
    ),
)
rows = st.builds(ImportRow, addresses, st.lists(values, max_size=4).map(tuple))


@given(st.lists(rows, max_size=8))
def test_a_pack_is_read_as_it_was_written(given_rows: list[ImportRow]) -> None:
    read = [row for text, _count in packs(given_rows) for row in unpacked(text)]
    assert read == given_rows
    assert not any(is_pack(packed(row)) for row in given_rows)


def test_a_pack_fits_an_event_whatever_stands_in_it() -> None:
    odd = ImportRow(EMAILS[0], ((CustomerField.NOTE, '"\\\t\n' * 500),))
    long = list(packs([odd] * 300))
    assert sum(count for _text, count in long) == 300
    for text, _count in long:
        fact = CustomersImported(text, "customers.csv")
        event = Event("x.1", record_ref(RecordKind.CUSTOMER, PACK), datetime.now(UTC), "A", fact)
        assert len(event_to_json(event).encode()) < 49_152


@pytest.mark.parametrize(
    ("over", "name"), [("", "Said"), ("yes", "Brought")], ids=["asked nothing", "overwrite"]
)
def test_a_file_holds_against_what_was_said_only_when_that_was_asked_for(
    over: str, name: str
) -> None:
    row = ImportRow(EMAILS[0], ((CustomerField.NAME, "Brought"), (CustomerField.COMPANY, "Ltd")))
    brought = CustomersImported(packed(row), "f.csv", over)
    with store() as connection:
        events = events_of([(EMAILS[0], CustomerChanged("name", "Said")), (PACK, brought)])
        bring(connection, events, at_once=False)
        profile = person(connection, EMAILS[0]).profile
    assert profile.text(CustomerField.NAME) == name
    assert profile.text(CustomerField.COMPANY) == "Ltd"


def test_a_pack_taken_back_leaves_nothing() -> None:
    row = ImportRow(EMAILS[0], ((CustomerField.NAME, "Brought"),))
    with store() as connection:
        nothing = dump(connection)
        events = events_of([(PACK, CustomersImported(packed(row), "f.csv"))])
        bring(connection, events, at_once=False)
        assert dump(connection) != nothing
        gone = Event("x.9", events[0].ticket, events[0].at, "Anna", Undone(events[0].id))
        bring_one(connection, [*events, gone], gone)
        assert dump(connection) == nothing


def test_the_head_of_a_ring_is_the_same_from_everywhere() -> None:
    ring = {"c": "b", "b": "d", "d": "b", "a": "c"}
    assert {head_of(one, ring) for one in "abcd"} == {"b"}
