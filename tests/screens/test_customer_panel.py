"""The other tickets of a customer: listed by a key, opened by Enter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.desk.text import cell_width
from agent_console.desk.views import Contacts
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.ticket_head import contacts_text, head_lines
from tests.screens.fake_content import make_row, make_view, ref_of
from tests.screens.support import Stage, screen_text


async def test_key_lists_the_customers_other_tickets_and_enter_opens_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=12)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        await pilot.press("i")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "Other tickets of anna.schmidt@example.org" in text
        assert f"#{ref_of(5)} · " in text
        assert f"#{ref_of(10)} · " in text
        assert f"#{ref_of(1)} · " not in text
        await pilot.press("enter")
        await stage.settle(pilot)
        screen = stage.app.screen
        assert isinstance(screen, TicketScreen)
        assert screen.ref == ref_of(5)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(0)


async def test_customer_without_other_tickets_is_said_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=1)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("i")
        await stage.settle(pilot)
        assert "This customer has no other ticket." in screen_text(stage.app)
        assert not stage.app.screen.query("CustomerPanel")


@pytest.mark.parametrize(
    ("contacts", "text"),
    [
        (Contacts(), ""),
        (Contacts(1, 1), ""),
        (Contacts(3, 1), "third contact this month"),
        (Contacts(5, 2), "fifth contact this month (2 tickets)"),
        (Contacts(17, 4), "contact number 17 this month (4 tickets)"),
    ],
)
def test_contacts_are_told_from_the_second_on(contacts: Contacts, text: str) -> None:
    assert contacts_text(contacts) == text


def test_contacts_stand_beside_the_customer_where_there_is_room(tmp_path: Path) -> None:
    view = replace(make_view(make_row(0)), contacts=Contacts(3, 1))
    session = Stage(tmp_path).app.session
    who = "Anna Schmidt <anna.schmidt@example.org>"
    assert head_lines(view, session, 80)[1] == f"{who} · third contact this month"
    narrow = head_lines(view, session, 50)
    assert narrow[1:3] == [who, "third contact this month"]
    assert all(cell_width(line) <= 50 for line in narrow[:3])
