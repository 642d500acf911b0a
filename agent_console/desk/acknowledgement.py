"""What a customer is told when a mail has arrived: the ticket's ref and by when we answer.

The words are in the customer's language, not in that of the screen, and repeat nothing of the mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from agent_console.desk.follow_ups import working_moment
from agent_console.desk.hours import Calendar

LANGUAGES = ("de", "en")
_HOUR = timedelta(hours=1)
_NEAR_DAYS = 7
_WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
        *("Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
}
_SOON = {"de": "so bald wie möglich", "en": "as soon as possible"}


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Subject and text of an acknowledgement, as they are sent or with ``{ref}`` still open."""

    subject: str
    text: str


_GERMAN_END = (
    "Möchten Sie etwas ergänzen? Antworten Sie einfach auf diese E-Mail.\n\n"
    "Diese Bestätigung wurde automatisch verschickt.\n"
)
_ENGLISH_END = (
    "Would you like to add something? Simply answer this email.\n\n"
    "This confirmation was sent automatically.\n"
)
_SHIPPED = {
    ("de", True): Acknowledgement(
        "Ihre Nachricht ist angekommen [#{ref}]",
        "Guten Tag,\n\nIhre Nachricht ist bei uns angekommen und hat die Nummer #{ref}.\n"
        "Sie erhalten unsere Antwort {answer_time}.\n\n" + _GERMAN_END,
    ),
    ("de", False): Acknowledgement(
        "Ihre Nachricht ist angekommen [#{ref}]",
        "Guten Tag,\n\nIhre Nachricht ist bei uns angekommen und hat die Nummer #{ref}.\n"
        "Zurzeit ist unser Team nicht im Dienst. Sie erhalten unsere Antwort {answer_time}.\n\n"
        + _GERMAN_END,
    ),
    ("en", True): Acknowledgement(
        "We have received your message [#{ref}]",
        "Hello,\n\nwe have received your message. Its number is #{ref}.\n"
        "You will have our answer {answer_time}.\n\n" + _ENGLISH_END,
    ),
    ("en", False): Acknowledgement(
        "We have received your message [#{ref}]",
        "Hello,\n\nwe have received your message. Its number is #{ref}.\n"
        "Our team is not at work right now. You will have our answer {answer_time}.\n\n"
        + _ENGLISH_END,
    ),
}


def shipped_words(language: str, *, is_open: bool) -> Acknowledgement:
    """Return the shipped words: German for ``de``, English for any other language."""
    return _SHIPPED["de" if language == "de" else "en", is_open]


def filled(words: Acknowledgement, ref: str, answer_time: str) -> Acknowledgement:
    """Return ``words`` with the two variables filled in; there are no others."""

    def fill(text: str) -> str:
        return text.replace("{answer_time}", answer_time).replace("{ref}", ref)

    return Acknowledgement(fill(words.subject), fill(words.text))


def answer_time_words(
    due_at: datetime | None, now: datetime, calendar: Calendar, language: str
) -> str:
    """Say until when we answer: ``bis morgen, 10 Uhr``, ``by Monday, 10 am``.

    Rounded up to a full hour while the desk is open; "as soon as possible" without a time ahead.
    """
    if due_at is None or due_at <= now:
        return _SOON[language]
    due = _rounded(due_at, calendar).astimezone(calendar.zone)
    days = (due.date() - now.astimezone(calendar.zone).date()).days
    day = _day(due, days, language)
    clock = _clock(due.timetz().replace(tzinfo=None), language)
    return f"bis {day}, {clock}" if language == "de" else f"by {day}, {clock}"


def _rounded(due_at: datetime, calendar: Calendar) -> datetime:
    local = due_at.astimezone(calendar.zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return working_moment(due_at + (_HOUR - past if past else timedelta()), due_at, calendar)


def _day(due: datetime, days: int, language: str) -> str:
    if days in (0, 1):
        near = {"de": ("heute", "morgen"), "en": ("today", "tomorrow")}
        return near[language][days]
    weekday = _WEEKDAYS[language][due.weekday()]
    if days < _NEAR_DAYS:
        return weekday
    month = _MONTHS[language][due.month - 1]
    return f"{weekday}, {due.day}. {month}" if language == "de" else f"{weekday}, {due.day} {month}"


def _clock(at: time, language: str) -> str:
    if language == "de":
        return f"{at.hour}:{at.minute:02} Uhr" if at.minute else f"{at.hour} Uhr"
    minutes = f":{at.minute:02}" if at.minute else ""
    if at.hour % 12 == 0 and not minutes:
        return "noon" if at.hour else "midnight"
    return f"{at.hour % 12 or 12}{minutes} {'pm' if at.hour >= 12 else 'am'}"
