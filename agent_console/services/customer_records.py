"""What is kept of customers, brought up to date from events, imported files and mails."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_console.desk.customer_card import Entry
from agent_console.desk.customer_facts import CustomersImported
from agent_console.desk.customer_found import Found, found_of
from agent_console.desk.customer_pack import is_pack, unpacked
from agent_console.desk.customers import (
    FLAGS,
    YES,
    CustomerField,
    Known,
    Origin,
    Profile,
    joined_into,
    merged,
    profile_of,
)
from agent_console.desk.entry_files import Form
from agent_console.desk.events import Event, event_from_json, standing
from agent_console.desk.greeting import read_greeting
from agent_console.desk.mail import Address
from agent_console.desk.person_name import Gender
from agent_console.desk.records import RecordKind, record_ref
from agent_console.i18n import _
from agent_console.store import customer_entries, customer_imports, customer_joins
from agent_console.store.customer_entries import Listing
from agent_console.store.customer_heard import heard
from agent_console.store.driver import driver, listed
from agent_console.store.greeted import greeted

if TYPE_CHECKING:
    from sqlmodel import Session

_AT_ONCE = 500
_WROTE = """
SELECT address FROM customer_address WHERE address IN (SELECT value FROM json_each(?1))
UNION SELECT customer_email FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?1))
"""
_EVENTS = """
SELECT ticket, json_text FROM event WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY seq
"""
_WRITERS = """
SELECT DISTINCT CASE WHEN writer_email <> '' THEN writer_email ELSE sender_email END FROM mail
WHERE id IN (SELECT value FROM json_each(?)) AND direction = 'in' AND kind = 'human'
"""
_NEWEST = "SELECT coalesce(max(seq), 0) FROM event"
_NOTHING = Found()
_GREETED = (CustomerField.NAME, CustomerField.SALUTATION, CustomerField.FORM)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with all addresses, the leading one first, and what is known of each and in all."""

    emails: tuple[str, ...]
    profile: Profile
    each: tuple[Profile, ...]
    found: tuple[Found, ...]
    wrote: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the person."""
        return self.wrote or bool(self.profile.known)

    @property
    def shared(self) -> bool:
        """Whether the address is one of several people."""
        return any(one.shared for one in self.found)


@dataclass(frozen=True, slots=True)
class Met:
    """What new mails tell of customers, as it was after the event ``seen``."""

    addresses: tuple[str, ...]
    listings: tuple[Listing, ...]
    seen: int


def person(connection: sqlite3.Connection, address: str) -> Person:
    """Return the person who has this address; one of whom nothing is known has no profile."""
    everyone = customer_joins.members(connection, address)
    return _persons(connection, {everyone[0]: everyone}, brief=False)[everyone[0]]


def greeting_said(connection: sqlite3.Connection, address: str) -> str:
    """Return how a customer is greeted by their record, as ``greeting`` reads it.

    "" where nobody said a name, a salutation or a form, and for several people's address.
    """
    email = address.strip().lower()
    if not email:
        return ""
    who = person(connection, email)
    profile = who.profile
    said = any(profile.origin(field) not in (None, Origin.FOUND) for field in _GREETED)
    name = profile.text(CustomerField.NAME)
    if not said or not name:
        return ""
    called = profile.text(CustomerField.SALUTATION).removeprefix("-")
    full = f"{called} {name}".strip() if not name.startswith(called) else name
    form = profile.text(CustomerField.FORM)
    return f"{full}, {form}" if form else full


def not_written_to(
    session: Session | sqlite3.Connection, people: Iterable[Address]
) -> Iterator[str]:
    """Say of whom an agent noted that nobody writes to them."""
    connection = driver(session)
    for one in people:
        email = one.email.strip().lower()
        head = customer_joins.members(connection, email)[0]
        if CustomerField.NO_CONTACT in customer_entries.flags_of(connection, head):
            yield _("{email} is not to be written to, as one of us noted.").format(email=email)


def persons_of(
    connection: sqlite3.Connection, addresses: Sequence[str], *, brief: bool = False
) -> dict[str, Person]:
    """Return the persons of these addresses, by address; ``brief`` without forms of address."""
    people = customer_joins.people(connection, addresses)
    persons = _persons(connection, people, brief=brief)
    return {email: persons[head] for head, emails in people.items() for email in emails}


def settle(session: Session, records: Mapping[str, Sequence[Event]]) -> None:
    """Bring customers up to date with the events about them and their packs, by name of record."""
    connection = driver(session)
    touched: set[str] = set()
    for name, events in records.items():
        if is_pack(name):
            touched |= _settle_pack(connection, name, events)
            continue
        touched.update(customer_joins.members(connection, name))
        into = joined_into(events)
        customer_joins.keep(connection, name, into)
        touched.update((name, *([into] if into else ())))
    refresh(connection, touched)


def _settle_pack(connection: sqlite3.Connection, name: str, events: Sequence[Event]) -> set[str]:
    touched = customer_imports.forget_pack(connection, name)
    for event in standing(events):
        if isinstance(event.fact, CustomersImported):
            rows = unpacked(event.fact.rows)
            over = bool(event.fact.over)
            touched |= customer_imports.keep_pack(connection, name, rows, event.at, over=over)
    return touched


def refresh(connection: sqlite3.Connection, addresses: Collection[str]) -> None:
    """Make the entries of the persons with these addresses anew."""
    ordered = sorted(addresses)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        customer_entries.replace(connection, some, listings(connection, some))


def look(connection: sqlite3.Connection, mails: Collection[int], own: frozenset[str]) -> Met:
    """Return what the customers' mails with these numbers tell, to be kept with :func:`keep`."""
    newest = int(connection.execute(_NEWEST).fetchone()[0])
    writers = sorted(
        address
        for (address,) in connection.execute(_WRITERS, (listed(mails),))
        if address and address not in own
    )
    return Met(tuple(writers), tuple(listings(connection, writers)), newest)


def keep(session: Session, met: Met) -> None:
    """Keep what mails told; what agents recorded meanwhile is looked at again."""
    connection = driver(session)
    if int(connection.execute(_NEWEST).fetchone()[0]) != met.seen:
        refresh(connection, met.addresses)
    else:
        customer_entries.replace(connection, met.addresses, met.listings)


def listings(connection: sqlite3.Connection, addresses: Sequence[str]) -> list[Listing]:
    """Return the entries of the persons with these addresses; none of whom nothing is known."""
    persons = _persons(connection, customer_joins.people(connection, addresses), brief=True)
    return [_listing(one) for one in persons.values() if one.is_known]


def _listing(one: Person) -> Listing:
    profile = one.profile
    phones = profile.texts(CustomerField.PHONE)
    names = tuple(heard.name for found in one.found for heard in found.names)
    entry = Entry(
        email=one.emails[0],
        name=profile.text(CustomerField.NAME),
        company=profile.text(CustomerField.COMPANY),
        phone=phones[0] if phones else "",
        tags=profile.texts(CustomerField.TAG),
        flags=tuple(
            one.field.value for one in profile.known if one.field in FLAGS and one.value == YES
        ),
        addresses=len(one.emails),
    )
    return Listing(entry, one.emails, phones, names)


def _wrote(connection: sqlite3.Connection, addresses: Sequence[str]) -> set[str]:
    return {one for (one,) in connection.execute(_WROTE, (listed(addresses),))}


def _persons(
    connection: sqlite3.Connection, people: Mapping[str, tuple[str, ...]], *, brief: bool
) -> dict[str, Person]:
    every = [email for emails in people.values() for email in emails]
    events = _events(connection, every)
    brought = customer_imports.imported(connection, every)
    wrote = _wrote(connection, every)
    profiles: dict[str, Profile] = {}
    found: dict[str, Found] = {}
    for email in every:
        found[email] = _found(connection, email, brief=brief) if email in wrote else _NOTHING
        profiles[email] = profile_of(
            events.get(email, ()), brought.get(email, ()), found[email].known
        )
    return {
        head: Person(
            emails=emails,
            profile=merged([profiles[email] for email in emails]),
            each=tuple(profiles[email] for email in emails),
            found=tuple(found[email] for email in emails),
            wrote=any(email in wrote for email in emails),
        )
        for head, emails in people.items()
    }


def _found(connection: sqlite3.Connection, email: str, *, brief: bool) -> Found:
    told = heard(connection, email, brief=brief)
    found = found_of(email, told.names, told.mails, told.phones, brief=brief)
    if brief or not (said := _greeted(connection, email)):
        return found
    return replace(found, known=(*said, *found.known))


def _greeted(connection: sqlite3.Connection, email: str) -> tuple[Known, ...]:
    """Return what an agent said of name and form of address while answering."""
    try:
        told = read_greeting(greeted(connection, email))
    except ValueError:
        return ()
    called = {Gender.FEMALE: "Frau", Gender.MALE: "Herr"}.get(told.person.gender, "")
    form = {Form.INFORMAL: "du", Form.FORMAL: "sie"}.get(told.form, "")
    values = (
        (CustomerField.NAME, told.person.full),
        (CustomerField.SALUTATION, called),
        (CustomerField.FORM, form),
    )
    return tuple(Known(field, value) for field, value in values if value)


def _events(connection: sqlite3.Connection, addresses: Sequence[str]) -> dict[str, list[Event]]:
    refs = {record_ref(RecordKind.CUSTOMER, one): one for one in addresses if _is_name(one)}
    found: dict[str, list[Event]] = {}
    for ref, text in connection.execute(_EVENTS, (listed(refs),)):
        found.setdefault(refs[ref], []).append(event_from_json(text))
    return found


def _is_name(address: str) -> bool:
    return bool(address) and address.isprintable()
