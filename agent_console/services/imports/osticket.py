"""osTicket: its database's tables as files; the list that its pages export has no messages.

Tables: ticket, ticket__cdata (subjects), ticket_status, thread, thread_entry, thread_entry_email,
user, user_email, staff, canned_response; with or without the prefix ``ost_``.
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
    is_yes,
    message_id,
    moment,
    number,
    plain_text,
    text,
)

_WAYS = {"M": Way.IN, "R": Way.OUT, "N": Way.NOTE}
_CLOSED = ("closed", "archived")
_STATES = {"1": "open", "2": "closed", "3": "closed", "4": "archived", "5": "deleted"}
"""The statuses that every osTicket is set up with: open, resolved, closed, archived, deleted."""


def _ticket(
    row: Fields, where: str, shelf: Shelf, zone: tzinfo
) -> Iterator[ImportedTicket | LeftOut]:
    name, status = text(row, "ticket_id"), text(row, "status_id")
    state = text(shelf.one("status", status), "state").lower() or _STATES.get(status, "open")
    if state == "deleted":
        yield LeftOut(where, _("the ticket is a draft or was deleted"))
        return
    customer = _person(number(row, "user_id"), shelf)
    messages = []
    for thread, _place in shelf.of("thread", name):
        if text(thread, "object_type") not in ("T", ""):
            continue
        for entry, place in shelf.of("message", text(thread, "id")):
            message = _message(entry, customer, shelf, zone)
            if message is None:
                yield LeftOut(place, _("the message has no time"))
            else:
                messages.append(message)
    if not messages:
        yield LeftOut(where, _("the ticket has no messages"))
        return
    closed = state in _CLOSED
    facts = shelf.one("subject", name)
    yield ImportedTicket(
        id=name,
        number=text(row, "number"),
        where=where,
        subject=text(facts, "subject") or text(row, "subject"),
        customer=customer,
        state=TicketState.CLOSED if closed else TicketState.OPEN,
        messages=in_time(messages),
        closed_at=moment(row, zone, "closed", "updated") if closed else None,
        owner=_staff(number(row, "staff_id"), shelf).name,
    )


def _person(user: str, shelf: Shelf) -> Address:
    email = text(shelf.one("email", user), "address")
    return address(email, text(shelf.one("customer", user), "name"))


def _staff(staff: str, shelf: Shelf) -> Address:
    row = shelf.one("staff", staff)
    called = " ".join(filter(None, (text(row, "firstname"), text(row, "lastname"))))
    return address(text(row, "email"), called)


def _message(row: Fields, customer: Address, shelf: Shelf, zone: tzinfo) -> ImportedMessage | None:
    way, at = _WAYS.get(text(row, "type")), moment(row, zone, "created")
    if way is None or at is None:
        return None
    body = str(row.get("body") or "")
    if text(row, "format") in ("html", ""):
        body = plain_text(body)
    writer = _staff(number(row, "staff_id"), shelf)
    if way is Way.IN:
        writer = _person(number(row, "user_id"), shelf)
        writer = writer if writer.email else Address(customer.email, text(row, "poster"))
    elif not writer.name:
        writer = Address(writer.email, text(row, "poster"))
    mail = shelf.one("mail", text(row, "id"))
    return ImportedMessage(
        id=text(row, "id"),
        way=way,
        at=at,
        author=writer,
        text=body,
        message_id=message_id(mail, "mid"),
        automatic=way is Way.OUT and number(row, "staff_id") == "",
    )


def _customer(row: Fields, where: str, shelf: Shelf) -> ImportedCustomer | LeftOut | None:
    emails = [text(one, "address") for one, _place in shelf.of("email", text(row, "id"))]
    found = [one for one in emails if address(one).email]
    if not found:
        return LeftOut(where, _("the customer has no e-mail address"))
    return customer_row(where, "; ".join(found), name=text(row, "name"))


def _answer(row: Fields, where: str) -> ImportedAnswer | LeftOut:
    if "isenabled" in row and not is_yes(row, "isenabled"):
        return LeftOut(where, _("the answer is switched off"))
    body = plain_text(str(row.get("response") or ""))
    if not body.strip():
        return LeftOut(where, _("the answer is empty"))
    return ImportedAnswer(text(row, "canned_id"), where, text(row, "title"), body)


OSTICKET = Plan(
    {
        "ticket": ("ticket", ("ticket_id",)),
        "ticket__cdata": ("subject", ("ticket_id",)),
        "ticket_status": ("status", ("id",)),
        "thread": ("thread", ("object_id",)),
        "thread_entry": ("message", ("thread_id",)),
        "thread_entry_email": ("mail", ("thread_entry_id",)),
        "user": ("customer", ("id",)),
        "user_email": ("email", ("user_id",)),
        "staff": ("staff", ("staff_id",)),
        "canned_response": ("answer", ("canned_id",)),
    },
    _ticket,
    _customer,
    _answer,
)
