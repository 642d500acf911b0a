"""A mail as it goes, byte for byte as far as bytes can be shown."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.text import to_screen
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.plain_lines import PlainLines


class SourceScreen(ConsoleScreen):
    """Shows the header and the body of an outgoing mail, to be scrolled."""

    SCOPE = Scope.SOURCE
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.SOURCE)

    def __init__(self, session: Session, item: OutboxItem) -> None:
        super().__init__(session)
        self._item = item
        self.text = PlainLines()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        to = words.recipients(self._item)
        head = _("The mail as it goes · envelope: {sender} → {people}").format(
            sender=words.line(self._item.sender), people=to
        )
        yield Static(Content(head), markup=False, classes="list-head")
        yield self.text
        yield self.foot()

    def on_mount(self) -> None:
        """Read it."""
        self.text.focus()
        number = self._item.id
        self.ask(
            "outbox: source",
            lambda desk: to_screen(desk.outbox.source(number)),
            self.text.show,
        )
