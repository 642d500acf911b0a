"""The answer to a complaint: five steps beside the text, checked while it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import TextArea

from agent_console.desk.events import Apologised
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.composition import Composition, Put, composed
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.prepared import Complaint, Prepared
from agent_console.screens.reviewing import ReviewingScreen
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.complaint_panel import Beside, ComplaintPanel
from agent_console.screens.widgets.question import Choice, Question
from agent_console.screens.widgets.remedy_panel import RemedyPanel, remedy_text
from agent_console.screens.widgets.step_bar import step_word
from agent_console.screens.widgets.writing_area import STEP, Mark
from agent_console.services import complaints

if TYPE_CHECKING:
    from agent_console.desk.remedies import Remedy
    from agent_console.screens.ports import DeskPort
    from agent_console.services.complaints import Written

_LEAVE = "leave"
_VERY_ANGRY = 3


class ComplaintScreen(ReviewingScreen):
    """The editor for an apology; once it has left, the ticket comes back to make sure."""

    SCOPE = Scope.COMPLAINT
    CSS_PATH: ClassVar[list[str | PurePath]] = ["reply.tcss", "complaint.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COMPLAINT)

    def __init__(self, session: Session, prepared: Prepared, complaint: Complaint) -> None:
        super().__init__(session, prepared, complaint)
        wide = [] if session.plain else [(110, "-wide")]
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), *wide]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
        self._written = complaint.written
        self._wanted: Remedy | None = None
        self._panel = ComplaintPanel(session.zone, session.keys)
        self._calm = self._is_first_anger()
        self.steps: Composition = composed(
            self._written.apology, self._written.situation, complaint.blocks, self.area.text
        )

    def _is_first_anger(self) -> bool:
        session, ref = self.session, self.draft.ref
        wanted = session.desk is not None and session.desk.config.ui.calm_hint
        angry = self._written.situation.frustration >= _VERY_ANGRY
        if not (wanted and angry) or ref in session.calmed:
            return False
        session.calmed.add(ref)
        return True

    def body(self) -> Iterator[Widget]:
        """Put the panel beside the text, or below it."""
        yield Container(Vertical(*super().body(), id="complaint-text"), self._panel, id="complaint")

    def on_mount(self) -> None:
        """Begin to read at the top."""
        if not self.area.own_gaps:
            self.area.point_at(0, 0)
        self.show_findings()

    @property
    def follow_up(self) -> datetime | None:
        """When we come back to make sure that it is solved."""
        return self._written.follow_up

    def retell(self) -> None:
        """Say again what stands in the head and in the panel."""
        super().retell()
        self.show_findings()

    def show_findings(self) -> None:
        """Bring panel and marks up to date; a narrow panel has no room for more once one writes."""
        at = self.area.cursor_offset
        here = self.steps.under(at)
        calm = self._calm and (self.has_class("-wide") or not at)
        remedy, authority = self._written.situation.remedy, self._written.authority
        self._panel.show(
            Beside(
                self.steps,
                here.step if here else None,
                self.judged,
                remedy,
                authority,
                self._written.follow_up,
                calm,
            )
        )
        marks = [Mark(here.start, here.end, STEP)] if here else []
        self.area.mark([*marks, *self.finding_marks])

    @on(TextArea.Changed)
    def _words_changed(self) -> None:
        self.steps = self.steps.typed(self.area.text)
        self._take_acts()
        self.show_findings()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        if self.steps.text == self.area.text:
            self.show_findings()

    def _take_acts(self) -> None:
        """Let the draft say what it is made of now."""
        (done,) = (act for act in self._written.draft.acts if isinstance(act, Apologised))
        done = replace(done, blocks=",".join(self.steps.used))
        others = (act for act in self.draft.acts if not isinstance(act, Apologised))
        self.draft = replace(self.draft, acts=(done, *others))

    def _put(self, change: Put) -> None:
        self.area.put(change.text, change.start, change.end)
        self.steps = self.steps.put(change).typed(self.area.text)

    def action_complaint_swap(self, by: int) -> None:
        """Put another block in place of the step under the cursor; the agent's own words stay."""
        here = self.steps.under(self.area.cursor_offset)
        if here is None or self.busy:
            return
        swapped = self.steps.swap(here.step, by)
        if swapped is None:
            text = _("{step} is in your own words: they stay. Delete them for another text.")
            self.say(text.format(step=step_word(here.step)), tone=Tone.WARNING)
            return
        self.steps, change = swapped
        self._put(change)
        self.area.point_at(change.start, change.start)
        _place, count = self.steps.count(here.step)
        if count == 1:
            self.say(_("There is no other text for {step}.").format(step=step_word(here.step)))

    def action_complaint_remedy(self) -> None:
        """Offer what can be offered to the customer."""
        if not self.asks and not self.busy:
            written = self._written
            self.open_panel(RemedyPanel(self, written.offers, written.situation.remedy))

    @on(RemedyPanel.Chosen)
    def _remedy_chosen(self, event: RemedyPanel.Chosen) -> None:
        if not self.begin_work():
            return
        ref, blocks = self.draft.ref, self.steps.blocks
        used = {one.step: one.id for one in blocks if one.id in self.steps.used}
        choice = complaints.Choice(event.remedy, event.value, used)

        def write(desk: DeskPort) -> Written:
            return desk.complaints.write(ref, choice)

        self.ask("complaint: remedy", write, self._offered, otherwise=self.end_work)

    def _offered(self, written: Written) -> None:
        self.end_work()
        if written.authority is not None and not written.authority.allowed:
            self._wanted = written.situation.remedy
            asks = Choice("a", _("ask for leave"), _LEAVE)
            reason = written.authority.reason
            self.open_panel(Question(f"! {words.line(reason)}", (asks,), name=_LEAVE))
            return
        self._written = written
        self.steps, changes = self.steps.offer(written.apology, written.situation)
        for change in changes:
            self._put(change)
        self._take_acts()
        self.keeper.touched()
        self.show_findings()
        self.say(_("Offered: {remedy}").format(remedy=remedy_text(written.situation.remedy)))

    @on(Question.Answered)
    def _leave_wanted(self, event: Question.Answered) -> None:
        remedy, ref = self._wanted, self.draft.ref
        if event.question.name != _LEAVE or not event.value or remedy is None:
            return
        said = _("Asked for leave: {remedy}. The offer stays out until somebody grants it.")
        self.act(
            "complaint: ask for leave",
            lambda desk: desk.complaints.ask_for_leave(ref, remedy),
            lambda _row: self._asked(said.format(remedy=remedy_text(remedy))),
        )

    def _asked(self, said: str) -> None:
        self.session.did()
        self.say(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a panel that is open."""
        if action.startswith("complaint_") and self.asks:
            return False
        return super().check_action(action, parameters)
