"""How what was found of a person is removed, place by place, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.desk.customer_pack import packed, unpacked
from agent_console.desk.erasure import erasing
from agent_console.desk.events import CustomersImported, Event, Fact, Noted, event_from_json
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.mail.redact import redact_head, redact_mail, with_text
from agent_console.services import customer_records
from agent_console.services.filing import Block, FilingRules
from agent_console.services.intake import Intake
from agent_console.services.privacy_scope import Scope
from agent_console.services.rules import Rules
from agent_console.services.sources import read_source
from agent_console.store import erasures, journal, mails, privacy_mails, privacy_rest
from agent_console.store.codec import clean
from agent_console.store.driver import driver, listed
from agent_console.store.mails import WHOLE, Source
from agent_console.store.times import to_text

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

_TEXTS = "SELECT id, json_text FROM event WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq"
_MAIL_TEXT = "SELECT text FROM mail WHERE id = ?"
_AT_ONCE = 200


@dataclass(slots=True)
class Removal:
    """One removal under way; ``by`` is the record of the erasure, ``marker`` stands for pieces.

    ``salt`` is that of the hashes by which colleagues know the person, ``tells`` whether they are
    to be told of the person.
    ``files`` are found in the transaction and removed after it.
    """

    session: Session
    scope: Scope
    by: str
    salt: str
    marker: str
    now: datetime
    agent: str
    intake: Intake
    threads: FilingRules
    rules: Rules
    secret: bytes
    tells: bool
    files: list[str] = field(default_factory=list)

    @property
    def connection(self) -> sqlite3.Connection:
        """The store below."""
        return driver(self.session)

    def record(self, about: str, facts: Iterable[Fact]) -> None:
        """Record facts as the agent who erases."""
        for fact in facts:
            event_id = journal.next_event_id(self.session)
            self.intake.record(self.session, Event(event_id, about, self.now, self.agent, fact))


def nothing(_removal: Removal) -> None:
    """Remove nothing: another place does it."""


def blank_events(removal: Removal) -> None:
    """Take from events what they said; what they said of others is recorded anew."""
    scope = removal.scope
    for about, fact in _kept_of(removal):
        removal.record(about, (fact,))
    if removal.tells or scope.events:
        addresses = scope.subject.addresses
        removal.record(removal.by, erasing(removal.salt, addresses, list(scope.events)))


def _kept_of(removal: Removal) -> list[tuple[str, Fact]]:
    """Return what stays of notes on tickets of others, and of imported lines about others."""
    scope = removal.scope
    others = [event for event, about in scope.events.items() if about not in scope.about]
    kept: list[tuple[str, Fact]] = []
    for _id, text in removal.connection.execute(_TEXTS, (listed(others),)):
        event = event_from_json(text)
        if isinstance(event.fact, Noted):
            words = scope.traces.replaced(event.fact.text, removal.marker)
            kept.append((event.ticket, Noted(words)))
        elif isinstance(event.fact, CustomersImported):
            rows = [packed(row) for row in unpacked(event.fact.rows)]
            left = [row for row in rows if not scope.traces.named_in(row)]
            kept.append((event.ticket, replace(event.fact, rows="\n".join(left))))
    return kept


def redact_mails(removal: Removal) -> None:
    """Replace what mails of others say of the person by a marker."""
    numbers = sorted(removal.scope.touched.keys() - removal.scope.mails.keys())
    for at in range(0, len(numbers), _AT_ONCE):
        _redact(removal, numbers[at : at + _AT_ONCE])


def _redact(removal: Removal, numbers: Sequence[int]) -> None:
    session = removal.session
    items = []
    for number in numbers:
        before = mails.source(session, number)
        after = _redacted(removal, before)
        items.append((after, read_source(after, removal.threads.own), before))
    block = Block(session, removal.threads)
    block.prepare([(after, read) for after, read, _before in items], here=numbers)
    for after, read, before in items:
        block.refile(after, read, before)
    block.fold(removal.rules)
    block.write(session)


def _redacted(removal: Removal, source: Source) -> Source:
    """Return a source without the person; it counts as whole, so that nothing completes it."""
    traces, marker = removal.scope.traces, removal.marker
    (text,) = removal.connection.execute(_MAIL_TEXT, (source.id,)).fetchone()
    if source.depth < WHOLE:
        raw = with_text(redact_head(source.raw, traces, marker), traces.replaced(text, marker))
    else:
        raw = redact_mail(source.raw, traces, marker, text)
    return replace(source, raw=raw, depth=WHOLE, complete=True, size=len(raw))


def remove_mails(removal: Removal) -> None:
    """Remove the person's mails, keep what the law wants kept, and let none of them come back."""
    scope, connection = removal.scope, removal.connection
    key = privacy_mails.tombstone_key(removal.secret)
    numbers = sorted(scope.mails)
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        erasures.keep_tombstones(connection, privacy_mails.names_of(connection, key, some))
    for number, until in scope.until.items():
        source = mails.source(removal.session, number)
        raw = privacy_mails.raw_of(connection, number)
        erasures.keep_locked(connection, raw, to_text(source.received), until.isoformat())
    privacy_mails.remove(removal.session, numbers)


def remove_drafts(removal: Removal) -> None:
    """Remove drafts."""
    scope = removal.scope
    found = privacy_rest.drafts_of(removal.connection, scope.tickets, scope.traces)
    privacy_rest.remove_drafts(removal.connection, found)


def remove_outbox(removal: Removal) -> None:
    """Remove outgoing mails; one that is leaving, or may have left, refuses all."""
    scope = removal.scope
    found = privacy_rest.outbox_of(removal.connection, scope.tickets, scope.traces)
    if any(leaving for _number, leaving in found):
        raise ActionRefusedError(
            _("Erase"),
            _("a mail to this person is just leaving, or it is not known whether it left"),
            _("Look into the outbox, settle that mail, and try again."),
        )
    privacy_rest.remove_outbox(removal.connection, [number for number, _leaving in found])


def remove_notices(removal: Removal) -> None:
    """Remove the mails of notices."""
    found = privacy_rest.notices_of(removal.connection, removal.scope.traces)
    privacy_rest.remove_notices(removal.connection, found)


def remove_orders(removal: Removal) -> None:
    """Remove the orders that shops told of."""
    found = privacy_rest.orders_of(removal.connection, removal.scope.traces)
    privacy_rest.remove_orders(removal.connection, found)


def remove_tickets(removal: Removal) -> None:
    """Compute the tickets anew on which others are, and remove the empty ones."""
    scope = removal.scope
    removal.intake.refold(removal.session, {*scope.tickets, *scope.shared})
    privacy_rest.remove_tickets(removal.connection, scope.tickets)


def remove_customer(removal: Removal) -> None:
    """Remove the person from the list of customers."""
    addresses = removal.scope.subject.addresses
    gone = addresses or tuple(privacy_rest.people_without_mails(removal.connection))
    privacy_rest.remove_people(removal.connection, gone)
    customer_records.refresh(removal.connection, gone)


def files_of(connection: sqlite3.Connection, scope: Scope) -> list[str]:
    """Return the files that were saved of the person's mails, and their exports."""
    keys = privacy_mails.keys_of(connection, scope.mails)
    return erasures.files_about(connection, (*scope.about, *keys))


def note_files(removal: Removal) -> None:
    """Note which files are to be removed."""
    removal.files += files_of(removal.connection, removal.scope)
    erasures.forget_files(removal.connection, removal.files)


def forget_words(removal: Removal) -> None:
    """Let no index hold a word of what is gone."""
    privacy_rest.forget_words(removal.connection)


def marker_text() -> str:
    """Return what stands where a piece was."""
    return clean(_("[erased]"))
