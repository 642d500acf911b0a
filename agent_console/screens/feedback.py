"""How customers found it: what was asked and answered, the newest first; bad scores marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.feedback import SCALES, Asked
from agent_console.desk.listing import QueueRow
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens.feedback_lines import answer_line, status_line
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.session import Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.told import Told
from agent_console.services.feedback import FeedbackStatus
from agent_console.services.feedback_words import score_words

_MOST = 500
_PROMPT = "feedback-score"


@dataclass(frozen=True, slots=True)
class _Look:
    """What is shown: how surveys stand, and the surveys."""

    status: FeedbackStatus
    surveys: tuple[Asked, ...]


class FeedbackScreen(VerbScreen):
    """Lists surveys; Enter opens the ticket of one."""

    SCOPE = Scope.FEEDBACK
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.FEEDBACK)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.unread = True
        self._surveys: dict[str, Asked] = {}
        self._bad = False
        self._list = OptionList(markup=False)
        self._head = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("How customers found it"), classes="list-head")
        yield self._head
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
        """Read it again."""
        self.reload()

    @property
    def survey(self) -> Asked | None:
        """The selected survey."""
        option = self._list.highlighted_option
        return self._surveys.get(option.id or "") if option is not None else None

    @property
    def row(self) -> QueueRow | None:
        """No ticket is changed from here but by its score."""
        return None

    def reload(self) -> None:
        """Read how surveys stand, and what was answered."""
        bad = self._bad
        self.ask(
            "feedback: read",
            lambda desk: _Look(
                desk.customers.feedback.status(), desk.customers.feedback.newest(_MOST, bad=bad)
            ),
            self._show,
            otherwise=self.has_read,
            group="feedback",
            exclusive=True,
        )

    def _show(self, look: _Look) -> None:
        self.has_read()
        before = self.survey
        now, zone = self.session.now(), self.session.zone
        width = max(self.app.size.width - 4, 20)
        self._head.update(Content(f" {shorten(status_line(look.status), width)}"))
        self._surveys = {one.id: one for one in look.surveys}
        self._list.clear_options()
        for one in look.surveys:
            text = shorten(answer_line(one, now, zone), width)
            self._list.add_option(Option(Content(f" {text}"), id=one.id))
        if not look.surveys:
            words = _("No bad score.") if self._bad else _("Nobody was asked yet.")
            self._list.add_option(Option(Content(f" {words}"), disabled=True))
            return
        known = list(self._surveys)
        self._list.highlighted = known.index(before.id) if before and before.id in known else 0

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_feedback_open()

    def action_feedback_open(self) -> None:
        """Open the ticket of the selected survey."""
        from agent_console.screens.ticket import TicketScreen

        if (one := self.survey) is not None:
            self.show_screen(TicketScreen(self.session, one.ticket))

    def action_feedback_bad(self) -> None:
        """Show bad scores only, or all again."""
        self._bad = not self._bad
        self.reload()

    def action_feedback_score(self) -> None:
        """Ask for the score that the customer told elsewhere, or that a mail means."""
        one = self.survey
        if self.asks:
            return
        if one is None:
            self.say(_("Nobody was asked yet."))
            return
        lowest, highest = SCALES[one.which]
        question = _("Score from {first} to {last}, - for none; a reason may follow").format(
            first=lowest, last=highest
        )
        self.open_panel(LinePrompt(self.session, question, name=_PROMPT, about=one.ticket))

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Note the score."""
        if event.prompt.name != _PROMPT:
            super().on_line_prompt_entered(event)
            return
        ref = event.prompt.about
        value, _blank, why = event.text.strip().partition(" ")

        def noted(one: Asked) -> None:
            self.session.did()
            self.say(f"#{one.ticket}: {score_words(one)} · {self.way_back()}")
            self.reload()

        self.act(
            "feedback: score",
            lambda desk: desk.customers.feedback.score(ref, value.rstrip(",;:"), why),
            noted,
        )

    def action_move(self, by: int) -> None:
        """Select the next one, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()
