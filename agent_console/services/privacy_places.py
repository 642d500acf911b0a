"""Every place where something of a person may lie: counted, exported, removed.

A place names the tables it answers for. A table with text that no place names and that is not
among ``EXEMPT`` fails a test: whoever adds a table says here what becomes of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_console.i18n import _
from agent_console.services import privacy_export_parts as parts
from agent_console.services import privacy_removal as removal
from agent_console.services.privacy_removal import Removal
from agent_console.services.privacy_scope import Scope
from agent_console.store import privacy_rest

if TYPE_CHECKING:
    from agent_console.services.privacy_export_parts import Parts


def _nothing(_connection: sqlite3.Connection, _scope: Scope) -> Parts:
    return {}


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its name, the tables it answers for, and what is done with it.

    ``count`` says how much of the person lies there, ``remove`` lets it go, ``export`` gives it as
    JSON by the names of files.
    """

    name: str
    title: Callable[[], str]
    tables: tuple[str, ...]
    count: Callable[[sqlite3.Connection, Scope], int]
    remove: Callable[[Removal], None]
    export: Callable[[sqlite3.Connection, Scope], Parts] = field(default=_nothing)


EXEMPT: Mapping[str, str] = {
    "meta": "keys, numbers and names of this store",
    "folder": "names of folders on the server and how far they were read",
    "placement": "numbers and flags of mails on the server",
    "kin": "refs of tickets",
    "ticket_link": "refs of tickets",
    "team": "the team itself and its health",
    "team_message": "sealed with the team's key; it is gone as soon as it was read back",
    "team_claim": "refs of tickets, consoles and agents",
    "team_left": "Message-IDs of our own mails and refs of tickets",
    "team_member": "consoles and agents",
    "team_role": "agents",
    "team_away": "agents",
    "team_pulse": "what agents say of their week, until it has left; asked for without names",
    "team_pulse_answer": "what agents say of their week, without their names",
    "team_pulse_mark": "numbers",
    "audit": "salts and hashes; the salt of an erased event is removed with its text",
    "erasure": "salted hashes of addresses",
    "erased_mail": "keyed hashes",
    "incident": "known issues as the team words them; their events are looked at",
    "mail_span": "numbers and times",
    "placed": "numbers",
}
"""Tables that hold nothing of a customer, and why."""


def places() -> tuple[Place, ...]:
    """Return all of them, in the order in which they are removed."""
    return (*_of_mails(), *_of_work(), *_of_people())


def _of_mails() -> tuple[Place, ...]:
    """Return where mails lie, and what was made of them."""
    return (
        Place(
            "files",
            lambda: _("Files that were saved from here"),
            ("written_file",),
            lambda c, scope: len(removal.files_of(c, scope)),
            removal.note_files,
        ),
        Place(
            "mails",
            lambda: _("Mails of this person, with attachments"),
            ("mail", "source", "duplicate", "message_id", "returned", "attachment", "unsorted"),
            lambda _c, scope: len(scope.mails),
            removal.remove_mails,
            parts.mails,
        ),
        Place(
            "locked",
            lambda: _("of these, business letters that are locked until their time is over"),
            ("locked_mail",),
            lambda _c, scope: len(scope.until),
            removal.nothing,
        ),
        Place(
            "quotes",
            lambda: _("Mails of others that name or quote this person"),
            ("mail_fts",),
            lambda _c, scope: len(scope.touched),
            removal.redact_mails,
        ),
        Place(
            "events",
            lambda: _("Notes, contacts and other recorded events"),
            ("event", "note", "note_fts", "team_entry", "team_snapshot", "team_waiting"),
            lambda _c, scope: len(scope.events),
            removal.blank_events,
            parts.events,
        ),
    )


def _of_work() -> tuple[Place, ...]:
    """Return where unfinished work lies."""
    return (
        Place(
            "drafts",
            lambda: _("Drafts"),
            ("draft",),
            lambda c, scope: len(privacy_rest.drafts_of(c, scope.tickets, scope.traces)),
            removal.remove_drafts,
        ),
        Place(
            "outbox",
            lambda: _("Mails in the outbox"),
            ("outbox",),
            lambda c, scope: len(privacy_rest.outbox_of(c, scope.tickets, scope.traces)),
            removal.remove_outbox,
        ),
        Place(
            "notices",
            lambda: _("Notices meant for this person"),
            ("notice", "notice_sent", "notice_mail", "occasion"),
            lambda c, scope: len(privacy_rest.notices_of(c, scope.traces)),
            removal.remove_notices,
        ),
    )


def _of_people() -> tuple[Place, ...]:
    """Return where people are listed, and what they bought."""
    return (
        Place(
            "orders",
            lambda: _("Orders"),
            ("shop_order", "order_source", "return_case"),
            lambda c, scope: len(privacy_rest.orders_of(c, scope.traces)),
            removal.remove_orders,
            parts.orders,
        ),
        Place(
            "tickets",
            lambda: _("Tickets on which nobody else wrote"),
            (
                *("ticket", "ticket_tag", "found", "acknowledgement", "measure", "unmeasured"),
                *("measure_traits", "tally", "spread"),
                *("survey", "survey_decision"),
            ),
            lambda _c, scope: len(scope.tickets),
            removal.remove_tickets,
            parts.tickets,
        ),
        Place(
            "customer",
            lambda: _("Addresses in the list of customers"),
            (
                *("customer", "customer_address", "customer_joined", "customer_imported"),
                *("customer_entry", "customer_fts"),
            ),
            lambda c, scope: privacy_rest.count_listed(c, scope.subject.addresses),
            removal.remove_customer,
            parts.customer,
        ),
        Place(
            "words",
            lambda: _("Words of the search"),
            ("term", "term_fts", "unlearned"),
            lambda _c, _scope: 0,
            removal.forget_words,
        ),
    )
