"""The team: who is here, what each has in hand and answers now, and how the journal is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.people import TeamLook
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.team_lines import team_lines
from agent_console.screens.widgets.told import Told


class TeamScreen(ConsoleScreen):
    """One line for each of the people; read anew when something changed."""

    SCOPE = Scope.TEAM
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.TEAM)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Team"), classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="team")
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

    def reload(self) -> None:
        """Ask who is here and show it."""
        self.ask(
            "team: read",
            lambda desk: desk.colleagues.look(),
            self._show,
            group="team",
            exclusive=True,
        )

    def _show(self, look: TeamLook) -> None:
        lines = team_lines(look, self.session.zone)
        self.query_one("#team", Static).update(Content("\n".join(lines)))
