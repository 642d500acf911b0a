"""What would cost much memory is loaded by nobody who does not need it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_console.clock import SystemClock
from agent_console.services.rules import Rules
from tests.architecture.source import ROOT, Module, imported_names, modules, top_level_imports
from tests.filled import NOW, customer_mail, settings
from tests.services.office import office

MAPPER = ("sqlmodel", "sqlalchemy")
"""28 MB in each process."""
COMPARES_TABLES = "agent_console.store.shape"
"""The doctor compares a store with the classes."""

NEVER_IN_THE_ENGINE = (*MAPPER, "holidays", "babel", "jinja2", "textual", "rich", "keyring")
ENGINE = f"""
import sys
from agent_console import cli
code = cli.main(["engine"])
print([name for name in {NEVER_IN_THE_ENGINE!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def declares_tables(module: str) -> bool:
    """Tell whether a module is one of those that say what the tables are, for the mapper."""
    name = module.rpartition(".")[2]
    return module.startswith("agent_console.store.") and (
        name.endswith("tables") or name in ("ticket_indexes", "utc_text")
    )


def test_mapper_is_loaded_by_the_tables_alone() -> None:
    wrong = [
        f"{module.name}: {name}"
        for module in modules()
        if not declares_tables(module.name) and module.name != COMPARES_TABLES
        for name in _loading(module)
    ]
    assert wrong == []


def _loading(module: Module) -> list[str]:
    """Return what of a module loads the mapper, as soon as it is loaded itself or later."""
    tables = [name for name, _line in imported_names(module) if declares_tables(name)]
    mapper = [name for name in top_level_imports(module) if name.partition(".")[0] in MAPPER]
    return [*tables, *mapper]


def test_engine_that_has_read_mail_has_loaded_nothing_big_that_it_does_not_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    with office(tmp_path, tickets=0) as at_work:
        at_work.locations.state_dir.mkdir(exist_ok=True)
        Rules(settings(at_work.locations)).check(SystemClock().now())
        at_work.server.mailbox.deliver("INBOX", customer_mail(1, "Frage"), NOW)
        with subprocess.Popen(
            [sys.executable, "-c", ENGINE],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as engine:
            assert engine.stdin
            assert engine.stdout
            assert engine.stderr
            read = any(json.loads(line).get("refs") for line in engine.stdout)
            engine.stdin.close()
            said = engine.stderr.read()
    assert read
    assert ast.literal_eval(said.splitlines()[-1]) == []
