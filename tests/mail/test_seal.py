"""What the team's key seals, and why something sealed does not open."""

from __future__ import annotations

import pytest

from agent_console.mail.seal import (
    PLAIN_MAX,
    SEALED_MAX,
    KeyRing,
    Refusal,
    TeamKey,
    Unsealed,
    key_from_passphrase,
    new_key,
    seal,
    unseal,
)

RING = KeyRing(TeamKey(bytes(range(32))))
PLAIN = "Grüße".encode()


def test_sealed_text_when_opened_is_what_it_was() -> None:
    sealed = seal(RING, "journal1", "anna", 7, PLAIN)
    assert unseal(RING, "journal1", sealed) == Unsealed("anna", 7, RING.current.id, PLAIN)
    assert PLAIN not in sealed
    assert seal(RING, "journal1", "anna", 7, PLAIN) != sealed


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_any_byte_is_changed_does_not_open() -> None:
    sealed = seal(RING, "journal1", "anna", 7, PLAIN)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert isinstance(unseal(RING, "journal1", bytes(changed)), Refusal), place


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_cut_or_lengthened_does_not_open() -> None:
    sealed = seal(RING, "journal1", "anna", 7, PLAIN)
    opened = [unseal(RING, "journal1", sealed[:size]) for size in range(len(sealed))]
    assert {type(one) for one in opened} == {Refusal}
    assert unseal(RING, "journal1", sealed + b"x") is Refusal.FORGED


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_moved_to_another_journal_is_refused_as_forged() -> None:
    sealed = seal(RING, "journal1", "anna", 7, PLAIN)
    assert unseal(RING, "journal2", sealed) is Refusal.FORGED


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_the_key_is_another_one_is_refused_by_the_keys_name() -> None:
    sealed = seal(KeyRing(new_key()), "journal1", "anna", 7, PLAIN)
    assert unseal(RING, "journal1", sealed) is Refusal.UNKNOWN_KEY


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_it_claims_our_key_but_has_another_is_refused_as_forged() -> None:
    sealed = bytearray(seal(KeyRing(new_key()), "journal1", "anna", 7, PLAIN))
    sealed[1:9] = bytes.fromhex(RING.current.id)
    assert unseal(RING, "journal1", bytes(sealed)) is Refusal.FORGED


@pytest.mark.promise("sealed text changed, cut, moved or re-keyed", "P14")
def test_sealed_text_when_larger_than_any_message_is_refused_unread() -> None:
    assert unseal(RING, "journal1", b"\1" * (SEALED_MAX + 1)) is Refusal.TOO_LARGE
    with pytest.raises(ValueError, match="too large"):
        seal(RING, "journal1", "anna", 1, b"x" * (PLAIN_MAX + 1))


def test_sealed_text_of_the_largest_size_can_be_read() -> None:
    sealed = seal(RING, "journal1", "a" * 32, 1, b"x" * PLAIN_MAX)
    assert isinstance(unseal(RING, "journal1", sealed), Unsealed)


def test_sealed_text_of_a_later_format_is_told_from_damage() -> None:
    sealed = seal(RING, "journal1", "anna", 7, PLAIN)
    assert unseal(RING, "journal1", b"\2" + sealed[1:]) is Refusal.NEWER
    assert unseal(RING, "journal1", b"\0" + sealed[1:]) is Refusal.DAMAGED
    assert unseal(RING, "journal1", b"") is Refusal.DAMAGED


def test_keys_when_rotated_open_what_was_sealed_before() -> None:
    before = seal(RING, "journal1", "anna", 7, PLAIN)
    ring = RING.rotated(new_key())
    after = seal(ring, "journal1", "anna", 8, PLAIN)
    assert isinstance(unseal(ring, "journal1", before), Unsealed)
    assert isinstance(unseal(ring, "journal1", after), Unsealed)
    assert unseal(RING, "journal1", after) is Refusal.UNKNOWN_KEY
    assert ring.rotated(RING.current).current == RING.current
    assert len(ring.rotated(RING.current).older) == 1


def test_passphrase_when_typed_again_gives_the_key_of_its_journal_alone() -> None:
    composed, decomposed = "für immer Köln", "fu\u0308r immer Ko\u0308ln"
    key = key_from_passphrase(composed, "journal1")
    assert key == key_from_passphrase(decomposed, "journal1")
    assert key != key_from_passphrase(composed, "journal2")
    assert key.id == "619529885fe6d57f"


@pytest.mark.parametrize("bad", ["short", "", "elf Zeichen"])
def test_passphrase_when_short_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="too short"):
        key_from_passphrase(bad, "journal1")


@pytest.mark.parametrize("name", ["", "Anna", "a b", "ä", "a" * 33, "-a", "a\n"])
def test_names_when_they_are_none_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        seal(RING, "journal1", name, 1, PLAIN)
    with pytest.raises(ValueError, match="name"):
        seal(RING, name, "anna", 1, PLAIN)


def test_key_when_shown_hides_itself() -> None:
    key = new_key()
    assert key.secret.hex() not in repr(KeyRing(key))
    assert repr(key.secret) not in repr(KeyRing(key))
    with pytest.raises(ValueError, match="32 bytes"):
        TeamKey(b"short")
