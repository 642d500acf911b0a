"""What agents did with tickets, in words: for undo, for states that stand in the way."""

from __future__ import annotations

from agent_console.desk.events import (
    Assigned,
    Closed,
    Fact,
    Judged,
    Labelled,
    Linked,
    Merged,
    Noted,
    Reopened,
    Snoozed,
    Split,
    Tagged,
    Undone,
)
from agent_console.desk.states import TicketState
from agent_console.i18n import _, pgettext
from agent_console.services.complaint_words import complaint_words
from agent_console.services.labelling import said_in_words


def state_in_words(state: TicketState) -> str:
    """Return the word for a state."""
    return {
        TicketState.NEW: _("new"),
        TicketState.OPEN: _("open"),
        TicketState.WAITING: _("waiting for the customer"),
        TicketState.SNOOZED: _("snoozed"),
        TicketState.CLOSED: _("closed"),
        TicketState.SPAM: _("spam"),
    }[state]


def verb_in_words(fact: Fact) -> str:
    """Return what was done, as undo says it."""
    match fact:
        case Assigned(owner=""):
            return _("released")
        case Assigned():
            return _("assigned")
        case Noted():
            return pgettext("what was taken back", "note")
        case Closed():
            return _("closed")
        case Reopened():
            return _("reopened")
        case Snoozed():
            return _("snoozed")
        case Merged(into=into):
            return _("merged into #{ref}").format(ref=into)
        case Split(ref=ref):
            return _("split off as #{ref}").format(ref=ref)
        case Linked(to=to, off=off):
            words = _("no longer linked with #{ref}") if off else _("linked with #{ref}")
            return words.format(ref=to)
        case Undone():
            return _("taken back")
        case Tagged(tag=tag, off=off):
            return _("tag off: {tag}").format(tag=tag) if off else _("tag: {tag}").format(tag=tag)
        case Labelled() | Judged():
            return said_in_words(fact)
        case _:
            return complaint_words(fact) or _("change")
