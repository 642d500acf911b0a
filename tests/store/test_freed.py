"""What filing took is given back to the system, not only to the C library."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from agent_console.store import engine
from agent_console.store.engine import open_store
from agent_console.store.freed import give_back_freed

_BLOCK, _BLOCKS = 4096, 10_000


def held() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps and tells")
def test_freed_memory_below_some_in_use_is_given_back() -> None:
    blocks = [os.urandom(_BLOCK) for _number in range(_BLOCKS)]
    full = held()
    del blocks[:-1]
    give_back_freed()
    assert full - held() > _BLOCK * _BLOCKS / 2
    assert blocks


def test_memory_is_given_back_once_after_many_mails_were_filed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(engine, "give_back_freed", lambda: given.append("back"))
    with open_store(tmp_path / "store.db") as store:
        store.narrow()
        assert given == []
        store.widen()
        store.narrow()
        store.narrow()
    assert given == ["back"]
