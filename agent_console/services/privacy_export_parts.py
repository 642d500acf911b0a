"""What is kept of a person, as values for JSON: the parts of an export."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from agent_console.desk.events import event_from_json
from agent_console.services.customer_records import person
from agent_console.services.privacy_scope import Scope
from agent_console.store import privacy_rest
from agent_console.store.codec import addresses_from_json
from agent_console.store.driver import listed, named

Parts = Mapping[str, object]
_MAILS = """
SELECT id, ticket, direction, received, date, sender_email, sender_name, recipients, copies,
    subject, text, files FROM mail WHERE id IN (SELECT value FROM json_each(?)) ORDER BY received
"""
_TICKETS = """
SELECT ref, subject, customer_email, customer_name, state, type, channel, opened_at, closed_at,
    last_at, mails_in, mails_out, language, tags FROM ticket
WHERE ref IN (SELECT value FROM json_each(?)) ORDER BY opened_at
"""
_EVENTS = "SELECT json_text FROM event WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq"


def customer(connection: sqlite3.Connection, scope: Scope) -> Parts:
    """Return who the person is, as far as it is known, and from where."""
    told: dict[str, list[dict[str, str]]] = {}
    for address in scope.subject.addresses:
        for one in person(connection, address).profile.known:
            row = {"value": one.value, "known_from": one.origin.value}
            rows = told.setdefault(one.field.value, [])
            if row not in rows:
                rows.append(row)
    return {
        "customer.json": {
            "addresses": list(scope.subject.addresses),
            "names": list(scope.subject.names),
            "phones": list(scope.subject.phones),
            "known": told,
        }
    }


def tickets(connection: sqlite3.Connection, scope: Scope) -> Parts:
    """Return the person's tickets, also those on which others wrote."""
    refs = listed(sorted(scope.tickets | scope.shared))
    rows = [dict(row) for row in named(connection).execute(_TICKETS, (refs,))]
    mine = set(scope.subject.addresses)
    for row in rows:
        if str(row["customer_email"]).lower() not in mine:
            row["customer_email"] = row["customer_name"] = ""
    return {"tickets.json": rows}


def mails(connection: sqlite3.Connection, scope: Scope) -> Parts:
    """Return the person's mails as text; the files of the mails come besides."""
    rows = []
    for row in named(connection).execute(_MAILS, (listed(sorted(scope.mails)),)):
        told = dict(row)
        for name in ("recipients", "copies"):
            told[name] = [f"{one.name} <{one.email}>" for one in addresses_from_json(row[name])]
        rows.append(told)
    return {"mails.json": rows}


def events(connection: sqlite3.Connection, scope: Scope) -> Parts:
    """Return what was recorded of the person; nothing that was noted about others."""
    own = [event for event, about in scope.events.items() if about in scope.about]
    rows = []
    for (text,) in connection.execute(_EVENTS, (listed(own),)):
        event = event_from_json(text)
        told = json.loads(text)
        kept = {"at": event.at.isoformat(), "about": event.ticket, "kind": told["type"]}
        rows.append(kept | {"said": told["data"]})
    return {"recorded.json": rows}


def orders(connection: sqlite3.Connection, scope: Scope) -> Parts:
    """Return the person's orders as the shops told them."""
    numbers = privacy_rest.orders_of(connection, scope.traces)
    bodies = privacy_rest.order_bodies(connection, numbers)
    return {"orders.json": [json.loads(body) for body in bodies]}
