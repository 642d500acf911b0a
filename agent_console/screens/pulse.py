"""The team pulse: how was your week, and how did the team say the others were."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.pulse import Pulse, Said
from agent_console.i18n import _
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.question import Choice, Question
from agent_console.screens.widgets.told import Told
from agent_console.services.pulse_lines import (
    asked_words,
    lost_words,
    mood_words,
    pulse_lines,
    pulse_title,
    workload_words,
)

_MOOD, _WORKLOAD, _LINE = "pulse-mood", "pulse-workload", "pulse-line"


class PulseScreen(ConsoleScreen):
    """Asks with three keys at the foot; above stand the weeks that are closed."""

    SCOPE = Scope.PULSE
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.PULSE)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.unread = True
        self._pulse = Pulse()
        self._mood = 0

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(pulse_title, classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="pulse")
        yield self.foot()

    def on_mount(self) -> None:
        """Give the text the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def desk_opened(self) -> None:
        """Read it, now that it can be read."""
        super().desk_opened()
        self.reload()

    def on_resize(self) -> None:
        """Draw for the new size."""
        if not self.unread:
            self._show(self._pulse)

    def reload(self) -> None:
        """Read what is asked and what was said."""
        self.ask(
            "pulse: read",
            lambda desk: desk.pulse.look(),
            self._show,
            otherwise=self.has_read,
            group="pulse",
            exclusive=True,
        )

    def _show(self, pulse: Pulse) -> None:
        self._pulse = pulse
        lines = [self._asked_words(), lost_words(pulse)]
        if pulse.on:
            lines += pulse_lines(pulse.weeks, max(self.size.width - 4, 20))
        if pulse.on and not pulse.weeks:
            lines.append("  " + _("No week has been closed yet."))
        self.query_one("#pulse", Static).update(Content("\n".join(lines)))
        self.has_read()

    def _asked_words(self) -> str:
        keys = self.session.keys
        text = _("{week}: how was it? {key} answers, {skip} skips it. No name goes with it.")
        answer, skip = keys.key("pulse.answer"), keys.key("pulse.skip")
        ask = text.format(week=self._pulse.asked, key=answer, skip=skip)
        return asked_words(self._pulse, ask)

    def action_pulse_answer(self) -> None:
        """Ask for mood, workload and a line, one after the other."""
        if self.asks:
            return
        if not self._pulse.on or not self._pulse.asked or self._pulse.said is Said.SENT:
            self.say(self._asked_words())
            return
        self._question(_MOOD, _("How was your week?"), mood_words())

    def _question(self, name: str, text: str, words: tuple[str, ...]) -> None:
        choices = tuple(
            Choice(str(number), word, str(number), more=True)
            for number, word in enumerate(words, 1)
        )
        self.open_panel(Question(text, choices, name=name, typed=self.session.typed))

    @on(Question.Answered)
    async def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if not event.value:
            return
        if event.question.name == _MOOD:
            self._mood = int(event.value)
            self._question(_WORKLOAD, _("How much work was it?"), workload_words())
        else:
            text = _("A line for the team, no names of customers; Enter alone for none")
            self.open_panel(
                LinePrompt(self.session, text, name=_LINE, about=event.value, optional=True)
            )
        await event.question.remove()

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Keep the answer."""
        mood, workload, line = self._mood, int(event.prompt.about), event.text
        self.act(
            "pulse: answer",
            lambda desk: desk.pulse.answer(mood, workload, line),
            self._said,
        )

    def action_pulse_skip(self) -> None:
        """Say nothing of this week."""
        if not self.asks:
            self.act("pulse: skip", _skip, self._said)

    def _said(self, pulse: Pulse) -> None:
        if self.is_attached:
            self._show(pulse)
        self.say(self._asked_words())


def _skip(desk: DeskPort) -> Pulse:
    return desk.pulse.skip()
