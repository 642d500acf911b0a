"""The head of a ticket: who writes, whose turn it is, by when, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from agent_console.desk.clocks import target_word
from agent_console.desk.countdown import next_text_change
from agent_console.desk.text import cell_width, shorten
from agent_console.desk.views import Contacts, IssueHint, QueueRow, Target, TicketView
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.mail_lines import sender_text

_GRACE = timedelta(milliseconds=20)
_NO_NAMES: Mapping[str, str] = {}


class TicketHead(Static):
    """Three lines, one for what it asks for, and one more for each thing to mind."""

    class Woken(Message):
        """The snooze has ended: the ticket must be read again."""

    def __init__(self, session: Session) -> None:
        super().__init__(markup=False)
        self._session = session
        self._view: TicketView | None = None
        self._types: Mapping[str, str] = {}
        self._full = False
        self._timer: Timer | None = None
        self._shown = ""
        self._told_woken: datetime | None = None

    def name_types(self, names: Mapping[str, str]) -> None:
        """Show request types by these names instead of their ids, from the next ``show`` on."""
        self._types = names

    def show(self, view: TicketView) -> None:
        """Show a ticket."""
        self._view = view
        self._draw()

    def show_reasons(self, *, full: bool) -> None:
        """Show why the ticket stands where it stands: in one line, or each reason in its own."""
        self._full = full
        self._draw()

    def on_resize(self) -> None:
        """Shorten to the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._view is None:
            return
        width = max(self.size.width - 2, 20)
        lines = head_lines(self._view, self._session, width, full=self._full, types=self._types)
        text = "\n".join(shorten(line, width) for line in lines)
        if text != self._shown:
            same = text.count("\n") == self._shown.count("\n")
            self._shown = text
            self.update(_styled(text), layout=not same)
        self._arm(self._view.row)

    def _arm(self, row: QueueRow) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        moment, now = words.due_moment(row), self._session.now()
        if words.has_woken(row, now) and moment != self._told_woken:
            self._told_woken = moment
            self.post_message(self.Woken())
        if moment is not None:
            seconds = (next_text_change(moment, now) - now + _GRACE).total_seconds()
            self._timer = self.set_timer(seconds, self._draw)


def _styled(text: str) -> Content:
    first, *rest = text.split("\n")
    styled = [Content.styled(first, "bold")]
    styled += [
        Content.styled(line, "$clock-soon") if line.startswith("!") else Content(line)
        for line in rest
    ]
    return Content("\n").join(styled)


def head_lines(
    view: TicketView,
    session: Session,
    width: int,
    *,
    full: bool = False,
    types: Mapping[str, str] = _NO_NAMES,
) -> list[str]:
    """Return the head's lines, each safe to show; the customer's address is always whole."""
    row, ticket = view.row, view.ticket
    subject = words.line(row.subject) or _("(no subject)")
    lines = [
        f"#{words.line(row.ref)}  {subject}",
        *_customer(view, width),
        " · ".join(_standing(row, session)),
    ]
    if asks := " · ".join(_asks(row, types)):
        lines.append(asks)
    if row.complaint or row.steps:
        from agent_console.screens.widgets.step_bar import steps_line

        lines.append(steps_line(row.steps, plain=session.plain))
    lines += _orders(view, session)
    if view.routing:
        lines.append("→ " + " · ".join(words.line(one) for one in view.routing))
    if view.issue is not None:
        lines.append(_issue(view.issue, session))
    if ticket.bounced:
        lines.append("! " + _("Our last mail could not be delivered."))
    if view.hint_ref:
        hint = _("May belong to #{ref}: mentioned, but written by somebody else.")
        lines.append("! " + hint.format(ref=words.line(view.hint_ref)))
    if view.earlier_refs:
        refs = ", ".join(f"#{words.line(ref)}" for ref in view.earlier_refs)
        lines.append(_("Follows {refs}").format(refs=refs))
    if view.merged_refs:
        refs = ", ".join(f"#{words.line(ref)}" for ref in view.merged_refs)
        lines.append(_("Merged into this one: {refs}").format(refs=refs))
    if view.linked_refs:
        refs = ", ".join(f"#{words.line(ref)}" for ref in view.linked_refs)
        lines.append(_("Linked with {refs}").format(refs=refs))
    if view.draft:
        key = session.keys.key("reply.begin")
        lines.append(_("A reply is half written: {key} goes on with it.").format(key=key))
    reasons = [words.line(reason) for reason in view.reasons if reason not in view.routing]
    if full:
        return lines + reasons
    return [*lines, " · ".join(reasons)] if reasons else lines


def _issue(issue: IssueHint, session: Session) -> str:
    """Return on which known issue the ticket is, or which it looks like, with the key for it."""
    title = words.line(issue.title)
    if issue.joined:
        return "● " + _("Known issue: {title}").format(title=title)
    count = ngettext("{n} ticket", "{n} tickets", issue.tickets).format(n=issue.tickets)
    text = _("Looks like the known issue “{title}” ({count}): {key} joins it and answers")
    return "● " + text.format(title=title, count=count, key=session.keys.key("ticket.issue"))


def _orders(view: TicketView, session: Session) -> Iterator[str]:
    """Yield which order it is about, if any is known."""
    if view.orders.matches:
        from agent_console.services.order_words import orders_line

        line = words.line(orders_line(view.orders, session.now().date()))
        yield f"{line} · {session.keys.key('ticket.orders')}"


def _customer(view: TicketView, width: int) -> Iterator[str]:
    """Yield who the customer is, and beside it, where there is room, how often that one wrote."""
    who, often = sender_text(view.ticket.customer, width), contacts_text(view.contacts)
    beside = f"{who} · {often}" if often else who
    if cell_width(beside) <= width:
        yield beside
    else:
        yield from (who, often)


def contacts_text(contacts: Contacts) -> str:
    """Return which contact of this month the last one was; empty for the first."""
    if contacts.mails < 2:
        return ""
    which = {
        2: _("second contact this month"),
        3: _("third contact this month"),
        4: _("fourth contact this month"),
        5: _("fifth contact this month"),
    }.get(contacts.mails, _("contact number {n} this month").format(n=contacts.mails))
    if contacts.tickets < 2:
        return which
    return which + " " + _("({n} tickets)").format(n=contacts.tickets)


def _asks(row: QueueRow, types: Mapping[str, str]) -> Iterator[str]:
    """Yield what the ticket asks for, the gravest first; a type called complaint not again."""
    said = _("complaint") if row.complaint else ""
    if said:
        yield "! " + said
    if row.frustration:
        yield _("customer {word}").format(word=words.mood_word(row.frustration))
    if row.priority in words.RAISED_OR_LOWERED:
        yield f"{words.priority_sign(row.priority)} {words.priority_text(row.priority)}"
    asked = words.line(types.get(row.type, row.type))
    if asked.casefold() not in ("", said.casefold()):
        yield asked
    if row.level:
        yield _("level {n}").format(n=row.level)
    if row.tags:
        yield _("tags: {tags}").format(tags=", ".join(map(words.line, row.tags)))


def _standing(row: QueueRow, session: Session) -> list[str]:
    now, zone = session.now(), session.zone
    parts = [f"{words.state_sign(row.state)} {words.state_word(row.state)}"]
    if not row.owner:
        parts.append(_("nobody’s"))
    elif row.owner == session.agent:
        parts.append(_("yours"))
    else:
        parts.append(_("with {name}").format(name=words.line(row.owner)))
    moment = words.due_moment(row)
    if moment is None:
        return parts
    text, at = words.due_text(row, now, zone), words.moment_text(moment, now, zone)
    standing = words.clock_state(row, now)
    if row.due_at is None or moment != row.due_at:
        parts.append(_("sleeps until {time} ({left})").format(time=at, left=text))
        return parts
    what = target_word(row.target or Target.NEXT_RESPONSE)
    sign, word = words.clock_sign(standing), words.clock_word(standing)
    due = _("{what} due {time} ({left})").format(what=what, time=at, left=text)
    parts.append(f"{sign} {due}, {word}".strip())
    return parts
