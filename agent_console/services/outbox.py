"""What is about to leave, and what became of it: the agent's side of the outbox."""

from __future__ import annotations

from sqlmodel import Session

from agent_console.clock import Clock
from agent_console.desk.states import UNDECIDED, OutboxState, outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.intake import Intake
from agent_console.services.sent import record_sent
from agent_console.store import outbox as stored
from agent_console.store.engine import Store

UNFINISHED = (
    OutboxState.QUEUED,
    OutboxState.HELD,
    OutboxState.SENDING,
    OutboxState.DEFERRED,
    OutboxState.REFUSED,
    OutboxState.PARTIAL,
    OutboxState.UNKNOWN,
)


class OutboxService:
    """Lists, takes back and decides; sending itself is the engine's work."""

    def __init__(self, store: Store, intake: Intake, clock: Clock) -> None:
        self._store = store
        self._intake = intake
        self._clock = clock

    def items(self) -> tuple[OutboxItem, ...]:
        """Return everything in the outbox, newest first."""
        with self._store.read() as session:
            return stored.items(session)

    def unfinished(self) -> tuple[OutboxItem, ...]:
        """Return what has not left, or not surely."""
        with self._store.read() as session:
            return stored.items(session, UNFINISHED)

    def get(self, item_id: int) -> OutboxItem | None:
        """Return one item, or None."""
        with self._store.read() as session:
            return stored.get(session, item_id)

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
        """Queue a refused, deferred or unknown mail again, with the same bytes and Message-ID.

        The agent decides that; the program never does it by itself for an unknown outcome.
        """
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, *UNDECIDED)
            stored.set_state(
                session, item_id, expected=item.state, state=OutboxState.QUEUED, now=now
            )
            return stored.need(session, item_id)

    def mark_sent(self, item_id: int) -> OutboxItem:
        """Record the agent's knowledge that an unknown mail did leave.

        Raises ActionRefusedError for any other: what a server has refused is never called sent.
        """
        now = self._clock.now()
        with self._store.write(durable=True) as session:
            item = _standing_at(session, item_id, OutboxState.UNKNOWN)
            stored.set_state(session, item_id, expected=item.state, state=OutboxState.SENT, now=now)
            record_sent(session, self._intake, item, now)
            return stored.need(session, item_id)


def _standing_at(session: Session, item_id: int, *states: OutboxState) -> OutboxItem:
    item = stored.need(session, item_id)
    if item.state not in states:
        raise ActionRefusedError(
            _("Outbox"),
            _("this mail is “{state}”; there is nothing to decide").format(
                state=outbox_word(item.state)
            ),
        )
    return item
