"""What the screens need of notices, known issues and occasions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_console.desk.incidents import Incident
    from agent_console.desk.notice_facts import IncidentWritten, NoticeWritten
    from agent_console.desk.notices import Notice, NoticeLook, NoticePlan
    from agent_console.services.incidents import IncidentPlan, IncidentReply
    from agent_console.services.notices_desk import ProactiveLook


Progress = Callable[[int, int], None]


class NoticePort(Protocol):
    """One text to many customers."""

    def look(self, name: str) -> NoticeLook:
        """Return a notice with everybody it goes to."""
        ...

    def write(self, written: NoticeWritten, name: str = "") -> Notice:
        """Keep a draft."""
        ...

    def plan(self, name: str, on_progress: Progress = ...) -> NoticePlan:
        """Return who would get it, and what each would read; tell how many are done of how many."""
        ...

    def send(self, name: str, *, plan: NoticePlan | None = None) -> Notice:
        """Begin it, as it was looked at."""
        ...

    def pause(self, name: str) -> Notice:
        """Let no more leave."""
        ...

    def resume(self, name: str) -> Notice:
        """Let it go on."""
        ...

    def stop(self, name: str) -> Notice:
        """End it."""
        ...


class IncidentPort(Protocol):
    """Known issues."""

    def get(self, name: str) -> Incident:
        """Return one."""
        ...

    def write(self, written: IncidentWritten, name: str = "") -> Incident:
        """Keep what is said of one."""
        ...

    def join(self, name: str, refs: Sequence[str]) -> int:
        """Put tickets on one."""
        ...

    def leave(self, name: str, refs: Sequence[str]) -> int:
        """Take tickets off one."""
        ...

    def plan(self, name: str) -> IncidentPlan:
        """Return the answers that would leave."""
        ...

    def answer_all(self, name: str) -> IncidentPlan:
        """Answer all that wait."""
        ...

    def join_and_begin(self, name: str, ref: str) -> IncidentReply:
        """Put a ticket on one, and return its answer to be read."""
        ...

    def close(self, name: str) -> Incident:
        """Note that one is solved."""
        ...

    def reopen(self, name: str) -> Incident:
        """Note that one goes on."""
        ...

    def closing_notice(self, name: str, *, answer: str = "", text: str = "") -> Notice:
        """Make the draft of a notice to everybody on it."""
        ...


class OccasionPort(Protocol):
    """Suggestions to write to a customer."""

    def write(self, key: str) -> Notice:
        """Make a draft of a mail for one."""
        ...

    def drop(self, key: str) -> None:
        """Suggest one no more."""
        ...


class ProactivePort(Protocol):
    """All that is done before customers ask."""

    @property
    def notices(self) -> NoticePort:
        """One text to many customers."""
        ...

    @property
    def incidents(self) -> IncidentPort:
        """Known issues."""
        ...

    @property
    def occasions(self) -> OccasionPort:
        """Suggestions to write to a customer."""
        ...

    def look(self) -> ProactiveLook:
        """Return what there is."""
        ...

    def texts(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return id and title of all canned answers."""
        ...
