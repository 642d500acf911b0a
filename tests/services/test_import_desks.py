"""What the exports of each help desk say, in the one form from which it is brought in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.customer_headers import Column
from agent_console.desk.customers import CustomerField
from agent_console.desk.import_texts import Desk
from agent_console.desk.imported import (
    ImportedAnswer,
    ImportedCustomer,
    ImportedTicket,
    Item,
    LeftOut,
    Way,
)
from agent_console.desk.states import TicketState
from agent_console.services.imports.desks import plan_of
from agent_console.services.imports.source import read_export
from tests.services import import_kit

One = TypeVar("One")
BERLIN = ZoneInfo("Europe/Berlin")


def read(desk: Desk, folder: Path) -> list[Item]:
    return list(read_export(folder, plan_of(desk), BERLIN))


def of(items: Iterable[Item], kind: type[One]) -> list[One]:
    return [item for item in items if isinstance(item, kind)]


def told(ticket: ImportedTicket) -> list[tuple[Way, str, str]]:
    return [(one.way, one.author.name or one.author.email, one.text) for one in ticket.messages]


def cells(customer: ImportedCustomer) -> dict[str, str]:
    return {target.value: text for target, text in customer.row.cells}


def test_zammad_articles_are_mails_and_notes_of_their_tickets(tmp_path: Path) -> None:
    items = read(Desk.ZAMMAD, import_kit.zammad(tmp_path))
    lamp, order = of(items, ImportedTicket)
    assert told(lamp) == [
        (Way.IN, "Kim Berg", "My lamp flickers.\n\nKim"),
        (Way.NOTE, "Bea Stern", "@Anna: a batch with bad drivers."),
        (Way.OUT, "Bea Stern via Shop", "We send a new one."),
        (Way.IN, "Robin Berg", "It came, thank you for the quick help. Robin for Kim"),
    ]
    assert (lamp.state, lamp.owner, lamp.number) == (TicketState.CLOSED, "Bea Stern", "57011")
    assert lamp.closed_at == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert lamp.messages[0].message_id == "first@customer.example"
    assert lamp.messages[0].files == ("lamp.jpg",)
    assert (order.state, order.owner, order.customer.name) == (TicketState.OPEN, "", "Lou")
    kim, lou = of(items, ImportedCustomer)
    assert cells(kim)[CustomerField.COMPANY] == "ACME"
    assert cells(lou) == {Column.EMAIL: "lou@customer.example", Column.FIRST: "Lou"}
    assert [one.title for one in of(items, ImportedAnswer)] == ["On its way"]


def test_zammad_ticket_that_is_pending_sleeps_until_then(tmp_path: Path) -> None:
    ticket = {
        **import_kit.TICKETS[1],
        "state": "pending reminder",
        "pending_time": "2030-01-02T08:00:00Z",
    }
    (tmp_path / "tickets.json").write_text(json.dumps([ticket]))
    (tmp_path / "articles.json").write_text(json.dumps(import_kit.ARTICLES))
    (found,) = of(read(Desk.ZAMMAD, tmp_path), ImportedTicket)
    assert (found.state, found.until) == (
        TicketState.SNOOZED,
        datetime(2030, 1, 2, 8, tzinfo=UTC),
    )


def test_zendesk_comments_come_with_their_tickets_or_apart(tmp_path: Path) -> None:
    items = read(Desk.ZENDESK, import_kit.zendesk(tmp_path))
    refund, apart = of(items, ImportedTicket)
    assert told(refund) == [
        (Way.IN, "Kim Berg", "Money back, please"),
        (Way.OUT, "Bea Stern", "Here it is."),
        (Way.NOTE, "Bea Stern", "paid twice"),
    ]
    assert refund.state is TicketState.CLOSED
    assert refund.closed_at == datetime(2024, 5, 4, 9, tzinfo=UTC)
    assert (refund.owner, refund.tags) == ("Bea Stern", ("refund",))
    assert told(apart) == [(Way.IN, "Lou", "Hello?")]
    assert apart.state is TicketState.OPEN
    assert [cells(one)[Column.EMAIL] for one in of(items, ImportedCustomer)] == [
        "lou@customer.example"
    ]
    assert [one.text for one in of(items, ImportedAnswer)] == ["Hi {{ticket.requester.first_name}}"]
    assert len(of(items, LeftOut)) == 2


def test_freescout_threads_of_the_api_are_in_the_order_of_time(tmp_path: Path) -> None:
    (tmp_path / "page-1.json").write_text(json.dumps(import_kit.FREESCOUT_API))
    (size,) = of(read(Desk.FREESCOUT, tmp_path), ImportedTicket)
    assert told(size) == [(Way.IN, "Kim Berg", "Which size?"), (Way.OUT, "Bea", "XL\nfits")]
    assert (size.state, size.owner, size.tags) == (TicketState.CLOSED, "Bea Stern", ("Sizes",))


def test_freescout_tables_give_the_same_as_its_api_would(tmp_path: Path) -> None:
    items = read(Desk.FREESCOUT, import_kit.tables(tmp_path, import_kit.FREESCOUT_TABLES))
    colour, pills = of(items, ImportedTicket)
    assert told(colour) == [
        (Way.IN, "Kim Berg", "Red?"),
        (Way.OUT, "Bea Stern", "Blue"),
        (Way.NOTE, "Bea Stern", "check stock"),
    ]
    assert colour.messages[0].at == datetime(2024, 5, 3, 7, tzinfo=UTC)
    assert colour.messages[0].message_id == "a@b.example"
    assert colour.messages[0].files == ("red.png",)
    assert (colour.tags, colour.closed_at) == (
        ("Colours",),
        datetime(2024, 5, 3, 10, tzinfo=UTC),
    )
    assert pills.state is TicketState.SPAM
    (kim,) = of(items, ImportedCustomer)
    assert cells(kim)[CustomerField.PHONE] == "030 1234567"
    left = [one.where for one in of(items, LeftOut)]
    assert left == ["threads.csv:5", "conversations.csv:3"]


def test_osticket_tables_are_put_together(tmp_path: Path) -> None:
    items = read(Desk.OSTICKET, import_kit.tables(tmp_path, import_kit.OSTICKET))
    broken, still = of(items, ImportedTicket)
    assert (broken.subject, broken.number) == ("Broken glass", "100051")
    assert told(broken) == [
        (Way.IN, "Kim Berg", "It broke"),
        (Way.OUT, "Bea Stern", "A new one comes"),
        (Way.NOTE, "Bea Stern", "sent"),
    ]
    assert (broken.state, broken.owner) == (TicketState.CLOSED, "Bea Stern")
    assert broken.messages[0].message_id == "glass@customer.example"
    assert (still.state, len(still.messages)) == (TicketState.OPEN, 1)
    assert [one.id for one in of(items, ImportedAnswer)] == ["7"]
    assert len(of(items, LeftOut)) == 4


@pytest.mark.parametrize("desk", Desk)
def test_rows_of_any_other_shape_are_left_out_and_stop_nothing(desk: Desk, tmp_path: Path) -> None:
    names = plan_of(desk).kinds
    odd = [{}, {"id": None}, {"id": [1], "comments": 7}, {"ticket_id": {}}, {"id": 1, "tags": [3]}]
    for name in names:
        (tmp_path / f"{name}.json").write_text(json.dumps([odd, 7, None, "x"]))
    items = read(desk, tmp_path)
    assert not of(items, ImportedTicket)
    assert of(items, LeftOut)
