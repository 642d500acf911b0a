"""The garbage collector while a program starts."""

from __future__ import annotations

import gc

import pytest

from agent_console.cli_start import go_on, loading


def fail_while_loading(seen: list[bool]) -> None:
    with loading():
        seen.append(gc.isenabled())
        raise LookupError


def test_loading_lets_the_collector_rest_and_go_on_even_after_an_error() -> None:
    seen: list[bool] = []
    before = gc.get_freeze_count()
    with pytest.raises(LookupError):
        fail_while_loading(seen)
    assert seen == [False]
    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_collector_that_never_rested_is_left_alone() -> None:
    before = gc.get_freeze_count()
    go_on()
    assert gc.isenabled()
    assert gc.get_freeze_count() == before
