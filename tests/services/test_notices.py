"""Notices: whom they reach, how fast, and that nobody gets one twice or against their will."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent_console.desk.customer_facts import CustomerChanged, CustomersJoined
from agent_console.desk.customers import CustomerField
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import MailState, Notice, NoticeState
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.services.notices_queue import NoticeQueue
from tests.filled import customer_mail, put_mails
from tests.services.office import Office, office

TEXT = "die Lieferung verspätet sich um zwei Tage. Wir melden uns, sobald sie unterwegs ist."


class Post:
    """An office that writes notices to three customers."""

    def __init__(self, at_work: Office) -> None:
        self.at_work = at_work
        self.desk = at_work.desk
        self._number = 50
        self._arrived = 0

    def customer(self, email: str, subject: str = "Lampe", *, proven: bool = True) -> str:
        """Let somebody write; return the ticket."""
        self._number += 1
        raw = customer_mail(
            self._number, f"{subject} {self._number}", "Wo ist die Lampe?", sender=email
        )
        if proven:
            raw = b"Return-Path: <%s>\r\n%s" % (email.encode(), raw)
        self.arrive(raw)
        found = self.desk.search.find(f"subject:{self._number}")
        return found[0].row.ref

    def arrive(self, raw: bytes) -> None:
        self._arrived += 1
        at = self.at_work.clock.now() - timedelta(hours=1)
        put_mails(self.desk, [(raw, at)], folder=f"In{self._arrived}")

    def written(self, search: str = "subject:Lampe", **more: str) -> Notice:
        fact = NoticeWritten(title="Verspätung", search=search, text=TEXT)
        values = {name: getattr(fact, name) for name in fact.__slots__} | more
        return self.desk.notices.write(NoticeWritten(**values))

    def queue(self) -> NoticeQueue:
        desk = self.desk
        return NoticeQueue(desk.store, desk.intake, desk.config, self.at_work.clock)

    def go_on(self, hours: float = 0.0, minutes: float = 0.0) -> int:
        """Let time pass and the engine look each minute; return how many were queued."""
        queued = self.queue().feed()
        self.at_work.send()
        for _minute in range(int(hours * 60 + minutes)):
            self.at_work.wait(seconds=60)
            queued += self.queue().feed()
            self.at_work.send()
        return queued

    def mails(self) -> list[EmailMessage]:
        return [read(mail.raw) for mail in self.at_work.server.mails]

    def receivers(self) -> list[str]:
        return [re.sub(r".*<|>.*", "", str(mail["To"])) for mail in self.mails()]

    def now(self, notice: Notice) -> Notice:
        return self.desk.notices.look(notice.name).notice

    def left_out(self, notice: Notice) -> dict[str, str]:
        plan = self.desk.notices.plan(notice.name)
        return {one.person: one.why for one in plan.left_out}


def read(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with office(tmp_path, tickets=0) as at_work:
        yield Post(at_work)


@pytest.fixture
def three(post: Post) -> Post:
    for name in ("anna", "bernd", "carla"):
        post.customer(f"{name}@kunde.example")
    return post


def test_notice_when_sent_reaches_each_customer_once_with_a_greeting(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    assert three.go_on(minutes=5) == 3
    assert sorted(three.receivers()) == [f"{n}@kunde.example" for n in ("anna", "bernd", "carla")]
    assert all("zwei Tage" in mail.get_content() for mail in three.mails())
    assert three.now(notice).state is NoticeState.ENDED
    assert three.now(notice).sent == 3


def test_notice_is_slow_by_the_hour(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra="[proactive]\nper_hour = 6\n") as at_work:
        post = Post(at_work)
        for number in range(4):
            post.customer(f"k{number}@kunde.example")
        post.desk.notices.send(post.written().name)
        assert post.go_on(minutes=9) == 1
        assert post.go_on(minutes=12) == 2
        assert len(post.receivers()) == 3


def test_plan_shows_each_text_and_sends_nothing(three: Post) -> None:
    notice = three.written()
    plan = three.desk.notices.plan(notice.name)
    assert [one.address for one in plan.recipients] != []
    assert {one.subject for one in plan.recipients} == {"Verspätung"}
    assert all(TEXT in one.text for one in plan.recipients)
    assert three.go_on(minutes=2) == 0
    assert three.receivers() == []


def test_person_with_two_addresses_and_three_tickets_gets_one_mail(three: Post) -> None:
    three.customer("anna@kunde.example")
    three.customer("anna@arbeit.example")
    ref = record_ref(RecordKind.CUSTOMER, "anna@arbeit.example")
    three.desk.tickets.acts.record_about(ref, (CustomersJoined("anna@kunde.example"),))
    plan = three.desk.notices.plan(three.written().name)
    assert plan.found == 5
    assert len(plan.recipients) == 3


@pytest.mark.parametrize("flag", [CustomerField.NO_NOTICES, CustomerField.NO_CONTACT])
def test_customer_who_objects_gets_none_even_when_it_was_planned(
    three: Post, flag: CustomerField
) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    about = record_ref(RecordKind.CUSTOMER, "bernd@kunde.example")
    three.desk.tickets.acts.record_about(about, (CustomerChanged(flag.value, "yes"),))
    three.go_on(minutes=5)
    assert "bernd@kunde.example" not in three.receivers()
    assert len(three.receivers()) == 2
    assert "bernd@kunde.example" in three.left_out(three.written())
    assert three.now(notice).state is NoticeState.ENDED


def test_address_that_nothing_proves_is_left_out_with_the_reason(three: Post) -> None:
    three.customer("dora@kunde.example", proven=False)
    three.customer("noreply@shop.example")
    left = three.left_out(three.written())
    assert set(left) == {"dora@kunde.example", "noreply@shop.example"}
    assert "genuine" in left["dora@kunde.example"]


def test_address_that_an_agent_wrote_to_is_genuine(three: Post) -> None:
    ref = three.customer("dora@kunde.example", proven=False)
    three.at_work.reply(ref=ref)
    three.at_work.wait(minutes=1)
    three.at_work.send()
    assert three.left_out(three.written()) == {}


def test_text_with_something_unknown_leaves_the_customer_out(three: Post) -> None:
    notice = three.written(text="Ihre Bestellung {{ order.number }} kommt später.")
    plan = three.desk.notices.plan(notice.name)
    assert plan.recipients == ()
    assert {one.why for one in plan.left_out} == {"this is not known: order.number"}
    with pytest.raises(ActionRefusedError, match="nobody would get it"):
        three.desk.notices.send(notice.name)


def test_notice_joins_the_open_ticket_and_is_no_answer_to_it(post: Post) -> None:
    ref = post.customer("anna@kunde.example")
    post.desk.notices.send(post.written().name)
    post.go_on(minutes=2)
    view = post.desk.tickets.view(ref)
    assert view.ticket.waiting_since is not None
    assert view.ticket.state is TicketState.NEW
    assert [one.subject for one in view.entries if one.kind == "mail-out"] == ["Verspätung"]
    assert any("Verspätung" in one.text for one in view.entries if one.kind == "event")


def test_customer_without_an_open_ticket_gets_a_closed_one_that_an_answer_opens(
    post: Post,
) -> None:
    ref = post.customer("anna@kunde.example")
    post.desk.tickets.close(ref)
    notice = post.written()
    post.desk.notices.send(notice.name)
    post.go_on(minutes=2)
    (mail,) = post.desk.notices.look(notice.name).mails
    assert mail.ticket != ref
    assert post.desk.tickets.view(mail.ticket).ticket.state is TicketState.CLOSED
    answer = customer_mail(
        99, "Re: Verspätung", "Dann bitte stornieren.", sender="anna@kunde.example"
    )
    ours = str(post.mails()[0]["Message-ID"]).encode()
    answer = b"In-Reply-To: %s\r\nReferences: %s\r\n%s" % (ours, ours, answer)
    post.at_work.wait(hours=2)
    post.arrive(answer)
    view = post.desk.tickets.view(mail.ticket)
    assert view.ticket.state is TicketState.OPEN
    (mail,) = post.desk.notices.look(notice.name).mails
    assert mail.answered
    assert any("answers the notice" in note for one in view.entries for note in one.notes)


def test_plan_that_was_looked_at_is_what_leaves_unless_the_text_was_changed(three: Post) -> None:
    notice = three.written()
    plan = three.desk.notices.plan(notice.name)
    three.customer("dora@kunde.example")
    assert three.desk.notices.send(notice.name, plan=plan).people == 3
    other = three.written()
    old = three.desk.notices.plan(other.name)
    three.desk.notices.write(replace(other.written, text="alles anders."), other.name)
    assert three.desk.notices.send(other.name, plan=old).people == 4


def test_pause_holds_what_waits_and_resume_lets_it_go_once(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    assert three.queue().feed() == 1
    three.desk.notices.pause(notice.name)
    assert three.go_on(minutes=10) == 0
    assert three.receivers() == []
    assert [one.state for one in three.desk.outbox.items()] == [OutboxState.HELD]
    three.desk.notices.resume(notice.name)
    three.go_on(minutes=5)
    assert len(three.receivers()) == len(set(three.receivers())) == 3


def test_stop_takes_back_what_waits(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    three.queue().feed()
    three.desk.notices.stop(notice.name)
    three.go_on(minutes=5)
    assert three.receivers() == []
    states = {mail.state for mail in three.desk.notices.look(notice.name).mails}
    assert states == {MailState.FAILED, MailState.WAITING}
    with pytest.raises(ActionRefusedError, match="stopped"):
        three.desk.notices.resume(notice.name)


def test_begun_notice_when_undone_sends_no_more(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    three.go_on()
    three.desk.tickets.undo_last()
    three.go_on(minutes=5)
    assert len(three.receivers()) == 1
    assert three.now(notice).state is NoticeState.DRAFT


def test_notice_that_was_undone_is_sent_to_all_others_when_it_is_sent_again(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    three.go_on()
    three.at_work.wait(minutes=1)
    three.queue().feed()
    three.desk.tickets.undo_last()
    three.go_on(minutes=2)
    three.desk.notices.write(replace(notice.written, text="alles kommt morgen."), notice.name)
    three.desk.notices.send(notice.name)
    three.go_on(minutes=5)
    assert len(three.receivers()) == len(set(three.receivers())) == 3
    assert ["morgen" in mail.get_content() for mail in three.mails()] == [False, True, True]


def test_same_mail_when_queued_again_is_not_there_twice(three: Post) -> None:
    notice = three.written()
    three.desk.notices.send(notice.name)
    three.go_on(minutes=5)
    with three.desk.store.write(durable=True) as session:
        session.connection().exec_driver_sql(
            "UPDATE notice_mail SET state = 'waiting', message_id = ''"
        )
        session.connection().exec_driver_sql("DELETE FROM notice_sent")
        session.connection().exec_driver_sql("UPDATE notice SET state = 'running'")
    three.go_on(minutes=5)
    assert len(three.receivers()) == 3


def test_engine_that_was_away_sends_no_heap_afterwards(three: Post) -> None:
    three.desk.notices.send(three.written().name)
    three.go_on()
    three.at_work.wait(hours=5)
    assert three.go_on() == 1


@pytest.mark.promise("clock set while a notice leaves", "P15")
def test_clock_that_was_set_back_does_not_stop_the_notice(three: Post) -> None:
    three.desk.notices.send(three.written().name)
    three.go_on()
    three.at_work.clock.set_wall(timedelta(days=-1))
    assert three.go_on(minutes=3) == 2


def test_rebuild_keeps_notices_as_they_are(three: Post) -> None:
    from agent_console.services.rebuild import rebuild

    notice = three.written()
    three.desk.notices.send(notice.name)
    three.go_on(minutes=1)
    before = three.desk.notices.look(notice.name)
    rebuild(three.desk.store, three.desk.config)
    assert three.desk.notices.look(notice.name) == before


def test_notice_is_found_by_the_beginning_of_its_name(three: Post) -> None:
    notice = three.written()
    assert three.desk.notices.look(notice.name[:6]).notice == notice
    with pytest.raises(NotFoundError):
        three.desk.notices.look("zzz")


def test_search_with_an_unknown_condition_is_refused(three: Post) -> None:
    with pytest.raises(ActionRefusedError, match="state:opne"):
        three.desk.notices.plan(three.written("state:opne").name)


def test_texts_for_notices_are_no_answers_to_a_mail(post: Post) -> None:
    ref = post.customer("anna@kunde.example")
    answers = post.desk.answers
    ranked = {one.entry.id for one in answers.ranked(answers.situation(ref))}
    assert "parcel-late" in ranked
    assert not {"delivery-delayed", "anniversary", "thanks-orders"} & ranked


def test_notices_leave_the_acknowledgements_their_room(three: Post) -> None:
    from agent_console.store import acknowledgements

    three.desk.notices.send(three.written().name)
    three.go_on(minutes=3)
    with three.desk.store.read() as session:
        sent = list(acknowledgements.sent_since(session, three.at_work.clock.now() - timedelta(1)))
    assert [one.is_notice for one in sent] == [True] * 3


def test_third_notice_within_a_day_is_too_much_for_one_customer(post: Post) -> None:
    post.customer("anna@kunde.example")
    for _number in range(2):
        post.desk.notices.send(post.written().name)
        post.go_on(minutes=2)
    third = post.written()
    assert "2 automatic mails" in post.left_out(third)["anna@kunde.example"]
    post.at_work.wait(days=1)
    assert post.left_out(third) == {}


def test_address_from_which_mail_came_back_gets_none(post: Post) -> None:
    post.customer("anna@kunde.example")
    with post.desk.store.write(durable=True) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO returned (mail_id, message_id, address, reason)"
            " SELECT max(id), 'x@y', 'anna@kunde.example', '5.1.1' FROM mail"
        )
    assert "came back" in post.left_out(post.written())["anna@kunde.example"]


def test_subject_is_in_the_language_of_each_customer(post: Post) -> None:
    post.customer("anna@kunde.example")
    raw = customer_mail(90, "Lampe 90", "Hello, where is my lamp?", sender="bob@shop.example")
    post.arrive(b"Return-Path: <bob@shop.example>\r\n" + raw)
    title = post.desk.notices.title_of("delivery-delayed")
    notice = post.written(title=title, text="", answer="delivery-delayed")
    plan = post.desk.notices.plan(notice.name)
    subjects = {one.person: one.subject for one in plan.recipients}
    assert subjects["anna@kunde.example"] == "Ihre Lieferung verspätet sich"
    assert subjects["bob@shop.example"] == "Your delivery is delayed"
