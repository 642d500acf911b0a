"""Search in all tickets; a ref (or its beginning) opens its ticket."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.text import to_screen
from agent_console.desk.views import HIT_END, HIT_START, SearchHit
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.line_input import LineInput

if TYPE_CHECKING:
    from agent_console.screens.widgets.line_prompt import LinePrompt

LIMIT = 100
_PAUSE_SECONDS = 0.2
_MARKS = HIT_START + HIT_END
_PIECES = re.compile(f"({HIT_START}[^{HIT_END}]*{HIT_END})")


def marked(snippet: str) -> Content:
    """Return a snippet with what was found in it standing out."""
    shown = Content("")
    for piece in _PIECES.split(snippet):
        text = to_screen(piece.strip(_MARKS), one_line=True)
        blanks = (piece[:1] == " ", piece.endswith(" ") and len(piece) > 1)
        text = f"{' ' * blanks[0]}{text.strip()}{' ' * blanks[1]}" if text else " " * blanks[0]
        found = piece.startswith(HIT_START)
        shown = shown.append(Content.styled(text, "bold underline") if found else Content(text))
    return shown


def _what_to_type() -> str:
    return _("Words, a name, #ref, or type: state: owner: tag: is: …")


class SearchScreen(ConsoleScreen):
    """A line for the words, and below it the tickets that have them all, newest first."""

    SCOPE = Scope.SEARCH
    AUTO_FOCUS = "LineInput"
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.SEARCH)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._timer: Timer | None = None
        self._found = OptionList(markup=False)
        self._found_for = ""
        self._offered: tuple[str, ...] = ()
        self._offers = Static(markup=False)
        self._open_first = False
        self._counted = ""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield LineInput(placeholder=_what_to_type())
        yield self._offers
        yield self._found
        yield self.foot()

    def retell(self) -> None:
        """Say again what can be typed."""
        self.query_one(LineInput).placeholder = _what_to_type()

    def on_mount(self) -> None:
        """Leave the keys to the line."""
        self._found.can_focus = False

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move through the tickets while words are typed."""
        moves: dict[str, Callable[[], None]] = {
            "down": self._found.action_cursor_down,
            "up": self._found.action_cursor_up,
            "pagedown": self._found.action_page_down,
            "pageup": self._found.action_page_up,
        }
        if move := moves.get(event.key):
            event.stop()
            move()

    def desk_opened(self) -> None:
        """Look for what is typed already."""
        super().desk_opened()
        self.search()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._open_first = False
        self._timer = self.set_timer(_PAUSE_SECONDS, self.search)

    @property
    def _wanted(self) -> str:
        return self.query_one(LineInput).value.strip()

    def search(self) -> None:
        """Look for what is typed; an older search that still runs no longer counts."""
        text = self._wanted
        if not text:
            self._show("", (), (), (), "")
            return
        self.ask(
            "search",
            lambda desk: (
                desk.search.find(text, LIMIT),
                desk.search.too_general(text),
                desk.search.suggestions(text),
                desk.search.unknown_condition(text),
            ),
            lambda answer: self._show(text, *answer),
            otherwise=self._forget_enter,
            group="search",
            exclusive=True,
        )

    def _forget_enter(self) -> None:
        self._open_first = False

    def _show(
        self,
        text: str,
        hits: tuple[SearchHit, ...],
        general: tuple[str, ...],
        offered: tuple[str, ...],
        unknown: str,
    ) -> None:
        self._offer(offered if text == self._wanted else ())
        open_first, self._open_first = self._open_first, False
        self._found_for = text
        self._found.clear_options()
        self._found.add_options(Option(self._hit(hit), id=hit.row.ref) for hit in hits)
        if hits:
            self._found.highlighted = 0
        if not self._wanted:
            self.quiet()
        elif general:
            part = words.line(general[0])
            self.say(_("“{part}” is in too many words; a longer part finds all.").format(part=part))
        elif unknown and not hits:
            part = words.line(unknown)
            self.say(_("0 tickets: “{part}” is no condition, but a word here.").format(part=part))
        elif len(hits) == LIMIT:
            self.say(_("The {n} newest; more words find less.").format(n=LIMIT))
        else:
            n = len(hits)
            self._counted = ngettext("{n} ticket", "{n} tickets", n).format(n=n)
            self.say(self._counted)
        if open_first and hits and text == self._wanted:
            self._open(hits[0].row.ref)

    def _offer(self, offered: tuple[str, ...]) -> None:
        self._offered = offered
        self._offers.display = bool(offered)
        shown = "  ".join(words.line(one) for one in offered)
        self._offers.update(Content(_("Tab completes: {words}").format(words=shown)))

    def action_search_complete(self) -> None:
        """Put the first way to go on in the place of the last word."""
        if not self._offered:
            return
        line = self.query_one(LineInput)
        before, blank, _last = line.value.rpartition(" ")
        line.value = f"{before}{blank}{self._offered[0]}"
        line.cursor_position = len(line.value)

    def _hit(self, hit: SearchHit) -> Content:
        row = hit.row
        sign = words.state_sign(row.state)
        who = words.line(row.customer_name) or words.line(row.customer_email)
        at = words.moment_text(hit.at, self.session.now(), self.session.zone)
        head = f"{sign} #{words.line(row.ref)}  {who} · {words.line(row.subject)} · {at}"
        return Content(f"{head}\n    ").append(marked(hit.snippet))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self._open(event.option_id)

    def action_screen_back(self) -> None:
        """Go back; how many were found is no news there."""
        self.session.untell(self._counted)
        super().action_screen_back()

    def action_search_keep(self) -> None:
        """Keep what is typed as a view of the queue."""
        from agent_console.screens.saved_views import ask_name

        ask_name(self, self._wanted)

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Keep the search under the name that was given."""
        from agent_console.screens.saved_views import keep

        keep(self, event)

    @on(Input.Submitted)
    def action_search_open(self) -> None:
        """Open the ticket that is selected, or the one whose ref is typed.

        Words that have not been looked for yet are looked for first.
        """
        text = self._wanted
        if text.startswith("#"):
            self.ask("search: ref", lambda desk: desk.tickets.find(text), self._open)
            return
        if text != self._found_for:
            self._open_first = True
            self.search()
        elif self._found.highlighted is not None:
            option = self._found.get_option_at_index(self._found.highlighted)
            self._open(option.id or "")

    def _open(self, ref: str) -> None:
        from agent_console.screens.ticket import TicketScreen

        if not self.is_current:
            return
        self.quiet()
        screen = TicketScreen(self.session, ref)
        self.hold_keys(screen)
        self.app.switch_screen(screen)


def search_for(screen: ConsoleScreen, text: str) -> None:
    """Show what is found by a text, as if it had been typed."""
    search = SearchScreen(screen.session)

    def type_it() -> None:
        search.query_one(LineInput).value = text

    screen.show_screen(search)
    search.call_after_refresh(type_it)
