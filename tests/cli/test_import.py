"""``agent-console import``: what is typed wrong, what is not there, and flags without a server."""

from __future__ import annotations

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.store.locks import engine_lock
from agent_console.store.place import prepare
from tests.cli.calls import Captured, as_json
from tests.filled import NOW, customer_mail, opened


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zammad",), "no file is named"),
        (("mbox", ".", "--map", "x=shut"), "x=shut says nothing about a mark"),
        (("zammad", ".", "--owner", "Bea"), "Bea names nobody"),
        (("zammad", ".", "--zone", "Mars/North"), "there is no time zone Mars/North"),
        (("flags", "--closed-before", "yesterday"), "yesterday is no day"),
        (("otrs", "."), "invalid choice"),
    ],
)
def test_what_is_typed_wrong_is_said_and_nothing_is_done(
    locations: Locations, capsys: Captured, arguments: tuple[str, ...], words: str
) -> None:
    assert main(("import", *arguments)) == ExitCode.USAGE
    assert words in capsys.readouterr().err


def test_file_that_is_not_there_is_not_found(locations: Locations, capsys: Captured) -> None:
    assert main(("import", "mbox", "nowhere.mbox")) == ExitCode.NOT_FOUND
    assert "nowhere.mbox: there is no such file" in capsys.readouterr().err


def test_import_waits_for_nobody_who_syncs(locations: Locations, capsys: Captured) -> None:
    prepare(locations.store_file)
    lock = engine_lock(locations.store_file)
    assert lock is not None
    with lock:
        assert main(("import", "flags")) == ExitCode.BUSY
    assert "is being synced" in capsys.readouterr().err


def test_flags_and_folders_become_tags_owners_and_states(
    locations: Locations, capsys: Captured
) -> None:
    desk = opened(locations, FixedClock(NOW))
    placed = (
        ("support@company.example/INBOX", "star", {"\\Flagged", "\\Seen"}),
        ("support@company.example/INBOX", "plain", {"\\Seen"}),
        ("support@company.example/Done", "done", {"$label1", "$bea"}),
    )
    for uid, (folder, subject, flags) in enumerate(placed, 1):
        raw = customer_mail(uid, subject)
        desk.intake.use_folder(folder, outgoing=False)
        mail = FetchedMail(uid, raw, NOW, frozenset(flags), len(raw), complete=True)
        desk.intake.store(folder, 1, [mail], FolderCursor(1, uid))
    desk.close()
    wish = ("--map", "folder:Done=closed", "--map", "$bea=owner:Bea")
    dry = as_json(capsys, "import", "flags", *wish, "--dry-run", "--json")
    assert (dry["tickets"], dry["states"], dry["events"]) == (2, {"closed": 1, "open": 1}, 0)
    done = as_json(capsys, "import", "flags", *wish, "--json")
    assert (done["tickets"], done["states"], done["events"]) == (2, dry["states"], 5)
    rows = {row["subject"]: row for row in as_json(capsys, "list", "--view", "all", "--json")}
    assert rows["done"]["state"] == "closed"
    assert rows["done"]["owner"] == "Bea"
    assert rows["plain"]["state"] == rows["star"]["state"] == "new"
    tags = as_json(capsys, "show", rows["star"]["ref"], "--json")["ticket"]["tags"]
    assert tags == ["flagged"]
    tags = as_json(capsys, "show", rows["done"]["ref"], "--json")["ticket"]["tags"]
    assert tags == ["important", "imported"]
    assert as_json(capsys, "import", "flags", *wish, "--json")["events"] == 0
