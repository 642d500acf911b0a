"""Words for people, in their language: gettext catalogues behind four short functions.

English is written in the code and needs no catalogue; German comes from ``locales/``.
Call these when the text is shown, never at import time, so the language can change while running.
"""

from __future__ import annotations

import gettext as _gettext
import os
from datetime import date
from pathlib import Path

ENGLISH = "en"
LANGUAGES = ("de", ENGLISH)
_DOMAIN = "messages"


class _Catalogue:
    """The catalogue in use; one instance, so that switching reaches every caller."""

    def __init__(self) -> None:
        self.language = "en"
        self.translations: _gettext.NullTranslations = _gettext.NullTranslations()


_current = _Catalogue()


def use_language(language: str) -> None:
    """Switch all later texts to ``language`` (``de``, ``en`` or ``auto`` for the environment's)."""
    chosen = language_of_environment() if language == "auto" else language
    if chosen not in LANGUAGES:
        chosen = "en"
    _current.translations = _catalogue(chosen)
    _current.language = chosen


def _catalogue(language: str) -> _gettext.NullTranslations:
    """Return the words of a language; the English ones are those of the code."""
    if language == ENGLISH:
        return _gettext.NullTranslations()
    folder = Path(__file__).parent / "locales"
    return _gettext.translation(_DOMAIN, folder, languages=[language], fallback=True)


def current_language() -> str:
    """Return the language in use: ``de`` or ``en``."""
    return _current.language


def language_of_environment() -> str:
    """Return the first supported language that the locale variables ask for, else English."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for value in os.environ.get(variable, "").split(":"):
            code = value[:2].lower()
            if code in LANGUAGES:
                return code
            if code:
                return "en"
    return "en"


def _(message: str) -> str:
    """Translate ``message``."""
    return _current.translations.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate the form that fits the number ``n``."""
    return _current.translations.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate ``message`` as it is meant in ``context``."""
    return _current.translations.pgettext(context, message)


def decimal_words(value: float, places: int = 0, *, signed: bool = False) -> str:
    """Return a number as it is written in the language in use: 1,234.5 or 1.234,5.

    Babel is loaded at the first call; ``signed`` writes the plus, too.
    """
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    if signed:
        pattern = f"+{pattern};-{pattern}"
    return str(format_decimal(value, format=pattern, locale=_current.language))


def day_words(day: date, form: str = "medium") -> str:
    """Return a day as it is written in the language in use; ``form`` is Babel's name or pattern."""
    from babel.dates import format_date

    return str(format_date(day, form, locale=_current.language))
