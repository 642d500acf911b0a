"""FreeScout: its database's tables as files, or what its API (a paid module) answers.

Tables: conversations, threads, attachments (their names), customers, emails, users, tags,
conversation_tag, saved_replies. The API's conversations bring their threads along
(``embed=threads,tags``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from agent_console.desk.imported import (
    ImportedAnswer,
    ImportedCustomer,
    ImportedMessage,
    ImportedTicket,
    LeftOut,
    Way,
)
from agent_console.desk.mail import Address
from agent_console.desk.states import TicketState
from agent_console.i18n import _
from agent_console.services.imports.files import Fields
from agent_console.services.imports.shelf import Shelf
from agent_console.services.imports.source import Plan, customer_row, in_time
from agent_console.services.imports.values import (
    address,
    addresses,
    inner,
    message_id,
    moment,
    number,
    plain_text,
    text,
    values,
)

_STATES = {
    "3": TicketState.CLOSED,
    "closed": TicketState.CLOSED,
    "4": TicketState.SPAM,
    "spam": TicketState.SPAM,
}
_GONE = ("1", "draft", "3", "deleted", "hidden")
_WAYS = {
    "1": Way.IN,
    "customer": Way.IN,
    "2": Way.OUT,
    "message": Way.OUT,
    "3": Way.NOTE,
    "note": Way.NOTE,
    "8": Way.IN,
    "chat": Way.IN,
}


def _ticket(
    row: Fields, where: str, shelf: Shelf, zone: tzinfo
) -> Iterator[ImportedTicket | LeftOut]:
    if text(row, "state").lower() in _GONE:
        yield LeftOut(where, _("the ticket is a draft or was deleted"))
        return
    name = text(row, "id")
    customer = _customer_of(row, shelf)
    embedded = inner(row, "_embedded")
    rows = [(one, where) for one in values(embedded, "threads") if isinstance(one, dict)]
    messages = []
    for thread, place in rows or shelf.of("message", name):
        way = _WAYS.get(text(thread, "type").lower())
        if way is None:  # a line that tells who did what
            continue
        message = _message(thread, way, customer, shelf, zone)
        if message is None:
            yield LeftOut(place, _("the message is a draft or has no time"))
        else:
            messages.append(message)
    if not messages:
        yield LeftOut(where, _("the ticket has no messages"))
        return
    state = _STATES.get(text(row, "status").lower(), TicketState.OPEN)
    closed = moment(row, zone, "closed_at", "closedAt", "updated_at", "updatedAt")
    tags = [inner({"tag": one}, "tag") for one in values(embedded, "tags")]
    tags += [shelf.one("tag", number(one, "tag_id")) for one, _place in shelf.of("tagged", name)]
    yield ImportedTicket(
        id=name,
        number=text(row, "number"),
        where=where,
        subject=text(row, "subject"),
        customer=customer,
        state=state,
        messages=in_time(messages),
        closed_at=closed if state is TicketState.CLOSED else None,
        owner=_user_of(row, shelf).name,
        tags=tuple(filter(None, (text(one, "name") for one in tags))),
    )


def _called(row: Fields) -> str:
    first, last = text(row, "first_name", "firstName"), text(row, "last_name", "lastName")
    return " ".join(filter(None, (first, last)))


def _customer_of(row: Fields, shelf: Shelf) -> Address:
    embedded = inner(row, "customer")
    kept = embedded or shelf.one("customer", number(row, "customer_id"))
    email = text(row, "customer_email") or text(embedded, "email")
    return address(email or _email_of(kept, shelf), _called(kept))


def _email_of(customer: Fields, shelf: Shelf) -> str:
    return text(shelf.one("email", text(customer, "id")), "email")


def _user_of(row: Fields, shelf: Shelf) -> Address:
    user = inner(row, "assignee") or shelf.one("user", number(row, "user_id"))
    return address(text(user, "email"), _called(user))


def _message(
    row: Fields, way: Way, customer: Address, shelf: Shelf, zone: tzinfo
) -> ImportedMessage | None:
    at = moment(row, zone, "created_at", "createdAt")
    if at is None or text(row, "state").lower() in _GONE:
        return None
    embedded = values(inner(row, "_embedded"), "attachments")
    attached = [text(one, "fileName") for one in embedded if isinstance(one, dict)]
    attached += [text(one, "file_name") for one, _place in shelf.of("file", text(row, "id"))]
    return ImportedMessage(
        id=text(row, "id"),
        way=way,
        at=at,
        author=_author(row, way, customer, shelf),
        text=plain_text(str(row.get("body") or "")),
        to=addresses(row.get("to")) if way is Way.OUT else (),
        cc=addresses(row.get("cc")),
        message_id=message_id(row, "message_id"),
        files=tuple(filter(None, attached)),
    )


def _author(row: Fields, way: Way, customer: Address, shelf: Shelf) -> Address:
    by = inner(row, "createdBy")
    if way is Way.IN:
        writer = by or inner(row, "customer")
        writer = writer or shelf.one(
            "customer", number(row, "created_by_customer_id", "customer_id")
        )
        email = text(row, "from") or text(writer, "email") or _email_of(writer, shelf)
        found = address(email, _called(writer))
        if found.email and (found.name or found.email.lower() != customer.email.lower()):
            return found
        return Address(customer.email, found.name or customer.name)
    user = by or shelf.one("user", number(row, "created_by_user_id"))
    return address(text(user, "email"), _called(user))


def _customer(row: Fields, where: str, shelf: Shelf) -> ImportedCustomer | LeftOut | None:
    emails = [text(one, "value") for one in values(inner(row, "_embedded"), "emails")]
    emails += [text(one, "email") for one, _place in shelf.of("email", text(row, "id"))]
    found = [one for one in (*emails, text(row, "email")) if address(one).email]
    if not found:
        return LeftOut(where, _("the customer has no e-mail address"))
    phones = values(row, "phones") or values(inner(row, "_embedded"), "phones")
    listed = (text(one, "value") for one in phones if isinstance(one, dict))
    return customer_row(
        where,
        "; ".join(dict.fromkeys(found)),
        first=text(row, "first_name", "firstName"),
        last=text(row, "last_name", "lastName"),
        company=text(row, "company"),
        phone=next(filter(None, listed), ""),
        note=text(row, "notes", "background"),
    )


def _answer(row: Fields, where: str) -> ImportedAnswer | LeftOut:
    body = plain_text(str(row.get("text") or ""))
    if not body.strip():
        return LeftOut(where, _("the answer is empty"))
    return ImportedAnswer(text(row, "id"), where, text(row, "name"), body)


FREESCOUT = Plan(
    {
        "conversations": ("ticket", ("id",)),
        "threads": ("message", ("conversation_id",)),
        "customers": ("customer", ("id",)),
        "emails": ("email", ("customer_id",)),
        "users": ("user", ("id",)),
        "tags": ("tag", ("id",)),
        "conversation_tag": ("tagged", ("conversation_id",)),
        "attachments": ("file", ("thread_id",)),
        "saved_replies": ("answer", ("id",)),
    },
    _ticket,
    _customer,
    _answer,
)
