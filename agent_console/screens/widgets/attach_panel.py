"""Which file goes with the mail: a path, completed from what is on the disk."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.asking import AskingScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Tone
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput
from agent_console.services.file_paths import completions

_HOME = "~/"


class AttachPanel(FootPanel):
    """Docked at the foot: Tab completes, the arrows choose, Enter attaches."""

    SCOPE = Scope.ATTACHING
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.ATTACHING)

    class Chosen(Message):
        """This file shall go with the mail."""

        def __init__(self, panel: AttachPanel, path: str) -> None:
            super().__init__()
            self.panel = panel
            self.path = path

    def __init__(self, screen: AskingScreen) -> None:
        super().__init__()
        self._target = screen
        self._line = LineInput(placeholder=_("Path of the file"))
        self._list = OptionList(markup=False)
        self._paths: tuple[str, ...] = ()
        self._looked: str | None = None
        self._to_complete: str | None = None
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show what fits, the line, and what the keys do."""
        yield self._list
        yield self._line
        yield Static(
            Content(_("Tab completes · arrows choose · Enter attaches · Esc closes")), markup=False
        )

    def on_mount(self) -> None:
        """Take the keys, and begin in the home folder."""
        self._list.can_focus = False
        self._line.focus()
        self._write(_HOME)

    def _write(self, text: str) -> None:
        self._line.value = text
        self._line.cursor_position = len(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value
        if self._leaves_home():
            return
        self._target.ask(
            "attach: look",
            lambda _desk: completions(text),
            lambda found: self._offer(text, found),
            group="paths",
            exclusive=True,
        )

    def _leaves_home(self) -> bool:
        """Drop the home folder from before what is a whole path without it."""
        is_whole = self._line.value.startswith(("~//", "~/~"))
        if is_whole:
            self._write(self._line.value.removeprefix(_HOME))
        return is_whole

    def _offer(self, text: str, found: tuple[str, ...]) -> None:
        if not self.is_attached or text != self._line.value:
            return
        self._paths, self._looked = found, text
        self._list.clear_options()
        self._list.add_options(Option(Content(words.line(path))) for path in found)
        self._list.display = bool(found)
        if self._to_complete == text:
            self._complete()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self._list.highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, place: int | None) -> None:
        chosen = place is not None and place < len(self._paths)
        path = self._paths[place] if chosen and place is not None else self._line.value.strip()
        if path.endswith("/"):
            self._write(path)
        elif path:
            self.post_message(self.Chosen(self, path))

    def _complete(self) -> None:
        """Complete what is typed, as soon as it is known what fits."""
        self._leaves_home()
        if self._looked != self._line.value:
            self._to_complete = self._line.value
            return
        self._to_complete = None
        if not self._paths:
            self._target.say(_("No file begins with that."), tone=Tone.WARNING)
            return
        place = self._list.highlighted
        if place is not None and place < len(self._paths):
            self._write(self._paths[place])
        elif len(common := _common(self._paths)) > len(self._line.value):
            self._write(common)

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_panel_take(self) -> None:
        """Attach what is marked."""
        self._take(self._list.highlighted)

    def action_attach_complete(self) -> None:
        """Complete what is typed."""
        self._complete()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()


def _common(paths: tuple[str, ...]) -> str:
    """Return what all paths begin with."""
    first, last = min(paths), max(paths)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[: min(len(first), len(last)) if same is None else same]
