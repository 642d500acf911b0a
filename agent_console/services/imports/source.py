"""What every help desk's reader does: rows put by, tickets put together, customers, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from agent_console.desk.customer_headers import Column, Target
from agent_console.desk.customer_rows import RawRow
from agent_console.desk.customers import CustomerField
from agent_console.desk.imported import (
    ImportedAnswer,
    ImportedCustomer,
    ImportedMessage,
    ImportedTicket,
    Item,
    LeftOut,
)
from agent_console.i18n import _
from agent_console.services.imports.files import Fields, Row, rows_of
from agent_console.services.imports.shelf import Shelf

Made = ImportedTicket | ImportedCustomer | ImportedAnswer | LeftOut


@dataclass(frozen=True, slots=True)
class Plan:
    """How one product's export is read.

    ``kinds`` says by table which kind of row it holds and by which fields such a row is found.
    ``ticket``, ``customer`` and ``answer`` make one of it; None is for what is none.
    """

    kinds: Mapping[str, tuple[str, tuple[str, ...]]]
    ticket: Callable[[Fields, str, Shelf, tzinfo], Iterator[ImportedTicket | LeftOut]]
    customer: Callable[[Fields, str, Shelf], ImportedCustomer | LeftOut | None]
    answer: Callable[[Fields, str], ImportedAnswer | LeftOut | None]


def read_export(path: Path, plan: Plan, zone: tzinfo) -> Iterator[Item]:
    """Yield all that an export holds: customers, tickets, answers, and what is left out."""
    useless: set[str] = set()
    with Shelf() as shelf:
        for row in rows_of(path):
            if isinstance(row, LeftOut):
                yield row
            elif kind := _kind(row.table, plan):
                shelf.put(kind[0], _key(row, kind[1]), row.fields, row.where)
            elif row.table not in useless:
                useless.add(row.table)
                yield LeftOut(row.where.rpartition(":")[0], _("this table is not needed"))
        for fields, where in shelf.all("customer"):
            if (customer := plan.customer(fields, where, shelf)) is not None:
                yield customer
        for fields, where in shelf.all("ticket"):
            yield from plan.ticket(fields, where, shelf, zone)
        for fields, where in shelf.all("answer"):
            if (answer := plan.answer(fields, where)) is not None:
                yield answer


def _kind(table: str, plan: Plan) -> tuple[str, tuple[str, ...]] | None:
    """Return what a table holds; its name may have a prefix, or stand among other words."""
    for name in sorted(plan.kinds, key=len, reverse=True):
        if f"-{name}-" in f"-{table}-" or any(
            word.endswith(f"_{name}") for word in table.split("-")
        ):
            return plan.kinds[name]
    return None


def _key(row: Row, names: tuple[str, ...]) -> str:
    for name in names:
        value = row.fields.get(name)
        if value not in (None, ""):
            return str(value)
    return ""


def customer_row(where: str, email: str, **more: str) -> ImportedCustomer:
    """Return a customer; ``more`` are fields of customers, ``first`` and ``last`` of the name."""
    line = where.rpartition(":")[2].partition(" ")[0]
    cells: list[tuple[Target, str]] = [(Column.EMAIL, email)]
    for name, value in more.items():
        if value:
            target = Column(name) if name in ("first", "last") else CustomerField(name)
            cells.append((target, value))
    return ImportedCustomer(RawRow(int(line) if line.isdigit() else 0, tuple(cells)))


def in_time(messages: list[ImportedMessage]) -> tuple[ImportedMessage, ...]:
    """Return messages in the order in which they were written."""
    return tuple(sorted(messages, key=lambda one: (one.at, len(one.id), one.id)))
