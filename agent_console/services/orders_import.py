"""Orders taken into the store, record by record: what has not changed costs no writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from agent_console.desk.orders import Order, merged, number_key
from agent_console.desk.orders_read import (
    Columns,
    Reading,
    RecordError,
    columns_of,
    one_line,
    read_record,
)
from agent_console.i18n import _
from agent_console.orders_config import OrderSource
from agent_console.services.orders_records import Row, Table, trouble
from agent_console.store import orders as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store

MAX_PROBLEMS = 100
_AT_ONCE = 500
_VERSION = "1"

Progress = Callable[[int, int], None]
"""Called with the bytes read and the bytes of the file; for what has no size: records and 0."""


def nobody(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def never() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of a file; ``number`` is the order's, where one can be read."""

    line: int
    text: str
    number: str = ""


@dataclass(slots=True)
class ImportReport:
    """What came of taking orders in; ``columns`` are the shop's by our fields.

    ``found`` lists at most a hundred of the ``problems``; ``cancelled``: what came before stays.
    """

    source: str
    place: str = ""
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: int = 0
    found: list[Problem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    cancelled: bool = False
    error: str = ""

    @property
    def orders(self) -> int:
        """How many orders were read."""
        return self.added + self.changed + self.unchanged

    def note(self, line: int, text: str, number: str = "") -> None:
        """Keep a problem."""
        self.problems += 1
        if len(self.found) < MAX_PROBLEMS:
            self.found.append(Problem(line, text, number))


@dataclass(slots=True)
class _Group:
    """The records that follow each other under one number, as they came."""

    key: str
    rows: list[Row]
    told: str = ""


def reading_of(source: OrderSource) -> Reading:
    """Return how a source writes."""
    return Reading(
        source=source.name,
        columns={str(name): column for name, column in source.columns.items()},
        currency=source.currency,
        month_first=source.dates == "month-first",
        page=source.page,
    )


class OrderImport:
    """Takes one table in. ``dry_run`` reads everything and writes nothing."""

    def __init__(
        self,
        store: Store,
        source: OrderSource,
        *,
        progress: Progress = nobody,
        cancelled: Callable[[], bool] = never,
        dry_run: bool = False,
    ) -> None:
        self._store = store
        self._reading = reading_of(source)
        self._progress = progress
        self._cancelled = cancelled
        self._dry_run = dry_run
        self._seen: set[str] = set()
        self.report = ImportReport(source.name)

    def take(self, table: Table) -> ImportReport:
        """Take a table in, at most 500 orders at once; what is in when it is cancelled stays.

        Raises ConsoleError for a table in which no column has an order number.
        """
        try:
            columns = columns_of(table.header, self._reading)
        except RecordError as error:
            raise trouble(self._reading.source, str(error)) from error
        self.report.columns = dict(columns.by_field)
        batch: list[_Group] = []
        records = 0
        for group in self._groups(table, columns):
            records += len(group.rows)
            if len(batch) >= _AT_ONCE or group.key in self._seen:
                self._write(batch, table.header, columns)
                batch = []
                self._progress(table.done() if table.size else records, table.size)
                if self._cancelled():
                    self.report.cancelled = True
                    return self.report
            if group.key in self._seen:
                self._write_again(group, table.header, columns)
            else:
                self._seen.add(group.key)
                batch.append(group)
        self._write(batch, table.header, columns)
        self._progress(table.size or records, table.size)
        return self.report

    def _groups(self, table: Table, columns: Columns) -> Iterator[_Group]:
        """Yield the records, those of one order that follow each other together."""
        at = table.header.index(columns.by_field["number"])
        group: _Group | None = None
        for row in table.rows:
            key = number_key(one_line(row.cells[at])) if len(row.cells) > at else ""
            if not key:
                self.report.skipped += 1
                self.report.note(row.line, _("there is no order number"))
                continue
            if group is not None and group.key == key:
                group.rows.append(row)
                continue
            if group is not None:
                yield self._signed(group)
            group = _Group(key, [row])
        if group is not None:
            yield self._signed(group)

    def _signed(self, group: _Group) -> _Group:
        digest = blake2b(repr((_VERSION, self._reading)).encode(), digest_size=12)
        for row in group.rows:
            digest.update(repr(row.cells).encode("utf-8", "surrogatepass"))
        group.told = digest.hexdigest()
        return group

    def _write(self, batch: Sequence[_Group], header: Sequence[str], columns: Columns) -> None:
        if not batch:
            return
        with self._store.look() as connection:
            known = stored.known(connection, self._reading.source, [one.key for one in batch])
        new = [group for group in batch if known.get(group.key) != group.told]
        orders = [self._order(group, header, columns) for group in new]
        self.report.unchanged += len(batch) - len(new)
        self.report.changed += sum(group.key in known for group in new)
        self.report.added += sum(group.key not in known for group in new)
        self._keep(orders)

    def _write_again(self, group: _Group, header: Sequence[str], columns: Columns) -> None:
        """Add records of an order that stands further up: they belong to it."""
        order, _told = self._order(group, header, columns)
        with self._store.look() as connection:
            before = [
                one
                for one in stored.by_numbers(connection, [order.number])
                if one.source == order.source
            ]
        self._keep([(merged((*before[:1], order)), "")])

    def _keep(self, orders: Iterable[tuple[Order, str]]) -> None:
        kept = list(orders)
        if kept and not self._dry_run:
            with self._store.write(durable=False) as session:
                stored.keep(driver(session), kept)

    def _order(self, group: _Group, header: Sequence[str], columns: Columns) -> tuple[Order, str]:
        """Return an order and what to know it by; with a problem in it, it is read each time."""
        parts, before = [], self.report.problems
        for row in group.rows:
            record = dict(zip(header, row.cells, strict=False))
            order, problems = read_record(record, columns, self._reading)
            parts.append(order)
            for text in problems:
                self.report.note(row.line, text, order.number)
        told = group.told if self.report.problems == before else ""
        return merged(parts), told
