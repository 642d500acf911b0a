"""The time left to a moment in at most nine cells, and when that text next changes.

Up to a day ahead it counts hours and minutes (``0:42``, rounded up, so it says ``0:00`` at the very
moment), up to six days it names weekday and time (``Mon 12:30``), beyond that the date. Once the
moment is past it counts upwards (``-1:20``, rounded down), and days after a day (``-3 d``).
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from agent_console.i18n import _, pgettext

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEKDAY_FROM = DAY
DATE_FROM = 6 * DAY


def countdown_text(due_at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return the short text of a queue's column; weekday, time and date are those of ``zone``."""
    left = due_at - now
    if left > DATE_FROM:
        day = due_at.astimezone(zone)
        return pgettext("month and day, at most 6 characters", "{month:02}-{day:02}").format(
            month=day.month, day=day.day
        )
    if left > WEEKDAY_FROM:
        due = due_at.astimezone(zone)
        return f"{weekday_name(due.weekday())} {due:%H:%M}"
    if left <= -DAY:
        return _("-{days} d").format(days=-left // DAY)
    minutes = _ceil(left, MINUTE)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{hours_text(abs(minutes) * MINUTE)}"


def next_text_change(due_at: datetime, now: datetime) -> datetime:
    """Return the moment after ``now`` at which ``countdown_text`` becomes another one."""
    left = due_at - now
    if left > DATE_FROM:
        return due_at - DATE_FROM
    if left > WEEKDAY_FROM:
        return due_at - WEEKDAY_FROM
    step = DAY if left <= -DAY else MINUTE
    return due_at - (_ceil(left, step) - 1) * step


def hours_text(amount: timedelta) -> str:
    """Return a duration as hours and minutes, ``26:05``; seconds are dropped."""
    minutes = amount // MINUTE
    return f"{minutes // 60}:{minutes % 60:02}"


def weekday_name(weekday: int) -> str:
    """Return the short name of a weekday (Monday is 0), at most three cells."""
    names = (
        pgettext("weekday, at most 3 letters", "Mon"),
        pgettext("weekday, at most 3 letters", "Tue"),
        pgettext("weekday, at most 3 letters", "Wed"),
        pgettext("weekday, at most 3 letters", "Thu"),
        pgettext("weekday, at most 3 letters", "Fri"),
        pgettext("weekday, at most 3 letters", "Sat"),
        pgettext("weekday, at most 3 letters", "Sun"),
    )
    return names[weekday]


def _ceil(amount: timedelta, step: timedelta) -> int:
    return -(-amount // step)
