"""The channels: what customers expect of each, and how well the team keeps it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.channel_lines import channel_lines
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.plain_lines import PlainLines
from agent_console.screens.widgets.told import Told

DAYS = 30


class ChannelsScreen(ConsoleScreen):
    """A section for each channel, to be scrolled."""

    SCOPE = Scope.EXPLAIN
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EXPLAIN)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.text = PlainLines(titles=True)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Channels"), classes="list-head")
        yield self.text
        yield self.foot()

    def on_mount(self) -> None:
        """Ask for the record."""
        self.text.focus()
        self.retell()

    def retell(self) -> None:
        """Put the lines together, in the language in use now."""
        self.text.show(_("One moment: the tickets are being counted."))
        self.ask(
            "channels: read",
            lambda desk: "\n".join(channel_lines(desk.contacts.channels(DAYS), DAYS)),
            self.text.show,
            otherwise=lambda: self.text.show(""),
        )
