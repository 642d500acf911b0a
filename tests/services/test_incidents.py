"""Known issues, occasions and orders: tickets put together, answered together, told together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent_console.desk.customer_facts import CustomerChanged
from agent_console.desk.customers import CustomerField
from agent_console.desk.incidents import Incident
from agent_console.desk.notice_facts import IncidentWritten
from agent_console.desk.orders import Item, Order, OrderStatus, Parcel
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.ticket import TicketState
from agent_console.errors import ActionRefusedError
from agent_console.services.notices_picks import LATE_ORDERS
from agent_console.store import orders as stored_orders
from agent_console.store.driver import driver
from tests.filled import customer_mail
from tests.services.office import office
from tests.services.test_notices import Post

OUTAGE = "Guten Tag,\nIch kann mich im Kundenkonto nicht anmelden, die Seite zeigt Fehler 503.\n"
OTHER = "Guten Tag,\nmeine Kaffeemaschine tropft, was soll ich tun?\n"
WORDS = "unser Kundenkonto ist gestört. Wir arbeiten daran und melden uns, sobald es geht."


class Trouble(Post):
    """An office where several customers have the same trouble."""

    def told(self, name: str, text: str, number: int) -> str:
        email = f"{name}@kunde.example"
        raw = customer_mail(number, f"Anliegen {number}", text, sender=email)
        self.arrive(b"Return-Path: <%s>\r\n%s" % (email.encode(), raw))
        return self.desk.search.find(f"subject:{number}")[0].row.ref

    def incident(self, *refs: str) -> Incident:
        written = IncidentWritten("Kundenkonto gestört", text=WORDS)
        incident = self.desk.incidents.write(written)
        self.desk.incidents.join(incident.name, refs)
        return self.desk.incidents.get(incident.name)


@pytest.fixture
def trouble(tmp_path: Path) -> Iterator[Trouble]:
    with office(tmp_path, tickets=0) as at_work:
        yield Trouble(at_work)


def test_tickets_are_put_on_a_known_issue_and_taken_off_again(trouble: Trouble) -> None:
    one, two = trouble.told("anna", OUTAGE, 1), trouble.told("bernd", OUTAGE, 2)
    incident = trouble.incident(one, two)
    assert set(incident.tickets) == {one, two}
    assert trouble.desk.incidents.leave(incident.name, (two,)) == 1
    assert trouble.desk.incidents.get(incident.name).tickets == (one,)
    assert trouble.desk.incidents.of_ticket(two) is None
    trouble.desk.tickets.undo_last()
    assert set(trouble.desk.incidents.get(incident.name).tickets) == {one, two}
    assert any("Kundenkonto gestört" in e.text for e in trouble.desk.tickets.view(one).entries)


def test_one_text_answers_all_who_wait_and_nobody_twice(trouble: Trouble) -> None:
    refs = [trouble.told(name, OUTAGE, n) for n, name in enumerate(("anna", "bernd"), 1)]
    incident = trouble.incident(*refs)
    plan = trouble.desk.incidents.answer_all(incident.name)
    assert len(plan.replies) == 2
    trouble.at_work.wait(minutes=1)
    trouble.at_work.send()
    assert sorted(trouble.receivers()) == ["anna@kunde.example", "bernd@kunde.example"]
    assert all("gestört" in mail.get_content() for mail in trouble.mails())
    states = {trouble.desk.tickets.view(ref).ticket.state for ref in refs}
    assert states == {TicketState.WAITING}
    with pytest.raises(ActionRefusedError, match="no ticket waits"):
        trouble.desk.incidents.answer_all(incident.name)


def test_later_arrival_that_looks_alike_is_suggested_and_another_is_not(trouble: Trouble) -> None:
    for number in range(10, 30):
        trouble.told(
            f"k{number}", f"Guten Tag,\nich habe eine Frage zu Artikel {number}.\n", number
        )
    incident = trouble.incident(trouble.told("anna", OUTAGE, 1), trouble.told("bernd", OUTAGE, 2))
    trouble.at_work.mailbox().learn_words()
    again = "Hallo, seit heute früh geht das Anmelden im Kundenkonto nicht, Fehler 503. Warum?\n"
    like, unlike = trouble.told("carla", again, 3), trouble.told("dora", OTHER, 4)
    found = trouble.desk.tickets.view(like).issue
    assert found is not None
    assert (found.name, found.joined) == (incident.name, False)
    assert trouble.desk.tickets.view(unlike).issue is None
    reply = trouble.desk.incidents.join_and_begin(incident.name, like)
    assert "gestört" in reply.text
    joined = trouble.desk.tickets.view(like).issue
    assert joined is not None
    assert joined.joined
    trouble.desk.incidents.close(incident.name)
    assert trouble.desk.tickets.view(trouble.told("emil", again, 5)).issue is None


def test_closing_tells_everybody_by_a_mail_of_their_own_after_a_look(trouble: Trouble) -> None:
    refs = [trouble.told(name, OUTAGE, n) for n, name in enumerate(("anna", "bernd", "anna"), 1)]
    incident = trouble.incident(*refs)
    trouble.desk.incidents.close(incident.name)
    notice = trouble.desk.incidents.closing_notice(incident.name, text="das Konto geht wieder.")
    plan = trouble.desk.notices.plan(notice.name)
    assert plan.found == 3
    assert len(plan.recipients) == 2
    assert trouble.go_on(minutes=1) == 0
    trouble.desk.notices.send(notice.name)
    trouble.go_on(minutes=3)
    assert sorted(trouble.receivers()) == ["anna@kunde.example", "bernd@kunde.example"]
    assert not trouble.desk.incidents.get(incident.name).is_open


def test_anniversary_is_suggested_until_it_is_dropped_or_written(trouble: Trouble) -> None:
    trouble.told("anna", OUTAGE, 1)
    trouble.told("bernd", OUTAGE, 2)
    trouble.told("carla", OUTAGE, 3)
    about = record_ref(RecordKind.CUSTOMER, "carla@kunde.example")
    flag = CustomerChanged(CustomerField.NO_CONTACT.value, "yes")
    trouble.desk.tickets.acts.record_about(about, (flag,))
    trouble.at_work.wait(days=367)
    occasions = trouble.desk.occasions
    anna, bernd = occasions.suggestions()
    assert (anna.person, anna.number) == ("anna@kunde.example", 1)
    occasions.drop(anna.key)
    notice = occasions.write(bernd.key)
    assert occasions.suggestions() == ()
    assert trouble.go_on(minutes=1) == 0
    trouble.desk.notices.send(notice.name)
    trouble.go_on(minutes=2)
    assert trouble.receivers() == ["bernd@kunde.example"]


def order(number: str, email: str, due: date, **more: object) -> Order:
    made = Order(number, "shop", email, ordered=due - timedelta(days=9), due=due)
    return replace(made, status=OrderStatus.SHIPPED, **more)  # type: ignore[arg-type]  # in a test


def test_customers_with_late_orders_are_told_before_they_ask(trouble: Trouble) -> None:
    today = trouble.at_work.clock.now().date()
    late, early = today - timedelta(days=3), today + timedelta(days=3)
    parcel = Parcel("00340434161094042557", "DHL")
    orders = [
        order("NL-1", "anna@kunde.example", late, parcels=(parcel,), items=(Item("Lampe"),)),
        order("NL-2", "anna@kunde.example", late),
        order("NL-3", "bernd@kunde.example", early),
        order("NL-4", "carla@kunde.example", late, parcels=(Parcel("1", "GLS"),)),
    ]
    with trouble.desk.store.write(durable=True) as session:
        stored_orders.keep(driver(session), [(one, one.number) for one in orders])
    notice = trouble.written(LATE_ORDERS, text="", answer="delivery-delayed")
    plan = trouble.desk.notices.plan(notice.name)
    assert {one.person for one in plan.recipients} == {"anna@kunde.example", "carla@kunde.example"}
    text = next(one.text for one in plan.recipients if one.person.startswith("anna"))
    assert "NL-1" in text
    assert "00340434161094042557" in text
    only = trouble.written(f"{LATE_ORDERS} carrier:gls", text="", answer="delivery-delayed")
    assert [one.person for one in trouble.desk.notices.plan(only.name).recipients] == [
        "carla@kunde.example"
    ]
    trouble.desk.notices.send(notice.name)
    trouble.go_on(minutes=3)
    assert len(trouble.receivers()) == 2


def test_orders_with_an_unknown_condition_are_refused(trouble: Trouble) -> None:
    with pytest.raises(ActionRefusedError, match="colour:red"):
        trouble.desk.notices.plan(trouble.written("orders:open colour:red").name)
