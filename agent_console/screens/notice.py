"""One notice or known issue: the text for each customer before it leaves, how far it is after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.incidents import Incident
from agent_console.desk.notices import MailState, Notice, NoticeLook, NoticePlan, NoticeState
from agent_console.errors import ConsoleError
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.keys import Action, Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.notice_lines import (
    left_out_lines,
    mail_lines,
    notice_line,
    plan_head,
    progress_text,
    recipient_lines,
)
from agent_console.screens.notice_verbs import NoticeVerbs
from agent_console.screens.notice_writing import Item, NoticeWriting
from agent_console.screens.notices import helps
from agent_console.screens.session import Session

if TYPE_CHECKING:
    from agent_console.screens.notice_ports import Progress
    from agent_console.screens.ports import DeskPort
    from agent_console.services.incidents import IncidentPlan


_ABOVE = 3
_EACH = 25


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the notice or known issue, with what would leave."""

    item: Notice | Incident
    look: NoticeLook | None = None
    plan: NoticePlan | None = None
    answers: IncidentPlan | None = None
    refusal: str = ""
    per_hour: int = 0


def open_item(screen: NoticeWriting, item: Item) -> None:
    """Show a notice or known issue, in place of the one that is shown."""
    if not isinstance(item, Notice | Incident):
        return
    if isinstance(screen, NoticeScreen):
        screen.turn_to(item)
    else:
        screen.show_screen(NoticeScreen(screen.session, item))


class NoticeScreen(NoticeVerbs):
    """Shows one of them; j and k go from customer to customer."""

    SCOPE = Scope.NOTICE
    CSS_PATH: ClassVar[list[str | PurePath]] = ["lists.tcss", "notices.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.NOTICE)

    def __init__(self, session: Session, item: Notice | Incident) -> None:
        super().__init__(session)
        self._item = item
        self._read: _Read | None = None
        self._place = 0
        self._head = Static(markup=False, classes="list-head")
        self._body = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._head
        with VerticalScroll():
            yield self._body
        yield self.foot()

    def on_mount(self) -> None:
        """Give the text the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    @property
    def item(self) -> Item | None:
        """The notice or known issue."""
        return self._item

    def shown_key(self, action: Action) -> Action | None:
        """Name the keys that do something with it as it stands."""
        if self.panel_has_keys:
            return action if action.id == "screen.back" else None
        return action if helps(action.id, self._item) else None

    def turn_to(self, item: Notice | Incident) -> None:
        """Show another one."""
        self._item, self._read, self._place = item, None, 0
        self.reload()

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read again what may have gone on; a plan is made anew when it is asked for."""
        if isinstance(self._item, Notice) and self._item.state is not NoticeState.DRAFT:
            self.reload()

    def reload(self) -> None:
        """Read it, and what would leave."""
        item, app = self._item, self.app

        def progress(done: int, total: int) -> None:
            if done % _EACH == 0:
                app.call_from_thread(self._count_up, done, total)

        self.ask(
            "notice: read", lambda desk: _read(desk, item, progress), self._show,
            group="notice", exclusive=True,
        )  # fmt: skip

    @property
    def planned(self) -> NoticePlan | None:
        """What is shown of a draft."""
        return self._read.plan if self._read is not None else None

    def _count_up(self, done: int, total: int) -> None:
        """Say how far the mails are prepared, while nothing is shown yet."""
        if self._read is None and self.is_attached:
            self._head.update(Content(words.line(self._item.title)))
            text = _("Preparing the mails: {n} of {all}").format(n=done, all=total)
            self._body.update(Content(text))

    def _show(self, read: _Read) -> None:
        self._read, self._item = read, read.item
        self._place = min(self._place, max(self._count - 1, 0))
        self._draw()
        self.show_keys()

    @property
    def _count(self) -> int:
        read = self._read
        if read is None:
            return 0
        if read.look is not None:
            return len(read.look.mails)
        if read.plan is not None:
            return len(read.plan.recipients)
        return len(read.answers.replies) if read.answers else 0

    def _draw(self) -> None:
        if self._read is None:
            return
        head, lines = shown(self._read, self._place)
        self._head.update(Content(head))
        self._body.update(Content("\n".join(lines)))

    def action_go(self, step: int) -> None:
        """Go to the next customer, or the one before."""
        if self._count:
            self._place = (self._place + step) % self._count
            self._draw()
            listed = self._read is not None and self._read.look is not None
            top = max(self._place - _ABOVE, 0) if listed else 0
            self.query_one(VerticalScroll).scroll_to(y=top, animate=False)

    def action_notice_open(self) -> None:
        """Open the ticket of the customer that is shown."""
        from agent_console.screens.ticket import TicketScreen

        ref = self._ref()
        if ref:
            self.show_screen(TicketScreen(self.session, ref))
        else:
            self.say(_("There is no ticket yet."))

    def _ref(self) -> str:
        read = self._read
        if read is None or self._place >= self._count:
            return ""
        if read.look is not None:
            return (
                read.look.mails[self._place].ticket if _has_ticket(read.look, self._place) else ""
            )
        if read.answers is not None:
            return read.answers.replies[self._place].draft.ref
        one = read.plan.recipients[self._place] if read.plan else None
        return one.ticket if one and not one.opens else ""


def _has_ticket(look: NoticeLook, place: int) -> bool:
    """Tell whether a ticket exists: one that a notice opens is there once the mail has left."""
    mail = look.mails[place]
    return bool(mail.ticket) and (mail.state is MailState.SENT or not mail.opens)


def shown(read: _Read, place: int) -> tuple[str, list[str]]:
    """Return the head and the lines of what was read, the customer at ``place`` in view."""
    item = read.item
    if isinstance(item, Incident):
        return words.line(item.title), _incident_lines(item, read, place)
    if read.look is not None:
        progress = progress_text(read.look, read.per_hour)
        return f"{words.line(item.title)} · {progress}", list(mail_lines(read.look, place))
    if read.plan is None:
        return notice_line(item), [words.line(read.refusal)]
    lines = [plan_head(read.plan, place), ""]
    if read.plan.recipients:
        lines += recipient_lines(read.plan.recipients[place])
    if read.plan.left_out:
        lines += ["", _("Left out:"), *left_out_lines(read.plan.left_out)]
    return notice_line(item), lines


def _incident_lines(item: Incident, read: _Read, place: int) -> list[str]:
    n = len(item.tickets)
    refs = " ".join(f"#{words.line(ref)}" for ref in item.tickets)
    lines = [
        _("open") if item.is_open else _("closed"),
        ngettext("{n} ticket", "{n} tickets", n).format(n=n) + (f": {refs}" if refs else ""),
    ]
    if read.refusal:
        return [*lines, "", words.line(read.refusal)]
    if read.answers is None:
        return lines
    n = len(read.answers.replies)
    lines += ["", ngettext("{n} ticket waits for an answer", "{n} tickets wait for an answer", n)]
    lines[-1] = lines[-1].format(n=n)
    if n:
        one = read.answers.replies[place]
        shown_now = _("this is {n} of {all}").format(n=place + 1, all=n)
        lines[-1] += f" · {shown_now} · #{words.line(one.draft.ref)}"
        lines += ["", *(words.line(piece) for piece in one.text.split("\n"))]
    return lines


def _read(desk: DeskPort, item: Notice | Incident, progress: Progress) -> _Read:
    """Read it anew, and plan what would leave; what cannot be planned says why."""
    proactive = desk.proactive
    if isinstance(item, Incident):
        fresh = proactive.incidents.get(item.name)
        try:
            answers = proactive.incidents.plan(item.name) if fresh.tickets else None
        except ConsoleError as error:
            return _Read(fresh, refusal=words.error_text(error))
        return _Read(fresh, answers=answers)
    look = proactive.notices.look(item.name)
    if look.notice.state is not NoticeState.DRAFT:
        return _Read(look.notice, look=look, per_hour=desk.config.proactive.per_hour)
    try:
        return _Read(look.notice, plan=proactive.notices.plan(item.name, progress))
    except ConsoleError as error:
        return _Read(look.notice, refusal=words.error_text(error))
