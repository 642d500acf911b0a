"""The outbox as a list in words: what a person must decide stands on top."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.outbox_words import Reading, item_lines
from agent_console.screens.outgoing import in_order, needs_decision
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told


class OutboxListScreen(ConsoleScreen):
    """Lists outgoing mails in words: what needs a decision on top, otherwise the newest first."""

    SCOPE = Scope.OUTBOX
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.OUTBOX)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._items: tuple[OutboxItem, ...] = ()
        self._list = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Outbox"), classes="list-head")
        yield self._list
        yield self.foot()

    def on_mount(self) -> None:
        """Give the list the keys."""
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Read the outbox, the first time and after every other screen."""
        self.reload()

    def desk_opened(self) -> None:
        """Read the outbox, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read again."""
        self.reload()

    def send_ended(self, item: OutboxItem) -> None:
        """Read again, and say how it ended."""
        super().send_ended(item)
        self.reload()

    def reload(self) -> None:
        """Read the outbox."""
        self.ask(
            "outbox: read",
            lambda desk: desk.outbox.items(),
            self._show,
            group="outbox",
            exclusive=True,
        )

    def _show(self, items: tuple[OutboxItem, ...]) -> None:
        selected = self.item.id if self.item else None
        self._items = in_order(items)
        self._list.clear_options()
        self._list.add_options(Option(self._words(item), id=str(item.id)) for item in self._items)
        ids = [item.id for item in self._items]
        if items:
            self._list.highlighted = ids.index(selected) if selected in ids else 0
        else:
            self._list.add_option(Option(Content(_("Nothing has left yet.")), disabled=True))
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        if self._items:
            self._show(self._items)

    def _words(self, item: OutboxItem) -> Content:
        reading = Reading(max(self.app.size.width - 3, 20), self.session.now(), self.session.zone)
        first, *rest = item_lines(item, reading)
        head = Content.styled(first, "bold") if needs_decision(item) else Content(first)
        return Content("\n").join([head, *(Content(line) for line in rest)])

    @property
    def item(self) -> OutboxItem | None:
        """The selected mail."""
        place = self._list.highlighted
        return self._items[place] if place is not None and place < len(self._items) else None
