"""A contact while it is being written down: kept as it is typed, read back after a hang-up."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from agent_console.desk.contacts import (
    MAX_SECONDS,
    Contact,
    ContactChannel,
    ContactResult,
    Person,
)
from agent_console.desk.mail import Direction
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _

_CLOCK = re.compile(r"(?:(?P<day>.+?)[\s,]+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s*uhr)?")
_AGO = re.compile(
    r"[-–\u2212]\s*(?P<number>\d{1,4})\s*(?P<unit>m|min|minutes?|minuten|h|std|stunden?)?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d.*")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?")
_DAYS = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1, "vorgestern": 2}
_LENGTH = re.compile(r"(?:(?P<first>\d{1,4}):)?(?P<number>\d{1,5})\s*(?P<unit>[a-z]*)\.?")
_SECONDS = frozenset({"s", "sec", "sek", "second", "seconds", "sekunde", "sekunden"})
_HOURS = frozenset({"h", "std", "hour", "hours", "stunde", "stunden"})
_MINUTES = frozenset({"", "m", "min", "mins", "minute", "minutes", "minuten"})


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What is known so far; ``seconds`` None: the talk goes on. ``ticket`` "" begins a new one."""

    began: datetime
    channel: ContactChannel = ContactChannel.PHONE
    direction: Direction = Direction.IN
    seconds: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    order: str = ""
    kind: str = ""
    summary: str = ""
    result: ContactResult = ContactResult.OPEN
    ticket: str = ""

    @property
    def person(self) -> Person:
        """The one on the other side."""
        return Person(self.name.strip(), self.email.strip(), self.phone.strip())

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is worth keeping."""
        typed = (self.name, self.email, self.phone, self.order, self.kind, self.summary)
        return not any(part.strip() for part in typed)

    def length(self, now: datetime) -> timedelta:
        """Return how long the talk took, or has taken so far."""
        if self.seconds is not None:
            return timedelta(seconds=self.seconds)
        return min(max(now - self.began, timedelta()), timedelta(seconds=MAX_SECONDS))

    def stopped(self, now: datetime) -> ContactDraft:
        """Return it with the time stopped."""
        return replace(self, seconds=int(self.length(now).total_seconds()))

    def need_matter(self) -> None:
        """Raise ActionRefusedError when nothing is said of what it was about."""
        if not (self.summary.strip() or self.kind):
            raise ActionRefusedError(
                _("Contact"), _("nothing is said of what it was about"), _("Write a summary.")
            )

    def contact(self, now: datetime, who: str) -> Contact:
        """Return the contact as it is to be logged by ``who``.

        Raises ActionRefusedError when nothing is said of what it was about, or of who shall hear
        from us.
        """
        self.need_matter()
        person = self.person
        unknown = not (person.name or person.email or person.phone)
        if unknown and not self.ticket and self.result is ContactResult.OPEN:
            raise ActionRefusedError(
                _("Contact"),
                _("nobody would know to whom to get back"),
                _("Give a name, an address or a number, or say that it is solved."),
            )
        return Contact(
            channel=self.channel,
            direction=self.direction,
            began=min(self.began, now),
            length=self.length(now),
            person=person,
            result=self.result,
            who=who,
            order=self.order.strip(),
            kind=self.kind,
            summary=self.summary.strip(),
            opens=not self.ticket,
        )


def draft_to_text(draft: ContactDraft) -> str:
    """Write a draft as one line of JSON."""
    values = {**asdict(draft), "began": draft.began.astimezone(UTC).isoformat()}
    return json.dumps(values, ensure_ascii=False)


def draft_from_text(text: str) -> ContactDraft | None:
    """Read the first draft of a text; None for what is none."""
    for line in text.splitlines():
        try:
            values = json.loads(line)
            return ContactDraft(
                **{
                    **values,
                    "began": datetime.fromisoformat(values["began"]).astimezone(UTC),
                    "channel": ContactChannel(values["channel"]),
                    "direction": Direction(values["direction"]),
                    "result": ContactResult(values["result"]),
                }
            )
        except (ValueError, TypeError, KeyError):
            continue
    return None


def parse_began(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the UTC moment that lies behind us and that ``text`` names, None when it names none.

    ``10:05`` is the last time it was that, ``gestern 16:30``, ``23.11. 9:00``, ``-15 min``, or
    ISO 8601.
    """
    text = " ".join(text.casefold().split())
    try:
        moment = _moment(text, now, zone)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and moment <= now else None


def _moment(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    if _ISO.fullmatch(text):
        moment = datetime.fromisoformat(text.upper())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    if ago := _AGO.fullmatch(text):
        hours = (ago["unit"] or "m")[0] in "hs"
        return now - int(ago["number"]) * timedelta(minutes=60 if hours else 1)
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    clock = time(int(found["hour"]), int(found["minute"]))
    today = now.astimezone(zone).date()
    if not found["day"]:
        moment = datetime.combine(today, clock, zone).astimezone(UTC)
        if moment > now:
            moment = datetime.combine(today - timedelta(days=1), clock, zone).astimezone(UTC)
        return moment
    if found["day"] in _DAYS:
        day = today - timedelta(days=_DAYS[found["day"]])
        return datetime.combine(day, clock, zone).astimezone(UTC)
    named = _DATE.fullmatch(found["day"])
    if named is None:
        return None
    year, month, date_of = named[1] or named[6] or today.year, named[2] or named[5], named[3]
    day = today.replace(year=int(year), month=int(month), day=int(date_of or named[4]))
    return datetime.combine(day, clock, zone).astimezone(UTC)


def parse_length(text: str) -> int | None:
    """Return the seconds that ``4``, ``4 min``, ``4:30``, ``90 s`` or ``1 h`` name, else None."""
    found = _LENGTH.fullmatch(text.strip().casefold())
    if found is None:
        return None
    number, unit = int(found["number"]), found["unit"]
    if found["first"] is not None:
        seconds = int(found["first"]) * 60 + number if not unit or unit in _MINUTES else None
    elif unit in _SECONDS:
        seconds = number
    elif unit in _HOURS:
        seconds = number * 3600
    else:
        seconds = number * 60 if unit in _MINUTES else None
    return seconds if seconds is not None and seconds <= MAX_SECONDS else None


def length_text(seconds: int) -> str:
    """Return a length as minutes and seconds: ``4:05``."""
    return f"{seconds // 60}:{seconds % 60:02}"
