"""Drafts, events and times as stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.events import MAX_JSON, Assigned, Event, Fact, Noted
from agent_console.desk.mail import Address
from agent_console.errors import ActionRefusedError
from agent_console.store import drafts, journal
from agent_console.store.codec import clean
from agent_console.store.draft_head import DraftFile, DraftHead, FileSource, head_from_text
from agent_console.store.drafts import SavedDraft
from agent_console.store.engine import Store
from agent_console.store.times import from_text, to_text
from tests.store.kit import NOW, hours

# Hypothesis takes bounds without a zone.
BOUNDS = tuple(datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None) for year in (2, 9998))


def event(number: int, fact: Fact, ticket: str = "A0") -> Event:
    return Event(f"abcd.{number}", ticket, NOW, "anna", fact, NOW - hours(1))


def test_draft_is_kept_until_it_is_discarded_or_emptied(store: Store) -> None:
    with store.write(durable=True) as session:
        first = drafts.save(session, "A0", "reply", "one", NOW)
        drafts.save(session, "A0", "reply", "two\0\ud800", NOW, seen={first.revision})
        note = drafts.save(session, "A0", "note", "aside", NOW)
    with store.write(durable=True) as session:
        assert drafts.load(session, "A0", "reply") == "two"
        drafts.discard(session, "A0", "reply")
        drafts.discard(session, "A0", "reply")
        emptied = drafts.save(session, "A0", "note", "", NOW, seen={note.revision})
    assert emptied == SavedDraft(0)
    with store.read() as session:
        assert drafts.load(session, "A0", "reply") == drafts.load(session, "A0", "note") == ""


def test_draft_that_was_not_seen_stays_beside_the_new_one(store: Store) -> None:
    with store.write(durable=True) as session:
        first = drafts.save(session, "A0", "reply", "one", NOW)
        second = drafts.save(session, "A0", "reply", "two", NOW, seen=())
        assert second == SavedDraft(second.revision, other="one")
        begun = drafts.take_up(session, "A0", "reply")
        text, revisions = begun.text, begun.revisions
        assert revisions == {first.revision, second.revision}
        assert [text[:4], text[-4:]] == ["two\n", "\none"]
        assert drafts.holds_several(text)
        assert not drafts.holds_several("two\none")
        drafts.discard(session, "A0", "reply", seen={first.revision})
        assert drafts.load(session, "A0", "reply") == "two"
        drafts.save(session, "A0", "reply", "both", NOW, seen=revisions)
        assert drafts.load(session, "A0", "reply") == "both"


def test_revision_never_comes_again_and_one_that_is_gone_is_told(store: Store) -> None:
    with store.write(durable=True) as session:
        first = drafts.save(session, "A0", "reply", "one", NOW)
        drafts.discard(session, "A0", "reply")
        late = drafts.save(session, "A0", "reply", "one more", NOW, seen={first.revision})
        assert late == SavedDraft(late.revision, gone=True)
        assert late.revision > first.revision


def test_draft_saved_without_looking_replaces_only_what_it_contains(store: Store) -> None:
    with store.write(durable=True) as session:
        drafts.save(session, "A0", "reply", "one", NOW)
        assert not drafts.save(session, "A0", "reply", "one and two", NOW).other
        assert drafts.load(session, "A0", "reply") == "one and two"
        assert drafts.save(session, "A0", "reply", "three", NOW).other == "one and two"
        drafts.discard_in(session, "A0", "reply", "two, three, four")
        assert drafts.load(session, "A0", "reply") == "one and two"


def test_events_come_back_in_the_order_they_were_learnt(store: Store) -> None:
    with store.write(durable=True) as session:
        for number, fact in ((9, Assigned("anna")), (2, Noted("Grüße")), (5, Assigned(""))):
            assert journal.append(session, event(number, fact))
        journal.append(session, event(1, Noted("other"), "B0"))
    with store.read() as session:
        found = journal.of_ticket(session, "A0")
        assert [item.id for item in found] == ["abcd.9", "abcd.2", "abcd.5"]
        assert found[1] == event(2, Noted("Grüße"))
        assert journal.of_ticket(session, "ZZ") == ()
        assert journal.newest(session) == 4
        some = journal.of_tickets(session, ("A0", "B0"), up_to=2)
    assert {ref: len(events) for ref, events in some.items()} == {"A0": 2}


def test_event_that_is_known_is_not_kept_twice(store: Store) -> None:
    with store.write(durable=True) as session:
        assert journal.append(session, event(1, Noted("a")))
        assert not journal.append(session, event(1, Noted("b")))
        assert journal.of_ticket(session, "A0") == (event(1, Noted("a")),)


def test_event_too_long_to_be_read_again_is_refused(store: Store) -> None:
    with store.write(durable=True) as session:
        with pytest.raises(ActionRefusedError, match="too long"):
            journal.append(session, event(1, Noted("x" * MAX_JSON)))
        assert journal.newest(session) == 0


def test_event_ids_name_the_console_and_never_come_again(store: Store) -> None:
    with store.write(durable=True) as session:
        first = journal.next_event_id(session)
    with store.write(durable=True) as session:
        second = journal.next_event_id(session)
    console, _dot, number = first.partition(".")
    assert (len(console), number, second) == (8, "1", f"{console}.2")


@given(
    st.datetimes(
        *BOUNDS,
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=30))]),
    ),
    st.datetimes(
        *BOUNDS,
        timezones=st.just(UTC),
    ),
)
def test_times_as_text_have_one_width_and_sort_like_times(a: datetime, b: datetime) -> None:
    assert from_text(to_text(a)) == a
    assert len(to_text(a)) == len("2026-03-02T12:00:00.000000Z")
    assert (to_text(a) < to_text(b)) == (a < b)


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_text(NOW.replace(tzinfo=None))


@given(st.text())
def test_any_text_can_be_stored_once_it_is_clean(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not set(cleaned) & {"\0", "\x02", "\x03", "\x1b"}
    assert clean(cleaned) == cleaned


HEAD = DraftHead(
    to=(Address("kim@example.org", "Kim Müller"),),
    cc=(Address("lou@example.org"),),
    bcc=(Address("boss@example.org"),),
    subject="Re: Größe",
    files=(DraftFile("a.pdf", "application/pdf", 9, FileSource.DISK, "/home/ü/a.pdf"),),
    html=True,
)


def test_recipients_subject_and_files_stay_with_the_draft(store: Store) -> None:
    with store.write(durable=True) as session:
        first = drafts.save(session, "A0", "reply", "one", NOW, head=HEAD)
        assert drafts.take_up(session, "A0", "reply").head == HEAD
        drafts.save(session, "A0", "reply", "two", NOW, seen={first.revision})
        assert drafts.take_up(session, "A0", "reply").head == HEAD, "the text alone was changed"
        less = replace(HEAD, cc=())
        drafts.save(session, "A0", "reply", "three", NOW, seen=(), head=less)
        assert drafts.take_up(session, "A0", "reply").head == less, "the newest counts"
        assert drafts.take_up(session, "A0", "forward") == drafts.Begun("", frozenset())


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"to": 1}', "null"])
def test_head_that_cannot_be_read_is_none(text: str) -> None:
    assert head_from_text(text) is None


def test_mail_begun_last_is_the_one_that_opens_a_ticket(store: Store) -> None:
    with store.write(durable=True) as session:
        assert drafts.begun_new(session) == ""
        for ref in ("A0", "B0"):
            drafts.save(session, ref, "new", "text", NOW)
        drafts.save(session, "C0", "reply", "text", NOW)
        assert drafts.begun_new(session) == "B0"
