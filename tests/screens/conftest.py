from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_console.i18n import use_language

pytest.register_assert_rewrite("tests.screens.support")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def no_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed on this machine does not count: no screen starts hunspell."""
    monkeypatch.setattr("agent_console.services.spelling.PROGRAM", "no-such-program")
