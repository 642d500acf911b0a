"""Asks for the mailbox password, at the foot of the screen, without showing it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens.widgets.line_input import LineInput, belongs_to_line


class SecretPrompt(Vertical):
    """A masked line; what is typed goes to the engine and is kept nowhere else."""

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
        await self._leave()

    async def on_key(self, event: events.Key) -> None:
        """Leave on Esc, and keep all other keys from the screen below."""
        if belongs_to_line(event):
            return
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            self.post_message(self.Declined())
            await self._leave()

    async def _leave(self) -> None:
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()
