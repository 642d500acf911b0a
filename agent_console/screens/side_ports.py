"""What the screens need beside tickets, mails and the queue: files, engine, health, contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from agent_console.desk.people import TeamLook
from agent_console.desk.views import FileList, MailboxHealth, MailFile, QueueRow, SavedFile

if TYPE_CHECKING:
    from agent_console.desk.channels import ChannelRecord
    from agent_console.desk.contact_draft import ContactDraft
    from agent_console.desk.contacts import Person
    from agent_console.desk.orders import Order
    from agent_console.desk.warnings import DueLook, Told
    from agent_console.notices_config import NoticesConfig
    from agent_console.screens.pulse_port import PulsePort
    from agent_console.screens.review_port import ReviewPort
    from agent_console.services.engine import EngineEvent
    from agent_console.services.transfer import Transfer


class ContactPort(Protocol):
    """Calls, visits and whatever else no mail tells of."""

    def begin(self, ref: str = "") -> ContactDraft:
        """Begin to write one down, or take up what was kept."""
        ...

    def keep(self, draft: ContactDraft) -> None:
        """Keep what is known so far."""
        ...

    def throw_away(self) -> None:
        """Forget it."""
        ...

    def people(self, text: str) -> tuple[Person, ...]:
        """Return whom a few letters or digits may mean."""
        ...

    def orders(self, person: Person, text: str) -> tuple[Order, ...]:
        """Return the orders that a few characters may mean."""
        ...

    def open_tickets(self, person: Person) -> tuple[QueueRow, ...]:
        """Return the tickets of a person that are not closed."""
        ...

    def channels(self, days: int) -> tuple[ChannelRecord, ...]:
        """Return what came on each channel in the last days, and how it was answered."""
        ...

    def log(self, draft: ContactDraft) -> QueueRow:
        """Record it on its ticket, or on a new one."""
        ...


class FilesPort(Protocol):
    """The files of a ticket's mails."""

    def folder(self) -> Path:
        """Return where files are saved."""
        ...

    def known(self, ref: str) -> FileList:
        """Return the files as far as they are known here."""
        ...

    def listed(self, ref: str, transfer: Transfer) -> FileList:
        """Return the files; the server is asked where that is needed."""
        ...

    def save(
        self, files: Sequence[MailFile], folder: Path, transfer: Transfer
    ) -> Iterator[SavedFile]:
        """Save one after the other and yield each when it is there."""
        ...


class EnginePort(Protocol):
    """The sync engine, as the console hears and speaks to it."""

    def start(self, listener: Callable[[EngineEvent], None]) -> None:
        """Begin; ``listener`` is called from a thread."""
        ...

    def nudge(self) -> None:
        """Look at the mailbox now."""
        ...

    def want(self, ref: str) -> None:
        """Read the mails of a ticket before all others."""
        ...

    def pause(self) -> None:
        """Let the reading rest."""
        ...

    def resume(self) -> None:
        """Let the reading go on."""
        ...

    def stop(self) -> None:
        """End; returns at once."""
        ...

    def give_secret(self, secret: str, /) -> None:
        """Hand over the password."""
        ...


class HealthPort(Protocol):
    """How completely the mailboxes are here."""

    def look(self) -> MailboxHealth:
        """Count and return it."""
        ...


class ColleaguesPort(Protocol):
    """Who works at this mailbox."""

    def look(self) -> TeamLook:
        """Look who is here."""
        ...

    def rival(self, ref: str) -> str:
        """Say who else answers a ticket."""
        ...

    def let_go(self, ref: str) -> None:
        """Give a ticket back of which no answer was written after all."""
        ...


class WarningPort(Protocol):
    """Promises that are about to be broken."""

    @property
    def settings(self) -> NoticesConfig:
        """How loudly the console warns."""
        ...

    def look(self, told: Told | None) -> DueLook:
        """Return what is to be said now; None for ``told`` at the first look."""
        ...


class SidePort(Protocol):
    """The side rooms of a desk."""

    @property
    def pulse(self) -> PulsePort:
        """How the team says that it is."""
        ...

    def review_hint(self) -> str:
        """Return the month whose review is there and was not told of yet; else ""."""
        ...

    @property
    def review(self) -> ReviewPort:
        """A month looked back at, and a week ahead."""
        ...

    @property
    def health(self) -> HealthPort:
        """The mailboxes' health."""
        ...

    @property
    def colleagues(self) -> ColleaguesPort:
        """Who works at this mailbox."""
        ...

    @property
    def warnings(self) -> WarningPort:
        """The warnings."""
        ...

    @property
    def contacts(self) -> ContactPort:
        """Calls, visits and whatever else no mail tells of."""
        ...

    @property
    def files(self) -> FilesPort:
        """The files of mails."""
        ...

    @property
    def engine(self) -> EnginePort:
        """The sync engine."""
        ...
