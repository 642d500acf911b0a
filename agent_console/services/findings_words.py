"""Findings in words."""

from __future__ import annotations

from agent_console.desk.events import Fact, FindingJoined, FindingSaid, FindingWritten
from agent_console.desk.findings import FindingField, FindingState
from agent_console.i18n import _, pgettext


def finding_state_word(state: FindingState) -> str:
    """Return the word for how far a finding is."""
    return {
        FindingState.OPEN: pgettext("finding", "open"),
        FindingState.DECIDED: pgettext("finding", "decided"),
        FindingState.DONE: pgettext("finding", "done"),
        FindingState.DROPPED: pgettext("finding", "dropped"),
    }[state]


def finding_words(fact: Fact) -> str:
    """Say what was recorded of a finding, "" for anything else."""
    match fact:
        case FindingWritten(title=title):
            return _("finding “{title}” written").format(title=title)
        case FindingJoined(off=""):
            return _("tickets put on a finding")
        case FindingJoined():
            return _("tickets taken off a finding")
        case FindingSaid(field=FindingField.OWNER, value=value):
            return _("owner of a finding: {name}").format(name=value or "-")
        case FindingSaid(field=FindingField.STATE, value=value) if value in set(FindingState):
            state = finding_state_word(FindingState(value))
            return _("state of a finding: {state}").format(state=state)
        case FindingSaid(field=FindingField.DUE, value=value):
            return _("a finding is due: {day}").format(day=value or "-")
        case FindingSaid():
            return _("what is done about a finding")
        case _:
            return ""
