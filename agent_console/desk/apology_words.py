"""The words an apology is known by, German and English; notation: see ``wordings``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from agent_console.desk.wordings import wording, wordings_of


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language, for the folded text of one sentence.

    ``apology`` is one in the first person, ``regret`` one that nobody gives, ``sympathy`` is none.
    ``explains`` begins an explanation, ``because`` perhaps one; ``ours`` says that it is about us
    or our partners, ``we`` about us, ``admits`` that we were wrong, ``theirs`` that the customer's
    report is told. ``you`` is the customer, in the text as it is written. ``remedy`` is something
    that is done for the customer, ``receives`` what comes to them, ``done`` what we have done
    already, ``contact`` that we come back, ``calls`` that somebody does for us, ``asks`` what the
    customer shall do. ``past`` is what has happened, ``soon`` a time that is none, ``vague`` an
    action that may be none, ``empty`` one that surely is; ``choice`` goes with a date until which
    the customer may choose, ``firm`` before a date makes it a deadline, ``delivery`` is what others
    bring.
    """

    apology: re.Pattern[str]
    regret: re.Pattern[str]
    explains: re.Pattern[str]
    ours: re.Pattern[str]
    theirs: re.Pattern[str]
    remedy: re.Pattern[str]
    contact: re.Pattern[str]
    past: re.Pattern[str]
    done: re.Pattern[str]
    receives: re.Pattern[str]
    asks: re.Pattern[str]
    soon: re.Pattern[str]
    vague: re.Pattern[str]
    empty: re.Pattern[str]
    sympathy: re.Pattern[str]
    you: re.Pattern[str]
    calls: re.Pattern[str]
    admits: re.Pattern[str]
    because: re.Pattern[str]
    we: re.Pattern[str]
    choice: re.Pattern[str]
    firm: re.Pattern[str]
    delivery: re.Pattern[str]


@functools.cache
def words_of_language(language: str) -> Words | None:
    """Return the patterns of "de" or "en", None for any other language."""
    if language == "de":
        from agent_console.desk.apology_words_de import WORDS, YOU
    elif language == "en":
        from agent_console.desk.apology_words_en import WORDS, YOU
    else:
        return None
    patterns = {name: wording(*wordings_of(text)) for name, text in WORDS.items()}
    return Words(you=re.compile(YOU), **patterns)
