"""Signed ids: ours come back as the ticket's ref, anything changed does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.tokens import new_message_id, ref_of, refs_in_text, ticket_token

SECRET = b"a secret of the team"
REF = "7F3K9QWC"
RANDOM = bytes(range(16))

steady = settings(deadline=None, derandomize=True)


def test_ticket_token_is_lower_case_and_fixed_for_all_time() -> None:
    assert ticket_token(REF, SECRET, "Example.ORG") == "t.7f3k9qwc.5myb3jndfpdddmw9@example.org"


@pytest.mark.parametrize("ref", [REF, "7F3K9QWC00000000"])
@pytest.mark.parametrize("wrap", ["{}", "<{}>", " {} "])
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_ref_of_our_ids_is_the_ticket_in_any_case(ref: str, wrap: str, case: object) -> None:
    assert callable(case)
    for made in (
        ticket_token(ref, SECRET, "example.org"),
        new_message_id(ref, SECRET, RANDOM, "example.org"),
    ):
        assert ref_of(case(wrap.format(made)), SECRET) == ref


def test_ref_of_our_id_under_another_domain_is_still_ours() -> None:
    local_part = ticket_token(REF, SECRET, "old.example").partition("@")[0]
    assert ref_of(f"{local_part}@new.example", SECRET) == REF


def test_ref_of_an_id_signed_with_another_secret_is_none() -> None:
    assert ref_of(ticket_token(REF, b"other", "example.org"), SECRET) is None


@steady
@given(st.integers(2, 60), st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_ref_of_an_id_with_one_changed_character_is_none(place: int, char: str) -> None:
    made = new_message_id(REF, SECRET, RANDOM, "example.org")
    local_part, _at, domain = made.partition("@")
    place %= len(local_part)
    changed = f"{local_part[:place]}{char}{local_part[place + 1 :]}"
    expected = REF if changed == local_part else None
    assert ref_of(f"{changed}@{domain}", SECRET) == expected


@steady
@given(st.text())
def test_ref_of_any_text_never_fails(text: str) -> None:
    assert ref_of(text, SECRET) is None
    assert ref_of(f"t.{text}.{text}@x", SECRET) is None


def test_ref_of_a_token_and_of_a_message_id_do_not_stand_for_each_other() -> None:
    token = ticket_token(REF, SECRET, "example.org")
    mac = token.partition("@")[0].rpartition(".")[2]
    assert ref_of(f"t.7f3k9qwc.{'0' * 26}.{mac}@example.org", SECRET) is None


def test_new_message_id_differs_with_its_random_bytes() -> None:
    one = new_message_id(REF, SECRET, RANDOM, "example.org")
    two = new_message_id(REF, SECRET, bytes(16), "example.org")
    assert one != two
    assert ref_of(two, SECRET) == REF


def test_new_message_id_with_too_few_random_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        new_message_id(REF, SECRET, b"short", "example.org")


def test_refs_in_text_finds_signed_ids_in_quoted_headers() -> None:
    ours = new_message_id(REF, SECRET, RANDOM, "example.org")
    forged = ticket_token("00000000", b"other", "example.org")
    text = f"> Message-ID: <{ours}>\n> In-Reply-To: <{forged}>\n> References: <{ours}>"
    assert refs_in_text(text, SECRET) == (REF,)
