"""Days and amounts as they are written in a letter, German and English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


def day_words(day: date, language: str, *, today: date) -> str:
    """Return "3. November" or "3 November", with the year when it is not this one."""
    language = "de" if language == "de" else "en"
    month = _MONTHS[language].split()[day.month - 1]
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day}{'.' if language == 'de' else ''} {month}{year}"


def weekday_words(day: date, language: str, *, today: date) -> str:
    """Return "Freitag, 27. November" or "Friday 27 November"."""
    name = _DAYS["de" if language == "de" else "en"].split()[day.weekday()]
    return f"{name}{',' if language == 'de' else ''} {day_words(day, language, today=today)}"


def money_words(value: Decimal, currency: str, language: str) -> str:
    """Return "1.249,90 €" or "€1,249.90"; whole amounts keep their cents."""
    number = f"{value:,.2f}"
    sign = _SIGNS.get(currency)
    if language == "de":
        number = number.translate(str.maketrans(",.", ".,"))
        return f"{number} {sign or currency}"
    return f"{sign}{number}" if sign else f"{currency} {number}"


def amount_words(written: str, language: str) -> str:
    """Return an amount such as ``49.90 EUR`` as it is written in a letter; "" for another text."""
    number, _blank, currency = written.partition(" ")
    try:
        return money_words(Decimal(number), currency, language)
    except InvalidOperation:
        return ""
