"""The garbage collector of a process that reads many mails."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from agent_console.mail.collecting import collect_seldom


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_collect_seldom_as_shipped_looks_seldom() -> None:
    gc.set_threshold(700, 10, 10)

    collect_seldom()

    assert gc.get_threshold()[0] >= 50_000
    assert gc.isenabled()


def test_collect_seldom_where_it_looks_less_still_leaves_it() -> None:
    gc.set_threshold(200_000, 5, 5)

    collect_seldom()

    assert gc.get_threshold() == (200_000, 5, 5)
