"""What was done elsewhere, as facts: once each, in their time, and nothing is undone by them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent_console.clock import FixedClock
from agent_console.desk.events import Closed, Event, Reopened, Undone
from agent_console.desk.feedback_asking import Candidate, why_not
from agent_console.desk.import_marks import MarkedTicket
from agent_console.desk.import_texts import Desk
from agent_console.desk.imported import ImportedMessage, ImportedTicket, Way
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Ticket
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.services.imports.deeds import Deed, Recorder, deeds_of, deeds_of_marks
from agent_console.services.imports.letters import LetterWriter
from agent_console.services.intake import Intake
from agent_console.services.rebuild import rebuild
from agent_console.store import journal
from agent_console.store import tickets as stored
from agent_console.store.engine import Store, open_store
from agent_console.store.imported import homes_of_ids
from tests.empty_store import put_empty_store
from tests.services.intake_kit import CONFIG, NOW, config

KIM = Address("kim@example.org", "Kim Berg")
THEN = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SINCE = CONFIG + "[sync]\ntickets_since = 2025-01-01\n"
ASKED = ImportedMessage("1", Way.IN, THEN, KIM, "It flickers")
NOTE = ImportedMessage("2", Way.NOTE, THEN + HOUR, Address("", "Bea"), 'ask @Anna and @"Jo B"')
ANSWER = ImportedMessage("3", Way.OUT, THEN + 2 * HOUR, Address("", "Bea"), "A new one")
TICKET = ImportedTicket(
    "7",
    "107",
    "x",
    "Lamp",
    KIM,
    TicketState.CLOSED,
    (ASKED, NOTE, ANSWER),
    closed_at=THEN + 5 * HOUR,
    owner="Bea",
    tags=("Lamp Birke",),
)


class Office:
    """A store with the mails of one ticket, and who records on it."""

    def __init__(self, store: Store, text: str) -> None:
        self.config = config(text)
        self.store = store
        self.intake = Intake(store, self.config, FixedClock(NOW))
        self.recorder = Recorder(store, self.intake)
        self.since = datetime(2025, 1, 1, tzinfo=UTC) if text is SINCE else None

    def bring(self, ticket: ImportedTicket) -> str:
        """File the mails of a ticket, record what was done, and return its ref."""
        writer = LetterWriter(Desk.ZAMMAD, self.config.mailbox, self.config.own_addresses)
        for name in ("In", "Out"):
            self.intake.use_folder(name, outgoing=name == "Out")
        for uid, one in enumerate(writer.letters(ticket), 1):
            mail = FetchedMail(uid, one.raw, one.at, frozenset(), len(one.raw), True)
            self.intake.store("Out" if one.outgoing else "In", 1, [mail], FolderCursor(1, uid))
        with self.store.look() as connection:
            found = homes_of_ids(connection, writer.ids(ticket))
        (ref,) = {home.ticket for home in found.values()}
        self.recorder.record([(ref, deeds_of(ticket, "Zammad", self.since))])
        return ref

    def ticket(self, ref: str) -> Ticket:
        """Return a ticket as it stands."""
        with self.store.read() as session:
            return stored.load(session, ref)


@contextmanager
def office(folder: Path, text: str = CONFIG) -> Iterator[Office]:
    put_empty_store(folder / "store.db")
    with open_store(folder / "store.db") as store:
        yield Office(store, text)


def test_closed_ticket_is_closed_then_with_owner_tags_and_note(tmp_path: Path) -> None:
    with office(tmp_path) as here:
        ref = here.bring(TICKET)
        ticket = here.ticket(ref)
        assert (ticket.state, ticket.closed_at) == (TicketState.CLOSED, THEN + 5 * HOUR)
        assert (ticket.owner, ticket.tags) == ("Bea", ("imported", "lamp-birke"))
        assert (ticket.notes, ticket.asked) == (1, ())
        assert ticket.first_answered_at == THEN + 2 * HOUR
        assert ticket.reopened == 0
        rebuild(here.store, here.config)
        assert here.ticket(ref) == ticket


def test_note_asks_nobody_here(tmp_path: Path) -> None:
    with office(tmp_path) as here:
        ref = here.bring(replace(TICKET, state=TicketState.OPEN))
        assert here.ticket(ref).asked == ()


def test_what_stands_is_not_recorded_again_and_what_was_taken_back_stays_so(tmp_path: Path) -> None:
    with office(tmp_path) as here:
        ref = here.bring(TICKET)
        deeds = deeds_of(TICKET, "Zammad", None)
        assert here.recorder.record([(ref, deeds)]) == 0
        with here.store.write(durable=True) as session:
            (closed,) = [e for e in journal.of_ticket(session, ref) if e.fact == Closed()]
            undone = Event("other.1", ref, NOW, "Anna", Undone(closed.id), NOW)
            here.intake.record(session, undone)
        assert here.recorder.record([(ref, deeds)]) == 0
        assert here.ticket(ref).state is TicketState.WAITING


def test_ticket_that_waits_for_us_stays_open_although_old_mail_is_settled(tmp_path: Path) -> None:
    waits = replace(TICKET, state=TicketState.OPEN, messages=(ASKED, NOTE))
    with office(tmp_path, SINCE) as here:
        ref = here.bring(waits)
        ticket = here.ticket(ref)
        assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, THEN)
        rebuild(here.store, here.config)
        assert here.ticket(ref) == ticket
    assert Reopened() not in {one.fact for one in deeds_of(waits, "Zammad", None)}


def test_snoozed_and_spam_stand_as_they_stood(tmp_path: Path) -> None:
    until = NOW + timedelta(days=3)
    with office(tmp_path) as here:
        asleep = replace(TICKET, state=TicketState.SNOOZED, until=until, messages=(ASKED,))
        ticket = here.ticket(here.bring(asleep))
        assert (ticket.state, ticket.wake_at) == (TicketState.SNOOZED, until)
        spam = replace(TICKET, id="8", state=TicketState.SPAM)
        assert here.ticket(here.bring(spam)).state is TicketState.SPAM


def test_mail_that_came_later_opens_a_ticket_that_was_closed_elsewhere(tmp_path: Path) -> None:
    later = replace(ASKED, id="9", at=THEN + 6 * HOUR)
    with office(tmp_path) as here:
        both = replace(TICKET, messages=(ASKED, ANSWER, later))
        old = replace(TICKET, messages=(ASKED, ANSWER))
        ref = here.bring(replace(both, state=TicketState.OPEN))
        here.recorder.record([(ref, deeds_of(old, "Zammad", None))])
        assert here.ticket(ref).state is TicketState.OPEN


def test_mail_that_came_here_later_than_the_other_desk_says_is_settled_all_the_same() -> None:
    late = THEN + 9 * HOUR
    closed = deeds_of(TICKET, "Zammad", None, late)[-1]
    assert (closed.fact, closed.at, closed.seen) == (Closed(), late, late)
    closed = deeds_of(TICKET, "Zammad", None, THEN)[-1]
    assert (closed.at, closed.seen) == (THEN + 5 * HOUR, THEN + 2 * HOUR)


def test_imported_ticket_is_asked_about_by_no_survey() -> None:
    ticket = Ticket(
        "A",
        "x",
        KIM,
        MailKind.HUMAN,
        THEN,
        state=TicketState.CLOSED,
        first_answered_at=THEN,
        tags=("imported",),
    )
    assert why_not(Candidate(ticket, "csat"), NOW) == "the ticket was imported"
    assert why_not(Candidate(replace(ticket, tags=()), "csat"), NOW) == ""


def test_marks_of_a_mailbox_are_facts_of_its_ticket() -> None:
    marked = MarkedTicket(THEN)
    marked.add(THEN, ("owner:Bea", "tag:urgent"))
    told = [one.fact for one in deeds_of_marks(marked, "mbox", close=True)]
    assert [fact.TYPE for fact in told] == ["tagged", "tagged", "assigned", "closed"]
    marked.add(THEN, ("open",))
    assert Closed() not in {one.fact for one in deeds_of_marks(marked, "mbox", close=True)}
    assert all(isinstance(one, Deed) for one in deeds_of_marks(marked, "mbox", close=False))
