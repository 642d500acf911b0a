"""One of many, found by typing a part of its name; docked at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen


@dataclass(frozen=True, slots=True)
class Pick:
    """What can be chosen; ``words`` are shown and searched, ``current`` is chosen at first."""

    value: str
    words: str
    current: bool = False


def matching(picks: Iterable[Pick], text: str) -> list[Pick]:
    """Return what has ``text`` in its words, first where a word begins with it."""
    wanted = text.strip().casefold()
    found = [pick for pick in picks if wanted in pick.words.casefold()]
    return sorted(found, key=lambda pick: f" {wanted}" not in f" {pick.words.casefold()}")


class PickPanel(FootPanel):
    """Typing filters, the arrows choose, Enter takes, Esc closes without a change.

    It opens before it is known what there is to choose: ``offer`` tells. An Enter before that
    counts as soon as it is known.
    """

    SCOPE = Scope.PICKER
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PICKER)

    def __init__(self, screen: ConsoleScreen, question: str, then: Callable[[str], object]) -> None:
        super().__init__()
        self._target = screen
        self._question = Static(Content(question), markup=False)
        self._list = OptionList(markup=False)
        self._line = LineInput(placeholder=_("Type a part of the name"))
        keys = _("Typing filters · arrows choose · Enter takes · Esc closes")
        self._hint = Static(Content(keys), markup=False)
        self._then = then
        self._picks: tuple[Pick, ...] | None = None
        self._shown: list[Pick] = []
        self._early = False
        self._chosen = False
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show the question, what fits, the line, and what the keys do."""
        yield self._question
        yield self._list
        yield self._line
        yield self._hint

    def on_mount(self) -> None:
        """Take the keys."""
        self._list.can_focus = False
        self._line.focus()
        self.fill()

    def offer(self, picks: Iterable[Pick]) -> None:
        """Take what there is to choose."""
        self._picks = tuple(picks)
        if not self.is_attached:
            return
        self.fill()
        if self._early:
            self._early = False
            self.enter()
            if not self._chosen:
                self._target.hand_on_keys()

    def give_up(self) -> None:
        """Close, as nothing can be offered."""
        self._target.drop_keys()
        if self.is_attached:
            self.call_later(self.leave)

    def more(self, text: str) -> Iterable[Pick]:
        """Return what can be chosen besides when ``text`` is typed."""
        return ()

    def empty_word(self) -> str:
        """Return what is said when nothing fits."""
        return _("Nothing of that name.")

    def choose(self, value: str) -> None:
        """Close, and hand on what was chosen."""
        self._chosen = True
        turn = self._target.hold_keys(self._return_to)
        self._then(value)
        self.call_later(self._close, turn)

    def fill(self) -> None:
        """Show what fits to what is typed."""
        self._list.clear_options()
        if self._picks is None:
            self._list.add_option(Option(self._one_line(_("One moment …")), disabled=True))
            return
        text = self._line.value
        self._shown = [*matching(self._picks, text), *self.more(text)]
        self._list.add_options(Option(self._one_line(one.words)) for one in self._shown)
        if not self._shown:
            self._list.add_option(Option(self._one_line(self.empty_word()), disabled=True))
            return
        current = (place for place, one in enumerate(self._shown) if one.current)
        self._list.highlighted = 0 if text.strip() else next(current, 0)

    def _one_line(self, text: str) -> Content:
        return Content(" " + shorten(text, max(self.app.size.width - 4, 20)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.enter()

    @property
    def looks(self) -> bool:
        """Whether what fits is still being looked for."""
        return self._picks is None

    def enter(self) -> None:
        """Take what is marked, now or as soon as it is known."""
        if self.looks:
            self._early = True
            self._target.hold_keys(self)
            return
        place = self._list.highlighted
        if place is not None and place < len(self._shown):
            self.choose(self._shown[place].value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(self._shown[event.option_index].value)

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_panel_take(self) -> None:
        """Take what is marked."""
        self.enter()

    async def _close(self, turn: int) -> None:
        """Close; keys pressed ahead are handed on unless something else opens for them."""
        await self.leave()
        if self._target.session.typed.is_turn(turn):
            self._target.hand_on_keys()

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()
