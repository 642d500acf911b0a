"""Zammad: what its REST API answers with ``expand=true``, saved as files.

Tables: tickets, articles (of ``ticket_articles``), users, organizations, text_modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

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
    NOBODY,
    address,
    addresses,
    inner,
    is_yes,
    message_id,
    moment,
    number,
    plain_text,
    text,
    values,
)

_STATES = {"1": "new", "2": "open", "3": "pending reminder", "4": "closed", "5": "merged"}
"""The states that every Zammad is set up with; 7 is pending close."""

_AS_WRITTEN = ("email", "web", "note", "")
_TYPES = {"1": "email", "5": "phone", "9": "note", "10": "note", "11": "web"}
_SENDERS = {"1": "agent", "2": "customer", "3": "system"}


def _ticket(
    row: Fields, where: str, shelf: Shelf, zone: tzinfo
) -> Iterator[ImportedTicket | LeftOut]:
    name = text(row, "id")
    state = (text(row, "state") or _STATES.get(text(row, "state_id"), "")).lower()
    if "merged" in state or state == "removed":
        yield LeftOut(where, _("the ticket was merged or removed"))
        return
    customer = _person(row, "customer", shelf)
    messages = []
    rows = shelf.of("article", name) + [
        (one, where) for one in values(row, "articles") if isinstance(one, dict)
    ]
    for article, place in rows:
        message = _message(article, customer, zone)
        if message is None:
            yield LeftOut(place, _("the message has no time"))
        else:
            messages.append(message)
    if not messages:
        yield LeftOut(where, _("the ticket has no messages"))
        return
    closed = state in ("closed", "solved")
    until = moment(row, zone, "pending_time") if "pending" in state else None
    yield ImportedTicket(
        id=name,
        number=text(row, "number"),
        where=where,
        subject=text(row, "title"),
        customer=customer,
        state=_state(closed=closed, until=until),
        messages=in_time(messages),
        closed_at=moment(row, zone, "close_at", "updated_at") if closed else None,
        until=until,
        owner=_person(row, "owner", shelf).name.strip("- "),
        tags=tuple(str(one) for one in values(row, "tags") if isinstance(one, str)),
    )


def _state(*, closed: bool, until: datetime | None) -> TicketState:
    if closed:
        return TicketState.CLOSED
    return TicketState.SNOOZED if until else TicketState.OPEN


def _person(row: Fields, what: str, shelf: Shelf) -> Address:
    """Return the customer or owner of a ticket: by its id, else by the login beside it."""
    user = inner(row, what) or shelf.one("customer", number(row, f"{what}_id"))
    full = " ".join(filter(None, (text(user, "firstname"), text(user, "lastname"))))
    login = text(row, what)
    found = address(text(user, "email") or login, full)
    return found if found.email or found.name else Address("", login.strip("-"))


def _message(row: Fields, customer: Address, zone: tzinfo) -> ImportedMessage | None:
    at = moment(row, zone, "created_at")
    if at is None:
        return None
    kind = (text(row, "type") or _TYPES.get(text(row, "type_id"), "")).lower()
    sender = (text(row, "sender") or _SENDERS.get(text(row, "sender_id"), "")).lower()
    written = text(row, "from")
    known = addresses(written)
    body = str(row.get("body") or "")
    if "html" in text(row, "content_type"):
        body = plain_text(body)
    if kind not in _AS_WRITTEN:
        body = f"({kind})\n\n{body}"
    if is_yes(row, "internal") or (kind == "note" and sender != "customer"):
        way = Way.NOTE
    else:
        way = Way.IN if sender == "customer" else Way.OUT
    author = known[0] if known else Address("", written)
    if way is Way.IN and not author.email:
        author = Address(customer.email, author.name or customer.name)
    attached = (one for one in values(row, "attachments") if isinstance(one, dict))
    return ImportedMessage(
        id=text(row, "id"),
        way=way,
        at=at,
        author=author,
        text=body,
        to=addresses(text(row, "to")) if way is Way.OUT else (),
        cc=addresses(text(row, "cc")),
        message_id=message_id(row, "message_id"),
        automatic=sender == "system",
        files=tuple(filter(None, (text(one, "filename") for one in attached))),
    )


def _customer(row: Fields, where: str, shelf: Shelf) -> ImportedCustomer | LeftOut | None:
    roles = [str(one).lower() for one in (*values(row, "roles"), *values(row, "role_ids"))]
    if address(text(row, "email")) == NOBODY:
        return LeftOut(where, _("the customer has no e-mail address"))
    if roles and not {"customer", "3"}.intersection(roles):
        return None
    company = text(row, "organization")
    company = company or text(shelf.one("company", number(row, "organization_id")), "name")
    return customer_row(
        where,
        text(row, "email"),
        first=text(row, "firstname"),
        last=text(row, "lastname"),
        company=company,
        phone=text(row, "phone", "mobile"),
        note=text(row, "note"),
        vip="yes" if is_yes(row, "vip") else "",
    )


def _answer(row: Fields, where: str) -> ImportedAnswer | LeftOut:
    if "active" in row and not is_yes(row, "active"):
        return LeftOut(where, _("the answer is switched off"))
    body = plain_text(str(row.get("content") or ""))
    if not body.strip():
        return LeftOut(where, _("the answer is empty"))
    return ImportedAnswer(text(row, "id"), where, text(row, "name"), body)


ZAMMAD = Plan(
    {
        "tickets": ("ticket", ("id",)),
        "ticket": ("ticket", ("id",)),
        "articles": ("article", ("ticket_id",)),
        "ticket_articles": ("article", ("ticket_id",)),
        "users": ("customer", ("id",)),
        "organizations": ("company", ("id",)),
        "text_modules": ("answer", ("id",)),
    },
    _ticket,
    _customer,
    _answer,
)
