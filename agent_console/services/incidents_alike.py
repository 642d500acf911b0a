"""Which known issue a ticket looks like, by what it asks for and the words of its first mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_console.desk.incidents import Incident
from agent_console.desk.incidents_alike import (
    OTHER_TYPE,
    SAME_TYPE,
    likeness,
    telling_words,
    weights,
)
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.desk.views import IssueHint
from agent_console.mail.quotes import visible_lines
from agent_console.store import incidents, kin
from agent_console.store import tickets as stored
from agent_console.store.driver import driver, listed
from agent_console.store.search_words import plain

if TYPE_CHECKING:
    from sqlmodel import Session

_LOOKED_AT = 12
_MAX_TEXT = 4_000
_FREQUENCY = """
SELECT plain, sum(mails) FROM term WHERE plain IN (SELECT value FROM json_each(?)) GROUP BY plain
"""
_MAILS = "SELECT count(*) FROM mail"


def suggested(session: Session, ticket: Ticket, some: Sequence[Incident]) -> Incident | None:
    """Return the known issue that ``ticket`` is most like, None where it is like none.

    Of each known issue the dozen tickets that were put on it last are looked at.
    """
    own = _words(session, ticket)
    if not own:
        return None
    weight: dict[str, float] | None = None
    best: tuple[float, Incident | None] = (0.0, None)
    for incident in some:
        for ref in incident.tickets[-_LOOKED_AT:]:
            other = stored.load(session, kin.root_of(session, ref))
            if other.ref == ticket.ref:
                continue
            if weight is None:
                weight = _weights(session, own)
            their = _words(session, other)
            weight |= _weights(session, their - weight.keys())
            alike = likeness(own, their, weight)
            least = SAME_TYPE if _type(ticket) == _type(other) else OTHER_TYPE
            if alike >= least and alike > best[0]:
                best = (alike, incident)
    return best[1]


def issue_hint(session: Session, ticket: Ticket) -> IssueHint | None:
    """Return the known issue that a ticket is on, else the open one it looks like, if any."""
    if not incidents.any_known(session):
        return None
    known = incidents.incidents(session)
    refs = (ticket.ref, *kin.merged_into(session, ticket.ref))
    named = next(iter(incidents.joined(session, refs).values()), "")
    if named:
        mine = next((one for one in known if one.name == named), None)
        return _hint(mine, joined=True) if mine else None
    if ticket.state in (TicketState.CLOSED, TicketState.SPAM):
        return None
    some = [one for one in known if one.is_open and one.tickets and one.has_words]
    like = suggested(session, ticket, some)
    return _hint(like, joined=False) if like else None


def _hint(incident: Incident, *, joined: bool) -> IssueHint:
    return IssueHint(incident.name, incident.title, len(incident.tickets), joined)


def _type(ticket: Ticket) -> str:
    return ticket.labels.type or ticket.asks.type


def _words(session: Session, ticket: Ticket) -> frozenset[str]:
    came = [
        mail
        for mail in stored.mails(session, ticket.ref)
        if mail.direction is Direction.IN and mail.kind is MailKind.HUMAN
    ]
    if not came:
        return frozenset()
    first = came[0]
    text = visible_lines(first.text[:_MAX_TEXT], first.ranges)
    return frozenset(plain(word) for word in telling_words(f"{first.subject}\n{text}"))


def _weights(session: Session, words: frozenset[str]) -> dict[str, float]:
    connection = driver(session)
    frequency = dict(connection.execute(_FREQUENCY, (listed(sorted(words)),)).fetchall())
    mails = int(connection.execute(_MAILS).fetchone()[0])
    return weights(words, frequency, mails)
