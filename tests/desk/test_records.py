"""Records: what events are about besides tickets."""

from __future__ import annotations

import pytest

from agent_console.desk.records import RecordKind, is_record, record_of, record_ref


def test_record_ref_is_read_back_even_with_a_colon_in_the_name() -> None:
    ref = record_ref(RecordKind.CUSTOMER, "a:b@example.org")
    assert ref == "~customer:a:b@example.org"
    assert record_of(ref) == (RecordKind.CUSTOMER, "a:b@example.org")


@pytest.mark.parametrize("ref", ["", "7K3Q9", "~", "~customer:", "~newer-kind:x", "~customer"])
def test_record_of_what_is_no_known_record_is_none(ref: str) -> None:
    assert record_of(ref) is None


def test_is_record_of_a_newer_program_is_no_ticket() -> None:
    assert is_record("~newer-kind:x")
    assert not is_record("7K3Q9")


@pytest.mark.parametrize("name", ["", "two\nlines", "\x1b[1m"])
def test_record_ref_without_a_plain_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name of a record"):
        record_ref(RecordKind.NOTICE, name)
