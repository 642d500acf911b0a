"""A customer's card in lines: beside a ticket, and above the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from agent_console.desk.customer_card import CustomerCard, Touch, Trend
from agent_console.desk.customers import CustomerField, Origin
from agent_console.desk.mail import Direction
from agent_console.desk.order_sentences import day_text
from agent_console.desk.targets import channel_word
from agent_console.desk.text import shorten
from agent_console.i18n import _, current_language, ngettext
from agent_console.screens.words import line, moment_text, mood_word

_MOOD = "▁▃▅█"
_CHANNELS = {
    "phone": "☎",
    "chat": "☰",
    "in-person": "⌂",
    "letter": "✉",
    "social": "◎",
    "message": "☰",
}
_MOST_NAMES = 4
_MOST_ORDERS = 3
_BRIEF_WIDTH = 74
_TOUCH_WIDTH = 42


class Weight(StrEnum):
    """How a line of the card is written."""

    TITLE = "title"
    HINT = "hint"
    PLAIN = "plain"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the card, safe to show."""

    text: str
    weight: Weight = Weight.PLAIN


def card_lines(
    card: CustomerCard, now: datetime, zone: tzinfo, *, brief: bool = False
) -> Iterator[CardLine]:
    """Yield the card below the name; ``brief`` for little room, above the history."""
    for hint in (*_objections(card), *card.hints):
        yield CardLine(f"! {hint}", Weight.HINT)
    person, numbers = [*_person(card, now, zone)], [*_numbers(card, now, zone)]
    texts = [*_together(person), *_together(numbers)] if brief else [*person, *numbers]
    yield from (CardLine(text) for text in texts if text)
    for one in card.promises:
        due = moment_text(one.due_at, now, zone)
        words = _("promised for {time}: #{ref} {subject}")
        yield CardLine(
            words.format(time=due, ref=line(one.ref), subject=line(one.subject)), Weight.HINT
        )
    yield from (
        one for one in _slots(card, now, zone) if not brief or one.weight is not Weight.HEAD
    )
    if not brief and card.touches:
        yield CardLine(_("Last contacts"), Weight.HEAD)
        yield from (CardLine(_touch(touch, now, zone)) for touch in card.touches)


def _together(texts: Sequence[str]) -> list[str]:
    """Return short texts two and three on a line."""
    joined: list[str] = []
    for text in filter(None, texts):
        if joined and len(joined[-1]) + len(text) < _BRIEF_WIDTH:
            joined[-1] = f"{joined[-1]} · {text}"
        else:
            joined.append(text)
    return joined


def who(card: CustomerCard) -> str:
    """Return the customer's name, or what stands for one, with a sign for a VIP."""
    profile = card.profile
    name = profile.text(CustomerField.NAME) or profile.text(CustomerField.COMPANY) or card.email
    called = profile.text(CustomerField.SALUTATION)
    if called and called != "-" and profile.text(CustomerField.NAME):
        name = f"{called} {name}"
    return f"★ {line(name)} · {_('VIP')}" if profile.is_said(CustomerField.VIP) else line(name)


def _objections(card: CustomerCard) -> Iterator[str]:
    said = card.profile.is_said
    if said(CustomerField.NO_CONTACT):
        yield _("Do not write to this customer")
    if said(CustomerField.NO_SURVEYS):
        yield _("Objects to surveys")
    if said(CustomerField.NO_NOTICES):
        yield _("Objects to notices")


def _person(card: CustomerCard, now: datetime, zone: tzinfo) -> Iterator[str]:
    profile = card.profile
    yield " · ".join(map(line, card.emails))
    if card.shared and card.names:
        names = ", ".join(line(one.name) for one in card.names[:_MOST_NAMES])
        yield _("People here: {names}").format(names=names)
    yield " · ".join(map(line, profile.texts(CustomerField.PHONE)))
    if profile.text(CustomerField.NAME):
        yield line(profile.text(CustomerField.COMPANY))
    yield " · ".join(filter(None, (_language(card), _form(card), _there(card, now, zone))))
    yield " ".join(f"#{line(tag)}" for tag in profile.texts(CustomerField.TAG))
    yield line(profile.text(CustomerField.NOTE))


def _language(card: CustomerCard) -> str:
    return language_word(card.profile.text(CustomerField.LANGUAGE))


def language_word(code: str) -> str:
    """Return what a language is called in the agent's own; the code where nobody knows it."""
    if not code:
        return ""
    try:
        return Locale.parse(code).get_display_name(current_language()) or code
    except (UnknownLocaleError, ValueError):
        return line(code)


def _form(card: CustomerCard) -> str:
    form = card.profile.text(CustomerField.FORM)
    return {"du": "du", "sie": "Sie"}.get(form, "")


def _there(card: CustomerCard, now: datetime, zone: tzinfo) -> str:
    """Say what time it is where the customer is, where that differs."""
    name = card.profile.text(CustomerField.ZONE)
    place = _place(name)
    if place is None:
        return line(name)
    there = now.astimezone(place)
    if there.utcoffset() == now.astimezone(zone).utcoffset():
        return ""
    return _("{time} there").format(time=f"{there:%H:%M}")


def _place(name: str) -> tzinfo | None:
    """Return the zone of this name, or of an offset such as "+05:30"; None for none."""
    try:
        if name[:1] in ("+", "-"):
            ahead = datetime.strptime(name, "%z").utcoffset()
            return None if ahead is None else timezone(ahead)
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _numbers(card: CustomerCard, now: datetime, zone: tzinfo) -> Iterator[str]:
    if card.since is not None and card.last_at is not None:
        yield _("since {day} · last contact {time}").format(
            day=day_text(card.since.astimezone(zone).date(), current_language(), "medium"),
            time=moment_text(card.last_at, now, zone),
        )
    counts = card.counts
    if counts.open or counts.closed:
        still = ngettext("{n} open ticket", "{n} open tickets", counts.open).format(n=counts.open)
        closed = ngettext("{n} closed", "{n} closed", counts.closed).format(n=counts.closed)
        yield f"{still} · {closed}" if counts.closed else still
    if any(card.frustration):
        yield _mood(card)


def _mood(card: CustomerCard) -> str:
    signs = "".join(_MOOD[min(level, len(_MOOD) - 1)] for level in card.frustration)
    trend = {Trend.RISING: _("rising"), Trend.FALLING: _("falling")}.get(card.trend, "")
    words = _("frustration {signs} {now}").format(signs=signs, now=mood_word(card.frustration[-1]))
    return f"{words}, {trend}" if trend else words


def _slots(card: CustomerCard, now: datetime, zone: tzinfo) -> Iterator[CardLine]:
    if card.orders:
        yield CardLine(_("Orders"), Weight.HEAD)
    for order in card.orders[:_MOST_ORDERS]:
        language = current_language()
        at = order.at.astimezone(zone).date() if order.at else None
        day = day_text(at, language, "medium") if at else ""
        parts = (order.number, order.state, order.total, order.items, order.parcel, day)
        text = " · ".join(line(part) for part in parts if part)
        yield CardLine(text, Weight.HINT if order.late else Weight.PLAIN)
    if card.scores:
        yield CardLine(_("Scores"), Weight.HEAD)
    for score in card.scores[:_MOST_ORDERS]:
        yield CardLine(f"{moment_text(score.at, now, zone)} · {line(score.words)}")


def _touch(touch: Touch, now: datetime, zone: tzinfo) -> str:
    sign = _CHANNELS.get(touch.channel, "✉")
    way = "→" if touch.direction is Direction.OUT else "←"
    time = moment_text(touch.at, now, zone)
    subject = line(touch.subject) or _("(no subject)")
    channel = channel_word(touch.channel) if touch.channel in _CHANNELS else ""
    ours = _("from us") if touch.direction is Direction.OUT else ""
    about = ", ".join(filter(None, (channel, ours)))
    text = " ".join(filter(None, (way, sign, time, about and f"{about}:", subject)))
    return shorten(text, _TOUCH_WIDTH)


def origin_word(origin: Origin | None) -> str:
    """Return where something is known from."""
    return {
        Origin.FOUND: _("from mails"),
        Origin.IMPORTED: _("from a file"),
        Origin.SAID: _("said by us"),
        None: "",
    }[origin]
