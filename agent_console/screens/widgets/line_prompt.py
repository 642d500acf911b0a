"""One line of the agent's own words, such as a reason; docked at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput


class LinePrompt(FootPanel):
    """Asks for a line; Enter takes it, Esc closes without a change.

    An empty line is taken only where the line is ``optional``.
    """

    SCOPE = Scope.PROMPT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PROMPT)

    @dataclass
    class Entered(Message):
        """The agent wrote this."""

        prompt: LinePrompt
        text: str

    def __init__(
        self,
        session: Session,
        question: str,
        *,
        name: str,
        about: str = "",
        value: str = "",
        optional: bool = False,
    ) -> None:
        """``about`` comes back with the answer; ``value`` stands in the line already."""
        super().__init__(name=name)
        self.about = about
        self._session = session
        self._question = question
        self._value = value
        self._optional = optional
        self._shown = Static(markup=False)
        self._return_to: Widget | None = None

    def compose(self) -> ComposeResult:
        """Show the question and the line."""
        yield self._shown
        yield LineInput(self._value, placeholder=_("Enter takes it · Esc closes"))

    def on_mount(self) -> None:
        """Take the keys, and remember who had them."""
        self._return_to = self.screen.focused
        self._shown.update(Content(self._question))
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        text = to_screen(event.value, one_line=True)
        if not text and not self._optional:
            again = _("Write a few words first.")
            self._shown.update(Content(f"{self._question} · {again}"))
            return
        self.post_message(self.Entered(self, text))
        await self.leave()

    async def action_panel_take(self) -> None:
        """Take what was written."""
        await self.query_one(Input).action_submit()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()
