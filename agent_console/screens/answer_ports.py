"""What the screens need of the desk to answer: canned answers, and apologies in five steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from agent_console.desk.entry_files import Form
from agent_console.services.complaints import NOTHING_CHOSEN, Choice, Written

if TYPE_CHECKING:
    from agent_console.desk.answer_ranking import Ranked
    from agent_console.desk.apology_blocks import Block
    from agent_console.desk.apology_findings import Finding
    from agent_console.desk.canned import Entry
    from agent_console.desk.remedies import Remedy
    from agent_console.desk.views import QueueRow
    from agent_console.services.answers import Answer, Situation
    from agent_console.services.writing import ReplyDraft


class AnswerPort(Protocol):
    """Canned answers."""

    def situation(self, ref: str) -> Situation:
        """Look at a ticket as it is about to be answered."""
        ...

    def ranked(
        self, situation: Situation, uses: Mapping[str, int] | None = None
    ) -> tuple[Ranked, ...]:
        """Return all answers, the best first."""
        ...

    def filled(
        self, entry_id: str, situation: Situation, language: str = "", form: Form = Form.ANY
    ) -> Answer:
        """Return one with the ticket's facts in it."""
        ...

    def weak(self) -> frozenset[str]:
        """Return the ids of those after which many customers wrote again."""
        ...

    def keep(self, ref: str, entry_id: str, text: str = "", title: str = "") -> Entry:
        """Keep a reply as a new one."""
        ...

    def file_text(self, entry_id: str) -> str:
        """Return the file of one, to be changed."""
        ...

    def keep_text(self, entry_id: str, text: str) -> Entry:
        """Keep the changed file of one."""
        ...


class GreetingPort(Protocol):
    """How customers are greeted."""

    def shown(self, ref: str) -> str:
        """Return how a ticket's customer is greeted now."""
        ...

    def keep(self, ref: str, said: str, text: str = "") -> str:
        """Keep how the customer is greeted; return the text with the new greeting."""
        ...


class ComplaintPort(Protocol):
    """Complaints and the apologies that answer them."""

    def blocks(self) -> tuple[Block, ...]:
        """Return what apologies are made of."""
        ...

    def write(self, ref: str, choice: Choice = NOTHING_CHOSEN) -> Written:
        """Write the whole apology."""
        ...

    def check(self, ref: str, text: str) -> tuple[Finding, ...]:
        """Return what speaks against a text."""
        ...

    def ask(self, ref: str) -> ReplyDraft:
        """Write the question whether it is solved."""
        ...

    def ask_for_leave(self, ref: str, remedy: Remedy) -> QueueRow:
        """Ask somebody to grant a remedy."""
        ...

    def grant(self, ref: str) -> QueueRow:
        """Grant what was asked for."""
        ...
