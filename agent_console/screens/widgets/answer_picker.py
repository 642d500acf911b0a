"""Which canned answer goes into the reply: ranked for its ticket, with a preview beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.text import shorten, to_screen
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.asking import AskingScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Tone
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput

if TYPE_CHECKING:
    from agent_console.desk.answer_ranking import Ranked
    from agent_console.screens.ports import DeskPort
    from agent_console.services.answers import Answer, Situation

_DIGITS = "123456789"
_WIDE = 110


class FilterLine(LineInput):
    """A line that leaves digits to the picker; those that choose nothing are typed."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Return whether a key is typed, so that no binding may have it."""
        return not (character and character in _DIGITS) and super().check_consume_key(
            key, character
        )


class AnswerPicker(FootPanel):
    """Docked at the foot: 1–9 puts an answer in, typing filters, the arrows show others."""

    SCOPE = Scope.ANSWERS
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.ANSWERS)

    @dataclass
    class Chosen(Message):
        """This answer shall go into the text."""

        answer: Answer

    @dataclass
    class Edited(Message):
        """The agent wants to change an answer."""

        picker: AnswerPicker
        entry_id: str

    def __init__(self, screen: AskingScreen) -> None:
        super().__init__()
        self._target = screen
        self._list = OptionList(markup=False)
        self._preview = Static(markup=False)
        self._line = FilterLine(placeholder=_("Type a part of the title or of the text"))
        self._situation: Situation | None = None
        self._ranked: tuple[Ranked, ...] = ()
        self._shown: tuple[Ranked, ...] = ()
        self._weak: frozenset[str] = frozenset()
        self._filled: dict[str, Answer] = {}
        self._awaited = 0
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show the answers with a preview, the line, and what the keys do."""
        yield Container(self._list, VerticalScroll(self._preview, can_focus=False), id="answers")
        yield self._line
        keys = _("1–9 or Enter puts in · typing filters · Ctrl+O changes it · Esc closes")
        yield Static(Content(keys), markup=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self._list.can_focus = False
        self._line.focus()
        self.on_resize()

    def on_resize(self) -> None:
        """Put the preview beside the list where there is room, else below it."""
        wide = self.app.size.width >= _WIDE and not self.app.has_class("-plain")
        self.set_class(wide, "-wide")

    def offer(
        self, situation: Situation, ranked: Sequence[Ranked], weak: frozenset[str] = frozenset()
    ) -> None:
        """Show what there is, the best first; a digit pressed before counts now.

        ``weak`` are ids of answers after which many customers wrote again.
        """
        if not self.is_attached:
            return
        self._situation, self._ranked, self._weak = situation, tuple(ranked), weak
        self._filled.clear()
        self._filter(self._line.value)
        if self._awaited:
            self._take(self._awaited - 1)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        found = (one for one in self._ranked if _holds(one, wanted))
        self._shown = tuple(found)
        width = self.app.size.width // (2 if self.has_class("-wide") else 1) - 3
        self._list.clear_options()
        self._list.add_options(
            Option(_row(number, one, width, weak=one.entry.id in self._weak))
            for number, one in enumerate(self._shown, 1)
        )
        self._list.highlighted = 0 if self._shown else None
        if not self._shown and self._situation is not None:
            self._preview.update(Content(_("No answer has that in it.")))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._shown):
            self._fill(event.option_index, self._show)

    def _show(self, answer: Answer) -> None:
        place = self._list.highlighted
        here = self._shown[place] if place is not None and place < len(self._shown) else None
        if here is not None and here.entry.id == answer.entry.id:
            self._preview.update(Content(to_screen(answer.rendered.text)))

    def action_pick(self, number: int) -> None:
        """Put in the answer with a number, now or as soon as the answers are known."""
        if self._situation is None:
            self._awaited = number
        else:
            self._take(number - 1)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_panel_take()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def _take(self, place: int) -> None:
        if place >= len(self._shown):
            self._target.say(_("There is no answer with that number."), tone=Tone.WARNING)
            return
        self._fill(place, self._chosen)

    def _chosen(self, answer: Answer) -> None:
        if self.is_attached:
            self.post_message(self.Chosen(answer))
            self.call_later(self.leave)

    def _fill(self, place: int, then: Callable[[Answer], object]) -> None:
        entry, situation = self._shown[place].entry, self._situation
        if situation is None:
            return
        if entry.id in self._filled:
            then(self._filled[entry.id])
            return

        def filled(desk: DeskPort) -> Answer:
            return desk.answers.filled(entry.id, situation)

        def done(answer: Answer) -> None:
            self._filled[entry.id] = answer
            then(answer)

        self._target.ask("answer: fill", filled, done, group="fill")

    def action_answers_edit(self) -> None:
        """Change the answer that is marked, for the whole team."""
        place = self._list.highlighted
        if place is not None and place < len(self._shown):
            self.post_message(self.Edited(self, self._shown[place].entry.id))

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_panel_take(self) -> None:
        """Put in the answer that is marked."""
        if self._list.highlighted is not None:
            self._take(self._list.highlighted)

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()


def _holds(ranked: Ranked, wanted: Sequence[str]) -> bool:
    entry = ranked.entry
    texts = (entry.id, *entry.tags, *(title for _language, title in entry.titles))
    whole = "\n".join((*texts, *(one.text for one in entry.sections))).casefold()
    return all(word in whole for word in wanted)


def _row(number: int, ranked: Ranked, width: int, *, weak: bool) -> Content:
    """Return one line: its number, its title, and why it stands where it stands."""
    title = words.line(ranked.entry.title(current_language()))
    mark = f"{number}  " if number <= len(_DIGITS) else "   "
    told = [reason.words for reason in ranked.reasons if reason.score > 0]
    why = ", ".join([_("! customers write again"), *told] if weak else told)
    line = shorten(f"{mark}{title}  {why}".rstrip(), width)
    end = len(mark) + len(title)
    return Content(line).stylize("dim", end) if len(line) > end else Content(line)
