"""How often the customer wrote, beside the name at the head of a ticket."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.desk.text import cell_width
from agent_console.desk.views import Contacts
from agent_console.screens.widgets.ticket_head import contacts_text, head_lines
from tests.screens.fake_content import make_row, make_view
from tests.screens.support import Stage


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
