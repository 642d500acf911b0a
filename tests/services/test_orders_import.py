"""Orders come in from files, folders, queries and commands; what has not changed costs nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock, SystemClock
from agent_console.config import Config, parse_config
from agent_console.desk.orders import Order, OrderStatus
from agent_console.errors import ConsoleError
from agent_console.i18n import use_language
from agent_console.orders_config import OrderSource
from agent_console.services.orders_import import ImportReport
from agent_console.services.orders_sources import OrderSources
from agent_console.services.orders_watch import OrderWatch, watch_orders
from agent_console.store import orders as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store, open_store
from tests.empty_store import put_empty_store
from tests.filled import NOW

CONFIG = """
[agent]
name = "mia"
[mailbox]
address = "support@example.com"
imap = { host = "127.0.0.1", port = 993 }
smtp = { host = "127.0.0.1", port = 465 }
"""
HEAD = "Bestellnummer;Name;E-Mail;Datum;Status;Gesamt;Artikel;Menge;Preis\n"
LAMP = (
    "NL-1;Käthe Müller;kaethe@kunde.example;20.02.2026;versendet;119,80;Leuchte Große Bär;2;59,90\n"
)
CABLE = "NL-1;Käthe Müller;kaethe@kunde.example;20.02.2026;versendet;119,80;Kabel;1;0,00\n"
OTHER = "NL-2;Jan Ott;jan@kunde.example;21.02.2026;bezahlt;5,00;Kabel;1;5,00\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    use_language("en")
    path = tmp_path / "store.sqlite3"
    put_empty_store(path)
    with open_store(path) as found:
        yield found


def make_config(text: str) -> Config:
    return parse_config(text, "test.toml")


def source(**given: object) -> OrderSource:
    return OrderSource.model_validate({"name": "shop", **given})


def take(store: Store, path: Path, **given: object) -> ImportReport:
    one = source(file=str(path), **given)
    return OrderSources(store, (one,), SystemClock()).take_file(path, one)


def order(store: Store, number: str) -> Order:
    with store.look() as connection:
        (found,) = stored.by_numbers(connection, [number])
    return found


def old(path: Path) -> Path:
    """Make a file look as if nobody wrote into it lately."""
    at = NOW.timestamp() - 60
    os.utime(path, (at, at))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_file_when_written_any_way_is_read(
    store: Store, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "orders.csv"
    text = (HEAD + LAMP).replace(",", ".").replace(";", delimiter)
    path.write_bytes(text.encode(encoding))
    report = take(store, path)
    found = order(store, "NL-1")
    assert (report.added, report.problems) == (1, 0)
    assert (found.name, found.items[0].name) == ("Käthe Müller", "Leuchte Große Bär")
    assert found.status is OrderStatus.SHIPPED


def test_rows_of_one_order_wherever_they_stand_are_its_items(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + LAMP + OTHER + CABLE, encoding="utf-8")
    for _time in range(2):
        report = take(store, path)
        assert [item.name for item in order(store, "NL-1").items] == ["Leuchte Große Bär", "Kabel"]
    assert (report.added, report.unchanged) == (0, 1)


def test_import_when_repeated_writes_only_what_changed(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + LAMP + CABLE + OTHER, encoding="utf-8")
    first = take(store, path)
    again = take(store, path)
    path.write_text(HEAD + LAMP + CABLE + OTHER.replace("bezahlt", "storniert"), encoding="utf-8")
    third = take(store, path)
    assert (first.added, first.changed, first.unchanged) == (2, 0, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert (third.added, third.changed, third.unchanged) == (0, 1, 1)
    assert order(store, "NL-2").status is OrderStatus.CANCELLED


def test_problems_name_their_line_and_the_rest_is_taken(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    text = HEAD + LAMP + ";;;;;;;;x\n" + OTHER.replace("21.02.2026", "bald")
    path.write_text(text, encoding="utf-8")
    report = take(store, path)
    assert [(one.line, one.number) for one in report.found] == [(3, ""), (4, "NL-2")]
    assert (report.added, report.skipped, report.problems) == (2, 1, 2)
    assert take(store, path).problems == 2


def test_import_when_cancelled_keeps_what_came_before(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("number;total\n" + "".join(f"{n};1\n" for n in range(1200)), encoding="utf-8")
    one = source(file=str(path))
    told: list[tuple[int, int]] = []
    report = OrderSources(store, (one,), SystemClock()).take_file(
        path, one, progress=lambda *at: told.append(at), cancelled=lambda: bool(told)
    )
    assert report.cancelled
    assert report.added == 500
    assert 0 < told[0][0] <= told[0][1] == path.stat().st_size


def test_dry_run_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + LAMP, encoding="utf-8")
    one = source(file=str(path))
    report = OrderSources(store, (one,), SystemClock()).take_file(path, one, dry_run=True)
    assert report.added == 1
    with store.look() as connection:
        assert stored.counts(connection) == {}


def test_folder_when_looked_at_is_read_only_where_something_is_new(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(HEAD + LAMP, encoding="utf-8")
    (folder / "notes.pdf").write_text("no orders")
    old(folder / "a.csv")
    sources = OrderSources(store, (source(folder=str(folder)),), FixedClock(NOW))
    assert [report.added for report in sources.take_up()] == [1]
    assert sources.take_up() == []
    (folder / "b.json").write_text(json.dumps([{"number": "NL-9", "total": 5.5}]))
    at = NOW.timestamp()
    os.utime(folder / "b.json", (at, at))
    assert sources.take_up() == [], "somebody may still be writing"
    old(folder / "b.json")
    assert [report.added for report in sources.take_up()] == [1]
    assert {state.orders for state in sources.states()} == {1}


def test_folder_when_one_file_is_broken_reads_the_others(store: Store, tmp_path: Path) -> None:
    for name, text in (("a.csv", "nothing here\n"), ("b.csv", HEAD + LAMP)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        old(tmp_path / name)
    sources = OrderSources(store, (source(folder=str(tmp_path)),), FixedClock(NOW))
    broken, good = sources.take_up()
    assert "header" in broken.error
    assert good.added == 1


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE o (nr TEXT, mail TEXT, total REAL)")
        connection.execute("INSERT INTO o VALUES ('NL-5', 'a@b.example', 12.5)")
    return path


def test_query_when_due_is_asked_again(store: Store, database: Path) -> None:
    clock = FixedClock(NOW)
    query = "SELECT nr AS order_number, mail AS email, total FROM o"
    one = source(sqlite=str(database), query=query, every="15min")
    sources = OrderSources(store, (one,), clock)
    assert [report.added for report in sources.take_up()] == [1]
    assert order(store, "nl5").email == "a@b.example"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO o VALUES ('NL-6', '', 1)")
    assert sources.take_up() == []
    clock.move(timedelta(minutes=15))
    assert [(one.added, one.unchanged) for one in sources.take_up()] == [(1, 1)]


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM o", "ATTACH 'x.db' AS x", "INSERT INTO o VALUES ('1', '', 1)", "SELECT * FROM p"],
)
def test_query_when_it_is_none_or_writes_is_refused(
    store: Store, database: Path, query: str
) -> None:
    before = database.read_bytes()
    sources = OrderSources(store, (source(sqlite=str(database), query=query),), SystemClock())
    (report,) = sources.take_up()
    assert report.error
    assert "\n" not in report.error
    assert database.read_bytes() == before


def test_query_when_it_never_ends_is_ended(store: Store, database: Path) -> None:
    query = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT max(i) AS number, 1 AS total FROM n"
    )
    one = source(sqlite=str(database), query=query, timeout="0.1s")
    began = time.monotonic()
    (report,) = OrderSources(store, (one,), SystemClock()).take_up()
    assert "took longer" in report.error
    assert time.monotonic() - began < 60


def command(code: str, **given: object) -> OrderSource:
    return source(command=[sys.executable, "-S", "-c", code], **given)


def test_command_prints_json_with_little_environment(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_SECRET", "s3cret")
    code = (
        "import json, os; print(json.dumps({'orders': [{'order': 'NL-7',"
        " 'name': os.environ.get('AGENT_CONSOLE_SECRET', 'none given')}]}))"
    )
    (report,) = OrderSources(store, (command(code),), SystemClock()).take_up()
    assert (report.error, report.added) == ("", 1)
    assert order(store, "NL-7").name == "none given"


@pytest.mark.parametrize(
    ("code", "given", "words"),
    [
        ("import time; time.sleep(60)", {"timeout": "0.1s"}, "took longer"),
        ("import sys; sys.exit('no such shop\\nmore')", {}, "failed with 1: no such shop"),
        ("print('hello')", {}, "no JSON"),
        ("print('[1]')", {}, "list of objects"),
        ("while True: print('x' * 100_000)", {"max_mb": 1}, "more than 1 MB"),
    ],
)
def test_command_when_it_fails_is_told_in_one_line(
    store: Store, code: str, given: dict[str, object], words: str
) -> None:
    sources = OrderSources(store, (command(code, **given),), SystemClock())
    (report,) = sources.take_up()
    assert words in report.error
    assert "\n" not in report.error
    assert [state.error for state in sources.states()] == [report.error]


def test_command_that_is_not_there_is_told(store: Store) -> None:
    one = source(command=["/no/such/program"])
    (report,) = OrderSources(store, (one,), SystemClock()).take_up()
    assert "cannot be started" in report.error


@pytest.mark.parametrize(
    "given",
    [
        {}, {"file": "orders.csv"}, {"file": "/a.csv", "folder": "/b"}, {"sqlite": "/a.db"},
        {"file": "/a.csv", "query": "SELECT 1"}, {"file": "/a.csv", "encoding": "utf-99"},
        {"file": "/a.csv", "columns": {"colour": "x"}}, {"file": "/a.csv", "page": "javascript:x"},
    ],
)  # fmt: skip
def test_source_when_it_cannot_be_meant_so_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"shop|write|together|encoding|columns|page"):
        source(**given)


def test_file_when_it_has_no_number_says_which_columns_there_are(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Ort;Umsatz\nBonn;5\n", encoding="utf-8")
    with pytest.raises(ConsoleError, match="Ort, Umsatz"):
        take(store, path)


def test_watch_takes_up_what_is_new_and_says_so_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + LAMP, encoding="utf-8")
    old(path)
    config = make_config(
        f"{CONFIG}\n[[order_sources]]\nname = 'shop'\nfile = '{path}'\n"
        f"[[order_sources]]\nname = 'gone'\nfile = '{tmp_path / 'none.csv'}'\n"
    )
    said: list[str] = []
    watch = OrderWatch(store, config, FixedClock(NOW), lambda: said.append("changed"))
    watch.look()
    watch.look()
    assert said == ["changed"]
    assert order(store, "NL-1").source == "shop"


def test_watch_when_it_is_begun_ends_when_told(store: Store, tmp_path: Path) -> None:
    assert watch_orders(store, make_config(CONFIG), FixedClock(NOW), lambda: None) is None
    config = make_config(
        f"{CONFIG}\n[[order_sources]]\nname = 'gone'\nfile = '{tmp_path / 'none.csv'}'\n"
    )
    watch = watch_orders(store, config, FixedClock(NOW), lambda: None)
    assert watch is not None
    watch.stop()
    assert not watch.is_running


def test_orders_of_an_address_are_forgotten(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + LAMP + OTHER, encoding="utf-8")
    take(store, path)
    with store.write(durable=True) as session:
        assert stored.forget(driver(session), ["KAETHE@kunde.example", ""]) == 1
    with store.look() as connection:
        assert stored.counts(connection) == {"shop": 1}
