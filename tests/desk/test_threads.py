"""Which ticket a mail belongs to."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.mail import Address, DeliveryReport, Mail, MailKind
from agent_console.desk.refs import ticket_ref
from agent_console.desk.subjects import base_subject, has_reply_prefix, same_subject
from agent_console.desk.threads import (
    IdGraph,
    JoinReason,
    ThreadDecision,
    ThreadNote,
    ThreadRules,
    decide,
    follow_chain,
)
from agent_console.desk.tokens import new_message_id, ticket_token
from agent_console.mail.read import read_mail
from tests.desk.corpora import corpus

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SECRET = b"a secret of the team"
HELP = Address("help@desk.example")
RULES = ThreadRules(frozenset({HELP.email}), SECRET)
ANNA = Address("Anna@Example.org")
BOB = Address("bob@elsewhere.example")
ONE, TWO = "7F3K9QWC", "00000000"


@dataclass
class Desk:
    """A store of tickets in memory: ticket to its mails."""

    tickets: dict[str, list[Mail]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    closed: dict[str, datetime] = field(default_factory=dict)
    own: frozenset[str] = RULES.own

    def knows(self, ref: str) -> bool:
        return ref in self.tickets

    def ticket_of_message_id(self, message_id: str) -> str | None:
        return self._first(lambda mail: mail.message_id == message_id)

    def ticket_referring_to(self, message_id: str) -> str | None:
        return self._first(lambda mail: message_id in (*mail.references, *mail.in_reply_to))

    def follow_merge(self, ref: str) -> str:
        return follow_chain(ref, self.merged.get)

    def participants(self, ref: str) -> frozenset[str]:
        people = set()
        for mail in self.tickets[ref]:
            senders = [mail.sender] if mail.sender else []
            people |= {address.email.lower() for address in (*senders, *mail.to, *mail.cc)}
        return frozenset(people - self.own)

    def closed_since(self, ref: str) -> datetime | None:
        return self.closed.get(ref)

    def subject(self, ref: str) -> str:
        return self.tickets[ref][0].subject

    def _first(self, test: Callable[[Mail], bool]) -> str | None:
        return next((ref for ref, mails in self.tickets.items() if any(map(test, mails))), None)

    def take(self, mail: Mail, rules: ThreadRules = RULES) -> str:
        decision = decide(mail, self, rules, NOW)
        ref = decision.ref or ticket_ref(mail.message_id, mail.digest)
        self.tickets.setdefault(ref, []).append(mail)
        return ref


_mail = partial(
    replace,
    Mail("d1", 1, message_id="new@example.org", subject="My order", sender=ANNA, to=(HELP,)),
)
OPENING = _mail(message_id="first@example.org")
TOKEN = ticket_token(ONE, SECRET, "desk.example")
REPLY_ID = new_message_id(ONE, SECRET, bytes(16), "desk.example")


def _desk(merged: dict[str, str] | None = None, closed: dict[str, datetime] | None = None) -> Desk:
    tickets = {ONE: [OPENING], TWO: [_mail(message_id="two@x", sender=BOB)]}
    return Desk(tickets, merged or {}, closed or {})


def _decide(
    mail: Mail, desk: Desk | None = None, kind: MailKind = MailKind.HUMAN
) -> ThreadDecision:
    return decide(mail, desk or _desk(), RULES, NOW, kind)


def test_decide_of_a_first_mail_is_a_new_ticket() -> None:
    assert _decide(_mail(subject="Something")) == ThreadDecision(None, JoinReason.NEW)


def test_decide_of_the_same_subject_and_sender_alone_never_joins() -> None:
    assert _decide(_mail(subject="Re: My order")) == ThreadDecision(None, JoinReason.NEW)


@pytest.mark.parametrize(
    "changes",
    [
        {"references": (TOKEN, "first@example.org", REPLY_ID)},
        {"references": (TOKEN,)},
        {"in_reply_to": (REPLY_ID,)},
        {"in_reply_to": (REPLY_ID.upper(),)},
        {"references": (TOKEN, "rewritten@relay.example")},
    ],
)
def test_decide_of_an_answer_to_our_mail_joins_by_signature(changes: dict[str, Any]) -> None:
    assert _decide(_mail(**changes)) == ThreadDecision(ONE, JoinReason.SIGNED)


def test_decide_of_an_answer_from_another_address_joins_and_says_so() -> None:
    decision = _decide(_mail(sender=BOB, in_reply_to=(REPLY_ID,)))
    assert decision.ref == ONE
    assert decision.notes == (ThreadNote.NEW_SENDER, ThreadNote.OTHER_DOMAIN)


def test_decide_of_an_answer_by_a_colleague_of_the_same_domain_only_says_new_sender() -> None:
    decision = _decide(_mail(sender=Address("carl@example.org"), in_reply_to=(REPLY_ID,)))
    assert decision.notes == (ThreadNote.NEW_SENDER,)


def test_decide_of_an_answer_by_somebody_in_cc_joins_without_remark() -> None:
    desk = Desk({ONE: [replace(OPENING, cc=(BOB,))]})
    assert _decide(_mail(sender=BOB, in_reply_to=("first@example.org",)), desk) == ThreadDecision(
        ONE, JoinReason.REFERENCE
    )


def test_decide_of_a_forged_signature_by_a_stranger_is_a_new_ticket() -> None:
    forged = ticket_token(ONE, b"guess", "desk.example")
    assert _decide(_mail(sender=BOB, references=(forged,))).ref is None


def test_decide_goes_through_references_from_right_to_left() -> None:
    desk = _desk()
    desk.tickets[TWO].append(_mail(message_id="later@x", sender=ANNA))
    decision = _decide(_mail(references=("first@example.org", "later@x")), desk)
    assert decision.ref == TWO
    assert decision.hint_ref == ONE
    assert ThreadNote.SEVERAL_TICKETS in decision.notes


def test_decide_prefers_a_signature_to_any_known_id() -> None:
    desk = _desk()
    desk.tickets[TWO].append(_mail(message_id="later@x", sender=ANNA))
    assert _decide(_mail(references=(TOKEN, "later@x")), desk).ref == ONE


def test_decide_of_a_strangers_mail_with_a_known_id_is_new_with_a_hint() -> None:
    decision = _decide(_mail(sender=BOB, in_reply_to=("first@example.org",)))
    assert decision == ThreadDecision(None, JoinReason.NEW, hint_ref=ONE)


def test_decide_of_a_new_sender_who_writes_to_a_participant_too_joins_with_a_note() -> None:
    mail = _mail(sender=BOB, in_reply_to=("first@example.org",), cc=(ANNA,))
    decision = _decide(mail)
    assert decision.ref == ONE
    assert ThreadNote.NEW_SENDER in decision.notes


def test_decide_of_a_ref_in_the_subject_joins_for_a_participant() -> None:
    decision = _decide(_mail(subject=f"AW: My order [#{ONE.lower()}]"))
    assert decision == ThreadDecision(
        ONE, JoinReason.SUBJECT_REF, notes=(ThreadNote.SUBJECT_CHANGED,)
    )


def test_decide_of_a_ref_in_the_subject_by_a_stranger_is_new_with_a_hint() -> None:
    decision = _decide(_mail(sender=BOB, subject=f"#{ONE} please", cc=(ANNA,)))
    assert decision == ThreadDecision(None, JoinReason.NEW, hint_ref=ONE)


def test_decide_of_an_unknown_ref_in_the_subject_gives_no_hint() -> None:
    assert _decide(_mail(subject="order #12345678")).hint_ref is None


def test_decide_of_our_own_sent_copy_joins_its_ticket() -> None:
    mail = _mail(message_id=REPLY_ID, sender=HELP, to=(ANNA,))
    assert _decide(mail) == ThreadDecision(ONE, JoinReason.OWN_MAIL)


def test_decide_of_a_ref_in_a_subject_under_our_own_address_needs_a_participant() -> None:
    spoofed = _mail(sender=HELP, to=(HELP,), subject=f"[#{ONE}]")
    assert _decide(spoofed).ref is None
    assert _decide(replace(spoofed, to=(ANNA,))).ref == ONE


def test_decide_of_a_late_opening_mail_joins_the_answers_that_came_first() -> None:
    desk = Desk({ONE: [_mail(message_id="b@x", in_reply_to=("a@x",))]})
    decision = _decide(_mail(message_id="a@x"), desk)
    assert decision == ThreadDecision(ONE, JoinReason.REFERRED_TO)
    sibling = _decide(_mail(message_id="c@x", references=("a@x",)), desk)
    assert sibling == ThreadDecision(ONE, JoinReason.REFERRED_TO)


def test_decide_of_a_known_id_with_another_content_joins_with_a_note() -> None:
    decision = _decide(_mail(message_id="first@example.org"))
    assert decision == ThreadDecision(ONE, JoinReason.SAME_ID, notes=(ThreadNote.SAME_ID,))


def test_decide_of_a_signed_id_quoted_in_the_text_joins() -> None:
    decision = _decide(_mail(text=f"Message-ID: <{REPLY_ID}>\nHello"))
    assert decision == ThreadDecision(ONE, JoinReason.SIGNED_IN_TEXT)


def test_decide_of_a_token_whose_ticket_is_not_here_yet_names_the_ticket() -> None:
    decision = _decide(_mail(references=(TOKEN,)), Desk())
    assert decision == ThreadDecision(ONE, JoinReason.SIGNED, notes=(ThreadNote.NOT_HERE_YET,))


def test_decide_of_an_answer_to_a_merged_ticket_follows_the_chain() -> None:
    desk = _desk(merged={ONE: TWO})
    decision = _decide(_mail(sender=BOB, references=(TOKEN,)), desk)
    assert decision.ref == TWO
    assert ThreadNote.MERGED in decision.notes


@pytest.mark.parametrize(
    ("merged", "end"),
    [({}, "a"), ({"a": "b", "b": "c"}, "c"), ({"a": "b", "b": "a"}, "a"), ({"a": "a"}, "a")],
)
def test_follow_chain_ends_at_the_last_and_a_circle_changes_nothing(
    merged: dict[str, str], end: str
) -> None:
    assert follow_chain("a", merged.get) == end


def test_decide_of_an_answer_to_a_closed_ticket_reopens_it_within_the_limit() -> None:
    answer = _mail(references=(TOKEN,))
    assert _decide(answer, _desk(closed={ONE: NOW - 30 * DAY})).ref == ONE
    late = _decide(answer, _desk(closed={ONE: NOW - 30 * DAY - timedelta(seconds=1)}))
    assert late == ThreadDecision(None, JoinReason.CLOSED_LONG_AGO, linked_ref=ONE)


@pytest.mark.parametrize("kind", [MailKind.AUTOMATIC, MailKind.DELIVERY_REPORT])
def test_decide_of_machine_mail_to_a_long_closed_ticket_still_joins(kind: MailKind) -> None:
    desk = _desk(closed={ONE: NOW - 300 * DAY})
    assert _decide(_mail(references=(TOKEN,)), desk, kind) == ThreadDecision(ONE, JoinReason.SIGNED)


def test_decide_of_a_delivery_report_joins_by_the_mail_it_is_about() -> None:
    daemon = Address("mailer-daemon@relay.example")
    signed = DeliveryReport("failed", "5.1.1", "anna@example.org", REPLY_ID)
    mail = _mail(sender=daemon, report=signed, subject="Undelivered")
    assert _decide(mail, kind=MailKind.DELIVERY_REPORT) == ThreadDecision(ONE, JoinReason.REPORT)
    plain = replace(signed, original_message_id="first@example.org")
    mail = replace(mail, report=plain)
    assert _decide(mail, kind=MailKind.DELIVERY_REPORT) == ThreadDecision(ONE, JoinReason.REPORT)
    stranger = replace(mail, report=replace(plain, recipient="x@y.example"))
    assert _decide(stranger, kind=MailKind.DELIVERY_REPORT).ref is None


def test_decide_of_an_old_thread_with_a_new_subject_joins_with_a_note() -> None:
    decision = _decide(_mail(references=(TOKEN,), subject="Something else"))
    assert decision == ThreadDecision(ONE, JoinReason.SIGNED, notes=(ThreadNote.SUBJECT_CHANGED,))


@pytest.mark.parametrize("reason", list(JoinReason))
def test_explain_says_every_reason_in_words(reason: JoinReason) -> None:
    joined = ThreadDecision(ONE, reason, notes=tuple(ThreadNote)).explain()
    assert len(joined) == 1 + len(ThreadNote)
    assert all(line.endswith(".") for line in joined)
    hinted = ThreadDecision(None, JoinReason.NEW, hint_ref=ONE).explain()
    assert hinted[1] == f"It looks like #{ONE}, but nothing proves it."
    assert ThreadDecision(ONE, reason, hint_ref=TWO).explain()[1] == f"It also names #{TWO}."


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: My order", "My order"),
        ("AW: Re: WG: Fwd: My  order ", "My order"),
        ("Antw: SV: RIF: My order", "My order"),
        ("RE[2]: [list] My order (fwd)", "My order"),
        ("My order", "My order"),
        ("Re:", "Re:"),
        ("[tag]", "[tag]"),
        ("", ""),
        ("Reklamation: Re: x", "Reklamation: Re: x"),
        ("回复\uff1a订单", "订单"),
    ],
)
def test_base_subject_drops_what_mail_programs_add(subject: str, base: str) -> None:
    assert base_subject(subject) == base
    assert same_subject(subject, base.upper())


def test_has_reply_prefix_looks_past_tags() -> None:
    assert has_reply_prefix("[ext] AW: x")
    assert not has_reply_prefix("[ext] x")


_edges = st.lists(st.tuples(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=3)))


@settings(deadline=None, derandomize=True)
@given(_edges, st.randoms(use_true_random=False))
def test_idgraph_gives_the_same_groups_in_any_order(
    edges: list[tuple[int, list[int]]], order: random.Random
) -> None:
    shuffled = order.sample(edges, len(edges))
    assert _groups(edges) == _groups(shuffled)


def _groups(edges: list[tuple[int, list[int]]]) -> set[frozenset[str]]:
    graph = IdGraph()
    for message_id, refs in edges:
        graph.add(str(message_id), map(str, refs))
    return {frozenset(group) for group in graph.groups()}


def test_idgraph_joins_through_a_mail_that_never_came() -> None:
    graph = IdGraph()
    graph.add("b", ["a"])
    graph.add("c", ["a"])
    graph.add("d")
    assert graph.same_group("b", "c")
    assert not graph.same_group("b", "d")
    assert graph.groups() == (("b", "c"), ("d",))


def _grouped(mails: list[Mail]) -> set[frozenset[int]]:
    graph = IdGraph()
    names = [mail.message_id or mail.digest for mail in mails]
    for name, mail in zip(names, mails, strict=True):
        graph.add(name, (*mail.references, *mail.in_reply_to))
    found: dict[str, set[int]] = {}
    for number, name in enumerate(names):
        found.setdefault(graph.group_of(name), set()).add(number)
    return {frozenset(group) for group in found.values()}


def _list_mails(folder: Path) -> tuple[list[Mail], set[frozenset[int]]]:
    groups = json.loads((folder / "groups.json").read_text())
    names = sorted(name for group in groups for name in group)
    mails = [read_mail((folder / name).read_bytes()) for name in names]
    return mails, {frozenset(names.index(name) for name in group) for group in groups}


def test_idgraph_finds_the_groups_of_other_programs() -> None:
    mails, expected = _list_mails(corpus("threading/notmuch-default"))
    found = _grouped(mails)
    print(f"threading/notmuch-default: {len(found & expected)} of {len(expected)} groups")
    assert found == expected
    recorded = json.loads(corpus("threading/cases.json").read_text())
    cases = [case for case in recorded if case["algorithm"] == "references"]
    right = 0
    for case in cases:
        read = [read_mail(text.encode()) for text in case["messages"]]
        wanted = {frozenset(number - 1 for number in group) for group in case["groups"]}
        right += _grouped(read) == wanted
    print(f"threading/cases.json: {right} of {len(cases)} by references")
    assert right >= len(cases) - 1


@pytest.mark.parametrize("step", [1, -1, 7, -7])
def test_decide_files_a_mailing_list_as_other_programs_group_it_in_any_order(step: int) -> None:
    mails, expected = _list_mails(corpus("threading/notmuch-default"))
    order = [n for first in range(abs(step)) for n in range(first, len(mails), abs(step))]
    order = order[:: step // abs(step)]
    rules = ThreadRules(frozenset(), SECRET)
    desk = Desk(own=frozenset())
    found: dict[str, set[int]] = {}
    for number in order:
        found.setdefault(desk.take(mails[number], rules), set()).add(number)
    right = len({frozenset(group) for group in found.values()} & expected)
    print(f"as tickets, step {step}: {right} of {len(expected)} groups")
    assert right == len(expected)


def test_base_subject_of_other_projects_cases_is_the_same() -> None:
    for case in json.loads(corpus("threading/base_subjects.json").read_text()):
        assert base_subject(case["subject"]) == case["base"]
