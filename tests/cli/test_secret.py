"""`secret` in this process against the demo's servers: what is kept where, what is said."""

from __future__ import annotations

import getpass
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring
from pydantic import SecretStr

from agent_console.cli import main
from agent_console.cli_context import mailbox_secret
from agent_console.config import load_config
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import ExitCode, SecretMissingError
from agent_console.locations import Locations
from agent_console.mail.vault import Vault, VaultLockedError
from tests.cli.calls import Captured
from tests.e2e.smtp import free_port
from tests.filled import ME, PASSWORD
from tests.mail.test_credentials import Failing, Memory

PHRASE = "correct horse"
OTHER = "second@company.example"
Type = Callable[..., None]


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        yield running


@pytest.fixture
def home(locations: Locations, server: DemoServer) -> Locations:
    """Settings with two mailboxes on one server."""

    def servers(section: str) -> str:
        return "".join(
            f'[{section}.{kind}]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "plain"\n'
            f'user = "{ME}"\n'
            for kind, port in (("imap", server.imap_port), ("smtp", server.smtp_port))
        )

    locations.config_file.write_text(
        f'[agent]\nname = "Anna"\n[mailbox]\naddress = "{ME}"\n{servers("mailbox")}'
        f'[[mailboxes]]\naddress = "{OTHER}"\n{servers("mailboxes")}'
    )
    return locations


@pytest.fixture
def memory(home: Locations) -> Memory:
    backend = Memory()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Type:
    def give(*lines: str) -> None:
        content = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Type]:
    """Answers of a person at a terminal; every one must be asked for."""
    answers: list[str] = []

    def give(*lines: str) -> None:
        answers[:] = lines
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", lambda *_a, **_k: answers.pop(0))

    yield give
    assert answers == []


def vault_of(home: Locations) -> Vault:
    return Vault(home.data_dir / "secrets.enc")


def send_away(home: Locations) -> None:
    """Name ports where nobody listens."""
    text = home.config_file.read_text()
    home.config_file.write_text(re.sub(r"(?m)^port = .*$", f"port = {free_port()}", text))


def kept_in_file(home: Locations, account: str = ME) -> None:
    vault = vault_of(home)
    vault.begin(SecretStr(PHRASE))
    vault.write(account, SecretStr(PASSWORD))


def test_set_without_a_terminal_keeps_a_line_in_the_keyring(
    memory: Memory, piped: Type, capsys: Captured
) -> None:
    piped(PASSWORD)
    assert main(["secret", "set"]) == 0
    assert memory.kept == {("agent-console", ME): PASSWORD}
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "kept in the keyring" in printed.err
    assert PASSWORD not in printed.err


def test_set_of_a_refused_password_stores_nothing(
    memory: Memory, piped: Type, capsys: Captured, server: DemoServer
) -> None:
    piped("wrong")
    assert main(["secret", "set"]) == ExitCode.SIGN_IN
    assert memory.kept == {}
    assert "Nothing was stored" in capsys.readouterr().err


def test_set_while_the_server_is_away_stores_nothing(
    memory: Memory, piped: Type, home: Locations
) -> None:
    send_away(home)
    piped(PASSWORD)
    assert main(["secret", "set"]) == ExitCode.MAIL_SERVER
    assert memory.kept == {}


@pytest.mark.parametrize("line", ["", "\0", "a\rb"])
def test_set_reads_one_usable_line(memory: Memory, piped: Type, line: str) -> None:
    piped(line)
    assert main(["secret", "set"]) == ExitCode.SIGN_IN
    assert memory.kept == {}


def test_set_without_a_keyring_names_the_file(
    home: Locations, piped: Type, capsys: Captured
) -> None:
    piped(PASSWORD)
    assert main(["secret", "set"]) != 0
    err = capsys.readouterr().err
    assert "offers no keyring" in err
    assert "--where file" in err


@pytest.mark.parametrize(
    "backend",
    [load_keyring("keyring.backends.null.Keyring"), Failing(LookupError("canary"))],
    ids=["null", "failing"],
)
def test_set_into_a_keyring_that_keeps_nothing_fails(
    home: Locations, piped: Type, capsys: Captured, backend: Memory
) -> None:
    keyring.set_keyring(backend)
    piped(PASSWORD)
    assert main(["secret", "set", "--where", "keyring"]) != 0
    err = capsys.readouterr().err
    assert "not stored" in err
    assert "canary" not in err


def test_set_into_the_file_reads_the_passphrase_from_the_next_line(
    home: Locations, piped: Type, capsys: Captured
) -> None:
    piped(PASSWORD, PHRASE)
    assert main(["secret", "set", "--where", "file"]) == 0
    assert "secrets.enc" in capsys.readouterr().err
    vault = vault_of(home)
    assert vault.unlock(SecretStr(PHRASE))
    assert vault.read(ME) == SecretStr(PASSWORD)
    before = vault.path.read_bytes()
    piped(PASSWORD, "wrong")
    assert main(["secret", "set", OTHER, "--where", "file"]) == ExitCode.SIGN_IN
    assert vault.path.read_bytes() == before
    piped(PASSWORD, PHRASE)
    assert main(["secret", "set", OTHER.upper(), "--where", "file"]) == 0
    assert sorted(json.loads(vault.path.read_text())["secrets"]) == [ME]


def test_set_at_a_terminal_without_a_keyring_offers_the_file(
    home: Locations, typed: Type, capsys: Captured
) -> None:
    typed(PASSWORD, PHRASE, "slip", PHRASE, PHRASE)
    assert main(["secret", "set"]) == 0
    err = capsys.readouterr().err
    assert "two different" in err
    assert vault_of(home).unlock(SecretStr(PHRASE))


def test_set_says_what_comes_before_it(
    memory: Memory, piped: Type, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.set_password("agent-console", ME, "older")
    piped(PASSWORD, PHRASE)
    assert main(["secret", "set", "--where", "file"]) == 0
    assert "the keyring comes first" in capsys.readouterr().err


def test_test_names_the_step_and_both_servers(memory: Memory, capsys: Captured) -> None:
    memory.set_password("agent-console", ME, PASSWORD)
    assert main(["secret", "test"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Password from: the keyring", "Reading (IMAP): accepted", "Sending (SMTP): accepted",
    ]  # fmt: skip


def test_test_of_a_refused_password_says_who_refused_it(memory: Memory, capsys: Captured) -> None:
    memory.set_password("agent-console", ME, "wrong")
    assert main(["secret", "test"]) == ExitCode.SIGN_IN
    out = capsys.readouterr().out
    assert out.count("accepted") == 0
    assert "Reading (IMAP): The mail server refused" in out
    assert "Sending (SMTP): " in out


def test_test_of_servers_out_of_reach_blames_no_password(
    memory: Memory, capsys: Captured, home: Locations
) -> None:
    memory.set_password("agent-console", ME, PASSWORD)
    send_away(home)
    assert main(["secret", "test"]) == ExitCode.MAIL_SERVER
    assert "refused the user name" not in capsys.readouterr().out


def test_test_opens_the_file_at_a_terminal_and_asks_again_after_a_slip(
    home: Locations, typed: Type, capsys: Captured
) -> None:
    kept_in_file(home)
    typed("slip", PHRASE)
    assert main(["secret", "test"]) == 0
    printed = capsys.readouterr()
    assert "not the passphrase" in printed.err
    assert f"the encrypted file {home.data_dir}" in printed.out


def test_test_without_anybody_to_ask_says_that_the_file_is_locked(
    home: Locations, piped: Type, capsys: Captured
) -> None:
    kept_in_file(home)
    piped()
    assert main(["secret", "test"]) == ExitCode.SIGN_IN
    assert "wants its passphrase" in capsys.readouterr().err


def test_passphrase_is_asked_for_once_for_all_mailboxes(home: Locations, typed: Type) -> None:
    kept_in_file(home)
    config = load_config(home.config_file)
    typed(PHRASE)
    assert mailbox_secret(config.mailbox) == SecretStr(PASSWORD)
    assert mailbox_secret(config.mailboxes[0]) == SecretStr(PASSWORD)


def test_passphrase_that_is_wrong_three_times_ends_it(home: Locations, typed: Type) -> None:
    kept_in_file(home)
    typed("a", "b", "c")
    with pytest.raises(VaultLockedError):
        mailbox_secret(load_config(home.config_file).mailbox)


def test_forget_removes_from_every_place_and_says_from_which(
    memory: Memory, home: Locations, capsys: Captured
) -> None:
    memory.set_password("agent-console", ME, PASSWORD)
    kept_in_file(home)
    assert main(["secret", "forget"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Removed from the keyring."
    assert lines[1].startswith("Removed from the encrypted file")
    assert memory.kept == {}
    assert not vault_of(home).is_there
    assert main(["secret", "forget"]) == 0
    assert capsys.readouterr().out == "No password was kept.\n"


def test_forget_in_one_place_leaves_the_other(memory: Memory, home: Locations) -> None:
    memory.set_password("agent-console", ME, PASSWORD)
    kept_in_file(home)
    assert main(["secret", "forget", "--where", "file"]) == 0
    assert memory.kept
    assert not vault_of(home).is_there


def test_forget_with_a_keyring_in_trouble_still_clears_the_file_and_fails(
    home: Locations, capsys: Captured
) -> None:
    keyring.set_keyring(Failing(LookupError("x")))
    kept_in_file(home)
    assert main(["secret", "forget"]) == ExitCode.FAILED
    printed = capsys.readouterr()
    assert "encrypted file" in printed.out
    assert "not known" in printed.err


def test_damaged_file_is_named_by_every_act(home: Locations, piped: Type, capsys: Captured) -> None:
    home.data_dir.mkdir()
    vault_of(home).path.write_bytes(b"{")
    for arguments in (["set", "--where", "file"], ["test"], ["forget", "--where", "file"]):
        piped(PASSWORD, PHRASE)
        assert main(["secret", *arguments]) == ExitCode.SIGN_IN
        assert "is damaged" in capsys.readouterr().err
    assert vault_of(home).path.read_bytes() == b"{"


def test_mailbox_that_is_not_in_the_settings_is_named(home: Locations, capsys: Captured) -> None:
    assert main(["secret", "test", "nobody@else.example"]) == ExitCode.NOT_FOUND
    assert ME in capsys.readouterr().err


def test_password_is_asked_for_only_where_none_is_stored(home: Locations, piped: Type) -> None:
    piped()
    with pytest.raises(SecretMissingError, match="no keyring"):
        mailbox_secret(load_config(home.config_file).mailbox)
