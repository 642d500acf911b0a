"""Whatever stands in a file of orders, it is read or refused in words; indexes answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agent_console.clock import SystemClock
from agent_console.desk.orders import Order
from agent_console.desk.orders_json import order_from_json, order_to_json
from agent_console.desk.orders_names import FIELDS
from agent_console.desk.orders_read import Reading, RecordError, columns_of, read_record
from agent_console.errors import ConsoleError
from agent_console.i18n import use_language
from agent_console.orders_config import OrderSource
from agent_console.services.orders_sources import OrderSources
from agent_console.store import orders as stored
from agent_console.store.engine import Store, open_store
from tests.empty_store import put_empty_store

NAMES = [names[0] for names in FIELDS.values()]
CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ("1.299,90 €", "24.12.2026", "1/2/26", "2x Lampe; 3 Kabel", "1Z999AA10123456784", "bezahlt")
    ),
    st.integers(),
    st.floats(),
    st.none(),
    st.lists(st.dictionaries(st.sampled_from(("name", "qty", "number")), st.text()), max_size=2),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    use_language("en")
    path = tmp_path_factory.mktemp("orders") / "store.sqlite3"
    put_empty_store(path)
    with open_store(path) as found:
        yield found


@given(st.dictionaries(st.sampled_from(NAMES), CELLS, min_size=1))
@settings(max_examples=150)
def test_record_whatever_it_holds_is_an_order_that_can_be_kept(record: dict[str, Any]) -> None:
    reading = Reading(source="s", currency="EUR", page="https://x.example/{number}")
    try:
        order, problems = read_record(record, columns_of(tuple(record), reading), reading)
    except RecordError:
        return
    assert order_from_json(order_to_json(order)) == order
    assert all("\n" not in text for text in problems)
    assert all(item.quantity.is_finite() for item in order.items)


@given(st.binary(max_size=300), st.sampled_from((".csv", ".json")))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(b"\xff\xfe", ".csv")
@example(b'number;total\n1;2\n"', ".csv")
@example(b"[" * 5000, ".json")
@example(b'{"orders": 5}', ".json")
@example(b"number;" + b"x" * 140_000, ".csv")
@example(b"number;total\n1;" + b"x" * 140_000, ".csv")
@example(b"number,total\n1,\x00\n", ".csv")
def test_file_whatever_it_holds_is_read_or_refused_in_one_line(
    store: Store, tmp_path: Path, data: bytes, suffix: str
) -> None:
    path = tmp_path / f"orders{suffix}"
    path.write_bytes(data)
    source = OrderSource(name="shop", file=path)
    refused = ""
    try:
        report = OrderSources(store, (source,), SystemClock()).take_file(path, source)
        refused = report.error
    except ConsoleError as error:
        refused = error.message
    assert "\n" not in refused


def test_json_with_odd_objects_is_read_as_far_as_it_goes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.json"
    odd = [
        {"number": "A-1", "items": [{"name": "x", "qty": "0,5"}, None, 5, {}]},
        {"number": {"no": "text"}},
        {"number": "A-2", "total": {"value": 5}, "parcels": "12345678901, 98765432109"},
    ]
    path.write_text(json.dumps(odd))
    source = OrderSource(name="odd", file=path)
    report = OrderSources(store, (source,), SystemClock()).take_file(path, source)
    assert (report.added, report.skipped) == (2, 1)
    with store.look() as connection:
        (first,) = stored.by_numbers(connection, ["A-1"])
        (second,) = stored.by_numbers(connection, ["A-2"])
    assert [item.quantity for item in first.items] == [Decimal("0.5")]
    assert [parcel.tracking for parcel in second.parcels] == ["12345678901", "98765432109"]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (stored.BY_NUMBERS, "sqlite_autoindex_shop_order"), (stored.BY_EMAILS, "shop_order_email"),
        (stored.BY_NAME, "shop_order_name"), (stored.BEGINS, "sqlite_autoindex_shop_order"),
        (stored.LATE, "shop_order_due"), (stored.KNOWN, "sqlite_autoindex_shop_order"),
    ],
)  # fmt: skip
def test_question_about_orders_reads_by_an_index(store: Store, query: str, index: str) -> None:
    with store.look() as connection:
        values = ["[]"] * query.count("?")
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    told = " ".join(str(row[-1]) for row in plan)
    assert f"SEARCH shop_order USING INDEX {index}" in told
    assert "SCAN shop_order" not in told


def test_order_with_nothing_but_a_number_can_be_kept(store: Store) -> None:
    assert order_from_json(order_to_json(Order("x"))) == Order("x")
