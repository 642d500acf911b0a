"""Daily sums of reports: at any time what a count over the rows says, whatever changed since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.metrics import Measure, Measured
from agent_console.desk.metrics_report import Which
from agent_console.store import reports as stored
from agent_console.store import reports_asked as asked
from agent_console.store.driver import insert_into
from agent_console.store.reports_asked import Days
from agent_console.store.reports_tally import tally_next

T0 = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIRST = T0.date().toordinal()
DAYS = Days(FIRST, FIRST + 9, T0 + timedelta(days=8))
SCHEMA = Path(stored.__file__).with_name("migrations") / "0001.sql"
WHICH = (
    Which(),
    Which(type="refund"),
    Which(level=2),
    Which(channel="phone"),
    Which(language="de"),
    Which(tag="vip"),
    Which(agent="ida"),
    Which(type="refund", language="de"),
    Which(tag="vip", agent="ida"),
)
SOME = ("type", "level", "channel", "language", "tags")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:")
    found.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield found
    found.close()


def put_ticket(connection: sqlite3.Connection, ref: str, traits: tuple[object, ...]) -> None:
    """Put a ticket in, or give it other traits."""
    columns = connection.execute("PRAGMA table_info(ticket)").fetchall()
    given = dict(zip(SOME, traits, strict=True)) | {"ref": ref}
    row = {
        name: given.get(name, 0 if "INT" in kind else "")
        for _number, name, kind, needed, default, _key in columns
        if name in given or (needed and default is None)
    }
    connection.execute("DELETE FROM ticket WHERE ref = ?", (ref,))
    connection.execute(insert_into("ticket", row), tuple(row.values()))


def rows_of(chance: Random) -> list[Measured]:
    return [
        Measured(
            chance.choice(list(Measure)),
            T0 + timedelta(hours=chance.randrange(10 * 24)),
            chance.randrange(4),
            chance.randrange(500),
            chance.choice(("", "solution")),
            chance.choice(("", "ida", "ben")),
        )
        for _row in range(chance.randrange(6))
    ]


def traits_of(chance: Random) -> tuple[object, ...]:
    return (
        chance.choice(("", "refund", "invoice")),
        chance.choice((1, 2, 3)),
        chance.choice(("email", "phone")),
        chance.choice(("de", "en")),
        chance.choice(("", "vip", "new,vip", "vip-2")),
    )


def fits(traits: tuple[object, ...], row: Measured, which: Which) -> bool:
    kind, level, channel, language, tags = traits
    return (
        which.type in ("", kind)
        and which.level in (None, level)
        and which.channel in ("", channel)
        and which.language in ("", language)
        and (not which.tag or which.tag in str(tags).split(","))
        and which.agent in ("", row.agent)
    )


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False))
def test_sums_after_any_changes_are_those_of_the_rows(
    connection: sqlite3.Connection, chance: Random
) -> None:
    connection.execute("DELETE FROM ticket")
    connection.execute("DELETE FROM unmeasured")
    traits, rows = dict[str, tuple[object, ...]](), dict[str, list[Measured]]()
    stored.begin_again(connection, "")
    for round_ in range(12):
        if round_ >= 2:
            tally_next(connection)  # those of one measure more are kept up from here on
        for ref in chance.sample([f"T{number}" for number in range(30)], 12):
            if round_ and chance.random() < 0.2:
                connection.execute("DELETE FROM ticket WHERE ref = ?", (ref,))
                rows.pop(ref, None)
            else:
                traits[ref] = traits_of(chance)
                put_ticket(connection, ref, traits[ref])
                rows[ref] = rows_of(chance)
        refs = stored.unmeasured(connection, 100)
        stored.keep(connection, refs, {r: rows[r] for r in refs if r in rows}, UTC)
    stored.keep_sums(connection)
    for which in WHICH:
        for what in Measure:
            wanted = [
                (ref, row)
                for ref, all_rows in rows.items()
                for row in all_rows
                if row.what is what and row.at <= DAYS.until and fits(traits[ref], row, which)
            ]
            check(connection, what, which, wanted)
    assert not connection.execute("SELECT 1 FROM tally WHERE n <= 0").fetchall()


def check(
    connection: sqlite3.Connection, what: Measure, which: Which, wanted: list[tuple[str, Measured]]
) -> None:
    """Compare every question with what a look at the rows says."""
    found = asked.sums(connection, what, DAYS, which)
    assert sum(one.n for one in found) == len(wanted)
    for place in {(row.at.date().toordinal(), row.more) for _ref, row in wanted}:
        here = [row for _ref, row in wanted if (row.at.date().toordinal(), row.more) == place]
        (one,) = [one for one in found if (one.day, one.more) == place]
        assert (one.n, one.value, one.wall) == (
            len(here),
            sum(row.value for row in here),
            sum(row.wall for row in here),
        )
    assert asked.stock(connection, what, DAYS, which) == len(wanted)
    refs = asked.refs(connection, what, DAYS, which)
    assert sorted(refs) == sorted({ref for ref, _row in wanted})
    if what in (Measure.FIRST, Measure.ARRIVED, Measure.HANDLED, Measure.COMPLAINT):
        spreads = asked.spreads(connection, what, DAYS, which)
        assert sorted(v for values, _w in spreads.values() for v in values) == sorted(
            row.value for _ref, row in wanted
        )
        assert all(list(walls) == sorted(walls) for _v, walls in spreads.values())


def test_kinds_are_counted_by_what_the_ticket_is_now(connection: sqlite3.Connection) -> None:
    stored.begin_again(connection, "")
    stored.keep_sums(connection)
    rows = {"A": [Measured(Measure.OPENED, T0)]}
    for kind in ("refund", "invoice"):
        put_ticket(connection, "A", (kind, 1, "email", "de", ""))
        assert stored.unmeasured(connection, 5) == ["A"]
        stored.keep(connection, ["A"], rows, UTC)
        found = asked.by_word(connection, Measure.OPENED, DAYS, Which(), "type")
        assert found == {kind: (1, 0, 0)}
        assert (
            asked.by_word(connection, Measure.OPENED, DAYS, Which(language="de"), "type") == found
        )
        assert asked.by_word(connection, Measure.OPENED, DAYS, Which(type=kind), "type") == found


def test_what_did_not_change_is_not_written_again(connection: sqlite3.Connection) -> None:
    stored.begin_again(connection, "")
    rows = {"A": [Measured(Measure.OPENED, T0), Measured(Measure.CLOSED, T0)]}
    put_ticket(connection, "A", ("refund", 1, "email", "de", ""))
    stored.keep(connection, ["A"], rows, UTC)
    known = stored.revision(connection)
    stored.keep(connection, ["A"], rows, UTC)
    assert stored.revision(connection) == known


def test_limited_rows_are_found_by_an_index(connection: sqlite3.Connection) -> None:
    plan = connection.execute(
        "EXPLAIN QUERY PLAN SELECT day, value, wall FROM measure WHERE what = 'first'"
        " AND day BETWEEN 1 AND 2 AND traits IN (SELECT id FROM measure_traits WHERE type = 'x')"
    ).fetchall()
    assert any("COVERING INDEX measure_traits_day" in row[3] for row in plan), plan


def test_twice_limited_sums_of_past_days_read_an_index_alone(
    connection: sqlite3.Connection,
) -> None:
    put_ticket(connection, "A", ("refund", 1, "email", "de", ""))
    stored.keep(connection, ["A"], {"A": [Measured(Measure.FIRST, T0, 7, 9)]}, UTC)
    told: list[str] = []
    connection.set_trace_callback(told.append)
    found = asked.sums(connection, Measure.FIRST, DAYS, Which(type="refund", language="de"))
    connection.set_trace_callback(None)
    assert [(one.n, one.value, one.wall) for one in found] == [(1, 7, 9)]
    past = next(text for text in told if "FROM measure" in text and " at <= " not in text)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {past}")]
    step = "USING COVERING INDEX measure_traits_day (what=? AND traits=? AND day>? AND day<?)"
    assert plan[0] == f"SEARCH measure {step}"
