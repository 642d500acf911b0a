"""Which ticket a mail joins: only with a signature or a part in it; groups of ids as a plain model.

Mails, tickets and the store are built from the bytes of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from agent_console.desk.idgraph import IdGraph
from agent_console.desk.mail import Address, DeliveryReport, Mail, MailKind
from agent_console.desk.threads import (
    JoinReason,
    ThreadDecision,
    ThreadNote,
    ThreadRules,
    decide,
    follow_chain,
)
from agent_console.desk.tokens import new_message_id, ref_of, ticket_token
from fuzz.checks import Target, harmless, steady
from fuzz.choices import Choices

SECRET = b"a secret of the team"
RULES = ThreadRules(frozenset({"support@shop.example"}), SECRET)
NOW = datetime(2025, 3, 3, 10, tzinfo=UTC)
REFS = ("7F3K9QWC", "00000001", "ZZZZZZZZ", "7F3K9QWC7F3K9QWC")
PEOPLE = ("anna@a.example", "Bob@b.example", "eve@a.example", "support@shop.example", "")
SIGNED = tuple(
    make
    for ref in REFS
    for make in (
        ticket_token(ref, SECRET, "shop.example"),
        new_message_id(ref, SECRET, b"r" * 16, "shop.example"),
    )
)
FORGED = tuple(ticket_token(ref, b"another secret", "shop.example") for ref in REFS)
IDS = ("a@x", "b@x", "c@x", "d@x", "e@x", *SIGNED, *FORGED, SIGNED[0].upper(), "t.7f3k9qwc.x@y", "")
SUBJECTS = ("Frage", "Re: Frage", "AW: [#7F3K9QWC]", "#00000001 #ZZZZZZZZ", "#7f3k9qwc", "")
_SIGNED_REASONS = (
    *(JoinReason.OWN_MAIL, JoinReason.SIGNED, JoinReason.SIGNED_IN_TEXT, JoinReason.REPORT),
)
_OPENS = (JoinReason.NEW, JoinReason.CLOSED_LONG_AGO)


@dataclass(slots=True)
class Memory:
    """A store in memory that holds whatever it was told."""

    here: frozenset[str] = frozenset()
    by_id: dict[str, str] = field(default_factory=dict)
    referring: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    people: dict[str, frozenset[str]] = field(default_factory=dict)
    closed: dict[str, datetime] = field(default_factory=dict)

    def knows(self, ref: str) -> bool:
        return ref in self.here

    def ticket_of_message_id(self, message_id: str) -> str | None:
        return self.by_id.get(message_id)

    def ticket_referring_to(self, message_id: str) -> str | None:
        return self.referring.get(message_id)

    def follow_merge(self, ref: str) -> str:
        return follow_chain(ref, self.merged.get)

    def participants(self, ref: str) -> frozenset[str]:
        return self.people.get(ref, frozenset())

    def closed_since(self, ref: str) -> datetime | None:
        return self.closed.get(ref)

    def subject(self, ref: str) -> str:
        return "Frage"


def check(data: bytes) -> None:
    """Decide about one mail in one store, and group ids in two orders."""
    choices = Choices(data)
    store, mail = _store(choices), _mail(choices)
    kind = choices.pick(tuple(MailKind))
    decision = steady(lambda: decide(mail, store, RULES, NOW, kind))
    _decided(decision, mail, store)
    for line in decision.explain():
        assert line
        harmless(line)
    _grouped(choices)


def _store(choices: Choices) -> Memory:
    here = frozenset(choices.some(REFS, 4))
    known = tuple(sorted(here))
    if not known:
        return Memory()
    plain = IDS[:-1]
    return Memory(
        here,
        {choices.pick(plain): choices.pick(known) for _ in range(choices.number(4))},
        {choices.pick(plain): choices.pick(known) for _ in range(choices.number(4))},
        {choices.pick(known): choices.pick(known) for _ in range(choices.number(4))},
        {ref: frozenset(p.lower() for p in choices.some(PEOPLE[:3], 3)) for ref in known},
        {ref: NOW - timedelta(days=choices.number(90)) for ref in known if choices.flag()},
    )


def _mail(choices: Choices) -> Mail:
    sender = choices.pick(PEOPLE)
    report = DeliveryReport(
        "failed", recipient=choices.pick(PEOPLE), original_message_id=choices.pick(IDS)
    )
    return Mail(
        digest="0",
        size=0,
        message_id=choices.pick(IDS),
        in_reply_to=choices.some(IDS[:-1], 2),
        references=choices.some(IDS[:-1], 4),
        subject=choices.pick(SUBJECTS),
        sender=Address(sender) if sender else None,
        to=tuple(Address(email) for email in choices.some(PEOPLE[:4], 2)),
        cc=tuple(Address(email) for email in choices.some(PEOPLE[:4], 2)),
        text=choices.pick(("", f"> <{SIGNED[0]}>", f"> <{FORGED[0]}>", SIGNED[2])),
        report=report if choices.flag() else None,
    )


def _decided(decision: ThreadDecision, mail: Mail, store: Memory) -> None:
    assert (decision.ref is None) == (decision.reason in _OPENS)
    assert decision.hint_ref is None or decision.hint_ref != decision.ref
    followed = decision.ref or decision.linked_ref
    if decision.reason is JoinReason.CLOSED_LONG_AGO:
        assert followed in store.closed
    elif decision.linked_ref:
        raise AssertionError("a link without a reason")
    if not followed:
        return
    signed = {store.follow_merge(ref) for ref in _signed(mail)} | _signed(mail)
    if ThreadNote.NOT_HERE_YET in decision.notes:
        assert followed in signed
        assert not store.knows(followed)
        return
    assert store.knows(followed)
    assert store.follow_merge(followed) == followed
    if followed in signed:
        return
    assert decision.reason not in _SIGNED_REASONS or decision.reason is JoinReason.REPORT
    assert _takes_part(mail, store, followed, decision.reason), "a stranger joins unasked"


def _signed(mail: Mail) -> set[str]:
    """Return the refs that the mail can prove."""
    ids = [mail.message_id, *mail.references, *mail.in_reply_to]
    ids += [mail.report.original_message_id] if mail.report else []
    ids += [one for one in SIGNED if one in mail.text]
    genuine = [one for one in ids if one.lower() in SIGNED]
    found = {ref_of(one, SECRET) for one in genuine}
    assert None not in found
    assert not [one for one in FORGED if ref_of(one, SECRET)]
    return {ref for ref in found if ref}


def _takes_part(mail: Mail, store: Memory, ref: str, reason: JoinReason) -> bool:
    people = store.participants(ref)
    sender = mail.sender.email.lower() if mail.sender else ""
    others = {address.email.lower() for address in (*mail.to, *mail.cc)} - RULES.own
    if reason is JoinReason.SUBJECT_REF:
        return sender in people or (sender in RULES.own and bool(others & people))
    reported = {mail.report.recipient.lower()} if mail.report else set()
    return sender in RULES.own or bool(people & ({sender} | others | reported))


def _grouped(choices: Choices) -> None:
    """Group mails in the order given and backwards; both are the groups of a plain model."""
    mails = [
        (str(choices.number(12)), tuple(str(choices.number(16)) for _ in range(choices.number(4))))
        for _ in range(choices.number(12))
    ]
    forth, back = IdGraph(), IdGraph()
    for message_id, refs in mails:
        assert forth.same_group(forth.add(message_id, refs), message_id)
    for message_id, refs in reversed(mails):
        back.add(message_id, refs)
    groups = {frozenset(group) for group in forth.groups()}
    assert groups == {frozenset(group) for group in back.groups()} == _plain_groups(mails)
    assert sorted(one for group in groups for one in group) == sorted({one for one, _ in mails})


def _plain_groups(mails: Sequence[tuple[str, tuple[str, ...]]]) -> set[frozenset[str]]:
    joined: list[set[str]] = []
    for message_id, refs in mails:
        new = {message_id, *refs}
        for group in [group for group in joined if group & new]:
            joined.remove(group)
            new |= group
        joined.append(new)
    added = {message_id for message_id, _refs in mails}
    return {frozenset(group & added) for group in joined}


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with some decisions; what is built needs no mails."""
    for number in range(64):
        yield bytes((number * 7 + place * place * 13) % 256 for place in range(80))


TARGET = Target(check, (), seeds, longest=256)
