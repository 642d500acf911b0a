"""Automatic acknowledgement: who gets one, what it says, and that two desks never talk for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent_console.demo.smtp_faults import Answer
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.services.mailbox import Mailbox
from agent_console.services.rebuild import rebuild
from agent_console.store import acknowledgements
from tests import filled
from tests.faults.tally import EVERY_POINT, Points
from tests.filled import ME, customer_mail
from tests.services import office as office_module
from tests.services.office import Office, office
from tests.services.test_process import running

OTHER = "hilfe@firma.example"
ON = "[acknowledge]\nenabled = true\n"
GERMAN = "Guten Tag,\nwo bleibt meine Bestellung? Ich warte seit zwei Wochen auf die Lampe.\n"


class Reception:
    """An office whose mailbox stays open, as in the engine."""

    def __init__(self, at_work: Office) -> None:
        self.at_work = at_work
        self.mailbox: Mailbox = at_work.mailbox()
        self._number = 100

    def look(self) -> int:
        """Look at the whole mailbox and answer what is to be answered."""
        with self.mailbox.open() as connection:
            while self.mailbox.read_all(connection, lambda *_told: None).unfinished:
                continue
        return self.mailbox.acknowledge()

    def arrive(
        self, raw: bytes = b"", *, ago: timedelta = timedelta(), folder: str = "INBOX"
    ) -> None:
        received = self.at_work.clock.now() - ago
        self.at_work.server.mailbox.deliver(folder, raw or self.mail(), received)

    def mail(self, text: str = GERMAN, sender: str = "kaethe@kunde.example") -> bytes:
        self._number += 1
        raw = customer_mail(self._number, f"Lampe {self._number}", text, sender=sender)
        return b"Return-Path: <%s>\r\n%s" % (sender.encode(), raw)

    def answers(self) -> list[OutboxItem]:
        """Return what is in the outbox."""
        return list(self.at_work.desk.outbox.items())

    def shown(self, ref: str = "") -> tuple[str, ...]:
        """Return what a ticket says of its standing."""
        return self.at_work.desk.tickets.view(ref or self.at_work.ref).reasons

    def sent(self) -> list[EmailMessage]:
        """Send what is due and return all that ever left."""
        self.at_work.send()
        return [read(mail.raw) for mail in self.at_work.server.mails]

    def reason(self) -> str:
        """Return why the newest ticket got an answer or none."""
        with self.at_work.desk.store.read() as session:
            refs = [row.ref for row in self.at_work.desk.queue.page(QueueView.ALL, 0, 99).rows]
            found = [acknowledgements.decided(session, ref) for ref in refs]
        return "; ".join(reason for _sent, reason in filter(None, found))


def read(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@contextmanager
def receiving(folder: Path, extra: str = ON) -> Iterator[Reception]:
    with office(folder, tickets=0, extra=extra) as at_work:
        yield Reception(at_work)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reception]:
    """A desk that acknowledges, up to date with its empty mailbox."""
    with receiving(tmp_path) as made:
        assert made.look() == 0
        yield made


def test_mail_when_acknowledging_is_not_asked_for_gets_none(tmp_path: Path) -> None:
    with receiving(tmp_path, extra="") as desk:
        desk.look()
        desk.arrive()
        assert desk.look() == 0
        assert desk.answers() == []


def test_mail_when_it_comes_while_running_is_acknowledged_as_a_machine_should(
    desk: Reception,
) -> None:
    desk.arrive()
    assert desk.look() == 1
    (mail,) = desk.sent()
    assert any(one.startswith("acknowledged automatically") for one in desk.shown())
    row = desk.at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
    assert mail["To"] == "kaethe@kunde.example"
    assert mail["From"].addresses[0].addr_spec == ME
    assert mail["Subject"] == f"Ihre Nachricht ist angekommen [#{row.ref}]"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Loop"] == ME
    assert mail["In-Reply-To"] == "<frage-101@kunde.example>"
    assert mail["References"].split()[-1] == "<frage-101@kunde.example>"
    assert desk.at_work.server.mails[0].sender == ""
    text = mail.get_content()
    assert f"#{row.ref}" in text
    assert "Sie erhalten unsere Antwort bis heute, 16 Uhr." in " ".join(text.split())
    assert "Käthe" not in text
    assert "Lampe" not in text + mail["Subject"]


def test_acknowledgement_when_it_has_left_stops_no_clock(desk: Reception) -> None:
    desk.arrive()
    desk.look()
    before = desk.at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
    desk.sent()
    desk.look()
    after = desk.at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
    assert after.state is TicketState.NEW
    assert after.due_at == before.due_at is not None
    assert len(desk.at_work.sent_folder()) == 1


def test_mail_when_written_in_english_is_acknowledged_in_english(desk: Reception) -> None:
    text = "Hello,\nI have been waiting for my order for two weeks. Where is the lamp now?\n"
    desk.arrive(desk.mail(text, "carol@customer.example"))
    desk.look()
    (mail,) = desk.sent()
    assert mail["Subject"].startswith("We have received your message [#")
    assert "You will have our answer by today, 4 pm." in " ".join(mail.get_content().split())


def test_mail_when_the_desk_is_closed_is_told_so_and_by_when(desk: Reception) -> None:
    desk.at_work.wait(hours=9)
    desk.arrive()
    desk.look()
    (mail,) = desk.sent()
    words = " ".join(mail.get_content().split())
    assert "Zurzeit ist unser Team nicht im Dienst." in words
    assert "bis morgen, 13 Uhr" in words


def test_mail_when_the_team_has_words_of_its_own_gets_those(tmp_path: Path) -> None:
    own = (
        ON + '[acknowledge.de]\nsubject = "Da! #{ref}"\n'
        'inside = "Moin. {ref}: {answer_time}."\noutside = "Zu. {ref}: {answer_time}."\n'
    )
    with receiving(tmp_path, extra=own) as desk:
        desk.look()
        desk.arrive()
        desk.look()
        (mail,) = desk.sent()
        row = desk.at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
        assert mail["Subject"] == f"Da! #{row.ref}"
        assert mail.get_content().strip() == f"Moin. {row.ref}: bis heute, 16 Uhr."


@pytest.mark.promise("old mailbox read for the first time", "P16")
@pytest.mark.parametrize("count", [40, 250, *([20_000] if EVERY_POINT else [])])
def test_first_look_at_a_mailbox_sends_nothing(count: int, tmp_path: Path, points: Points) -> None:
    people = [f"person{number}@customer{number}.example" for number in range(count)]
    with receiving(tmp_path) as desk:
        for sender in people:
            desk.arrive(desk.mail(sender=sender), ago=timedelta(minutes=1))
        assert desk.look() == 0
        assert desk.look() == 0
        told = {who for item in desk.answers() for who in item.recipients}
        assert not points.take([f"{who} is told" if who in told else "" for who in people])
        assert desk.sent() == []
        desk.arrive(desk.mail(sender="new@customer.example"))
        assert desk.look() == 1


@pytest.mark.promise("mail that may get no answer", "P23")
def test_tickets_when_seen_again_get_no_second_one(desk: Reception) -> None:
    desk.arrive()
    assert desk.look() == 1
    desk.at_work.server.mailbox.change_uidvalidity("INBOX")
    assert desk.look() == 0
    second = Reception(desk.at_work)
    assert second.look() == 0
    rebuild(desk.at_work.desk.store, desk.at_work.desk.config)
    assert second.look() == 0
    assert len(desk.sent()) == 1


@pytest.mark.promise("old mailbox read for the first time", "P16")
def test_folder_when_numbered_anew_brings_nothing_that_is_answered(desk: Reception) -> None:
    desk.at_work.server.mailbox.change_uidvalidity("INBOX")
    desk.arrive()
    assert desk.look() == 0
    desk.arrive(desk.mail(sender="new@customer.example"))
    assert desk.look() == 1


@pytest.mark.promise("mail that may get no answer", "P23")
def test_ticket_when_the_customer_writes_again_gets_no_second_one(desk: Reception) -> None:
    desk.arrive()
    desk.look()
    raw = desk.mail().replace(
        b"MIME-Version", b"In-Reply-To: <frage-101@kunde.example>\r\nMIME-Version"
    )
    desk.arrive(raw)
    assert desk.look() == 0
    assert len(desk.sent()) == 1


@pytest.mark.promise("old mailbox read for the first time", "P16")
@pytest.mark.parametrize(
    ("ago", "why"),
    [(timedelta(minutes=61), "backlog"), (timedelta(hours=13), "backlog")],
)
def test_mail_when_it_lay_there_for_long_gets_none_and_the_reason_is_kept(
    ago: timedelta, why: str, desk: Reception
) -> None:
    desk.arrive(ago=ago)
    assert desk.look() == 0
    assert why in desk.reason()
    assert desk.sent() == []


@pytest.mark.promise("mail that may get no answer", "P23")
def test_mail_when_the_sender_is_a_machine_gets_none_and_the_reason_is_kept(
    desk: Reception,
) -> None:
    desk.arrive(b"Auto-Submitted: auto-generated\r\n" + desk.mail())
    assert desk.look() == 0
    assert "Auto-Submitted" in desk.reason()
    row = desk.at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0]
    (told,) = [one for one in desk.shown(row.ref) if "automatically" in one]
    assert told.startswith("not acknowledged automatically: the mail is marked as automatic")


@pytest.mark.promise("mail that may get no answer", "P23")
def test_mail_that_carries_an_id_of_ours_gets_none(desk: Reception) -> None:
    desk.arrive()
    desk.look()
    (mail,) = desk.sent()
    echo = desk.mail(sender="echo@customer.example")
    own = mail["Message-ID"].encode()
    desk.arrive(re.sub(rb"(?m)^Message-ID: .*$", lambda _old: b"Message-ID: " + own + b"\r", echo))
    assert desk.look() == 0
    assert len(desk.sent()) == 1


@pytest.mark.promise("mail that may get no answer", "P23")
def test_mails_when_a_thousand_come_at_once_get_none(desk: Reception) -> None:
    for _number in range(1_001):
        desk.arrive()
    assert desk.look() == 0
    assert desk.reason() == ""


@pytest.mark.promise("mail that may get no answer", "P23")
def test_mail_in_the_junk_folder_gets_none(tmp_path: Path) -> None:
    with receiving(tmp_path, extra=ON + "[mailbox.folders]\njunk = true\n") as desk:
        desk.at_work.server.mailbox.deliver("Junk", desk.mail("x" * 30))
        desk.look()
        desk.arrive(folder="Junk")
        assert desk.look() == 0
        assert "spam" in desk.reason()


@pytest.mark.promise("mail that may get no answer", "P23")
def test_address_when_it_opens_many_tickets_gets_two_answers_a_day(desk: Reception) -> None:
    for _number in range(4):
        desk.arrive()
        desk.look()
    assert len(desk.sent()) == 2
    assert "within a day" in desk.reason()
    desk.at_work.wait(hours=25)
    desk.arrive(desk.mail().replace(b"Mon, 02 Mar 2026 09:00", b"Tue, 03 Mar 2026 11:00"))
    assert desk.look() == 1


@pytest.mark.promise("mail that may get no answer", "P23")
def test_address_that_came_back_gets_none(desk: Reception) -> None:
    desk.arrive()
    desk.look()
    (mail,) = desk.sent()
    desk.arrive(bounce(mail))
    desk.arrive()
    assert desk.look() == 0
    assert "came back" in desk.reason()


def bounce(mail: EmailMessage) -> bytes:
    report = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@kunde.example\r\n"
        f"To: {ME}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Date: Mon, 02 Mar 2026 11:31:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; kunde.example\r\n"
        "\r\nFinal-Recipient: rfc822; kaethe@kunde.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 unknown\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {mail['Message-ID']}\r\n\r\n"
        "--b--\r\n"
    )
    return report.encode()


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
def test_server_that_wants_a_sender_is_told_ours(verb: str, desk: Reception) -> None:
    desk.at_work.server.smtp_faults.add(Answer(verb, code=553, text="5.1.7 Sender missing"))
    desk.arrive()
    desk.look()
    assert len(desk.sent()) == 1
    assert desk.at_work.server.mails[0].sender == ME


def test_acknowledgement_when_taken_back_leaves_the_draft_alone(desk: Reception) -> None:
    desk.arrive()
    desk.look()
    (item,) = desk.answers()
    desk.at_work.desk.replies.save(item.ticket, "Meine Antwort")
    assert desk.at_work.desk.outbox.cancel(item.id)
    assert desk.at_work.now(item).state is OutboxState.CANCELLED
    assert desk.at_work.desk.replies.begin(item.ticket, everyone=False).text == "Meine Antwort"
    assert desk.sent() == []


def carry(source: Reception, target: Reception, *, seen: int, stripped: bool, number: int) -> int:
    """Bring to ``target`` what left ``source`` since; stripped of all that marks it as answer."""
    source.at_work.send()
    mails = source.at_work.server.mails
    for mail in mails[seen:]:
        raw = mail.raw
        if stripped:
            raw = re.sub(
                rb"(?mi)^(?:Auto-Submitted|X-Auto-Response-Suppress|X-Loop|In-Reply-To|References"
                rb"|Message-ID):.*\r\n(?:[ \t].*\r\n)*",
                b"",
                raw,
            )
            raw = raw.replace(b"Subject: ", b"Message-ID: <%d@hop.example>\r\nSubject: " % number)
            raw = re.sub(rb"(?m)^Subject: .*\r\n(?:[ \t].*\r\n)*", b"Subject: Frage\r\n", raw)
        address = read(mail.raw)["From"].addresses[0].addr_spec
        target.arrive(b"Return-Path: <%s>\r\n%s" % (address.encode(), raw))
    return len(mails)


@pytest.mark.promise("mail that may get no answer", "P23")
@pytest.mark.parametrize("stripped", [False, True])
def test_two_desks_that_answer_each_other_stop_after_two_mails_each(
    stripped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        one = stack.enter_context(receiving(tmp_path / "one"))
        with monkeypatch.context() as patch:
            patch.setattr(filled, "ME", OTHER)
            patch.setattr(office_module, "ME", OTHER)
            two = stack.enter_context(receiving(tmp_path / "two"))
        one.look()
        two.look()
        one.arrive(one.mail(sender=OTHER))
        one.look()
        seen = [0, 0]
        for number in range(8):
            seen[0] = carry(one, two, seen=seen[0], stripped=stripped, number=number * 2)
            two.look()
            seen[1] = carry(two, one, seen=seen[1], stripped=stripped, number=number * 2 + 1)
            one.look()
        assert 1 <= seen[0] <= 2
        assert seen[1] <= 2
        assert (seen[1] > 0) is stripped, "the marks alone stop the second desk at once"


def test_engine_acknowledges_what_comes_while_it_runs(tmp_path: Path) -> None:
    with receiving(tmp_path) as desk:
        desk.arrive(desk.mail(sender="old@customer.example"))
        with running(desk.at_work) as engine:
            while "stage" in engine.hear(health="online"):
                continue
            desk.arrive()
            engine.hear(**{"is": "sent"})
        assert [mail.recipients for mail in desk.at_work.server.mails] == [
            ("kaethe@kunde.example",)
        ]


@pytest.mark.promise("mail that may get no answer", "P23")
def test_mail_of_a_form_is_not_acknowledged_whomever_it_names(desk: Reception) -> None:
    fields = f"Name: Kim\nE-Mail: kim@kunde.example\nNachricht: {GERMAN}"
    desk.arrive(desk.mail(fields, f"web@{ME.rpartition('@')[2]}"))
    assert desk.look() == 0
    assert desk.answers() == []
    assert desk.reason() == "a site wrote it for a customer"
