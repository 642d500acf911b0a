"""What agents did with tickets, in words: for undo, for states that stand in the way."""

from __future__ import annotations

from agent_console.desk.events import (
    AgentsShown,
    Assigned,
    Closed,
    Contacted,
    CustomerChanged,
    CustomersImported,
    CustomersJoined,
    CustomersParted,
    Fact,
    Judged,
    Labelled,
    Linked,
    Merged,
    Noted,
    Reopened,
    SettingShared,
    Snoozed,
    Split,
    Tagged,
    Undone,
)
from agent_console.desk.states import TicketState
from agent_console.i18n import _, pgettext
from agent_console.services.complaint_words import complaint_words
from agent_console.services.contact_words import undo_words
from agent_console.services.customer_words import customer_words
from agent_console.services.feedback_words import feedback_words
from agent_console.services.findings_words import finding_words
from agent_console.services.labelling import said_in_words
from agent_console.services.notices_words import notice_words
from agent_console.services.order_words import order_fact_words


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
        case Contacted():
            return undo_words(fact)
        case CustomerChanged() | CustomersImported() | CustomersJoined() | CustomersParted():
            return customer_words(fact)
        case SettingShared():
            return _("settings of the team")
        case AgentsShown():
            return _("who sees the numbers of each agent")
        case Labelled() | Judged():
            return said_in_words(fact)
        case _:
            found = complaint_words(fact) or order_fact_words(fact) or notice_words(fact)
            found = found or feedback_words(fact) or finding_words(fact)
            return found or _("change")
