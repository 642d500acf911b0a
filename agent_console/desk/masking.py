"""Bank accounts made unreadable wherever the text of a mail is shown."""

from __future__ import annotations

import re

from agent_console.desk.facts import Line
from agent_console.desk.money import find_accounts

_LIKE_BLANKS = re.compile("[\n\t\u2007\u2009\u202f]")
_BEGINNING = re.compile(r"[A-Za-z]{2}\d{2}")


def hide_accounts(text: str) -> str:
    """Return ``text`` with every valid IBAN masked, also one that goes over the end of a line.

    Lines keep their number: what was broken over two lines leaves an end of line behind it.
    """
    if _BEGINNING.search(text) is None:
        return text
    out: list[str] = []
    position = 0
    for fact in find_accounts(Line(_LIKE_BLANKS.sub(" ", text))):
        if fact.start < position:
            continue
        ends = text.count("\n", fact.start, fact.end) * "\n"
        out += (text[position : fact.start], fact.value, ends)
        position = fact.end
    return "".join((*out, text[position:])) if out else text
