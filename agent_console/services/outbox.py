"""What is about to leave, and what became of it: the agent's side of the outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.desk.roles import Act
from agent_console.desk.states import UNDECIDED, OutboxState, outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.intake import Intake
from agent_console.services.sent import settle
from agent_console.services.team_roles import need_role
from agent_console.services.world import known_of
from agent_console.store import outbox as stored
from agent_console.store import returned
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

UNFINISHED = (
    OutboxState.QUEUED,
    OutboxState.HELD,
    OutboxState.SENDING,
    OutboxState.DEFERRED,
    OutboxState.REFUSED,
    OutboxState.PARTIAL,
    OutboxState.UNKNOWN,
)
_MOVABLE = (OutboxState.QUEUED, OutboxState.HELD, OutboxState.DEFERRED)


class OutboxService:
    """Lists, takes back and decides; sending itself is the engine's work."""

    def __init__(self, store: Store, intake: Intake, clock: Clock) -> None:
        self._store = store
        self._intake = intake
        self._clock = clock

    def items(self) -> tuple[OutboxItem, ...]:
        """Return everything in the outbox, newest first."""
        with self._store.read() as session:
            return _with_bounces(session, stored.items(session))

    def unfinished(self) -> tuple[OutboxItem, ...]:
        """Return what has not left, or not surely."""
        with self._store.read() as session:
            return _with_bounces(session, stored.items(session, UNFINISHED))

    def get(self, item_id: int) -> OutboxItem | None:
        """Return one item, or None."""
        with self._store.read() as session:
            item = stored.get(session, item_id)
            return _with_bounces(session, (item,))[0] if item else None

    def source(self, item_id: int) -> str:
        """Return the bytes of a mail as they will go, as text for the eye."""
        from agent_console.services.timeline import source_text

        with self._store.read() as session:
            return source_text(stored.letter(session, item_id).raw)

    def cancel(self, item_id: int) -> bool:
        """Take a mail back while it only waits; its text becomes the draft again.

        Returns False when it is too late: the mail has begun to leave.
        """
        with self._store.write(durable=True) as session:
            return stored.cancel(session, item_id, self._clock.now())

    def send_now(self, item_id: int) -> bool:
        """End the undo time of a queued mail; False when it no longer waits."""
        with self._store.write(durable=True) as session:
            return stored.hurry(session, item_id, self._clock.now())

    def send_again(self, item_id: int) -> OutboxItem:
        """Let a mail leave again, with the same bytes and Message-ID.

        It may be refused, deferred, in doubt, held, or not taken for everyone; it goes to those who
        surely have not got it. The agent decides that; the program never does it by itself for an
        unknown outcome.
        """
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, *UNDECIDED, OutboxState.PARTIAL)
            if item.state is OutboxState.PARTIAL and not (item.pending or item.refused):
                raise _nothing_to_decide(item)
            return self._begin_anew(session, item, regardless=item.state is OutboxState.HELD)

    def send_regardless(self, item_id: int) -> OutboxItem:
        """Let a mail leave that was held back, whatever happened on its ticket."""
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, OutboxState.HELD)
            return self._begin_anew(session, item, regardless=True)

    def reschedule(self, item_id: int, at: datetime) -> OutboxItem:
        """Let a mail that waits leave at ``at`` (aware), or at once when that is over.

        Of a mail that was held back the agent has seen the reasons: only what comes after them
        holds it again.
        """
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, *_MOVABLE)
            known = None
            if item.state is OutboxState.HELD:
                known = known_of(session, item.ticket)
            at = max(at, self._clock.now())
            return self._begin_anew(session, item, not_before=at, known=known)

    def look_again(self, item_id: int) -> OutboxItem:
        """Have the engine look in the mailbox at once for a mail in doubt.

        The item says so until then; afterwards it is sent, or tells that nothing was found.
        """
        words = _("Looking for it in the mailbox …")
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, OutboxState.UNKNOWN)
            stored.look_for(session, item.id)
            stored.note(session, item.id, item.state, words)
            return stored.need(session, item_id)

    def mark_sent(self, item_id: int) -> OutboxItem:
        """Record the agent's knowledge that an unknown mail did leave.

        Raises ActionRefusedError for any other: what a server has refused is never called sent.
        """
        with self._store.write(durable=True) as session:
            need_role(session, Act.WORK)
            item = _standing_at(session, item_id, OutboxState.UNKNOWN)
            settle(session, self._intake, item, self._clock.now())
            return stored.need(session, item_id)

    def _begin_anew(
        self,
        session: Session,
        item: OutboxItem,
        *,
        not_before: datetime | None = None,
        regardless: bool = False,
        known: stored.Known | None = None,
    ) -> OutboxItem:
        need_role(session, Act.SEND)
        stored.begin_anew(
            session,
            item.id,
            expected=item.state,
            now=self._clock.now(),
            not_before=not_before,
            regardless=regardless,
            known=known,
        )
        return stored.need(session, item.id)


def _with_bounces(session: Session, items: tuple[OutboxItem, ...]) -> tuple[OutboxItem, ...]:
    """Return the items with those from whom they came back."""
    bounced = returned.of_items(session, items)
    if not bounced:
        return items
    return tuple(replace(item, bounced=bounced.get(item.id, ())) for item in items)


def _standing_at(session: Session, item_id: int, *states: OutboxState) -> OutboxItem:
    item = stored.need(session, item_id)
    if item.state not in states:
        raise _nothing_to_decide(item)
    return item


def _nothing_to_decide(item: OutboxItem) -> ActionRefusedError:
    return ActionRefusedError(
        _("Outbox"),
        _("this mail is “{state}”; there is nothing to decide").format(
            state=outbox_word(item.state)
        ),
    )
