"""Who has which ticket, who may send, and which entries count: by the order of a journal alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.events import Event, Noted, event_to_json
from agent_console.desk.journal_claims import Verdict
from agent_console.desk.journal_entry import (
    VERSION,
    Abandoned,
    Claimed,
    Entry,
    KeyChanged,
    NotSent,
    Payload,
    Recorded,
    Released,
    Renewed,
    Sending,
    Sent,
    Skipped,
    TakenOver,
    TeamFact,
    Unread,
    payload_from_json,
    payload_to_json,
)
from agent_console.desk.journal_order import (
    JournalFold,
    Permission,
    clock_offset,
    may_send,
    replay,
)

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
CLAIM = Claimed("T", "Anna", 900)
SENDING = Sending("T", "mail", "a1@x", "")
NOW = timedelta()


class Story:
    """A journal that is being written, and what becomes of it."""

    def __init__(self) -> None:
        self.fold = JournalFold()
        self.entries: list[Entry] = []
        self.at = START
        self.counts: dict[str, int] = {}

    def wait(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)

    def tell(self, console: str, *facts: TeamFact, n: int = 0, key: str = "") -> Verdict:
        n = n or self.counts.get(console, 0) + 1
        self.counts[console] = max(n, self.counts.get(console, 0))
        # A console's own clock means nothing, however wrong it is.
        own_clock = self.at + timedelta(hours=-1 if len(console) % 2 else 1)
        payload = Payload(console, n, own_clock, facts)
        entry = Entry(len(self.entries) + 1, self.at, payload, key)
        self.entries.append(entry)
        return self.fold.take(entry)[-1].verdict

    def permission(self, console: str, sending: Sending = SENDING) -> Permission:
        return may_send(self.fold, console, sending, elapsed=NOW)


def recorded(number: int, text: str = "note") -> Recorded:
    event = Event(f"anna.{number}", "T", START, "Anna", Noted(text))
    return Recorded(event_to_json(event))


def test_claim_when_the_ticket_is_free_counts_and_the_second_one_learns_who_was_faster() -> None:
    story = Story()
    assert story.tell("anna", CLAIM) is Verdict.COUNTED
    entry = Entry(2, START, Payload("bert", 1, START, (CLAIM,)))
    (outcome,) = story.fold.take(entry)
    assert (outcome.verdict, outcome.by) == (Verdict.TAKEN, "anna")
    assert story.fold.claims["T"].console == "anna"


def test_claim_when_given_back_is_free_for_others_and_only_its_holder_gives_it_back() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    assert story.tell("bert", Released("T")) is Verdict.NOT_HOLDER
    assert story.tell("bert", Renewed("T")) is Verdict.NOT_HOLDER
    assert story.tell("anna", Released("T")) is Verdict.COUNTED
    assert story.tell("anna", Released("T")) is Verdict.NOT_HOLDER
    assert story.tell("bert", CLAIM) is Verdict.COUNTED


def test_take_over_counts_from_the_end_of_the_lease_by_the_servers_clock() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    takeover = TakenOver("T", "Bert", 900, "anna.1")
    story.wait(899)
    assert story.tell("bert", takeover) is Verdict.EARLY
    assert story.tell("anna", Renewed("T")) is Verdict.COUNTED
    story.wait(899)
    assert story.tell("bert", takeover) is Verdict.EARLY
    story.wait(1)
    assert story.tell("bert", takeover) is Verdict.COUNTED
    assert story.fold.claims["T"].console == "bert"


def test_take_over_of_a_claim_that_is_another_one_by_now_does_not_count() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.wait(900)
    story.tell("bert", TakenOver("T", "Bert", 900, "anna.1"))
    story.wait(9_000)
    assert story.tell("carl", TakenOver("T", "Carl", 900, "anna.1")) is Verdict.TAKEN


@pytest.mark.parametrize(("asked", "given"), [(0, 60), (900, 900), (10**9, 86_400)])
def test_lease_is_kept_within_bounds(asked: int, given: int) -> None:
    story = Story()
    story.tell("anna", Claimed("T", "Anna", asked))
    assert story.fold.claims["T"].lease == given


def test_clock_of_the_server_when_it_runs_back_shortens_no_lease() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.wait(-7_200)
    story.tell("anna", Renewed("T"))
    story.wait(7_200 + 800)
    assert story.tell("bert", TakenOver("T", "Bert", 900, "anna.1")) is Verdict.EARLY


def test_sending_when_the_ticket_is_claimed_is_granted_to_the_first_alone() -> None:
    story = Story()
    assert story.tell("carl", SENDING) is Verdict.NOT_HOLDER
    story.tell("anna", CLAIM)
    assert story.tell("anna", SENDING) is Verdict.COUNTED
    assert story.permission("anna") is Permission.GRANTED
    story.wait(900)
    story.tell("bert", TakenOver("T", "Bert", 900, "anna.1"))
    other = Sending("T", "mail", "b1@x", "")
    assert story.tell("bert", other) is Verdict.BUSY
    assert story.permission("bert", other) is Permission.BUSY
    assert story.permission("anna") is Permission.TAKEN


def test_sending_after_an_answer_left_counts_only_for_who_knows_of_it() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    story.tell("anna", Sent("T", "mail", "a1@x"))
    second = Sending("T", "mail", "a2@x", "")
    assert story.tell("anna", second) is Verdict.ANSWERED
    assert story.permission("anna", second) is Permission.ANSWERED
    knowing = Sending("T", "mail", "a2@x", "a1@x")
    assert story.tell("anna", knowing) is Verdict.COUNTED
    assert story.permission("anna", knowing) is Permission.GRANTED


def test_word_of_a_mail_that_is_known_to_have_left_changes_nothing() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    for message_id, after in (("a1@x", ""), ("a2@x", "a1@x")):
        story.tell("anna", Sending("T", "mail", message_id, after))
        assert story.tell("anna", Sent("T", "mail", message_id)) is Verdict.COUNTED
    assert story.tell("bert", Sent("T", "mail", "a1@x")) is Verdict.REPEATED
    assert story.tell("anna", Sending("T", "mail", "a3@x", "a1@x")) is Verdict.ANSWERED
    assert story.tell("anna", Sending("T", "mail", "a3@x", "a2@x")) is Verdict.COUNTED


def test_sending_when_an_older_mail_turns_out_to_have_left_is_stopped() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    story.tell("bert", Sent("T", "mail", "other@x"))
    assert story.permission("anna") is Permission.ANSWERED


def test_fence_when_nothing_left_is_opened_by_its_owner_only() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    assert story.tell("bert", NotSent("T", "mail", "a1@x")) is Verdict.NOT_HOLDER
    assert story.tell("anna", NotSent("T", "mail", "zz@x")) is Verdict.NOT_SENDING
    assert story.tell("anna", NotSent("T", "mail", "a1@x")) is Verdict.COUNTED
    assert story.permission("anna") is Permission.NOT_READ_BACK


def test_fence_when_silent_for_an_hour_is_given_up_and_the_next_one_looks_first() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    story.wait(3_599)
    assert story.tell("bert", Abandoned("T", "mail", "a1@x")) is Verdict.EARLY
    story.wait(1)
    assert story.tell("bert", Abandoned("T", "mail", "a1@x")) is Verdict.COUNTED
    story.tell("bert", TakenOver("T", "Bert", 900, "anna.1"))
    other = Sending("T", "mail", "b1@x", "")
    assert story.tell("bert", other) is Verdict.COUNTED
    assert story.permission("bert", other) is Permission.LOOK
    allowed = may_send(story.fold, "bert", other, elapsed=NOW, not_found=["a1@x"])
    assert allowed is Permission.GRANTED
    again = JournalFold.restored(json.loads(json.dumps(story.fold.state())), [])
    assert may_send(again, "bert", other, elapsed=NOW) is Permission.LOOK


def test_sending_when_begun_long_ago_comes_too_late() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    late = timedelta(minutes=10, seconds=1)
    assert may_send(story.fold, "anna", SENDING, elapsed=late) is Permission.TOO_LATE


def test_mail_of_a_machine_needs_no_claim_and_still_leaves_once() -> None:
    story = Story()
    one, other = Sending("", "ack:k", "a@x", ""), Sending("", "ack:k", "b@x", "")
    assert story.tell("anna", one) is Verdict.COUNTED
    assert story.tell("bert", other) is Verdict.BUSY
    assert story.permission("anna", one) is Permission.GRANTED


def test_entry_when_it_comes_twice_counts_where_it_came_first() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", Released("T"))
    assert story.tell("anna", CLAIM, n=1) is Verdict.REPEATED
    assert not story.fold.claims


def test_number_that_is_missing_stops_sending_until_it_comes_or_is_skipped() -> None:
    story = Story()
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING, n=4)
    assert story.fold.numbers.missing == {"anna": ((2, 3),)}
    assert story.permission("anna") is Permission.DAMAGED
    story.tell("anna", Renewed("T"), n=2)
    assert story.fold.numbers.missing == {"anna": ((3, 3),)}
    story.tell("bert", Skipped("anna", 3, 3))
    assert story.permission("anna") is Permission.GRANTED
    assert story.tell("anna", Renewed("T"), n=3) is Verdict.REPEATED


def test_number_that_others_have_read_and_we_have_not_is_missing() -> None:
    fold = JournalFold()
    fold.take(Entry(1, START, Payload("bert", 1, START, (), (("anna", 2),))))
    assert fold.numbers.missing == {"anna": ((1, 2),)}


def test_entries_of_an_older_key_count_no_longer_once_the_key_is_changed() -> None:
    story = Story()
    assert story.tell("anna", KeyChanged("new"), key="old") is Verdict.COUNTED
    assert story.tell("bert", CLAIM, key="old") is Verdict.OLD_KEY
    assert story.tell("bert", CLAIM, n=1, key="new") is Verdict.COUNTED
    assert not story.fold.numbers.missing


def test_facts_of_a_newer_program_have_no_effect_and_stop_sending() -> None:
    story = Story()
    assert story.tell("anna", Unread('{"t":"later"}')) is Verdict.UNREAD
    story.tell("anna", CLAIM)
    story.tell("anna", SENDING)
    newer = Payload("bert", 1, START, (CLAIM,), version=VERSION + 1)
    (outcome,) = story.fold.take(Entry(9, START, newer))
    assert outcome.verdict is Verdict.TOO_NEW
    assert story.permission("anna") is Permission.UPDATE


def test_events_are_kept_in_the_order_of_the_journal_and_each_but_once() -> None:
    story = Story()
    assert story.tell("anna", recorded(2), recorded(1)) is Verdict.COUNTED
    assert story.tell("bert", recorded(2)) is Verdict.REPEATED
    assert list(story.fold.log) == ["anna.2", "anna.1"]


def test_digest_tells_other_orders_and_other_facts_apart_and_survives_writing() -> None:
    one, other = Story(), Story()
    one.tell("anna", CLAIM, recorded(1), recorded(2), SENDING)
    other.tell("anna", CLAIM, recorded(2), recorded(1), SENDING)
    assert one.fold.digest() != other.fold.digest()
    written = json.loads(json.dumps(one.fold.state()))
    again = JournalFold.restored(written, one.fold.log.values())
    assert again.digest() == one.fold.digest() == replay(reversed(one.entries)).digest()


@pytest.mark.parametrize("spoilt", ["claims", "fences", "heard", "numbers"])
def test_state_when_it_is_none_is_refused(spoilt: str) -> None:
    state = dict(JournalFold().state())
    for wrong in (None, 5, {"a": 5}, [[1]]):
        with pytest.raises(ValueError, match=r".*"):
            JournalFold.restored({**state, spoilt: wrong}, [])


def test_offset_of_the_clock_is_how_far_the_server_is_ahead() -> None:
    assert clock_offset(START, START + timedelta(minutes=3)) == timedelta(minutes=3)


def test_payload_when_read_again_is_the_same_whatever_it_holds() -> None:
    facts: tuple[TeamFact, ...] = (
        *(CLAIM, Renewed("T"), Released("T"), TakenOver("T", "Bert", 9, "anna.1"), SENDING),
        *(Sent("T", "m", "i"), NotSent("T", "m", "i"), Abandoned("T", "m", "i")),
        *(KeyChanged("k"), Skipped("anna", 1, 2), recorded(1, "Größe ✓"), Unread('{"t":"x"}')),
    )
    payload = Payload("anna", 1, START, facts, (("bert", 2), ("carl", 1)))
    assert payload_from_json(payload_to_json(payload)) == payload
    assert "\n" not in payload_to_json(payload)


@pytest.mark.parametrize(
    "fact",
    [
        5,
        {},
        {"t": "claim"},
        {"t": "claim", "ticket": 5, "agent": "", "lease": 1},
        {"t": "claim", "ticket": "T", "agent": "", "lease": True},
        {"t": "claim", "ticket": "T", "agent": "", "lease": -1},
        {"t": "claim", "ticket": "T" * 2_001, "agent": "", "lease": 1},
        {"t": "event", "e": {"v": 1}},
    ],
)
def test_fact_that_makes_no_sense_is_kept_without_effect(fact: object) -> None:
    told = json.loads(payload_to_json(Payload("anna", 1, START, ())))
    payload = payload_from_json(json.dumps({**told, "ev": [fact]}))
    assert [type(one) for one in payload.facts] == [Unread]


@pytest.mark.parametrize(
    "wrong",
    [
        {"c": "Anna"},
        {"n": 0},
        {"n": 2**53},
        {"ts": "2026-03-02T08:00:00"},
        {"ev": [{}] * 51},
        {"k": {f"c{n}": 1 for n in range(51)}},
        {"v": 0},
    ],
)
def test_payload_that_breaks_a_rule_is_none(wrong: dict[str, object]) -> None:
    told = json.loads(payload_to_json(Payload("anna", 1, START, ())))
    with pytest.raises(ValueError, match=r".*"):
        payload_from_json(json.dumps({**told, **wrong}))
