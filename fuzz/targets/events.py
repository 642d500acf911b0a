"""Events out of JSON and into it: what was read is written alike, and nothing else is an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

from agent_console.desk.course import fold
from agent_console.desk.events import (
    MAX_JSON,
    Assigned,
    Closed,
    Event,
    Fact,
    Noted,
    Reopened,
    Replied,
    Snoozed,
    Undone,
    Unknown,
    event_from_json,
    event_to_json,
)
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.ticket import TicketMail
from fuzz.checks import Target, steady
from fuzz.choices import Choices, as_text

_STACK = 400
_RECEIVED = datetime(2025, 3, 3, 10, tzinfo=UTC)
_MAIL = TicketMail(
    key="1",
    message_id="1@a.example",
    received=_RECEIVED,
    direction=Direction.IN,
    kind=MailKind.HUMAN,
    sender=Address("anna@a.example"),
)
WORDS = (
    *(b'"v":1', b'"v":2', b'"id":"', b'"ticket":"', b'"at":"', b'"agent":"', b'"seen":null'),
    *(b'"type":"noted"', b'"type":"snoozed"', b'"data":{"until":"', b'"data":{"text":"'),
    *(b'"type":"undone"', b'"data":{"event":"', b'"data":{}', b"null", b"true", b"1e400", b"NaN"),
    *(
        b"\\ud800",
        b"\\u0000",
        b"[[[[",
        b"{",
        b"}",
        b"-0.0",
        b"9999-12-31T23:59:59-14:00",
        b"\xc2\xa0",
    ),
    *(b"0001-01-01T00:00:00+14:00", b"2025-03-03T10:00:00+00:00", b"Z", b"20250303T10Z", b"1E5"),
)


def check(data: bytes) -> None:
    """Read bytes as JSON; write an event made of them and read it again."""
    try:
        event = steady(lambda: event_from_json(as_text(data)))
    except ValueError:
        pass
    else:
        _deep_down(_STACK, lambda: _same_again(event))
        _usable(event)
    made = _event(Choices(data))
    _same_again(made)
    _usable(made)


def _deep_down(levels: int, work: Callable[[], None]) -> None:
    """Do something far down the stack, as a screen's handlers are."""
    if levels:
        _deep_down(levels - 1, work)
    else:
        work()


def _same_again(event: Event) -> None:
    text = event_to_json(event)
    assert "\n" not in text
    text.encode()
    assert len(text) <= MAX_JSON, "longer than what was read"
    again = event_from_json(text)
    assert event_to_json(again) == text
    if "NaN" not in text:
        assert again == event


def _usable(event: Event) -> None:
    """Hold that times can be compared and stored, and that a ticket can be folded of it."""
    until = event.fact.until if isinstance(event.fact, Snoozed) else None
    for moment in (event.at, event.seen, until):
        if moment is not None:
            moment.astimezone(UTC)
    ticket = fold("7F3K9QWC", [_MAIL], [event, event])
    assert ticket.last_at is not None
    assert ticket.last_at >= max(_RECEIVED, event.at) or isinstance(event.fact, Undone)


def _event(choices: Choices) -> Event:
    text = choices.raw(40).decode("utf-8", "replace")
    return Event(
        id=choices.raw(12).decode("utf-8", "replace"),
        ticket="7F3K9QWC",
        at=_moment(choices),
        agent=choices.raw(12).decode("utf-8", "replace"),
        seen=_moment(choices) if choices.flag() else None,
        fact=_fact(choices, text),
    )


def _fact(choices: Choices, text: str) -> Fact:
    facts: tuple[Fact, ...] = (
        *(Assigned(text), Noted(text), Replied(text), Closed(text), Reopened(), Undone(text)),
        Snoozed(_moment(choices)),
        Unknown("later", '{"a": ["ü", 1.5, null]}', 1 + choices.number(9)),
    )
    return choices.pick(facts)


def _moment(choices: Choices) -> datetime:
    zone = timezone(timedelta(minutes=choices.number(1_600) - 800))
    return datetime(1 + choices.number(9_998), 6, 15, 12, tzinfo=zone) + timedelta(
        seconds=choices.number(65_536), microseconds=choices.number(65_536)
    )


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with one event of each kind."""
    for number in range(40):
        made = _event(Choices(bytes((number * 31 + place * 17) % 256 for place in range(120))))
        yield event_to_json(made).encode()


TARGET = Target(check, WORDS, seeds, longest=4_096)
