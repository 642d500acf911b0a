"""How completely the mailboxes are here, what differs from the server, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from agent_console.desk.views import Health
from agent_console.errors import ExitCode, StoreError
from agent_console.services.health import HealthService, exit_code, remembering
from agent_console.services.mailbox_sink import stored_name
from agent_console.services.speech import Voice
from agent_console.services.verify import FolderDifference, verify
from tests.filled import ME, NOW, customer_mail
from tests.services.office import Office, office


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, tickets=0) as made:
        for number in range(1, 7):
            made.server.mailbox.deliver("INBOX", customer_mail(number, f"Frage {number}"), NOW)
        made.read()
        yield made


def health_of(at_work: Office) -> HealthService:
    return HealthService(at_work.desk.store, at_work.desk.config, at_work.clock)


def compare(at_work: Office) -> dict[str, FolderDifference]:
    mailbox = at_work.mailbox()
    with mailbox.open() as connection:
        return verify(mailbox, connection, lambda _stage, _done, _total: None)


def known(at_work: Office) -> set[int]:
    return set(at_work.desk.intake.known_uids(stored_name(ME, "INBOX")))


def delete_by_hand(at_work: Office, *statements: str) -> None:
    with at_work.desk.store.write(durable=False) as session:
        for statement in statements:
            session.connection().execute(text(statement))


def test_health_counts_each_folder_and_tells_the_lag(at_work: Office) -> None:
    at_work.wait(minutes=3)
    health = health_of(at_work).look()
    counts = {folder.name: (folder.on_server, folder.stored) for folder in health.folders}
    assert counts == {"INBOX": (6, 6), "Sent": (0, 0)}
    assert {folder.mailbox for folder in health.folders} == {ME}
    assert (health.mails, health.heads, health.texts, health.unreadable) == (6, 0, 0, 0)
    assert health.lag_seconds == 180
    assert exit_code(health) is ExitCode.OK
    at_work.wait(minutes=28)
    assert exit_code(health_of(at_work).look()) is ExitCode.FAILED, "nobody reads any more"


def test_health_before_anything_was_read_is_no_good(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        health = health_of(at_work).look()
    assert (health.folders, health.lag_seconds) == ((), None)
    assert exit_code(health) is ExitCode.FAILED


def test_health_of_a_store_that_lacks_mails_says_how_many(at_work: Office) -> None:
    delete_by_hand(at_work, "DELETE FROM placement WHERE uid = 3")
    health = health_of(at_work).look()
    assert [folder.behind for folder in health.folders] == [1, 0]
    assert exit_code(health) is ExitCode.FAILED


def test_trouble_is_kept_until_the_mailbox_is_read_again(at_work: Office) -> None:
    store, clock = at_work.desk.store, at_work.clock
    said: list[object] = []
    voice = Voice(remembering(store, ME, clock, said.append), clock)
    began = clock.now()
    voice.status(Health.OFFLINE, "busy", until=began + timedelta(minutes=1))
    clock.move(timedelta(minutes=1))
    voice.status(Health.STARTING)
    voice.status(Health.OFFLINE, "busy", until=began + timedelta(minutes=5))
    (trouble,) = health_of(at_work).look().troubles
    assert (trouble.message, trouble.since) == ("busy", began)
    assert trouble.until == began + timedelta(minutes=5)
    assert exit_code(health_of(at_work).look()) is ExitCode.MAIL_SERVER
    voice.status(Health.SIGN_IN, "refused")
    assert exit_code(health_of(at_work).look()) is ExitCode.SIGN_IN
    voice.status(Health.ONLINE)
    assert health_of(at_work).look().troubles == ()
    assert len(said) == 5


def test_end_of_a_trouble_that_the_store_refused_is_kept_with_the_next_word(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, clock = at_work.desk.store, at_work.clock
    voice = Voice(remembering(store, ME, clock, lambda _m: None), clock)
    voice.status(Health.OFFLINE, "gone")

    def full(**_options: object) -> None:
        raise StoreError("Store", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", full)
        voice.status(Health.ONLINE)
    assert health_of(at_work).look().troubles
    voice.status(Health.ONLINE)
    assert health_of(at_work).look().troubles == ()


def test_trouble_of_a_program_that_ended_is_forgotten_by_the_next_one(at_work: Office) -> None:
    store, clock = at_work.desk.store, at_work.clock
    Voice(remembering(store, ME, clock, lambda _m: None), clock).status(Health.OFFLINE, "gone")
    Voice(remembering(store, ME, clock, lambda _m: None), clock).status(Health.ONLINE)
    assert health_of(at_work).look().troubles == ()


def test_refused_folder_is_kept_while_others_alone_are_read(tmp_path: Path) -> None:
    extra = '[mailbox.folders]\nalso = ["Nowhere"]\n'
    with office(tmp_path, tickets=0, extra=extra) as at_work:
        at_work.read()
        assert [folder.name for folder in health_of(at_work).look().refused] == ["Nowhere"]
        assert exit_code(health_of(at_work).look()) is ExitCode.MAIL_SERVER
        mailbox = at_work.mailbox()
        with mailbox.open() as connection:
            mailbox.read_all(connection, lambda _stage, _done, _total: None, only={"INBOX"})
            assert [folder.name for folder in health_of(at_work).look().refused] == ["Nowhere"]
            at_work.server.mailbox.create("Nowhere")
            mailbox.read_all(connection, lambda _stage, _done, _total: None, only={"Nowhere"})
        assert health_of(at_work).look().refused == ()
        assert exit_code(health_of(at_work).look()) is ExitCode.OK


def test_verify_finds_nothing_where_both_agree(at_work: Office) -> None:
    assert compare(at_work) == {"INBOX": FolderDifference(6), "Sent": FolderDifference(0)}


def test_verify_passes_over_a_folder_that_the_server_writes_otherwise(tmp_path: Path) -> None:
    extra = '[mailbox.folders]\nalso = ["archive"]\n'
    with office(tmp_path, tickets=0, extra=extra) as at_work:
        at_work.server.mailbox.create("Archive")
        assert set(compare(at_work)) == {"INBOX", "Sent"}


def test_verify_fetches_what_was_deleted_from_the_store(at_work: Office) -> None:
    delete_by_hand(at_work, "DELETE FROM placement WHERE uid IN (2, 5)")
    assert compare(at_work)["INBOX"] == FolderDifference(6, missing=2)
    assert known(at_work) == {1, 2, 3, 4, 5, 6}
    assert at_work.desk.queue.counts().all == 6
    assert compare(at_work)["INBOX"] == FolderDifference(6)


def test_verify_marks_what_left_the_server_though_the_counts_agree(at_work: Office) -> None:
    delete_by_hand(at_work, "DELETE FROM placement WHERE uid = 2")
    inbox = at_work.server.mailbox.folder("INBOX")
    inbox.expunge([4])
    assert compare(at_work)["INBOX"] == FolderDifference(5, missing=1, gone=1)
    assert known(at_work) == {1, 2, 3, 5, 6}
    assert at_work.desk.queue.counts().all == 6, "the ticket stays"


def test_verify_tells_new_mail_from_missing_mail(at_work: Office) -> None:
    at_work.server.mailbox.deliver("INBOX", customer_mail(7, "Neu"), NOW)
    assert compare(at_work)["INBOX"] == FolderDifference(7, new=1)
    assert len(known(at_work)) == 7


@pytest.mark.promise("folders looked at and verified", "P4")
def test_verify_of_a_folder_numbered_anew_reads_it_again(at_work: Office) -> None:
    at_work.server.mailbox.folder("INBOX").renumber(4711)
    found = compare(at_work)["INBOX"]
    assert (found.renumbered, found.missing, found.left) == (True, 6, 0)
    assert at_work.desk.queue.counts().all == 6
