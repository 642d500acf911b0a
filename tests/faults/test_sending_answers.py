"""Every answer of a sending server at every step, and every mix of refused recipients.

"Sent" is said of nobody whom the server has not accepted the mail for, and nobody gets it twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import combinations_with_replacement

import pytest

from agent_console.demo.faults import DropAfter, Fault, GarbageLine
from agent_console.demo.smtp_faults import MESSAGE, Answer, RefuseRecipient
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import SignInError
from tests.faults.outgoing import UNDO_SECONDS, Leaving, folder_in_memory, leaving
from tests.faults.tally import Points

pytestmark = [pytest.mark.server, pytest.mark.faults]

EARLY = ("GREETING", "EHLO", "AUTH")
STEPS = (*EARLY, "MAIL", "RCPT", "DATA", MESSAGE)
NONSENSE = (b"what is this\r\n", b"\xff\xfe\r\n", b"999 no\r\n", b"25\r\n", b"\r\n")
PEOPLE = ("kaethe@kunde.example", "lou@kunde.example", "max@kunde.example")
TAKEN, LATER, NEVER = 250, 451, 550
ENDINGS: dict[str, Fault | None] = {
    "250": None,
    "451": Answer(MESSAGE, 451, "4.3.0 later"),
    "554": Answer(MESSAGE, 554, "5.7.1 spam"),
    "cut": DropAfter(MESSAGE),
}


@pytest.fixture
def at_work() -> Iterator[Leaving]:
    with folder_in_memory() as folder, leaving(folder, tickets=60) as made:
        yield made


def send(at_work: Leaving, item: OutboxItem, *faults: Fault) -> OutboxItem:
    """Try to send what is due to a server with ``faults``; return where the mail stands."""
    at_work.office.server.smtp_faults.add(*faults)
    with suppress(SignInError):
        at_work.start_and_send()
    at_work.office.server.smtp_faults.clear()
    return at_work.office.now(item)


def due_to(step: str, code: int) -> OutboxState:
    """Return what an answer at a step means (RFC 5321 §4.2.1); a password waits for a person."""
    if step == "AUTH" and code >= 500:
        return OutboxState.QUEUED
    return OutboxState.REFUSED if code >= 500 and step not in EARLY else OutboxState.DEFERRED


@pytest.mark.promise("answer at every step", "P2", "P3")
@pytest.mark.parametrize("step", STEPS)
def test_reply_that_is_not_taken_is_told_as_the_answer_means_it(
    step: str, at_work: Leaving, points: Points
) -> None:
    found = []
    for code in (421, 450, 454, 500, 550, 554):
        item = at_work.reply()
        now = send(at_work, item, Answer(step, code, "its own words"))
        told = f"{code} at {step}: {now.state} ({now.detail})"
        right = now.state is due_to(step, code) and not at_work.times_accepted(item)
        if now.state is not OutboxState.QUEUED:
            right = right and "its own words" in now.detail
        found.append("" if right else told)
        at_work.office.wait(minutes=1)
        ends = send(at_work, item).state
        leaves = OutboxState.REFUSED if now.state is OutboxState.REFUSED else OutboxState.SENT
        found.append("" if ends is leaves else f"{told}, then {ends}")
        found.append("" if at_work.times_accepted(item) == (ends is OutboxState.SENT) else told)
    assert not points.take(found)


@pytest.mark.promise("nonsense at every step", "P2", "P3")
@pytest.mark.parametrize("step", STEPS)
def test_reply_with_nonsense_for_an_answer_is_kept_or_in_doubt(
    step: str, at_work: Leaving, points: Points
) -> None:
    found = []
    for line in NONSENSE:
        item = at_work.reply()
        now = send(at_work, item, GarbageLine(step, line=line))
        late = step in ("DATA", MESSAGE)
        right = now.state is (OutboxState.UNKNOWN if late else OutboxState.DEFERRED)
        found.append("" if right and now.detail else f"{line!r} at {step}: {now}")
        at_work.office.wait(minutes=1)
        send(at_work, item)
        times = at_work.times_accepted(item)
        found.append("" if times <= 1 and (late or times) else f"{line!r} at {step}: {times} times")
    assert not points.take(found)


def reply_to_all(at_work: Leaving) -> OutboxItem:
    """Queue a reply to all of ``PEOPLE``."""
    replies, office = at_work.office.desk.replies, at_work.office
    draft = replies.begin(at_work.refs.pop(), everyone=False)
    draft = replace(draft, cc=replies.address(", ".join(PEOPLE[1:])))
    item = replies.queue(draft, "Ja.\n")
    office.wait(seconds=UNDO_SECONDS)
    assert item.pending == PEOPLE
    return item


def who_got(at_work: Leaving, item: OutboxItem) -> Counter[str]:
    """Count how often each recipient was accepted with the mail."""
    mark = f"Message-ID: <{item.message_id}>".encode()
    mails = [mail for mail in at_work.office.server.mails if mark in mail.raw]
    assert len({mail.raw for mail in mails}) <= 1, "the same bytes each time"
    return Counter(name for mail in mails for name in mail.recipients)


def wrong(item: OutboxItem, got: Counter[str]) -> str:
    """Compare what is told of each recipient with what the server has accepted."""
    told = f"{item.state}, pending {item.pending}, refused {item.refused}, accepted {dict(got)}"
    refused = {address for address, _why in item.refused}
    without = {*item.pending, *refused}
    if max(got.values(), default=0) > 1 or refused & set(item.pending):
        return told
    if item.state is OutboxState.UNKNOWN:
        return ""
    if without != set(PEOPLE) - set(got) or any(not why for _address, why in item.refused):
        return told
    if (item.state is OutboxState.SENT) != (not without) or (item.next_try is None) == bool(
        item.pending
    ):
        return told
    return told if not got and item.state is OutboxState.PARTIAL else ""


@pytest.mark.promise("recipients refused in part", "P2", "P3")
@pytest.mark.parametrize("ending", list(ENDINGS))
def test_recipients_refused_in_part_are_named_and_the_others_get_it_once(
    ending: str, at_work: Leaving, points: Points
) -> None:
    found = []
    for codes in combinations_with_replacement((TAKEN, LATER, NEVER), len(PEOPLE)):
        item = reply_to_all(at_work)
        answers = [
            RefuseRecipient(recipient=one, code=code, text="its own words", times=1)
            for one, code in zip(PEOPLE, codes, strict=True)
            if code != TAKEN
        ]
        last = ENDINGS[ending]
        faults: list[Fault] = [*answers, *([replace(last)] if last else [])]
        first = send(at_work, item, *faults)
        found.append(told(wrong(first, who_got(at_work, item)), codes, ending))
        at_work.office.wait(minutes=1)
        end = send(at_work, item)
        found.append(told(wrong(end, who_got(at_work, item)), codes, ending))
        doubt = ending == "cut" and TAKEN in codes
        found.append("" if (end.state is OutboxState.UNKNOWN) == doubt else f"{codes}: {end}")
        found.append("" if doubt or not end.pending else f"{codes} {ending}: {end} still waits")
        refused = {address for address, _why in end.refused}
        never = {one for one, code in zip(PEOPLE, codes, strict=True) if code == NEVER}
        found.append("" if never <= refused else f"{codes} {ending}: {refused} refused")
    assert not points.take(found)


def told(words: str, codes: tuple[int, ...], ending: str) -> str:
    return f"{codes}, then {ending}: {words}" if words else ""
