"""Contacts logged on tickets: new ones, joined ones, found, answered, taken back, rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.contact_draft import ContactDraft
from agent_console.desk.contacts import ContactChannel, ContactResult, Person
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import Direction
from agent_console.desk.states import QueueView, Target, TicketState
from agent_console.desk.views import Contacts, EntryKind
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.rebuild import rebuild
from agent_console.services.sorting import Sorter
from agent_console.store import journal
from agent_console.store.driver import driver
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings
from tests.services.office import office

CALL = ContactDraft(
    NOW - timedelta(minutes=20),
    seconds=240,
    name="Kim Berg",
    email="kim@example.org",
    phone="+49 30 901820",
    order="NL-4711",
    kind="delivery",
    summary="Parcel is late\nWants it by Friday",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    found = opened(write_settings(tmp_path), FixedClock(NOW))
    put_mails(found, [(customer_mail(1, "Lampe"), NOW - timedelta(hours=1))])
    yield found
    found.close()


def mail_ref(desk: Desk) -> str:
    rows = desk.queue.page(QueueView.ALL, 0, 9).rows
    return next(row.ref for row in rows if row.subject == "Lampe")


def derived(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.store.read() as session:
        ask = driver(session).execute
        return {
            table: sorted(ask(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608 - names of tables
            for table in ("ticket", "mail", "note", "kin", "customer")
        }


def test_call_opens_a_ticket_of_its_own(desk: Desk) -> None:
    row = desk.contacts.log(CALL)
    ticket = desk.tickets.view(row.ref).ticket
    assert (row.subject, row.channel, row.owner) == ("Parcel is late", "phone", desk.agent)
    assert (ticket.opened_at, ticket.customer.email) == (CALL.began, "kim@example.org")
    assert ticket.first_answered_at == CALL.began
    assert (row.state, row.target, row.type) == (
        TicketState.OPEN,
        Target.NEXT_RESPONSE,
        "delivery",
    )
    (entry,) = [e for e in desk.tickets.view(row.ref).entries if e.kind is EntryKind.CONTACT]
    assert (entry.at, entry.who) == (CALL.began, "Kim Berg")
    assert entry.subject == "Phone call · 4 minutes · we get back to them"
    assert "order NL-4711" in entry.text


def test_missed_call_runs_the_promise_of_the_phone(desk: Desk) -> None:
    row = desk.contacts.log(replace(CALL, result=ContactResult.MISSED))
    (clock,) = desk.tickets.explain(row.ref).clocks
    assert clock.due_at == CALL.began + timedelta(seconds=90)
    assert "the channel phone" in clock.explanation[0]


def test_solved_call_is_closed_at_once_and_undone_as_one(desk: Desk) -> None:
    row = desk.contacts.log(replace(CALL, result=ContactResult.SOLVED))
    assert row.state is TicketState.CLOSED
    assert desk.search.find("friday")[0].row.ref == row.ref
    assert [hit.row.ref for hit in desk.search.find("kanal:telefon")] == [row.ref]
    assert [hit.row.ref for hit in desk.search.find("channel:mail")] == [mail_ref(desk)]
    assert desk.tickets.undo_last() == f"taken back on #{row.ref}: logged contact: Phone call"
    with pytest.raises(NotFoundError):
        desk.tickets.view(row.ref)
    assert desk.search.find("friday") == ()
    assert desk.queue.counts().all == 1


def test_call_of_ours_joins_a_ticket_and_answers_it(desk: Desk) -> None:
    ref = mail_ref(desk)
    draft = desk.contacts.begin(ref)
    assert (draft.ticket, draft.email) == (ref, "kaethe@kunde.example")
    row = desk.contacts.log(
        replace(
            draft,
            direction=Direction.OUT,
            summary="Told",
            seconds=5,
            result=ContactResult.WAITING,
        )
    )
    assert (row.ref, row.state, row.channel) == (ref, TicketState.WAITING, "email")
    assert desk.tickets.view(ref).ticket.first_answered_at == draft.began


def test_what_was_logged_is_the_same_after_a_rebuild(desk: Desk) -> None:
    called = desk.contacts.log(CALL)
    joined = desk.contacts.log(replace(CALL, ticket=mail_ref(desk), summary="Again"))
    gone = desk.contacts.log(replace(CALL, summary="By mistake"))
    desk.tickets.undo_last()
    other = desk.contacts.log(replace(CALL, summary="Merged", kind=""))
    desk.joining.merge(other.ref, called.ref)
    before = derived(desk)
    assert {row[0] for row in before["ticket"]} == {called.ref, joined.ref}
    rebuild(desk.store, desk.config)
    assert derived(desk) == before
    assert gone.ref not in {row[0] for row in before["ticket"]}


def test_calls_merged_with_each_other_stay_one_ticket(desk: Desk) -> None:
    one, two = (desk.contacts.log(replace(CALL, summary=text)) for text in ("One", "Two"))
    desk.joining.merge(two.ref, one.ref)
    view = desk.tickets.view(two.ref)
    assert view.row.ref == one.ref
    assert sum(entry.kind is EntryKind.CONTACT for entry in view.entries) == 2
    assert view.ticket.contacts == 2


def test_mail_that_answers_ours_lands_on_the_ticket_of_the_call(desk: Desk) -> None:
    row = desk.contacts.log(CALL)
    draft = desk.replies.begin(row.ref, everyone=None)
    assert ([one.email for one in draft.to], draft.subject) == (
        ["kim@example.org"],
        "Parcel is late",
    )
    answer = customer_mail(7, "Re: Parcel is late", sender="kim@example.org").replace(
        b"Subject:", f"References: <{draft.references[0]}>\r\nSubject:".encode()
    )
    put_mails(desk, [(answer, NOW)], "Web")
    assert desk.tickets.view(row.ref).ticket.mails_in == 2


def test_ticket_of_a_caller_without_address_cannot_be_answered_by_mail(desk: Desk) -> None:
    row = desk.contacts.log(replace(CALL, name="", email=""))
    assert row.customer_name == "+49 30 901820"
    with pytest.raises(ActionRefusedError, match="no address"):
        desk.replies.begin(row.ref, everyone=None)


def test_what_is_typed_comes_back_after_a_hang_up(desk: Desk) -> None:
    desk.contacts.keep(CALL)
    assert desk.contacts.begin() == CALL
    desk.contacts.throw_away()
    assert desk.contacts.begin() == ContactDraft(NOW)
    desk.tickets.undo_last()
    assert desk.contacts.begin() == CALL
    desk.contacts.log(CALL)
    assert desk.contacts.begin() == ContactDraft(NOW)


def test_few_letters_or_digits_find_the_caller(desk: Desk) -> None:
    desk.contacts.log(replace(CALL, email=""))
    kim = Person("Kim Berg", "", "+49 30 901820")
    assert desk.contacts.people("ber") == (kim,)
    assert desk.contacts.people("030 9018") == (kim,)
    while Sorter(desk.store, desk.config).step():
        pass
    assert [one.email for one in desk.contacts.people("kaet")] == ["kaethe@kunde.example"]
    assert desk.contacts.people("%") == ()


def test_open_tickets_of_the_caller_are_offered(desk: Desk) -> None:
    by_phone = desk.contacts.log(replace(CALL, email=""))
    closed = desk.contacts.log(replace(CALL, result=ContactResult.SOLVED))
    found = desk.contacts.open_tickets(Person("", "", "0049 30 901820"))
    assert [row.ref for row in found] == [by_phone.ref]
    assert closed.ref not in {row.ref for row in found}
    kunde = desk.contacts.open_tickets(Person("", "KAETHE@kunde.example"))
    assert [row.ref for row in kunde] == [mail_ref(desk)]


def test_complaint_is_not_closed_by_a_call_alone(desk: Desk) -> None:
    ref = mail_ref(desk)

    desk.tickets.label(ref, LabelName.COMPLAINT, "yes")
    draft = replace(CALL, ticket=ref, result=ContactResult.SOLVED)
    with pytest.raises(ActionRefusedError, match="made sure"):
        desk.contacts.log(draft)
    assert desk.contacts.log(
        replace(draft, channel=ContactChannel.VISIT, result=ContactResult.OPEN)
    )


def test_record_of_a_channel_counts_its_tickets_and_its_promise(desk: Desk) -> None:
    desk.contacts.log(replace(CALL, result=ContactResult.WAITING))
    desk.contacts.log(replace(CALL, result=ContactResult.MISSED))
    desk.contacts.log(replace(CALL, ticket=mail_ref(desk), channel=ContactChannel.LETTER))
    records = {one.channel: one for one in desk.contacts.channels(30)}
    phone, email, letter = records["phone"], records["email"], records["letter"]
    assert (phone.tickets, phone.contacts, phone.answered) == (2, 2, 1)
    assert (phone.median, phone.promised) == (timedelta(), timedelta(seconds=90))
    assert (phone.judged, phone.kept, phone.share) == (2, 1, 0.5)
    assert (email.tickets, email.judged, email.share) == (1, 0, None)
    assert (letter.tickets, letter.contacts) == (0, 1)
    assert desk.contacts.channels(0)[0].tickets == 0


def test_customer_who_called_and_wrote_has_contacted_us_twice(desk: Desk) -> None:
    ref = mail_ref(desk)
    desk.contacts.log(replace(CALL, email="kaethe@kunde.example"))
    desk.contacts.log(replace(CALL, ticket=ref, direction=Direction.OUT))
    assert desk.tickets.view(ref).contacts == Contacts(2, 2)
    alone = desk.contacts.log(replace(CALL, email=""))
    assert desk.tickets.view(alone.ref).contacts == Contacts(1, 1)


def test_call_that_a_colleague_logged_is_a_ticket_here_too(desk: Desk, tmp_path: Path) -> None:
    row = desk.contacts.log(CALL)
    undone = desk.contacts.log(replace(CALL, summary="By mistake"))
    desk.tickets.undo_last()
    with desk.store.read() as session:
        events = [*journal.of_ticket(session, row.ref), *journal.of_ticket(session, undone.ref)]
    other = opened(write_settings(tmp_path / "other"), FixedClock(NOW))
    put_mails(other, [(customer_mail(1, "Lampe"), NOW - timedelta(hours=1))])
    with other.store.write(durable=True) as session:
        for event in events:
            other.intake.record(session, event)
    assert derived(other)["ticket"] == derived(desk)["ticket"]
    other.close()


def test_message_is_answered_when_it_is_dealt_with(desk: Desk) -> None:
    message = replace(CALL, channel=ContactChannel.MESSAGE, result=ContactResult.OPEN)
    ref = desk.contacts.log(message).ref
    ticket = desk.tickets.view(ref).ticket
    assert (ticket.channel, ticket.first_answered_at) == ("message", None)


def test_ticket_without_a_mail_has_none_to_send_on(desk: Desk) -> None:
    ref = desk.contacts.log(CALL).ref
    with pytest.raises(ActionRefusedError, match="no mail has come"):
        desk.replies.begin_forward(ref)


def test_first_mail_to_a_caller_leaves_and_stands_on_the_ticket(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        began = at_work.clock.now() - timedelta(minutes=5)
        ref = at_work.desk.contacts.log(replace(CALL, began=began)).ref
        at_work.reply("It comes tomorrow.\n", ref)
        at_work.wait(seconds=30)
        assert at_work.send() == 1
        at_work.read()
        view = at_work.desk.tickets.view(ref)
        assert [entry.kind for entry in view.entries if entry.kind is not EntryKind.EVENT] == [
            EntryKind.CONTACT,
            EntryKind.MAIL_OUT,
        ]
        assert (view.ticket.state, view.ticket.mails_out) == (TicketState.WAITING, 1)
        assert view.ticket.first_answered_at == began
