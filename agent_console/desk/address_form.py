"""How a customer addresses us: Sie or du, by the pronouns of the mail."""

from __future__ import annotations

import re

from agent_console.desk.entry_files import Form

_MAX_TEXT = 8_000
_INFORMAL = re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?)\b", re.IGNORECASE)
# Capitals count within a sentence only: at its beginning "Sie" may be "they" or "she".
_FORMAL = re.compile(r"(?<=[\w,;:] )(?:Sie|Ihnen|Ihre?[mnrs]?)\b|\bSehr geehrte")


def form_of(text: str) -> Form:
    """Return INFORMAL for a mail that says du and never Sie, else FORMAL."""
    text = text[:_MAX_TEXT]
    if _INFORMAL.search(text) and not _FORMAL.search(text):
        return Form.INFORMAL
    return Form.FORMAL
