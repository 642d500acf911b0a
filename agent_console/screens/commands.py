"""The palette: everything that can be done or opened, found by typing a part of its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from agent_console.desk.text import cell_width, shorten
from agent_console.i18n import _
from agent_console.screens import finds
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.finds import Find, Found, holding, matching
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput

if TYPE_CHECKING:
    from agent_console.desk.answer_ranking import Ranked
    from agent_console.screens.ports import DeskPort

_LEFT = 10
_PAUSE_SECONDS = 0.15
_SHORTEST = 2


class CommandPanel(FootPanel):
    """Docked at the foot; what is chosen is done on the screen it was opened from.

    Tickets, customers and canned answers are looked up beside the typing; an Enter before they
    are known counts for what is marked then.
    """

    SCOPE = Scope.PICKER
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PICKER)

    def __init__(self, screen: ConsoleScreen) -> None:
        super().__init__()
        self._target = screen
        self._own = tuple(finds.own_finds(screen))
        self._answers: tuple[Find, ...] = ()
        self._found = Found()
        self._shown: list[Find] = []
        self._list = OptionList(markup=False)
        self._line = LineInput(placeholder=_("What do you want to do? Or a ticket, a customer …"))
        self._timer: Timer | None = None
        self._early = False
        self._take_back: Callable[[], object] | None = None
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show the line to type into and what there is."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Take the keys, offer what is known, and look for canned answers."""
        self._list.can_focus = False
        self._line.focus()
        self._offer()
        ref = finds.ticket_of(self._target)
        if ref and self._target.session.desk is not None:

            def rank(desk: DeskPort) -> tuple[Ranked, ...]:
                return desk.answers.ranked(desk.answers.situation(ref))

            self._target.ask("palette: answers", rank, lambda found: self._rank(found, ref))

    def _rank(self, ranked: tuple[Ranked, ...], ref: str) -> None:
        self._answers = tuple(finds.answer_finds(ranked, ref))
        if self.is_attached and self._line.value.strip():
            self._offer()

    def _offer(self) -> None:
        text = self._line.value.strip()
        kept = self._shown[self._list.highlighted].id if self._list.highlighted else ""
        self._shown = matching(self._own, text, self._target.session.recent)
        if text:
            looked_up = matching(self._answers, text)[: finds.ANSWERS_AT_MOST]
            looked_up += finds.found_finds(self._found)
            sure = [] if text[0] == "#" else [one for one in self._shown if holding(one, text)]
            self._shown = [*sure, *looked_up, *(one for one in self._shown if one not in sure)]
        width = max(self.app.size.width - 4, 20)
        self._list.clear_options()
        self._list.add_options(Option(_row(find, width)) for find in self._shown)
        if self._shown:
            places = (place for place, find in enumerate(self._shown) if find.id == kept)
            self._list.highlighted = next(places, 0)
        else:
            waits = self._timer is not None
            words = _("One moment …") if waits else _("Nothing of that name.")
            self._list.add_option(Option(Content(words), disabled=True))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._found, self._early = None, Found(), False
        text = event.value.strip()
        if len(text) >= _SHORTEST and self._target.session.desk is not None:
            self._timer = self.set_timer(_PAUSE_SECONDS, lambda: self._look_up(text))
        self._list.highlighted = None
        self._offer()

    def _look_up(self, text: str) -> None:
        self._target.ask(
            "palette: look up",
            lambda desk: finds.look_up(desk, text),
            lambda found: self._looked_up(text, found),
            group="palette",
            exclusive=True,
        )

    def _looked_up(self, text: str, found: Found) -> None:
        if not self.is_attached or text != self._line.value.strip():
            return
        self._timer, self._found = None, found
        self._offer()
        if self._early and self._shown:
            self.call_later(self._choose, self._shown[0])

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._untry()
        if event.option_index < len(self._shown) and self._line.value.strip():
            try_on = self._shown[event.option_index].try_on
            self._take_back = try_on() if try_on else None

    def _untry(self) -> None:
        take_back, self._take_back = self._take_back, None
        if take_back is not None:
            take_back()

    @on(Input.Submitted)
    async def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        await self.action_panel_take()

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._shown):
            await self._choose(self._shown[event.option_index])

    async def action_panel_take(self) -> None:
        """Do what is marked, or what will be found first."""
        place = self._list.highlighted
        if self._shown and place is not None:
            await self._choose(self._shown[place])
        else:
            self._early = self._timer is not None

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    async def _choose(self, find: Find) -> None:
        finds.remember(self._target.session.recent, find)
        await self.leave()
        done = find.do(self._target)
        if inspect.isawaitable(done):
            await done

    async def leave(self) -> None:
        """Close, and give the keys back; what was tried on is taken off."""
        self._untry()
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()


def _row(find: Find, width: int) -> Content:
    left = " " * max(_LEFT - cell_width(find.left), 0) + find.left
    return Content(shorten(f"{left}  {find.text}", width))
