from __future__ import annotations

from dataclasses import replace

from agent_console.desk.labels import Asks, Labels
from agent_console.desk.mail import MailKind
from agent_console.screens.explain_words import explain_lines
from agent_console.services.explaining import Beginning, Explanation
from tests.screens.fake_content import make_row
from tests.screens.fake_reasons import TYPES, make_explanation

NAMES = {one: name for one, name, _level in TYPES}


def told(explanation: Explanation) -> str:
    return "\n".join(explain_lines(explanation, NAMES))


def test_explanation_says_what_holds_what_an_agent_said_and_what_the_rules_found() -> None:
    text = told(make_explanation(make_row(0)))
    part = text.partition("Level needed")[0]
    assert "Request type: Refund and payment" in part
    assert "said by an agent" in part
    assert "the rules say: Problem with a delivery" in part
    assert "matched: 'nicht angekommen', order number" in part
    assert "Priority: high priority" in text


def test_explanation_where_nobody_said_anything_names_the_rules_reasons_alone() -> None:
    plain = replace(
        make_explanation(make_row(0)),
        asks=Asks("delivery-problem", 1, complaint=True, frustration=2),
        said=Labels(),
    )
    text = told(plain)
    assert "said by an agent" not in text
    assert "third mail without an answer" in text


def test_explanation_of_what_follows_from_the_words_of_an_agent_says_so() -> None:
    moved = replace(
        make_explanation(make_row(0)),
        asks=Asks("delivery-problem", 3, complaint=True, frustration=2),
        said=Labels(complaint=True),
    )
    level = told(moved).partition("Level needed")[2].partition("Complaint:")[0]
    assert "follows from what an agent said" in level
    assert "the rules say: 1\n          requests of the type" in level


def test_explanation_has_the_arithmetic_of_each_clock_and_the_sum_of_weights() -> None:
    text = told(make_explanation(make_row(0)))
    assert "!! first answer: overdue" in text
    assert "Overdue by 1:00 business hours" in text
    assert "complaint 2:00 + frustration 1:00" in text


def test_explanation_without_a_clock_or_a_customer_says_so() -> None:
    empty = replace(
        make_explanation(make_row(0)), clocks=(), found=None, asks=Asks(), said=Labels()
    )
    text = told(empty)
    assert "Nothing is promised" in text
    assert "Request type: not known yet" in text


def test_explanation_names_who_can_take_it_and_when_it_is_for_me_says_so() -> None:
    other = make_explanation(make_row(0))
    assert "needs level 3; Bea can take it" in told(other)
    mine = told(replace(other, routing=()))
    assert "You can:" in mine
    assert "Colleagues who can: Bea\n" in mine


def test_explanation_names_the_kind_of_the_first_mail_and_who_judged_it() -> None:
    began = make_explanation(make_row(0))
    assert "nothing says that a machine wrote it" in told(began)
    judged = replace(began, began=Beginning(MailKind.AUTOMATIC, "", "ole"))
    assert told(judged).endswith("a mail that a machine wrote\n      said by ole")


def test_explanation_of_hostile_text_is_harmless() -> None:
    assert all(line.isprintable() for line in told(make_explanation(make_row(0))).split("\n"))
