"""What a contact's lines hold, read as a draft; what fits to a line while somebody types in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from agent_console.desk.contact_draft import (
    ContactDraft,
    length_text,
    parse_began,
    parse_length,
)
from agent_console.desk.contacts import ContactChannel, Person
from agent_console.desk.listing import QueueRow
from agent_console.desk.mail import Direction
from agent_console.desk.orders import Order
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.widgets.contact_fields import ContactFields, Typed
from agent_console.screens.widgets.contact_hits import Hit

TypeNames = Sequence[tuple[str, str, int]]
PEOPLE_LINES = frozenset({"name", "email", "phone", "order"})
_LEAST_DIGITS = 6


def typed_of(draft: ContactDraft, types: TypeNames, zone: tzinfo) -> Typed:
    """Return what stands in the lines for a draft; the length of a talk that goes on is ticked."""
    return Typed(
        began=began_text(draft.began, zone),
        length=shown_length(draft),
        name=draft.name,
        email=draft.email,
        phone=draft.phone,
        order=draft.order,
        kind=next((name for one, name, _level in types if one == draft.kind), draft.kind),
    )


def shown_length(draft: ContactDraft) -> str:
    """Return the length of a talk that is over as it can be typed again, "" while it goes on."""
    return "" if draft.seconds is None else length_text(draft.seconds)


def began_text(began: datetime, zone: tzinfo) -> str:
    """Return a moment as it can be typed again."""
    return f"{began.astimezone(zone):%Y-%m-%d %H:%M}"


def read_fields(draft: ContactDraft, fields: ContactFields, types: TypeNames) -> ContactDraft:
    """Return the draft with what the lines say of the person and the matter."""
    typed = fields.typed
    name, email, phone = sorted_person(typed)
    return replace(
        draft,
        channel=ContactChannel(fields.channel.value),
        direction=Direction(fields.direction.value),
        name=name,
        email=email,
        phone=phone,
        order=typed.order.strip(),
        kind=kind_of(typed.kind, types) or typed.kind.strip(),
        ticket=fields.ticket.value,
    )


def sorted_person(typed: Typed) -> tuple[str, str, str]:
    """Return name, address and number: an address or a number typed as the name is none."""
    name, email, phone = typed.name.strip(), typed.email.strip(), typed.phone.strip()
    if "@" in name and " " not in name and not email:
        return "", name, phone
    digits = sum(char.isdigit() for char in name)
    if digits >= _LEAST_DIGITS and not any(char.isalpha() for char in name) and not phone:
        return "", email, name
    return name, email, phone


def kind_of(text: str, types: TypeNames) -> str:
    """Return the id of the request type that is called so, "" for none."""
    wanted = text.strip().casefold()
    return next((one for one, name, _level in types if wanted in (one, name.casefold())), "")


def check_kind(draft: ContactDraft, types: TypeNames) -> None:
    """Raise ActionRefusedError for a request type that there is not."""
    if draft.kind and not kind_of(draft.kind, types):
        raise ActionRefusedError(
            _("Contact"),
            _("there is no request type {name}").format(name=words.line(draft.kind)),
            _("Choose one of those that are offered while you type."),
        )


def read_began(text: str, draft: ContactDraft, now: datetime, zone: tzinfo) -> ContactDraft:
    """Return the draft with the beginning that was typed; ActionRefusedError for what is none."""
    if text == began_text(draft.began, zone):
        return draft
    began = parse_began(text, now, zone)
    if began is None:
        raise ActionRefusedError(
            _("Contact"),
            _("{text} is no time that lies behind us").format(text=words.line(text)),
            _("Write 10:05, yesterday 16:30, 23.11. 9:00 or -15 min."),
        )
    return replace(draft, began=began)


def read_length(text: str, draft: ContactDraft) -> ContactDraft:
    """Return the draft with the length that was typed; ActionRefusedError for what is none."""
    seconds = parse_length(text)
    if seconds is None:
        raise ActionRefusedError(
            _("Contact"),
            _("{text} is no length of time").format(text=words.line(text)),
            _("Write 4, 4:30, 90s or 1h; nothing at all lets the time run on."),
        )
    return replace(draft, seconds=seconds)


@dataclass(frozen=True, slots=True)
class OrderPick:
    """An order that was found, and whose it is."""

    number: str
    person: Person


Pick = Person | OrderPick | str


def order_hits(orders: Sequence[Order]) -> list[Hit[Pick]]:
    """Return orders as lines to choose from."""
    return [
        Hit(
            OrderPick(order.number, Person(order.name, order.email)),
            " · ".join(filter(None, (words.line(order.number), *_parts_of(order)))),
        )
        for order in orders
    ]


def _parts_of(order: Order) -> tuple[str, ...]:
    day = f"{order.ordered:%Y-%m-%d}" if order.ordered else ""
    return day, words.line(order.name), words.line(", ".join(item.name for item in order.items))


def person_hits(people: Sequence[Person]) -> list[Hit[Pick]]:
    """Return people as lines to choose from."""
    return [Hit(one, " · ".join(filter(None, _parts(one)))) for one in people]


def _parts(person: Person) -> tuple[str, ...]:
    return words.line(person.name), words.line(person.email), words.line(person.phone)


def kind_hits(text: str, types: TypeNames) -> list[Hit[Pick]]:
    """Return the request types that fit, those that begin so first."""
    wanted = text.strip().casefold()
    if not wanted or kind_of(text, types):
        return []
    fitting = [name for _id, name, _level in types if wanted in name.casefold()]
    fitting.sort(key=lambda name: not name.casefold().startswith(wanted))
    return [Hit(name, name) for name in fitting]


def ticket_words(rows: Sequence[QueueRow]) -> dict[str, str]:
    """Return tickets to join, by ref, as they are offered."""
    return {row.ref: f"#{words.line(row.ref)} {words.line(row.subject)}".strip() for row in rows}
