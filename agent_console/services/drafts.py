"""Drafts as this console knows them: it never replaces a text that it has not shown."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import _
from agent_console.store import drafts as stored
from agent_console.store import kin, tickets
from agent_console.store.draft_head import DraftHead
from agent_console.store.drafts import Begun, DraftKind, SavedDraft
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session


_ON_TICKETS = ("reply", "forward", "note")


def _forget_it(_restore: Callable[[], str]) -> None:
    """Remember nothing of what was thrown away."""


class DraftKeeping:
    """Remembers of each draft which revisions were shown or saved here; safe to use in threads.

    A draft that this console has not taken up is taken to be known as far as the new text contains
    it. ``on_thrown`` is given how to bring back what was thrown away.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._seen: dict[tuple[str, DraftKind], frozenset[int]] = {}
        self._told: set[tuple[str, DraftKind]] = set()
        self._saving = Lock()
        self.on_thrown: Callable[[Callable[[], str]], object] = _forget_it

    def take_up(self, session: Session, ref: str, kind: DraftKind) -> Begun:
        """Return what is kept, to go on writing from there."""
        begun = stored.take_up(session, ref, kind)
        self._seen[ref, kind] = begun.revisions
        self._told.discard((ref, kind))
        return begun

    def save(self, ref: str, kind: DraftKind, text: str, head: DraftHead | None = None) -> None:
        """Keep ``text``, and ``head`` in place of the one that is kept.

        Raises ConsoleError, with ``text`` kept, when another console writes the same (that is told
        once until it is taken up again) or has used up what was taken up here. Of a ticket that was
        erased nothing is kept; that is told once, too.
        """
        with self._saving:
            with self._store.write(durable=True) as session:
                now = self._clock.now()
                seen = self._seen.get((ref, kind))
                erased = kind in _ON_TICKETS and _is_erased(session, ref)
                kept = "" if erased else text
                saved = stored.save(session, ref, kind, kept, now, seen, head)
            self._seen[ref, kind] = frozenset({saved.revision} - {0})
        if erased:
            self._tell_erased(ref, kind)
        else:
            self._tell(ref, kind, saved)

    def written_elsewhere(self, session: Session, ref: str, kind: DraftKind) -> bool:
        """Return whether something is kept that was not shown here."""
        seen = self._seen.get((ref, kind))
        return seen is not None and bool(stored.take_up(session, ref, kind).revisions - seen)

    def discard(self, ref: str, kind: DraftKind) -> None:
        """Throw away what was shown here."""
        with self._store.write(durable=True) as session:
            begun = stored.take_up(session, ref, kind)
            stored.discard(session, ref, kind, self._seen.get((ref, kind)))
        self.forget(ref, kind)
        if begun.text.strip():
            self.on_thrown(lambda: self._bring_back(ref, kind, begun))

    def _bring_back(self, ref: str, kind: DraftKind, begun: Begun) -> str:
        """Keep again what was thrown away; raises ActionRefusedError where another one stands."""
        with self._store.write(durable=True) as session:
            if stored.take_up(session, ref, kind).revisions:
                raise ActionRefusedError(
                    _("Undo"),
                    _("another draft was begun on #{ref}").format(ref=ref),
                    _("Open the ticket and decide there."),
                )
            stored.save(session, ref, kind, begun.text, self._clock.now(), None, begun.head)
        self.forget(ref, kind)
        if kind == "contact":
            return _("the contact that was being written down is back")
        return _("the draft on #{ref} is back").format(ref=ref)

    def use_up(self, session: Session, ref: str, kind: DraftKind, text: str) -> None:
        """Take away what became ``text``; call ``forget`` once the transaction is done."""
        seen = self._seen.get((ref, kind))
        if seen is None:
            stored.discard_in(session, ref, kind, text)
        else:
            stored.discard(session, ref, kind, seen)

    def forget(self, ref: str, kind: DraftKind) -> None:
        """Know nothing more of a draft."""
        self._seen.pop((ref, kind), None)
        self._told.discard((ref, kind))

    def _tell_erased(self, ref: str, kind: DraftKind) -> None:
        """Say once that nothing is kept of a person who was erased; writing can end then."""
        if (ref, kind) not in self._told:
            self._told.add((ref, kind))
            raise ConsoleError(
                _title(kind),
                _("#{ref} was erased meanwhile").format(ref=ref),
                _("What is written here is not kept."),
            )

    def _tell(self, ref: str, kind: DraftKind, saved: SavedDraft) -> None:
        title = _title(kind)
        if saved.gone:
            raise ConsoleError(
                title,
                _("what you went on writing was sent, kept or thrown away in another console"),
                _("Your text is kept as a new draft. Look at the ticket before you go on."),
            )
        if saved.other and (ref, kind) not in self._told:
            self._told.add((ref, kind))
            raise ConsoleError(
                title,
                _("another console writes on #{ref} as well").format(ref=ref),
                _("Both texts are kept. Leave the editor and open it again to see both."),
            )


def _is_erased(session: Session, ref: str) -> bool:
    return not tickets.exists(session, kin.root_of(session, ref))


def _title(kind: DraftKind) -> str:
    match kind:
        case "reply":
            return _("Reply")
        case "forward":
            return _("Forward")
        case "new":
            return _("New mail")
        case "note":
            return _("Note")
        case "contact":
            return _("Contact")
