"""What happened on a ticket since a mail was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.events import Closed, Event, Fact, Noted, Reopened, Replied
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.news import Written, news_since
from agent_console.desk.ticket import TicketMail

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WRITTEN = Written("mine@x", "Anna", NOW, frozenset({"old"}), frozenset({"earlier@x"}))


def mail(
    key: str = "new",
    *,
    direction: Direction = Direction.IN,
    kind: MailKind = MailKind.HUMAN,
    message_id: str = "",
    hard: bool = False,
) -> TicketMail:
    sender = Address("kim@example.org")
    return TicketMail(key, message_id, NOW, direction, kind, sender, hard_bounce=hard)


def event(fact: Fact, agent: str = "Ben", minutes: float = 1) -> Event:
    return Event("e", "A0", NOW + timedelta(minutes=minutes), agent, fact)


@pytest.mark.parametrize(
    "quiet",
    [
        [],
        [mail("old")],
        [mail(kind=MailKind.AUTOMATIC)],
        [mail(kind=MailKind.DELIVERY_REPORT)],
        [mail(direction=Direction.OUT, message_id="earlier@x")],
        [mail(direction=Direction.OUT, message_id="mine@x")],
        [mail(direction=Direction.OUT, message_id="forwarded@x")],
    ],
)
def test_what_was_known_or_says_nothing_is_no_news(quiet: list[TicketMail]) -> None:
    assert news_since(WRITTEN, quiet, {"earlier@x"}, [], no_answers={"forwarded@x"}) == ()


def test_customer_who_wrote_is_news() -> None:
    (words,) = news_since(WRITTEN, [mail("old"), mail("a"), mail("b")], (), [])
    assert "2 new mails" in words


def test_mail_that_came_back_is_news() -> None:
    back = mail(kind=MailKind.DELIVERY_REPORT, hard=True)
    (words,) = news_since(WRITTEN, [back], (), [])
    assert "came back" in words


def test_answer_of_a_colleague_is_news_wherever_it_shows() -> None:
    seen = news_since(WRITTEN, [mail(direction=Direction.OUT, message_id="theirs@x")], (), [])
    leaving = news_since(WRITTEN, [], {"theirs@x"}, [])
    assert seen == leaving
    assert "answered" in seen[0]


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([event(Closed())], True),
        ([event(Closed(), agent="Anna")], False),
        ([event(Closed(), minutes=-1)], False),
        ([event(Closed()), event(Reopened(), minutes=2)], False),
        ([event(Reopened()), event(Closed(), minutes=2)], True),
        ([event(Noted("x")), event(Replied("y"))], False),
    ],
)
def test_ticket_closed_by_somebody_else_is_news(events: list[Event], told: bool) -> None:
    words = news_since(WRITTEN, [], (), events)
    assert words == (("Meanwhile Ben closed this ticket.",) if told else ())
