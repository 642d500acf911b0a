"""Why a ticket is what it is, is due when it is, and stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.explain_words import explain_lines
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.plain_lines import PlainLines

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort


class ExplainScreen(ConsoleScreen):
    """Shows the reasons in sections, to be scrolled."""

    SCOPE = Scope.EXPLAIN
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EXPLAIN)

    def __init__(self, session: Session, ref: str, subject: str = "") -> None:
        super().__init__(session)
        self._ref = ref
        self._subject = subject
        self.text = PlainLines(titles=True)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        head = f"#{words.line(self._ref)}  {words.line(self._subject)}"
        yield Static(Content(head), markup=False, classes="list-head")
        yield self.text
        yield self.foot()

    def on_mount(self) -> None:
        """Ask for the reasons."""
        self.text.focus()
        self.retell()

    def retell(self) -> None:
        """Put the reasons together, in the language in use now."""
        self.text.show(_("One moment: the reasons are being put together."))
        ref = self._ref

        def explain(desk: DeskPort) -> str:
            told = desk.tickets.explain(ref)
            types = {one: name for one, name, _level in desk.tickets.types()}
            return "\n".join(explain_lines(told, types))

        self.ask("ticket: explain", explain, self.text.show, otherwise=self._failed)

    def _failed(self) -> None:
        self.text.show("")
