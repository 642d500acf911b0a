"""The text of each cell of the queue, and when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from agent_console.desk.clocks import ClockState
from agent_console.desk.countdown import next_text_change
from agent_console.desk.listing import QueueRow
from agent_console.desk.text import cell_width, shorten
from agent_console.i18n import _, pgettext
from agent_console.queue_layout import Column
from agent_console.screens import words
from agent_console.screens.widgets.queue_badges import badges
from agent_console.screens.widgets.queue_places import WIDE_BADGES, WIDE_DUE, Place

TIMES = frozenset({Column.DUE, Column.AGE, Column.LAST, Column.FOLLOW_UP})
NO_NAMES: Mapping[str, str] = {}


def title(column: Column) -> str:
    """Return the head of a column."""
    return {
        Column.MARK: "",
        Column.STATE: _("State"),
        Column.DUE: _("Answer due"),
        Column.REF: _("Ticket"),
        Column.CUSTOMER: _("Customer"),
        Column.SUBJECT: _("Subject"),
        Column.TYPE: _("Request"),
        Column.LEVEL: pgettext("level, at most 3 letters", "Lvl"),
        Column.OWNER: _("Owner"),
        Column.PRIORITY: _("Priority"),
        Column.CHANNEL: _("Channel"),
        Column.AGE: _("Age"),
        Column.LAST: _("Last"),
        Column.FOLLOW_UP: _("Comes back"),
        Column.BADGES: "",
    }[column]


def cell_text(
    place: Place,
    row: QueueRow,
    now: datetime,
    zone: tzinfo,
    *,
    marked: bool = False,
    types: Mapping[str, str] = NO_NAMES,
) -> str:
    """Return the text of one cell, shortened, safe to show, filled up to its width.

    ``types`` are the names of request types by id; one that is missing is shown by its id.
    """
    if place.column is Column.MARK:
        text = ("▶" if marked else " ") + words.priority_sign(row.priority)
    elif place.column is Column.TYPE:
        text = words.line(types.get(row.type, row.type))
    else:
        text = _plain(place, row, now, zone)
    return fill(text, place.width)


def fill(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, the last one free."""
    short = shorten(text, width - 1)
    return short + " " * (width - cell_width(short))


def _plain(place: Place, row: QueueRow, now: datetime, zone: tzinfo) -> str:
    match place.column:
        case Column.STATE:
            return f"{words.state_sign(row.state)} {words.state_word(row.state)}"
        case Column.DUE:
            if place.width >= WIDE_DUE:
                word = words.clock_word(standing(row, now))
                return f"{word} {words.due_text(row, now, zone)}".strip()
            sign = words.clock_sign(standing(row, now))
            return f"{sign:2} {words.due_text(row, now, zone):>9}".rstrip()
        case Column.REF:
            return f"#{words.line(row.ref)}"
        case Column.CUSTOMER:
            return words.line(row.customer_name) or words.line(row.customer_email)
        case Column.SUBJECT:
            return words.line(row.subject) or _("(no subject)")
        case Column.LEVEL:
            return str(row.level or "")
        case Column.OWNER:
            return words.line(row.owner) or "–"
        case Column.BADGES:
            return badges(row, wide=place.width >= WIDE_BADGES)
        case _:
            return _less_usual(place.column, row, now, zone)


def _less_usual(column: Column, row: QueueRow, now: datetime, zone: tzinfo) -> str:
    match column:
        case Column.AGE:
            return words.age_text(row.opened_at, now)
        case Column.LAST:
            return words.age_text(row.last_at, now)
        case Column.FOLLOW_UP:
            return words.moment_text(row.wake_at, now, zone) if row.wake_at else ""
        case Column.PRIORITY:
            return words.priority_badge(row.priority)
        case Column.CHANNEL:
            return _channel(row.channel)
        case _:
            return ""


def _channel(channel: str) -> str:
    """Return the word for a channel; only lists with that column load the words."""
    from agent_console.desk.targets import channel_word

    return channel_word(channel or "email")


def next_change(column: Column, row: QueueRow, now: datetime, zone: tzinfo) -> datetime | None:
    """Return when the text of a time column changes next, None when it stays."""
    match column:
        case Column.DUE:
            moment = words.due_moment(row)
            return next_text_change(moment, now) if moment else None
        case Column.AGE:
            return words.next_age_change(row.opened_at, now)
        case Column.LAST:
            return words.next_age_change(row.last_at, now)
        case Column.FOLLOW_UP if row.wake_at:
            tomorrow = now.astimezone(zone) + timedelta(days=1)
            return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
        case _:
            return None


def standing(row: QueueRow, now: datetime) -> ClockState | None:
    """Return how the promise of a row stands."""
    return words.clock_state(row, now)
