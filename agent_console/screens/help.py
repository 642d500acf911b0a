"""Help: every key of the screen one comes from, then of the others, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agent_console.desk.states import outbox_word
from agent_console.desk.text import cell_width
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState
from agent_console.i18n import _, pgettext
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Action, KeyMap, Scope, bindings_of, key_label
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told
from agent_console.services.pulse_lines import pulse_title

_KEYS_WIDTH = 18


def scope_title(scope: Scope) -> str:
    """Return the name of a screen for people."""
    return {
        Scope.APP: _("Everywhere"),
        Scope.QUEUE: _("Queue"),
        Scope.TICKET: _("Ticket"),
        Scope.REPLY: _("Writing a mail"),
        Scope.COMPLAINT: _("Answering a complaint"),
        Scope.NOTE: _("Writing a note"),
        Scope.CONTACT: _("Logging a call or visit"),
        Scope.OUTBOX: _("Outbox"),
        Scope.SEARCH: _("Search"),
        Scope.HEALTH: _("Mailbox health"),
        Scope.TEAM: _("Team"),
        Scope.NOTICES: _("Before customers ask"),
        Scope.NOTICE: _("A notice or known issue"),
        Scope.CUSTOMER: _("A customer"),
        Scope.ORDERS: _("Orders of a ticket"),
        Scope.REPORTS: _("Reports"),
        Scope.REVIEW: _("What changed in a month"),
        Scope.FEEDBACK: _("How customers found it"),
        Scope.FINDINGS: _("Findings"),
        Scope.PULSE: pulse_title(),
        Scope.SOURCE: _("The mail as it goes"),
        Scope.EXPLAIN: _("Explanation"),
        Scope.HELP: _("Help"),
        Scope.QUESTION: _("A question at the foot"),
        Scope.PICKER: _("Choosing from a list"),
        Scope.PROMPT: _("A line to type"),
        Scope.ANSWERS: _("Choosing a canned answer"),
        Scope.ATTACHING: _("Attaching a file"),
        Scope.FILES: _("Files of the mails"),
    }[scope]


def help_lines(
    first: tuple[Scope, ...], keys: KeyMap, choices: tuple[tuple[str, str], ...] = ()
) -> Iterator[tuple[str, bool]]:
    """Yield (line, is a title) of the whole help text, the scopes of ``first`` before others.

    ``choices`` are the keys and words of a question that is open.
    """
    others = (s for s in Scope if s not in (*first, Scope.HELP))
    for shown in (*first, *others):
        yield scope_title(shown), True
        if shown is Scope.QUESTION:
            for left, right in choices:
                yield _pair(key_label(left), right), False
        for action in keys.actions:
            if shown in action.scopes and (action.keys or action.palette):
                yield key_row(action), False
        yield "", False
    yield _("Signs"), True
    for left, right in signs():
        yield _pair(left, right), False


def key_row(action: Action) -> str:
    """Return the keys of an action and what they do."""
    return _pair(" ".join(key_label(key) for key in action.keys), action.words())


def _pair(left: str, right: str) -> str:
    return "  " + left + " " * max(_KEYS_WIDTH - cell_width(left), 1) + right


def signs() -> Iterator[tuple[str, str]]:
    """Yield each sign of the lists with its meaning."""
    for state in TicketState:
        yield words.state_sign(state), words.state_word(state)
    yield "!!", _("the answer is overdue")
    yield "!", _("the answer is due soon")
    for priority in words.RAISED_OR_LOWERED:
        yield words.priority_sign(priority), words.priority_text(priority)
    yield pgettext("badge letter", "B"), _("our last mail bounced")
    yield pgettext("badge letter", "C"), _("a complaint")
    yield pgettext("badge letter", "F"), _("a frustrated or angry customer")
    yield pgettext("badge letter", "H"), _("handed round: settle together who answers")
    yield pgettext("badge letter", "D"), _("a reply is half written")
    yield pgettext("badge letter", "R"), _("was closed and came back")
    yield pgettext("badge letter", "A"), _("has attached files")
    yield pgettext("badge letter", "N"), _("a new reply that nobody has opened here")
    yield pgettext("badge letter", "T"), _("has tags")
    yield pgettext("badge letter", "W"), _("a colleague is writing an answer")
    for item_state in OutboxState:
        yield words.outbox_sign(item_state), outbox_word(item_state)


class HelpScreen(ConsoleScreen):
    """All keys as they are; made from the action registry."""

    SCOPE = Scope.HELP
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.HELP)

    def __init__(
        self,
        session: Session,
        first: tuple[Scope, ...],
        choices: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """``first`` are the panel with the keys, if one is open, and the screen below it."""
        super().__init__(session)
        self._first = first
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with VerticalScroll():
            yield Told(self._words)
        yield self.foot()

    def _words(self) -> Content:
        lines = help_lines(self._first, self.session.keys, self._choices)
        styled = [Content.styled(line, "bold") if title else Content(line) for line, title in lines]
        return Content("\n").join(styled)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
