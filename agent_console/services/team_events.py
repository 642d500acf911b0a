"""What colleagues recorded, put into our store in the order of the team's journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from agent_console.desk.events import Judged, Undone
from agent_console.desk.records import is_record
from agent_console.services import kinship
from agent_console.services.intake import Intake
from agent_console.services.verdicts import settle_kind
from agent_console.store import journal_places, journal_waiting

if TYPE_CHECKING:
    from sqlmodel import Session


def bring_in(
    session: Session,
    intake: Intake,
    own: frozenset[str],
    counted: Sequence[str],
    told: Mapping[str, str],
) -> frozenset[str]:
    """Append events that counted, by id and in their order; return the tickets that changed.

    ``told`` has their texts. What was recorded here and was not read back yet comes after all of
    them. What is about a ticket whose mails are not here is kept until they are. ``own`` are our
    own addresses.
    """
    journal_waiting.forget_events(session, counted)
    if journal_places.are_first(session, counted):
        return frozenset()
    here = set(counted)
    provisional = [one for one in journal_waiting.provisional(session) if one not in here]
    moved = journal_places.arrange(session, (*counted, *provisional), told)
    refs: set[str] = set()
    for event in moved:
        if isinstance(event.fact, Judged | Undone):
            settle_kind(session, event, own)
        refs |= {event.ticket, *kinship.after(session, event)}
    intake.refold(session, refs)
    return frozenset(ref for ref in refs if not is_record(ref))
