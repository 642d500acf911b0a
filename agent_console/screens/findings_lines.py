"""Findings in lines for the screen."""

from __future__ import annotations

from datetime import date

from agent_console.desk.findings import Finding, FindingState
from agent_console.i18n import _, ngettext
from agent_console.screens.words import line
from agent_console.services.findings_words import finding_state_word

_SIGNS = {
    FindingState.OPEN: "○",
    FindingState.DECIDED: "▸",
    FindingState.DONE: "✓",
    FindingState.DROPPED: "-",
}


def finding_line(one: Finding, today: date) -> str:
    """Return a finding in one line: how far, what, how many, who, by when, what is done."""
    sign = "!" if one.is_late(today) else _SIGNS[one.state]
    n = len(one.tickets)
    parts = [
        finding_state_word(one.state),
        line(one.title) or "…",
        ngettext("{n} ticket", "{n} tickets", n).format(n=n),
        line(one.owner) or (_("nobody sees to it") if one.is_live else ""),
        _due(one, today),
        line(one.action),
    ]
    return f"{sign} " + " · ".join(filter(None, parts))


def _due(one: Finding, today: date) -> str:
    if one.due is None:
        return ""
    words = _("was due {day}") if one.is_late(today) else _("due {day}")
    return words.format(day=one.due.isoformat())
