"""Templates: what they may do, what is refused with its line, and values that stay values."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.canned_render import (
    APOLOGY_WORDS,
    MAX_RESULT,
    MAX_TEMPLATE,
    Gap,
    TemplateError,
    check_section,
    gaps,
    render,
)
from agent_console.desk.entry_files import Form, Section


def section(text: str, line: int = 1) -> Section:
    return Section("en", Form.ANY, text, line)


def filled(text: str, **values: str) -> str:
    named = {name.replace("__", "."): value for name, value in values.items()}
    return render(section(text), named).text


HOSTILE = [
    ("{{ ''.__class__ }}", "there is no variable"),
    ("{{ customer.__class__ }}", "no variable customer.__class__"),
    ("{{ customer.name.__class__ }}", "there is no variable"),
    ("{{ team.__init__ }}", "no variable team.__init__"),
    ("{{ team }}", "no variable team"),
    ("{{ customer }}", "no variable customer"),
    ("{{ customer['name'] }}", "getitem"),
    ("{{ order.items() }}", "call"),
    ("{{ lipsum() }}", "call"),
    ("{{ range }}", "no variable range"),
    ("{{ self }}", "no variable self"),
    ("{{ self.__init__ }}", "no variable self.__init__"),
    ("{{ loop }}", "no variable loop"),
    ("{{ config }}", "no variable config"),
    ("{{ cycler.__init__.__globals__ }}", "there is no variable"),
    ("{% for x in today %}{{ x }}{% endfor %}", "for"),
    ("{% set x = today %}", "assign"),
    ("{% set x %}a{% endset %}", "assignblock"),
    ("{% macro x() %}{% endmacro %}", "macro"),
    ("{% include 'x' %}", "include"),
    ("{% import 'x' as y %}", "import"),
    ("{% extends 'x' %}", "extends"),
    ("{% block x %}{% endblock %}", "block"),
    ("{% filter upper %}a{% endfilter %}", "filterblock"),
    ("{% call x() %}{% endcall %}", "callblock"),
    ("{% with x = 1 %}{% endwith %}", "with"),
    ("{% autoescape true %}{% endautoescape %}", "scope"),
    ("{% do x %}", "unknown tag"),
    ("{{ 'a' * 999999999 }}", "mul"),
    ("{{ today ~ today }}", "concat"),
    ("{{ 9 ** 9 ** 9 }}", "pow"),
    ("{{ -1 }}", "neg"),
    ("{{ [1] }}", "list"),
    ("{{ (1, 2) }}", "tuple"),
    ("{{ {'a': 1} }}", "dict"),
    ("{{ today[0:9] }}", "getitem"),
    ("{{ '%999999999d'|format(1) }}", "no filter format"),
    ("{{ today|attr('__class__') }}", "no filter attr"),
    ("{{ today|center(999999999) }}", "no filter center"),
    ("{{ today|safe }}", "no filter safe"),
    ("{{ today|upper(1) }}", "filter upper"),
    ("{{ today|default }}", "filter default"),
    ("{{ today|default(value='x') }}", "filter default"),
    ("{{ today|default(*today) }}", "filter default"),
    ("{% if today is divisibleby 2 %}{% endif %}", "is defined"),
    ("{% if today is not none %}{% endif %}", "is defined"),
    ("{% if today < '3' %}{% endif %}", "only == and !="),
    ("{% if today == '1' == '2' %}{% endif %}", "only == and !="),
    ("{% if today == ticket.opened %}{% endif %}", "fixed text"),
    ("{% if 'a' in today %}{% endif %}", "only == and !="),
    ("{% if today %}", "end of template"),
    ("{{ today", "end of"),
    ("{{", "end of"),
    ("{{ today today }}", "expected token"),
    ("{{ " + "(" * 9_000, "nested too deep"),
    ("{{ " + "not " * 4_000 + "today }}", "nested too deep"),
    ("{{ " + " and ".join(["today"] * 900) + " }}", "nested too deep"),
    ("{{ " + "9" * 9_000 + " }}", "nested too deep"),
    ("{% if today %}" * 200 + "{% endif %}" * 200, "nested too deep"),
    ("x" * (MAX_TEMPLATE + 1), "too long"),
]


@pytest.mark.parametrize(("text", "cause"), HOSTILE, ids=[text[:40] for text, _ in HOSTILE])
def test_hostile_template_is_refused_before_and_while_it_is_used(text: str, cause: str) -> None:
    started = process_time()
    problems = check_section(section(text))
    assert problems
    assert any(cause in problem.cause for problem in problems)
    with pytest.raises(TemplateError):
        render(section(text), {"today": "1", "customer.name": "Anna"})
    assert process_time() - started < 2


def test_problem_names_the_line_of_the_file() -> None:
    found = check_section(section("a\n{{ today }}\n\n{{ order.nubmer }}\n{{ x }}", line=10))
    assert [problem.line for problem in found] == [13, 14]
    assert "order.nubmer" in found[0].cause


def test_syntax_error_names_the_line_of_the_file() -> None:
    (problem,) = check_section(section("a\n\n{{ today }\nb", line=7))
    assert problem.line in (9, 10)


def test_second_cursor_mark_is_refused() -> None:
    (problem,) = check_section(section("a ⟦here⟧\nb ⟦here⟧", line=3))
    assert "twice" in problem.cause


@given(
    st.sampled_from(["customer.name", "order.number", "team.phone"]),
    st.text(
        st.sampled_from(list("{}%#|~_.()[]'\"<>&;\n a1ü⟦⟧?")) | st.characters(codec="utf-8"),
        min_size=1,
        max_size=60,
    ),
)
def test_value_comes_out_letter_by_letter_whatever_it_holds(name: str, value: str) -> None:
    text = f"A {{{{ {name} }}}} B"
    assert render(section(text), {name: value}).text == f"A {value} B"


@pytest.mark.parametrize(
    "value",
    ["{{ 7*7 }}", "{% for x in y %}", "{# #}", "{{ customer.name }}", "⟦here⟧", "a\n\n\n\nb\n\n\n"],
)
def test_value_with_template_syntax_is_never_read_as_one(value: str) -> None:
    text = "{% if customer.name %}{{ customer.name }}{% endif %}|{{ customer.name | trim }}|"
    result = render(section(text), {"customer.name": value})
    assert result.text == f"{value}|{value.strip()}|"
    assert result.cursor is None


def test_missing_and_empty_values_leave_a_gap_with_its_place() -> None:
    result = render(section("No {{ order.number }}, {{ team.phone }}."), {"team.phone": ""})
    assert result.text == "No ⟦order.number?⟧, ⟦team.phone?⟧."
    assert result.gaps == (Gap("order.number", 3, 18), Gap("team.phone", 20, 33))
    first = result.gaps[0]
    assert result.text[first.start : first.end] == "⟦order.number?⟧"


@pytest.mark.parametrize("text", ["", "⟦⟧", "⟦here⟧", "⟦order.number⟧", "⟦Order?⟧", "⟦a.b.c?⟧"])
def test_text_without_gaps_has_none(text: str) -> None:
    assert gaps(text) == ()


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("{% if order__number %}yes{% else %}no{% endif %}", {}, "no"),
        ("{% if order__number %}yes{% else %}no{% endif %}", {"order.number": "1"}, "yes"),
        ("{% if order__number is defined %}yes{% endif %}", {"order.number": "1"}, "yes"),
        ("{% if order__number is not defined %}no{% endif %}", {}, "no"),
        ("{% if not order__number %}no{% endif %}", {}, "no"),
        ("{% if order__number and today %}a{% elif today %}b{% endif %}", {"today": "1"}, "b"),
        ("{% if order__number or today %}a{% endif %}", {"today": "1"}, "a"),
        ("{% if team.return_days == 30 %}a{% endif %}", {"team.return_days": "30"}, "a"),
        ("{% if team.return_days != '30' %}a{% endif %}", {"team.return_days": "14"}, "a"),
        ("{% if team.return_days == '' %}a{% endif %}", {}, ""),
        ("{{ today if today else 'soon' }}", {}, "soon"),
        ("{{ 'x' if today }}", {}, ""),
        ("{{ today | default('soon') }}", {}, "soon"),
        ("{{ today | default(team.day) }}", {"team.day": "Mon"}, "Mon"),
        ("{{ today | default(team.day) }}", {}, "⟦team.day?⟧"),
        ("{{ today | upper }}", {}, "⟦today?⟧"),
        ("{{ today | upper }}", {"today": "straße"}, "STRASSE"),
        ("{{ today | lower | capitalize }}", {"today": "MON"}, "Mon"),
        ("{{ today | first_word }}", {"today": "1 May 2026"}, "1"),
        ("{# a remark #}x", {}, "x"),
        ("{% raw %}{{ x }}{% endraw %}", {}, "{{ x }}"),
    ],
)
def test_template_says(text: str, values: dict[str, str], result: str) -> None:
    text = text.replace("__", ".")
    assert check_section(section(text)) == ()
    assert render(section(text), values).text == result


def test_question_on_lines_of_its_own_leaves_no_empty_lines() -> None:
    text = "Hello,\n\n{% if order.number %}\nOrder {{ order.number }}.\n{% endif %}\n\nBye"
    assert filled(text) == "Hello,\n\nBye"
    assert filled(text, order__number="1") == "Hello,\n\nOrder 1.\n\nBye"


def test_question_between_two_lines_leaves_none_between_them() -> None:
    text = "A\n{% if today %}\nB\n{% endif %}\nC"
    assert filled(text) == "A\nC"
    assert filled(text, today="1") == "A\nB\nC"


def test_question_at_the_end_of_a_line_keeps_the_line_end() -> None:
    text = "Your order{% if order.number %} {{ order.number }}{% endif %}\nis here."
    assert filled(text) == "Your order\nis here."
    assert filled(text, order__number="1") == "Your order 1\nis here."


def test_question_that_begins_or_ends_a_text_leaves_no_empty_lines() -> None:
    text = "{% if today %}\nA\n{% endif %}\n\nB\n\n{% if today %}\nC\n{% endif %}"
    assert filled(text) == "B"


def test_cursor_stands_where_its_mark_was_and_the_mark_is_gone() -> None:
    result = render(section("Hello {{ customer.name }},\n\n⟦here⟧\n\nBye"), {"customer.name": "A"})
    assert result.text == "Hello A,\n\n\n\nBye"
    assert result.cursor == len("Hello A,\n\n")


def test_cursor_at_the_end_stays_within_the_text() -> None:
    result = render(section("Hello\n\n⟦here⟧"), {})
    assert result.cursor is not None
    assert result.cursor <= len(result.text)


def test_result_that_becomes_too_long_is_refused() -> None:
    with pytest.raises(TemplateError, match="too long"):
        filled("{{ today }}" * 50, today="x" * (MAX_RESULT // 40))


def test_words_of_apologies_are_unknown_in_canned_answers() -> None:
    text = section("{{ matter.order }} {{ remedy.offer }} {{ check.date }}")
    assert len(check_section(text)) == 3
    assert check_section(text, APOLOGY_WORDS) == ()
