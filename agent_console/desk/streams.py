"""The mails and events of a ticket with those of every ticket that was merged into it.

Until it was merged, each ticket was told alone: what closed or answered the one says nothing of the
other. From then on all that comes to either is one stream.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.desk.events import Event, Merged
from agent_console.desk.ticket import TicketMail


@dataclass(frozen=True, slots=True)
class Stream:
    """Mails by arrival and events in their order; ``absorbed`` is what joins at a merging event."""

    mails: Sequence[TicketMail]
    events: Sequence[Event]
    absorbed: Mapping[str, Stream] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """What one ticket brings: the places of its events are those in the journal."""

    mails: list[TicketMail]
    events: list[tuple[int, Event]]
    absorbed: dict[str, Stream]


def streams_of(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> Stream:
    """Return the stream of ``ref`` from the mails and the standing events of all its tickets."""
    merges = merges_among(ref, events)
    if not merges or not any((mail.home or ref) == ref for mail in mails):
        return Stream(_by_arrival(mails), [e for e in events if not isinstance(e.fact, Merged)])
    part = _part(ref, ref, mails, list(enumerate(events)), merges)
    return Stream(
        _by_arrival(part.mails),
        [event for _place, event in sorted(part.events, key=lambda one: one[0])],
        part.absorbed,
    )


def merges_among(ref: str, events: Sequence[Event]) -> dict[str, tuple[int, Event]]:
    """Return the merging event of each ticket that lives on in ``ref``, with its place.

    The first one of a ticket counts, and none that would close a circle.
    """
    found: dict[str, tuple[int, Event]] = {}
    for place, event in enumerate(events):
        if isinstance(event.fact, Merged) and event.ticket not in found:
            end = event.fact.into
            while end in found:
                end = _into(found[end][1])
            if end != event.ticket:
                found[event.ticket] = place, event
    return {source: one for source, one in found.items() if _ends_in(source, found) == ref}


def _ends_in(ref: str, found: Mapping[str, tuple[int, Event]]) -> str:
    while ref in found:
        ref = _into(found[ref][1])
    return ref


def _into(event: Event) -> str:
    return event.fact.into if isinstance(event.fact, Merged) else ""


def _part(
    member: str,
    root: str,
    mails: Sequence[TicketMail],
    events: Sequence[tuple[int, Event]],
    merges: Mapping[str, tuple[int, Event]],
) -> _Part:
    part = _Part(
        [mail for mail in mails if (mail.home or root) == member],
        [one for one in events if one[1].ticket == member and not isinstance(one[1].fact, Merged)],
        {},
    )
    for source, (place, event) in merges.items():
        if _into(event) == member:
            _join(part, _part(source, root, mails, events, merges), place, event)
    return part


def _join(part: _Part, other: _Part, place: int, event: Event) -> None:
    """Let ``other`` join at ``event``: what came before stays a ticket of its own until then."""
    seen = event.seen or event.at
    before = [mail for mail in other.mails if mail.received <= seen]
    part.absorbed.update(other.absorbed)
    if not before:
        part.mails += other.mails
        part.events += other.events
        return
    part.absorbed[event.id] = Stream(
        _by_arrival(before),
        [one for at, one in sorted(other.events, key=lambda one: one[0]) if at < place],
        part.absorbed,
    )
    part.mails += [mail for mail in other.mails if mail.received > seen]
    part.events += [(place, event), *(one for one in other.events if one[0] > place)]


def _by_arrival(mails: Sequence[TicketMail]) -> list[TicketMail]:
    return sorted(mails, key=_arrival)


def _arrival(mail: TicketMail) -> tuple[datetime, str]:
    return mail.received, mail.key
