"""What a team goes through rarely: a folder made anew, a key that is changed, a lost journal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent_console.desk.journal_entry import KeyChanged, Skipped
from agent_console.desk.journal_order import Permission
from agent_console.mail.seal import new_key
from tests.team.console import RING, Console, Outside
from tests.team.server import Fault, JournalServer

pytestmark = pytest.mark.promise("journal renumbered, re-keyed or lost", "P13")


def team(server: JournalServer, *names: str) -> list[Console]:
    outside = Outside()
    consoles = [Console(name, outside) for name in names]
    for console in consoles:
        console.connect(server.connect())
    return consoles


def meet(server: JournalServer, *consoles: Console) -> None:
    for _round in range(4):
        for console in consoles:
            console.connect(server.connect())


def digests(*consoles: Console) -> set[str]:
    return {console.book.fold.digest() for console in consoles}


@pytest.mark.parametrize("keep", [True, False])
def test_folder_when_numbered_anew_is_begun_by_one_and_nothing_known_is_lost(keep: bool) -> None:
    server = JournalServer()
    anna, bert, carl = team(server, "anna", "bert", "carl")
    anna.claim("T1")
    anna.note("T1", "one")
    bert.sync()
    carl.leave()
    carl.note("T2", "written offline")
    bert.note("T1", "two")
    server.make_anew(keep=keep)
    for console in (anna, bert):
        console.connect(server.connect())
    for console in (bert, anna, bert):
        console.begin_epoch()
        console.sync()
    meet(server, anna, bert, carl)
    carl.begin_epoch()
    meet(server, anna, bert, carl)
    assert anna.book.epoch == 1
    assert anna.holds("T1")
    assert sorted(anna.book.fold.log) == ["anna.1", "bert.1", "carl.1"]
    newcomer = Console("dora", anna.outside)
    newcomer.connect(server.connect())
    assert len(digests(anna, bert, carl, newcomer)) == 1
    assert not anna.book.fold.numbers.missing


def test_key_when_changed_shuts_out_who_was_not_given_the_new_one() -> None:
    server = JournalServer()
    anna, bert, left = team(server, "anna", "bert", "left")
    ring = RING.rotated(new_key())
    anna.tell(KeyChanged(ring.current.id))
    anna.ring = bert.ring = ring
    meet(server, anna, bert)
    anna.note("T1", "for the team alone")
    left.read()
    assert left.refused == 1
    assert not left.book.fold.log
    left.n = 1
    left.pending = left._message((Skipped("anna", 1, 10**6),))
    assert left.folder
    left.folder.write(left.pending, left.cursor)
    meet(server, anna, bert)
    assert anna.book.fold.numbers.highest["anna"] < 10
    assert len(digests(anna, bert)) == 1


def test_claim_when_the_answer_to_append_is_lost_counts_once() -> None:
    server = JournalServer()
    anna, bert = team(server, "anna", "bert")
    line = server.connect()
    anna.connect(line)
    line.fault = Fault.ANSWER_LOST
    anna.claim("T1")
    assert not anna.online
    assert anna.pending
    bert.claim("T1")
    assert not bert.holds("T1")
    anna.connect(server.connect())
    assert anna.holds("T1")
    assert not anna.pending
    assert len(server.everything) == 2


def test_sending_waits_while_somebodys_message_is_missing() -> None:
    server = JournalServer()
    (anna,) = team(server, "anna")
    anna.note("T1", "one")
    anna.note("T1", "two")
    del server.messages[1]
    (carl,) = team(server, "carl")
    carl.claim("T3")
    assert carl.book.fold.numbers.missing == {"anna": ((1, 1),)}
    carl.begin_reply("T3", "mail", timedelta())
    assert carl.finish_reply(timedelta()) is Permission.DAMAGED
    assert not carl.outside.sent
    carl.tell(Skipped("anna", 1, 1))
    assert carl.finish_reply(timedelta()) is Permission.GRANTED
    assert len(carl.outside.sent) == 1


def test_sending_goes_on_when_who_has_read_the_missing_message_tells_it_again() -> None:
    server = JournalServer()
    (anna,) = team(server, "anna")
    anna.note("T1", "one")
    anna.note("T1", "two")
    del server.messages[1]
    (carl,) = team(server, "carl")
    carl.claim("T3")
    carl.begin_reply("T3", "mail", timedelta())
    anna.sync()
    anna.review()
    carl.sync()
    assert carl.finish_reply(timedelta()) is Permission.GRANTED
    assert list(carl.book.fold.log) == ["anna.1", "anna.2"]
    assert len(carl.outside.sent) == 1
