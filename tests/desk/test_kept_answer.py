"""A reply turned back into a canned answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.canned import parse
from agent_console.desk.canned_render import render
from agent_console.desk.entry_files import Form
from agent_console.desk.kept_answer import answer_file, with_variables

VALUES = (
    ("customer.salutation", "Sehr geehrte Frau Müller"),
    ("customer.last_name", "Müller"),
    ("order.number", "4711-0815"),
    ("order.amount", "49,90\xa0€"),
    ("team.return_days", "30"),
)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("Sehr geehrte Frau Müller,", "{{ customer.salutation }},"),
        ("Frau Müller, danke", "Frau {{ customer.last_name }}, danke"),
        ("Familie Müllermann", "Familie Müllermann"),
        ("über 49,90 €.", "über {{ order.amount }}."),
        ("über 49,90\xa0€.", "über {{ order.amount }}."),
        ("Nr. 4711-0815", "Nr. {{ order.number }}"),
        ("Nr. 14711-0815", "Nr. 14711-0815"),
        ("30 Tage", "30 Tage"),
    ],
)
def test_value_that_stands_in_a_reply_becomes_its_variable(text: str, template: str) -> None:
    assert with_variables(text, VALUES) == template


def test_of_two_variables_with_one_value_the_first_is_taken() -> None:
    values = (("customer.name", "Kim GmbH"), ("customer.company", "Kim GmbH"))
    assert with_variables("An Kim GmbH", values) == "An {{ customer.name }}"


def test_of_two_values_that_begin_alike_the_longer_one_is_found() -> None:
    values = (("customer.first_name", "Käthe"), ("customer.name", "Käthe Müller"))
    assert with_variables("An Käthe Müller", values) == "An {{ customer.name }}"


@given(
    st.text("{}%#= aMüller\n\"'", max_size=40).map(lambda text: text.strip() or "x"),
    st.booleans(),
)
def test_kept_reply_says_again_what_it_said(text: str, known: bool) -> None:
    values = VALUES if known else ()
    file = answer_file("kept", 'A "title"', "de", Form.FORMAL, with_variables(text, values))
    (section,) = parse(file, "kept.txt").sections
    said = render(section, dict(VALUES)).text
    assert [line.strip() for line in said.split("\n") if line.strip()] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]


def test_file_of_a_kept_answer_has_its_facts() -> None:
    text = answer_file(
        "lamp", 'Die "Lampe"\\', "de", Form.FORMAL, "Hallo", types=("return",), level=2
    )
    entry = parse(text, "lamp.txt")
    assert (entry.id, entry.title("de")) == ("lamp", 'Die "Lampe"\\')
    assert (entry.types, entry.level) == (("return",), 2)
    assert [(one.language, one.form, one.text) for one in entry.sections] == [
        ("de", Form.FORMAL, "Hallo")
    ]
