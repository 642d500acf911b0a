"""Which ticket a mail is on now, after tickets were merged and split, and taken back again.

A mail has a home: the ticket that the threading rules chose. What agents recorded since says where
its home lives on, and which mails left for a ticket of their own. Everything follows from the
events in their order, so it is the same on every console and after every rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.desk.events import Event, Linked, Merged, Split, standing


@dataclass(frozen=True, slots=True)
class KinMail:
    """What deciding on a mail needs: ``named`` are the Message-IDs it answers, best first."""

    key: str
    home: str
    received: datetime
    message_id: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Families:
    """All merges, splits and links that stand.

    ``into`` is where a merged ticket lives on, ``retired`` the ticket that one goes back to whose
    split was taken back; ``splits`` and ``links`` are in their order. ``kin`` holds for each ticket
    all that ever had to do with it by merging and splitting, itself among them.
    """

    into: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[Event, ...] = ()
    links: frozenset[tuple[str, str]] = frozenset()
    kin: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def alias(self, ref: str) -> str:
        """Return ``ref``, or the ticket it was split from when that was taken back."""
        seen = {ref}
        while (origin := self.retired.get(ref)) is not None and origin not in seen:
            seen.add(origin)
            ref = origin
        return ref

    def root(self, ref: str) -> str:
        """Return the ticket that ``ref`` lives on in."""
        end = self.alias(ref)
        seen = {end}
        while (following := self.into.get(end)) is not None:
            end = self.alias(following)
            if end in seen:
                return self.alias(ref)
            seen.add(end)
        return end

    def kin_of(self, refs: Iterable[str]) -> frozenset[str]:
        """Return all tickets that have to do with these; they themselves where there are none."""
        return frozenset().union(*[self.kin.get(ref, frozenset((ref,))) for ref in refs])

    def members(self, mails: Sequence[KinMail]) -> dict[str, str]:
        """Return for each of a family's ``mails``, by key, the ticket it is on but for merging.

        That is the one it was split off to, itself or with the mail that it answers, else its home.
        A mail that the agent had seen and left where it was does not go with the one it answers.
        """
        explicit, seen = self._moved()
        owners: dict[str, tuple[datetime, str]] = {}
        found: dict[str, str] = {}
        for mail in sorted(mails, key=lambda one: (one.received, one.key)):
            found[mail.key] = explicit.get(mail.key) or self.alias(mail.home)
            if mail.key not in explicit and seen:
                parent = next((owners[one] for one in mail.named if one in owners), None)
                target = found[parent[1]] if parent else ""
                if target in seen and mail.received > seen[target]:
                    found[mail.key] = target
            if mail.message_id:
                owners.setdefault(mail.message_id, (mail.received, mail.key))
        return found

    def moved_to(self, key: str) -> str:
        """Return the ticket that the mail ``key`` was split off to, "" for none."""
        return self._moved()[0].get(key, "")

    def _moved(self) -> tuple[dict[str, str], dict[str, datetime]]:
        moved: dict[str, str] = {}
        seen: dict[str, datetime] = {}
        for event in self.splits:
            if isinstance(event.fact, Split):
                moved.update(dict.fromkeys(event.fact.mails.split(), event.fact.ref))
                seen[event.fact.ref] = event.seen or event.at
        return moved, seen


NO_FAMILIES = Families()


def families_of(said: Sequence[Event]) -> Families:
    """Return what these events, in their order, make of the tickets; others do no harm."""
    if not said:
        return NO_FAMILIES
    valid = standing(said)
    stands = {event.id for event in valid}
    splits = [event for event in said if isinstance(event.fact, Split) and _is_sound(event)]
    standing_splits = tuple(event for event in splits if event.id in stands)
    kept = {_new_ref(event) for event in standing_splits}
    retired = {_new_ref(e): e.ticket for e in splits if _new_ref(e) not in kept}
    into: dict[str, str] = {}
    for event in valid:
        if isinstance(event.fact, Merged) and event.ticket not in retired:
            so_far = Families(into, retired)
            end = so_far.root(event.fact.into) if event.fact.into else event.ticket
            if event.ticket not in into and end != event.ticket:
                into[event.ticket] = event.fact.into
    return Families(into, retired, standing_splits, _links(valid), _kin(said))


def _is_sound(event: Event) -> bool:
    return bool(_new_ref(event)) and _new_ref(event) != event.ticket


def _new_ref(event: Event) -> str:
    return event.fact.ref if isinstance(event.fact, Split) else ""


def _links(valid: Sequence[Event]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for event in valid:
        if isinstance(event.fact, Linked) and event.fact.to not in ("", event.ticket):
            pair = min(event.ticket, event.fact.to), max(event.ticket, event.fact.to)
            (found.discard if event.fact.off else found.add)(pair)
    return frozenset(found)


def _kin(said: Sequence[Event]) -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for event in said:
        other = event.fact.into if isinstance(event.fact, Merged) else _new_ref(event)
        if other and other != event.ticket:
            one, two = (groups.get(ref, frozenset((ref,))) for ref in (event.ticket, other))
            group = one | two
            groups.update(dict.fromkeys(group, group))
    return groups
