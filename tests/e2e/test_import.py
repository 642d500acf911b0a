"""History brought in through the command line at a real server: twice, and rebuilt afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.services import import_kit

pytestmark = pytest.mark.server

CLOSED = ("--view", "closed")


def tickets(program: Program, *view: str) -> dict[str, Any]:
    """Return the tickets of a view by subject."""
    rows = program.ok("list", "--json", *(view or ("--view", "all"))).json
    return {row["subject"]: row for row in rows}


def shown(program: Program, ref: str) -> dict[str, Any]:
    """Return a ticket with all that is on it, without what depends on the time of asking."""
    found: dict[str, Any] = program.ok("show", ref, "--json").json
    return found


def test_zammad_export_when_imported_twice_and_rebuilt_is_there_once(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    with program.config_file.open("a", encoding="utf-8") as settings:
        settings.write('[library]\nfolder = "texts"\n[sync]\ntickets_since = 2025-01-01\n')
    export = str(import_kit.zammad(tmp_path / "export"))
    dry = program.ok("import", "zammad", export, "--dry-run", "--json").json
    with servers.connect() as connection:
        assert "Imported" not in {one.name for one in connection.folders()}
    assert tickets(program) == {}

    first = program.ok("import", "zammad", export, "--json").json
    for count in ("tickets", "states", "mails", "here", "notes", "answers", "reasons"):
        assert first[count] == dry[count], count
    assert (first["tickets"], first["mails"], first["here"], first["notes"]) == (2, 4, 0, 1)
    assert first["states"] == {"closed": 1, "open": 1}
    assert first["customers"]["new"] == 2
    assert sum(first["reasons"].values()) == 7
    rows = tickets(program)
    assert set(tickets(program, *CLOSED)) == {"The lamp flickers [Ticket#57011]"}
    assert set(tickets(program, "--view", "open")) == {"Where is my order? [Ticket#57012]"}
    lamp = shown(program, rows["The lamp flickers [Ticket#57011]"]["ref"])
    assert program.ok("outbox", "--json").json == []

    again = program.ok("import", "zammad", export, "--json").json
    assert (again["mails"], again["here"], again["events"]) == (0, 4, 0)
    assert (again["answers"], again["answers_here"]) == (0, 1)
    assert again["customers"]["new"] == again["customers"]["changed"] == 0
    program.ok("rebuild")
    assert shown(program, lamp["ticket"]["ref"]) == lamp
    assert set(tickets(program)) == set(rows)
    card = program.ok("customers", "show", "kim@customer.example")
    assert "ACME" in card.out
    text = (program.home / "config" / "texts").glob("*.txt")
    assert "{{ customer.first_name }}" in next(text).read_text("utf-8")


def test_mbox_when_imported_twice_and_rebuilt_is_there_once(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    file = str(import_kit.mbox(tmp_path / "Archive"))
    first = program.ok("import", "mbox", file, "--json").json
    assert (first["mails"], first["here"], first["tickets"]) == (3, 0, 2)
    with servers.connect() as connection:
        assert connection.status("Imported").messages == 2
        assert connection.status("Imported-Sent").messages == 1
        connection.select("Imported")
        (body,) = connection.fetch_set("1", "UID BODY.PEEK[]").items.values()
        assert body.body is not None
        assert b"\r\nFrom here it looks dark.\r\n" in body.body
    rows = tickets(program, *CLOSED)
    assert set(rows) == {"An old question", "Without an id"}
    assert "important" in shown(program, rows["An old question"]["ref"])["ticket"]["tags"]
    assert "flagged" in shown(program, rows["Without an id"]["ref"])["ticket"]["tags"]

    again = program.ok("import", "mbox", file, "--json").json
    assert (again["mails"], again["here"], again["events"]) == (0, 3, 0)
    program.ok("rebuild")
    program.ok("sync")
    assert set(tickets(program, *CLOSED)) == set(rows)
