"""The palette: everything that can be done here, found by typing a part of its name."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Action, Scope, actions_of
from agent_console.screens.widgets.line_input import LineInput, belongs_to_line


def matching(actions: tuple[Action, ...], text: str) -> list[Action]:
    """Return the actions of the palette whose words fit ``text``, the best first."""
    offered = [action for action in actions if action.palette]
    if not text.strip():
        return offered
    matcher = Matcher(text)
    scored = [(matcher.match(action.words()), action) for action in offered]
    return [a for score, a in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


class CommandPanel(Vertical):
    """Docked at the foot; runs the chosen action on the screen it was opened from."""

    def __init__(self, screen: ConsoleScreen) -> None:
        super().__init__()
        self._target = screen
        self._actions: list[Action] = []
        self._list = OptionList(markup=False)
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show the line to type into and the actions."""
        yield LineInput(placeholder=_("What do you want to do?"))
        yield self._list

    def on_mount(self) -> None:
        """Take the keys and offer everything."""
        self._list.can_focus = False
        self.query_one(LineInput).focus()
        self._offer("")

    def _offer(self, text: str) -> None:
        scope: Scope = self._target.SCOPE
        self._actions = matching(actions_of(scope), text)
        self._list.clear_options()
        for action in self._actions:
            self._list.add_option(Option(Content(f"{action.key:>10}  {action.words()}")))
        if self._actions:
            self._list.highlighted = 0
        else:
            self._list.add_option(Option(Content(_("Nothing of that name.")), disabled=True))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    async def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        await self._run(self._list.highlighted)

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self._run(event.option_index)

    async def on_key(self, event: events.Key) -> None:
        """Move with the arrows, leave on Esc, keep all other keys from the screen below."""
        if belongs_to_line(event):
            return
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            await self._leave()
        elif event.key == "down":
            self._list.action_cursor_down()
        elif event.key == "up":
            self._list.action_cursor_up()

    async def _run(self, place: int | None) -> None:
        chosen = self._actions[place] if place is not None and self._actions else None
        await self._leave()
        if chosen is not None:
            await self._target.run_action(chosen.textual_action)

    async def _leave(self) -> None:
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()
