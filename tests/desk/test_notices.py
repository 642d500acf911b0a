"""Notices as events tell of them; known issues; what looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.events import Event, TextFact, Undone, event_from_json, event_to_json
from agent_console.desk.incidents import incident_of, incident_of_ticket
from agent_console.desk.incidents_alike import likeness, telling_words, weights
from agent_console.desk.notice_facts import (
    IncidentClosed,
    IncidentJoined,
    IncidentWritten,
    NoticeBegun,
    NoticeEnded,
    NoticePaused,
    NoticeResumed,
    NoticeSent,
    NoticeStopped,
    NoticeWritten,
)
from agent_console.desk.notices import (
    MailState,
    NoticeState,
    fence_name,
    mail_word,
    notice_message_id,
    notice_of,
    own_ref,
)
from agent_console.desk.tokens import ref_of

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = bytes(range(32))
WRITTEN = NoticeWritten("Late", "tag:late", "delivery-delayed")
ANNA, BERT = "anna@kunde.example", "bert@kunde.example"


def told(facts: Sequence[TextFact], *consoles: str) -> list[Event]:
    named = (*consoles, *("one",) * len(facts))
    return [
        Event(f"{console}.{n}", "~notice:x", NOW + timedelta(minutes=n), "mia", fact)
        for n, (fact, console) in enumerate(zip(facts, named, strict=False))
    ]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([WRITTEN], NoticeState.DRAFT),
        ([WRITTEN, NoticePaused()], NoticeState.DRAFT),
        ([WRITTEN, NoticeBegun("3")], NoticeState.RUNNING),
        ([WRITTEN, NoticeBegun("3"), NoticePaused()], NoticeState.PAUSED),
        ([WRITTEN, NoticeBegun("3"), NoticePaused(), NoticeResumed()], NoticeState.RUNNING),
        ([WRITTEN, NoticeBegun("3"), NoticeStopped(), NoticeResumed()], NoticeState.STOPPED),
        ([WRITTEN, NoticeStopped()], NoticeState.STOPPED),
        ([WRITTEN, NoticeBegun("3"), NoticeEnded(), NoticeStopped()], NoticeState.ENDED),
    ],
)
def test_notice_stands_where_the_events_put_it(facts: list[TextFact], state: NoticeState) -> None:
    notice = notice_of("x", told(facts))
    assert notice is not None
    assert notice.state is state


def test_notice_that_two_consoles_begin_is_sent_by_the_first() -> None:
    facts: list[TextFact] = [WRITTEN, NoticeBegun("3"), NoticeBegun("4")]
    notice = notice_of("x", told(facts, "one", "two", "three"))
    assert notice is not None
    assert (notice.console, notice.people) == ("two", 3)


def test_notice_that_was_resumed_is_sent_from_there() -> None:
    facts: list[TextFact] = [WRITTEN, NoticeBegun("3"), NoticePaused(), NoticeResumed("5")]
    notice = notice_of("x", told(facts, "one", "one", "two", "two"))
    assert notice is not None
    assert (notice.console, notice.people) == ("two", 5)


def test_text_of_a_notice_that_was_begun_stays() -> None:
    facts: list[TextFact] = [WRITTEN, NoticeBegun("3"), NoticeWritten("Other", "tag:other")]
    notice = notice_of("x", told(facts))
    assert notice is not None
    assert notice.written == WRITTEN


def test_begun_that_was_taken_back_is_a_draft_and_keeps_who_has_got_it() -> None:
    sent = NoticeSent("x", "Late", ANNA, "7F3K9QWC", "id@x")
    events = told([WRITTEN, NoticeBegun("3"), sent, sent, Undone("one.1")])
    notice = notice_of("x", events)
    assert notice is not None
    assert (notice.state, notice.sent) == (NoticeState.DRAFT, 1)


def test_nothing_written_is_no_notice() -> None:
    assert notice_of("x", told([NoticeBegun("3")])) is None


def test_names_are_the_same_each_time_and_differ_for_each_person() -> None:
    ids = [
        notice_message_id("x", person, "7F3K9QWC", SECRET, "shop.example")
        for person in (ANNA, ANNA, BERT)
    ]
    assert ids[0] == ids[1] != ids[2]
    assert ref_of(ids[0], SECRET) == "7F3K9QWC"
    assert own_ref("x", ANNA, SECRET) == own_ref("x", ANNA, SECRET) != own_ref("x", BERT, SECRET)
    assert own_ref("x", ANNA, SECRET, 1) != own_ref("x", ANNA, SECRET)
    fences = {fence_name(NoticeSent("x", person=person)) for person in (ANNA, BERT)}
    assert len(fences) == 2
    assert not any("kunde" in fence for fence in fences)


def test_facts_of_notices_survive_the_journal() -> None:
    events = told([WRITTEN, NoticeBegun("3"), NoticeSent("x", "Late", ANNA), IncidentJoined("y")])
    assert [event_from_json(event_to_json(one)) for one in events] == events


def test_known_issue_is_open_again_when_that_was_said() -> None:
    facts: list[TextFact] = [IncidentWritten("Down"), IncidentClosed(), IncidentClosed("yes")]
    open_again = incident_of("y", told(facts))
    closed = incident_of("y", told(facts[:2]))
    assert open_again is not None
    assert closed is not None
    assert (open_again.is_open, closed.is_open) == (True, False)


def test_ticket_is_on_the_known_issue_it_was_put_on_last() -> None:
    facts: list[TextFact] = [
        IncidentJoined("a"),
        IncidentJoined("b"),
        IncidentJoined("a", off="yes"),
    ]
    assert incident_of_ticket(told(facts)) == "b"
    assert incident_of_ticket(told([*facts, IncidentJoined("b", off="yes")])) == ""


def test_mails_are_alike_by_words_that_few_mails_have() -> None:
    one = telling_words("Guten Tag, das Kundenkonto zeigt beim Anmelden einen Fehler")
    same = telling_words("Hallo, beim Anmelden im Kundenkonto kommt ein Fehler")
    other = telling_words("Guten Tag, das Regal wackelt beim Anfassen")
    everyday = dict.fromkeys(("guten", "beim", "hallo", "einen", "kommt", "zeigt"), 400)
    weight = weights(one | same | other, everyday, 1000)
    assert weight["guten"] < weight["kundenkonto"]
    assert likeness(one, same, weight) > 0.6
    assert likeness(one, other, weight) < 0.1
    assert likeness(one, one, weight) == pytest.approx(1)


def test_one_telling_word_in_both_is_chance() -> None:
    weight = {"lampe": 5.0, "regal": 5.0}
    assert likeness(("lampe", "regal"), ("lampe",), weight) == 0.0


def test_mail_that_waited_when_the_notice_was_stopped_did_not_leave() -> None:
    assert mail_word(MailState.WAITING, NoticeState.PAUSED) == "waits"
    assert mail_word(MailState.WAITING, NoticeState.STOPPED) == "did not leave"
    assert mail_word(MailState.SENT, NoticeState.STOPPED) == "sent"
