"""What was done with tickets elsewhere, as facts of ours, and their recording.

An act that stands on its ticket already, with the same time and the same name, is not recorded
again: an import may be repeated, and what somebody here took back stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.events import (
    Assigned,
    Closed,
    Event,
    Fact,
    Labelled,
    Noted,
    Reopened,
    Snoozed,
    Tagged,
)
from agent_console.desk.import_marks import MarkedTicket
from agent_console.desk.imported import ImportedTicket, Way
from agent_console.desk.labels import LabelName
from agent_console.desk.states import TicketState
from agent_console.desk.tags import IMPORTED, normalise_tag
from agent_console.services.imports.letters import notes_of
from agent_console.services.intake import Intake
from agent_console.services.team_roles import need_role_for
from agent_console.store import journal
from agent_console.store.engine import Store

_NOTE_PART = 12_000
_MENTION = re.compile(r'(?<![\w.@+-])@(?=["\w])')


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done at a time by somebody; ``seen`` is the newest mail they knew."""

    at: datetime
    agent: str
    fact: Fact
    seen: datetime


def deeds_of(
    ticket: ImportedTicket, desk: str, since: datetime | None, arrived: datetime | None = None
) -> list[Deed]:
    """Return what a ticket of another desk amounts to, in the order of time.

    ``desk`` names it where nobody else is named. A ticket that waits for us stays open although
    mail from before ``since`` is settled. ``arrived`` is when the newest of its mails came here:
    the same mail may have come to the inbox a little later than the other desk says.
    """
    newest, opened = max(ticket.newest, arrived or ticket.newest), ticket.messages[0].at
    tags = dict.fromkeys((IMPORTED, *filter(None, map(normalise_tag, ticket.tags))))
    found = [Deed(opened, desk, Tagged(tag), opened) for tag in tags]
    for note in notes_of(ticket):
        who = note.author.name or note.author.email or desk
        found += [Deed(note.at, who, Noted(part), note.at) for part in _parts(note.text)]
    if ticket.owner:
        found.append(Deed(newest, desk, Assigned(ticket.owner), newest))
    found.sort(key=lambda deed: deed.at)
    if ticket.state is TicketState.CLOSED:
        closed = max(ticket.closed_at or newest, newest)
        found.append(Deed(closed, ticket.owner or desk, Closed(), newest))
    elif ticket.state is TicketState.SPAM:
        found.append(Deed(newest, desk, Labelled(LabelName.SPAM.value, "yes"), newest))
    elif ticket.until is not None:
        found.append(Deed(newest, desk, Snoozed(ticket.until), newest))
    elif since is not None and newest < since and _waits(ticket):
        found.append(Deed(since, desk, Reopened(), newest))
    return found


def deeds_of_marks(ref: MarkedTicket, source: str, *, close: bool) -> list[Deed]:
    """Return what the marks of a ticket's mails amount to; ``close``: it is old and settled."""
    at = ref.newest
    tags = sorted(ref.tags | ({IMPORTED} if close or ref.state == "closed" else set()))
    found = [Deed(at, source, Tagged(tag), at) for tag in tags]
    if ref.owner:
        found.append(Deed(at, source, Assigned(ref.owner), at))
    if ref.spam:
        found.append(Deed(at, source, Labelled(LabelName.SPAM.value, "yes"), at))
    elif ref.state == "closed" or (close and ref.state != "open"):
        found.append(Deed(at, source, Closed(), at))
    return found


def _waits(ticket: ImportedTicket) -> bool:
    written = [one for one in ticket.messages if one.way is not Way.NOTE]
    return bool(written) and written[-1].way is Way.IN


def _parts(text: str) -> Iterator[str]:
    """Yield a note in parts that an event can hold; it asks nobody here."""
    text = _MENTION.sub("@ ", text.strip())
    yield from (text[start : start + _NOTE_PART] for start in range(0, len(text), _NOTE_PART))


class Recorder:
    """Records deeds on tickets, some tickets at a time."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._store = store
        self._intake = intake

    def check(self) -> None:
        """Raise ActionRefusedError where nothing may be recorded at this console."""
        with self._store.read() as session:
            need_role_for(session, (Closed(),))

    def record(self, told: Iterable[tuple[str, Sequence[Deed]]]) -> int:
        """Record what does not stand on its ticket yet; return how many facts that were."""
        deeds: dict[str, list[Deed]] = {}
        for ref, some in told:
            deeds.setdefault(ref, []).extend(some)
        if not any(deeds.values()):
            return 0
        count = 0
        with self._store.write(durable=True) as session:
            need_role_for(session, [one.fact for some in deeds.values() for one in some])
            known = journal.of_tickets(session, deeds)
            changed = set()
            for ref, some in deeds.items():
                stands = {_sign(e.at, e.agent, e.fact) for e in known.get(ref, ())}
                for deed in some:
                    if (sign := _sign(deed.at, deed.agent, deed.fact)) in stands:
                        continue
                    stands.add(sign)
                    changed.add(ref)
                    name = journal.next_event_id(session)
                    event = Event(name, ref, deed.at, deed.agent, deed.fact, deed.seen)
                    count += journal.append(session, event)
            if changed:
                self._intake.refold(session, changed)
        return count


def _sign(at: datetime, agent: str, fact: Fact) -> tuple[datetime, str, Fact]:
    return at.replace(microsecond=0), agent, fact
