"""Fetched mails become tickets: every mail once, in the right ticket, whatever the server does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from agent_console.desk.events import Closed, Event, Noted, Reopened, Replied, Snoozed
from agent_console.desk.listing import Viewer
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.threads import JoinReason, ThreadNote
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import QueueView, Target
from agent_console.errors import NotFoundError
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.mail.sink import FolderSink
from agent_console.services.intake import Intake
from agent_console.store import codec, customers, folders, journal, queue, search, tickets
from agent_console.store.driver import driver
from agent_console.store.lookup import Known, StoreLookup
from tests.services.intake_kit import DESK, NOW, Bench, answer_to, at, bench, raw_mail
from tests.store.test_outbox import queued

US = f"Anna <{DESK}>"
KIM = "kim@example.org"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as opened:
        yield opened


def fetched(uid: int, raw: bytes, *, size: int = 0, complete: bool = True) -> FetchedMail:
    return FetchedMail(uid, raw, at(uid), frozenset(), size or len(raw), complete)


def test_intake_is_what_the_sync_needs(desk: Bench) -> None:
    sink: FolderSink = desk.intake
    assert sink.cursor("INBOX") == FolderCursor()
    assert sink.known_uids("INBOX") == set()


def test_mail_of_a_customer_opens_a_ticket_with_a_running_clock(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x", subject="Broken"), minutes=-60)
    ticket = desk.only()
    assert (ticket.state, ticket.subject, ticket.customer.name) == (
        TicketState.NEW,
        "Broken",
        "Kim Muster",
    )
    with desk.store.read() as session:
        row = queue.row(session, ticket.ref)
        customer = customers.find(session, "KIM@example.org")
    assert row is not None
    assert row.target is Target.FIRST_RESPONSE
    assert row.due_at == at(-60) + timedelta(hours=4)
    assert desk.changed == [frozenset({ticket.ref})]
    assert customer is not None
    assert (customer.name, customer.tickets) == ("Kim Muster", (ticket.ref,))


def test_answer_of_the_customer_joins_by_reference_with_the_reason(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x", headers=answer_to("a@x"), text="more"))
    first, second = desk.mails(desk.only().ref)
    assert first.joined is not None
    assert second.joined is not None
    assert (first.joined.reason, second.joined.reason) == (JoinReason.NEW, JoinReason.REFERENCE)


def test_same_subject_of_the_same_person_does_not_join(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x", text="another matter"))
    assert len(desk.refs()) == 2


def test_mail_that_arrives_before_the_one_it_answers_is_found_by_it(desk: Bench) -> None:
    desk.deliver(raw_mail("b@x", headers=answer_to("a@x"), date=at(5)), minutes=5)
    desk.deliver(raw_mail("a@x"))
    assert desk.only().opened_at == at(0)
    desk.deliver(raw_mail("c@x", headers=answer_to("a@x"), text="third"), minutes=9)
    assert len(desk.mails(desk.only().ref)) == 3


def test_answer_to_our_signed_id_joins_from_any_address(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    headers = answer_to(desk.token(ref).upper(), "rewritten@relay")
    desk.deliver(raw_mail("b@y", sender="lou@elsewhere.net", headers=headers))
    mail = desk.mails(desk.only().ref)[1]
    assert mail.joined is not None
    assert mail.joined.reason is JoinReason.SIGNED
    assert ThreadNote.NEW_SENDER in mail.joined.notes


def test_stranger_who_names_a_ticket_gets_a_new_one_with_a_hint(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    desk.deliver(raw_mail("b@y", sender="eve@evil.net", subject=f"Re: #{ref}"))
    (other,) = set(desk.refs()) - {ref}
    assert desk.mails(other)[0].hint_ref == ref
    with desk.store.read() as session:
        assert tickets.links(session, other).hint_ref == ref


def test_answer_to_a_long_closed_ticket_opens_a_linked_one(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), minutes=-90 * 1440)
    ref = desk.only().ref
    desk.act(ref, Closed(), minutes=-80 * 1440)
    desk.deliver(raw_mail("b@x", headers=answer_to("a@x")), minutes=-60 * 1440)
    assert desk.only().state is TicketState.OPEN
    desk.act(ref, Closed(), minutes=-50 * 1440)
    desk.deliver(raw_mail("c@x", headers=answer_to("a@x"), text="again"))
    (other,) = set(desk.refs()) - {ref}
    with desk.store.read() as session:
        assert tickets.links(session, other).earlier_ref == ref
    assert desk.ticket(ref).state is TicketState.CLOSED


def test_mail_that_comes_late_meets_the_ticket_as_it_was_then(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), minutes=-120 * 1440)
    ref = desk.only().ref
    desk.act(ref, Closed(), minutes=-100 * 1440)
    desk.act(ref, Reopened(), minutes=-10 * 1440)
    desk.deliver(raw_mail("b@x", headers=answer_to("a@x")), minutes=-50 * 1440)
    assert len(desk.refs()) == 2
    desk.deliver(raw_mail("c@x", headers=answer_to("a@x"), text="now"))
    assert len(desk.refs()) == 2


@pytest.mark.promise("odd mail taken in", "P4")
def test_tickets_of_two_mails_with_one_message_id_have_two_names(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("a@x", sender="eve@evil.net", text="other"))
    short, long = sorted(desk.refs(), key=len)
    assert long.startswith(short)
    assert (len(short), len(long)) == (8, 16)


@pytest.mark.promise("odd mail taken in", "P4")
def test_message_id_with_another_content_is_kept_and_noted(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("a@x", text="other words"))
    first, second = desk.mails(desk.only().ref)
    assert first.text != second.text
    assert second.joined is not None
    assert ThreadNote.SAME_ID in second.joined.notes


@pytest.mark.promise("same mail seen again", "P5")
def test_same_uid_again_is_no_second_mail(desk: Bench) -> None:
    raw = raw_mail("a@x")
    desk.bring("INBOX", fetched(1, raw))
    desk.bring("INBOX", fetched(1, raw), fetched(2, raw_mail("b@x")))
    assert len(desk.all_mails()) == 2
    assert desk.intake.known_uids("INBOX") == {1, 2}


@pytest.mark.promise("same mail seen again", "P5")
def test_mail_moved_to_another_folder_is_no_second_mail(desk: Bench) -> None:
    raw = raw_mail("a@x")
    desk.deliver(raw)
    desk.deliver(raw, folder="Archive", minutes=99)
    assert desk.only().mails_in == 1
    assert desk.changed[1:] == []


@pytest.mark.promise("same mail seen again", "P5")
def test_delivery_by_a_second_way_is_no_second_mail(desk: Bench) -> None:
    raw = raw_mail("a@x")
    desk.deliver(raw, b"Received: from relay by us; Mon, 2 Mar 2026\r\n" + raw)
    assert desk.only().mails_in == 1
    assert desk.intake.known_uids("INBOX") == {1, 2}


@pytest.mark.promise("same mail seen again", "P5")
def test_folder_numbered_anew_brings_no_mail_twice(desk: Bench) -> None:
    raws = [raw_mail(f"{n}@x", text=f"number {n}") for n in range(5)]
    desk.deliver(*raws)
    before = desk.refs()
    desk.validity = 8
    desk.intake.validity_changed("INBOX", 8)
    assert desk.intake.cursor("INBOX") == FolderCursor(8, 0, None)
    assert desk.intake.known_uids("INBOX") == set()
    desk.uids.clear()
    desk.deliver(*reversed(raws))
    assert desk.refs() == before
    assert len(desk.all_mails()) == 5
    assert desk.intake.known_uids("INBOX") == {1, 2, 3, 4, 5}


def test_vanished_mail_stays_on_its_ticket(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x"))
    desk.intake.vanished("INBOX", [1])
    assert desk.intake.known_uids("INBOX") == {2}
    assert len(desk.all_mails()) == 2


def test_mail_that_comes_back_to_its_place_is_there_again(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    desk.intake.vanished("INBOX", [1])
    desk.bring("INBOX", fetched(1, raw_mail("a@x")))
    assert desk.intake.known_uids("INBOX") == {1}
    assert len(desk.all_mails()) == 1


@pytest.mark.promise("odd mail taken in", "P4")
def test_server_that_goes_back_to_an_old_numbering_hides_no_mail(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    for validity in (8, 7):
        desk.validity = validity
        desk.intake.validity_changed("INBOX", validity)
        desk.bring("INBOX", fetched(1, raw_mail(f"v{validity}@x")))
    assert {mail.message_id for mail in desk.all_mails()} == {"a@x", "v8@x", "v7@x"}
    assert desk.intake.known_uids("INBOX") == {1}


@pytest.mark.promise("odd mail taken in", "P4")
@pytest.mark.parametrize("year", [1, 1969, 9999])
def test_mail_with_an_absurd_time_of_arrival_is_kept(desk: Bench, year: int) -> None:
    absurd = datetime(year, 12 if year > 2000 else 1, 1, tzinfo=UTC)
    desk.bring("INBOX", FetchedMail(1, raw_mail("a@x"), absurd, frozenset(), 9, complete=True))
    desk.act(desk.only().ref, Noted("hm"), minutes=1)
    assert desk.only().state is TicketState.NEW


def test_flags_are_taken_over_and_counted(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x"))
    seen = frozenset({"\\Seen"})
    assert desk.intake.flags("INBOX", {1: seen, 2: frozenset(), 9: seen}) == 1
    assert desk.intake.flags("INBOX", {1: seen}) == 0


def test_cursor_moves_with_the_mails_and_with_the_end_of_the_pass(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 1, None)
    desk.intake.finished("INBOX", FolderCursor(7, 1, 42), exists=1)
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 1, 42)
    desk.intake.store("INBOX", 7, [], FolderCursor(7, 5, 42))
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 5, 42)


@pytest.mark.promise("odd mail taken in", "P4")
def test_mails_and_cursor_are_kept_together_or_not_at_all(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise LookupError

    desk.deliver(raw_mail("a@x"))
    monkeypatch.setattr(folders, "move_cursor", fail)
    with pytest.raises(LookupError):
        desk.deliver(raw_mail("b@x"))
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 1, None)
    assert desk.intake.known_uids("INBOX") == {1}
    assert len(desk.all_mails()) == 1


@pytest.mark.promise("odd mail taken in", "P4")
def test_more_mails_than_a_transaction_takes_are_all_kept(desk: Bench) -> None:
    desk.bring("INBOX", *(fetched(n, raw_mail(f"{n}@x")) for n in range(1, 502)))
    assert len(desk.refs()) == 501
    assert sum(len(refs) for refs in desk.changed) == 501
    assert len(desk.changed) > 1


@pytest.mark.promise("odd mail taken in", "P4")
def test_mails_that_could_not_be_fetched_are_listed_one_by_one(desk: Bench) -> None:
    poison = [
        FetchedMail(uid, b"", NOW, frozenset(), size=900, complete=False) for uid in (1, 2, 3)
    ]
    desk.bring("INBOX", *poison)
    assert len(desk.all_mails()) == len({mail.key for mail in desk.all_mails()}) == 3
    desk.validity = 8
    desk.intake.validity_changed("INBOX", 8)
    desk.bring("INBOX", *poison)
    assert len(desk.all_mails()) == 3


@pytest.mark.promise("odd mail taken in", "P4")
def test_mail_without_any_header_gets_a_ticket(desk: Bench) -> None:
    desk.deliver(b"\xff\xfe\x00 nothing", b"", b"\r\n\r\n", b"From: \x00\x1b[2J\r\n\r\n\x02hi\x03")
    assert len(desk.all_mails()) == 4
    with desk.store.read() as session:
        assert queue.page(session, QueueView.ALL, Viewer(""), NOW, 0, 9).total == 4


def test_large_mail_when_fetched_whole_takes_the_place_of_its_beginning(desk: Bench) -> None:
    whole = raw_mail("a@x", text="beginning\n" + "filling " * 2000 + "\nunusualword")
    desk.bring("INBOX", fetched(1, whole[:900], size=len(whole), complete=False))
    (partial,) = desk.all_mails()
    assert partial.notes
    desk.bring("INBOX", fetched(1, whole))
    (mail,) = desk.all_mails()
    assert "unusualword" in mail.text
    assert (mail.key, mail.ticket) == (partial.key, partial.ticket)
    with desk.store.read() as session:
        assert tickets.raw_source(session, mail.key) == whole
        assert [hit.row.ref for hit in search.search(session, "unusualword", 5)] == [mail.ticket]
    desk.deliver(whole, folder="Archive")
    assert len(desk.all_mails()) == 1


def test_source_comes_back_byte_for_byte(desk: Bench) -> None:
    raw = raw_mail("a@x", text="Grüße\r\n.\r\n") + b"\xff\x00\r\r\n"
    desk.deliver(raw)
    with desk.store.read() as session:
        assert tickets.raw_source(session, desk.all_mails()[0].key) == raw


def test_mail_in_the_sent_folder_answers_the_ticket(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    reply = raw_mail("r@x", sender=US, to=KIM, headers=answer_to("a@x"))
    desk.deliver(reply, folder="Sent", minutes=9)
    ticket = desk.only()
    assert (ticket.state, ticket.first_answered_at) == (TicketState.WAITING, at(9))
    assert desk.mails(ticket.ref)[1].direction is Direction.OUT


def test_mail_from_our_address_in_the_inbox_answers_only_once_the_sent_folder_has_it(
    desk: Bench,
) -> None:
    desk.deliver(raw_mail("a@x"))
    forged = raw_mail("r@x", sender=US, to=f"{KIM}, {DESK}", headers=answer_to("a@x"))
    desk.deliver(forged, minutes=5)
    ticket = desk.only()
    assert (ticket.state, ticket.mails_out) == (TicketState.NEW, 1)
    desk.deliver(forged, folder="Sent", minutes=6)
    assert desk.only().state is TicketState.WAITING
    assert desk.changed[-1] == frozenset({ticket.ref})


def test_customer_mail_that_was_moved_to_sent_stays_the_customers(desk: Bench) -> None:
    raw = raw_mail("a@x")
    desk.deliver(raw)
    desk.deliver(raw, folder="Sent", minutes=5)
    assert (desk.only().state, desk.only().mails_in) == (TicketState.NEW, 1)


def test_form_from_our_own_address_is_a_mail_of_its_visitor(desk: Bench) -> None:
    desk.deliver(
        raw_mail("f@x", sender=f"Website <{DESK}>", headers=("Reply-To: Lou <lou@y.net>",))
    )
    ticket = desk.only()
    assert (ticket.state, ticket.customer.email) == (TicketState.NEW, "lou@y.net")
    with desk.store.read() as session:
        assert customers.find(session, "lou@y.net") is not None
        assert customers.find(session, DESK) is None


LOU = ("Reply-To: Lou <lou@y.net>",)
FORMS = (
    raw_mail("f@x", sender=f"Website <{DESK}>", headers=LOU),
    raw_mail("f@x", sender=f"Website <{DESK}>", headers=(*LOU, "Cc: partner@z.net")),
    raw_mail("f@x", sender=f"Website <{DESK}>", to="lou@y.net", headers=(*LOU, f"Cc: {DESK}")),
    raw_mail("f@x", sender=US, to="service@example.com", subject="Call Kim"),
)


@pytest.mark.parametrize("folders", [("INBOX",), ("INBOX", "Sent"), ("Sent", "INBOX"), ("Sent",)])
@pytest.mark.parametrize("form", FORMS)
def test_mail_of_a_form_or_to_ourselves_alone_is_work_wherever_the_server_keeps_it(
    desk: Bench, form: bytes, folders: tuple[str, ...]
) -> None:
    for folder in folders:
        desk.deliver(form, folder=folder)
    ticket = desk.only()
    assert (ticket.state, ticket.mails_in, ticket.mails_out) == (TicketState.NEW, 1, 0)


@pytest.mark.parametrize("folders", [("INBOX", "Sent"), ("Sent", "INBOX")])
@pytest.mark.parametrize(
    "answer",
    [
        raw_mail("r@x", sender=US, to=KIM, headers=(*answer_to("a@x"), f"Cc: {DESK}", *LOU)),
        raw_mail("r@x", sender=US, to=DESK, headers=(*answer_to("a@x"), f"Bcc: {KIM}")),
    ],
)
def test_answer_that_names_another_address_for_answers_or_hides_its_readers_is_ours(
    desk: Bench, answer: bytes, folders: tuple[str, ...]
) -> None:
    desk.deliver(raw_mail("a@x"))
    for folder in folders:
        desk.deliver(answer, folder=folder, minutes=5)
    ticket = desk.only()
    assert (ticket.state, ticket.mails_in, ticket.mails_out) == (TicketState.WAITING, 1, 1)


def test_own_answer_is_on_the_ticket_at_once_and_its_copies_add_nothing(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    sent = desk.own_id(ref)
    raw = raw_mail(sent, sender=US, to=KIM, headers=answer_to(desk.token(ref), "a@x"))
    with desk.store.write(durable=True) as session:
        refs = desk.intake.take_own(session, raw, sent_at=at(10), ref=ref)
        again = desk.intake.take_own(session, raw, sent_at=at(10), ref=ref)
        desk.intake.refold(session, refs)
    assert refs == again == frozenset({ref})
    assert desk.only().state is TicketState.WAITING
    rewritten = raw.replace(b"8bit", b"7bit").replace(b"Hello", b"Hello from the server")
    desk.deliver(raw, rewritten, folder="Sent", minutes=11)
    desk.deliver(rewritten, minutes=12)
    ticket = desk.only()
    assert (ticket.mails_out, ticket.mails_in) == (1, 1)


def test_time_of_this_machine_is_no_time_of_a_mail_that_was_seen(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    ahead = desk.own_id(ref)
    raw = raw_mail(ahead, sender=US, to=KIM)
    with desk.store.write(durable=True) as session:
        queued(session, ref, ahead)
        desk.intake.take_own(session, raw, sent_at=at(500), ref=ref)
        desk.intake.refold(session, [ref])
        assert tickets.newest_received(session, ref) == at(0)
    desk.deliver(raw_mail("s@x", sender=US, to=KIM, headers=answer_to("a@x")), folder="Sent")
    desk.deliver(raw_mail("b@x", headers=answer_to("a@x")), minutes=9)
    with desk.store.read() as session:
        assert tickets.newest_received(session, ref) == at(9)
        assert len(tickets.mails_since(session, ref, at(0))) == 2
        assert len(tickets.mails_since(session, ref, None)) == 4


def test_snoozed_ticket_comes_back_to_the_place_its_promise_gives(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x", text="later"), minutes=-60)
    first = next(mail.ticket for mail in desk.all_mails() if mail.message_id == "a@x")
    desk.act(first, Snoozed(at(300)), minutes=1)
    with desk.store.read() as session:
        before = queue.page(session, QueueView.OPEN, Viewer(""), at(299), 0, 9)
        after = queue.page(session, QueueView.OPEN, Viewer(""), at(300), 0, 9)
    assert first not in [row.ref for row in before.rows]
    assert [row.ref for row in after.rows].index(first) == 0


def test_note_on_a_waiting_ticket_leaves_it_at_its_place(desk: Bench) -> None:
    for number in range(3):
        desk.deliver(raw_mail(f"{number}@x", text=f"T {number}"), minutes=number)
        answer = raw_mail(f"r{number}@x", sender=US, to=KIM, headers=answer_to(f"{number}@x"))
        desk.deliver(answer, folder="Sent", minutes=10 + number)
    with desk.store.read() as session:
        before = queue.page(session, QueueView.WAITING, Viewer(""), at(99), 0, 9)
    desk.act(before.rows[0].ref, Noted("still nothing"), minutes=90)
    with desk.store.read() as session:
        after = queue.page(session, QueueView.WAITING, Viewer(""), at(99), 0, 9)
    assert [row.ref for row in after.rows] == [row.ref for row in before.rows]
    assert after.rows[0].notes == 1


def test_answer_goes_to_the_newest_mail_of_the_customer(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"), raw_mail("b@x", headers=answer_to("a@x"), text="more"))
    ref = desk.only().ref
    automatic = (*answer_to("a@x"), "Auto-Submitted: auto-replied")
    desk.deliver(raw_mail("o@x", headers=automatic, text="away"), minutes=5)
    desk.deliver(raw_mail("s@x", sender=US, to=KIM, headers=answer_to("a@x")), folder="Sent")
    with desk.store.read() as session:
        assert tickets.mail(session, tickets.parent_mail(session, ref)).message_id == "b@x"
        with pytest.raises(NotFoundError):
            tickets.parent_mail(session, "ZZZZZZZZ")
        with pytest.raises(NotFoundError):
            tickets.raw_source(session, "none")


def test_our_id_on_a_mail_of_somebody_else_hides_nothing(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    own = desk.own_id(ref)
    desk.deliver(raw_mail(own, sender=US, to=KIM), folder="Sent", minutes=1)
    desk.deliver(raw_mail(own, text="I have a question"), minutes=2)
    assert (desk.only().state, desk.only().mails_in) == (TicketState.OPEN, 2)


def test_what_agents_record_changes_the_ticket_in_the_same_transaction(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    desk.act(ref, Noted("call back"), minutes=1)
    desk.act(ref, Replied("r@x"), minutes=2)
    ticket = desk.only()
    assert (ticket.notes, ticket.state, ticket.last_answered_at) == (
        1,
        TicketState.WAITING,
        at(2),
    )
    with desk.store.read() as session:
        row = queue.row(session, ref)
    assert row is not None
    assert (row.due_at, row.target) == (None, None)


def test_event_of_a_ticket_that_is_not_here_waits_for_its_mail(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    desk.act("ZZZZZZZZ", Closed(), minutes=1)
    assert desk.refs() == (ref,)


def test_automatic_mail_stays_out_of_the_open_view(desk: Bench) -> None:
    desk.deliver(raw_mail("n@x", headers=("Auto-Submitted: auto-generated",)))
    assert desk.only().kind is MailKind.AUTOMATIC
    with desk.store.read() as session:
        counts = queue.counts(session, Viewer("Anna"), NOW)
    assert (counts.open, counts.automatic, counts.all) == (0, 1, 1)


def test_reply_answers_no_mail_that_came_while_it_was_written_whatever_was_noted_since(
    desk: Bench,
) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    desk.deliver(raw_mail("b@x", headers=answer_to("a@x"), text="more"), minutes=5)
    desk.act(ref, Noted("two questions by now"), minutes=6)
    with desk.store.write(durable=True) as session:
        number = journal.next_event_id(session)
        event = Event(number, ref, at(9), "Anna", Replied("r@x"), seen=at(0))
        desk.intake.record(session, event)
    ticket = desk.only()
    assert (ticket.state, ticket.waiting_since) == (TicketState.OPEN, at(5))


def test_ticket_that_we_opened_is_the_one_of_whom_we_wrote_to(desk: Bench) -> None:
    desk.deliver(
        raw_mail("o@x", sender=US, to=f"service@example.com, {KIM}", headers=("Cc: lou@y.net",)),
        raw_mail("p@x", sender=US, to="service@example.com", headers=("Cc: lou@y.net",)),
        folder="Sent",
    )
    opened = {mail.message_id: desk.ticket(mail.ticket) for mail in desk.all_mails()}
    assert opened["o@x"].customer.email == KIM
    assert opened["p@x"].customer.email == "lou@y.net"


def test_mail_to_a_long_ticket_asks_no_more_of_the_store_than_one_to_a_short_one(
    desk: Bench,
) -> None:
    desk.deliver(raw_mail("0@x"), *(long_thread(number) for number in range(1, 60)))
    desk.act(desk.only().ref, Noted("hm"), minutes=60)
    with desk.store.read() as session:
        known = Known(driver(session), desk.config.mailbox.own_addresses)
        lookup = StoreLookup(known, at(99), 99)
        with mock.patch.object(codec, "addresses_from_json", wraps=codec.addresses_from_json) as r:
            assert lookup.participants(desk.only().ref) == frozenset({KIM})
            assert lookup.closed_since(desk.only().ref) is None
    assert r.call_count <= 3


def long_thread(number: int) -> bytes:
    return raw_mail(f"{number}@x", headers=answer_to(f"{number - 1}@x"), text=f"T {number}")


def test_bounce_of_our_answer_brings_its_ticket_back(desk: Bench) -> None:
    desk.deliver(raw_mail("a@x"))
    ref = desk.only().ref
    own = desk.own_id(ref)
    desk.deliver(raw_mail(own, sender=US, to=KIM), folder="Sent", minutes=1)
    desk.deliver(bounce(own), minutes=2)
    ticket = desk.only()
    assert (ticket.state, ticket.bounced) == (TicketState.OPEN, True)


def bounce(message_id: str) -> bytes:
    return "\r\n".join(
        [
            "From: Mail Delivery System <mailer-daemon@example.com>",
            f"To: {DESK}",
            "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: <bounce@example.com>",
            "Return-Path: <>",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Sorry.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.example.com",
            "",
            f"Final-Recipient: rfc822; {KIM}",
            "Action: failed",
            "Status: 5.1.1",
            "",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            f"Message-ID: <{message_id}>",
            "Subject: Re: Help",
            "",
            "--b--",
            "",
        ]
    ).encode()


def test_intake_sends_nothing_and_has_no_way_to() -> None:
    code = Path(str(__import__(Intake.__module__, fromlist=["x"]).__file__)).read_text("utf-8")
    assert "smtp" not in code
    assert "outbox" not in code


@pytest.mark.parametrize(
    ("sender", "language"),
    [("kim@example.at", "de"), ("kim@example.fr", "fr"), ("kim@example.com", "de")],
)
def test_mail_too_short_to_tell_is_in_the_language_of_its_address_or_of_the_mailbox(
    desk: Bench, sender: str, language: str
) -> None:
    desk.deliver(raw_mail("a@x", sender=sender, text="Ok!"))
    (mail,) = desk.mails(desk.only().ref)
    assert mail.language == language
