"""Zendesk: the JSON export of an account (one object a line), and what its API answers.

Tables: tickets (with their comments), comments, users, organizations, macros.
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
    NOBODY,
    address,
    addresses,
    inner,
    is_yes,
    moment,
    number,
    plain_text,
    text,
    values,
)

_STATES = {
    "solved": TicketState.CLOSED,
    "closed": TicketState.CLOSED,
    "suspended": TicketState.SPAM,
}


def _ticket(
    row: Fields, where: str, shelf: Shelf, zone: tzinfo
) -> Iterator[ImportedTicket | LeftOut]:
    name, status = text(row, "id", "nice_id"), text(row, "status").lower()
    if status == "deleted":
        yield LeftOut(where, _("the ticket was merged or removed"))
        return
    customer = _person(row, "requester", shelf)
    rows = [(one, where) for one in values(row, "comments") if isinstance(one, dict)]
    messages = []
    for comment, place in rows or shelf.of("comment", name):
        message = _message(comment, row, customer, shelf, zone)
        if message is None:
            yield LeftOut(place, _("the message has no time"))
        else:
            messages.append(message)
    if not messages:
        yield LeftOut(where, _("the ticket has no messages"))
        return
    state = _STATES.get(status, TicketState.OPEN)
    done = moment(inner(row, "metric_set"), zone, "solved_at")
    closed = done or moment(row, zone, "solved_at", "updated_at")
    yield ImportedTicket(
        id=name,
        number=name,
        where=where,
        subject=text(row, "subject", "raw_subject"),
        customer=customer,
        state=state,
        messages=in_time(messages),
        closed_at=closed if state is TicketState.CLOSED else None,
        owner=_person(row, "assignee", shelf).name,
        tags=tuple(str(one) for one in values(row, "tags") if isinstance(one, str)),
    )


def _user(row: Fields, what: str, shelf: Shelf) -> Fields:
    return inner(row, what) or shelf.one("customer", number(row, f"{what}_id"))


def _person(row: Fields, what: str, shelf: Shelf) -> Address:
    user = _user(row, what, shelf)
    return address(text(user, "email"), text(user, "name"))


def _message(
    row: Fields, ticket: Fields, customer: Address, shelf: Shelf, zone: tzinfo
) -> ImportedMessage | None:
    at = moment(row, zone, "created_at")
    if at is None:
        return None
    html = text(row, "html_body")
    body = text(row, "plain_body") or (plain_text(html) if html else text(row, "body"))
    user = _user(row, "author", shelf)
    author = address(text(user, "email"), text(user, "name"))
    requester = number(ticket, "requester_id") or text(inner(ticket, "requester"), "id")
    by_customer = number(row, "author_id") == requester or text(user, "role") == "end-user"
    if "public" in row and not is_yes(row, "public"):
        way = Way.NOTE
    else:
        way = Way.IN if by_customer else Way.OUT
    if way is Way.IN and not author.email:
        author = Address(customer.email, author.name or customer.name)
    source = inner(inner(row, "via"), "source")
    cc = addresses(inner(source, "to").get("email_ccs"))
    attached = (one for one in values(row, "attachments") if isinstance(one, dict))
    return ImportedMessage(
        id=text(row, "id"),
        way=way,
        at=at,
        author=author,
        text=body,
        cc=cc,
        automatic=text(inner(row, "via"), "channel") == "rule",
        files=tuple(filter(None, (text(one, "file_name") for one in attached))),
    )


def _customer(row: Fields, where: str, shelf: Shelf) -> ImportedCustomer | LeftOut | None:
    if text(row, "role") not in ("end-user", ""):
        return None
    if address(text(row, "email")) == NOBODY:
        return LeftOut(where, _("the customer has no e-mail address"))
    company = text(shelf.one("company", number(row, "organization_id")), "name")
    return customer_row(
        where,
        text(row, "email"),
        name=text(row, "name"),
        company=company or text(inner(row, "organization"), "name"),
        phone=text(row, "phone"),
        language=text(row, "locale").partition("-")[0],
        note=text(row, "notes", "details"),
    )


def _answer(row: Fields, where: str) -> ImportedAnswer | LeftOut:
    if "active" in row and not is_yes(row, "active"):
        return LeftOut(where, _("the answer is switched off"))
    for action in values(row, "actions"):
        if not isinstance(action, dict):
            continue
        value = action.get("value")
        said = str(value[-1] if isinstance(value, list) and value else value or "")
        if action.get("field") == "comment_value_html":
            said = plain_text(said)
        elif action.get("field") != "comment_value":
            continue
        if said.strip():
            return ImportedAnswer(text(row, "id"), where, text(row, "title", "name"), said)
    return LeftOut(where, _("the macro writes no text"))


ZENDESK = Plan(
    {
        "tickets": ("ticket", ("id",)),
        "ticket": ("ticket", ("id",)),
        "comments": ("comment", ("ticket_id",)),
        "users": ("customer", ("id",)),
        "organizations": ("company", ("id",)),
        "macros": ("answer", ("id",)),
    },
    _ticket,
    _customer,
    _answer,
)
