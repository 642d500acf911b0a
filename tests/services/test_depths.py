"""Mails come in depths: the head makes the ticket, the text the search, the whole the truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.events import Closed, Noted
from agent_console.desk.mail import MailKind
from agent_console.mail.fetch import FolderCursor
from agent_console.services.rebuild import rebuild
from agent_console.store import drafts, search, tickets
from tests.services.intake_kit import DESK, Bench, answer_to, at, bench, raw_mail
from tests.services.staged_kit import Staged, head, whole
from tests.services.test_intake import bounce

US = f"Anna <{DESK}>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as opened:
        yield opened


def thread(count: int) -> list[bytes]:
    """Return mails that answer each other, oldest first."""
    raws = [raw_mail("0@x", text="zero")]
    for number in range(1, count):
        ids = [f"{earlier}@x" for earlier in range(number)]
        raws.append(raw_mail(f"{number}@x", headers=answer_to(*ids), text=f"word{number}"))
    return raws


def found(desk: Bench, words: str) -> list[str]:
    with desk.store.read() as session:
        return [hit.row.ref for hit in search.search(session, words, 50)]


def index_is_sound(desk: Bench) -> None:
    with desk.store.write(durable=True) as session:
        check = "INSERT INTO mail_fts (mail_fts, rank) VALUES ('integrity-check', 1)"
        session.connection().exec_driver_sql(check)


def test_head_makes_a_ticket_with_its_place_and_no_text(desk: Bench) -> None:
    staged = Staged(desk, [raw_mail("a@x", subject="Broken lamp", text="hidden words")])
    staged.heads()
    ticket = desk.only()
    (mail,) = desk.mails(ticket.ref)
    assert (ticket.subject, ticket.waiting_since, mail.text) == ("Broken lamp", at(10), "")
    assert found(desk, "hidden") == []
    assert desk.intake.shallow("INBOX", 0, 9) == [1]


def test_cursor_tells_from_where_on_the_folder_is_here(desk: Bench) -> None:
    staged = Staged(desk, thread(7))
    staged.heads()
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 7, None, 1)
    desk.intake.finished("INBOX", FolderCursor(7, 7, 3, 4), exists=7)
    assert desk.intake.cursor("INBOX") == FolderCursor(7, 7, 3, 4)


def test_ticket_has_the_name_of_its_root_whichever_mail_is_read_first(
    desk: Bench, tmp_path: Path
) -> None:
    raws = thread(7)
    Staged(desk, raws).all()
    with bench(tmp_path / "other") as other:
        other.deliver(*raws)
        assert desk.refs() == other.refs()
    assert len(desk.mails(desk.only().ref)) == 7


def test_texts_can_be_found_and_are_shown(desk: Bench) -> None:
    staged = Staged(desk, thread(4))
    staged.heads()
    staged.texts()
    assert found(desk, "word2") == [desk.only().ref]
    assert [mail.text.strip() for mail in desk.mails(desk.only().ref)][2] == "word2"
    assert desk.intake.shallow("INBOX", 0, 9) == []
    assert desk.intake.shallow("INBOX", 1, 2) == [4, 3]
    index_is_sound(desk)


def test_whole_mails_are_as_if_they_had_come_at_once(desk: Bench, tmp_path: Path) -> None:
    raws = [*thread(4), raw_mail("z@x", sender="lou@example.net", text="other")]
    Staged(desk, raws).all()
    with bench(tmp_path / "other") as other:
        for number, raw in enumerate(raws, 1):
            other.deliver(raw, minutes=number * 10)
        assert [shown(mail) for mail in desk.all_mails()] == [
            shown(mail) for mail in other.all_mails()
        ]
        assert desk.dump()["ticket"] == other.dump()["ticket"]
    assert desk.intake.shallow("INBOX", 1, 9) == []
    index_is_sound(desk)


def shown(mail: tickets.StoredMail) -> tuple[object, ...]:
    return (mail.ticket, mail.text, mail.ranges, mail.attachments, mail.kind, mail.received)


def test_source_of_a_completed_mail_is_what_came(desk: Bench) -> None:
    raw = raw_mail("a@x", text="all of it")
    staged = Staged(desk, [raw])
    staged.heads()
    key = desk.all_mails()[0].key
    staged.wholes()
    with desk.store.read() as session:
        assert tickets.raw_source(session, key) == raw
    assert desk.all_mails()[0].key == key


def test_bounce_that_only_its_text_shows_is_known_once_it_is_whole(desk: Bench) -> None:
    own = desk.own_id("7F3K9QWC")
    Staged(desk, [bounce(own)]).all()
    (mail,) = desk.all_mails()
    assert mail.kind is MailKind.DELIVERY_REPORT
    assert mail.hard_bounce


def test_mail_that_turns_out_to_be_here_twice_becomes_one(desk: Bench) -> None:
    raw = raw_mail("a@x", text="once")
    again = b"Received: by another way\r\n" + raw
    staged = Staged(desk, [raw, again])
    staged.heads()
    assert len(desk.all_mails()) == 2
    staged.texts()
    staged.wholes()
    (mail,) = desk.all_mails()
    assert mail.copies == 1
    assert desk.only().mails_in == 1
    assert found(desk, "once") == [desk.only().ref]
    index_is_sound(desk)


def test_ticket_that_only_held_a_repetition_goes(desk: Bench) -> None:
    raw = raw_mail("", text="no id")
    staged = Staged(desk, [raw, b"Received: again\r\n" + raw])
    staged.heads()
    assert len(desk.refs()) == 2
    staged.wholes()
    assert len(desk.refs()) == 1
    assert len(desk.all_mails()) == 1


@pytest.mark.parametrize("act", ["event", "draft"])
def test_ticket_on_which_somebody_acted_stays(desk: Bench, act: str) -> None:
    raw = raw_mail("", text="no id")
    staged = Staged(desk, [raw, b"Received: again\r\n" + raw])
    staged.heads()
    refs = desk.refs()
    for ref in refs:
        if act == "event":
            desk.act(ref, Noted("mine"), minutes=60)
        else:
            with desk.store.write(durable=True) as session:
                drafts.save(session, ref, "note", "unfinished", at(60))
    staged.wholes()
    assert desk.refs() == refs
    assert len(desk.all_mails()) == 2
    index_is_sound(desk)


def test_copy_in_the_sent_folder_proves_the_one_in_the_inbox_once_both_are_whole(
    desk: Bench,
) -> None:
    question = raw_mail("q@x")
    answer = raw_mail("a@y", sender=US, to="kim@example.org", headers=answer_to("q@x"))
    inbox = Staged(desk, [question, b"Received: copy\r\n" + answer])
    sent = Staged(desk, [answer], folder="Sent")
    inbox.heads()
    sent.heads()
    sent.wholes()
    inbox.wholes()
    assert len(desk.all_mails()) == 2
    assert desk.only().first_answered_at is not None
    index_is_sound(desk)


def test_head_of_our_own_answer_adds_nothing(desk: Bench) -> None:
    desk.deliver(raw_mail("q@x"))
    ref = desk.only().ref
    sent = raw_mail(desk.own_id(ref), sender=US, to="kim@example.org")
    with desk.store.write(durable=True) as session:
        refs = desk.intake.take_own(session, sent, sent_at=at(5), ref=ref)
        desk.intake.refold(session, refs)
    Staged(desk, [sent], folder="Sent").all()
    assert len(desk.mails(ref)) == 2


def test_folder_numbered_anew_brings_no_head_of_what_is_here(desk: Bench) -> None:
    raws = thread(4)
    staged = Staged(desk, raws)
    staged.all()
    before = desk.dump()
    desk.validity = 8
    desk.intake.validity_changed("INBOX", 8)
    heads = [head(uid, raw, staged.minute(uid)) for uid, raw in enumerate(raws, 1)]
    cursor = FolderCursor(8, 4, None, 1)
    assert desk.intake.store_heads("INBOX", 8, heads, cursor) == [1, 2, 3, 4]
    again = [whole(uid, raw, staged.minute(uid)) for uid, raw in enumerate(raws, 1)]
    desk.intake.store("INBOX", 8, again, cursor)
    assert desk.dump()["mail"] == before["mail"]
    assert len(desk.intake.known_uids("INBOX")) == 4


@pytest.mark.parametrize("texts", [False, True])
def test_mails_moved_before_they_are_whole_stay_one_mail_each(desk: Bench, *, texts: bool) -> None:
    raws = thread(4)
    staged = Staged(desk, raws)
    staged.heads()
    if texts:
        staged.texts()
    refs = desk.refs()
    desk.intake.use_folder("Archive", outgoing=False)
    moved = [whole(uid, raws[uid - 1], staged.minute(uid)) for uid in (2, 3)]
    desk.intake.store("Archive", 5, moved, FolderCursor(5, 3))
    assert len(desk.all_mails()) == 4
    desk.intake.vanished("INBOX", [2, 3])
    staged.wholes()
    assert desk.refs() == refs
    assert len(desk.all_mails()) == 4
    assert all(mail.text for mail in desk.all_mails())
    assert desk.intake.known_uids("Archive") == {2, 3}
    index_is_sound(desk)


def test_folder_numbered_anew_while_only_heads_are_here_gives_no_mail_twice(desk: Bench) -> None:
    raws = thread(4)
    staged = Staged(desk, raws)
    staged.heads()
    refs = desk.refs()
    desk.intake.validity_changed("INBOX", 8)
    again = [whole(uid + 10, raw, staged.minute(uid)) for uid, raw in enumerate(raws, 1)]
    desk.intake.store("INBOX", 8, again, FolderCursor(8, 14))
    assert desk.refs() == refs
    assert len(desk.all_mails()) == 4
    assert all(mail.text for mail in desk.all_mails())
    index_is_sound(desk)


def test_mails_of_the_same_head_and_size_in_one_folder_stay_two(desk: Bench) -> None:
    staged = Staged(desk, [raw_mail("a@x", text="first")])
    staged.heads()
    other = whole(2, raw_mail("a@x", text="other"), staged.minute(1))
    desk.intake.store("INBOX", 7, [other], FolderCursor(7, 2))
    staged.wholes()
    assert sorted(mail.text.strip() for mail in desk.all_mails()) == ["first", "other"]


def test_mail_that_the_server_cannot_hand_out_is_asked_for_no_more(desk: Bench) -> None:
    staged = Staged(desk, [raw_mail("a@x", subject="Lamp")])
    staged.heads()
    nothing = whole(1, b"", 10)
    desk.intake.store("INBOX", 7, [nothing], desk.intake.cursor("INBOX"))
    assert desk.intake.shallow("INBOX", 1, 9) == []
    assert desk.all_mails()[0].subject == "Lamp"
    index_is_sound(desk)


def test_rebuild_leaves_heads_as_heads(desk: Bench) -> None:
    staged = Staged(desk, [*thread(6), raw_mail("z@x", sender="lou@example.net")])
    staged.heads()
    before = desk.dump()
    rebuild(desk.store, desk.config)
    assert desk.dump() == before
    staged.texts()
    rebuild(desk.store, desk.config)
    assert desk.intake.shallow("INBOX", 0, 9) == [7, 6, 5, 4, 3, 2, 1]
    staged.texts()
    staged.wholes()
    desk.act(desk.refs()[0], Closed(), minutes=90)
    before = desk.dump()
    rebuild(desk.store, desk.config)
    assert desk.dump()["mail"] == before["mail"]
    assert desk.dump()["ticket"] == before["ticket"]
    index_is_sound(desk)
