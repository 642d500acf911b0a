"""Asks for the mailbox password, at the foot of the screen, without showing it."""

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
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput


class SecretPrompt(FootPanel):
    """A masked line; what is typed goes to the engine and is kept nowhere else."""

    SCOPE = Scope.PROMPT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PROMPT)

    @dataclass
    class Given(Message):
        """The agent typed a password."""

        secret: str

        def __rich_repr__(self) -> list[tuple[str, str]]:
            """Show nothing of it in logs."""
            return [("secret", "…")]

        def __repr__(self) -> str:
            return "SecretPrompt.Given(…)"

    class Declined(Message):
        """The agent gave no password."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = to_screen(text)
        self._return_to: Widget | None = None

    def compose(self) -> ComposeResult:
        """Show why, and the masked line."""
        yield Static(Content(self._text), markup=False)
        yield LineInput(
            password=True, placeholder=_("Password · Enter to sign in · Esc to stay offline")
        )

    def on_mount(self) -> None:
        """Take the keys, and remember who had them."""
        self._return_to = self.screen.focused
        self.query_one(Input).focus()

    @on(Input.Submitted)
    async def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value) if event.value else self.Declined())
        event.input.value = ""
        await self.leave()

    async def action_panel_take(self) -> None:
        """Hand over what was typed."""
        await self.query_one(Input).action_submit()

    async def action_panel_close(self) -> None:
        """Stay offline."""
        self.post_message(self.Declined())
        await self.leave()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()
