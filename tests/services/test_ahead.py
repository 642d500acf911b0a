"""A line to the mail server that is made ahead, and who may take it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.config import MailboxConfig
from agent_console.errors import SecretMissingError, SignInError
from agent_console.services.ahead import FRESH_SECONDS, Ahead
from agent_console.services.mailbox import Mailbox
from tests.services.office import RIGHT, WRONG, Office, office


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, tickets=0) as opened:
        yield opened


def box_of(at_work: Office) -> MailboxConfig:
    return at_work.desk.config.mailbox


def mailbox_with(at_work: Office, ahead: Ahead) -> Mailbox:
    desk = at_work.desk
    return Mailbox(desk.store, desk.intake, desk.config, at_work.clock, ahead=ahead)


def sign_ins(at_work: Office) -> int:
    commands = at_work.server.imap.log.commands
    return sum(command.verb in ("AUTHENTICATE", "LOGIN") for command in commands)


def test_mailbox_reads_on_the_line_that_was_made_ahead_and_makes_the_next_itself(
    at_work: Office,
) -> None:
    mailbox = mailbox_with(at_work, Ahead(box_of(at_work), at_work.clock))
    with mailbox.open() as connection:
        mailbox.read_all(connection, lambda _stage, _done, _total: None)
    assert sign_ins(at_work) == 1
    with mailbox.open() as connection:
        assert connection.folders()
    assert sign_ins(at_work) == 2


def test_line_made_with_another_password_is_not_taken(at_work: Office) -> None:
    ahead = Ahead(box_of(at_work), at_work.clock, RIGHT)
    assert ahead.take(WRONG) is None
    assert ahead.take(RIGHT) is None


def test_line_that_stood_too_long_is_not_taken(at_work: Office) -> None:
    ahead = Ahead(box_of(at_work), at_work.clock, RIGHT)
    mailbox = mailbox_with(at_work, ahead)
    ahead._line.result()
    at_work.wait(seconds=FRESH_SECONDS + 1)
    with mailbox.open() as connection:
        assert connection.folders()
    assert sign_ins(at_work) == 2


def test_refused_password_is_tried_once_and_told_where_it_is_used(at_work: Office) -> None:
    mailbox = mailbox_with(at_work, Ahead(box_of(at_work), at_work.clock, WRONG))
    with pytest.raises(SignInError), mailbox.open():
        pass
    with pytest.raises(SignInError), mailbox.open():
        pass
    assert sign_ins(at_work) == 1


def test_missing_password_is_told_and_looked_for_again(at_work: Office, tmp_path: Path) -> None:
    command = ("/bin/sh", "-c", f"echo run >> {tmp_path}/runs; exit 1")
    ahead = Ahead(box_of(at_work).model_copy(update={"password_command": command}), at_work.clock)
    with pytest.raises(SecretMissingError):
        ahead.secret()
    with pytest.raises(SecretMissingError):
        ahead.find()
    assert (tmp_path / "runs").read_text() == "run\n"
    with pytest.raises(SecretMissingError):
        ahead.find()
    assert (tmp_path / "runs").read_text() == "run\nrun\n"
    assert ahead.take(RIGHT) is None
    assert sign_ins(at_work) == 0
