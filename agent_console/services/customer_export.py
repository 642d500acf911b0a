"""Customers written out: CSV that no spreadsheet computes, vCard, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from enum import StrEnum

from agent_console.desk.customers import MANY, CustomerField
from agent_console.services import vcards
from agent_console.services.customer_records import Person, persons_of
from agent_console.store import customer_entries
from agent_console.store.engine import Store

_FORMULA = "=+-@\t\r"


class ExportFormat(StrEnum):
    """How customers are written out."""

    CSV = "csv"
    VCARD = "vcard"
    JSON = "json"


def export(store: Store, how: ExportFormat) -> Iterator[str]:
    """Yield the text of all customers, some at a time."""
    write = {
        ExportFormat.CSV: _csv,
        ExportFormat.VCARD: _vcard,
        ExportFormat.JSON: _json,
    }[how]
    if how is ExportFormat.CSV:
        yield _line(("email", *(field.value for field in CustomerField), "other-emails"))
    with store.look() as connection:
        for some in customer_entries.leading(connection):
            people = persons_of(connection, some)
            yield "".join(write(people[email]) for email in some)


def _csv(person: Person) -> str:
    cells = (_cell(person, field) for field in CustomerField)
    return _line((person.emails[0], *cells, ", ".join(person.emails[1:])))


def _cell(person: Person, field: CustomerField) -> str:
    if field in MANY:
        return ", ".join(person.profile.texts(field))
    return person.profile.text(field)


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] and cell[0] in _FORMULA else cell


def _vcard(person: Person) -> str:
    return vcards.written(person.emails, person.profile)


def _json(person: Person) -> str:
    known: dict[str, object] = {"emails": list(person.emails)}
    for field in CustomerField:
        values = person.profile.texts(field)
        if values:
            known[field.value] = list(values) if field in MANY else values[0]
    return json.dumps(known, ensure_ascii=False) + "\n"
