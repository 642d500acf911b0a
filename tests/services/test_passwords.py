"""What a person types while an encrypted file may want its passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from agent_console.errors import SignInError
from agent_console.mail.vault import VaultLockedError
from agent_console.services.passwords import Door, Passwords

KEPT = SecretStr("kept in the file")
PHRASE = SecretStr("correct horse")
SLIP = SecretStr("correct hrose")
REFUSED = SignInError("Sign-in", "refused")


@dataclass
class File:
    """An encrypted file that opens with PHRASE."""

    opened: bool = False
    tried: list[SecretStr] = field(default_factory=list)

    def find(self) -> SecretStr:
        if not self.opened:
            raise VaultLockedError("Password", "the file wants its passphrase")
        return KEPT

    def unlock(self, text: SecretStr) -> bool:
        self.tried.append(text)
        self.opened |= text == PHRASE
        return text == PHRASE


@pytest.fixture
def file() -> File:
    return File()


@pytest.fixture
def passwords(file: File) -> Passwords:
    return Passwords(file.find, file.unlock)


def ask(passwords: Passwords) -> str:
    """Return why no server is asked."""
    with pytest.raises(VaultLockedError) as caught:
        passwords.get(Door.READING)
    return caught.value.message


def test_passphrase_opens_the_file_for_both_servers(passwords: Passwords) -> None:
    assert ask(passwords) == "the file wants its passphrase"
    passwords.type_in(PHRASE)
    assert {passwords.get(door) for door in Door} == {KEPT}


def test_slip_is_never_shown_to_a_server_and_asked_again(passwords: Passwords) -> None:
    ask(passwords)
    passwords.type_in(SLIP)
    assert ask(passwords).startswith("that was not the passphrase")
    assert passwords.is_closed(Door.READING)
    passwords.type_in(PHRASE)
    assert passwords.get(Door.READING) == KEPT


def test_slip_is_told_once_only(passwords: Passwords) -> None:
    ask(passwords)
    passwords.type_in(SLIP)
    ask(passwords)
    passwords.person_acts()
    assert ask(passwords) == "the file wants its passphrase"


def test_passphrase_typed_before_anybody_asked_opens_the_file(passwords: Passwords) -> None:
    passwords.type_in(PHRASE)
    assert passwords.get(Door.READING) == KEPT


def test_text_is_the_password_once_a_server_refused_what_the_file_holds(
    passwords: Passwords,
) -> None:
    ask(passwords)
    passwords.type_in(PHRASE)
    passwords.refused(Door.READING, passwords.get(Door.READING), REFUSED)
    passwords.type_in(SecretStr("new"))
    assert passwords.get(Door.READING) == SecretStr("new")


def test_file_opened_elsewhere_in_the_program_is_open_here(
    file: File, passwords: Passwords
) -> None:
    ask(passwords)
    file.opened = True
    passwords.person_acts()
    assert passwords.get(Door.READING) == KEPT


def test_answer_older_than_the_opening_is_not_believed() -> None:
    answers = [VaultLockedError("Password", "stale"), None]

    def find() -> SecretStr:
        if error := answers.pop(0):
            raise error
        return KEPT

    assert Passwords(find).get(Door.READING) == KEPT
