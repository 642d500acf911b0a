"""What is kept of a person besides mails and events: rows that name them, words of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from agent_console.desk.privacy import Traces
from agent_console.store import vocabulary
from agent_console.store.driver import listed

_DRAFTS = "SELECT revision, ticket, text, head FROM draft"
_OUTBOX = """
SELECT id, ticket, state, subject, sender, recipients, text, pending, refused, known, detail, acts
FROM outbox
"""
_ORDERS = "SELECT id, email, body FROM shop_order"
_NOTICES = "SELECT notice, person, address, name, subject, text FROM notice_mail"
_PAGES_A_STEP = 500
_SOMETHING_DONE = 2
"""Fewer rows changed by a merge mean that nothing was left to merge."""

_UNDER_WAY = ("sending", "unknown")
_EMPTY_TICKETS = """
SELECT ref FROM ticket WHERE ref IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.ticket = ticket.ref)
"""
_OF_TICKETS = (
    "DELETE FROM acknowledgement WHERE ticket IN (SELECT value FROM json_each(?))",
    "DELETE FROM found WHERE ticket IN (SELECT value FROM json_each(?))",
    "DELETE FROM survey WHERE ticket IN (SELECT value FROM json_each(?))",
    "DELETE FROM survey_decision WHERE ticket IN (SELECT value FROM json_each(?))",
    "DELETE FROM return_case WHERE ticket IN (SELECT value FROM json_each(?))",
    "DELETE FROM ticket WHERE ref IN (SELECT value FROM json_each(?))",
)
_OF_PEOPLE = (
    "DELETE FROM customer_address WHERE address IN (SELECT value FROM json_each(?))",
    "DELETE FROM customer_joined WHERE address IN (SELECT value FROM json_each(?1))"
    " OR person IN (SELECT value FROM json_each(?1))",
    "DELETE FROM customer_imported WHERE address IN (SELECT value FROM json_each(?))",
    "DELETE FROM survey WHERE email IN (SELECT value FROM json_each(?))",
    "DELETE FROM notice_sent WHERE person IN (SELECT value FROM json_each(?))",
)
_NOBODY = """
DELETE FROM customer WHERE NOT EXISTS
    (SELECT 1 FROM customer_address WHERE customer_id = customer.id)
"""
_INDEXES = ("mail_fts", "note_fts", "customer_fts", "term_fts")


def drafts_of(
    connection: sqlite3.Connection, tickets: Collection[str], traces: Traces
) -> list[int]:
    """Return the drafts on these tickets, and those that name the person."""
    return [
        revision
        for revision, ticket, text, head in connection.execute(_DRAFTS)
        if ticket in tickets or traces.found_in(text) or traces.named_in(head)
    ]


def outbox_of(
    connection: sqlite3.Connection, tickets: Collection[str], traces: Traces
) -> list[tuple[int, bool]]:
    """Return the outgoing mails on these tickets or that name the person; and if one is leaving."""
    return [
        (number, state in _UNDER_WAY)
        for number, ticket, state, *texts in connection.execute(_OUTBOX)
        if ticket in tickets or traces.found_in("\n".join(texts))
    ]


def orders_of(connection: sqlite3.Connection, traces: Traces) -> list[int]:
    """Return the orders of the person, as shops told of them."""
    people = traces.subject.addresses
    return [
        number
        for number, email, body in connection.execute(_ORDERS)
        if email.lower() in people or traces.named_in(body)
    ]


def order_bodies(connection: sqlite3.Connection, numbers: Collection[int]) -> list[str]:
    """Return these orders as JSON."""
    question = (
        "SELECT body FROM shop_order WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    return [body for (body,) in connection.execute(question, (listed(numbers),))]


def notices_of(connection: sqlite3.Connection, traces: Traces) -> list[tuple[str, str]]:
    """Return the mails of notices that are meant for the person."""
    return [
        (notice, who)
        for notice, who, *texts in connection.execute(_NOTICES)
        if traces.named_in("\n".join((who, *texts)))
    ]


def remove_drafts(connection: sqlite3.Connection, revisions: Collection[int]) -> None:
    """Remove drafts."""
    statement = "DELETE FROM draft WHERE revision IN (SELECT value FROM json_each(?))"
    connection.execute(statement, (listed(revisions),))


def remove_outbox(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Remove outgoing mails."""
    statement = "DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))"
    connection.execute(statement, (listed(numbers),))


def remove_orders(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Remove orders; a report of an import may name any of them, so none stays."""
    statement = "DELETE FROM shop_order WHERE id IN (SELECT value FROM json_each(?))"
    connection.execute(statement, (listed(numbers),))
    if numbers:
        connection.execute("UPDATE order_source SET report = '{}'")


def remove_notices(connection: sqlite3.Connection, mails: Collection[tuple[str, str]]) -> None:
    """Remove the mails of notices."""
    statement = "DELETE FROM notice_mail WHERE notice = ? AND person = ?"
    connection.executemany(statement, sorted(mails))


def remove_tickets(connection: sqlite3.Connection, refs: Collection[str]) -> None:
    """Remove what is kept of those of these tickets that have no mails any more."""
    rows = connection.execute(_EMPTY_TICKETS, (listed(sorted(refs)),)).fetchall()
    empty = listed([ref for (ref,) in rows])
    for statement in _OF_TICKETS:
        connection.execute(statement, (empty,))


def remove_people(connection: sqlite3.Connection, addresses: Collection[str]) -> None:
    """Remove addresses, and the people who then have none."""
    for statement in _OF_PEOPLE:
        connection.execute(statement, (listed(addresses),))
    connection.execute(_NOBODY)


def count_listed(connection: sqlite3.Connection, addresses: Collection[str]) -> int:
    """Return how many of these addresses are listed as those of customers, in whatever way."""
    question = """
    SELECT count(*) FROM (SELECT address FROM customer_address UNION
        SELECT address FROM customer_joined UNION SELECT address FROM customer_imported UNION
        SELECT address FROM customer_entry) WHERE address IN (SELECT value FROM json_each(?))
    """
    return int(connection.execute(question, (listed(addresses),)).fetchone()[0])


def people_without_mails(connection: sqlite3.Connection) -> list[str]:
    """Return the addresses of which no mail and no ticket is here any more."""
    question = """
    SELECT address FROM customer_address
    WHERE NOT EXISTS (SELECT 1 FROM mail WHERE sender_email = address COLLATE NOCASE
        OR writer_email = address)
    AND NOT EXISTS (SELECT 1 FROM ticket WHERE customer_email = address)
    """
    return [address for (address,) in connection.execute(question)]


def known_addresses(connection: sqlite3.Connection) -> list[str]:
    """Return every address of a customer that is known from anywhere, in lower case."""
    question = """
    SELECT address FROM customer_address UNION SELECT customer_email FROM ticket
    UNION SELECT lower(sender_email) FROM mail UNION SELECT writer_email FROM mail
    UNION SELECT address FROM customer_joined UNION SELECT person FROM customer_joined
    UNION SELECT address FROM customer_imported UNION SELECT address FROM customer_entry
    UNION SELECT lower(json_extract(value, '$[0]')) FROM mail, json_each(mail.recipients)
    UNION SELECT lower(json_extract(value, '$[0]')) FROM mail, json_each(mail.copies)
    UNION SELECT lower(email) FROM shop_order UNION SELECT lower(address) FROM notice_mail
    UNION SELECT person FROM notice_sent UNION SELECT lower(json_extract(json_text, '$.data.email'))
        FROM event WHERE instr(json_text, '"type":"contacted"') > 0
    UNION SELECT substr(ticket, 11) FROM event
        WHERE ticket >= '~customer:' AND ticket < '~customer;'
    """
    return [address for (address,) in connection.execute(question) if address]


def forget_words(connection: sqlite3.Connection) -> None:
    """Let the vocabulary be learnt anew; the indexes are merged afterwards."""
    vocabulary.forget(connection)


def merge_indexes(connection: sqlite3.Connection, *, begin: bool) -> bool:
    """Do a step of merging the search indexes, so that no word of what is gone is left in them.

    True if more is to do. A step takes some 100 ms; ``begin`` with the first one (FTS5 §6.7).
    """
    more = False
    for index in _INDEXES:
        before = connection.total_changes
        pages = -_PAGES_A_STEP if begin else _PAGES_A_STEP
        statement = f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)"  # noqa: S608  # our names
        connection.execute(statement, (pages,))
        more = more or connection.total_changes - before >= _SOMETHING_DONE
    return more
