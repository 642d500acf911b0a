"""Placeholders of other desks become ours; everything else stays what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.canned import Entry
from agent_console.desk.entry_files import Form
from agent_console.desk.import_texts import Desk, translated
from agent_console.desk.kept_answer import answer_file
from agent_console.services.library import parse_answer


@pytest.mark.parametrize(
    ("desk", "text", "template", "unknown"),
    [
        (
            Desk.ZAMMAD,
            "Dear #{ticket.customer.firstname} #{ ticket.customer.lastname }, #{config.fqdn}",
            "Dear {{ customer.first_name }} {{ customer.last_name }}, #{config.fqdn}",
            ("#{config.fqdn}",),
        ),
        (
            Desk.FREESCOUT,
            "Hi {%customer.firstName,fallback=there%}, {%conversation.number%} {%x%}",
            'Hi {{ customer.first_name }}, {{ ticket.ref }} {{ "{" }}%x%}',
            ("{%x%}",),
        ),
        (
            Desk.OSTICKET,
            "Dear %{ticket.name.first}, %{staff.name}: %{url}",
            "Dear {{ customer.first_name }}, {{ agent.name }}: %{url}",
            ("%{url}",),
        ),
        (
            Desk.ZENDESK,
            "Hi {{ticket.requester.first_name}} {{ticket.ticket_field_1}}",
            'Hi {{ customer.first_name }} {{ "{" }}{ticket.ticket_field_1}}',
            ("{{ticket.ticket_field_1}}",),
        ),
    ],
)
def test_placeholders_known_here_are_ours_and_others_are_named(
    desk: Desk, text: str, template: str, unknown: tuple[str, ...]
) -> None:
    found = translated(text, desk)
    assert found.template == template
    assert found.unknown == unknown


@given(
    text=st.text(alphabet="{}%#.= \nabü\"'[]|&x", min_size=1).filter(str.strip),
    desk=st.sampled_from(Desk),
)
def test_any_text_when_translated_is_an_answer_that_can_be_used(text: str, desk: Desk) -> None:
    content = answer_file("x", "x", "en", Form.ANY, translated(text, desk).template)
    entry = parse_answer(content, "x.txt")
    assert isinstance(entry, Entry)
    assert entry.languages == ("en",)
