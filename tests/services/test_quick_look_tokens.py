"""The quick look at mailboxes that are signed in to with tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_console.clock import Clock, SystemClock
from agent_console.mail.glance import Glance
from agent_console.services import quick_look
from agent_console.services.look_note import BoxNote

ME = "support@company.example"
BOX = f'[mailbox]\naddress = "{ME}"\n{{ways}}\n[mailbox.imap]\nhost = "h"\nport = 993\n{{more}}'


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is shown to the server, and whether as a token."""
    seen: list[tuple[str, bool]] = []

    @contextmanager
    def signed_in(
        _server: object, _user: str, secret: str, _clock: Clock, *, token: bool = False
    ) -> Iterator[None]:
        seen.append((secret, token))
        yield None

    monkeypatch.setattr(quick_look, "signed_in", signed_in)
    monkeypatch.setattr(quick_look, "glance", lambda _wire, _names: Glance("same", ()))
    return seen


def looked(ways: str, more: str = "") -> tuple[bool, dict[str, str]]:
    settings = tomllib.loads(BOX.format(ways=ways, more=more))
    account = dict(quick_look._accounts(settings))[ME]
    kept: dict[str, str] = {}
    note = BoxNote(ME, ("INBOX",), ("INBOX",), ("INBOX",), Glance("same", ()))
    return quick_look._same(note, account, SystemClock(), kept), kept


def test_token_of_a_command_is_shown_as_one_and_not_taken_for_a_password(
    shown: list[tuple[str, bool]],
) -> None:
    assert looked('token_command = ["printf", "t-1"]') == (True, {})
    assert shown == [("t-1", True)]


def test_mailbox_with_a_sign_in_in_the_keyring_takes_the_full_way(
    shown: list[tuple[str, bool]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "agent-console-password").write_text("not for this one", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    oauth = '[mailbox.oauth]\nprovider = "google"\nclient_id = "c"\n'
    assert looked("", oauth) == (False, {})
    assert shown == []
    assert looked("") == (True, {ME: "not for this one"})
    assert shown == [("not for this one", False)]
