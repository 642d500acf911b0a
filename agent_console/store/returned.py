"""Mails of ours that came back, as delivery reports tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.desk.views import OutboxItem
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_ANY = "SELECT 1 FROM returned LIMIT 1"
_OF_TICKETS = """
SELECT mail.ticket, returned.message_id, returned.address, returned.reason, mail.received
FROM json_each(?) AS wanted
JOIN mail ON mail.ticket = wanted.value
JOIN returned ON returned.mail_id = mail.id
ORDER BY mail.received, mail.id
"""
_OF_ADDRESSES = """
SELECT returned.address, returned.reason
FROM returned JOIN mail ON mail.id = returned.mail_id
WHERE returned.address IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (
    SELECT 1 FROM mail AS later
    WHERE later.sender_email = returned.address AND later.received > mail.received
  )
ORDER BY mail.received, mail.id
"""


@dataclass(frozen=True, slots=True)
class _Report:
    message_id: str
    address: str
    reason: str
    received: str


def of_items(
    session: Session, items: Collection[OutboxItem]
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return from whom mails of the outbox came back and why, by the number of the item.

    A report that names our mail by its Message-ID is about that one. Where it names none, or one
    that a server has given, it is about the mails to that address that were queued before it.
    """
    if not items or driver(session).execute(_ANY).fetchone() is None:
        return {}
    names = {item.message_id for item in items}
    reports: dict[str, list[_Report]] = defaultdict(list)
    tickets = listed({item.ticket for item in items})
    for ticket, *columns in driver(session).execute(_OF_TICKETS, (tickets,)):
        reports[ticket].append(_Report(*columns))
    found = {item.id: _about(item, reports[item.ticket], names) for item in items}
    return {number: bounced for number, bounced in found.items() if bounced}


def of_ticket(session: Session, ref: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return from whom mails of a ticket came back and why, by the Message-ID of the mail.

    What reports name by Message-ID is told of mails, too, that another program sent for us.
    """
    if driver(session).execute(_ANY).fetchone() is None:
        return {}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for _ticket, *columns in driver(session).execute(_OF_TICKETS, (listed([ref]),)):
        report = _Report(*columns)
        found[report.message_id][report.address] = report.reason
    return {name: tuple(reasons.items()) for name, reasons in found.items() if name}


def of_addresses(session: Session, addresses: Iterable[str]) -> dict[str, str]:
    """Return why the last mail to an address came back, by those of ``addresses`` it did for.

    A mail that came from the address later shows that it lives.
    """
    wanted = listed({address.lower() for address in addresses})
    return dict(driver(session).execute(_OF_ADDRESSES, (wanted,)).fetchall())


def _about(
    item: OutboxItem, reports: Iterable[_Report], names: Collection[str]
) -> tuple[tuple[str, str], ...]:
    people = {address.lower(): address for address in item.recipients}
    since = to_text(item.queued_at)
    bounced: dict[str, str] = {}
    for report in reports:
        named = report.message_id == item.message_id
        nameless = report.message_id not in names and report.address in people
        if named or (nameless and report.received >= since):
            bounced[people.get(report.address, report.address)] = report.reason
    return tuple(bounced.items())
