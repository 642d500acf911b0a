"""What one console says and imports of customers is the same at the others."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.customers import CustomerField
from agent_console.services.customer_export import ExportFormat, export
from agent_console.services.customer_files import open_file
from agent_console.services.customer_import import CustomerImport
from tests.services.team_kit import Console, team


def written(console: Console) -> str:
    return "".join(export(console.desk.store, ExportFormat.JSON))


def sync(*consoles: Console) -> None:
    for _round in range(3):
        for console in consoles:
            console.sync()


def test_changes_joins_and_imports_reach_colleagues_in_the_journals_order(tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    rows = (f"c{n}@x.org;Customer {n};Müller & Söhne {n}" for n in range(700))
    file.write_text("\n".join(("email;name;company", *rows)), encoding="utf-8")
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        CustomerImport(anna.desk.tickets.acts, open_file(file)).run(dry=False)
        anna.desk.customers.edit("c1@x.org", CustomerField.NAME, "By Anna")
        bert.desk.customers.edit("c1@x.org", CustomerField.NAME, "By Bert")
        anna.desk.customers.join("c2@x.org", "c3@x.org")
        bert.desk.customers.join("c3@x.org", "c2@x.org")
        sync(anna, bert)
        assert written(anna) == written(bert)
        assert anna.desk.customers.count() == 699
        assert [one.email for one in bert.desk.customers.find("customer 699")] == ["c699@x.org"]
        assert anna.desk.tickets.undo_last() != ""
        sync(anna, bert)
        assert written(anna) == written(bert)
