from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.errors import ExitCode, SecretMissingError
from agent_console.mail import vault as room
from agent_console.mail.vault import Vault, VaultDamagedError, VaultLockedError

CANARY = SecretStr("canary-pässwörd")
PHRASE = SecretStr("korrekt Pferd Batterie")
ANNA, BEN = "anna@company.example", "ben@company.example"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "secrets.enc"
    vault = Vault(path)
    vault.begin(PHRASE)
    vault.write(ANNA, CANARY)
    vault.write(BEN, SecretStr("second"))
    return path


def test_secrets_of_several_accounts_are_read_after_unlocking(filled: Path) -> None:
    vault = Vault(filled)
    assert (vault.holds(ANNA), vault.holds("else")) == (True, False)
    with pytest.raises(VaultLockedError, match=r"secrets\.enc") as caught:
        vault.read(ANNA)
    assert caught.value.exit_code is ExitCode.SIGN_IN
    assert vault.unlock(PHRASE)
    assert (vault.read(ANNA), vault.read(BEN)) == (CANARY, SecretStr("second"))
    assert vault.read("else") is None


def test_wrong_passphrase_opens_nothing_and_keeps_what_was_open(filled: Path) -> None:
    vault = Vault(filled)
    assert not vault.unlock(SecretStr("wrong"))
    with pytest.raises(VaultLockedError):
        vault.read(ANNA)
    assert vault.unlock(PHRASE)
    assert not vault.unlock(SecretStr("wrong"))
    assert vault.read(ANNA) == CANARY


def test_passphrase_counts_by_its_letters_not_their_encoding(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "v")
    vault.begin(SecretStr(unicodedata.normalize("NFD", "Schlüssel")))
    vault.write(ANNA, CANARY)
    assert Vault(tmp_path / "v").unlock(SecretStr(unicodedata.normalize("NFC", "Schlüssel")))


def test_file_shows_neither_secret_nor_passphrase_and_is_private(filled: Path) -> None:
    raw = filled.read_bytes()
    for hidden in (b"canary", b"second", b"Pferd"):
        assert hidden not in raw
    for path in (filled, filled.with_name("secrets.enc.lock")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(filled.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in filled.parent.iterdir()) == [
        "secrets.enc",
        "secrets.enc.lock",
    ]


def test_file_that_others_could_read_is_made_private_again(filled: Path) -> None:
    filled.chmod(0o644)
    Vault(filled).holds(ANNA)
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600


def test_damage_anywhere_is_told_from_a_wrong_passphrase(filled: Path) -> None:
    whole = filled.read_bytes()
    spoiled = [whole[:n] for n in range(0, len(whole) - 2, 7)]
    spoiled += [whole[:n] + bytes([whole[n] ^ 2]) + whole[n + 1 :] for n in range(len(whole) - 2)]
    told = []
    for raw in spoiled:
        filled.write_bytes(raw)
        vault = Vault(filled)
        try:
            vault.holds(ANNA)
        except VaultDamagedError:
            told.append(raw)
    same = [raw for raw in spoiled if raw not in told]
    assert len(told) > 300
    assert [json.loads(raw) for raw in same] == [json.loads(whole)] * len(same)


def test_damaged_file_is_never_written_over(filled: Path) -> None:
    filled.write_bytes(b"{}")
    vault = Vault(filled)
    vault.begin(PHRASE)
    with pytest.raises(VaultDamagedError, match="damaged"):
        vault.write(ANNA, CANARY)
    with pytest.raises(VaultDamagedError):
        vault.remove(ANNA)
    assert filled.read_bytes() == b"{}"


def test_secret_moved_to_another_account_is_not_given_out(filled: Path) -> None:
    told = json.loads(filled.read_text())
    told["secrets"][ANNA], told["secrets"][BEN] = told["secrets"][BEN], told["secrets"][ANNA]
    del told["checksum"]
    told["checksum"] = room._checksum(told)
    filled.write_text(json.dumps(told))
    assert not Vault(filled).unlock(PHRASE)


def test_removing_needs_no_passphrase_and_the_last_takes_the_file_along(filled: Path) -> None:
    assert Vault(filled).remove(ANNA)
    assert not Vault(filled).remove(ANNA)
    vault = Vault(filled)
    assert vault.unlock(PHRASE)
    assert vault.read(BEN) == SecretStr("second")
    assert vault.remove(BEN)
    assert not filled.exists()
    assert not vault.remove(BEN)
    assert not vault.unlock(PHRASE)


def test_secret_is_not_added_under_another_passphrase(filled: Path) -> None:
    before = filled.read_bytes()
    vault = Vault(filled)
    with pytest.raises(VaultLockedError):
        vault.write("carl", CANARY)
    vault.begin(SecretStr("another"))
    with pytest.raises(VaultLockedError):
        vault.write("carl", CANARY)
    assert filled.read_bytes() == before


def test_write_that_fails_leaves_the_old_file(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.read_bytes()
    vault = Vault(filled)
    assert vault.unlock(PHRASE)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.write(ANNA, SecretStr("newer"))
    assert filled.read_bytes() == before
    assert len(list(filled.parent.iterdir())) == 2


def test_unreadable_file_is_named(filled: Path) -> None:
    filled.unlink()
    filled.mkdir()
    with pytest.raises(SecretMissingError, match="cannot be read"):
        Vault(filled).holds(ANNA)


def test_one_program_has_one_vault_for_each_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "a"))
    first = room.open_vault()
    assert room.open_vault() is first
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "b"))
    assert room.open_vault() is not first


def test_cryptography_is_loaded_only_to_open_a_file() -> None:
    code = (
        "import sys; from agent_console.mail.vault import open_vault;"
        "assert not open_vault().holds('nobody');"
        "raise SystemExit(any(name.split('.')[0] == 'cryptography' for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False)
    assert run.returncode == 0
