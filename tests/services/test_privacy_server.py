"""Mails deleted on the server: those that were listed, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.errors import MailError
from agent_console.services.privacy_server import delete_on_server
from tests.filled import customer_mail
from tests.services.office import RIGHT, office

ANNA = "anna.kunde@example.org"


def test_listed_mails_go_and_marked_ones_of_others_stay(tmp_path: Path) -> None:
    with office(tmp_path) as at_work:
        for number in (1, 2, 3):
            sender = f"Anna Kunde <{ANNA}>" if number == 2 else f"Otto <o{number}@ander.example>"
            at_work.server.mailbox.deliver(
                "INBOX", customer_mail(40 + number, "Frage", sender=sender)
            )
        at_work.read()
        desk = at_work.desk
        copies = desk.privacy.inventory([ANNA]).on_server
        with at_work.mailbox().open() as connection:
            connection.select("INBOX")
            before = connection.uids()
            connection.wire.command(f"UID STORE {before[0]} +FLAGS (\\Deleted)".encode())
        (copy,) = copies
        assert delete_on_server(desk, copies, lambda _box: RIGHT) == 1
        renumbered = [(copy[0], copy[1] + 1, before[0])]
        assert delete_on_server(desk, renumbered, lambda _box: RIGHT) == 0
        with at_work.mailbox().open() as connection:
            connection.select("INBOX")
            assert connection.uids() == [uid for uid in before if uid != copy[2]]


def test_server_without_single_deletion_is_asked_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path) as at_work:
        at_work.server.mailbox.deliver("INBOX", customer_mail(41, "Frage", sender=ANNA))
        at_work.read()
        copies = at_work.desk.privacy.inventory([ANNA]).on_server
        monkeypatch.setattr("agent_console.mail.imap.ImapConnection.has", lambda *_a: False)
        with pytest.raises(MailError, match="UIDPLUS"):
            delete_on_server(at_work.desk, copies, lambda _box: RIGHT)
        with at_work.mailbox().open() as connection:
            connection.select("INBOX")
            assert len(connection.uids()) == 1
