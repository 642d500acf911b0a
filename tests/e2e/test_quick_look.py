"""A sync that finds nothing changed, and every kind of change, with a real server."""

from __future__ import annotations

import pytest

from agent_console.clock import SystemClock
from agent_console.config import load_config
from agent_console.errors import ExitCode
from agent_console.locations import locations_below
from agent_console.services.quick_look import quick_look
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.filled import customer_mail

pytestmark = pytest.mark.server


def is_quiet(program: Program) -> bool:
    """Tell whether the next sync will find nothing changed without the full way."""
    return quick_look(locations_below(program.home), SystemClock()).counts is not None


def settle(program: Program) -> str:
    """Sync until a look finds nothing changed: the sync's own copies are changes as well."""
    for _round in range(3):
        said = program.ok("sync").out
        if is_quiet(program):
            return said
    raise AssertionError("the look never gets quick")


def test_every_change_on_a_real_server_is_noticed(servers: Servers, program: Program) -> None:
    with servers.connect() as beside:
        for number in (1, 2, 3):
            beside.append("INBOX", customer_mail(number, f"Frage {number}"))
        settle(program)
        assert program.ok("sync").out.splitlines()[0] == "INBOX: 0 new mails, 3 on the server"

        beside.append("INBOX", customer_mail(4, "Neu"))
        assert not is_quiet(program)
        assert "INBOX: 1 new mail, 4 on the server" in program.ok("sync").out
        settle(program)

        beside.select("INBOX")
        beside.wire.command(b"UID STORE 2 +FLAGS.SILENT (\\Flagged)")
        assert not is_quiet(program)
        settle(program)

        beside.wire.command(b"UID STORE 2 +FLAGS.SILENT (\\Deleted)")
        beside.wire.command(b"EXPUNGE")
        assert not is_quiet(program)
        settle(program)
        assert "INBOX: 0 new mails, 3 on the server" in program.ok("sync").out

        beside.wire.command(b"UID MOVE 3 Sent")
        assert not is_quiet(program)
        settle(program)

        beside.wire.command(b'CREATE "Gesendete Objekte"')
        assert not is_quiet(program)
        settle(program)

    with program.config_file.open("a") as file:
        file.write("\n[sync]\nkeep_source = 128\n")
    assert not is_quiet(program)
    settle(program)


def test_folder_that_gets_its_use_later_is_found(servers: Servers, program: Program) -> None:
    text = program.config_file.read_text()
    program.config_file.write_text(f'{text}\n[mailbox.folders]\nalso = ["Später"]\n')
    assert load_config(program.config_file).mailbox.folders.also == ("Später",)
    run = program.run("sync")
    assert run.code == ExitCode.FAILED
    assert "Später" in run.err
    assert not is_quiet(program)
    with servers.connect() as beside:
        beside.wire.command(b'CREATE "Sp&AOQ-ter"')
    assert "Später: 0 new mails, 0 on the server" in program.ok("sync").out
    settle(program)
