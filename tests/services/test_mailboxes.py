"""Several mailboxes in one queue: read apart, answered each from its own server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from agent_console.clock import FixedClock
from agent_console.config import Config, parse_config
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.views import OutboxState, QueueView
from agent_console.errors import ConfigError
from agent_console.services.branch import sends_from
from agent_console.services.chorus import Chorus
from agent_console.services.delivery import Delivery
from agent_console.services.desk import Desk
from agent_console.services.health import HealthService
from agent_console.services.mailbox_sink import named_folder, stored_name
from agent_console.services.once import sync_once
from tests.filled import ME, NOW, PASSWORD, customer_mail, opened, write_settings
from tests.services.office import RIGHT, Office
from tests.services.test_process import running

INFO = "info@other.example"
SECOND = """
[[mailboxes]]
address = "{info}"
[mailboxes.imap]
host = "127.0.0.1"
port = {imap}
security = "plain"
[mailboxes.smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
"""


@dataclass
class Two:
    """A desk with two mailboxes, each on a server of its own."""

    desk: Desk
    servers: dict[str, DemoServer]
    clock: FixedClock

    def sync(self) -> None:
        for box in self.desk.config.all_mailboxes:
            sync_once(self.desk, RIGHT, lambda _stage, _done, _total: None, box=box)

    def ref_of(self, subject: str) -> str:
        rows = self.desk.queue.page(QueueView.ALL, 0, 50).rows
        (ref,) = [row.ref for row in rows if row.subject == subject]
        return ref


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    clock = FixedClock(NOW)
    with (
        DemoServer(DemoMailbox(PASSWORD, username=ME, clock=clock, uidvalidity=7)) as first,
        DemoServer(DemoMailbox(PASSWORD, username=INFO, clock=clock, uidvalidity=7)) as second,
    ):
        extra = SECOND.format(info=INFO, imap=second.imap_port, smtp=second.smtp_port)
        locations = write_settings(
            tmp_path, imap=first.imap_port, smtp=first.smtp_port, extra=extra
        )
        desk = opened(locations, clock)
        yield Two(desk, {ME: first, INFO: second}, clock)
        desk.close()


def to_info(raw: bytes) -> bytes:
    return raw.replace(ME.encode(), INFO.encode())


def test_two_mailboxes_fill_one_queue_and_keep_their_folders_apart(two: Two) -> None:
    two.servers[ME].mailbox.deliver("INBOX", customer_mail(1, "An den Support"), NOW)
    two.servers[INFO].mailbox.deliver("INBOX", to_info(customer_mail(2, "An die Info")), NOW)
    for _pass in range(2):
        two.sync()
    assert two.desk.queue.counts().open == 2
    health = HealthService(two.desk.store, two.desk.config, two.clock).look()
    assert [(f.mailbox, f.name, f.stored) for f in health.folders] == [
        (ME, "INBOX", 1),
        (ME, "Sent", 0),
        (INFO, "INBOX", 1),
        (INFO, "Sent", 0),
    ]


@pytest.mark.parametrize("address", [ME, INFO])
def test_reply_leaves_from_the_mailbox_the_customer_wrote_to(address: str, two: Two) -> None:
    raw = customer_mail(1, "Frage")
    raw = to_info(raw) if address == INFO else raw
    two.servers[address].mailbox.deliver("INBOX", raw, NOW)
    two.sync()
    draft = two.desk.replies.begin(two.ref_of("Frage"), everyone=False)
    item = two.desk.replies.queue(draft, "Morgen.\n")
    assert item.sender == address
    two.clock.move(two.desk.config.sending.undo)
    two.sync()
    (other,) = {ME, INFO} - {address}
    assert [mail.sender for mail in two.servers[address].mails] == [address]
    assert two.servers[other].mails == ()
    assert len(two.servers[address].mailbox.folder("Sent")) == 1
    assert len(two.servers[other].mailbox.folder("Sent")) == 0
    sent = two.desk.outbox.get(item.id)
    assert sent is not None
    assert sent.state is OutboxState.SENT
    assert f"From: Anna <{address}>".encode() in two.servers[address].mails[0].raw


def test_mail_that_names_neither_address_is_answered_from_where_it_lies(two: Two) -> None:
    raw = customer_mail(1, "Blindkopie").replace(ME.encode(), b"verteiler@kunde.example")
    two.servers[INFO].mailbox.deliver("INBOX", raw, NOW)
    two.sync()
    draft = two.desk.replies.begin(two.ref_of("Blindkopie"), everyone=False)
    assert draft.sender == INFO


def test_engine_reads_both_and_asks_for_the_password_of_each_by_name(two: Two) -> None:
    two.servers[ME].mailbox.deliver("INBOX", customer_mail(1, "An den Support"), NOW)
    two.servers[INFO].mailbox.deliver("INBOX", to_info(customer_mail(2, "An die Info")), NOW)
    with running(cast(Office, two)) as engine:
        wanted = engine.hear(**{"is": "secret-needed"})
        assert wanted["mailbox"] == INFO
        assert wanted["message"].startswith(f"{INFO}: ")
        assert engine.statuses()[-1] == "sign-in"
        engine.do("secret", secret=PASSWORD, mailbox=INFO)
        engine.hear(health="online", message="")
        while two.desk.queue.counts().all < 2:
            engine.hear(**{"is": "changed"})
    logins = {
        address: sum(c.verb in ("LOGIN", "AUTHENTICATE") for c in server.commands)
        for address, server in two.servers.items()
    }
    assert logins == {ME: 1, INFO: 1}


def test_ticket_says_to_which_mailbox_and_from_which_folder_it_came(two: Two) -> None:
    two.servers[INFO].mailbox.deliver("INBOX", to_info(customer_mail(1, "An die Info")), NOW)
    two.sync()
    reasons = two.desk.tickets.view(two.ref_of("An die Info")).reasons
    assert reasons[-1] == f"came to {INFO}"


def test_answer_to_everyone_goes_to_none_of_our_mailboxes(two: Two) -> None:
    copied = f"To: {ME}\r\nCc: {INFO}, Chef <chef@kunde.example>".encode()
    raw = customer_mail(1, "An alle").replace(f"To: {ME}".encode(), copied)
    two.servers[INFO].mailbox.deliver("INBOX", raw, NOW)
    two.sync()
    draft = two.desk.replies.begin(two.ref_of("An alle"), everyone=True)
    everyone = {address.email for address in (*draft.to, *draft.cc)}
    assert everyone == {"kaethe@kunde.example", "chef@kunde.example"}
    assert draft.sender == ME, "the first one named"


def test_delivery_of_one_mailbox_leaves_the_others_alone(two: Two) -> None:
    two.servers[INFO].mailbox.deliver("INBOX", to_info(customer_mail(1, "Frage")), NOW)
    two.sync()
    draft = two.desk.replies.begin(two.ref_of("Frage"), everyone=False)
    two.desk.replies.queue(draft, "Morgen.\n")
    two.clock.move(two.desk.config.sending.undo)
    desk, config = two.desk, two.desk.config
    first = Delivery(
        desk.store,
        desk.intake,
        config.mailbox,
        two.clock,
        lambda _item: None,
        is_mine=sends_from(config, config.mailbox),
    )
    assert asyncio.run(first.send_due(RIGHT)) == 0
    assert two.servers[ME].smtp.log.commands == ()


def settings_with(second: str) -> Config:
    first = (
        f'[agent]\nname = "Anna"\n[mailbox]\naddress = "{ME}"\naliases = ["help@company.example"]\n'
        '[mailbox.imap]\nhost = "a"\nport = 1\n[mailbox.smtp]\nhost = "a"\nport = 1\n'
    )
    return parse_config(first + second, "config.toml")


def test_address_in_two_mailboxes_is_refused() -> None:
    second = SECOND.format(info="Help@company.example", imap=1, smtp=1)
    with pytest.raises(
        ConfigError, match=r"config.toml: help@company.example belongs to two mailboxes"
    ):
        settings_with(second)


def test_error_in_the_second_of_several_mailboxes_names_its_line() -> None:
    good = SECOND.format(info=INFO, imap=1, smtp=1)
    bad = SECOND.format(info="c@d.example", imap=1, smtp=1).replace("host", "hosst", 1)
    with pytest.raises(ConfigError) as caught:
        settings_with(good + bad)
    text = caught.value.message
    assert "config.toml:27: mailboxes.1.imap.hosst: unknown key; did you mean host?" in text


def test_folders_are_read_from_the_settings() -> None:
    config = settings_with('[mailbox.folders]\nalso = ["Support", "INBOX"]\njunk = true\n')
    assert config.mailbox.folders.incoming == ("INBOX", "Support")
    assert config.mailbox.folders.junk


@pytest.mark.parametrize("name", ["INBOX", "a/b", "Übergabe@x/y"])
def test_stored_name_of_a_folder_is_read_back(name: str) -> None:
    assert named_folder(stored_name("Info@Shop.example", name)) == ("info@shop.example", name)
    assert named_folder("INBOX") == ("", "INBOX")


def status(health: str, message: str = "", **more: int) -> dict[str, Any]:
    return {"is": "status", "health": health, "message": message, **more}


def test_chorus_says_the_gravest_word_with_its_mailbox() -> None:
    said: list[dict[str, Any]] = []
    chorus = Chorus(said.append)
    one, two = chorus.part("a@x"), chorus.part("b@x")
    one(status("online"))
    assert said[-1]["health"] == "starting", "the other one has said nothing yet"
    two(status("offline", "no route"))
    one(status("online", fetched=1, total=2))
    assert (said[-1]["health"], said[-1]["message"]) == ("offline", "b@x: no route")
    two(status("online"))
    assert (said[-1]["health"], said[-1]["total"]) == ("online", 2)
    two({"is": "secret-needed", "message": "refused"})
    assert said[-1] == {"is": "secret-needed", "message": "b@x: refused", "mailbox": "b@x"}
    one({"is": "changed", "refs": ["A"]})
    assert said[-1] == {"is": "changed", "refs": ["A"]}
