"""Replies are queued and sent while the disk has no room, or may only be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_console.errors import ExitCode
from tests.e2e.program import Program, Run
from tests.faults.homes import Homes, homes_with_server
from tests.faults.strace import nursery
from tests.faults.tally import Points

pytestmark = [pytest.mark.server, pytest.mark.faults]

LARGEST = (1, 4_000, 12_000, 40_000, 80_000, 120_000, 160_000, 200_000, 1_000_000)
PLAIN_ROOT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


@pytest.fixture(scope="module")
def homes() -> Iterator[Homes]:
    with homes_with_server() as made:
        yield made


@pytest.mark.promise("no file may grow", "P1", "P2", "P10")
def test_reply_told_as_queued_leaves_once_however_little_room_there_is(
    homes: Homes, points: Points
) -> None:
    kinds = set()
    with nursery() as running:
        for largest in LARGEST:
            trial, wrong = homes.trial(running, largest=largest)
            assert not points.take([wrong])
            assert (trial.code, trial.lines[-1]) == (0, "end")
            assert all(title == "Store" and hint for title, _message, hint in trial.errors)
            kinds.add((len(trial.queued), bool(trial.errors)))
    assert {(0, True), (3, False)} <= kinds, "from no room at all to enough"
    assert any(0 < queued < 3 for queued, _errors in kinds)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write below ``folder`` for a while."""
    found = [folder, *folder.rglob("*")]
    before = {one: one.stat().st_mode for one in found}
    for one in found:
        one.chmod(0o500 if one.is_dir() else 0o400)
    try:
        yield
    finally:
        for one, mode in before.items():
            one.chmod(mode)


def run(home: Path, *arguments: str) -> Run:
    """Run the program as one who may not write everywhere; root may, unless that is given up."""
    if os.geteuid() != 0:
        return Program(home).run(*arguments)
    if shutil.which("setpriv") is None:
        pytest.skip("root can write everywhere here: there is no setpriv (util-linux)")
    return Program(home, before=PLAIN_ROOT).run(*arguments)


@pytest.mark.promise("store that may only be read", "P2", "P10")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_reply_to_a_store_that_may_only_be_read_says_what_to_do_and_leaves_later(
    homes: Homes, tmp_path: Path, what: str
) -> None:
    body = tmp_path / "answer.txt"
    body.write_text("Kommt morgen.\n", encoding="utf-8")
    before = len(homes.server.mails)
    with homes.fresh() as home:
        (ref, *_others) = [row["ref"] for row in run(home, "list", "--json").json]
        with read_only(home / "data"):
            if what == "file":
                (home / "data").chmod(0o700)
            refused = run(home, "reply", ref, "--body-file", str(body))
        assert refused.code == ExitCode.STORE
        assert "store.db" in refused.err
        assert "Traceback" not in refused.err
        assert "writ" in refused.err.splitlines()[-1], "what to do"
        assert len(homes.server.mails) == before
        sent = run(home, "reply", ref, "--body-file", str(body), "--json")
        assert (sent.code, sent.json["state"]) == (ExitCode.OK, "sent")
    assert len(homes.server.mails) == before + 1
