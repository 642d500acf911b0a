"""How an agent corrects the way a customer is greeted."""

from __future__ import annotations

import pytest

from agent_console.desk.entry_files import Form
from agent_console.desk.greeting import Greeting, greeted_anew, greeting_text, read_greeting
from agent_console.desk.person_name import NOBODY, Gender, read_name
from agent_console.desk.salutation import salutation


@pytest.mark.parametrize(
    ("said", "language", "greeted"),
    [
        ("Frau Müller", "de", "Sehr geehrte Frau Müller"),
        ("Frau Dr. Anna Müller, Sie", "de", "Sehr geehrte Frau Dr. Müller"),
        ("Herr Thomas", "de", "Sehr geehrter Herr Thomas"),
        ("Anna Müller", "de", "Guten Tag Anna Müller"),
        ("Anna, du", "de", "Hallo Anna"),
        ("Anna (du)", "de", "Hallo Anna"),
        ("-", "de", "Guten Tag"),
        ("du", "de", "Hallo"),
        ("Ms Jones", "en", "Dear Ms Jones"),
        ("Mx Robin Lee", "en", "Dear Mx Lee"),
    ],
)
def test_what_an_agent_writes_decides_the_greeting(said: str, language: str, greeted: str) -> None:
    found = read_greeting(said)
    assert salutation(found.person, language, found.form or Form.FORMAL) == greeted


@pytest.mark.parametrize("said", ["", "   ", "1234", "Kundenservice"])
def test_what_is_no_name_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        read_greeting(said)


@pytest.mark.parametrize("said", ["Frau Dr. Anna Müller, Sie", "Anna, du", "-", "Herr Thomas"])
def test_what_is_shown_for_correction_reads_as_the_same(said: str) -> None:
    found = read_greeting(said)
    assert read_greeting(greeting_text(found.person, found.form)) == found


def test_a_name_without_frau_or_herr_is_shown_without() -> None:
    assert greeting_text(read_name("Anna Müller"), Form.FORMAL) == "Anna Müller, Sie"
    assert greeting_text(NOBODY, Form.ANY) == "-"


def test_the_greeting_of_a_text_is_replaced_and_nothing_else() -> None:
    old = read_name("Anna Müller")
    text = "Guten Tag Anna Müller,\n\nGuten Tag Anna Müller, steht auch hier."
    new = Greeting(read_name("Frau Anna Müller"))
    assert new.person.gender is Gender.FEMALE
    said = greeted_anew(text, old, new)
    assert said == "Sehr geehrte Frau Müller,\n\nGuten Tag Anna Müller, steht auch hier."


def test_du_changes_the_form_of_the_greeting() -> None:
    old = read_name("Anna Müller")
    assert greeted_anew("Guten Tag Anna Müller,", old, read_greeting("Anna, du")) == "Hallo Anna,"


def test_an_own_greeting_stays() -> None:
    old = read_name("Anna Müller")
    assert greeted_anew("Liebe Anna,", old, read_greeting("Frau Müller")) == "Liebe Anna,"
    assert greeted_anew("Guten Tag Anna Müllerin,", old, read_greeting("-")).endswith("Müllerin,")
