"""Answers to surveys: what they do to their ticket, and that every rebuild agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.customers import CustomerField
from agent_console.desk.events import Replied
from agent_console.desk.labels import Asks
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError
from agent_console.services import feedback_figures
from agent_console.services.rebuild import rebuild
from agent_console.services.sorting import Sorter
from agent_console.store import answered
from agent_console.store import feedback as stored
from tests.services.feedback_kit import KAETHE, ON, Team
from tests.services.office import office


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with office(tmp_path, tickets=0, extra=ON) as at_work:
        yield Team(at_work)


@pytest.fixture
def asked(team: Team) -> tuple[Team, str]:
    """A team that has asked about one ticket."""
    ref = team.closed()
    assert team.ask() == 1
    return team, ref


def test_click_on_a_good_score_is_kept_and_leaves_the_ticket_closed(
    asked: tuple[Team, str],
) -> None:
    team, ref = asked
    before = team.tickets()
    team.click(team.links()["5/5"])
    assert team.asked(ref).value == 5
    assert team.state(ref) is TicketState.CLOSED
    assert team.tickets() == before
    view = team.desk.tickets.view(ref)
    assert any("CSAT 5/5" in note for entry in view.entries for note in entry.notes)


def test_click_on_a_bad_score_brings_the_ticket_back_to_find_out_why(
    asked: tuple[Team, str],
) -> None:
    team, ref = asked
    team.click(team.links()["1/5"], "Niemand hat zugehört.\n")
    assert team.asked(ref).value == 1
    assert team.asked(ref).comment == "Niemand hat zugehört."
    assert team.state(ref) is TicketState.OPEN
    row = team.desk.tickets.view(ref)
    assert "bad-score" in row.ticket.tags
    assert row.ticket.reopened == 0
    assert ref in [one.ref for one in team.desk.queue.page(QueueView.OPEN, 0, 9).rows]
    assert [one.row.ref for one in team.desk.search.find("zugehört")] == [ref]
    team.desk.tickets.close(ref)
    assert team.state(ref) is TicketState.CLOSED


def test_click_by_somebody_else_with_a_genuine_code_joins_the_ticket(
    asked: tuple[Team, str],
) -> None:
    team, ref = asked
    before = team.tickets()
    team.click(team.links()["4/5"], sender="chef@andere.example")
    assert team.asked(ref).value == 4
    assert team.tickets() == before


@pytest.mark.promise("survey's code forged or of another ticket", "P14")
def test_forged_and_altered_codes_do_nothing(asked: tuple[Team, str]) -> None:
    team, ref = asked
    genuine = team.links()["2/5"]
    team.click(genuine.replace("c2-", "c5-"))
    assert team.asked(ref).value is None
    code = genuine.rsplit("-", 1)[1]
    team.click(genuine.replace(code, code[::-1]))
    assert team.asked(ref).value is None
    assert team.state(ref) is TicketState.CLOSED


@pytest.mark.promise("survey's code forged or of another ticket", "P14")
def test_code_of_another_ticket_does_nothing(team: Team) -> None:
    first, second = team.closed("a@kunde.example"), team.closed("b@kunde.example")
    assert team.ask() == 2
    link = next(iter(team.links().values()))
    mine = first if f"#{second}" in link else second
    other = second if mine is first else first
    sender = "a@kunde.example" if mine == first else "b@kunde.example"
    team.click(link.replace(other, mine), sender=sender)
    assert team.asked(mine).value is team.asked(other).value is None


def test_changed_mind_replaces_and_a_repeated_code_does_not(asked: tuple[Team, str]) -> None:
    team, ref = asked
    links = team.links()
    team.click(links["2/5"])
    team.click(links["4/5"])
    assert team.asked(ref).value == 4
    team.click(links["2/5"])
    assert team.asked(ref).value == 4


def test_answer_in_words_counts_and_keeps_the_ticket_closed(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.answer("👍 Danke, das ging schnell!\n\nViele Grüße\nKäthe\n")
    assert team.asked(ref).value == 5
    assert team.state(ref) is TicketState.CLOSED


def test_answer_with_a_question_counts_and_opens_the_ticket(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.answer("4, aber wann kommt die Gutschrift?\n")
    assert team.asked(ref).value == 4
    assert team.state(ref) is TicketState.OPEN
    assert team.desk.tickets.view(ref).ticket.reopened == 1


def test_answer_that_is_open_scores_nothing_and_is_for_a_person(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.answer("3 oder 4\n")
    assert team.asked(ref).value is None
    assert team.state(ref) is TicketState.OPEN


def test_number_in_a_later_conversation_is_no_score(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.desk.tickets.reopen(ref)
    team.at_work.reply("Wie viele brauchen Sie?\n", ref=ref)
    team.at_work.wait(seconds=30)
    team.at_work.send()
    team.answer("2\n")
    assert team.asked(ref).value is None


def test_objection_by_click_is_heeded_and_can_be_taken_back_by_an_agent(
    asked: tuple[Team, str],
) -> None:
    team, ref = asked
    team.click(team.links()["keine"])
    assert team.asked(ref).objected
    assert team.state(ref) is TicketState.CLOSED
    team.at_work.wait(days=100)
    again = team.closed()
    assert team.ask() == 0
    assert team.why(again) == "the customer objects to surveys"
    team.desk.customers.edit(KAETHE, CustomerField.NO_SURVEYS, "no")
    team.closed()
    assert team.ask() == 1


def test_answer_after_the_ticket_is_final_for_other_mail_joins_it_still(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra=ON + "[sync]\nreopen_within = 2\n") as at_work:
        team = Team(at_work)
        ref = team.closed()
        assert team.ask() == 1
        team.at_work.wait(days=5)
        before = team.tickets()
        team.answer("5\n")
        assert team.asked(ref).value == 5
        assert team.tickets() == before


def test_answer_after_the_ticket_was_merged_counts_where_it_lives_on(team: Team) -> None:
    ref = team.closed()
    assert team.ask() == 1
    into = team.customer()
    team.desk.joining.merge(ref, into)
    team.answer("5\n")
    assert team.asked(into).value == 5
    with team.desk.store.look() as connection:
        assert stored.of_ticket(connection, ref) == ()


def test_score_told_by_an_agent_counts_and_undo_takes_it_back(asked: tuple[Team, str]) -> None:
    team, ref = asked
    assert team.desk.customers.feedback.score(ref, "2", "am Telefon").comment == "am Telefon"
    assert team.desk.customers.feedback.newest(bad=True) == (team.asked(ref),)
    assert "customer's score" in team.desk.tickets.undo_last()
    assert team.asked(ref).value is None
    with pytest.raises(ActionRefusedError, match="no score"):
        team.desk.customers.feedback.score(ref, "6")
    with pytest.raises(ActionRefusedError, match="was not asked"):
        team.desk.customers.feedback.score(team.customer("neu@kunde.example"), "5")


def test_status_tells_settings_scores_and_who_waits(asked: tuple[Team, str]) -> None:
    team, _ref = asked
    team.click(team.links()["5/5"])
    team.closed("neu@kunde.example")
    status = team.desk.customers.feedback.status()
    assert (status.enabled, status.ask, status.waiting) == (True, "csat", 1)
    assert status.next_at == team.at_work.clock.now() + timedelta(days=1)
    assert (status.figures.asked, status.figures.csat.n) == (1, 1)


@pytest.mark.promise("person erased or exported", "P21")
def test_erasure_of_a_customer_leaves_nothing_of_their_surveys(asked: tuple[Team, str]) -> None:
    team, _ref = asked
    team.click(team.links()["1/5"], "Niemand hat zugehört.\n")
    desk = team.desk
    assert desk.privacy.erase(desk.privacy.who(KAETHE), "Anna").clean
    with desk.store.look() as connection:
        assert stored.newest(connection, 9) == ()
        events = connection.execute("SELECT group_concat(json_text) FROM event").fetchone()[0]
    assert KAETHE not in events
    assert "survey-asked" in events, "that something was asked stays"


def test_good_score_makes_no_ticket_angry_and_a_bad_one_may_make_it_a_complaint(
    asked: tuple[Team, str],
) -> None:
    team, ref = asked
    links, sorter = team.links(), Sorter(team.desk.store, team.desk.config)

    def sort() -> Asks:
        while sorter.step():
            pass
        return team.desk.tickets.view(ref).ticket.asks

    before = sort()
    team.click(links["5/5"], "Das war eine Katastrophe gut gelöst.\n")
    assert sort() == before
    team.click(links["1/5"], "Alles kaputt, unverschämt, eine Frechheit!\n")
    assert sort().complaint


def test_score_counts_not_as_writing_again_after_a_canned_answer(team: Team) -> None:
    ref = team.customer()
    desk = team.desk
    draft = desk.replies.begin(ref, everyone=False)
    draft = replace(draft, acts=(Replied(answers="order-status"),))
    desk.replies.queue(draft, "Kommt morgen.\n")
    team.at_work.wait(seconds=30)
    assert team.at_work.send() == 1
    desk.tickets.close(ref)
    assert team.ask() == 1
    team.click(team.links()["4/5"])
    with desk.store.read() as session:
        since = team.at_work.clock.now() - timedelta(days=9)
        (one,) = answered.answered_since(session, since)
    assert one.again is None


def test_bad_score_starts_no_clock_of_the_next_answer(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.click(team.links()["1/5"])
    view = team.desk.tickets.view(ref)
    assert (view.row.state, view.row.due_at) == (TicketState.OPEN, None)
    assert view.reasons[0].endswith("bad score after it was closed: find out why")


def test_rebuild_finds_the_same_scores(asked: tuple[Team, str]) -> None:
    team, ref = asked
    team.click(team.links()["1/5"], "Zu langsam.\n", sender="chef@andere.example")
    before = team.asked(ref), team.desk.tickets.view(ref).ticket
    rebuild(team.desk.store, team.desk.config)
    assert (team.asked(ref), team.desk.tickets.view(ref).ticket) == before


def test_figures_and_card_tell_the_scores(team: Team) -> None:
    for number, score in enumerate(("5/5", "4/5", "1/5")):
        team.closed(f"k{number}@kunde.example")
        assert team.ask() == 1
        team.click(team.links()[score], sender=f"k{number}@kunde.example")
    zone = ZoneInfo("Europe/Berlin")
    today = team.at_work.clock.now().astimezone(zone).date()
    with team.desk.store.look() as connection:
        found = feedback_figures.scores(connection, today - timedelta(days=9), today, zone)
        bad = feedback_figures.refs_of_scores(
            connection, today - timedelta(days=9), today, zone, "csat", bad=True
        )
    assert (found.csat.n, round(found.csat.value or 0, 3)) == (3, 0.667)
    assert (found.asked, found.answered, found.nps.n) == (3, 3, 0)
    assert sum(one.n for one in found.csat_by_day.values()) == 3
    assert len(bad) == 1
    card = team.desk.customers.card_of("k2@kunde.example")
    assert [one.words for one in card.scores] == [f"CSAT 1/5 ! · #{bad[0]}"]
