"""The placeholders of other desks' canned answers, and what they are called here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.kept_answer import with_variables


class Desk(StrEnum):
    """A help desk whose exports can be brought in."""

    ZAMMAD = "zammad"
    FREESCOUT = "freescout"
    OSTICKET = "osticket"
    ZENDESK = "zendesk"


@dataclass(frozen=True, slots=True)
class Translated:
    """A text with our variables; ``unknown`` are placeholders that stay as they stood."""

    template: str
    unknown: tuple[str, ...] = ()


_FOUND: Mapping[Desk, re.Pattern[str]] = {
    Desk.ZAMMAD: re.compile(r"#\{\s*([\w.]{1,100})\s*\}"),
    Desk.FREESCOUT: re.compile(r"\{%\s*([\w.]{1,100})(?:\s*,[^%{}]{0,100})?\s*%\}"),
    Desk.OSTICKET: re.compile(r"%\{\s*([\w.]{1,100})\s*\}"),
    Desk.ZENDESK: re.compile(r"\{\{\s*([\w.]{1,100})\s*(?:\|[^{}]{0,100})?\}\}"),
}
_PERSON = {"firstname": "first_name", "lastname": "last_name", "fullname": "name"}
_NAMES: Mapping[Desk, Mapping[str, str]] = {
    Desk.ZAMMAD: {
        **{f"ticket.customer.{k}": f"customer.{v}" for k, v in _PERSON.items()},
        **{f"user.{k}": f"agent.{v}" for k, v in _PERSON.items() if v != "last_name"},
        **{f"ticket.owner.{k}": f"agent.{v}" for k, v in _PERSON.items() if v != "last_name"},
        "ticket.organization.name": "customer.company",
        "ticket.customer.organization.name": "customer.company",
        "ticket.number": "ticket.ref",
        "ticket.title": "ticket.subject",
        "ticket.created_at": "ticket.opened",
    },
    Desk.FREESCOUT: {
        **{f"customer.{k}": f"customer.{v}" for k, v in _PERSON.items()},
        **{f"user.{k}": f"agent.{v}" for k, v in _PERSON.items() if v != "last_name"},
        "customer.company": "customer.company",
        "conversation.number": "ticket.ref",
        "subject": "ticket.subject",
        "mailbox.name": "mailbox.name",
        "mailbox.email": "mailbox.address",
    },
    Desk.OSTICKET: {
        "ticket.name": "customer.name",
        "ticket.name.first": "customer.first_name",
        "ticket.name.last": "customer.last_name",
        "ticket.name.full": "customer.name",
        "ticket.user.name": "customer.name",
        "ticket.user.name.first": "customer.first_name",
        "recipient.name": "customer.name",
        "recipient.name.first": "customer.first_name",
        "ticket.number": "ticket.ref",
        "ticket.subject": "ticket.subject",
        "ticket.create_date": "ticket.opened",
        "staff.name": "agent.name",
        "staff.name.first": "agent.first_name",
        "ticket.staff.name": "agent.name",
        "ticket.staff.name.first": "agent.first_name",
        "ticket.dept.name": "mailbox.name",
        "company.name": "mailbox.name",
    },
    Desk.ZENDESK: {
        "ticket.requester.name": "customer.name",
        "ticket.requester.first_name": "customer.first_name",
        "ticket.requester.last_name": "customer.last_name",
        "ticket.organization.name": "customer.company",
        "ticket.id": "ticket.ref",
        "ticket.title": "ticket.subject",
        "ticket.created_at": "ticket.opened",
        "current_user.name": "agent.name",
        "current_user.first_name": "agent.first_name",
        "current_user.signature": "agent.signature",
        "ticket.assignee.name": "agent.name",
        "ticket.assignee.first_name": "agent.first_name",
        "ticket.brand.name": "mailbox.name",
        "ticket.account": "mailbox.name",
    },
}


def translated(text: str, desk: Desk) -> Translated:
    """Return a canned answer of ``desk`` as a template of ours.

    What is not known stays what it says, as text.
    """
    unknown: dict[str, None] = {}
    pieces, end = [], 0
    for match in _FOUND[desk].finditer(text):
        name = _NAMES[desk].get(match[1].lower())
        if name is None:
            unknown[match[0]] = None
            continue
        pieces += [with_variables(text[end : match.start()], ()), f"{{{{ {name} }}}}"]
        end = match.end()
    pieces.append(with_variables(text[end:], ()))
    return Translated("".join(pieces), tuple(unknown))
