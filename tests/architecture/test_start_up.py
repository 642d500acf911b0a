"""What is loaded before a server is reached, in a whole sync, and for the health."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.filled import NOW, customer_mail
from tests.services.office import office

STORE = ("sqlmodel", "sqlalchemy", "agent_console.store.engine", "agent_console.store.tables")
SCREEN = ("textual", "rich", "agent_console.app", "agent_console.screens.session")
UNUSED = ("aiosmtplib", "keyring", "babel", "jinja2", *SCREEN)
DESK = ("agent_console.services.desk", "agent_console.services.replies", "agent_console.cli_acts")
NEVER_BEFORE_THE_SERVER = (
    *("holidays", "selectolax", "asyncio", "agent_console.desk.views", "agent_console.mail.read"),
    *("agent_console.services.intake", "agent_console.mail.imap", *STORE, *DESK, *UNUSED),
)
NEVER_IN_A_SYNC = (*UNUSED, *DESK, "agent_console.services.delivery")
NEVER_FOR_THE_HEALTH = (
    *("holidays", "selectolax", "asyncio", "imapclient", "agent_console.mail", "ssl"),
    *(*STORE, *DESK, *UNUSED),
)
AT_THE_DOOR = """
import sys
from agent_console.services import ahead

class Enough(BaseException):
    pass

def begin(*_mailbox):
    print([name for name in {never!r} if name in sys.modules])
    raise Enough

ahead.Ahead = begin
from agent_console import cli
try:
    cli.main([{command!r}])
except Enough:
    pass
"""
AT_THE_END = """
import sys
from agent_console import cli
code = cli.main([{command!r}])
print([name for name in {never!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def told(probe: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "AGENT_CONSOLE_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("command", ["sync", "engine"])
def test_server_is_reached_before_anything_heavy_is_loaded(tmp_path: Path, command: str) -> None:
    with office(tmp_path, tickets=0):
        run = told(AT_THE_DOOR.format(never=NEVER_BEFORE_THE_SERVER, command=command), tmp_path)
    assert run.stdout.strip() == "[]", run.stdout + run.stderr


def test_sync_that_sends_nothing_loads_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        at_work.server.mailbox.deliver("INBOX", customer_mail(1, "Frage"), NOW)
        run = told(AT_THE_END.format(never=NEVER_IN_A_SYNC, command="sync"), tmp_path)
    assert run.returncode == 0, run.stderr
    assert "INBOX: 1 new mail" in run.stdout
    assert ast.literal_eval(run.stderr.splitlines()[-1]) == []


def test_health_loads_neither_mail_nor_the_store_as_a_whole(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0):
        run = told(AT_THE_END.format(never=NEVER_FOR_THE_HEALTH, command="health"), tmp_path)
    assert "nothing was read yet" in run.stdout
    assert ast.literal_eval(run.stderr.splitlines()[-1]) == []
