"""Mail from before a day is settled; what comes later is worked on, since it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.course import fold
from agent_console.desk.events import Assigned, Closed, Event, Fact, Reopened
from agent_console.desk.horizon import beginning_of, fold_since
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.ticket import Ticket, TicketMail, TicketState

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
OLD, NEW = SINCE - timedelta(days=400), SINCE + timedelta(days=5)
KIM = Address("kim@example.org", "Kim")


def mail(at: datetime, direction: Direction = Direction.IN) -> TicketMail:
    key = at.isoformat()
    return TicketMail(key, f"<{key}@x>", at, direction, MailKind.HUMAN, KIM, (KIM,), "Lamp")


def act(at: datetime, fact: Fact) -> Event:
    return Event(f"a.{at.isoformat()}", "T", at, "Anna", fact)


def folded(*mails: TicketMail, acts: Sequence[Event] = ()) -> Ticket:
    return fold_since("T", mails, acts, SINCE)


@pytest.mark.parametrize("mails", [[mail(OLD)], [mail(OLD), mail(OLD + timedelta(days=1))]])
def test_ticket_from_before_the_day_is_closed_without_a_clock(mails: list[TicketMail]) -> None:
    ticket = folded(*mails)
    assert ticket.state is TicketState.CLOSED
    assert ticket.waiting_since is None
    assert ticket.closed_at == ticket.last_at == mails[-1].received
    assert (ticket.mails_in, ticket.reopened, ticket.opened_at) == (len(mails), 0, OLD)


def test_ticket_of_the_day_itself_or_later_is_as_ever() -> None:
    for at in (SINCE, NEW):
        assert folded(mail(at)) == fold("T", [mail(at)], ())
        assert folded(mail(at)).state is TicketState.NEW
    assert fold_since("T", [mail(OLD)], (), None) == fold("T", [mail(OLD)], ())


def test_customer_who_writes_again_in_an_old_thread_waits_since_then() -> None:
    ticket = folded(mail(OLD), mail(NEW))
    assert ticket.state is TicketState.OPEN
    assert ticket.waiting_since == NEW
    assert ticket.last_at == NEW
    assert ticket.reopened == 0


def test_what_was_done_before_the_day_counts_once_though_it_was_recorded_later() -> None:
    acts = [act(NEW, Assigned("Anna")), act(OLD, Assigned("Bea"))]
    ticket = folded(mail(OLD), mail(NEW), acts=acts)
    assert (ticket.owner, ticket.handed_on) == ("Anna", 1)


def test_our_late_answer_leaves_an_old_ticket_closed() -> None:
    ticket = folded(mail(OLD), mail(NEW, Direction.OUT))
    assert (ticket.state, ticket.waiting_since) == (TicketState.CLOSED, None)
    assert ticket.last_at == NEW


def test_what_an_agent_does_to_an_old_ticket_counts() -> None:
    opened_again = folded(mail(OLD), acts=[act(NEW, Reopened())])
    assert opened_again.state is TicketState.OPEN
    assert opened_again.last_at == NEW
    taken = folded(mail(OLD), acts=[act(NEW, Assigned("Anna"))])
    assert (taken.state, taken.owner, taken.last_at) == (TicketState.CLOSED, "Anna", NEW)
    closed = folded(mail(OLD), mail(NEW), acts=[act(NEW + timedelta(1), Closed())])
    assert (closed.state, closed.closed_at) == (TicketState.CLOSED, NEW + timedelta(1))
    again = folded(
        mail(OLD), mail(NEW), mail(NEW + timedelta(2)), acts=[act(NEW + timedelta(1), Closed())]
    )
    assert (again.state, again.reopened) == (TicketState.OPEN, 1)


def test_order_in_which_mails_are_read_makes_no_difference() -> None:
    mails = [mail(OLD), mail(OLD + timedelta(days=9), Direction.OUT), mail(NEW)]
    assert folded(*mails) == folded(*reversed(mails))


def test_day_begins_where_the_desk_is() -> None:
    begin = beginning_of(date(2026, 3, 1), ZoneInfo("Europe/Vienna"))
    assert begin.astimezone(UTC) == datetime(2026, 2, 28, 23, tzinfo=UTC)
