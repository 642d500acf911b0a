"""Refs: derived alike everywhere, forgiving to fingers, found in subjects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.refs import (
    ALPHABET,
    base32,
    longer_ref,
    normalise_ref,
    refs_in_subject,
    ticket_ref,
)

steady = settings(deadline=None, derandomize=True)


def test_ticket_ref_of_a_message_id_is_fixed_for_all_time() -> None:
    assert ticket_ref("abc@example.org", "") == "3YESGQ0D"
    assert longer_ref("abc@example.org", "") == "3YESGQ0DHPFFJR7D"


def test_ticket_ref_with_or_without_brackets_is_the_same() -> None:
    assert ticket_ref("<abc@example.org>", "x") == ticket_ref("abc@example.org", "y")


@pytest.mark.parametrize("missing", [None, "", "  ", "<>"])
def test_ticket_ref_without_a_message_id_comes_from_the_content(missing: str | None) -> None:
    assert ticket_ref(missing, "aa11") == ticket_ref("aa11", "")
    assert ticket_ref(missing, "aa11") != ticket_ref(missing, "aa12")


@steady
@given(st.text(), st.text(min_size=1))
def test_ticket_ref_of_anything_is_eight_characters_that_survive_typing(
    message_id: str, digest: str
) -> None:
    ref = ticket_ref(message_id, digest)
    assert len(ref) == 8
    assert set(ref) <= set(ALPHABET)
    assert normalise_ref("#" + ref.lower()) == ref
    assert longer_ref(message_id, digest).startswith(ref)
    assert refs_in_subject(f"Re: [#{ref}] x") == (ref,)


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("#7f3k9qwc", "7F3K9QWC"),
        (" [#7F3K-9QWC] ", "7F3K9QWC"),
        ("oil", "011"),
        ("7f3", "7F3"),
        ("", ""),
        ("#", ""),
        ("7F3U", ""),
        ("hallo!", ""),
        ("0" * 17, ""),
    ],
)
def test_normalise_ref_of_what_people_type(typed: str, ref: str) -> None:
    assert normalise_ref(typed) == ref


@pytest.mark.parametrize(
    ("subject", "refs"),
    [
        ("AW: Rechnung [#7F3K9QWC]", ("7F3K9QWC",)),
        ("#7f3k9qwc and #7F3K9QWC again", ("7F3K9QWC",)),
        ("[#7F3K9QWC] [#00000000]", ("7F3K9QWC", "00000000")),
        ("#7F3K9QWC7F3K9QWC", ("7F3K9QWC7F3K9QWC",)),
        ("order 12345678", ()),
        ("issue #123", ()),
        ("x#7F3K9QWC", ()),
        ("https://x/#7F3K9QWC", ()),
        ("&#12345678", ()),
        ("##7F3K9QWC", ()),
        ("#7F3K9QWCA", ()),
        ("#Sunshine", ()),
        ("#7F3K9QWC-B", ()),
        ("#7F3K9QWC: broken, #7F3K9QWD.", ("7F3K9QWC", "7F3K9QWD")),
    ],
)
def test_refs_in_subject_finds_only_whole_refs(subject: str, refs: tuple[str, ...]) -> None:
    assert refs_in_subject(subject) == refs


def test_base32_of_bytes_that_do_not_fill_the_last_character_pads_with_zeros() -> None:
    assert base32(b"\xff") == "ZW"
    assert base32(b"\x00\x01") == "000G"
    assert base32(b"") == ""
