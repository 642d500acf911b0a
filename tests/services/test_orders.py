"""Tickets find their orders, answers tell of them, and returns stand as their events say."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.orders import Amount, Item, MatchedBy, TicketOrders
from agent_console.desk.returns import ReturnReason, ReturnState
from agent_console.desk.states import QueueView
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.rebuild import rebuild
from agent_console.services.returns import Wish
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

KAETHE, BART, JAN = "kaethe@kunde.example", "bart@kunde.example", "Jan Ott <j.ott@privat.example>"
ROWS = (
    ("NL-10001", "Käthe Müller", KAETHE, "20.02.2026", "versendet", "Lampe", "L-1", 2, "59,90"),
    ("NL-10001", "Käthe Müller", KAETHE, "20.02.2026", "versendet", "Kabel", "K-1", 1, "5,00"),
    ("NL-10002", "Bart Simms", BART, "21.02.2026", "bezahlt", "Kabel", "K-1", 1, "5,00"),
    ("NL-10003", "Bart Simms", BART, "22.02.2026", "bezahlt", "Lampe", "L-1", 1, "59,90"),
    ("NL-10004", "Ott, Jan", "jan@firma.example", "22.02.2026", "bezahlt", "Lampe", "L-1", 1, "1"),
)
HEADER = (
    *("Bestellnummer", "Name", "E-Mail", "Datum", "Status", "Artikel", "Artikelnummer", "Menge"),
    *("Preis", "Sendungsnummer", "Liefertermin"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    path = tmp_path / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows((*row, "00340434161094027318", "27.02.2026") for row in ROWS)
    extra = (
        f"[orders]\npatterns = ['NL-\\d{{5}}']\n[[order_sources]]\nname = 'shop'\nfile = '{path}'\n"
    )
    found = opened(write_settings(tmp_path, extra=extra), FixedClock(NOW))
    found.orders.sources.take_up()
    yield found
    found.close()


def ticket(desk: Desk, text: str, sender: str = f"Käthe Müller <{KAETHE}>", number: int = 1) -> str:
    """Let somebody write, and return the ticket."""
    mail = customer_mail(number, f"Frage {number}", text, sender=sender)
    put_mails(desk, [(mail, NOW - timedelta(minutes=number))], f"Box{number}")
    rows = desk.queue.page(QueueView.ALL, 0, 9).rows
    return next(row.ref for row in rows if row.subject == f"Frage {number}")


@pytest.mark.parametrize(
    ("text", "sender", "numbers", "by", "sure"),
    [
        ("Wo ist NL-10001?", f"K <{KAETHE}>", ["NL-10001"], MatchedBy.NUMBER, True),
        ("Wo ist meine Lampe?", f"K <{KAETHE}>", ["NL-10001"], MatchedBy.EMAIL, True),
        ("Wo ist sie?", f"B <{BART}>", ["NL-10003", "NL-10002"], MatchedBy.EMAIL, False),
        ("Wo ist 110002?", f"B <{BART}>", ["NL-10003", "NL-10002"], MatchedBy.EMAIL, False),
        ("Wo ist 10003?", f"K <{KAETHE}>", ["NL-10001"], MatchedBy.EMAIL, True),
        ("Wo ist NL-10002?", f"K <{KAETHE}>", ["NL-10002"], MatchedBy.NUMBER, False),
        ("NL-10001, NL-10002", f"K <{KAETHE}>", ["NL-10002", "NL-10001"], MatchedBy.NUMBER, False),
        ("Wo ist NL-99999?", f"K <{KAETHE}>", ["NL-10001"], MatchedBy.EMAIL, False),
        ("Wo ist sie?", JAN, ["NL-10004"], MatchedBy.NAME, False),
        ("Wo ist sie?", "x@y.example", [], None, False),
    ],
)
def test_orders_of_a_ticket_are_sure_only_where_nothing_else_can_be_meant(
    desk: Desk, text: str, sender: str, numbers: list[str], by: MatchedBy | None, *, sure: bool
) -> None:
    found = desk.orders.of_ticket(ticket(desk, text, sender))
    assert [match.order.number for match in found.matches] == numbers
    assert {match.by for match in found.matches} == ({by} if by else set())
    assert (found.sure is not None) is sure
    assert found.unknown == (("NL-99999",) if "99999" in text else ())


def test_digits_without_their_prefix_put_an_own_order_first_as_a_choice(desk: Desk) -> None:
    found = desk.orders.of_ticket(ticket(desk, "Wo ist 10002?", f"B <{BART}>"))
    told = [(one.order.number, one.by) for one in found.matches]
    assert told == [("NL-10002", MatchedBy.DIGITS), ("NL-10003", MatchedBy.EMAIL)]
    assert (found.match, found.sure) == (None, None)


def test_number_in_the_subject_alone_is_found(desk: Desk) -> None:
    mail = customer_mail(7, "Teillieferung zu NL-10002?", "Guten Tag", sender=f"B <{BART}>")
    put_mails(desk, [(mail, NOW)], "Box")
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    found = desk.orders.of_ticket(row.ref)
    assert found.sure is not None
    assert found.sure.number == "NL-10002"


def test_order_that_an_agent_chose_wins_until_that_is_taken_back(desk: Desk) -> None:
    ref = ticket(desk, "Wo ist sie?", f"B <{BART}>")
    desk.orders.choose(ref, desk.orders.get("NL-10002"))
    found = desk.orders.of_ticket(ref)
    assert found.sure is not None
    assert found.sure.number == "NL-10002"
    assert [match.by for match in found.matches] == [MatchedBy.CHOSEN, MatchedBy.EMAIL]
    rebuild(desk.store, desk.config)
    assert desk.orders.of_ticket(ref) == found
    desk.orders.choose(ref, None)
    assert desk.orders.of_ticket(ref) == TicketOrders(turned_down=True)
    assert "none of the orders" in desk.tickets.undo_last()
    assert desk.orders.of_ticket(ref) == found


def test_view_of_a_ticket_has_its_orders(desk: Desk) -> None:
    view = desk.tickets.view(ticket(desk, "Wo ist NL-10001?"))
    assert view.orders.sure == desk.orders.get("nl10001")


def test_answer_tells_of_the_order_that_is_sure_and_of_no_other(desk: Desk) -> None:
    own = desk.answers.situation(ticket(desk, "Guten Tag, wo ist NL-10001?"))
    text = desk.answers.filled("order-status", own).rendered.text
    assert "Bestellung NL-10001 vom 20. Februar 2026" in text
    assert "00340434161094027318" in text
    others = desk.answers.situation(ticket(desk, "Guten Tag, wo ist NL-10002?", number=2))
    text = desk.answers.filled("order-status", others).rendered.text
    assert "NL-10002" in text, "the customer wrote it"
    assert "Februar" not in text
    assert "0034043" not in text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("NL-1000", ["NL-10001", "NL-10002", "NL-10003", "NL-10004"]),
        (BART, ["NL-10003", "NL-10002"]), ("mueller käthe", ["NL-10001"]), ("NL-2", []),
    ],
)  # fmt: skip
def test_orders_are_found_by_number_address_and_name(
    desk: Desk, text: str, numbers: list[str]
) -> None:
    assert [order.number for order in desk.orders.find(text)] == numbers


def test_orders_that_should_have_arrived_are_late(desk: Desk) -> None:
    assert len(desk.orders.late()) == 4
    with pytest.raises(NotFoundError):
        desk.orders.get("NL-5")


def wish(desk: Desk, place: int = 0, reason: ReturnReason = ReturnReason.DEFECT) -> Wish:
    order = desk.orders.get("NL-10001")
    return Wish(order.items[place], reason, "klemmt", order=order)


def test_return_goes_from_asked_to_refunded_and_survives_a_rebuild(desk: Desk) -> None:
    ref = ticket(desk, "NL-10001 ist kaputt")
    desk.returns.ask(ref, [wish(desk), wish(desk, 1, ReturnReason.WRONG_ITEM)])
    lamp, cable = desk.returns.of_ticket(ref)
    assert (lamp.state, lamp.quantity, lamp.worth) == (
        ReturnState.ASKED,
        Decimal(2),
        Amount(Decimal("119.80"), "EUR"),
    )
    desk.returns.decide(lamp, accepted=True)
    desk.returns.receive(lamp, "angekratzt")
    desk.returns.refund(lamp)
    desk.returns.decide(cable, accepted=False, why="benutzt")
    lamp, cable = after = desk.returns.of_ticket(ref)
    assert (lamp.state, lamp.note, lamp.refund) == (ReturnState.REFUNDED, "angekratzt", lamp.worth)
    assert (cable.state, cable.why) == (ReturnState.DECLINED, "benutzt")
    rebuild(desk.store, desk.config)
    assert desk.returns.of_ticket(ref) == after
    situation = desk.answers.situation(ref)
    assert "119,80" in desk.answers.filled("refund-on-its-way", situation).rendered.text
    declined = desk.answers.filled("return-declined", situation).rendered.text
    assert "1 × Kabel" in declined
    assert "benutzt" in declined


def test_step_that_does_not_follow_is_refused(desk: Desk) -> None:
    ref = ticket(desk, "NL-10001")
    desk.returns.ask(ref, [wish(desk)])
    (case,) = desk.returns.of_ticket(ref)
    with pytest.raises(ActionRefusedError, match="accepted first"):
        desk.returns.refund(case)
    with pytest.raises(ActionRefusedError, match="more than the whole order"):
        desk.returns.refund(case, Amount(Decimal("9999"), "EUR"))
    with pytest.raises(ActionRefusedError, match="say why"):
        desk.returns.decide(case, accepted=False, why=" ")
    with pytest.raises(ActionRefusedError, match="open already"):
        desk.returns.ask(ref, [wish(desk)])
    with pytest.raises(ActionRefusedError, match="pieces"):
        desk.returns.ask(ref, [Wish(Item("Kabel"), ReturnReason.OTHER, quantity=Decimal(2))])
    desk.returns.decide(case, accepted=True)
    with pytest.raises(ActionRefusedError, match="accepted already"):
        desk.returns.decide(case, accepted=True)


def test_step_taken_back_leaves_the_return_as_it_was(desk: Desk) -> None:
    ref = ticket(desk, "NL-10001")
    desk.returns.ask(ref, [wish(desk)])
    (asked,) = desk.returns.of_ticket(ref)
    desk.returns.decide(asked, accepted=True)
    assert "return accepted" in desk.tickets.undo_last()
    assert desk.returns.of_ticket(ref) == (asked,)
    assert "return of Lampe" in desk.tickets.undo_last()
    assert desk.returns.of_ticket(ref) == ()
    assert desk.returns.listed() == ()


def test_returns_of_a_merged_ticket_live_on_with_it(desk: Desk) -> None:
    one, other = ticket(desk, "NL-10001"), ticket(desk, "dazu noch", number=2)
    desk.returns.ask(one, [wish(desk)])
    (case,) = desk.returns.of_ticket(one)
    desk.joining.merge(one, other)
    assert [(each.id, each.ticket) for each in desk.returns.listed()] == [(case.id, other)]
    desk.joining.unmerge(one)
    assert desk.returns.listed() == (case,)


def test_report_counts_by_reason_and_product(desk: Desk) -> None:
    ref, other = ticket(desk, "NL-10001"), ticket(desk, "NL-10001 auch", number=2)
    desk.returns.ask(ref, [wish(desk), wish(desk, 1)])
    desk.returns.ask(other, [wish(desk)])
    case = desk.returns.of_ticket(other)[0]
    desk.returns.decide(case, accepted=True)
    desk.returns.refund(case, Amount(Decimal("50"), "EUR"))
    report = desk.returns.report(NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert report.cases == 3
    assert [(one.reason, one.cases, one.pieces) for one in report.by_reason] == [
        ("defect", 3, Decimal(5))
    ]
    assert [(one.product, one.cases, one.refunds) for one in report.by_product] == [
        ("Lampe", 2, (Amount(Decimal("50"), "EUR"),)),
        ("Kabel", 1, ()),
    ]
    assert desk.returns.report(NOW - timedelta(days=9), NOW - timedelta(days=8)).cases == 0
