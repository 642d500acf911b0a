"""`team` in this process against the demo's server: begun, joined, looked at, left."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from agent_console.cli import main
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.locations import Locations
from agent_console.mail.vault import Vault
from agent_console.store.engine import engine_lock, open_store
from tests.cli.calls import Captured, as_json
from tests.filled import ME, PASSWORD, write_settings
from tests.mail.test_credentials import Memory

PHRASE = "vier Elche gehen baden"
VAULT = "correct horse battery"
Type = Callable[..., None]


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        yield running


def settle(locations: Locations, server: DemoServer, name: str = "Anna") -> Locations:
    """Write settings that reach the server."""
    locations.config_file.write_text(
        f'[agent]\nname = "{name}"\n[mailbox]\naddress = "{ME}"\n'
        f'password_command = ["echo", "{PASSWORD}"]\n'
        f'[mailbox.imap]\nhost = "127.0.0.1"\nport = {server.imap_port}\nsecurity = "plain"\n'
        f'user = "{ME}"\n[mailbox.smtp]\nhost = "127.0.0.1"\nport = {server.smtp_port}\n'
        f'security = "plain"\nuser = "{ME}"\n'
    )
    return locations


@pytest.fixture
def anna(locations: Locations, server: DemoServer) -> Locations:
    keyring.set_keyring(Memory())
    return settle(locations, server)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Type:
    def give(*lines: str) -> None:
        content = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return give


@pytest.fixture
def as_bert(
    anna: Locations, server: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Locations]:
    """Go to another machine."""

    def go() -> Locations:
        home = tmp_path / "bert"
        monkeypatch.setenv("AGENT_CONSOLE_HOME", str(home))
        return settle(write_settings(home), server, "Bert")

    return go


def begun(capsys: Captured, *arguments: str) -> str:
    assert main(["team", "start", *arguments]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    return line


def test_start_prints_the_line_alone_and_says_that_it_is_a_secret(
    anna: Locations, capsys: Captured
) -> None:
    assert main(["team", "start"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("agent-console-team:1:")
    assert "The join line is a secret" in said.err
    assert "You are its lead." in said.err
    assert main(["team", "start"]) == 1
    assert "belongs to a team already" in capsys.readouterr().err


def test_join_reads_the_line_from_standard_input(
    anna: Locations, capsys: Captured, piped: Type, as_bert: Callable[[], Locations]
) -> None:
    line = begun(capsys)
    as_bert()
    piped(line)
    assert main(["team", "join"]) == 0
    assert "You take part in the team as Bert, role: agent." in capsys.readouterr().err
    told = as_json(capsys, "team", "status", "--json")
    assert {one["agent"] for one in told["status"]["members"]} == {"Anna", "Bert"}
    assert told["roles"] == {"Anna": "lead"}


def test_digests_of_two_consoles_that_know_the_same_are_equal(
    anna: Locations,
    capsys: Captured,
    piped: Type,
    as_bert: Callable[[], Locations],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    line = begun(capsys)
    as_bert()
    piped(line)
    assert main(["team", "join"]) == 0
    capsys.readouterr()
    assert main(["team", "status", "--digest"]) == 0
    of_bert = capsys.readouterr().out
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    assert main(["team", "status", "--digest"]) == 0
    assert capsys.readouterr().out == of_bert
    assert len(of_bert.split()) == 4
    assert set(as_json(capsys, "team", "status", "--digest", "--json")) == {"digest"}


def test_join_asks_at_a_terminal_without_an_echo(
    anna: Locations,
    capsys: Captured,
    piped: Type,
    as_bert: Callable[[], Locations],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    piped(PHRASE)
    line = begun(capsys, "--passphrase")
    as_bert()
    asked: list[str] = []
    answers = [line, PHRASE]

    def unseen(question: str, **_more: object) -> str:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", unseen)
    assert main(["team", "join"]) == 0
    assert asked == ["Join line (it is not shown): ", "Passphrase of the team: "]


def test_join_with_a_slip_in_the_line_says_so(
    anna: Locations, capsys: Captured, piped: Type
) -> None:
    line = begun(capsys)
    piped(line[:-1])
    assert main(["team", "join"]) == 1
    said = capsys.readouterr().err
    assert "does not add up" in said
    assert "agent-console-team:" in said
    piped("hello")
    assert main(["team", "join"]) == 1
    assert "that is no join line" in capsys.readouterr().err


def test_verbs_while_a_console_is_open_are_refused(anna: Locations, capsys: Captured) -> None:
    with open_store(anna.store_file):
        lock = engine_lock(anna.store_file)
        assert lock
        with lock:
            assert main(["team", "start"]) == 8
    assert "is open on this store" in capsys.readouterr().err


def test_role_line_rotate_and_leave(
    anna: Locations, capsys: Captured, piped: Type, as_bert: Callable[[], Locations],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    line = begun(capsys)
    as_bert()
    piped(line)
    assert main(["team", "join"]) == 0
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    assert main(["team", "role", "bert", "read-only"]) == 0
    assert "Bert: read-only." in capsys.readouterr().err
    assert main(["team", "line"]) == 0
    assert capsys.readouterr().out.strip() == line
    assert main(["team", "rotate"]) == 0
    assert capsys.readouterr().out.strip() not in ("", line)
    as_bert()
    assert main(["team", "line"]) == 1
    assert "changed the key" in capsys.readouterr().err
    assert main(["team", "status"]) == 0
    assert "The key was changed" in capsys.readouterr().out
    assert main(["team", "leave"]) == 0
    assert main(["team", "status"]) == 1
    assert "belongs to no team" in capsys.readouterr().err


def test_key_in_the_file_is_asked_for_once(anna: Locations, capsys: Captured, piped: Type) -> None:
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    piped(VAULT)
    begun(capsys, "--where", "file")
    assert (anna.data_dir / "secrets.enc").exists()
    piped(VAULT)
    assert main(["team", "leave"]) == 0
    assert not (anna.data_dir / "secrets.enc").exists()


@pytest.mark.parametrize("command", [["team", "status"], ["sync"]])
def test_key_in_the_file_is_asked_for_at_a_terminal(
    anna: Locations,
    capsys: Captured,
    piped: Type,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    piped(VAULT)
    begun(capsys, "--where", "file")
    monkeypatch.setattr("agent_console.mail.vault._vault_at", cache(Vault))
    asked: list[str] = []

    def unseen(question: str, **_more: object) -> str:
        asked.append(question)
        return VAULT

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", unseen)
    assert main(command) == 0
    assert asked == ["Passphrase: "]
    assert command == ["sync"] or "was read just now" in capsys.readouterr().out


def test_status_when_the_journal_cannot_be_read_says_so(
    anna: Locations, capsys: Captured, server: DemoServer
) -> None:
    begun(capsys)
    server.stop()
    assert main(["team", "status"]) == 0
    told = capsys.readouterr()
    assert "could not be read now" in told.err
    assert "Anna (here)" in told.out


@pytest.mark.parametrize("verb", ["line", "leave", "status", "rotate"])
def test_verb_without_a_team_says_how_to_get_one(
    anna: Locations, capsys: Captured, verb: str
) -> None:
    assert main(["team", verb]) == 1
    assert "`agent-console team start` begins one" in capsys.readouterr().err
