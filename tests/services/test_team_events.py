"""What colleagues do arrives in every store, in one order, whatever happens on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.states import TicketState
from agent_console.desk.views import QueueView
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.services.sent import record_sent
from agent_console.services.sorting import Sorter
from agent_console.store import outbox as stored
from tests.filled import ME, NOW, customer_mail, put_mails
from tests.services.team_kit import Console, team
from tests.team.server import Fault


def refs(console: Console) -> list[str]:
    return [row.ref for row in console.desk.queue.page(QueueView.ALL, 0, 50).rows]


def sync(*consoles: Console) -> None:
    for _round in range(2):
        for console in consoles:
            console.sync()


def test_acts_of_one_console_when_synced_stand_on_the_other(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        ref = refs(anna)[0]
        anna.sync()
        anna.desk.tickets.note(ref, "Kundin rief an")
        anna.desk.tickets.take(ref)
        sync(anna, bert)
        assert bert.events() == anna.events()
        assert bert.tickets() == anna.tickets()
        view = bert.desk.tickets.view(ref)
        assert view.row.owner == "Anna"
        assert ref in frozenset().union(*bert.changed)


def test_what_was_recorded_before_the_team_was_made_is_told_as_well(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        anna.desk.tickets.close(refs(anna)[0])
        bert.desk.tickets.note(refs(bert)[1], "von Bert")
        sync(anna, bert)
        assert anna.events() == bert.events()
        assert len(anna.events()) == 2
        assert anna.tickets() == bert.tickets()


@pytest.mark.promise("consoles that lose answers and copies of a store", "P13")
def test_opposite_acts_at_once_when_read_back_stand_in_the_order_of_the_journal(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        bert.desk.tickets.close(ref)
        anna.clock.move(timedelta(minutes=1))
        anna.desk.tickets.note(ref, "von Anna")
        anna.desk.tickets.snooze(ref, NOW + timedelta(days=2))
        states = {c.desk.tickets.view(ref).row.state for c in (anna, bert)}
        assert states == {TicketState.SNOOZED, TicketState.CLOSED}
        sync(anna, bert)
        assert anna.events() == bert.events()
        assert anna.tickets() == bert.tickets()
        states = {c.desk.tickets.view(ref).row.state for c in (anna, bert)}
        assert states == {TicketState.CLOSED}


def test_events_that_were_recorded_here_when_a_colleague_was_first_come_after_theirs(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        bert.desk.tickets.note(ref, "zuerst geschrieben, zuletzt gelesen")
        own = bert.events()
        anna.desk.tickets.note(ref, "zuerst im Protokoll")
        anna.sync()
        bert.sync()
        anna.sync()
        assert bert.events() == [*anna.events()[:1], *own]
        assert anna.events() == bert.events()
        notes = [
            len(console.desk.search.find(word))
            for console in (anna, bert)
            for word in ("zuletzt", "Protokoll")
        ]
        assert notes == [1, 1, 1, 1]


def test_event_for_a_ticket_whose_mail_is_not_here_when_it_arrives_counts(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert", mails=1) as (anna, bert):
        late = [(customer_mail(1, "Frage 1"), NOW - timedelta(hours=8))]
        late += [(customer_mail(7, "Frage 7"), NOW - timedelta(hours=1))]
        put_mails(anna.desk, late)
        ref = next(one for one in refs(anna) if one not in refs(bert))
        anna.sync()
        anna.desk.tickets.take(ref)
        sync(anna, bert)
        assert bert.events() == anna.events()
        put_mails(bert.desk, late)
        assert bert.tickets() == anna.tickets()
        assert bert.desk.tickets.view(ref).row.owner == "Anna"


def test_merge_and_its_undo_when_read_by_the_other_move_the_same_mails(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        one, other, _third = refs(anna)
        anna.desk.joining.merge(one, other)
        sync(anna, bert)
        assert bert.tickets() == anna.tickets()
        assert len(bert.tickets()) == 2
        anna.desk.tickets.undo_last()
        sync(anna, bert)
        assert bert.tickets() == anna.tickets()
        assert len(bert.tickets()) == 3


@pytest.mark.promise("consoles that lose answers and copies of a store", "P13")
def test_lost_answer_and_a_restart_when_writing_lose_and_double_nothing(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        for number, fault in enumerate(Fault):
            anna.desk.tickets.note(ref, f"Notiz {number}")
            line = anna.server.connect()
            line.fault = fault
            anna.sync(line)
            anna.restart()
        anna.server.deliver_delayed()
        sync(anna, bert)
        assert len(anna.events()) == len(Fault)
        assert anna.events() == bert.events()
        assert anna.count("team_waiting") == anna.count("team_message") == 0


@pytest.mark.promise("store that begins late, in a team", "P11")
def test_console_that_begins_late_when_it_has_read_has_the_same_store(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert", "Carl") as (anna, bert, carl):
        for console in (anna, bert):
            for ref in refs(console):
                console.desk.tickets.note(ref, f"von {console.membership.agent}")
                console.sync()
        sync(anna, bert)
        carl.sync()
        assert carl.events() == anna.events() == bert.events()
        assert carl.tickets() == anna.tickets()


def test_folder_that_was_made_anew_when_found_is_begun_with_what_is_known(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        anna.desk.tickets.take(refs(anna)[0])
        sync(anna, bert)
        anna.server.make_anew(keep=False)
        anna.desk.tickets.note(refs(anna)[1], "danach")
        anna.sync()
        bert.sync()
        assert anna.events() == bert.events()
        anna.restart()
        anna.sync()
        assert anna.ledger.fold.digest() is not None
        assert len(anna.events()) == 2


def test_store_without_a_team_when_acts_are_recorded_has_nothing_of_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna") as (anna,):
        anna.desk.tickets.take(refs(anna)[0])
        item = anna.desk.replies.queue(
            anna.desk.replies.begin(refs(anna)[1], everyone=False), "Guten Tag\n"
        )
        anna.desk.outbox.cancel(item.id)
        for table in ("team", "team_entry", "team_waiting", "team_message", "team_claim"):
            assert anna.count(table) == 0
        assert anna.team.status() is None
        assert anna.team.claims() == {}
        assert not anna.team.exists


def test_type_of_a_ticket_when_our_reply_is_found_in_sent_stays(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", mails=1) as (anna,):
        sorter = Sorter(anna.desk.store, anna.desk.config)
        assert sorter.step()
        (before,) = anna.desk.queue.page(QueueView.ALL, 0, 5).rows
        kind = anna.asked(before.ref)
        assert kind
        reply = customer_mail(1, "Re: Frage 1", "Morgen.\n", sender=f"Support <{ME}>").replace(
            b"<frage-1@kunde.example>",
            b"<antwort@company.example>\r\nIn-Reply-To: <frage-1@kunde.example>",
        )
        reply = reply.replace(f"To: {ME}".encode(), b"To: kaethe@kunde.example")
        put_mails(anna.desk, [(reply, NOW)], "Sent")
        (after,) = anna.desk.queue.page(QueueView.ALL, 0, 5).rows
        assert after.ref == before.ref
        assert anna.asked(before.ref) == kind


def test_line_when_back_says_what_colleagues_did_with_our_tickets(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        mine, other, _third = refs(anna)
        anna.desk.replies.keep(anna.desk.replies.begin(mine, everyone=False), "Angefangen")
        bert.desk.tickets.close(mine)
        bert.desk.tickets.close(other)
        bert.sync()
        said: list[str] = []
        anna.loop.on_news = said.append
        with anna.running():
            assert said == [f"Meanwhile in your tickets: #{mine} Bert: closed"]


def test_mail_with_which_a_colleague_opened_a_ticket_when_found_in_sent_is_the_same_ticket(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert", mails=1) as (anna, bert):
        sync(anna, bert)
        to = anna.desk.replies.address("neu@kunde.example")
        draft = replace(anna.desk.replies.begin_new(), to=to, subject="Ihr Termin")
        item = anna.desk.replies.queue(draft, "Wir kommen morgen.\n")
        with anna.desk.store.write(durable=True) as session:
            record_sent(session, anna.desk.intake, item, anna.clock.now())
            raw = stored.letter(session, item.id).raw
        sync(anna, bert)
        for console in (anna, bert):
            mail = FetchedMail(1, raw, NOW + timedelta(seconds=3), frozenset(), 1, complete=True)
            console.desk.intake.use_folder("Sent", outgoing=True)
            console.desk.intake.store("Sent", 9, [mail], FolderCursor(9, 1))
        assert draft.ref in refs(bert)
        assert bert.tickets() == anna.tickets()


@pytest.mark.promise("consoles that lose answers and copies of a store", "P13")
def test_store_that_was_copied_when_both_write_loses_nothing_of_either(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        bert.membership = replace(bert.membership, console="anna")
        bert.restart()
        for console in (anna, bert):
            console.ledger.load()
            console.desk.tickets.note(refs(console)[0], f"von {console.membership.agent}")
        line = bert.server.connect()
        line.fault = Fault.DROPPED
        bert.sync(line)
        sync(anna, bert)
        assert len(anna.events()) == 2
        assert anna.events() == bert.events()
