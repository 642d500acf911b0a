"""Until when a ticket shall sleep: four usual answers, or a time in the agent's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from agent_console.desk.countdown import weekday_name
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.line_input import LineInput, belongs_to_line
from agent_console.screens.widgets.question import Choice, Question

_MORNING = time(8, 0)
_AMOUNT = re.compile(r"(\d{1,4})\s*(m|min|h|d)")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}


def tomorrow_morning(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the next day in ``zone``."""
    return _at(now.astimezone(zone).date() + timedelta(days=1), _MORNING, zone)


def next_monday(now: datetime, zone: tzinfo) -> datetime:
    """Return 8:00 of the Monday after today in ``zone``."""
    today = now.astimezone(zone).date()
    return _at(today + timedelta(days=7 - today.weekday()), _MORNING, zone)


def parse_until(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Read ``90 min``, ``4 h``, ``2 d``, ``14:30``, ``Fri``, ``Fri 14:30`` or a date with or
    without a time; return None for anything else. A day without a time means 8:00.
    """
    text = text.strip().lower()
    if amount := _AMOUNT.fullmatch(text):
        return now + timedelta(**{_UNITS[amount[2]]: int(amount[1])})
    day_text, _gap, time_text = text.rpartition(" ")
    clock = _clock(time_text)
    if clock is None:
        day_text = text
    try:
        return _day_and_time(day_text.strip(), clock, now, zone)
    except ValueError:
        return None


def _day_and_time(
    day_text: str, clock: time | None, now: datetime, zone: tzinfo
) -> datetime | None:
    today = now.astimezone(zone).date()
    if not day_text:
        if clock is None:
            return None
        moment = _at(today, clock, zone)
        return moment if moment > now else _at(today + timedelta(days=1), clock, zone)
    day = _weekday(day_text, today) or _date(day_text, today)
    return _at(day, clock or _MORNING, zone) if day else None


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _weekday(text: str, today: date) -> date | None:
    for number in range(7):
        if len(text) >= 2 and text.startswith(weekday_name(number).lower()):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _date(text: str, today: date) -> date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    if found[1]:
        return date(int(found[1]), int(found[2]), int(found[3]))
    day = date(int(found[6] or today.year), int(found[5]), int(found[4]))
    return day if found[6] or day >= today else day.replace(year=day.year + 1)


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


class SnoozePicker(Vertical):
    """Docked at the foot: one key for the usual answers, ``t`` to type another time."""

    @dataclass
    class Picked(Message):
        """The ticket shall sleep until then."""

        ref: str
        until: datetime

    def __init__(self, ref: str, session: Session) -> None:
        super().__init__()
        self._ref = ref
        self._session = session

    def compose(self) -> ComposeResult:
        """Ask the question."""
        yield Question(
            _("Let #{ref} sleep until …").format(ref=words.line(self._ref)),
            (
                Choice("1", _("in 1 hour"), "1h"),
                Choice("4", _("in 4 hours"), "4h"),
                Choice("t", _("tomorrow 8:00"), "tomorrow"),
                Choice("m", _("Monday 8:00"), "monday"),
                Choice("z", _("another time …"), "other"),
            ),
        )

    @on(Question.Answered)
    async def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if event.value == "other":
            await self.mount(_TimeInput())
            return
        now, zone = self._session.now(), self._session.zone
        until = {
            "1h": now + timedelta(hours=1),
            "4h": now + timedelta(hours=4),
            "tomorrow": tomorrow_morning(now, zone),
            "monday": next_monday(now, zone),
        }.get(event.value)
        await self._leave(until)

    @on(Input.Submitted)
    async def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        until = parse_until(event.value, self._session.now(), self._session.zone)
        if until is None:
            event.input.value = ""
            event.input.placeholder = _("Not a time that I can read: try 2 h, 14:30 or Fri 9:00")
            return
        await self._leave(until)

    async def on_key(self, event: events.Key) -> None:
        """Leave on Esc, and keep all other keys from the screen below."""
        if belongs_to_line(event):
            return
        event.stop()
        if event.key == "escape":
            event.prevent_default()
            await self._leave(None)

    async def _leave(self, until: datetime | None) -> None:
        if until is not None:
            self.post_message(self.Picked(self._ref, until))
        await self.remove()


class _TimeInput(LineInput):
    """Where another time is typed."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("2 h, 14:30, Fri, Fri 9:00, 2026-12-24 …"))

    def on_mount(self) -> None:
        """Take the keys."""
        self.focus()
