"""The newest hits first, whatever order the ids are in, and without reading the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.store import search_order
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.search import search
from agent_console.store.search_order import Budget, Run, newest, runs
from tests.store import kit
from tests.store.kit import NOW
from tests.store.test_vocabulary import add_mail

SIZE = 60


def put(store: Store, moments: Sequence[int], words: Sequence[str] = ("lamp",)) -> None:
    """Add a mail per moment, with ids in this order, each in a ticket of its own."""
    with store.write(durable=False) as session:
        for number, minute in enumerate(moments, 1):
            kit.put(session, kit.ticket(f"T{number:05}"))
            text = words[minute % len(words)]
            add_mail(session, number, NOW + timedelta(minutes=minute), text)


def ids(store: Store, words: str, limit: int) -> list[int]:
    with store.read() as session:
        return [int(hit.row.ref[1:]) for hit in search(session, words, limit)]


def blocks(moments: Sequence[int], size: int) -> list[int]:
    """Return the moments as a first sync stores them: block by block, the newest block first."""
    cut = [moments[max(end - size, 0) : end] for end in range(len(moments), 0, -size)]
    return [moment for block in cut for moment in block]


def interleaved(moments: Sequence[int]) -> list[int]:
    """Return the moments as two folders hold them, one stored after the other, the newest first."""
    return [*blocks(moments[::2], 7), *blocks(moments[1::2], 7)]


MOMENTS = list(range(SIZE))
ORDERS = {
    "as they came": MOMENTS,
    "newest first": MOMENTS[::-1],
    "newest blocks first": blocks(MOMENTS, 16),
    "odd blocks": blocks(MOMENTS, 11),
    "first sync, then one by one": [*blocks(MOMENTS[:40], 10), *MOMENTS[40:]],
    "two folders": interleaved(MOMENTS),
    "none": [moment * 37 % SIZE for moment in MOMENTS],
    "all at once": [5] * SIZE,
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by few, so that small stores have many portions."""
    monkeypatch.setattr(search_order, "_AT_ONCE", 3)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
def test_newest_come_first_in_any_order_of_ids(store: Store, order: list[int]) -> None:
    put(store, order, ("lamp", "lampe", "other"))
    for words, kinds in (("lamp", (0, 1)), ("la", (0, 1)), ("lampe", (1,)), ("lamp xy", ())):
        hits = [at for at in order if at % 3 in kinds]
        for limit in (1, 7, SIZE):
            found = [order[number - 1] for number in ids(store, words, limit)]
            assert found == sorted(hits, reverse=True)[:limit]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data(), limit=st.integers(1, 40))
def test_merging_of_runs_gives_the_newest_of_all(data: st.DataObject, limit: int) -> None:
    """Proved on plain lists: ids spread over many blocks of random newness, read by run."""
    numbers = st.integers(0, 4000)
    chosen = sorted(data.draw(st.sets(numbers, max_size=80)))
    rows = [(number, f"{data.draw(st.integers(0, 30)):02}", f"T{number % 50}") for number in chosen]
    found = newest(_Fake(rows), _question, limit, Budget(10_000))  # type: ignore[arg-type]  # reads as one
    best: dict[str, tuple[str, int]] = {}
    for number, at, ref in rows:
        best[ref] = max(best.get(ref, ("", 0)), (at, number))
    assert found is not None
    expected = sorted((at for at, _number in best.values()), reverse=True)[:limit]
    assert [at for at, _number in found.values()] == expected
    assert all(best[ref][0] == at for ref, (at, _number) in found.items())


class _Fake:
    """A connection to rows in a list."""

    def __init__(self, rows: list[tuple[int, str, str]]) -> None:
        self._rows = rows

    def execute(self, sql: str, known: dict[str, int] | None = None) -> _Rows:
        if known is None:
            return _Rows([self._spans()])
        within = [row for row in self._rows if known["first"] <= row[0] <= known["last"]]
        return _Rows(within if sql == "up" else within[::-1])

    def _spans(self) -> tuple[str, str, str]:
        of: dict[int, list[str]] = {}
        for number, at, _ref in self._rows:
            of.setdefault(number >> 8, []).append(at)
        newest_of = {block: max(all_of) for block, all_of in of.items()}
        ordered = (str(int(all_of == sorted(all_of))) for all_of in of.values())
        return ",".join(map(str, of)), ",".join(newest_of.values()), ",".join(ordered)


class _Rows:
    def __init__(self, rows: list[tuple[int, str, str]] | list[tuple[str, str, str]]) -> None:
        self._rows = list(rows)

    def fetchone(self) -> object:
        return self._rows[0]

    def fetchmany(self, size: int) -> list[object]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return list(taken)

    def close(self) -> None:
        self._rows = []


def _question(run: Run) -> tuple[str, dict[str, int]]:
    first, last = run.ids
    return ("up" if run.upward else "down"), {"first": first, "last": last}


def fill_spans(store: Store, newest_of: Sequence[int]) -> None:
    with store.write(durable=False) as session:
        for block, at in enumerate(newest_of):
            session.connection().exec_driver_sql(
                "INSERT INTO mail_span VALUES (?, ?, 0, 1)", (block, f"{at:05}")
            )


@pytest.mark.parametrize(
    ("newest_of", "expected"),
    [
        ([1, 2, 3], [(2, 1, 0)]),
        ([3, 2, 1], [(0, 1, 2)]),
        ([9, 8, 7, 10, 11], [(4, 3), (0, 1, 2)]),
        ([9, 7, 5, 8, 6, 4], [(0, 1, 2), (3, 4, 5)]),
        ([], []),
    ],
)
def test_ids_are_cut_into_runs_where_time_turns(
    store: Store, newest_of: list[int], expected: list[tuple[int, ...]]
) -> None:
    fill_spans(store, newest_of)
    with store.read() as session:
        assert [run.blocks for run in runs(driver(session))] == expected


def test_ids_in_no_order_are_cut_into_few_runs_all_the_same(store: Store) -> None:
    fill_spans(store, [block * 389 % 1000 for block in range(1000)])
    with store.read() as session:
        made = runs(driver(session))
    assert len(made) <= 12
    assert sorted(block for run in made for block in run.blocks) == list(range(1000))


def test_reading_stops_where_nothing_newer_can_come(store: Store) -> None:
    put(store, MOMENTS)
    seen: list[int] = []

    def question(run: Run) -> tuple[str, dict[str, int]]:
        return (
            "SELECT id, received, ticket FROM mail WHERE id BETWEEN :first AND :last"
            " ORDER BY id DESC",
            {"first": run.ids[0], "last": run.ids[1]},
        )

    def check(row: Sequence[int]) -> bool:
        seen.append(row[0])
        return True

    with store.read() as session:
        found = newest(driver(session), question, 5, Budget(1000), check)
    assert found is not None
    assert [number for _at, number in found.values()] == [60, 59, 58, 57, 56]
    assert len(seen) <= 9


def test_order_of_a_block_is_known_also_when_all_mails_were_made_anew(store: Store) -> None:
    put(store, MOMENTS)
    state = "SELECT block, last, ordered FROM mail_span"
    with store.write(durable=False) as session:
        connection = session.connection()
        assert connection.exec_driver_sql(state).all() == [(0, SIZE, 1)]
        connection.exec_driver_sql("INSERT INTO mail_fts (mail_fts) VALUES ('delete-all')")
        connection.exec_driver_sql("DELETE FROM mail")
        assert connection.exec_driver_sql(state).all() == []


def test_runs_are_cut_once_until_a_mail_comes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[int] = []
    before = search_order._stretches

    def counted(
        spans: list[tuple[int, str, bool]], width: int
    ) -> list[list[tuple[int, str, bool]]]:
        cut.append(len(spans))
        return before(spans, width)

    monkeypatch.setattr(search_order, "_stretches", counted)
    monkeypatch.setattr(search_order, "_BLOCK_BITS", 2)
    put(store, MOMENTS[:8])
    search_order._runs_of.cache_clear()
    with store.read() as session:
        first = runs(driver(session))
        assert runs(driver(session)) == first
    assert len(cut) == 1
    with store.write(durable=False) as session:
        kit.put(session, kit.ticket("T00009"))
        add_mail(session, 9, NOW + timedelta(minutes=99), "lamp")
    with store.read() as session:
        assert runs(driver(session)) != first
    assert len(cut) == 2
