"""Mailbox health: what is here of every folder, and what is in the way."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.views import MailboxHealth, SyncStatus
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.health_words import health_lines
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.widgets.told import Told


class HealthScreen(ConsoleScreen):
    """One line for each folder; read anew when the engine says something."""

    SCOPE = Scope.HEALTH
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.HEALTH)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Mailbox health"), classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="health")
        yield self.foot()

    def on_mount(self) -> None:
        """Give the text the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        self.reload()

    def desk_opened(self) -> None:
        """Read it, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read it again."""
        self.reload()

    def sync_changed(self, status: SyncStatus) -> None:
        """Read it again when a reading ended, not at each of its steps."""
        super().sync_changed(status)
        if status.fetched >= status.total:
            self.reload()

    def reload(self) -> None:
        """Ask for the health and show it."""
        self.ask(
            "health: read",
            lambda desk: desk.health.look(),
            self._show,
            group="health",
            exclusive=True,
        )

    def _show(self, health: MailboxHealth) -> None:
        now = words.health_word(self.session.status)
        lines = [now, "", *health_lines(health, self.session.zone)]
        self.query_one("#health", Static).update(Content("\n".join(lines)))
