"""The mailbox as a whole: folders read, copies filed once, passwords not worn out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.demo.fault_plan import Fault
from agent_console.demo.faults import AnswerNo, DropAfter, DropBefore, DropInUpload, SayBye
from agent_console.desk.views import OutboxItem, OutboxState, QueueView
from agent_console.errors import MailError, SecretMissingError, SignInError
from agent_console.services.mailbox import Mailbox
from agent_console.services.passwords import TRIES, Door, Passwords
from tests.filled import NOW, customer_mail
from tests.services.office import RIGHT, WRONG, Office, office


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def sent(at_work: Office) -> OutboxItem:
    """A reply that has left and has no copy yet."""
    item = at_work.reply()
    at_work.wait(seconds=10)
    at_work.send()
    return item


def appends(at_work: Office) -> int:
    return sum(command.verb == "APPEND" for command in at_work.server.commands)


def test_copy_is_filed_once_with_the_very_bytes_that_left(
    at_work: Office, sent: OutboxItem
) -> None:
    assert not at_work.now(sent).sent_copy
    for _pass in range(3):
        at_work.read()
    assert at_work.sent_folder() == [at_work.server.mails[0].raw]
    assert at_work.now(sent).sent_copy
    assert appends(at_work) == 1
    (message,) = at_work.server.mailbox.folder("Sent").messages
    assert "\\Seen" in message.flags
    row = at_work.desk.queue.row(sent.ticket)
    assert row is not None
    assert row.mails == 2, "the copy is the same mail"


def test_copy_that_the_server_made_itself_is_not_made_again(
    at_work: Office, sent: OutboxItem
) -> None:
    at_work.server.mailbox.deliver("Sent", at_work.server.mails[0].raw, at_work.clock.now())
    at_work.read()
    assert len(at_work.sent_folder()) == 1
    assert appends(at_work) == 0
    assert at_work.now(sent).sent_copy


@pytest.mark.parametrize(
    ("fault", "there"),
    [
        (DropAfter("APPEND"), 1),
        (DropBefore("APPEND"), 0),
        (DropInUpload("APPEND", after_bytes=40), 0),
        (SayBye("APPEND"), 0),
    ],
)
def test_copy_whose_upload_broke_is_looked_for_and_then_filed_once(
    fault: Fault, there: int, at_work: Office, sent: OutboxItem
) -> None:
    at_work.server.faults.add(fault)
    with pytest.raises(MailError):
        at_work.read()
    assert len(at_work.sent_folder()) == there
    assert not at_work.now(sent).sent_copy
    at_work.read()
    assert len(at_work.sent_folder()) == 1
    assert at_work.now(sent).sent_copy


def test_copy_that_the_server_refuses_is_offered_again_and_stops_nothing(
    at_work: Office, sent: OutboxItem
) -> None:
    at_work.server.faults.add(AnswerNo("APPEND", "OVERQUOTA", "full"))
    at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Neu"), at_work.clock.now())
    at_work.read()
    assert not at_work.now(sent).sent_copy
    assert at_work.desk.queue.counts().all == 2
    at_work.read()
    assert at_work.now(sent).sent_copy


def test_server_that_files_copies_itself_is_never_given_one(tmp_path: Path) -> None:
    with office(tmp_path) as at_work:
        mailbox = at_work.desk.config.mailbox.model_copy(update={"sent_copy": "server"})
        config = at_work.desk.config.model_copy(update={"mailbox": mailbox})
        item = at_work.reply()
        at_work.wait(seconds=10)
        at_work.send()
        reading = Mailbox(at_work.desk.store, at_work.desk.intake, config, at_work.clock)
        reading.use_secret(RIGHT)
        with reading.open() as connection:
            reading.read_all(connection, lambda _stage, _done, _total: None)
        assert appends(at_work) == 0
        assert at_work.now(item).sent_copy


@pytest.mark.promise("old mailbox read for the first time", "P16")
def test_first_sync_of_an_old_mailbox_sends_nothing(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        for number in range(120):
            raw = customer_mail(number, f"Frage {number}")
            at_work.server.mailbox.deliver("INBOX", raw, NOW - timedelta(days=400 - number))
        at_work.read()
        assert at_work.desk.queue.counts().all == 120
        at_work.wait(days=2)
        at_work.send()
        assert at_work.server.smtp.log.commands == ()
        assert at_work.desk.outbox.items() == ()
        assert at_work.server.changing_commands == ()


def test_reading_never_signs_in_with_a_refused_password_again(at_work: Office) -> None:
    mailbox = at_work.mailbox()
    mailbox.use_secret(WRONG)
    for _attempt in range(5):
        with pytest.raises(SignInError), mailbox.open():
            pytest.fail("signed in")
    assert _logins(at_work) == 1
    mailbox.use_secret(RIGHT)
    with mailbox.open():
        pass
    assert _logins(at_work) == 2


def _logins(at_work: Office) -> int:
    return sum(c.verb in ("LOGIN", "AUTHENTICATE") for c in at_work.server.commands)


def test_junk_is_read_on_request_and_its_tickets_name_the_folder(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra="[mailbox.folders]\njunk = true\n") as at_work:
        at_work.server.mailbox.deliver("Junk", customer_mail(1, "Gewinn"), NOW)
        at_work.server.mailbox.deliver("INBOX", customer_mail(2, "Frage"), NOW)
        at_work.read()
        reasons = {
            row.subject: at_work.desk.tickets.view(row.ref).reasons
            for row in at_work.desk.queue.page(QueueView.ALL, 0, 9).rows
        }
    assert "lies in the folder Junk" in reasons["Gewinn"]
    assert not any("folder" in reason for reason in reasons["Frage"])


def test_junk_is_left_alone_without_request(at_work: Office) -> None:
    at_work.server.mailbox.deliver("Junk", customer_mail(2, "Gewinn"), NOW)
    at_work.read()
    assert at_work.desk.queue.counts().all == 1


def test_hanging_up_ends_a_reading_at_once(at_work: Office) -> None:
    mailbox = at_work.mailbox()
    mailbox.hang_up()
    with mailbox.open() as connection:
        mailbox.hang_up()
        with pytest.raises(MailError):
            connection.noop()


def test_two_doubtful_replies_are_proved_each_by_its_own_mail(at_work: Office) -> None:
    items = [at_work.reply(text) for text in ("one", "two")]
    at_work.wait(seconds=10)
    at_work.server.smtp_faults.add(DropAfter("MESSAGE", times=2))
    at_work.send()
    assert {at_work.now(item).state for item in items} == {OutboxState.UNKNOWN}
    at_work.server.mailbox.deliver("Sent", at_work.server.mails[1].raw, at_work.clock.now())
    at_work.read()
    states = [at_work.now(item).state for item in items]
    assert states == [OutboxState.UNKNOWN, OutboxState.SENT]


class Vault:
    """A password store whose content can be changed; counts how often it is asked."""

    def __init__(self, secret: SecretStr | None = WRONG) -> None:
        self.secret = secret
        self.asked = 0

    def __call__(self) -> SecretStr:
        self.asked += 1
        if self.secret is None:
            raise SecretMissingError("Password", "none is stored")
        return self.secret


@pytest.fixture
def vault() -> Vault:
    return Vault()


@pytest.fixture
def passwords(vault: Vault) -> Passwords:
    return Passwords(vault)


def refuse(passwords: Passwords, door: Door = Door.READING) -> None:
    passwords.refused(door, passwords.get(door), SignInError("Sign-in", "refused"))


def test_password_that_works_is_looked_up_once(vault: Vault, passwords: Passwords) -> None:
    for door in (*Door, *Door):
        assert passwords.get(door) == WRONG
        passwords.accepted(door)
    assert vault.asked == 1


def test_refused_password_waits_for_a_person(vault: Vault, passwords: Passwords) -> None:
    refuse(passwords)
    assert passwords.is_closed(Door.READING)
    assert not passwords.is_closed(Door.SENDING)
    with pytest.raises(SignInError, match="refused"):
        passwords.get(Door.READING)
    assert vault.asked == 1
    passwords.person_acts()
    assert passwords.get(Door.READING) == WRONG
    assert vault.asked == 2, "somebody may have stored another one"


def test_same_password_is_shown_three_times_in_all(passwords: Passwords) -> None:
    refuse(passwords, Door.READING)
    refuse(passwords, Door.SENDING)
    passwords.person_acts()
    refuse(passwords, Door.READING)
    for _nudge in range(5):
        passwords.person_acts()
        for door in Door:
            with pytest.raises(SignInError):
                passwords.get(door)
    assert TRIES == 3


@pytest.mark.parametrize("how", ["typed", "stored"])
def test_another_password_begins_anew(how: str, vault: Vault, passwords: Passwords) -> None:
    for _try in range(TRIES):
        refuse(passwords)
        passwords.person_acts()
    with pytest.raises(SignInError):
        passwords.get(Door.READING)
    if how == "typed":
        passwords.type_in(RIGHT)
    else:
        vault.secret = RIGHT
        passwords.person_acts()
    for _try in range(TRIES):
        assert passwords.get(Door.READING) == RIGHT
        refuse(passwords)
        passwords.person_acts()
    with pytest.raises(SignInError):
        passwords.get(Door.READING)


def test_password_refused_for_sending_is_still_good_for_reading(passwords: Passwords) -> None:
    for _try in range(TRIES):
        refuse(passwords, Door.SENDING)
        passwords.person_acts()
    assert passwords.get(Door.READING) == WRONG


def test_refusal_that_comes_after_another_password_was_typed_closes_nothing(
    passwords: Passwords,
) -> None:
    shown = passwords.get(Door.READING)
    passwords.type_in(RIGHT)
    passwords.refused(Door.READING, shown, SignInError("Sign-in", "refused"))
    assert passwords.get(Door.READING) == RIGHT


def test_missing_password_is_not_looked_for_until_a_person_acts(
    vault: Vault, passwords: Passwords
) -> None:
    vault.secret = None
    for _try in range(3):
        with pytest.raises(SecretMissingError):
            passwords.get(Door.READING)
    assert vault.asked == 1
    passwords.type_in(RIGHT)
    assert passwords.get(Door.READING) == RIGHT
