"""How an agent says a customer is greeted: a name with Frau, Herr or a title, and du or Sie."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agent_console.desk.entry_files import Form
from agent_console.desk.person_name import NOBODY, Gender, PersonName, read_name
from agent_console.desk.salutation import LANGUAGES, salutation

NO_NAME = "-"
"""What an agent writes for a greeting without a name."""

_FORM = re.compile(r"\s*[,(]?\s*\b(du|sie|informal|formal)\)?\s*\Z", re.IGNORECASE)
_FORMS = {"du": Form.INFORMAL, "informal": Form.INFORMAL}


@dataclass(frozen=True, slots=True)
class Greeting:
    """Who is greeted; ``form`` is ANY where nobody said du or Sie."""

    person: PersonName
    form: Form = Form.ANY


def read_greeting(text: str) -> Greeting:
    """Read what an agent wrote, such as ``Frau Dr. Anna Müller, Sie``, ``Anna du`` or ``-``.

    Raises ValueError for what is neither a person's name nor "-".
    """
    form = Form.ANY
    found = _FORM.search(text)
    if found:
        form = _FORMS.get(found[1].lower(), Form.FORMAL)
        text = text[: found.start()]
    if text.strip() in ("", NO_NAME) and (text.strip() or found):
        return Greeting(NOBODY, form)
    person = read_name(text, signed=True)
    if not person:
        raise ValueError(f"no name: {text!r}")
    if person.gender and not person.last:
        person = replace(person, first="", last=person.first)  # "Herr Thomas" is meant so here
    return Greeting(person, form)


def greeting_text(person: PersonName, form: Form) -> str:
    """Return what :func:`read_greeting` reads as this, for an agent to correct."""
    name = person.full or NO_NAME
    called = person.honorific or {Gender.FEMALE: "Frau", Gender.MALE: "Herr"}.get(person.gender, "")
    if person.several:
        called = ""
    said = {Form.INFORMAL: "du", Form.FORMAL: "Sie"}.get(form, "")
    return ", ".join(part for part in (f"{called} {name}".strip(), said) if part)


def greeted_anew(text: str, old: PersonName, new: Greeting) -> str:
    """Return ``text`` with the greeting of ``old`` at its beginning replaced by that of ``new``.

    The language stays, and the form unless ``new`` says another. A text that does not begin with a
    greeting of ``old`` comes back as it is.
    """
    body = text.lstrip("\n")
    lead = text[: len(text) - len(body)]
    for language in LANGUAGES:
        for form in (Form.FORMAL, Form.INFORMAL):
            opening = salutation(old, language, form)
            rest = body[len(opening) :]
            if body.startswith(opening) and rest[:1] in (",", "!"):
                return lead + salutation(new.person, language, new.form or form) + rest
    return text
