"""Tickets merged, split, linked, and taken apart again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.desk.events import Linked, Merged, Split, Undone, standing
from agent_console.desk.refs import SHORT, base32, normalise_ref
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Ticket
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.store import drafts, journal, kin
from agent_console.store import joining as stored_joining
from agent_console.store import tickets as stored

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST_MAILS = 900
_REF_BYTES = SHORT * 5 // 8


@dataclass(frozen=True, slots=True)
class MergeTargets:
    """What a ticket can be merged into: others of the same customer first, the open ones first.

    ``merged`` are the tickets that live on in it and can be taken out again.
    """

    rows: tuple[QueueRow, ...]
    merged: tuple[str, ...] = ()


class JoiningService:
    """Every verb is recorded at once and taken back by ``undo_last``; safe in several threads."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def merge_targets(self, ref: str, text: str = "") -> MergeTargets:
        """Return what ``ref`` can be merged into or linked with; with ``text``, by ref, subject
        or customer.

        At most 50.
        """
        now = self._acts.clock.now()
        with self._acts.store.read() as session:
            ref = kin.root_of(session, ref)
            rows = stored_joining.candidates(session, ref, text, now)
            return MergeTargets(rows, kin.merged_into(session, ref))

    def merge_doubts(self, ref: str, into: str) -> tuple[str, ...]:
        """Say in words what speaks against merging ``ref`` into another ticket; () for nothing."""
        with self._acts.store.read() as session:
            ticket, other = stored.load(session, ref), stored.load(session, into)
        return tuple(_doubts(ticket, other))

    def merge(self, ref: str, into: str) -> QueueRow:
        """Let ``ref`` live on in another ticket; return the row of that one.

        Raises ActionRefusedError for a ticket and itself, and where a draft would be lost.
        """
        with self._acts.store.read() as session:
            ref, into = kin.root_of(session, ref), kin.root_of(session, into)
            _refuse_same(ref, into)
            stored.load(session, into)
            if any(drafts.load(session, ref, kind) for kind in ("reply", "note")):
                raise ActionRefusedError(
                    _("Merge"),
                    _("something half written is on #{ref}").format(ref=ref),
                    _("Send it, keep it or throw it away first."),
                )
            seen = [stored.newest_received(session, one) for one in (ref, into)]
        newest = max((one for one in seen if one is not None), default=None)
        return self._acts.record(Act(ref, (Merged(into),), seen=newest))

    def unmerge(self, ref: str) -> QueueRow:
        """Take a merged ticket out again; raises ActionRefusedError for one that is not merged."""
        merged = normalise_ref(ref) or ref
        with self._acts.store.read() as session:
            events = [e for e in standing(journal.of_ticket(session, merged)) if e.ticket == merged]
            is_merged = kin.root_of(session, merged) != merged
        merging = [Undone(event.id) for event in events if isinstance(event.fact, Merged)]
        if not merging or not is_merged:
            words = _("#{ref} is not merged into another ticket").format(ref=merged)
            raise ActionRefusedError(_("Merge"), words)
        return self._acts.record(Act(merged, tuple(merging), exact=True))

    def split(self, ref: str, key: str, *, alone: bool = False) -> QueueRow:
        """Make the mail ``key`` and what follows it, or it ``alone``, a ticket of its own.

        Return the row of the new one. Raises ActionRefusedError when no mail would stay.
        """
        with self._acts.store.read() as session:
            ref = kin.root_of(session, ref)
            keys = [mail.key for mail in stored.mails(session, ref)]
            new = _new_ref(session, key)
        place = keys.index(key) if key in keys else 0
        moved = keys[place : place + 1] if alone else keys[place:]
        if key not in keys or len(moved) == len(keys):
            words = _("nothing would stay on #{ref}").format(ref=ref)
            raise ActionRefusedError(_("Split"), words, _("Choose a later mail."))
        if len(moved) > _MOST_MAILS:
            raise ActionRefusedError(_("Split"), _("these are too many mails"))
        self._acts.record(Act(ref, (Split(new, " ".join(moved)),)))
        return self._acts.row(new)

    def link(self, ref: str, other: str) -> QueueRow:
        """Let two tickets show each other; raises ActionRefusedError when they do."""
        with self._acts.store.read() as session:
            ref, other = kin.root_of(session, ref), kin.root_of(session, other)
            _refuse_same(ref, other)
            stored.load(session, other)
            if other in kin.linked_to(session, ref):
                words = _("#{ref} and #{other} are linked already").format(ref=ref, other=other)
                raise ActionRefusedError(_("Link"), words)
        return self._acts.record(Act(ref, (Linked(other),)))

    def unlink(self, ref: str, other: str) -> QueueRow:
        """Take a link away, from whichever side; raises ActionRefusedError where there is none."""
        with self._acts.store.read() as session:
            pairs = stored_joining.link_pairs(session, ref, other)
        if not pairs:
            words = _("#{ref} and #{other} are not linked").format(ref=ref, other=other)
            raise ActionRefusedError(_("Link"), words)
        acts = [Act(one, (Linked(two, "yes"),), exact=True) for one, two in pairs]
        self._acts.record_all(acts)
        return self._acts.row(ref)


def _refuse_same(ref: str, other: str) -> None:
    if ref == other:
        words = _("#{ref} cannot be joined with itself").format(ref=ref)
        raise ActionRefusedError(_("Ticket"), words)


def _doubts(ticket: Ticket, other: Ticket) -> Iterator[str]:
    one, two = ticket.customer.email.lower(), other.customer.email.lower()
    if one != two:
        words = _("the customers differ: {one} and {two}; each would see what the other wrote")
        yield words.format(one=one, two=two)
    if other.state is TicketState.CLOSED:
        yield _("#{ref} is closed").format(ref=other.ref)
    if other.state is TicketState.SPAM:
        yield _("#{ref} is spam: nobody would answer").format(ref=other.ref)
    if ticket.asks.complaint and not other.asks.complaint:
        yield _("#{ref} is a complaint").format(ref=ticket.ref)


def _new_ref(session: Session, key: str) -> str:
    """Return a name that no ticket has or had."""
    number = 0
    while True:
        name = hashlib.sha256(f"split {key} {journal.newest(session)} {number}".encode())
        ref = base32(name.digest()[:_REF_BYTES])
        if not stored_joining.is_taken(session, ref):
            return ref
        number += 1
