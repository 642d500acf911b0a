"""Writing to the customer: who gets it is shown in full, and nothing leaves without ctrl+g."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.views import OutboxItem, TicketView
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session
from agent_console.screens.widgets.question import Choice, Question, yes
from agent_console.screens.writing import WritingScreen

if TYPE_CHECKING:
    from agent_console.services.replies import ReplyDraft

_PROBLEMS = "problems"
_DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reply ready to be written, and the ticket it belongs to."""

    draft: ReplyDraft
    view: TicketView


def prepare(desk: DeskPort, ref: str, *, everyone: bool) -> Prepared:
    """Begin a reply and read its ticket; called in a thread."""
    return Prepared(desk.replies.begin(ref, everyone=everyone), desk.tickets.view(ref))


class ReplyScreen(WritingScreen):
    """The reply editor, below the conversation it belongs to."""

    SCOPE = Scope.REPLY
    CSS_PATH = "reply.tcss"
    FILE_NAME = "reply"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.REPLY)

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session, prepared.view, prepared.draft.text, self._save)
        self.draft = prepared.draft

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(Content("\n".join(self._head())), markup=False, id="reply-head")
        yield self.timeline
        if self.draft.warnings:
            warnings = "\n".join(f"! {words.line(warning)}" for warning in self.draft.warnings)
            yield Static(Content(warnings), markup=False, id="reply-warnings")
        yield self.area
        yield self.foot()

    def _head(self) -> list[str]:
        draft = self.draft
        to, cc = (", ".join(map(words.address_text, people)) for people in (draft.to, draft.cc))
        lines = [
            _("Reply to the customer · #{ref}").format(ref=words.line(draft.ref)),
            _("To: {people}").format(people=to),
        ]
        if cc:
            lines.append(_("Cc: {people}").format(people=cc))
        lines.append(_("Subject: {subject}").format(subject=words.line(draft.subject)))
        return lines

    def _save(self, desk: DeskPort, text: str) -> None:
        """Keep the draft."""
        desk.replies.save(self.draft.ref, text)

    def action_reply_send(self) -> None:
        """Look for problems first; without any the reply is queued."""
        if not self.begin_work():
            return
        draft, text = self.draft, self.area.text
        self.ask(
            "reply: check",
            lambda desk: desk.replies.problems(draft, text),
            self._checked,
            otherwise=self.end_work,
        )

    def _checked(self, problems: tuple[str, ...]) -> None:
        if not problems:
            self._queue()
            return
        text = "\n".join(f"! {words.line(problem)}" for problem in problems)
        choices = (Choice("ctrl+g", _("send it all the same"), "send"),)
        self.open_panel(Question(text, choices, name=_PROBLEMS))

    def action_draft_discard(self) -> None:
        """Ask before the draft is thrown away."""
        if self.begin_work():
            choices = (yes(_("yes, throw it away"), "yes"),)
            self.open_panel(Question(_("Throw this draft away?"), choices, name=_DISCARD))

    @on(Question.Answered)
    def _answered_here(self, event: Question.Answered) -> None:
        if event.question.name not in (_PROBLEMS, _DISCARD):
            return
        if not event.value:
            self.end_work()
        elif event.question.name == _PROBLEMS:
            self._queue()
        else:
            self.act(
                "reply: discard",
                self._discard,
                lambda _none: self.leave(),
                otherwise=self.end_work,
            )

    def _discard(self, desk: DeskPort) -> None:
        self.keeper.finish(lambda: desk.replies.discard(self.draft.ref))

    def _queue(self) -> None:
        draft, text = self.draft, self.area.text

        def queue(desk: DeskPort) -> OutboxItem:
            item = self.keeper.finish(lambda: desk.replies.queue(draft, text))
            desk.engine.nudge()
            return item

        self.act("reply: queue", queue, self._queued, otherwise=self.end_work)

    def _queued(self, item: OutboxItem) -> None:
        self.session.notice = None
        self.session.did(item)
        self.leave()
