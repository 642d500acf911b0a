"""FETCH answers, UID sets and dates, read without trust."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.mail.fetch import (
    UID_MAX,
    FetchItem,
    UidRanges,
    format_internaldate,
    parse_internaldate,
    parse_ranges,
    read_fetch,
    read_fetches,
    uid_set,
    uid_sets,
)
from agent_console.mail.structure import read_structure
from agent_console.mail.wire import Untagged

UIDS = st.lists(st.integers(1, 2000), max_size=200)


def heard(*parts: bytes | None) -> Untagged:
    return Untagged(parts)


def test_fetch_answer_gives_all_items() -> None:
    text = (
        rb"3 FETCH (UID 17 FLAGS (\SEEN \Recent $Label) RFC822.SIZE 44"
        rb' INTERNALDATE "17-Jul-2025 02:44:25 -0700" MODSEQ (12) BODY[]<0> '
    )
    assert read_fetch(heard(text, b"raw", b")")) == FetchItem(
        17,
        frozenset({"\\Seen", "$Label"}),
        44,
        datetime(2025, 7, 17, 9, 44, 25, tzinfo=UTC),
        b"raw",
    )


def test_fetch_answer_with_quoted_body_and_field_names() -> None:
    item = read_fetch(heard(rb'1 FETCH (BODY[HEADER.FIELDS (MESSAGE-ID)] "a\"b\\c" UID 5)'))
    assert item == FetchItem(5, body=b'a"b\\c', section="HEADER.FIELDS (MESSAGE-ID)")


def test_fetch_with_nil_body_is_marked() -> None:
    item = read_fetch(heard(b"1 FETCH (UID 5 BODY[] NIL)"))
    assert item is not None
    assert item.body_empty


DATE = b'INTERNALDATE "17-Jul-2025 02:44:25 -0700"'
PLAIN = b'("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 2 NIL NIL NIL NIL)'
AS_USUAL = b"3 FETCH (UID 17 FLAGS (\\Seen) " + DATE + b" RFC822.SIZE 44 BODYSTRUCTURE "
AS_USUAL += PLAIN + b" BODY[HEADER] "


@pytest.mark.parametrize(
    ("find", "put"),
    [
        (b"", b""),
        (b"\\Seen", b""),
        (b"\\Seen", b"\\SEEN \\Recent NIL $Forwarded"),
        (b"(\\Seen)", b"(BODY[)"),
        (b"UID 17", b"UID 0"),
        (b"UID 17", b"UID 4294967296"),
        (b"UID 17", b"UID 017"),
        (b"17-Jul-2025", b"99-Jul-2025"),
        (b"RFC822.SIZE 44", b"RFC822.SIZE 4444444444444444"),
        (b" BODY[", b" MODSEQ (12) BODY["),
        (b" BODY[", b" ENVELOPE (NIL) BODY["),
        (b'"plain"', b'"pl) Ain"'),
        (b'"plain"', b'"pl\\"ain"'),
        (PLAIN, b'"text"'),
        (b"[HEADER]", b"[HEADER]<0>"),
        (b"[HEADER]", b"[1.2]<0>"),
        (AS_USUAL, b"3 FETCH (UID 17 BODY[1.2]<0> "),
        (AS_USUAL, b"3 FETCH (UID 17 BODY[TEXT] "),
        (AS_USUAL, b"3 FETCH (UID 17 BODY[1]<100> "),
        (AS_USUAL, b"3 FETCH (UID 17 body[text] "),
        (AS_USUAL, b"3 FETCH (UID 99999999999 BODY[TEXT] "),
    ],
)
@pytest.mark.parametrize("body", [b"raw", None])
def test_answer_as_usual_says_what_reading_it_word_by_word_says(
    monkeypatch: pytest.MonkeyPatch, find: bytes, put: bytes, body: bytes | None
) -> None:
    told = heard(AS_USUAL.replace(find, put) if find else AS_USUAL, body, b")")
    fast = read_fetches([told])
    monkeypatch.setattr("agent_console.mail.fetch._read_ordinary", lambda *_parts: None)
    slow = read_fetches([told])
    assert {uid: replace(item, structure=None) for uid, item in fast.items()} == {
        uid: replace(item, structure=None) for uid, item in slow.items()
    }
    assert {uid: read_structure(item.structure) for uid, item in fast.items()} == {
        uid: read_structure(item.structure) for uid, item in slow.items()
    }


def test_head_as_usual_is_not_read_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    told = heard(AS_USUAL, b"raw", b")")
    first = read_fetch(told)
    monkeypatch.setattr("agent_console.mail.fetch.read_values", None)
    assert read_fetch(told) == first


@pytest.mark.parametrize(
    "text",
    [
        b"5 FETCH (FLAGS (\\Deleted))",
        b"5 EXISTS",
        b"5 FETCH (UID 0)",
        b"5 FETCH (UID 99999999999)",
        b"5 FETCH (UID (1 2))",
    ],
)
def test_answer_that_names_no_uid_is_nothing(text: bytes) -> None:
    assert read_fetch(heard(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        b"5 FETCH (UID 5",
        b"5 FETCH (UID 5))",
        b"5 FETCH (UID)",
        b'5 FETCH (UID 5 X "open)',
        b"5 FETCH ((UID) 5)",
        b"5 FETCH (UID 5 BODY[] (a b))",
        b"5 FETCH " + b"(" * 900 + b")" * 900,
    ],
)
def test_unreadable_answer_is_left_out_and_the_others_stay(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_fetch(heard(text))
    good = heard(b"1 FETCH (UID 1 FLAGS ())"), heard(b"2 FETCH (UID 2 FLAGS ())")
    assert list(read_fetches([good[0], heard(text), good[1]])) == [1, 2]


def test_two_answers_for_one_mail_are_one_and_the_body_stays() -> None:
    found = read_fetches(
        [
            heard(b"1 FETCH (UID 1 FLAGS () BODY[] ", b"raw", b")"),
            heard(b"1 FETCH (UID 1 FLAGS (\\Seen))"),
        ]
    )
    assert found == {1: FetchItem(1, frozenset({"\\Seen"}), body=b"raw")}


def test_later_answer_without_flags_takes_none_away() -> None:
    flagged, sized = heard(b"1 FETCH (UID 1 FLAGS ($x))"), heard(b"1 FETCH (UID 1 RFC822.SIZE 9)")
    assert read_fetches([flagged, sized]) == {1: FetchItem(1, frozenset({"$x"}), 9)}


def test_flags_without_a_uid_do_not_reach_the_mail_with_that_number() -> None:
    found = read_fetches(
        [heard(b"5 FETCH (UID 5 FLAGS ())"), heard(b"5 FETCH (FLAGS (\\Deleted))")]
    )
    assert found[5].flags == frozenset()


@given(st.lists(st.binary(max_size=80), min_size=1, max_size=4))
def test_any_answer_is_read_or_refused_as_value_error(parts: list[bytes]) -> None:
    with suppress(ValueError):
        read_fetch(heard(b"1 FETCH (UID 1 " + parts[0], *parts[1:]))


@given(UIDS)
def test_uid_set_names_exactly_the_uids(uids: list[int]) -> None:
    ranges = parse_ranges(uid_set(uids).encode())
    assert {uid for uid in range(1, 2001) if uid in ranges} == set(uids)


@given(UIDS)
def test_uid_sets_together_name_all_uids_in_order(uids: list[int]) -> None:
    chunks = list(uid_sets(uids))
    assert [uid for _text, chunk in chunks for uid in chunk] == sorted(set(uids))
    assert all(text.count(",") < 300 for text, _chunk in chunks)


def test_scattered_uids_are_cut_into_short_sets() -> None:
    texts = [text for text, _chunk in uid_sets(range(1, 20_001, 2))]
    assert len(texts) == 34
    assert max(len(text) for text in texts) < 2000


def test_huge_ranges_are_not_expanded() -> None:
    ranges = parse_ranges(b"1:4294967295,x,9:5,0,5000000000")
    assert ranges == UidRanges(((1, UID_MAX), (5, 9)))
    assert 77 in ranges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 7-Mar-2026 09:00:00 +0100", datetime(2026, 3, 7, 8, 0, tzinfo=UTC)),
        ("31-dec-2025 23:59:60 -0030", datetime(2026, 1, 1, 0, 29, 59, tzinfo=UTC)),
        ("30-Feb-2026 09:00:00 +0000", None),
        ("01-Mrz-2026 09:00:00 +0000", None),
        ("01-Jan-0001 00:00:00 +2300", None),
        ("01-Jan-2026 00:00:00 +9900", None),
        ("yesterday", None),
    ],
)
def test_internaldate_is_read_as_utc_or_not_at_all(text: str, expected: datetime | None) -> None:
    assert parse_internaldate(text) == expected


def test_internaldate_survives_writing_and_reading() -> None:
    when = datetime(2026, 11, 5, 7, 8, 9, tzinfo=UTC)
    assert format_internaldate(when) == "05-Nov-2026 07:08:09 +0000"
    assert parse_internaldate(format_internaldate(when)) == when
