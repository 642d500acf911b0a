"""What fuzzing found stays mended, and every target can be checked without the fuzzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import NAMES
from fuzz.checks import target
from fuzz.corpus import mails

FINDS = sorted(Path(__file__).parent.glob("*.bin"))


@pytest.mark.promise("what fuzzing once found", "P9")
@pytest.mark.parametrize("find", FINDS, ids=[find.stem for find in FINDS])
def test_find_when_checked_again_keeps_every_promise(find: Path) -> None:
    target(find.name.split("-")[0]).check(find.read_bytes())


def test_finds_when_kept_are_small() -> None:
    assert FINDS
    assert not [find.name for find in FINDS if find.stat().st_size > 4_096]


@pytest.mark.parametrize("name", NAMES)
def test_check_when_given_nothing_or_where_fuzzing_begins_holds(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AGENT_CONSOLE_CORPORA", raising=False)
    chosen = target(name)
    seeds = list(dict.fromkeys(chosen.seeds(mails(2_048))))
    assert seeds
    for seed in (b"", b"\0", *seeds[:: max(1, len(seeds) // 12)]):
        chosen.check(seed[: chosen.longest])
