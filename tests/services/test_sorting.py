"""What tickets ask for: found after filing, overruled by agents, the same after a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import LabelName
from agent_console.desk.listing import Viewer
from agent_console.desk.mail import MailKind
from agent_console.desk.states import Target, TicketState
from agent_console.desk.views import EntryKind, QueueView
from agent_console.errors import ActionRefusedError
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.queue import QueueService
from agent_console.services.rebuild import rebuild
from agent_console.services.sorting import Sorter
from agent_console.store import found
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

LATE = "Meine Bestellung 4711 ist noch nicht angekommen, wo ist das Paket?"
ANGRY = "Das ist eine Unverschämtheit! Ich beschwere mich: das Paket ist immer noch nicht da!!!"
HOURS = "Welche Öffnungszeiten haben Sie am Samstag?"
RULE = '[[sla.rule]]\nrequest_type = "contact"\nfirst_response = "1h"\n'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    found_desk = opened(write_settings(tmp_path, extra=RULE), FixedClock(NOW))
    yield found_desk
    found_desk.close()


def put(desk: Desk, *texts: str) -> list[str]:
    """Let customers write these texts, a minute apart; return their tickets, in that order."""
    mails = [
        (customer_mail(number, f"Anliegen {number}", text), NOW + timedelta(minutes=number))
        for number, text in enumerate(texts, 1)
    ]
    put_mails(desk, mails)
    sort(desk)
    rows = desk.queue.page(QueueView.ALL, 0, 50).rows
    by_subject = {row.subject: row.ref for row in rows}
    return [by_subject[f"Anliegen {number}"] for number in range(1, len(texts) + 1)]


def sort(desk: Desk) -> int:
    sorter, steps = Sorter(desk.store, desk.config), 0
    while sorter.step():
        steps += 1
    return steps


def test_ticket_gets_type_level_and_mood_of_what_the_customer_wrote(desk: Desk) -> None:
    late, angry, hours = put(desk, LATE, ANGRY, HOURS)
    told = {ref: desk.tickets.view(ref).row for ref in (late, angry, hours)}
    assert (told[late].type, told[late].complaint) == ("delivery-problem", False)
    assert (told[angry].level, told[angry].complaint) == (3, True)
    assert told[angry].frustration >= 2
    assert (told[hours].type, told[hours].level) == ("contact", 1)


def test_promise_for_a_request_type_holds_once_the_type_is_found(desk: Desk) -> None:
    (hours,) = put(desk, HOURS)
    row = desk.tickets.view(hours).row
    assert row.target is Target.FIRST_RESPONSE
    assert row.due_at is not None
    assert row.span_from is not None
    assert row.due_at - row.span_from == timedelta(hours=1)


def test_complaint_stands_before_what_is_due_a_little_sooner(desk: Desk) -> None:
    _first, angry = put(desk, LATE, ANGRY)
    assert desk.queue.page(QueueView.OPEN, 0, 1).rows[0].ref == angry


def test_mail_is_looked_at_once(desk: Desk) -> None:
    put(desk, LATE)
    assert sort(desk) == 0
    with desk.store.look() as store:
        assert found.count_unsorted(store) == 0


def test_label_of_an_agent_is_right_and_can_be_taken_back(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    row = desk.tickets.label(late, LabelName.TYPE, "refund")
    assert row.type == "refund"
    assert desk.tickets.label(late, LabelName.COMPLAINT, "yes").level == 3
    assert desk.tickets.undo_last().endswith("a complaint")
    assert not desk.tickets.view(late).row.complaint
    assert desk.tickets.label(late, LabelName.TYPE, "").type == "delivery-problem"


def test_label_that_there_is_not_is_refused_with_those_there_are(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    with pytest.raises(ActionRefusedError, match="is no request type") as refused:
        desk.tickets.label(late, LabelName.TYPE, "weather")
    assert "refund" in refused.value.hint


def test_raised_priority_moves_a_ticket_to_the_front(desk: Desk) -> None:
    first, second = put(desk, "Passt die Schraube M4?", "Passt die Schraube M5?")
    assert [row.ref for row in desk.queue.page(QueueView.OPEN, 0, 2).rows] == [first, second]
    desk.tickets.label(second, LabelName.PRIORITY, "high")
    assert [row.ref for row in desk.queue.page(QueueView.OPEN, 0, 2).rows] == [second, first]


def test_for_me_shows_what_i_can_answer_and_what_is_mine(desk: Desk) -> None:
    late, angry, hours = put(desk, LATE, ANGRY, HOURS)

    def seen(viewer: Viewer) -> set[str]:
        queue = QueueService(desk.store, desk.clock, viewer)
        page = queue.page(QueueView.FOR_ME, 0, 9)
        assert page.total == len(page.rows) == queue.counts().for_me
        return {row.ref for row in page.rows}

    assert seen(Viewer("Bea", 1)) == {hours}
    assert seen(Viewer("Bea", 3)) == {late, angry, hours}
    assert seen(Viewer("Bea", 3, types=("contact",))) == {hours}
    assert seen(Viewer("Bea", 3, languages=("en",))) == set()
    desk.tickets.hand_over(angry, "Bea")
    assert seen(Viewer("Bea", 1)) == {angry, hours}
    assert seen(Viewer("Chris", 3)) == {late, hours}


def test_what_is_overdue_for_long_is_shown_to_those_of_the_highest_level(desk: Desk) -> None:
    (hours,) = put(desk, HOURS)
    desk.tickets.hand_over(hours, "Bea")
    late = FixedClock(NOW + timedelta(days=3))

    def seen(level: int, after: timedelta | None) -> int:
        viewer = Viewer("Chris", level, escalates_after=after)
        return QueueService(desk.store, late, viewer).page(QueueView.FOR_ME, 0, 9).total

    assert seen(3, timedelta(hours=4)) == 1
    assert seen(3, timedelta(days=30)) == 0
    assert seen(3, None) == 0
    assert seen(2, timedelta(hours=4)) == 0


def test_hand_over_keeps_its_note_and_circles_are_told(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    for name in ("Bea", "Chris", "Bea", "Chris"):
        desk.tickets.hand_over(late, name, f"für {name}")
    view = desk.tickets.view(late)
    assert view.row.handed_on == 3
    assert [one.text for one in view.entries if one.kind is EntryKind.NOTE][-1] == "für Chris"
    assert any("3 times" in reason for reason in view.reasons)
    with pytest.raises(ActionRefusedError, match="Chris has"):
        desk.tickets.hand_over(late, "Chris")


def test_mail_said_to_be_from_a_machine_leaves_the_queue_and_so_do_later_ones(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    entry = desk.tickets.view(late).entries[0]
    desk.tickets.judge(late, entry.key, MailKind.AUTOMATIC)
    assert desk.queue.page(QueueView.OPEN, 0, 9).rows == ()
    again = customer_mail(7, "Noch einmal", LATE)
    put_mails(desk, [(again, NOW + timedelta(hours=1))], folder="Later")
    later = {row.subject: row for row in desk.queue.page(QueueView.AUTOMATIC, 0, 9).rows}
    assert set(later) == {"Anliegen 1", "Noch einmal"}
    sort(desk)
    before = desk.queue.page(QueueView.ALL, 0, 9)
    rebuild(desk.store, desk.config)
    sort(desk)
    assert desk.queue.page(QueueView.ALL, 0, 9) == before
    desk.tickets.undo_last()
    assert [row.ref for row in desk.queue.page(QueueView.OPEN, 0, 9).rows] == [late]
    assert desk.tickets.view(late).entries[0].kind is EntryKind.MAIL_IN


def test_thanks_leave_a_snoozed_ticket_asleep_and_a_closed_one_only_if_agreed(desk: Desk) -> None:
    (late,) = put(desk, LATE)

    def thank(number: int) -> TicketState:
        raw = customer_mail(number, "Re: Anliegen 1", "Vielen Dank!\n")
        raw = b"In-Reply-To: <frage-1@kunde.example>\r\n" + raw
        put_mails(desk, [(raw, NOW + timedelta(hours=number))], folder=f"Folder{number}")
        return desk.tickets.view(late).row.state

    desk.tickets.snooze(late, NOW + timedelta(days=3))
    assert thank(2) is TicketState.SNOOZED
    desk.tickets.close(late, ignore_thanks=True)
    assert thank(3) is TicketState.CLOSED
    desk.tickets.reopen(late)
    desk.tickets.close(late)
    assert thank(4) is TicketState.OPEN


def test_explanation_names_what_was_matched_and_what_an_agent_said(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    desk.tickets.label(late, LabelName.LEVEL, "1")
    told = desk.tickets.explain(late)
    assert told.asks.level == 1
    assert told.said.level == 1
    assert told.found is not None
    assert "angekommen" in told.found.reasons.type[0]


def test_rebuilt_store_finds_the_same(desk: Desk) -> None:
    refs = put(desk, LATE, ANGRY, HOURS)
    before = [desk.tickets.view(ref).ticket for ref in refs]
    rebuild(desk.store, desk.config)
    sort(desk)
    assert [desk.tickets.view(ref).ticket for ref in refs] == before


def test_complaint_is_not_closed_before_somebody_made_sure_or_said_why_not(desk: Desk) -> None:
    (angry,) = put(desk, ANGRY)
    with pytest.raises(ActionRefusedError, match="made sure"):
        desk.tickets.close(angry)
    with pytest.raises(ActionRefusedError, match="reason"):
        desk.tickets.make_sure(angry, " ")
    assert desk.tickets.make_sure(angry, "hat es sich anders überlegt").steps == 5
    assert desk.tickets.close(angry).state is TicketState.CLOSED


def test_ticket_that_is_no_complaint_any_more_is_closed_as_any_other(desk: Desk) -> None:
    (angry,) = put(desk, ANGRY)
    desk.tickets.label(angry, LabelName.COMPLAINT, "no")
    assert desk.tickets.close(angry).state is TicketState.CLOSED


def test_label_is_no_news_of_a_ticket(desk: Desk) -> None:
    (late,) = put(desk, LATE)
    before = desk.tickets.view(late).row.last_at
    assert desk.tickets.label(late, LabelName.PRIORITY, "high").last_at == before


def test_two_mails_of_one_moment_are_looked_at(desk: Desk) -> None:
    raw = b"In-Reply-To: <frage-1@kunde.example>\r\n" + customer_mail(2, "Re: Anliegen 1", LATE)
    put_mails(desk, [(customer_mail(1, "Anliegen 1", LATE), NOW), (raw, NOW)])
    assert sort(desk) == 1
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    assert (row.mails, row.type) == (2, "delivery-problem")
