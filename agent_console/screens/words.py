"""Signs and words for the values the desk works with; asked for when they are shown."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from agent_console.desk import clocks
from agent_console.desk.clocks import Clock, ClockState, state
from agent_console.desk.countdown import countdown_text, weekday_name
from agent_console.desk.listing import QueueRow, SyncStatus
from agent_console.desk.states import (
    AnyView,
    Health,
    OutboxKind,
    OutboxState,
    QueueSort,
    QueueView,
    SavedView,
    Stage,
    Target,
    TicketState,
)
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError
from agent_console.i18n import _, pgettext

if TYPE_CHECKING:
    from agent_console.desk.mail import Address
    from agent_console.desk.views import OutboxItem

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_BAR_CELLS = 8
RAISED_OR_LOWERED = ("urgent", "high", "low")
ANNOYING = 2
HANDED_ROUND = 3


def line(text: str) -> str:
    """Return outside text as one line that is safe to show."""
    return to_screen(text, one_line=True)


def opening_desk() -> str:
    """Return what is said while there is no desk yet."""
    return _("One moment: the store is being opened.")


def decimal_text(number: float) -> str:
    """Return a number with one decimal, as people write it."""
    return f"{number:.1f}".replace(".", pgettext("decimal separator", "."))


def state_sign(ticket_state: TicketState) -> str:
    """Return one character that tells a state without colour."""
    return {
        TicketState.NEW: "●",
        TicketState.OPEN: "○",
        TicketState.WAITING: "◇",
        TicketState.SNOOZED: "z",
        TicketState.CLOSED: "✓",
        TicketState.SPAM: "⊘",
    }[ticket_state]


def state_word(ticket_state: TicketState) -> str:
    """Return a state in one short word (at most eight cells)."""
    return {
        TicketState.NEW: pgettext("ticket, at most 8 letters", "new"),
        TicketState.OPEN: pgettext("ticket, at most 8 letters", "open"),
        TicketState.WAITING: pgettext("ticket, at most 8 letters", "waiting"),
        TicketState.SNOOZED: pgettext("ticket, at most 8 letters", "snoozed"),
        TicketState.CLOSED: pgettext("ticket, at most 8 letters", "closed"),
        TicketState.SPAM: pgettext("ticket, at most 8 letters", "spam"),
    }[ticket_state]


def priority_sign(priority: str) -> str:
    """Return one character that tells a priority without colour; none for the usual one."""
    return {"urgent": "⇈", "high": "↑", "low": "↓"}.get(priority, "")


def priority_text(priority: str) -> str:
    """Return a priority in words that stand alone."""
    return {
        "urgent": _("urgent"),
        "high": _("high priority"),
        "low": _("low priority"),
    }.get(priority, _("normal priority"))


def priority_badge(priority: str) -> str:
    """Return the sign of a priority and its word; empty for the usual one."""
    word = {
        "urgent": pgettext("priority", "urgent"),
        "high": pgettext("priority", "high"),
        "low": pgettext("priority", "low"),
    }.get(priority, "")
    return f"{priority_sign(priority)} {word}".strip()


def mood_word(frustration: int) -> str:
    """Return how annoyed a customer is: 0 (calm) to 3 (angry)."""
    return {
        0: pgettext("customer", "calm"),
        1: pgettext("customer", "annoyed"),
        2: pgettext("customer", "frustrated"),
    }.get(frustration, pgettext("customer", "angry"))


def view_word(view: AnyView) -> str:
    """Return the name of a view."""
    if isinstance(view, SavedView):
        return line(view.name)
    return {
        QueueView.FOR_ME: pgettext("view", "For me"),
        QueueView.MINE: pgettext("view", "Mine"),
        QueueView.UNCLAIMED: pgettext("view", "Nobody’s"),
        QueueView.OPEN: pgettext("view", "Open"),
        QueueView.WAITING: pgettext("view", "Waiting"),
        QueueView.FOLLOW_UPS: pgettext("view", "Follow-ups"),
        QueueView.COMPLAINTS: pgettext("view", "Complaints"),
        QueueView.OVERDUE: pgettext("view", "Overdue"),
        QueueView.SNOOZED: pgettext("view", "Snoozed"),
        QueueView.CLOSED_TODAY: pgettext("view", "Closed today"),
        QueueView.CLOSED: pgettext("view", "Closed"),
        QueueView.SPAM: pgettext("view", "Spam"),
        QueueView.AUTOMATIC: pgettext("view", "Automatic"),
        QueueView.ALL: pgettext("view", "All"),
    }[view]


def sort_word(sort: QueueSort, view: AnyView) -> str:
    """Return an order in words; the own order of a view is not the same in each."""
    if sort is QueueSort.PRIORITY:
        own: dict[AnyView, str] = {
            QueueView.FOLLOW_UPS: _("the next one due first"),
            QueueView.OVERDUE: _("the longest overdue first"),
            QueueView.SNOOZED: _("the next one to wake first"),
            QueueView.CLOSED_TODAY: _("newest first"),
            QueueView.CLOSED: _("newest first"),
            QueueView.SPAM: _("newest first"),
            QueueView.AUTOMATIC: _("newest first"),
        }
        return own.get(view, _("by priority"))
    return {
        QueueSort.DEADLINE: _("by deadline"),
        QueueSort.AGE: _("oldest first"),
        QueueSort.CUSTOMER: _("by customer"),
    }[sort]


def title_text(for_me: int, overdue: int) -> str:
    """Return the title of the terminal's window, what matters first: it is cut at its end."""
    parts = [str(for_me)]
    if overdue:
        parts.append(_("{n} overdue").format(n=overdue))
    return " · ".join(parts) + " – Agent Console"


def health_word(status: SyncStatus) -> str:
    """Return how the connection is, with what the engine says about it."""
    word = {
        Health.STARTING: _("starting"),
        Health.ONLINE: _("online"),
        Health.OFFLINE: _("offline"),
        Health.SIGN_IN: _("sign-in needed"),
        Health.ELSEWHERE: _("synced by another console"),
        Health.PAUSED: _("reading paused"),
        Health.STOPPED: _("sync stopped"),
    }[status.health]
    if status.total and status.fetched < status.total and status.health is Health.ONLINE:
        word = reading_word(status)
    message = "" if status.health is Health.ELSEWHERE else line(status.message)
    return f"{word} · {message}" if message else word


def reading_word(status: SyncStatus) -> str:
    """Return how far the reading is: what, a small bar, how many, how fast, how long still."""
    words = {
        Stage.HEADERS: _("reading headers: {done} of {total}"),
        Stage.TEXTS: _("reading texts: {done} of {total}"),
        Stage.WHOLE: _("reading whole mails: {done} of {total}"),
    }.get(status.stage or Stage.NEW, _("reading mails: {done} of {total}"))
    parts = [words.format(done=status.fetched, total=status.total)]
    if status.per_second and status.seconds_left is not None:
        filled = _BAR_CELLS * status.fetched // status.total
        parts.insert(0, "█" * filled + "░" * (_BAR_CELLS - filled))
        parts.append(_("{n}/s").format(n=round(status.per_second)))
        parts.append(_("{time} left").format(time=span_text(status.seconds_left)))
    return " ".join(parts[:2]) + "".join(f", {part}" for part in parts[2:])


def span_text(seconds: int) -> str:
    """Return a span of time in the two largest units that matter: ``45 s``, ``3 min``, ``2 h``."""
    if seconds < 60:
        return _("{n} s").format(n=seconds)
    minutes = -(-seconds // 60)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def recipients(item: OutboxItem) -> str:
    """Return the addresses a mail goes to, safe to show."""
    return ", ".join(line(address) for address in item.recipients)


def not_left(item: OutboxItem) -> str:
    """Return what is said of a mail that was taken back and stands in the editor again."""
    reply, other = all_not_left()
    return reply if item.kind is OutboxKind.REPLY else other


def all_not_left() -> tuple[str, str]:
    """Return what is said of a reply, and of another mail, that was taken back."""
    return (
        _("The reply did not leave; go on writing."),
        _("The mail did not leave; go on writing."),
    )


def outbox_sign(item_state: OutboxState) -> str:
    """Return one character that tells an outbox state without colour."""
    return {
        OutboxState.QUEUED: "…",
        OutboxState.HELD: "!",
        OutboxState.SENDING: "→",
        OutboxState.SENT: "✓",
        OutboxState.PARTIAL: "!",
        OutboxState.DEFERRED: "↻",
        OutboxState.REFUSED: "!",
        OutboxState.UNKNOWN: "?",
        OutboxState.CANCELLED: "×",
    }[item_state]


def clock_state(row: QueueRow, now: datetime) -> ClockState | None:
    """Return how the running promise of a row stands, or None when none is shown."""
    if row.due_at is None or row.state in (TicketState.CLOSED, TicketState.SNOOZED):
        return None
    started = row.span_from or row.due_at
    return state(Clock(row.target or Target.NEXT_RESPONSE, started, row.due_at), now)


def clock_sign(standing: ClockState | None) -> str:
    """Return the sign of a promise: ``!!`` is overdue, ``!`` is due soon."""
    return {ClockState.OVERDUE: "!!", ClockState.SOON: "!"}.get(standing, "") if standing else ""


def clock_word(standing: ClockState | None) -> str:
    """Return how a promise stands, in words; empty when nothing runs."""
    return clocks.clock_word(standing) if standing else ""


def due_moment(row: QueueRow) -> datetime | None:
    """Return the moment a row counts down to: its wake-up when it sleeps, else its due time."""
    if row.state is TicketState.SNOOZED:
        return row.wake_at
    return None if row.state is TicketState.CLOSED else row.due_at


def has_woken(row: QueueRow, now: datetime) -> bool:
    """Return whether the snooze has ended that a row still shows."""
    return row.state is TicketState.SNOOZED and row.wake_at is not None and row.wake_at <= now


def due_text(row: QueueRow, now: datetime, zone: tzinfo) -> str:
    """Return the text of the countdown column."""
    moment = due_moment(row)
    return countdown_text(moment, now, zone) if moment else ""


def age_text(at: datetime | None, now: datetime) -> str:
    """Return how long ago something was, in its largest unit."""
    if at is None:
        return ""
    age = max(now - at, timedelta())
    if age < _HOUR:
        return _("{n} min").format(n=age // _MINUTE)
    if age < _DAY:
        return _("{n} h").format(n=age // _HOUR)
    return _("{n} d").format(n=age // _DAY)


def next_age_change(at: datetime | None, now: datetime) -> datetime | None:
    """Return when ``age_text`` becomes another text."""
    if at is None:
        return None
    age = max(now - at, timedelta())
    step = _MINUTE if age < _HOUR else _HOUR if age < _DAY else _DAY
    return at + (age // step + 1) * step


def moment_text(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return a moment for reading: today only the time, this week the weekday, else the date."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if abs((local.date() - today.date()).days) < 7:
        return f"{weekday_name(local.weekday())} {local:%H:%M}"
    return _("{date:%Y-%m-%d %H:%M}").format(date=local)


def address_text(address: Address | None) -> str:
    """Return name and address; the address is always shown, whatever the name claims to be."""
    if address is None:
        return _("unknown sender")
    name, email = line(address.name), line(address.email)
    if not name:
        return email or _("unknown sender")
    return f"{name} <{email}>" if email else name


def error_text(error: ConsoleError) -> str:
    """Return an expected failure in one paragraph: what happened and what to do."""
    parts = [f"{to_screen(error.title)}: {to_screen(error.message)}"]
    if error.hint:
        parts.append(to_screen(error.hint))
    return " · ".join(parts)
