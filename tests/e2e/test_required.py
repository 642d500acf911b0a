"""A run that requires servers cannot pass without them."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.e2e.dovecot import INSTALL, dovecot
from tests.e2e.postfix import need_postfix
from tests.faults.strace import need_strace


@pytest.mark.parametrize(
    ("required", "ended"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_dovecot_when_it_is_missing_fails_the_test_only_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, required: str, ended: type[BaseException]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_named: None)
    monkeypatch.setenv("AGENT_CONSOLE_REQUIRE_SERVERS", required)
    either = (pytest.fail.Exception, pytest.skip.Exception)
    with pytest.raises(either, match=INSTALL) as found, dovecot():
        raise AssertionError
    assert found.type is ended


@pytest.mark.parametrize("need", [need_postfix, need_strace])
@pytest.mark.parametrize(
    ("required", "ended"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_tool_when_it_is_missing_fails_the_test_only_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch,
    required: str,
    ended: type[BaseException],
    need: Callable[[], None],
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_named: None)
    monkeypatch.setenv("AGENT_CONSOLE_REQUIRE_SERVERS", required)
    either = (pytest.fail.Exception, pytest.skip.Exception)
    with pytest.raises(either, match="is not installed") as found:
        need()
    assert found.type is ended
