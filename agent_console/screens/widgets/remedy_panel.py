"""What is offered to a customer who complains: one of what fits, of another value, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.remedies import Offer, Remedy, remedy_word
from agent_console.desk.written import money_words
from agent_console.i18n import _, current_language
from agent_console.screens.asking import AskingScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Tone
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.line_input import LineInput
from agent_console.services.complaints import NO_REMEDY

_AMOUNT = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?")


def typed_amount(text: str) -> Decimal | None:
    """Return an amount that somebody typed, 25 or 25.50 or 25,50; None for anything else."""
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None


def remedy_text(remedy: Remedy | None) -> str:
    """Return what is offered, with its value."""
    if remedy is None:
        return _("no remedy, an action of ours")
    word = remedy_word(remedy.kind)
    if remedy.value is None:
        return word
    return f"{word}, {money_words(remedy.value, remedy.currency, current_language())}"


class RemedyPanel(FootPanel):
    """Docked at the foot: arrows choose, a number is another value, Enter takes."""

    SCOPE = Scope.PICKER
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PICKER)

    @dataclass
    class Chosen(Message):
        """This shall be offered; ``value`` is None where none was typed."""

        remedy: str
        value: Decimal | None

    def __init__(
        self, screen: AskingScreen, offers: Sequence[Offer], offered: Remedy | None
    ) -> None:
        super().__init__()
        kinds = [offer.remedy.kind for offer in offers]
        known = offered is not None and offered.kind in kinds
        self._first = kinds.index(offered.kind) if offered and known else len(kinds)
        self._target = screen
        self._offers = tuple(offers)
        self._list = OptionList(markup=False)
        self._line = LineInput(placeholder=_("Another value, such as 25.00"))
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show what fits, the line for a value, and what the keys do."""
        yield Static(Content(_("What is offered to the customer?")), markup=False)
        yield self._list
        yield self._line
        keys = _("Arrows choose · a number is another value · Enter takes · Esc closes")
        yield Static(Content(keys), markup=False)

    def on_mount(self) -> None:
        """Take the keys."""
        self._list.can_focus = False
        self._list.add_options(Option(_row(offer)) for offer in self._offers)
        self._list.add_option(Option(Content(remedy_text(None))))
        self._list.highlighted = self._first
        self._line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        await self._take(self._list.highlighted or 0)

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self._take(event.option_index)

    async def _take(self, place: int) -> None:
        typed = self._line.value.strip()
        value = typed_amount(typed) if typed else None
        if typed and value is None:
            self._target.say(_("That is no amount: write 25 or 25.50."), tone=Tone.WARNING)
            return
        is_none = place >= len(self._offers)
        kind = NO_REMEDY if is_none else self._offers[place].remedy.kind.value
        self.post_message(self.Chosen(kind, None if is_none else value))
        await self.leave()

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    async def action_panel_take(self) -> None:
        """Offer what is marked."""
        await self._take(self._list.highlighted or 0)

    async def leave(self) -> None:
        """Close, and give the keys back."""
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()


def _row(offer: Offer) -> Content:
    """Return one line: what it is, and whether the agent may grant it."""
    sign = "✓" if offer.authority.allowed else "!"
    first = Content(f"{sign} {remedy_text(offer.remedy)}")
    return Content("").join([first, Content.styled(f"  {offer.authority.reason}", "dim")])
