"""What people type for a customer, brought into one form and checked."""

from __future__ import annotations

import re

from agent_console.desk.customers import FLAGS, NO, YES, CustomerField
from agent_console.i18n import _

MAX_VALUE = 200
MAX_NOTE = 2_000
MAX_EMAIL = 254
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[^\s@<>(),;:\"\[\]\\]+\.[^\s@<>(),;:\"\[\]\\.]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}|[+-](?:0\d|1[0-4]):[0-5]\d")
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "j", "wahr", "on", "an", "vip"))
_NO = frozenset(("no", "n", "false", "0", "nein", "falsch", "off", "aus", "-"))
_FORMS = {"du": "du", "informal": "du", "t": "du", "sie": "sie", "formal": "sie", "you": "sie"}
_CALLED = {
    "frau": "Frau", "herr": "Herr", "herrn": "Herr", "mr": "Herr", "mister": "Herr",
    "mrs": "Frau", "ms": "Frau", "miss": "Frau", "f": "Frau", "w": "Frau", "m": "Herr",
    "female": "Frau", "male": "Herr", "weiblich": "Frau", "männlich": "Herr",
    "frau dr": "Frau Dr.", "herr dr": "Herr Dr.", "frau prof": "Frau Prof.",
    "herr prof": "Herr Prof.", "divers": "-", "mx": "-", "-": "-", "firma": "", "company": "",
}  # fmt: skip
_LANGUAGES = {
    "deutsch": "de", "german": "de", "englisch": "en", "english": "en", "französisch": "fr",
    "french": "fr", "français": "fr", "italienisch": "it", "italian": "it", "spanisch": "es",
    "spanish": "es", "niederländisch": "nl", "dutch": "nl", "polnisch": "pl", "polish": "pl",
}  # fmt: skip


def email_value(text: str) -> str:
    """Return an address in lower case; raises ValueError for what is none."""
    email = text.strip().removeprefix("mailto:").strip("<>").lower()
    if len(email) > MAX_EMAIL or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise ValueError(_("{text} is no e-mail address").format(text=text[:80] or "–"))
    return email


def field_value(field: CustomerField, text: str) -> str:
    """Return a value as it is kept, "" for nothing; raises ValueError with words for a person."""
    if field is CustomerField.NOTE:
        note = "\n".join(line.rstrip() for line in text.strip().splitlines())
        if len(note) > MAX_NOTE:
            raise ValueError(_("at most {n} characters").format(n=MAX_NOTE))
        return note
    plain = " ".join(text.split())
    if not plain:
        return ""
    if len(plain) > MAX_VALUE:
        raise ValueError(_("at most {n} characters").format(n=MAX_VALUE))
    if field in FLAGS:
        return _flag(plain)
    return {
        CustomerField.LANGUAGE: _language,
        CustomerField.FORM: _form,
        CustomerField.SALUTATION: _called,
        CustomerField.PHONE: _phone,
        CustomerField.ZONE: _zone,
        CustomerField.TAG: _tag,
    }.get(field, str)(plain)


def _flag(text: str) -> str:
    word = text.casefold()
    if word in _YES:
        return YES
    if word in _NO:
        return NO
    raise ValueError(_("{text}: write yes or no").format(text=text))


def _language(text: str) -> str:
    from babel.localedata import exists

    word = text.casefold()
    word = _LANGUAGES.get(word, word.replace("_", "-").partition("-")[0])
    if not (_LANGUAGE.fullmatch(word) and exists(word)):
        raise ValueError(_("{text}: write de, en, fr …").format(text=text))
    return word


def _form(text: str) -> str:
    found = _FORMS.get(text.casefold())
    if found is None:
        raise ValueError(_("{text}: write du or Sie").format(text=text))
    return found


def _called(text: str) -> str:
    found = _CALLED.get(text.casefold().rstrip(".").replace(".", ""))
    if found is None:
        raise ValueError(_("{text}: write Frau, Herr or -").format(text=text))
    return found


def _phone(text: str) -> str:
    plain = text.replace("(0)", "")
    digits = "".join(char for char in plain if char.isdigit())
    odd = [char for char in plain if not (char.isdigit() or char in "+ ()/.-–\xa0")]
    if odd or not 4 <= len(digits) <= 15:
        raise ValueError(_("{text} is no telephone number").format(text=text))
    if "+" in plain[:3]:
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def _zone(text: str) -> str:
    if not _ZONE.fullmatch(text):
        raise ValueError(_("{text}: write for example Europe/Vienna").format(text=text))
    return text


def _tag(text: str) -> str:
    return text.lower()


def field_word(field: CustomerField) -> str:
    """Return what a field is called."""
    return {
        CustomerField.NAME: _("name"),
        CustomerField.SALUTATION: _("salutation"),
        CustomerField.FORM: _("du or Sie"),
        CustomerField.LANGUAGE: _("language"),
        CustomerField.COMPANY: _("company"),
        CustomerField.PHONE: _("telephone"),
        CustomerField.ZONE: _("time zone"),
        CustomerField.NOTE: _("remark"),
        CustomerField.TAG: _("tag"),
        CustomerField.VIP: _("VIP"),
        CustomerField.NO_SURVEYS: _("no surveys"),
        CustomerField.NO_NOTICES: _("no notices"),
        CustomerField.NO_CONTACT: _("do not write"),
    }[field]
