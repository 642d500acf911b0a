"""History brought in through the command line at a real server: twice, and rebuilt afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.mail.depot import Depot
from agent_console.services.imports.deeds import Recorder
from agent_console.services.imports.importing import MailboxReader
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.services import import_kit

pytestmark = pytest.mark.server

CLOSED = ("--view", "closed")
OLD_DRAFT = "the mail is a draft or was thrown away"
LAMP = "The lamp flickers [Ticket#57011]"


def tickets(program: Program, *view: str) -> dict[str, Any]:
    """Return the tickets of a view by subject."""
    rows = program.ok("list", "--json", *(view or ("--view", "all"))).json
    return {row["subject"]: row for row in rows}


def shown(program: Program, ref: str) -> dict[str, Any]:
    """Return a ticket with all that is on it, without what depends on the time of asking."""
    found: dict[str, Any] = program.ok("show", ref, "--json").json
    return found


def mails_of(program: Program, ref: str) -> int:
    """Return how many mails are on a ticket."""
    return sum(entry["mail_number"] is not None for entry in shown(program, ref)["entries"])


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
    assert set(tickets(program, *CLOSED)) == {LAMP}
    assert set(tickets(program, "--view", "open")) == {"Where is my order? [Ticket#57012]"}
    lamp = shown(program, rows[LAMP]["ref"])
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


def test_mbox_with_mail_that_is_still_in_the_inbox_leaves_its_tickets_as_they_are(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    raw = import_kit.MBOX.split(b"\n", 1)[1].partition(b"\nFrom support")[0].replace(b"\n", b"\r\n")
    with servers.connect() as connection:
        connection.append("INBOX", raw, (), datetime(2024, 5, 3, 9, 57, tzinfo=UTC))
    program.ok("sync")
    report = program.ok("import", "mbox", str(import_kit.mbox(tmp_path / "Old")), "--json").json
    assert (report["mails"], report["here"]) == (2, 1)
    assert set(tickets(program, *CLOSED)) == {"Without an id"}
    assert tickets(program)["An old question"]["state"] == "waiting"


def test_maildir_with_a_folder_of_done_mail_closes_only_what_lies_there(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    for part in ("cur", "new", "tmp", ".Done/cur", ".Gesendete Objekte/cur", ".Papierkorb/cur"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    for place, name in (
        ("cur/1.host:2,FS", "kept"),
        (".Done/cur/2.host:2,S", "done"),
        (".Gesendete Objekte/cur/3.host:2,S", "ours"),
        (".Papierkorb/cur/4.host:2,S", "gone"),
    ):
        raw = (
            f"Message-ID: <{name}@customer.example>\nFrom: Kim <kim@customer.example>\n"
            f"To: support@company.example\nSubject: {name}\n"
            "Date: Fri, 03 May 2024 11:57:17 +0200\n\nHello\n"
        )
        (tmp_path / "Maildir" / place).write_text(raw, "utf-8")
    wish = ("--map", "folder:Done=closed", "--closed-before", "2020-01-01")
    report = program.ok("import", "maildir", str(tmp_path / "Maildir"), *wish, "--json").json
    assert report["states"] == {"closed": 1, "open": 2}
    assert set(tickets(program, *CLOSED)) == {"done"}
    with servers.connect() as connection:
        connection.select("Imported")
        flags = connection.fetch_set("1:2", "UID FLAGS").items
    assert (report["mails"], report["reasons"]) == (3, {OLD_DRAFT: 1})
    with servers.connect() as connection:
        assert connection.status("Imported-Sent").messages == 1
    assert {"\\Flagged", "\\Seen"} in [
        set(item.flags or ()) - {"\\Recent"} for item in flags.values()
    ]


def test_second_console_reads_the_same_tickets_from_the_mailbox(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    program.ok("import", "zammad", str(import_kit.zammad(tmp_path / "export")))
    other = Program(tmp_path / "other")
    other.configure(servers.imap, servers.smtp.config, servers.password)
    other.ok("sync")
    here, there = tickets(program), tickets(other)
    assert {s: row["ref"] for s, row in there.items()} == {s: row["ref"] for s, row in here.items()}
    assert [mails_of(one, here[LAMP]["ref"]) for one in (program, other)] == [3, 3]


@pytest.mark.parametrize("breaks", ["put", "read", "record"])
def test_import_when_broken_off_goes_on_where_it_was(
    servers: Servers,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    breaks: str,
) -> None:
    export = str(import_kit.zammad(tmp_path / "export"))
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(program.home))
    monkeypatch.setattr(_PLACES[breaks][0], breaks, _broken(_PLACES[breaks], breaks))
    assert main(["import", "zammad", export]) == ExitCode.INTERRUPTED
    monkeypatch.undo()
    report = program.ok("import", "zammad", export, "--json").json
    assert report["mails"] + report["here"] == 4
    assert set(tickets(program, *CLOSED)) == {LAMP}
    assert mails_of(program, tickets(program)[LAMP]["ref"]) == 3
    with servers.connect() as connection:
        assert connection.status("Imported").messages == 3
        assert connection.status("Imported-Sent").messages == 1
    again = program.ok("import", "zammad", export, "--json").json
    assert (again["mails"], again["events"]) == (0, 0)


_PLACES: dict[str, tuple[type[Any], int]] = {
    "put": (Depot, 1),
    "read": (MailboxReader, 0),
    "record": (Recorder, 0),
}


def _broken(place: tuple[type[Any], int], name: str) -> Callable[..., Any]:
    """Return a method that does its work so often and then is broken off in the middle of it."""
    whole, times = getattr(place[0], name), [place[1]]

    def method(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever that one takes
        if not times[0]:
            raise KeyboardInterrupt
        times[0] -= 1
        return whole(*arguments, **named)

    return method


def test_mails_of_somebody_who_was_erased_are_not_put_back(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    export = str(import_kit.zammad(tmp_path / "export"))
    program.ok("import", "zammad", export)
    program.ok("privacy", "erase", "kim@customer.example", "--yes", "--on-server")
    with servers.connect() as connection:
        left = connection.status("Imported").messages
    again = program.ok("import", "zammad", export, "--json").json
    assert again["mails"] == 0
    assert again["reasons"]["it was erased here"] >= 2
    with servers.connect() as connection:
        assert connection.status("Imported").messages == left
    assert "kim@customer.example" not in program.ok("list", "--view", "all", "--json").out
