"""How often canned answers were sent, and what customers wrote then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from agent_console.desk.canned import Entry, Purpose
from agent_console.desk.events import Replied
from agent_console.desk.listing import QueueRow
from agent_console.desk.views import QueueView
from agent_console.services.usage import COUNTED, Usage, needs_work, usage_of
from agent_console.store.answered import _ANSWERED, _COUNTED
from agent_console.store.driver import driver
from tests.filled import customer_mail, put_mails
from tests.services.office import Office, office

SIMILAR = "answered similar mails"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened


def answer(at_work: Office, *names: str) -> None:
    """Send a reply that is made of these canned answers."""
    desk, ref = at_work.desk, at_work.ref
    draft = desk.replies.begin(ref, everyone=False)
    acts = tuple(Replied(answers=name) for name in names)
    desk.replies.queue(replace(draft, acts=acts), "Kommt morgen.\n")
    at_work.wait(minutes=1)
    at_work.send()


def write(at_work: Office, at: datetime, text: str, number: int = 9) -> None:
    """Let the customer answer."""
    mail = b"In-Reply-To: <frage-1@kunde.example>\r\n" + customer_mail(number, "Re: Frage 1", text)
    put_mails(at_work.desk, [(mail, at)], folder=f"Later {number}")


def used(at_work: Office) -> dict[str, Usage]:
    return dict(usage_of(at_work.desk.store, at_work.clock.now()))


def test_answers_are_counted_once_they_have_left(at_work: Office) -> None:
    answer(at_work, "order-status,thanks")
    answer(at_work, "order-status", "order-status")
    answer(at_work)
    assert used(at_work) == {"order-status": Usage(2), "thanks": Usage(1)}


@pytest.mark.parametrize(
    ("days", "text", "again"),
    [(6, "Es geht noch immer nicht.\n", 1), (8, "Es geht nicht.\n", 0), (1, "Vielen Dank!\n", 0)],
)
def test_mail_after_an_answer_counts_within_a_week_unless_it_only_thanks(
    days: int, text: str, again: int, at_work: Office
) -> None:
    answer(at_work, "order-status")
    write(at_work, at_work.clock.now() + timedelta(days=days), text)
    assert used(at_work) == {"order-status": Usage(1, again)}


def test_mail_before_an_answer_and_a_second_one_after_it_count_no_more(at_work: Office) -> None:
    answer(at_work, "order-status")
    for number in (8, 9):
        write(at_work, at_work.clock.now() + timedelta(hours=number), "Und?\n", number)
    assert used(at_work) == {"order-status": Usage(1, 1)}


def test_what_was_sent_more_than_a_year_ago_is_not_counted(at_work: Office) -> None:
    answer(at_work, "order-status")
    at_work.clock.move(COUNTED + timedelta(seconds=1))
    assert used(at_work) == {}


def test_answer_that_was_sent_ranks_higher_by_itself(at_work: Office) -> None:
    answers = at_work.desk.answers
    situation = answers.situation(at_work.ref)

    def score(name: str) -> float:
        (found,) = (one for one in answers.ranked(situation) if one.entry.id == name)
        return found.score

    before = score("warranty-terms")
    answer(at_work, "warranty-terms")
    assert score("warranty-terms") > before
    assert answers.usage()["warranty-terms"] == Usage(1)
    once = score("warranty-terms")
    answer(at_work, "thanks,warranty-terms")
    assert score("warranty-terms") > once


def plan_of(at_work: Office, query: str) -> str:
    with at_work.desk.store.read() as session:
        plan = driver(session).execute(f"EXPLAIN QUERY PLAN {query}", ("",)).fetchall()
    return " ".join(str(row[3]) for row in plan)


def test_uses_are_found_by_an_index(at_work: Office) -> None:
    assert "event USING INDEX event_answered (at>?)" in plan_of(at_work, _COUNTED)
    steps = plan_of(at_work, _ANSWERED)
    assert "event USING INDEX event_answered (at>?)" in steps
    assert "mail USING INDEX mail_ticket (ticket=? AND received>?)" in steps


@pytest.mark.parametrize(
    ("use", "purpose", "doubtful"),
    [
        (Usage(5, 2), Purpose.ANSWER, True),
        (Usage(6, 1), Purpose.ANSWER, False),
        (Usage(4, 4), Purpose.ANSWER, False),
        (Usage(9, 9), Purpose.DETAILS, False),
    ],
)
def test_answer_needs_work_when_many_write_again(
    use: Usage, purpose: Purpose, *, doubtful: bool
) -> None:
    assert needs_work(Entry("x", (), (), purpose=purpose), use) is doubtful


def test_answer_that_similar_mails_got_is_offered_for_the_next_one(at_work: Office) -> None:
    desk, words = at_work.desk, "Mein Zwillingskinderwagen quietscht am Hinterrad.\n"
    put_mails(desk, [(customer_mail(31, "Quietschen", words), at_work.clock.now())], folder="A")
    answer(at_work, "opening-hours")
    squeaks = next(row.ref for row in rows(at_work) if row.subject == "Quietschen")
    assert SIMILAR not in reasons(at_work, squeaks)
    draft = desk.replies.begin(squeaks, everyone=False)
    desk.replies.queue(replace(draft, acts=(Replied(answers="opening-hours"),)), "Kommt vorbei.\n")
    at_work.wait(minutes=1)
    at_work.send()
    mail = customer_mail(32, "Kinderwagen", "Der Kinderwagen quietscht.\n")
    put_mails(desk, [(mail, at_work.clock.now())], folder="B")
    again = next(row.ref for row in rows(at_work) if row.subject == "Kinderwagen")
    assert SIMILAR in reasons(at_work, again)


def rows(at_work: Office) -> tuple[QueueRow, ...]:
    return at_work.desk.queue.page(QueueView.ALL, 0, 9).rows


def reasons(at_work: Office, ref: str) -> list[str]:
    answers = at_work.desk.answers
    ranked = answers.ranked(answers.situation(ref))
    (one,) = [one for one in ranked if one.entry.id == "opening-hours"]
    return [reason.words for reason in one.reasons]
