from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError
from pydantic import SecretStr

from agent_console.config import MailboxConfig, ServerConfig
from agent_console.errors import ExitCode, SecretMissingError
from agent_console.mail.credentials import (
    KeyringOutcome,
    SecretSource,
    VaultLockedError,
    explain_keyring,
    find_secret,
    forget_secret,
    open_vault,
    store_secret,
    unlock_secret,
)

CANARY = "canary-pässwörd"
ACCOUNT = "support@company.example"


class Memory(KeyringBackend):
    """A keyring that works."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


class Failing(Memory):
    """A keyring that raises ``error`` whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Waiting(Memory):
    """A keyring whose dialogue nobody answers until the test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.holds_up_exit = False

    def get_password(self, service: str, username: str) -> str | None:
        self.holds_up_exit |= not threading.current_thread().daemon
        self.answered.wait()
        return None


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Memory]:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "home"))
    before = keyring.get_keyring()
    backend = Memory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def mailbox(*command: str) -> MailboxConfig:
    server = ServerConfig(host="mail.company.example", port=993, user=ACCOUNT)
    return MailboxConfig(address=ACCOUNT, imap=server, smtp=server, password_command=command)


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", code)


def test_secret_of_a_command_is_what_it_prints() -> None:
    code = f"import sys; sys.stdout.buffer.write({CANARY!r}.encode() + b' \\n')"
    found = find_secret(mailbox(*python(code)))
    assert found.secret.get_secret_value() == CANARY + " "
    assert found.source is SecretSource.COMMAND
    assert CANARY not in repr(found)


def test_command_is_run_without_a_shell() -> None:
    found = find_secret(mailbox("printf", "%s", "$HOME;`id`|x"))
    assert found.secret.get_secret_value() == "$HOME;`id`|x"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (f"print({CANARY!r}); raise SystemExit(3)", "status 3"),
        (f"print({CANARY!r}); print('more')", "nothing else"),
        ("", "nothing else"),
        ("print()", "nothing else"),
        ("import os; os.write(1, b'\\xff\\xfe')", "nothing else"),
        ("import os; os.write(1, b'a\\0b')", "nothing else"),
    ],
)
def test_command_that_gives_no_password_is_named_and_nothing_else_tried(
    memory: Memory, code: str, words: str
) -> None:
    memory.set_password("agent-console", ACCOUNT, "other")
    with pytest.raises(SecretMissingError, match=words) as caught:
        find_secret(mailbox(*python(code)))
    assert "password_command" in caught.value.message
    assert caught.value.hint
    assert "canary" not in repr(caught.value) + str(caught.value)
    assert caught.value.__cause__ is None


def test_command_that_does_not_exist_is_named() -> None:
    with pytest.raises(SecretMissingError, match="password_command"):
        find_secret(mailbox("/nonexistent/command"))


@pytest.mark.timeout(10)
def test_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    alive = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    script = f"(echo started; exec sleep 60) > '{fifo}' & echo {CANARY}; wait"
    with pytest.raises(SecretMissingError, match="in time") as caught:
        find_secret(mailbox("sh", "-c", script), seconds=1)
    os.set_blocking(alive, True)
    with open(alive, "rb") as pipe:
        assert pipe.read() == b"started\n"
    assert "canary" not in repr(caught.value)


def test_secret_of_the_service_manager_is_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    memory.set_password("agent-console", ACCOUNT, "other")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "agent-console-password").write_text(f"{CANARY}\n", encoding="utf-8")
    found = find_secret(mailbox())
    assert found.secret.get_secret_value() == CANARY
    assert found.source is SecretSource.SERVICE


def test_service_manager_without_our_file_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    memory.set_password("agent-console", ACCOUNT, CANARY)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert find_secret(mailbox()).source is SecretSource.KEYRING


def test_unusable_file_of_the_service_manager_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "agent-console-password").mkdir()
    with pytest.raises(SecretMissingError, match="agent-console-password"):
        find_secret(mailbox())
    (tmp_path / "agent-console-password").rmdir()
    (tmp_path / "agent-console-password").write_text("a\nb\n")
    with pytest.raises(SecretMissingError, match="nothing else"):
        find_secret(mailbox())


def test_secret_typed_for_the_session_comes_first(memory: Memory) -> None:
    memory.set_password("agent-console", ACCOUNT, "outdated")
    found = find_secret(mailbox("false"), session=SecretStr(CANARY))
    assert found.secret.get_secret_value() == CANARY
    assert found.source is SecretSource.SESSION


def test_stored_secret_is_found_and_forgotten(memory: Memory) -> None:
    assert store_secret(ACCOUNT, SecretStr(CANARY)) is KeyringOutcome.DONE
    assert memory.kept == {("agent-console", ACCOUNT): CANARY}
    found = find_secret(mailbox())
    assert (found.secret.get_secret_value(), found.source) == (CANARY, SecretSource.KEYRING)
    assert forget_secret(ACCOUNT) is KeyringOutcome.DONE
    assert forget_secret(ACCOUNT) is KeyringOutcome.EMPTY
    assert memory.kept == {}


def test_missing_secret_names_every_way_to_give_one() -> None:
    with pytest.raises(SecretMissingError) as caught:
        find_secret(mailbox())
    assert explain_keyring(KeyringOutcome.EMPTY) in caught.value.message
    for way in (
        "agent-console secret set",
        "password_command",
        "agent-console-password",
        "type it",
    ):
        assert way in caught.value.hint
    assert caught.value.exit_code is ExitCode.SIGN_IN


def test_missing_secret_on_a_machine_without_keyring_points_at_the_file() -> None:
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    with pytest.raises(SecretMissingError) as caught:
        find_secret(mailbox())
    assert "`agent-console secret set --where file`" in caught.value.hint


@pytest.mark.parametrize(
    ("backend", "outcome"),
    [
        (load_keyring("keyring.backends.fail.Keyring"), KeyringOutcome.NO_KEYRING),
        (Failing(KeyringLocked(CANARY)), KeyringOutcome.LOCKED),
        (Failing(InitError(f"Prompt dismissed {CANARY}")), KeyringOutcome.DISMISSED),
        (Failing(KeyringError(CANARY)), KeyringOutcome.FAILED),
        (Failing(LookupError(CANARY)), KeyringOutcome.FAILED),
    ],
)
def test_keyring_in_trouble_is_told_apart(backend: KeyringBackend, outcome: KeyringOutcome) -> None:
    keyring.set_keyring(backend)
    assert store_secret(ACCOUNT, SecretStr(CANARY)) is outcome
    assert forget_secret(ACCOUNT) is outcome
    with pytest.raises(SecretMissingError) as caught:
        find_secret(mailbox())
    assert explain_keyring(outcome) in caught.value.message
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_keyring_that_forgets_at_once_is_noticed() -> None:
    keyring.set_keyring(load_keyring("keyring.backends.null.Keyring"))
    assert store_secret(ACCOUNT, SecretStr(CANARY)) is KeyringOutcome.NOT_KEPT
    assert forget_secret(ACCOUNT) is KeyringOutcome.EMPTY


def test_keyring_that_waits_for_a_dialogue_is_left_behind() -> None:
    backend = Waiting()
    keyring.set_keyring(backend)
    try:
        with pytest.raises(SecretMissingError, match="in time"):
            find_secret(mailbox(), seconds=0.05)
        assert store_secret(ACCOUNT, SecretStr(CANARY), seconds=0.05) is KeyringOutcome.TOO_SLOW
        assert not backend.holds_up_exit
    finally:
        backend.answered.set()


def test_every_outcome_has_its_own_sentence() -> None:
    sentences = {explain_keyring(outcome) for outcome in KeyringOutcome}
    assert len(sentences) == len(KeyringOutcome)


def test_keyring_is_imported_only_when_asked() -> None:
    code = (
        "import sys, agent_console.mail.credentials;"
        "raise SystemExit(any(name.split('.')[0] == 'keyring' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_secret_is_in_no_environment_of_a_command(memory: Memory, tmp_path: Path) -> None:
    store_secret(ACCOUNT, SecretStr(CANARY))
    find_secret(mailbox())
    code = "import os; print('canary' in repr(dict(os.environ)))"
    assert find_secret(mailbox(*python(code))).secret.get_secret_value() == "False"


def test_each_mailbox_may_have_its_own_file_of_the_service_manager(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "agent-console-password").write_text("for all\n")
    (tmp_path / f"agent-console-password.{ACCOUNT}").write_text("its own\n")
    assert find_secret(mailbox()).secret.get_secret_value() == "its own"
    other = mailbox().model_copy(update={"address": "Other@Company.example"})
    assert find_secret(other).secret.get_secret_value() == "for all"
    (tmp_path / "agent-console-password.other@company.example").write_text("other\n")
    assert find_secret(other).secret.get_secret_value() == "other"
    away = mailbox().model_copy(update={"address": "../x@company.example"})
    assert find_secret(away).secret.get_secret_value() == "for all"


@pytest.mark.timeout(20)
def test_command_that_prints_without_end_is_ended() -> None:
    with pytest.raises(SecretMissingError, match="nothing else"):
        find_secret(mailbox("sh", "-c", "while :; do echo y; done"))


def test_command_that_closes_its_output_and_hangs_is_ended() -> None:
    with pytest.raises(SecretMissingError, match="in time"):
        find_secret(mailbox("sh", "-c", "echo x; exec >&-; sleep 60"), seconds=0.5)


def test_keyring_that_cannot_be_loaded_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert store_secret(ACCOUNT, SecretStr(CANARY)) is KeyringOutcome.NO_KEYRING


class Sticky(Memory):
    """A keyring that says it deletes, and does not."""

    def delete_password(self, service: str, username: str) -> None:
        return


def test_password_that_stays_in_the_keyring_is_not_called_forgotten() -> None:
    keyring.set_keyring(Sticky())
    store_secret(ACCOUNT, SecretStr(CANARY))
    assert forget_secret(ACCOUNT) is KeyringOutcome.FAILED


def test_encrypted_file_is_the_last_step_and_opens_once(memory: Memory) -> None:
    vault = open_vault()
    vault.begin(SecretStr("phrase"))
    vault.write(ACCOUNT, SecretStr(CANARY))
    vault._key = None
    with pytest.raises(VaultLockedError, match="passphrase"):
        find_secret(mailbox())
    assert not unlock_secret(mailbox(), SecretStr("slip"))
    typed = find_secret(mailbox(), session=SecretStr("slip"))
    assert (typed.secret.get_secret_value(), typed.source) == ("slip", SecretSource.SESSION)
    found = find_secret(mailbox(), session=SecretStr("phrase"))
    assert (found.secret.get_secret_value(), found.source) == (CANARY, SecretSource.FILE)
    assert find_secret(mailbox()).source is SecretSource.FILE
    memory.set_password("agent-console", ACCOUNT, "first")
    assert find_secret(mailbox()).source is SecretSource.KEYRING


def test_damaged_file_is_told_instead_of_asking_for_a_password() -> None:
    path = open_vault().path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    with pytest.raises(SecretMissingError, match="damaged"):
        find_secret(mailbox())
