"""``secret signin``: what a person reads, what is kept, and what no output ever shows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring

from agent_console import cli_oauth
from agent_console.cli import main
from agent_console.config import MailboxConfig
from agent_console.errors import ExitCode, MailError, SignInError
from agent_console.locations import Locations
from agent_console.mail.oauth import DeviceCode, Provider, Tokens, poll_device
from agent_console.services.passwords import Door
from tests.cli.calls import ROOT
from tests.mail.sign_in_service import CANARY, PENDING, SignInService, sign_in_service

pytestmark = pytest.mark.server
Captured = pytest.CaptureFixture[str]


class Memory(KeyringBackend):
    """A keyring that works, or keeps nothing."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.keeps = True

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.keeps:
            self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.fixture
def memory(locations: Locations) -> Memory:
    backend = Memory()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture
def service(locations: Locations) -> Iterator[SignInService]:
    with sign_in_service() as running:
        path = locations.config_file
        lines = (
            "[mailbox.oauth]",
            'provider = "own"',
            'client_id = "console"',
            f'device_url = "{running.url}/device"',
            f'authorize_url = "{running.url}/authorize"',
            f'token_url = "{running.url}/token"',
        )
        kept = path.read_text("utf-8").splitlines()
        before = [line for line in kept if not line.startswith("password_command")]
        path.write_text("\n".join((*before, *lines, "")), "utf-8")
        yield running


@pytest.fixture(autouse=True)
def servers(monkeypatch: pytest.MonkeyPatch) -> dict[Door, MailError | None]:
    """Both mail servers accept everything, and nobody waits between two polls."""
    answers: dict[Door, MailError | None] = {Door.READING: None, Door.SENDING: None}
    monkeypatch.setattr(cli_oauth, "show_to_servers", lambda _box, _secret, _clock: answers)

    def at_once(provider: Provider, device: DeviceCode) -> Tokens:
        return poll_device(provider, device, pause=lambda _seconds: None)

    monkeypatch.setattr(cli_oauth, "poll_device", at_once)
    return answers


def test_sign_in_with_a_code_is_kept_and_shown_to_both_servers(
    service: SignInService, memory: Memory, capsys: Captured
) -> None:
    service.waiting.append(PENDING)
    assert main(("secret", "signin")) == 0
    said = capsys.readouterr()
    assert "https://login.example/device" in said.err
    assert "ABCD-EFGH" in said.err
    assert said.out.splitlines() == ["Reading (IMAP): accepted", "Sending (SMTP): accepted"]
    assert list(memory.kept.values()) == [f"{CANARY}refresh-1"]
    assert "canary" not in said.out + said.err


def test_sign_in_that_a_server_does_not_accept_is_kept_and_told(
    service: SignInService,
    memory: Memory,
    servers: dict[Door, MailError | None],
    capsys: Captured,
) -> None:
    servers[Door.SENDING] = SignInError("Sending", "SMTP is switched off \x1b[2J")
    assert main(("secret", "signin")) == ExitCode.SIGN_IN
    said = capsys.readouterr()
    assert "Sending (SMTP): SMTP is switched off" in said.out
    assert "\x1b" not in said.out
    assert memory.kept


def test_sign_in_that_is_declined_leaves_the_keyring_alone(
    service: SignInService, memory: Memory, capsys: Captured
) -> None:
    service.waiting.append((400, {"error": "access_denied"}))
    assert main(("secret", "signin")) == ExitCode.SIGN_IN
    assert "declined" in capsys.readouterr().err
    assert memory.kept == {}


def test_sign_in_without_a_keyring_is_refused_before_anybody_is_asked(
    service: SignInService, capsys: Captured
) -> None:
    assert main(("secret", "signin")) == ExitCode.SIGN_IN
    said = capsys.readouterr().err
    assert "offers no keyring" in said
    assert "token_command" in said
    assert service.asked == []


def test_sign_in_that_the_keyring_does_not_keep_says_so(
    service: SignInService, memory: Memory, capsys: Captured
) -> None:
    memory.keeps = False
    assert main(("secret", "signin")) == ExitCode.SIGN_IN
    assert "not kept" in capsys.readouterr().err


def test_sign_in_of_a_mailbox_with_a_password_says_where_to_read(
    locations: Locations, capsys: Captured
) -> None:
    assert main(("secret", "signin")) == ExitCode.CONFIG
    assert "docs/sign-in.md" in capsys.readouterr().err
    assert main(("secret", "signin", "other@x.example")) == ExitCode.NOT_FOUND


def test_sign_out_forgets(service: SignInService, memory: Memory, capsys: Captured) -> None:
    main(("secret", "signin"))
    assert main(("secret", "signout")) == 0
    assert memory.kept == {}
    assert main(("secret", "signout")) == 0
    assert "Nobody was signed in" in capsys.readouterr().err
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    assert main(("secret", "signout")) == ExitCode.SIGN_IN


def test_settings_in_the_documentation_are_those_of_the_program() -> None:
    page = (ROOT / "docs" / "sign-in.md").read_text("utf-8")
    blocks = [block for block in re.findall(r"```\n(.*?)```", page, re.DOTALL) if block[0] == "["]
    boxes = [tomllib.loads(block)["mailbox"] for block in blocks]
    server = {"host": "mail.example.com", "port": 993}
    made = [
        MailboxConfig.model_validate(
            {"address": "a@example.com", **box, "imap": box.get("imap", server), "smtp": server}
        )
        for box in boxes
    ]
    assert [box.oauth and box.oauth.provider for box in made] == [
        None,
        "microsoft",
        "google",
        "own",
    ]
    assert all(box.takes_tokens for box in made)


def test_doctor_says_that_the_sign_in_has_ended(
    service: SignInService, memory: Memory, capsys: Captured
) -> None:
    main(("secret", "signin"))
    service.revoke()
    capsys.readouterr()
    assert main(("doctor",)) != 0
    said = capsys.readouterr()
    assert "expired or was withdrawn" in said.out
    assert "canary" not in said.out + said.err
