"""What colleagues did meanwhile with the tickets that somebody here works on, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.desk.events import Apologised, Event, Forwarded, Replied
from agent_console.i18n import _, ngettext
from agent_console.services.act_words import verb_in_words
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

SHOWN = 5
_MINE = """
SELECT event.ticket FROM team_waiting JOIN event ON event.id = team_waiting.event
UNION SELECT ticket FROM draft
UNION SELECT ticket FROM outbox WHERE state IN ('queued', 'held', 'deferred')
UNION SELECT ticket FROM team_claim WHERE console = (SELECT console FROM team)
UNION SELECT ref FROM ticket WHERE owner = (SELECT agent FROM team) AND state IN ('new', 'open')
"""


def in_hand(session: Session) -> frozenset[str]:
    """Return the tickets that somebody here works on: drafts, mails that wait, own tickets."""
    return frozenset(ref for (ref,) in driver(session).execute(_MINE))


def told_meanwhile(events: Iterable[Event], mine: frozenset[str]) -> str:
    """Say what these events of colleagues changed on tickets of ``mine``; "" for nothing."""
    told = {(event.ticket, event.agent): _words(event) for event in events if event.ticket in mine}
    if not told:
        return ""
    lines = [
        _("#{ref} {name}: {what}").format(ref=ref, name=name, what=what)
        for (ref, name), what in list(told.items())[-SHOWN:]
    ]
    more = len(told) - len(lines)
    if more:
        lines.append(ngettext("{n} more change", "{n} more changes", more).format(n=more))
    return _("Meanwhile in your tickets: {changes}").format(changes="; ".join(lines))


def _words(event: Event) -> str:
    if isinstance(event.fact, Replied | Apologised):
        return _("answered")
    if isinstance(event.fact, Forwarded):
        return _("sent on")
    return verb_in_words(event.fact)
