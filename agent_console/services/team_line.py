"""Whether this console belongs to a team, and its line to it: asked in microseconds without one.

Where a team is written down but cannot be taken part in (its key is not there), nothing that
answers a customer leaves: nobody could know who else answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pydantic import SecretStr

from agent_console.errors import ConsoleError, StoreError

if TYPE_CHECKING:
    from agent_console.config import MailboxConfig
    from agent_console.services.mailroom import Syncing
    from agent_console.services.team_fence import Word
    from agent_console.store.engine import Store
    from agent_console.store.outbox import Letter

_FILE = "team.toml"
_READ_SECONDS = 20.0
_TOLD_SECONDS = 15.0


class Gate(Protocol):
    """What a mail has to pass before it leaves."""

    def is_early(self, item_id: int) -> bool:
        """Tell whether a mail that has to wait is not to be tried again yet."""
        ...

    async def ask(self, letter: Letter) -> Word:
        """Say what is to be done with a mail that is due."""
        ...

    def still_open(self, letter: Letter) -> bool:
        """Tell whether the mail may go now."""
        ...

    def forget(self, item_id: int) -> bool:
        """Take a mail as settled; True when others were told of it."""
        ...


class ShutGate:
    """Nothing that answers a customer passes; ``words`` say why."""

    def __init__(self, words: str) -> None:
        self._words = words

    def is_early(self, _item_id: int) -> bool:
        """Tell that it makes no difference."""
        return False

    async def ask(self, letter: Letter) -> Word:
        """Let pass what cannot be sent twice, and nothing else."""
        from agent_console.services.team_fate import is_fenced
        from agent_console.services.team_fence import Leave, Word

        if not is_fenced(letter) or letter.standing.left:
            return Word(Leave.GO)
        return Word(Leave.LATER, self._words)

    def still_open(self, _letter: Letter) -> bool:
        """Tell that nothing has changed since it was asked."""
        return True

    def forget(self, _item_id: int) -> bool:
        """Tell that nobody was told of anything."""
        return False


def shut(store: Store, error: ConsoleError) -> ShutGate:
    """Let nothing out that answers a customer, and show how the journal is: ``error`` says why."""
    from agent_console.desk.team_views import Lead
    from agent_console.store import journal_state

    words = f"{error.message} {error.hint}".strip()
    with suppress(StoreError), store.write(durable=False) as session:
        place = journal_state.place(session)
        known = place.health if place else {}
        now = {**known, "line": Lead.OFFLINE.value, "trouble": words}
        if place and known != now:
            journal_state.keep_health(session, now)
    return ShutGate(words)


def belongs_to_team(store_file: Path) -> bool:
    """Return whether the store at this place takes part in a team."""
    return store_file.with_name(_FILE).exists()


@contextmanager
def team_line(
    desk: Syncing,
    secret: SecretStr,
    box: MailboxConfig,
) -> Iterator[Gate | None]:
    """Take part in the team for a block of work without an engine; None without a team.

    The journal has been read when the block begins, if it could be; what the block tells has been
    told when it ends, or is told the next time. ``secret`` is the password of ``box``. The caller
    holds the engine lock.
    """
    if not belongs_to_team(desk.store.path):
        yield None
        return
    from agent_console.services.mailbox import passwords_of
    from agent_console.services.team_engine import TeamSide
    from agent_console.services.team_keys import load_team

    try:
        team = load_team(desk.store, desk.config)
    except ConsoleError as error:
        yield shut(desk.store, error)
        return
    if team is None:
        yield None
        return
    passwords = passwords_of(desk.config.mailbox)
    if box.address == desk.config.mailbox.address:
        passwords.type_in(secret)
    side = TeamSide(
        desk.store,
        desk.intake,
        desk.config,
        desk.clock,
        team,
        passwords=passwords,
    )
    side.start(_READ_SECONDS)
    try:
        yield side.fence
    finally:
        side.settle(_TOLD_SECONDS)
        side.stop()
