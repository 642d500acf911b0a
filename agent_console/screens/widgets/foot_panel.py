"""What all questions and pickers at the foot of a screen do with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from agent_console.screens.keys import Scope
from agent_console.screens.widgets.line_input import belongs_to_line

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.session import Session


class PanelKeys(Widget):
    """Hears the keys of its scope and the app's; keeps all others from the screen below."""

    SCOPE: ClassVar[Scope]

    @property
    def shared(self) -> Session:
        """The session of the screen on which it is open."""
        return cast("ConsoleScreen", self.screen).session

    def on_mount(self) -> None:
        """Take the agent's own keys."""
        keys = self.shared.keys
        if keys.own_keys:
            from agent_console.screens.rebinding import rebind

            rebind(self, self.SCOPE, keys)

    def hears(self, key: str) -> bool:
        """Return whether a key does something here."""
        return any(key in action.keys for action in self.shared.keys.of(self.SCOPE))

    @property
    def is_deaf(self) -> bool:
        """Whether keys are meant for what opens after this."""
        return self.shared.typed.holding

    def on_key(self, event: events.Key) -> None:
        """Let the bindings and the line have their keys."""
        if self.is_deaf or self.hears(event.key):
            return
        if isinstance(self.screen.focused, Input) and belongs_to_line(event):
            return
        event.stop()


class FootPanel(PanelKeys, Vertical):
    """A panel that can be left with one key."""

    async def action_panel_close(self) -> None:
        """Close without a change."""
        await self.leave()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        await self.remove()
