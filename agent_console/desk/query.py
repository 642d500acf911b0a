"""What a person typed into the search line: words, and what the tickets shall be besides.

Any text is a search: what looks like a condition but is none that is known stays a word. The
names of fields and states may be typed in English or in German.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from agent_console.desk.refs import normalise_ref


class Field(StrEnum):
    """What a condition is about; ``FROM`` and ``TO`` tell which way the mail went."""

    TYPE = "type"
    STATE = "state"
    OWNER = "owner"
    ASKS = "asks"
    TAG = "tag"
    LEVEL = "level"
    LANGUAGE = "lang"
    CHANNEL = "channel"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"
    IS = "is"
    REF = "ref"
    ORDER = "order"
    FROM = "from"
    TO = "to"


def _by_word(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return {word: value for value, many in words.items() for word in many}


_NAMES: Mapping[str, Field] = {
    **{field.value: field for field in Field},
    "anliegen": Field.TYPE,
    "status": Field.STATE,
    "wer": Field.OWNER,
    "bei": Field.OWNER,
    "fragt": Field.ASKS,
    "schlagwort": Field.TAG,
    "stufe": Field.LEVEL,
    "sprache": Field.LANGUAGE,
    "kanal": Field.CHANNEL,
    "vor": Field.BEFORE,
    "nach": Field.AFTER,
    "ab": Field.AFTER,
    "hat": Field.HAS,
    "ist": Field.IS,
    "bestellung": Field.ORDER,
    "von": Field.FROM,
    "an": Field.TO,
}
_STATES = _by_word(
    {
        "new": ("new", "neu"),
        "open": ("open", "offen"),
        "waiting": ("waiting", "wartet", "wartend"),
        "snoozed": ("snoozed", "ruht", "ruhend", "schläft", "zurückgestellt"),
        "closed": ("closed", "geschlossen", "erledigt"),
        "spam": ("spam",),
    }
)
_IS = _by_word(
    {
        "overdue": ("overdue", "überfällig"),
        "complaint": ("complaint", "beschwerde", "reklamation"),
        "reopened": ("reopened", "wiedereröffnet"),
        "bounced": ("bounced", "unzustellbar"),
        "automatic": ("automatic", "automatisch"),
        "answered": ("answered", "beantwortet"),
        "unanswered": ("unanswered", "unbeantwortet"),
        "mine": ("mine", "meins", "meine"),
        "urgent": ("urgent", "dringend"),
        "angry": ("angry", "verärgert"),
    }
)
_HAS = _by_word(
    {
        "attachment": ("attachment", "anhang", "datei", "file"),
        "note": ("note", "notiz"),
        "draft": ("draft", "entwurf"),
        "tag": ("tag", "schlagwort"),
    }
)
_CHANNELS = _by_word(
    {
        "email": ("email", "e-mail", "mail"),
        "form": ("form", "formular"),
        "phone": ("phone", "telefon"),
        "chat": ("chat",),
        "in-person": ("in-person", "visit", "besuch", "persönlich"),
        "social": ("social", "sozial"),
        "message": ("message", "nachricht"),
        "marketplace": ("marketplace", "marktplatz"),
        "letter": ("letter", "brief"),
    }
)
_ME = frozenset(("me", "ich", "mir"))
_NOBODY = frozenset(("nobody", "none", "niemand", "niemandem", "-"))
_TODAY = frozenset(("today", "heute"))
_YESTERDAY = frozenset(("yesterday", "gestern"))
_TERM = re.compile(r'(?<!\S)(?P<no>-?)(?P<name>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
_SPAN = re.compile(r"(\d{1,4})([dwmytj])")
_UNITS = {"d": 1, "t": 1, "w": 7, "m": 30, "y": 365, "j": 365}
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_CENTURY = 2000
_LEAST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that has to be so, or with ``no`` not so.

    ``value`` is an id, a name or a word of our own; for a time ``at``.
    """

    field: Field
    value: str = ""
    at: datetime | None = None
    no: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The words that are left, as they were typed, and the conditions."""

    words: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions may name: request types by each of their names, me, the team, tags, now."""

    types: Mapping[str, str]
    agent: str
    agents: tuple[str, ...]
    today: date
    zone: tzinfo
    tags: tuple[str, ...] = ()


def read_query(text: str, known: Known) -> Query:
    """Take what was typed apart."""
    conditions: list[Condition] = []
    words: list[str] = []
    place = 0
    for found in _TERM.finditer(text):
        condition = _condition(found, known)
        if condition is None:
            continue
        words.append(text[place : found.start()])
        words.append(_left(condition, found))
        conditions.append(condition)
        place = found.end()
    words.append(text[place:])
    left = " ".join("".join(words).split())
    return Query(left, _without_both_ways(conditions))


def _left(condition: Condition, found: re.Match[str]) -> str:
    """Return the words by which the index finds what a condition names."""
    typed = found["quoted"] if found["quoted"] is not None else found["plain"]
    if condition.field in (Field.FROM, Field.TO):
        return f'from:"{typed}"' if found["quoted"] is not None else f"from:{typed}"
    return f'"{typed}"' if condition.field is Field.ORDER else ""


def _without_both_ways(conditions: list[Condition]) -> tuple[Condition, ...]:
    """Leave the way open where a mail shall be from somebody and to somebody."""
    ways = {one.field for one in conditions} & {Field.FROM, Field.TO}
    both = len(ways) > 1
    dropped = {Field.ORDER, *(ways if both else ())}
    return tuple(one for one in conditions if one.field not in dropped)


def _condition(found: re.Match[str], known: Known) -> Condition | None:
    field = _NAMES.get(found["name"].lower())
    typed = found["quoted"] if found["quoted"] is not None else found["plain"]
    if field is None or not typed.strip():
        return None
    no = bool(found["no"])
    if field in (Field.BEFORE, Field.AFTER):
        at = _moment(typed.lower(), known)
        return Condition(field, at=at, no=no) if at else None
    if field in (Field.FROM, Field.TO, Field.ORDER):
        return None if no else Condition(field, typed)
    if field is Field.IS and typed.strip().lower() in _STATES:
        field = Field.STATE
    value = _value(field, typed.strip().lower(), known)
    return None if value is None else Condition(field, value, no=no)


def _value(field: Field, typed: str, known: Known) -> str | None:
    """Return what a condition asks for in our own words; None for what is no such thing."""
    match field:
        case Field.TYPE:
            return _named(typed, known.types)
        case Field.STATE:
            return _named(typed, _STATES)
        case Field.IS:
            return _named(typed, _IS)
        case Field.HAS:
            return _named(typed, _HAS)
        case Field.CHANNEL:
            return _named(typed, _CHANNELS)
        case Field.LEVEL:
            return typed if typed in ("1", "2", "3") else None
        case Field.OWNER:
            return _owner(typed, known)
        case Field.ASKS:
            return _owner(typed, known) or None
        case Field.REF:
            return normalise_ref(typed) or None
        case _:
            return typed


def _named(typed: str, names: Mapping[str, str]) -> str | None:
    """Return what a name or the beginning of one stands for; None where that is not clear."""
    if typed in names:
        return names[typed]
    begun = {value for name, value in names.items() if name.startswith(typed)}
    return begun.pop() if len(begun) == 1 and len(typed) >= _LEAST_PREFIX else None


def _owner(typed: str, known: Known) -> str:
    if typed in _ME:
        return known.agent
    if typed in _NOBODY:
        return ""
    people = (known.agent, *known.agents)
    return next((one for one in people if one.lower().startswith(typed)), typed)


def _moment(typed: str, known: Known) -> datetime | None:
    """Return the beginning of a day: a date, today, or so many days, weeks, months, years ago."""
    day = _day(typed, known.today)
    return datetime.combine(day, time(), known.zone) if day else None


def _day(typed: str, today: date) -> date | None:
    if typed in _TODAY:
        return today
    if typed in _YESTERDAY:
        return today - timedelta(days=1)
    try:
        if found := _SPAN.fullmatch(typed):
            return today - timedelta(days=int(found[1]) * _UNITS[found[2]])
        if found := _ISO.fullmatch(typed):
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
        if found := _GERMAN.fullmatch(typed):
            year = int(found[3] or today.year)
            year += _CENTURY if year < _CENTURY else 0
            return date(year, int(found[2]), int(found[1]))
    except (ValueError, OverflowError):
        return None
    return None


def suggestions(text: str, known: Known) -> tuple[str, ...]:
    """Return how the last word of ``text`` could go on as a condition, at most nine."""
    word = text[len(text.rstrip()) :] or text.rpartition(" ")[2]
    sign = "-" if word.startswith("-") else ""
    name, colon, begun = word.lstrip("-").partition(":")
    if not colon:
        fields = (f"{sign}{field.value}:" for field in Field if name and field.startswith(name))
        return tuple(fields)
    field = _NAMES.get(name.lower())
    german = name.lower() not in set(Field)
    found = (one for one in _values(field, known, german=german) if one.startswith(begun.lower()))
    return tuple(f"{sign}{name}:{_quoted(one)}" for one in dict.fromkeys(found))[:9]


def unknown_condition(text: str, known: Known) -> str:
    """Return the first part of ``text`` that names a field but no value of it; empty: none."""
    for found in _TERM.finditer(text):
        chosen = found["name"].lower() in _NAMES and not found["no"]
        if chosen and _condition(found, known) is None:
            return found[0]
    return ""


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _spoken(words: Mapping[str, str], *, german: bool) -> tuple[str, ...]:
    """Return one word for each value, in the language in which its field was typed."""
    first: dict[str, str] = {}
    for word, value in words.items():
        if german and word != value:
            first.setdefault(value, word)
    return tuple(first.get(value, value) for value in dict.fromkeys(words.values()))


def _values(field: Field | None, known: Known, *, german: bool) -> Iterator[str]:
    offered: Mapping[Field | None, Callable[[], tuple[str, ...]]] = {
        Field.TYPE: lambda: tuple(known.types),
        Field.STATE: lambda: _spoken(_STATES, german=german),
        Field.IS: lambda: _spoken(_IS, german=german),
        Field.HAS: lambda: _spoken(_HAS, german=german),
        Field.CHANNEL: lambda: _spoken(_CHANNELS, german=german),
        Field.LEVEL: lambda: ("1", "2", "3"),
        Field.TAG: lambda: known.tags,
        Field.OWNER: lambda: ("me", "nobody", *(one.lower() for one in known.agents)),
        Field.ASKS: lambda: ("me", *(one.lower() for one in known.agents)),
        Field.BEFORE: lambda: ("today", "7d", "4w"),
        Field.AFTER: lambda: ("today", "yesterday", "7d", "4w"),
    }
    if field in offered:
        yield from offered[field]()
