"""Whatever happened, in whatever order it was learnt of: a rebuild makes the same tables again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Fact,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Undone,
)
from agent_console.services.rebuild import rebuild
from agent_console.store import journal, tickets
from tests.services.intake_kit import DESK, Bench, answer_to, at, bench, raw_mail
from tests.services.test_intake import bounce

DAY = 1440
US = f"Anna <{DESK}>"
SENDERS = ("kim@example.org", "Kim <KIM@example.org>", "eve@evil.net", US)
RECIPIENTS = (DESK, "kim@example.org", f"{DESK}, lou@y.net")
FACTS: tuple[Fact, ...] = (
    Assigned("Anna"),
    Noted("hm"),
    Closed("done"),
    Closed(),
    Reopened(),
    Snoozed(at(60)),
    Replied("1@x"),
)


@dataclass(frozen=True)
class Arrival:
    """A mail as the server has it; the same values are the same bytes."""

    number: int
    answers: int
    sender: str
    to: str
    day: int
    folder: str
    extra: str
    text: str


@dataclass(frozen=True)
class Act:
    """What an agent did on the ticket at a place in the list; it may have seen only older mails."""

    place: int
    fact: Fact
    day: int
    seen_day: int | None


@dataclass(frozen=True)
class Undo:
    """An act taken back."""

    place: int


_ARRIVALS = st.builds(
    Arrival,
    number=st.integers(0, 4),
    answers=st.integers(-1, 4),
    sender=st.sampled_from(SENDERS),
    to=st.sampled_from(RECIPIENTS),
    day=st.integers(-60, 0),
    folder=st.sampled_from(["INBOX", "INBOX", "Sent", "Archive"]),
    extra=st.sampled_from(
        [
            *("", "", "Reply-To: lou@y.net", "Auto-Submitted: auto-replied"),
            *("Subject-Ref", "Token", "Own-Id", "Bounce"),
        ]
    ),
    text=st.sampled_from(["one", "two"]),
)
_ACTS = st.builds(
    Act,
    place=st.integers(0, 9),
    fact=st.sampled_from(FACTS),
    day=st.integers(-60, 0),
    seen_day=st.none() | st.integers(-60, 0),
)
_HISTORIES = st.lists(
    st.one_of(_ARRIVALS, _ARRIVALS, _ACTS, st.builds(Undo, st.integers(0, 9))),
    min_size=1,
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=_HISTORIES)
def test_rebuild_after_any_history_gives_the_same_tables(
    history: list[Arrival | Act | Undo],
) -> None:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as desk:
        for step in history:
            live(desk, step)
        before = desk.dump()
        rebuild(desk.store, desk.config)
        assert desk.dump() == before
        rebuild(desk.store, desk.config)
        assert desk.dump() == before


def live(desk: Bench, step: Arrival | Act | Undo) -> None:
    refs = desk.refs()
    match step:
        case Arrival():
            desk.deliver(raw_of(desk, step), folder=step.folder, minutes=step.day * DAY)
        case Act(place=place) if refs:
            act(desk, refs[place % len(refs)], step)
        case Undo(place=place) if refs:
            ref = refs[place % len(refs)]
            with desk.store.read() as session:
                events = journal.of_ticket(session, ref)
            if events:
                desk.act(ref, Undone(events[place % len(events)].id), 1)
        case _:
            pass


def raw_of(desk: Bench, mail: Arrival) -> bytes:
    refs = desk.refs() or ("00000000",)
    ref = refs[mail.number % len(refs)]
    headers = answer_to(f"{mail.answers}@x") if mail.answers >= 0 else ()
    if mail.extra == "Bounce":
        return bounce(desk.own_id(ref))
    if mail.extra == "Token":
        headers = answer_to(desk.token(ref))
    elif ":" in mail.extra:
        headers = (*headers, mail.extra)
    return raw_mail(
        desk.own_id(ref, mail.number) if mail.extra == "Own-Id" else f"{mail.number}@x",
        sender=mail.sender,
        to=mail.to,
        subject=f"Re: #{ref}" if mail.extra == "Subject-Ref" else "Help",
        text=mail.text,
        headers=headers,
    )


def act(desk: Bench, ref: str, step: Act) -> None:
    with desk.store.write(durable=True) as session:
        seen = tickets.newest_received(session, ref)
        event = Event(
            id=journal.next_event_id(session),
            ticket=ref,
            at=at(step.day * DAY),
            agent="Anna",
            fact=step.fact,
            seen=seen if step.seen_day is None else at(step.seen_day * DAY),
        )
        desk.intake.record(session, event)
