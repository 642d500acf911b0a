"""How a letter to a customer begins, in the language and form of address it is written in.

"Sehr geehrte Frau Müller" is written only to somebody who calls herself Frau. Who leaves that open
is greeted by first and last name, and who leaves the name open is greeted without one.
"""

from __future__ import annotations

from agent_console.desk.entry_files import Form
from agent_console.desk.person_name import Gender, PersonName

_GERMAN = "de"
_GREETINGS = {
    "de": "Guten Tag",
    "en": "Hello",
    "fr": "Bonjour",
    "it": "Buongiorno",
    "nl": "Goedendag",
}
LANGUAGES = tuple(_GREETINGS)
_INFORMAL_GERMAN = "Hallo"


def salutation(person: PersonName, language: str, form: Form = Form.FORMAL) -> str:
    """Return the whole salutation without a comma; a language without words gets the English one.

    Every form but ``INFORMAL`` is polite.
    """
    informal = form is Form.INFORMAL
    if language == _GERMAN:
        return _german_informal(person) if informal else _german(person)
    if language not in _GREETINGS or language == "en":
        return _by_first_name(_GREETINGS["en"], person) if informal else _english(person)
    return _greeted(_GREETINGS[language], person)


def _german(person: PersonName) -> str:
    """DIN 5008 with the one highest title; a noble title takes the place of Frau and Herr."""
    if person.last and person.gender is not Gender.UNKNOWN:
        female = person.gender is Gender.FEMALE
        opening = "Sehr geehrte" if female else "Sehr geehrter"
        called = person.noble or ("Frau" if female else "Herr")
        title = _german_title(person.title, female=female)
        return " ".join(part for part in (opening, called, title, person.last) if part)
    return _greeted(_GREETINGS[_GERMAN], person)


def _german_title(title: str, *, female: bool) -> str:
    if title == "Prof.":
        return "Professorin" if female else "Professor"
    return title


def _german_informal(person: PersonName) -> str:
    return _by_first_name(_INFORMAL_GERMAN, person)


def _by_first_name(greeting: str, person: PersonName) -> str:
    """Greet by first name; by the whole name only people who write together."""
    name = person.full if person.several else person.first
    return f"{greeting} {name}" if name else greeting


def _english(person: PersonName) -> str:
    called = _english_title(person)
    if called and person.last:
        return f"Dear {called} {person.last}"
    return _greeted(_GREETINGS["en"], person)


def _english_title(person: PersonName) -> str:
    if person.title in ("Dr.", "Prof."):
        return "Dr" if person.title == "Dr." else "Professor"
    if person.honorific:
        return person.honorific
    return {Gender.FEMALE: "Ms", Gender.MALE: "Mr"}.get(person.gender, "")


def _greeted(greeting: str, person: PersonName) -> str:
    """Greet by first and last name, by less not at all: never "Guten Tag Müller"."""
    both = len(person.full.split()) > 1 and bool(person.last or not person.first)
    return f"{greeting} {person.full}" if person.several or both else greeting
