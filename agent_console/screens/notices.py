"""Before customers ask: known issues, notices and suggestions, in one list."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agent_console.desk.incidents import Incident
from agent_console.desk.notices import Notice, NoticeState
from agent_console.desk.occasions import Occasion
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens.keys import Action, Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.notice_lines import incident_line, notice_line, occasion_line
from agent_console.screens.notice_verbs import NoticeVerbs
from agent_console.screens.notice_writing import Item
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told

if TYPE_CHECKING:
    from agent_console.services.notices_desk import ProactiveLook

_HELPS: dict[str, tuple[type[object], ...]] = {
    "notice.send": (Notice, Incident),
    "notice.edit": (Notice, Incident),
    "notice.pause": (Notice,),
    "notice.stop": (Notice,),
    "notice.close": (Incident,),
    "notice.tell": (Incident,),
    "notice.drop": (Occasion,),
}


def key_of(item: Item) -> str:
    """Return what an item is called among all of them."""
    if isinstance(item, Occasion):
        return f"o {item.key}"
    return f"{'n' if isinstance(item, Notice) else 'i'} {item.name}"


def helps(action_id: str, item: Item | None) -> bool:
    """Tell whether a key does something with what is selected."""
    if action_id not in _HELPS:
        return True
    if item is None or not isinstance(item, _HELPS[action_id]):
        return False
    if not isinstance(item, Notice):
        return True
    draft, live = item.state is NoticeState.DRAFT, item.state is NoticeState.RUNNING
    live = live or item.state is NoticeState.PAUSED
    return {"notice.pause": live, "notice.stop": live or draft}.get(action_id, draft)


class NoticesScreen(NoticeVerbs):
    """Lists everything; Enter shows one."""

    SCOPE = Scope.NOTICES
    CSS_PATH: ClassVar[list[str | PurePath]] = ["lists.tcss", "notices.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.NOTICES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.unread = True
        self._items: dict[str, Item] = {}
        self._list = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Before customers ask"), classes="list-head")
        yield self._list
        yield self.foot()

    def on_mount(self) -> None:
        """Give the list the keys."""
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def desk_opened(self) -> None:
        """Read it, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read again."""
        self.reload()

    @property
    def item(self) -> Item | None:
        """What is selected."""
        option = self._list.highlighted_option
        return self._items.get(option.id or "") if option is not None else None

    def shown_key(self, action: Action) -> Action | None:
        """Name the keys that do something with what is selected."""
        if self.panel_has_keys:
            return action if action.id == "screen.back" else None
        return action if helps(action.id, self.item) else None

    def reload(self) -> None:
        """Read the list."""
        self.ask(
            "notices: read",
            lambda desk: desk.proactive.look(),
            self._show,
            otherwise=self.has_read,
            group="notices",
            exclusive=True,
        )

    def _show(self, look: ProactiveLook) -> None:
        self.has_read()
        before, place = self._list.highlighted_option, self._list.highlighted or 0
        selected = before.id if before is not None else None
        now, zone = self.session.now(), self.session.zone
        key = self.session.keys.key("ticket.issue")
        groups: tuple[tuple[str, str, list[tuple[Item, str]]], ...] = (
            (
                _("Known issues"),
                _("None is known. i begins one, {key} puts a ticket on it.").format(key=key),
                [(one, incident_line(one, now, zone)) for one in look.incidents],
            ),
            (
                _("Notices"),
                _("None was written. n writes one to many customers."),
                [(one, notice_line(one)) for one in look.notices],
            ),
            (
                _("Occasions"),
                _("Nothing is suggested today."),
                [(one, occasion_line(one)) for one in look.occasions],
            ),
        )
        self._items = {key_of(one): one for _t, _e, found in groups for one, _w in found}
        self._list.clear_options()
        for title, empty, found in groups:
            self._list.add_option(Option(self._line(title, head=True), disabled=True))
            self._list.add_options(Option(self._line(text), id=key_of(one)) for one, text in found)
            if not found:
                self._list.add_option(Option(self._line(empty), disabled=True))
        self._select(selected, place)

    def _select(self, wanted: str | None, place: int) -> None:
        """Select what was selected; where that is gone, what stands nearest to its place."""
        options = [self._list.get_option_at_index(n) for n in range(self._list.option_count)]
        places = [n for n, option in enumerate(options) if not option.disabled]
        same = [n for n in places if options[n].id == wanted]
        if places:
            self._list.highlighted = min(same or places, key=lambda n: abs(n - place))
        self.show_keys()

    def _line(self, text: str, *, head: bool = False) -> Content:
        short = shorten(text, max(self.app.size.width - 6, 20))
        return Content.styled(f" {short}", "bold") if head else Content(f"   {short}")

    @on(OptionList.OptionHighlighted)
    def _selected(self) -> None:
        self.show_keys()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_notice_open()

    def action_move(self, by: int) -> None:
        """Select the next one, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_notice_open(self) -> None:
        """Show what is selected; a suggestion becomes a draft first."""
        item = self.item
        if isinstance(item, Occasion):
            key = item.key
            self.act(
                "occasion: write",
                lambda desk: desk.proactive.occasions.write(key),
                self.show_item,
            )
        elif item is not None:
            self.show_item(item)
