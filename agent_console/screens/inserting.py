"""Canned answers in a reply: put in from the picker, and their gaps filled one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from agent_console.desk.events import Replied, TextFact
from agent_console.desk.states import OutboxKind
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.answer_keeping import AnswerChanging, ask_name, keep_reply
from agent_console.screens.asking import nothing
from agent_console.screens.attaching import AttachingScreen
from agent_console.screens.greeting import ask_greeting, keep_greeting
from agent_console.screens.prepared import Prepared
from agent_console.screens.session import Session, Tone
from agent_console.screens.stacking import stacked
from agent_console.screens.widgets.answer_picker import AnswerPicker
from agent_console.screens.widgets.line_prompt import LinePrompt

if TYPE_CHECKING:
    from agent_console.desk.answer_ranking import Ranked
    from agent_console.screens.ports import DeskPort
    from agent_console.services.answers import Answer, Situation


class InsertingScreen(AttachingScreen):
    """An editor for mails that takes canned answers in."""

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session, prepared)
        self._cursor = prepared.cursor
        self._changing = AnswerChanging(self)

    def on_mount(self) -> None:
        """Go where the answer says to go on writing, else to what is still missing."""
        if self._cursor is not None:
            self.area.point_at(self._cursor, self._cursor)
        elif self.area.own_gaps:
            self.area.point_at(0, 0)
            self.go_to_gap()

    def go_back(self) -> None:
        """Close this screen; a ticket of which nothing was written is everybody's again."""
        super().go_back()
        draft = self.draft
        if draft.kind is OutboxKind.REPLY:
            self.act("reply: let go", lambda desk: desk.colleagues.let_go(draft.ref), nothing)

    def go_to_gap(self) -> bool:
        """Select the next gap, so that what is typed replaces it; False without any."""
        gap = self.area.next_gap()
        if gap is not None:
            self.area.point_at(gap.start, gap.end)
        return gap is not None

    def refuse_gaps(self) -> bool:
        """Say that something is still missing and go there; False when nothing is."""
        found = self.area.own_gaps
        if not found:
            return False
        self.set_focus(self.area)
        self.area.point_at(found[0].start, found[0].end)
        missing = ", ".join(dict.fromkeys(gap.name for gap in found))
        text = _("Not sent: {names} still missing. Type it in; Tab goes to the next gap.")
        self.say(text.format(names=missing), tone=Tone.WARNING)
        return True

    def action_reply_head(self) -> None:
        """Go to the next gap while there is one, then through the fields."""
        if self.focused is not self.area or not self.go_to_gap():
            super().action_reply_head()

    def action_reply_answers(self) -> None:
        """Offer the canned answers, the one that fits best first."""
        if self.asks or self.busy:
            return
        if self.ticket is None:
            self.say(_("There is no ticket yet that an answer could fit."))
            return
        picker = AnswerPicker(self)
        self.open_panel(picker)
        self._rank_for(picker)

    def _rank_for(self, picker: AnswerPicker) -> None:
        ref = self.draft.ref

        def look(desk: DeskPort) -> tuple[Situation, tuple[Ranked, ...], frozenset[str]]:
            situation = desk.answers.situation(ref)
            return situation, desk.answers.ranked(situation), desk.answers.weak()

        self.ask("answers: rank", look, lambda found: picker.offer(*found), group="answers")

    @on(AnswerPicker.Edited)
    def _answer_edited(self, event: AnswerPicker.Edited) -> None:
        self._changing.begin(event.entry_id, lambda: self._rank_for(event.picker))

    def action_reply_order(self) -> None:
        """Put in what is known of the ticket's order."""
        from agent_console.screens.orders_reply import put_order

        put_order(self)

    def action_reply_keep_answer(self) -> None:
        """Keep what is written as a canned answer of the team."""
        ask_name(self)

    def action_reply_greeting(self) -> None:
        """Put right how the customer is greeted."""
        ask_greeting(self)

    @on(LinePrompt.Entered)
    def _line_given(self, event: LinePrompt.Entered) -> None:
        keep_greeting(self, event)
        keep_reply(self, event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a panel that is open."""
        if action == "reply_answers" and self.asks:
            return False
        return super().check_action(action, parameters)

    @on(AnswerPicker.Chosen)
    def _answer_chosen(self, event: AnswerPicker.Chosen) -> None:
        self.insert(event.answer)

    def insert(self, answer: Answer) -> None:
        """Put a canned answer in and remember it, to be counted once the mail has left."""
        if self.busy:
            return
        area, rendered = self.area, answer.rendered
        own = area.own_words
        put = stacked(own, rendered.text, area.cursor_offset)
        blank = "" if own.strip() or area.text.startswith("\n\n") else "\n\n"
        area.put(put.text + blank, put.start, put.end)
        begins = put.start + put.lead - put.shift
        inside = put.start, put.start + len(put.text)
        if rendered.cursor is not None and inside[0] <= begins + rendered.cursor <= inside[1]:
            here = begins + rendered.cursor
            area.point_at(here, here)
        elif any(inside[0] <= gap.start < inside[1] for gap in area.own_gaps):
            area.point_at(*inside[:1] * 2)
            self.go_to_gap()
        else:
            area.point_at(*inside[1:] * 2)
        self.draft = replace(self.draft, acts=_with_answer(self.draft.acts, answer.entry.id))
        self.keeper.touched()
        title = words.line(answer.entry.title(answer.language))
        self.say(_("Put in: {title}").format(title=title))


def _with_answer(acts: tuple[TextFact, ...], entry_id: str) -> tuple[TextFact, ...]:
    before = next((act for act in acts if isinstance(act, Replied)), Replied())
    used = dict.fromkeys(one for one in (*before.answers.split(","), entry_id) if one)
    others = tuple(act for act in acts if not isinstance(act, Replied))
    return (*others, replace(before, answers=",".join(used)))
