"""Orders are read from what shops write, in German and English, and told apart by number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from agent_console.desk.carriers import carrier_named, tracking_of
from agent_console.desk.orders import (
    Amount,
    Item,
    Match,
    MatchedBy,
    Order,
    OrderStatus,
    Parcel,
    TicketOrders,
    is_late,
    merged,
    name_key,
    number_key,
)
from agent_console.desk.orders_json import order_from_json, order_to_json
from agent_console.desk.orders_read import (
    Reading,
    RecordError,
    columns_of,
    read_amount,
    read_day,
    read_record,
)

READING = Reading(source="shop", currency="EUR", page="https://shop.example/o/{number}")


def read(record: dict[str, object], reading: Reading = READING) -> tuple[Order, tuple[str, ...]]:
    return read_record(record, columns_of(tuple(record), reading), reading)


@pytest.mark.parametrize("written", ["NL-20471", "#nl20471", "NL 20471", "nl.20471 "])
def test_number_when_written_in_other_ways_is_the_same(written: str) -> None:
    assert number_key(written) == "nl20471"


def test_name_when_turned_round_is_the_same_and_one_word_is_none() -> None:
    assert name_key("Müller, Käthe") == name_key("Kaethe Mueller")
    assert name_key("Käthe") == ""


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.299,90 €", "1299.90", "EUR"), ("EUR 12,50", "12.50", "EUR"),
        ("1299.9", "1299.9", "EUR"),
        ("1,299", "1299", "EUR"), ("0.125", "0.125", "EUR"), ("12 CHF", "12", "CHF"),
        ("$5", "5", "USD"), ("5,-", "5", "EUR"), ("1'299.05 Fr.", "1299.05", "CHF"),
        ("-3,20", "-3.20", "EUR"),
    ],
)  # fmt: skip
def test_amount_when_german_or_english_is_read(text: str, value: str, currency: str) -> None:
    assert read_amount(text, "EUR") == Amount(Decimal(value), currency)


@pytest.mark.parametrize("text", ["abc", "1e99", "1.2.3,4,5", "NaN"])
def test_amount_when_it_is_none_says_so(text: str) -> None:
    with pytest.raises(RecordError, match=text):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("2026-11-02T10:00:00Z", False, date(2026, 11, 2)), ("2.11.26", False, date(2026, 11, 2)),
        ("02/11/2026", False, date(2026, 11, 2)), ("02/11/2026", True, date(2026, 2, 11)),
        ("11/25/2026", False, date(2026, 11, 25)), ("25/11/2026", True, date(2026, 11, 25)),
    ],
)  # fmt: skip
def test_day_when_written_as_shops_do_is_read(text: str, *, month_first: bool, day: date) -> None:
    assert read_day(text, month_first=month_first) == day


def test_record_when_german_is_an_order() -> None:
    order, problems = read(
        {
            "Bestell-Nr.": "NL-20471",
            "E-Mail": "Anna@Kunde.example",
            "Vorname": "Anna",
            "Nachname": "Berg",
            "Bestelldatum": "20.11.2026",
            "Status": "Versendet",
            "Gesamtbetrag": "1.129,80",
            "Artikel": "Lampe",
            "Artikelnummer": "L-1",
            "Menge": "2",
            "Einzelpreis": "59,90",
            "Paketdienst": "DHL Paket",
            "Sendungsnummer": "00340434161094027318",
            "Liefertermin": "24.11.2026",
        }
    )
    assert problems == ()
    assert order == Order(
        number="NL-20471",
        source="shop",
        email="anna@kunde.example",
        name="Anna Berg",
        ordered=date(2026, 11, 20),
        status=OrderStatus.SHIPPED,
        status_text="Versendet",
        total=Amount(Decimal("1129.80"), "EUR"),
        items=(Item("Lampe", "L-1", Decimal(2), Amount(Decimal("59.90"), "EUR")),),
        parcels=order.parcels,
        due=date(2026, 11, 24),
        page="https://shop.example/o/NL-20471",
    )
    assert [(one.carrier, one.tracking) for one in order.parcels] == [
        ("DHL", "00340434161094027318")
    ]


def test_record_when_its_only_number_is_called_name_takes_that() -> None:
    order, _problems = read({"Name": "#1001", "Billing Name": "Anna Berg", "Total": "5"})
    assert (order.number, order.name) == ("#1001", "Anna Berg")


def test_record_when_nested_has_its_items_and_parcels() -> None:
    order, problems = read(
        {
            "orderNumber": 20471,
            "items": [{"name": "Lampe", "qty": 2, "price": 9.5}, "3x Kabel", 7],
            "parcels": [{"number": "1Z999AA10123456784"}, "H1234567890123456789"],
        }
    )
    assert problems == ()
    assert [(item.name, item.quantity) for item in order.items] == [
        ("Lampe", Decimal(2)),
        ("Kabel", Decimal(3)),
    ]
    assert order.items[0].price == Amount(Decimal("9.5"), "EUR")
    assert [parcel.carrier for parcel in order.parcels] == ["UPS", "Hermes"]


def test_record_when_a_cell_is_wrong_is_taken_without_it_and_says_so() -> None:
    order, problems = read({"order": "1", "date": "soon", "total": "a lot", "status": "odd"})
    assert (order.ordered, order.total, order.status) == (None, None, OrderStatus.UNKNOWN)
    assert order.status_text == "odd"
    assert len(problems) == 2


def test_record_when_delivered_on_a_day_is_delivered() -> None:
    order, _problems = read({"order": "1", "status": "shipped", "delivered at": "2026-11-02"})
    assert order.status is OrderStatus.DELIVERED


@pytest.mark.parametrize("header", [("Umsatz", "Ort"), ()])
def test_columns_when_none_has_a_number_are_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(RecordError):
        columns_of(header, READING)


def test_columns_when_the_settings_name_one_take_it() -> None:
    own = Reading(columns={"number": "Beleg"})
    assert columns_of(("Beleg", "Order"), own).by_field["number"] == "Beleg"


def test_order_when_written_and_read_is_the_same() -> None:
    order, _problems = read(
        {"order": "1", "item": "2x Lampe; Kabel", "total": "3", "tracking": "1Z999AA10123456784"}
    )
    assert order_from_json(order_to_json(order)) == order


def test_merged_when_in_several_records_has_all_items_and_each_parcel_once() -> None:
    parcel = Parcel("123456", "GLS")
    parts = (
        Order("1", items=(Item("a"),), parcels=(parcel,)),
        Order("1", email="a@b.example", items=(Item("a"),), parcels=(parcel,)),
    )
    whole = merged(parts)
    assert (len(whole.items), len(whole.parcels), whole.email) == (2, 1, "a@b.example")


@pytest.mark.parametrize(
    ("status", "late"), [(OrderStatus.SHIPPED, True), (OrderStatus.DELIVERED, False)]
)
def test_order_when_due_yesterday_is_late_unless_it_is_there(
    status: OrderStatus, *, late: bool
) -> None:
    order = Order("1", due=date(2026, 11, 1), status=status)
    assert is_late(order, date(2026, 11, 2)) is late
    assert not is_late(order, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("written", "hint", "carrier"),
    [
        ("0034 0434 1610 9402 7318", "", "DHL"), ("1Z999AA10123456784", "dhl", "UPS"),
        ("RR473124829DE", "", "Deutsche Post"), ("RR 473124829 CH", "Post", "Swiss Post"),
        ("LX123456785AT", "", "Austrian Post"), ("996012345612345678", "Die Post", "Swiss Post"),
        ("123456789012", "Die Post", "Deutsche Post"),
        ("1037123456789012345678", "Post", "Austrian Post"),
        ("01234567890123", "DPD Classic", "DPD"), ("12345678901", "gls", "GLS"),
        ("449044304137821", "FedEx Ground", "FedEx"), ("ABC123", "Radkurier", "Radkurier"),
    ],
)  # fmt: skip
def test_tracking_number_when_a_shop_gives_it_has_its_carrier(
    written: str, hint: str, carrier: str
) -> None:
    found = tracking_of(written, hint)
    assert found is not None
    assert found.carrier == carrier
    assert bool(found.link) == (carrier != "Radkurier")
    assert " " not in found.number


def test_carrier_when_named_in_the_middle_of_words_is_no_other() -> None:
    assert carrier_named("Groups Transport") == ""
    assert carrier_named("Versand mit DPD") == "DPD"


ONE, OTHER = Order("1", source="s"), Order("2", source="s")


@pytest.mark.parametrize(
    ("orders", "match", "sure"),
    [
        (TicketOrders(), None, None),
        (TicketOrders((Match(ONE, MatchedBy.NUMBER),)), ONE, ONE),
        (TicketOrders((Match(ONE, MatchedBy.EMAIL), Match(OTHER, MatchedBy.EMAIL))), None, None),
        (TicketOrders((Match(ONE, MatchedBy.CHOSEN), Match(OTHER, MatchedBy.EMAIL))), ONE, ONE),
        (TicketOrders((Match(ONE, MatchedBy.NAME),)), ONE, None),
        (TicketOrders((Match(ONE, MatchedBy.NUMBER, foreign=True),)), ONE, None),
        (TicketOrders((Match(ONE, MatchedBy.EMAIL),), unknown=("NL-3",)), None, None),
    ],
)
def test_match_when_two_are_possible_is_a_choice(
    orders: TicketOrders, match: Order | None, sure: Order | None
) -> None:
    assert (orders.match.order if orders.match else None) == match
    assert orders.sure == sure
