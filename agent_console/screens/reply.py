"""Writing a mail: who gets it is shown in full, and nothing leaves without ctrl+g."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.answering import next_for_me
from agent_console.screens.head_texts import with_head
from agent_console.screens.inserting import InsertingScreen
from agent_console.screens.keys import Action, Scope, bindings_of
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.outgoing import SENDING_COMMAND, is_scheduled
from agent_console.screens.ports import DeskPort
from agent_console.screens.prepared import Prepared
from agent_console.screens.session import Session
from agent_console.screens.widgets.attach_panel import AttachPanel
from agent_console.screens.widgets.later_prompt import LaterPrompt, later_text
from agent_console.screens.widgets.question import Choice, Question, yes

if TYPE_CHECKING:
    from agent_console.desk.follow_ups import Promise
    from agent_console.desk.listing import QueueRow
    from agent_console.services.replies import ReplyDraft

_PROBLEMS = "problems"
_PROMISE = "promise"
_BACK = "back"
_DISCARD = "discard"
_ATTACH = "attach"


class ReplyScreen(InsertingScreen):
    """The editor for replies, forwards and new mails, below the conversation they belong to."""

    SCOPE = Scope.REPLY
    CSS_PATH: ClassVar[list[str | PurePath]] = ["reply.tcss"]
    FILE_NAME = "reply"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.REPLY)

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session, prepared)
        self._at: datetime | None = None
        self._promise: Promise | None = None
        self._back: datetime | None = None
        self._goes_on = prepared.goes_on

    @property
    def follow_up(self) -> datetime | None:
        """When the ticket comes back once the mail has left; None where that is not promised."""
        return None

    def shown_key(self, action: Action) -> Action | None:
        """Name only the way back while a panel hears the keys: it names its own."""
        return None if self.panel_has_keys and action.id != "screen.back" else action

    def action_reply_send(self) -> None:
        """Look for problems first, then offer to come back to what is promised."""
        self._send(None)

    def action_reply_later(self) -> None:
        """Ask when the mail shall leave."""
        if not self.asks and not self.busy:
            self.open_panel(LaterPrompt(self.session))

    @on(LaterPrompt.Picked)
    def _later_picked(self, event: LaterPrompt.Picked) -> None:
        self._send(event.at)

    def _send(self, at: datetime | None) -> None:
        if self.busy or self.refuse_gaps() or not self.begin_work():
            return
        self._at, self._back = at, None
        draft, texts, text = self.draft, self.head.texts, self.area.text

        def check(desk: DeskPort) -> tuple[ReplyDraft, tuple[str, ...], tuple[Promise, ...]]:
            whole = with_head(desk, draft, texts)
            promises = () if self.follow_up else desk.replies.promises(whole, text)
            return whole, self.problems(desk, whole, text), promises

        self.ask("reply: check", check, self._checked, otherwise=self.end_work)

    def problems(self, desk: DeskPort, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Return what speaks against sending, in words; called in a thread."""
        return desk.replies.problems(draft, text)

    def _checked(self, found: tuple[ReplyDraft, tuple[str, ...], tuple[Promise, ...]]) -> None:
        draft, problems, promises = found
        self.take_draft(draft)
        self._promise = min(promises, key=lambda one: one.due_at, default=None)
        if not problems:
            self._offer()
            return
        text = "\n".join(f"! {words.line(problem)}" for problem in problems)
        choices = (
            Choice("ctrl+g", _("send it all the same"), "send"),
            Choice("ctrl+f", _("attach a file"), _ATTACH, more=True),
        )
        self.open_panel(Question(text, choices, name=_PROBLEMS, typed=self.session.typed))

    def _offer(self) -> None:
        """Queue the mail; ask first whether the ticket shall come back to what it promises."""
        if self._promise is None:
            self._queue()
            return
        moment = words.moment_text(self._promise.remind_at, self.session.now(), self.session.zone)
        text = _("You promise “{words}”: shall the ticket come back {moment}?").format(
            words=words.line(self._promise.words), moment=moment
        )
        choices = (
            Choice("ctrl+g", _("yes, and send"), _BACK),
            Choice("n", _("only send"), "send"),
        )
        self.open_panel(Question(text, choices, name=_PROMISE, typed=self.session.typed))

    def action_draft_discard(self) -> None:
        """Ask before the draft is thrown away."""
        if self.begin_work():
            choices = (yes(_("yes, throw it away"), "yes"),)
            self.open_panel(Question(_("Throw this draft away?"), choices, name=_DISCARD))

    @on(Question.Answered)
    def _answered_here(self, event: Question.Answered) -> None:
        if event.question.name not in (_PROBLEMS, _DISCARD, _PROMISE):
            return
        if not event.value:
            self.end_work()
        elif event.value == _ATTACH:
            self.end_work()
            self._attach_instead(event.question)
        elif event.question.name == _PROBLEMS:
            self._offer()
        elif event.question.name == _PROMISE:
            if event.value == _BACK and self._promise is not None:
                self._back = self._promise.remind_at
            self._queue()
        else:
            self.act(
                "reply: discard",
                self._discard,
                lambda _none: self.leave(),
                otherwise=self.end_work,
            )

    def _attach_instead(self, question: Question) -> None:
        self.set_focus(self.area)
        question.remove()
        self.open_panel(AttachPanel(self))

    def _discard(self, desk: DeskPort) -> None:
        self.keeper.finish(lambda: desk.replies.throw_away(self.draft))
        self.forget_head()
        self.session.did()

    def _queue(self) -> None:
        draft, text, at = self.draft, self.area.text, self._at
        back = self.follow_up or self._back

        def queue(desk: DeskPort) -> OutboxItem:
            item = self.keeper.finish(
                lambda: desk.replies.queue(draft, text, not_before=at, follow_up=back)
            )
            self.forget_head()
            desk.engine.nudge()
            return item

        self.act("reply: queue", queue, self._queued, otherwise=self.end_work)

    def _queued(self, item: OutboxItem) -> None:
        session = self.session
        session.notice = None
        session.did(item)
        now = session.now()
        if is_scheduled(item, now):
            moment = later_text(item.not_before, now, session.zone)
            parts = (
                _("Leaves {moment}").format(moment=moment),
                _("unless the customer writes first"),
                self.way_back(),
                _("needs a console or {command} then").format(command=SENDING_COMMAND),
            )
            self.say(" · ".join(parts))
        if not (self._may_go_on() and self.is_current and self._begin_next()):
            self.leave()

    def _may_go_on(self) -> bool:
        """Tell whether the next ticket is wanted: after any reply where the settings say so."""
        desk = self.session.desk
        always = desk is not None and desk.config.ui.next_after_sending == "always"
        return self._goes_on or (always and self.draft.kind is OutboxKind.REPLY)

    def _begin_next(self) -> bool:
        """Look for the ticket to go on with; what is typed ahead is meant for that."""
        desk, ref = self.session.desk, self.draft.ref
        if desk is None or not desk.config.ui.next_after_sending:
            return False
        self.hold_keys()
        return self.ask(
            "reply: next", lambda desk: next_for_me(desk, ref), self._go_on, otherwise=self._stay
        )

    def _go_on(self, row: QueueRow | None) -> None:
        if row is None or not self.is_current:
            self._stay()
            return
        self.leave()
        below = self.app.screen
        if isinstance(below, OpeningScreen):
            below.go_on(row)
        else:
            self.drop_keys()

    def _stay(self) -> None:
        self.drop_keys()
        self.leave()


class OpenReplyScreen(ReplyScreen):
    """The editor of a mail that goes to nobody yet: whom it goes to is typed first."""

    AUTO_FOCUS = "#head-to"


def editor_for(session: Session, prepared: Prepared) -> ReplyScreen:
    """Return the editor for a prepared mail."""
    if prepared.complaint is not None:
        from agent_console.screens.complaint import ComplaintScreen

        return ComplaintScreen(session, prepared, prepared.complaint)
    kind = ReplyScreen if prepared.draft.to else OpenReplyScreen
    return kind(session, prepared)
