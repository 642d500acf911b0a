"""A run that requires servers cannot pass without them."""

from __future__ import annotations

import shutil

import pytest

from tests.e2e.dovecot import INSTALL, dovecot


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
