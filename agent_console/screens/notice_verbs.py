"""What is done with notices, known issues and occasions, from the list and from each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.incidents import Incident
from agent_console.desk.notices import Notice, NoticePlan, NoticeState
from agent_console.desk.occasions import Occasion
from agent_console.i18n import _, ngettext
from agent_console.screens.notice_writing import NoticeWriting
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.question import Question, yes

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

_SEND, _ANSWER, _STOP = "notice-send", "incident-answer", "notice-stop"
_LIVE = (NoticeState.RUNNING, NoticeState.PAUSED)


class NoticeVerbs(NoticeWriting):
    """Sends, pauses, stops, answers, closes and drops what is selected."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked: Callable[[], object] | None = None

    def action_notice_send(self) -> None:
        """Ask, then begin a draft; a known issue is answered in all its tickets."""
        item = self.item
        if item is None or self.asks:
            return
        if isinstance(item, Notice) and item.state is NoticeState.DRAFT:
            self._plan_send(item)
        elif isinstance(item, Incident):
            self._plan_answers(item)
        else:
            self.say(_("Only a draft can be sent."), tone=Tone.WARNING)

    @property
    def planned(self) -> NoticePlan | None:
        """What was looked at of a draft here."""
        return None

    def _plan_send(self, item: Notice) -> None:
        def ask(plan: NoticePlan) -> None:
            n, left = len(plan.recipients), len(plan.left_out)
            if not n:
                self.say(_("Nobody would get it."), tone=Tone.WARNING)
                return
            text = ngettext("Send it to {n} customer?", "Send it to {n} customers?", n).format(n=n)
            if left:
                more = ngettext("{n} is left out", "{n} are left out", left).format(n=left)
                text += f" ({more})"
            go = _("yes, send it slowly")
            self._confirm(_SEND, text, go, lambda: self._send(item.name, plan))

        if self.planned is not None:
            ask(self.planned)
        else:
            self.say(_("One moment …"))
            self.ask("notice: plan", lambda desk: desk.proactive.notices.plan(item.name), ask)

    def _confirm(self, name: str, text: str, go: str, then: Callable[[], object]) -> None:
        self._asked = then
        self.open_panel(Question(text, (yes(go, name),), name=name))

    def on_question_answered(self, event: Question.Answered) -> None:
        """Do what was asked, or nothing."""
        if event.question.name not in (_SEND, _ANSWER, _STOP):
            return
        then, self._asked = self._asked, None
        if event.value and then is not None:
            then()

    def _send(self, name: str, plan: NoticePlan) -> None:
        def begin(desk: DeskPort) -> Notice:
            notice = desk.proactive.notices.send(name, plan=plan)
            desk.engine.nudge()
            return notice

        def said(notice: Notice) -> str:
            n = notice.people
            text = ngettext("It leaves to {n} customer", "It leaves to {n} customers, slowly", n)
            return text.format(n=n)

        self.changed("notice: send", begin, said)

    def _plan_answers(self, item: Incident) -> None:
        def ask(n: int) -> None:
            if not n:
                self.say(_("No ticket waits for an answer."), tone=Tone.WARNING)
                return
            text = ngettext("Answer {n} ticket?", "Answer {n} tickets?", n).format(n=n)
            self._confirm(_ANSWER, text, _("yes, answer all"), lambda: self._answer(item.name))

        self.ask(
            "incident: plan",
            lambda desk: len(desk.proactive.incidents.plan(item.name).replies),
            ask,
        )

    def _answer(self, name: str) -> None:
        def said(n: int) -> str:
            text = ngettext("{n} answer is in the outbox", "{n} answers are in the outbox", n)
            return text.format(n=n)

        self.changed(
            "incident: answer",
            lambda desk: len(desk.proactive.incidents.answer_all(name).replies),
            said,
        )

    def action_notice_pause(self) -> None:
        """Let no more of a notice leave, or let it go on."""
        item = self.item
        if not isinstance(item, Notice) or item.state not in _LIVE:
            self.say(_("Nothing is being sent here."), tone=Tone.WARNING)
            return
        if item.state is NoticeState.RUNNING:
            self.changed(
                "notice: pause",
                lambda desk: _nudged(desk, desk.proactive.notices.pause(item.name)),
                lambda _notice: _("Paused: no more of it leaves."),
            )
            return
        self.changed(
            "notice: resume",
            lambda desk: _nudged(desk, desk.proactive.notices.resume(item.name)),
            lambda _notice: _("It goes on."),
        )

    def action_notice_stop(self) -> None:
        """Ask, then end a notice; a draft is put away."""
        item = self.item
        if not isinstance(item, Notice) or item.state not in (*_LIVE, NoticeState.DRAFT):
            self.say(_("Nothing is being sent here."), tone=Tone.WARNING)
            return
        left = item.people - item.sent
        text = ngettext(
            "Stop it? {n} customer does not get it then.",
            "Stop it? {n} customers do not get it then.",
            left,
        ).format(n=left)
        if item.state is NoticeState.DRAFT:
            text = _("Put this draft away?")
        self._confirm(_STOP, text, _("yes"), lambda: self._stop(item.name))

    def _stop(self, name: str) -> None:
        self.changed(
            "notice: stop",
            lambda desk: _nudged(desk, desk.proactive.notices.stop(name)),
            lambda _notice: _("Stopped."),
        )

    def action_notice_close(self) -> None:
        """Note that a known issue is solved, or that it goes on after all."""
        item = self.item
        if not isinstance(item, Incident):
            self.say(_("Only a known issue can be closed."), tone=Tone.WARNING)
        elif item.is_open:
            self.changed(
                "incident: close",
                lambda desk: desk.proactive.incidents.close(item.name),
                lambda _incident: _("Closed; N writes a notice to everybody on it."),
            )
        else:
            self.changed(
                "incident: reopen",
                lambda desk: desk.proactive.incidents.reopen(item.name),
                lambda _incident: _("It is open again."),
            )

    def action_notice_tell(self) -> None:
        """Write a notice to everybody on a known issue."""
        item = self.item
        if not isinstance(item, Incident):
            self.say(_("Only a known issue has people to tell."), tone=Tone.WARNING)
            return

        def make(answer: str, text: str) -> None:
            self.act(
                "incident: notice",
                lambda desk: desk.proactive.incidents.closing_notice(
                    item.name, answer=answer, text=text
                ),
                self.show_item,
            )

        self.pick_text(
            _("What are they told?"),
            lambda entry_id, _title: make(entry_id, ""),
            lambda text: make("", text),
        )

    def action_notice_drop(self) -> None:
        """Suggest this no more."""
        item = self.item
        if not isinstance(item, Occasion):
            self.say(_("Only a suggestion can be dropped."), tone=Tone.WARNING)
            return
        self.changed(
            "occasion: drop",
            lambda desk: desk.proactive.occasions.drop(item.key),
            lambda _none: _("Dropped."),
        )

    def action_notice_undo(self) -> None:
        """Take back what was done last."""

        def undone(what: str) -> None:
            self.say(what)
            if self.is_attached:
                self.reload()

        self.act("undo", lambda desk: desk.tickets.undo_last(), undone)


def _nudged(desk: DeskPort, notice: Notice) -> Notice:
    desk.engine.nudge()
    return notice
