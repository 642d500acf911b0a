"""Contacts that no mail tells of: begun while the customer speaks, kept, and logged on a ticket."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk.channels import ChannelRecord
from agent_console.desk.contact_draft import ContactDraft, draft_from_text, draft_to_text
from agent_console.desk.contacts import Contact, ContactResult, Person
from agent_console.desk.events import Assigned, Closed, Fact, Labelled
from agent_console.desk.labels import LabelName
from agent_console.desk.listing import QueueRow
from agent_console.desk.orders import Order
from agent_console.desk.refs import SHORT, base32
from agent_console.desk.ticket import ALL_STEPS
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.channels import channel_records
from agent_console.services.labelling import check_label
from agent_console.store import contacts as stored_contacts
from agent_console.store import kin, people
from agent_console.store import queue as stored_queue
from agent_console.store import tickets as stored
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_PLACE = "~contact"
_REF_BITS = 5


class ContactService:
    """What an agent does while a customer speaks; safe to use from several threads."""

    def __init__(self, acts: Acts, config: Config) -> None:
        self._acts = acts
        self._config = config

    def begin(self, ref: str = "") -> ContactDraft:
        """Take up what was kept, else begin now: a call, on ``ref`` with its customer."""
        with self._acts.store.read() as session:
            begun = self._acts.drafts.take_up(session, _PLACE, "contact")
            kept = draft_from_text(begun.text)
            if kept is not None:
                return kept
            draft = ContactDraft(began=self._acts.clock.now())
            return self._on_ticket(session, draft, ref) if ref else draft

    def keep(self, draft: ContactDraft) -> None:
        """Keep what is known so far; nothing is kept of a draft with nothing in it."""
        text = "" if draft.is_empty else draft_to_text(draft)
        self._acts.drafts.save(_PLACE, "contact", text)

    def throw_away(self) -> None:
        """Forget what was kept; undo brings it back."""
        self._acts.drafts.discard(_PLACE, "contact")

    def people(self, text: str) -> tuple[Person, ...]:
        """Return whom a few letters or digits may mean."""
        with self._acts.store.look() as connection:
            return tuple(people.find_people(connection, text))

    def orders(self, person: Person, text: str) -> tuple[Order, ...]:
        """Return the orders that a few characters may mean: those of a person who is known."""
        with self._acts.store.look() as connection:
            return people.find_orders(connection, person, text)

    def open_tickets(self, person: Person) -> tuple[QueueRow, ...]:
        """Return the tickets of a person that are not closed, the newest first."""
        with self._acts.store.look() as connection:
            refs = people.open_of(connection, person)
            rows = stored_queue.rows_of(connection, self._acts.clock.now(), refs)
        return tuple(
            sorted(rows, key=lambda row: row.last_at or self._acts.clock.now(), reverse=True)
        )

    def contacts_on(self, ref: str) -> tuple[Contact, ...]:
        """Return the contacts logged on a ticket, in the order of logging."""
        with self._acts.store.read() as session:
            refs = (ref, *kin.merged_into(session, ref))
            found = stored_contacts.standing_contacts(driver(session), refs)
        return tuple(contact for _ref, contact in found)

    def channels(self, days: int) -> tuple[ChannelRecord, ...]:
        """Return what came on each channel in the last days, and how it was answered."""
        return channel_records(self._acts.store, self._config, self._acts.clock.now(), days)

    def log(self, draft: ContactDraft) -> QueueRow:
        """Record a contact on its ticket, or on a new one; return the ticket's row.

        One undo takes all of it back. Raises ActionRefusedError when it says too little, or would
        close a complaint of which nobody has made sure that it is solved.
        """
        contact = draft.contact(self._acts.clock.now(), self._acts.agent)
        check_label(LabelName.TYPE, draft.kind)
        facts = tuple(self._facts(contact))
        if draft.ticket:
            self._refuse_unsettled(draft)
            row = self._acts.record(Act(draft.ticket, facts))
        else:
            ref = self._fresh_ref()
            self._acts.record_about(ref, (*facts[:1], Assigned(self._acts.agent), *facts[1:]))
            row = self._acts.row(ref)
        self._forget()
        return row

    def _facts(self, contact: Contact) -> list[Fact]:
        facts: list[Fact] = [contact.fact]
        if contact.kind:
            facts.append(Labelled(LabelName.TYPE, contact.kind))
        if contact.result is ContactResult.SOLVED:
            facts.append(Closed())
        return facts

    def _forget(self) -> None:
        with self._acts.store.write(durable=True) as session:
            self._acts.drafts.use_up(session, _PLACE, "contact", "")
        self._acts.drafts.forget(_PLACE, "contact")

    def _on_ticket(self, session: Session, draft: ContactDraft, ref: str) -> ContactDraft:
        root = kin.root_of(session, ref)
        customer = stored.load(session, root).customer
        spoken = stored_contacts.person_of(session, (root, *kin.merged_into(session, root)))
        phone = spoken.person.phone if spoken else ""
        name = "" if customer.name == phone else customer.name
        return replace(draft, ticket=root, name=name, email=customer.email, phone=phone)

    def _refuse_unsettled(self, draft: ContactDraft) -> None:
        if draft.result is not ContactResult.SOLVED:
            return
        with self._acts.store.read() as session:
            ticket = stored.load(session, kin.root_of(session, draft.ticket))
        if ticket.asks.complaint and ticket.steps < ALL_STEPS:
            raise ActionRefusedError(
                _("Contact"),
                _("nobody has made sure yet that #{ref} is solved").format(ref=draft.ticket),
                _("Log it as “we get back to them”, then close the complaint with a reason."),
            )

    def _fresh_ref(self) -> str:
        with self._acts.store.read() as session:
            while True:
                ref = base32(secrets.token_bytes(SHORT * _REF_BITS // 8))
                if not stored.find(session, ref):
                    return ref
