"""Mails on their way into the desk: is it new, whose is it, to which ticket does it belong.

What is decided here depends on the source, on the mails that came before it and on the events known
when it came, and on nothing else: a rebuild decides the same, and a block of any size decides as
its mails one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk.mail import Address, Direction, Mail, MailKind
from agent_console.desk.refs import refs_in_subject
from agent_console.desk.sender_rules import sender_rules
from agent_console.desk.site_mails import NO_SITE, SiteMail
from agent_console.desk.threads import JoinReason, ThreadDecision, ThreadRules, decide
from agent_console.desk.ticket import EMAIL
from agent_console.desk.tokens import ref_of
from agent_console.mail.language import home_language
from agent_console.services.bounces import returned_columns
from agent_console.services.feedback_filing import of_survey
from agent_console.services.kinship import settle
from agent_console.services.refold import acts_of, keep_surveys, refold, ticket_rows
from agent_console.services.rules import Rules
from agent_console.services.site_rules import Sites
from agent_console.services.sources import ReadMail, other_names, ticket_name
from agent_console.services.verdicts import Verdicts, answer_in, for_customer, is_only_thanks
from agent_console.store import acts, mails, notes, returns
from agent_console.store.customers import Contacts
from agent_console.store.driver import driver
from agent_console.store.filed import FiledMail, Story
from agent_console.store.lookup import Known, StoreLookup
from agent_console.store.mails import WHOLE, Filing, Source
from agent_console.store.rows import Rows
from agent_console.store.said import said

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class FilingRules(ThreadRules):
    """The threading rules, and the mailbox's own language ("" where nothing tells it).

    ``sites`` tells the mails that a site wrote for a customer.
    """

    home: str = ""
    sites: Sites | None = None

    def site_of(self, mail: Mail, body: Mail | None = None) -> SiteMail:
        """Return what a mail tells if a site wrote it; ``body`` is its text if that is apart."""
        return self.sites.of(mail, body) if self.sites else NO_SITE

    def may_be_a_site(self, mail: Mail) -> bool:
        """Return whether its text may tell of another customer than its sender."""
        return self.sites is not None and self.sites.may_be(mail)


def thread_rules(config: Config, secret: bytes) -> FilingRules:
    """Return the desk's side of the rules."""
    return FilingRules(
        own=config.own_addresses,
        secret=secret,
        reopen_for=timedelta(days=config.sync.reopen_within),
        home=home_language(config.ui.language, config.calendar.country),
        sites=Sites(config),
    )


class Block:
    """Mails filed one after the other; nothing is written before ``write``.

    Make one, ``prepare`` it for its mails, file them, ``fold`` their tickets, and write it within
    the transaction that saw what it was prepared with. ``tickets`` are those that changed,
    ``left_out`` the UIDs of mails that it does not hold because they must be read whole.
    """

    def __init__(self, session: Session, rules: FilingRules) -> None:
        connection = driver(session)
        self._session = session
        self._rules = rules
        self._own = rules.own
        self._known = Known(connection, rules.own)
        self._contacts = Contacts(connection)
        self._next = mails.newest_source(session) + 1
        self._verdicts = Verdicts(sender_rules(said(connection)), rules.home)
        self._told: list[Story] = []
        self._names: dict[str, str] = {}
        self._kin = self._known.moves.families().kin
        self._desk: Rules | None = None
        self.tickets: set[str] = set()
        self.left_out: list[int] = []
        self.rows = Rows(customers=self._contacts.changes)

    def prepare(self, items: Sequence[tuple[Source, ReadMail]], here: Iterable[int] = ()) -> None:
        """Read at once what filing ``items`` will ask for; ``here`` are sources kept before."""
        known, secret = self._known, self._rules.secret
        known.read_identities([read.identity for _source, read in items])
        known.read_sources(here)
        refs = known.tickets_of_twins()
        ids: set[str] = set()
        for source, read in items:
            mail = read.mail
            ids.add(mail.message_id)
            if mail.references or mail.in_reply_to:
                ids.update((*mail.references, *mail.in_reply_to))
            refs.update(refs_in_subject(mail.subject))
            refs.add(self._name(mail, source))
        refs.update(filter(None, [ref_of(one, secret) for one in ids]))
        known.read_tickets(refs | known.tickets_of(ids))
        self._contacts.read([a.email for _source, read in items for a in _writers(read.mail)])

    def take(self, source: Source, read: ReadMail, body: Mail | None = None) -> int:
        """Keep a new source and file its mail; return the number it got.

        ``body`` is the text of a mail of which only the head was read.
        """
        numbered = source.numbered(self._next)
        self._next += 1
        self.rows.add_source(numbered)
        self.file(numbered, read, body)
        return numbered.id

    def place(self, folder_id: int, uidvalidity: int, uid: int, source_id: int, flags: str) -> None:
        """Note where a source lies."""
        self.rows.places.append((folder_id, uidvalidity, uid, source_id, flags))

    def add_text(self, source_id: int, mail: Mail) -> None:
        """Take in the text of a mail of which only the head is here."""
        self.rows.texts.append((*mails.text_columns(mail), source_id))
        self.rows.indexed.add(source_id)

    def bearers(self, mail: Mail, received: datetime) -> list[int]:
        """Return the numbers of the mails with the same Message-ID, received at that moment."""
        return self._known.bearers(mail.message_id, received) if mail.message_id else []

    def file(self, source: Source, read: ReadMail, body: Mail | None = None) -> None:
        """File the mail of ``source``, which has its number; see :meth:`take`."""
        twin = _twin_of(read, self._known, self._rules)
        if twin is not None:
            self._repeat(source, read.mail, twin)
            return
        site = self._rules.site_of(read.mail, body)
        read = self._verdicts.as_told(for_customer(read, site.channel), source)
        lookup = StoreLookup(self._known, source.received, source.known_event)
        decision, score = _decision(read, source, lookup, self._rules), answer_in(read)
        decision = of_survey(self._session, read.mail, source, score, decision)
        direction = direction_of(read.mail, source.direction, self._rules)
        filing = Filing(
            ticket=decision.home or decision.ref or self._new_ref(read.mail, source, lookup),
            identity=read.identity,
            direction=direction,
            proven=direction is Direction.OUT and source.direction is Direction.OUT,
            verdict=self._verdicts.of_mail(read.verdict, source),
            decision=decision,
            thanks=is_only_thanks(read),
            score=score,
            site=site,
        )
        filed = mails.filed_mail(source, read.mail, filing)
        columns = mails.read_columns(read.mail, filed, filing.verdict)
        if body is not None:
            columns = mails.with_text(columns, body)
        self.rows.mails.append((*mails.filed_columns(source, filing), *columns))
        self._take_in(filed, read.mail, read.identity)
        if source.depth > 0:
            self.rows.indexed.add(source.id)
        if source.depth >= WHOLE or not self._rules.may_be_a_site(read.mail):
            self._remember(filed, read.mail)

    def found_again(self, source_id: int, found: Direction, read: ReadMail) -> bool:
        """Note that a source lies in a second place; True when that changes its ticket."""
        twin = self._known.of_source(source_id)
        if twin is None or not self._confirm_left(found, twin, read.mail):
            return False
        self.rows.outgoing.append((source_id,))
        return True

    def is_proven(self, source_id: int) -> bool:
        """Return whether the mail of a source is known to have left, or is not filed."""
        twin = self._known.of_source(source_id)
        return twin is None or twin.proven

    def refile(self, source: Source, read: ReadMail, before: Source) -> None:
        """Take a mail in that was read again: more of its bytes came, or it is read better now.

        It stays in its ticket, whatever the rest of it says. When it proves to be the same as
        another mail, the one that came first stays and the other becomes its repetition; a ticket
        that had no other mail goes with it, but for one on which somebody has acted. ``before`` is
        the source as it was, ``source`` itself when only the reading is new.
        """
        if source is not before:
            self.rows.deepen(source)
        filed = self._known.of_source(source.id)
        if filed is None or filed.id != source.id:
            return
        site = self._rules.site_of(read.mail)
        read = self._verdicts.as_told(for_customer(read, site.channel), source)
        self.tickets.add(filed.ticket)
        self.rows.emptied.add(source.id)
        if before.depth > 0:
            self.rows.unindexed.add(source.id)
        twin = self._known.twin(read.identity)
        if twin is None or twin.id == filed.id:
            self._read_again(source, filed, read, read.identity)
        elif twin.id < filed.id and _may_go(self._session, self._known.story(filed.ticket)):
            self._let_go(filed, twin)
            self._repeat(source, read.mail, twin)
        elif twin.id > filed.id and _may_go(self._session, self._known.story(twin.ticket)):
            if twin.id not in self.rows.indexed:
                self.rows.unindexed.add(twin.id)
            self._let_go(twin, filed)
            self.rows.duplicates.append((twin.id, filed.id))
            again = self._read_again(source, filed, read, read.identity)
            if twin.proven:
                self._confirm_left(Direction.OUT, again, read.mail)
        else:
            self._read_again(source, filed, read, source.digest)

    def fold(self, rules: Rules) -> None:
        """Compute the tickets that changed."""
        self._desk = rules
        stories = [self._known.story(ref) for ref in sorted(self.tickets - self._kin.keys())]
        self._told = [story for story in stories if story.is_begun]
        self.rows.tickets = ticket_rows(self._told, rules, self._own)
        self.rows.empty_tickets = {story.ref for story in stories if not story.is_begun}

    def write(self, session: Session) -> None:
        """Write everything; with the notes of tickets that came after what was noted on them."""
        self.rows.write(driver(session))
        acted_on = acts_of(story for story in self._told if story.events)
        if acted_on:
            notes.write(session, acted_on)
            returns.write(driver(session), acted_on)
            keep_surveys(driver(session), self._told, self._own)
        if with_kin := self.tickets & self._kin.keys():
            changed = settle(session, with_kin)
            self.tickets = (self.tickets - with_kin) | changed
            if self._desk is not None:
                refold(session, self._desk, self._own, changed)

    def _repeat(self, source: Source, mail: Mail, twin: FiledMail) -> None:
        self.rows.duplicates.append((source.id, twin.id))
        self._known.add_repetition(source.id, twin)
        self._confirm_left(source.direction, twin, mail)
        self.tickets.add(twin.ticket)

    def _confirm_left(self, found: Direction, twin: FiledMail, mail: Mail) -> bool:
        """Count a mail of ours as sent once it lies in the sent folder; True if it did not before.

        ``mail`` is what lies there, ``twin`` what was here before. A customer's mail that somebody
        moved there stays a customer's mail, and so does one of a form.
        """
        if found is Direction.IN or twin.proven:
            return False
        ours = _from_us(mail, self._rules) and twin.sender_email.lower() in self._own
        if not ours or direction_of(mail, found, self._rules) is Direction.IN:
            return False
        twin.direction, twin.proven = Direction.OUT, True
        self.rows.proven.append((twin.id,))
        self.tickets.add(twin.ticket)
        return True

    def _take_in(self, filed: FiledMail, mail: Mail, identity: str) -> None:
        named = mails.refers_to(mail)
        ids = [(one, filed.id, 0) for one in named]
        if filed.message_id:
            ids.append((filed.message_id, filed.id, 1))
        self.rows.message_ids += ids
        self.rows.attachments += mails.attachment_rows(filed.id, mail)
        if filed.hard_bounce and mail.report is not None and mail.report.recipient:
            self.rows.returned.append((filed.id, *returned_columns(mail.report)))
        self._known.add(filed, identity, named)
        self.tickets.add(filed.ticket)

    def _new_ref(self, mail: Mail, source: Source, lookup: StoreLookup) -> str:
        """Return the first free name of a new ticket: the first one, nearly always."""
        name = self._name(mail, source)
        if not lookup.knows(name):
            return name
        others = other_names(mail, source)
        return next((ref for ref in others if not lookup.knows(ref)), others[-1])

    def _name(self, mail: Mail, source: Source) -> str:
        if source.digest not in self._names:
            self._names[source.digest] = ticket_name(mail, source)
        return self._names[source.digest]

    def _remember(self, filed: FiledMail, mail: Mail) -> None:
        if filed.direction is Direction.OUT or filed.kind is not MailKind.HUMAN:
            return
        writer = mail.sender
        if filed.channel != EMAIL:
            writer = Address(filed.writer_email, filed.writer_name)
        elif _from_us(mail, self._rules):
            writer = next(iter(mail.reply_to), None)
        if writer is not None and writer.email:
            self._contacts.heard_from(writer, filed.received)

    def _let_go(self, mail: FiledMail, stays: FiledMail) -> None:
        """Take a mail out that is the same as another one."""
        self._known.replace(mail, stays)
        self.tickets.add(mail.ticket)
        self.rows.let_go(mail.id, stays.id)

    def _read_again(
        self, source: Source, filed: FiledMail, read: ReadMail, identity: str
    ) -> FiledMail:
        direction = direction_of(read.mail, source.direction, self._rules)
        left = direction is Direction.OUT and source.direction is Direction.OUT
        filing = Filing(
            ticket=filed.ticket,
            identity=identity,
            direction=Direction.OUT if filed.proven else direction,
            proven=filed.proven or left,
            verdict=self._verdicts.of_mail(read.verdict, source),
            thanks=is_only_thanks(read),
            score=answer_in(read),
            site=self._rules.site_of(read.mail),
            decision=ThreadDecision(
                None, JoinReason.NEW, hint_ref=filed.hint_ref, linked_ref=filed.linked_ref
            ),
        )
        again = mails.filed_mail(source, read.mail, filing)
        self._known.remove(filed)
        self._take_in(again, read.mail, identity)
        columns = mails.read_columns(read.mail, again, filing.verdict)
        self.rows.read_again.append((*columns, source.id))
        self.rows.identities.append((identity, source.id))
        self.rows.indexed.add(source.id)
        if again.proven and not filed.proven:
            self.rows.proven.append((source.id,))
        self._remember(again, read.mail)
        return again


def _twin_of(read: ReadMail, known: Known, rules: ThreadRules) -> FiledMail | None:
    """Return the mail that this one repeats, or None.

    A mail of ours is told by its signed Message-ID alone, since servers may rewrite the rest.
    """
    twin = known.twin(read.identity)
    if twin is not None or not _from_us(read.mail, rules):
        return twin
    message_id = read.mail.message_id
    return known.owner(message_id) if ref_of(message_id, rules.secret) else None


def _decision(
    read: ReadMail, source: Source, lookup: StoreLookup, rules: ThreadRules
) -> ThreadDecision:
    if source.direction is Direction.OUT and read.mail.message_id:
        ref = lookup.ticket_of_outgoing(read.mail.message_id)
        if ref is not None:
            return ThreadDecision(ref, JoinReason.OWN_MAIL)
    return decide(read.mail, lookup, rules, source.received, read.verdict.kind)


def _may_go(session: Session, story: Story) -> bool:
    """Return whether a ticket is left when one of its mails goes, or may go with it."""
    return len(story.mails) > 1 or not acts.any_on(session, story.ref)


def direction_of(mail: Mail, found: Direction, rules: ThreadRules) -> Direction:
    """Return whether a mail came or went.

    What lies in the sent folder went, and so did what comes from our own address. Only what is
    written to nobody but us came, and what asks for answers to somebody else, as forms on our own
    site do: a server that sends those for us may keep them among the sent ones as well.
    """
    if not _from_us(mail, rules):
        return found
    to = _emails(mail.to)
    everyone = to | _emails(mail.cc)
    if everyone <= rules.own:
        hidden = mail.header("bcc") is not None or not everyone
        return found if hidden else Direction.IN
    answers_to = _emails(mail.reply_to) - rules.own
    is_form = answers_to and (to & rules.own or everyone - rules.own <= answers_to)
    return Direction.IN if is_form else Direction.OUT


def _emails(addresses: Iterable[Address]) -> set[str]:
    return {address.email.lower() for address in addresses}


def _from_us(mail: Mail, rules: ThreadRules) -> bool:
    return mail.sender is not None and mail.sender.email.lower() in rules.own


def _writers(mail: Mail) -> tuple[Address, ...]:
    return (*(() if mail.sender is None else (mail.sender,)), *mail.reply_to[:1])
