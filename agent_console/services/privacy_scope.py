"""All that is kept of one person, found: what an export holds and an erasure removes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from agent_console.desk.customers import CustomerField
from agent_console.desk.erasure import Blanked, Erased
from agent_console.desk.privacy import Subject, Traces, line_keys, locked_until, telling_names
from agent_console.desk.records import RecordKind, record_ref
from agent_console.services.customer_records import person
from agent_console.store import contacts, privacy_mails
from agent_console.store.driver import listed
from agent_console.store.privacy_mails import Progress, SeenMail
from agent_console.store.times import from_text

_PLAIN_KINDS = frozenset(("assigned", "merged", "split", "linked", "undone", "snoozed")) | {
    Blanked.TYPE,
    Erased.TYPE,
}
"""What events of these kinds say are refs, names of agents and times: nothing of a customer."""

_STAYING_KINDS = frozenset(("setting-shared",))
"""What the team wrote into its settings is shown to a person, not changed behind the back."""

_OFTEN = 2
_EVENTS = "SELECT id, ticket, json_text FROM event ORDER BY seq"
_TICKETS = "SELECT ref FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?))"
_NAMES = """
SELECT DISTINCT sender_name FROM mail WHERE sender_email IN (SELECT value FROM json_each(?1))
UNION SELECT DISTINCT writer_name FROM mail WHERE writer_email IN (SELECT value FROM json_each(?1))
UNION SELECT customer_name FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?1))
"""
_WITH_MAILS = (
    "SELECT DISTINCT ticket, id FROM mail WHERE ticket IN (SELECT value FROM json_each(?))"
)


def _say_nothing(_done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(slots=True)
class Scope:
    """What is kept of a person; mails by number with their tickets, events by id.

    ``mails`` are theirs, ``touched`` are those of others that name or quote them. ``tickets`` are
    those on which there is nobody else, ``shared`` the others. ``until`` has the day up to which a
    mail of theirs is kept for the law. ``staying`` are events that are only told of, ``newest`` is
    the last mail that was looked at.
    """

    traces: Traces
    mails: dict[int, str] = field(default_factory=dict)
    touched: dict[int, str] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    until: dict[int, date] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    staying: list[str] = field(default_factory=list)
    newest: int = 0

    @property
    def subject(self) -> Subject:
        """Who it is."""
        return self.traces.subject

    @property
    def about(self) -> tuple[str, ...]:
        """The records of the person and the tickets that are theirs alone."""
        named = (record_ref(RecordKind.CUSTOMER, one) for one in self.subject.addresses)
        return (*named, *sorted(self.tickets))


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts while looking: our own addresses, today, how many years letters are kept."""

    own: frozenset[str]
    today: date
    letter_years: int = 0


def subject_of(connection: sqlite3.Connection, addresses: Collection[str]) -> Subject:
    """Return the person with these addresses, with the names and numbers they are known by."""
    found: dict[str, None] = {}
    names: list[str] = []
    phones: list[str] = []
    for address in addresses:
        known = person(connection, address)
        found.update(dict.fromkeys((address, *known.emails)))
        if not known.shared:
            names.append(known.profile.text(CustomerField.NAME))
        phones += known.profile.texts(CustomerField.PHONE)
    names += [name for (name,) in connection.execute(_NAMES, (listed(found),))]
    return Subject(tuple(found), telling_names(names, found), tuple(dict.fromkeys(phones)))


def scope_of(
    connection: sqlite3.Connection,
    subject: Subject,
    rules: Rules,
    on_progress: Progress = _say_nothing,
) -> Scope:
    """Find everything; two passes over all mails, one over all events."""
    people = frozenset(subject.addresses)
    total = 2 * privacy_mails.count_mails(connection)
    scope = Scope(Traces(subject))
    lines: set[str] = set()
    done = 0
    for done, mail in enumerate(privacy_mails.seen_mails(connection), 1):
        scope.newest = mail.number
        if mail.is_of(people, rules.own):
            scope.mails[mail.number] = mail.ticket
            _lock(scope, mail, rules)
            if mail.direction == "in":
                lines |= privacy_mails.lines_of(mail)
        on_progress(done, total)
    _find_others(connection, scope, lines, lambda now: on_progress(done + now, total))
    _find_tickets(connection, scope)
    _find_events(connection, scope)
    return scope


def renewed(connection: sqlite3.Connection, scope: Scope, rules: Rules) -> Scope:
    """Return what is kept by now, where ``scope`` was found before: quick, for under the lock.

    Only mails that came since are looked at; if one of them is the person's, all of them are.
    """
    people = frozenset(scope.subject.addresses)
    for mail in privacy_mails.seen_mails(connection, scope.newest):
        if mail.is_of(people, rules.own):
            return scope_of(connection, scope.subject, rules)
        if scope.traces.named_in(mail.words) or scope.traces.found_in(mail.text):
            scope.touched[mail.number] = mail.ticket
        scope.newest = mail.number
    scope.events, scope.staying = {}, []
    _find_tickets(connection, scope)
    _find_events(connection, scope)
    return scope


def _find_events(connection: sqlite3.Connection, scope: Scope) -> None:
    about_person = frozenset(scope.about)
    for event, about, kind, matched in _events(connection, scope):
        if kind in _STAYING_KINDS:
            scope.staying += [event] if matched else []
        elif matched or about in about_person:
            scope.events[event] = about


def scope_of_tickets(connection: sqlite3.Connection, refs: Collection[str], rules: Rules) -> Scope:
    """Return these tickets as what is to be removed, whoever wrote on them."""
    scope = Scope(Traces(Subject(())), tickets=set(refs))
    for mail in privacy_mails.seen_mails(connection):
        if mail.ticket in scope.tickets:
            scope.mails[mail.number] = mail.ticket
            _lock(scope, mail, rules)
    for event, about, kind, _matched in _events(connection, scope):
        if about in scope.tickets and kind not in _STAYING_KINDS:
            scope.events[event] = about
    return scope


def _lock(scope: Scope, mail: SeenMail, rules: Rules) -> None:
    if rules.letter_years and mail.kind == "human":
        until = locked_until(from_text(mail.received), rules.letter_years)
        if until >= rules.today:
            scope.until[mail.number] = until


def _find_others(
    connection: sqlite3.Connection, scope: Scope, lines: set[str], tell: Callable[[int], None]
) -> None:
    """Find the mails of others that name the person, or hold lines that only they wrote."""
    sides: dict[str, set[str]] = {}
    copies: dict[int, tuple[str, set[str]]] = {}
    for done, mail in enumerate(privacy_mails.seen_mails(connection), 1):
        tell(done)
        if mail.number in scope.mails:
            continue
        if _names(connection, scope.traces, mail):
            scope.touched[mail.number] = mail.ticket
        if lines and (copied := lines.intersection(line_keys(mail.text))):
            copies[mail.number] = (mail.ticket, copied)
            side = mail.sender if mail.direction == "in" else " ".join(mail.to[:1])
            for key in copied & privacy_mails.lines_of(mail):
                sides.setdefault(key, set()).add(f"{mail.direction} {side}")
    shared = {key for key, writers in sides.items() if len(writers) >= _OFTEN}
    scope.traces = Traces(scope.subject, frozenset(lines - shared))
    for number, (ticket, copied) in copies.items():
        if copied - shared:
            scope.touched[number] = ticket


def _names(connection: sqlite3.Connection, traces: Traces, mail: SeenMail) -> bool:
    if traces.named_in(mail.words) or traces.named_in(mail.text):
        return True
    return privacy_mails.bytes_name(connection, mail.number, traces)


def _find_tickets(connection: sqlite3.Connection, scope: Scope) -> None:
    refs = set(scope.mails.values())
    emails = listed(scope.subject.addresses)
    known = {ref for (ref,) in connection.execute(_TICKETS, (emails,))}
    people = frozenset(scope.subject.addresses)
    known |= {
        ref
        for ref, contact in contacts.standing_contacts(connection, contacts.tickets(connection))
        if contact.person.email.lower() in people
    }
    refs |= known
    others = {
        ref
        for ref, number in connection.execute(_WITH_MAILS, (listed(sorted(refs)),))
        if number not in scope.mails
    }
    scope.tickets = refs - others
    scope.shared = refs & others


def _events(connection: sqlite3.Connection, scope: Scope) -> Iterator[tuple[str, str, str, bool]]:
    """Yield id, ticket and kind of events that may say something, and whether they name them."""
    for event, about, text in connection.execute(_EVENTS):
        told = json.loads(text)
        kind = str(told["type"])
        named = scope.traces.named_in(about)
        if kind in _PLAIN_KINDS and not named:
            continue
        said = "\n".join(_texts(told["data"]))
        yield event, about, kind, named or scope.traces.found_in(said)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return (text for one in value.values() for text in _texts(one))
    if isinstance(value, list):
        return (text for one in value for text in _texts(one))
    return ()
