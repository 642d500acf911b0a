"""Surveys: who is asked and who is not, by the engine and by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.customers import CustomerField
from agent_console.desk.feedback import Survey
from agent_console.desk.ticket import TicketState
from agent_console.errors import ActionRefusedError
from agent_console.services.feedback_asking import SurveyAsker
from agent_console.services.settings_edit import changed_setting
from agent_console.services.team_fate import gives_way, place_of
from agent_console.store import outbox
from tests.services.feedback_kit import KAETHE, ON, Team, body_of
from tests.services.office import office


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with office(tmp_path, tickets=0, extra=ON) as at_work:
        yield Team(at_work)


def test_survey_when_not_turned_on_never_leaves(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        team = Team(at_work)
        ref = team.closed()
        assert team.ask() == 0
        assert team.why(ref) == "not looked at"


def test_survey_when_a_ticket_is_closed_leaves_after_the_delay_and_once(team: Team) -> None:
    ref = team.closed()
    assert team.ask(hours=23) == 0
    assert team.ask(hours=2) == 1
    mail = team.survey()
    assert mail["To"] == KAETHE or KAETHE in mail["To"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"[#{ref}]" in mail["Subject"]
    text = body_of(mail)
    assert "Wie zufrieden sind Sie mit unserer Hilfe?" in text
    assert "widersprechen" in text
    assert team.ask(hours=1) == team.ask(hours=40) == 0
    assert team.state(ref) is TicketState.CLOSED
    assert team.asked(ref).which is Survey.CSAT


def test_survey_when_the_customer_says_du_says_du(team: Team) -> None:
    team.closed(text="Hallo, kannst du mir sagen, wo meine Lampe bleibt?\n")
    assert team.ask() == 1
    text = body_of(team.survey())
    assert "Wie zufrieden bist du mit unserer Hilfe?" in text


def test_survey_when_the_customer_writes_english_is_english(team: Team) -> None:
    team.closed(text="Hello, I have been waiting for my order for two weeks. Where is it now?\n")
    assert team.ask() == 1
    text = body_of(team.survey())
    assert "How satisfied are you with our help?" in text
    assert "object" in text


def test_person_is_asked_once_in_so_many_days(team: Team) -> None:
    team.closed()
    assert team.ask() == 1
    second = team.closed()
    assert team.ask() == 0
    assert team.why(second) == "the customer was asked not long ago"
    team.at_work.wait(days=91)
    team.closed()
    assert team.ask() == 1


def test_ticket_that_is_open_again_or_was_reopened_is_not_asked_about(team: Team) -> None:
    ref = team.closed()
    team.desk.tickets.reopen(ref)
    assert team.ask() == 0
    team.desk.tickets.close(ref)
    assert team.ask() == 0
    assert team.why(ref) == "the ticket was reopened"


def test_ticket_that_nobody_answered_is_not_asked_about(team: Team) -> None:
    ref = team.customer()
    team.desk.tickets.close(ref)
    assert team.ask() == 0
    assert team.why(ref) == "nobody of us answered it"


def test_ticket_into_which_another_was_merged_is_not_asked_about(team: Team) -> None:
    other, ref = team.customer(), team.closed()
    team.desk.joining.merge(other, ref)
    team.desk.tickets.close(ref)
    assert team.ask() == 0
    assert team.why(ref) == "the ticket was merged with another one"


def test_spam_and_automatic_mail_are_not_asked_about(team: Team) -> None:
    team.desk.handling.spam(team.closed())
    machine = team.closed("noreply@kunde.example", "Ihr Paket ist unterwegs.\n")
    assert team.ask() == 0
    assert "person" in team.why(machine)


def test_person_who_objects_by_record_is_not_asked(team: Team) -> None:
    ref = team.closed()
    team.desk.customers.edit(KAETHE, CustomerField.NO_SURVEYS, "yes")
    assert team.ask() == 0
    assert team.why(ref) == "the customer objects to surveys"


def test_type_that_is_off_is_not_asked_about(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra=ON + 'ask = "off"\n') as at_work:
        team = Team(at_work)
        ref = team.closed()
        assert team.ask() == 0
        assert team.why(ref) == "nothing is asked after such requests"


@pytest.mark.promise("old tickets when surveys are turned on", "P16")
def test_ticket_closed_long_before_surveys_were_turned_on_is_left_alone(team: Team) -> None:
    ref = team.closed()
    assert team.ask(hours=24 * 5) == 0
    assert team.why(ref) == "not looked at"


def test_surveys_are_slow_by_the_hour(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra=ON + "per_hour = 2\n") as at_work:
        team = Team(at_work)
        for number in range(3):
            team.closed(f"k{number}@kunde.example")
        assert team.ask() == 2
        assert team.ask(hours=0.5) == 0
        assert team.ask(hours=1) == 1


def test_survey_when_the_program_ends_before_it_left_is_not_queued_again(team: Team) -> None:
    ref = team.closed()
    team.at_work.wait(hours=25)
    for _start in range(2):
        SurveyAsker(team.desk.store, team.desk.config, team.at_work.clock).feed()
    assert len([one for one in team.desk.outbox.items() if one.ticket == ref]) == 2
    assert team.at_work.send() == 1


def test_two_consoles_of_a_team_ask_at_the_same_place_of_the_journal(team: Team) -> None:
    ref = team.closed()
    assert team.ask() == 1
    with team.desk.store.read() as session:
        item = next(one for one in team.desk.outbox.items() if one.ticket == ref)
        letter = outbox.letter(session, item.id)
    assert gives_way(letter)
    assert place_of(letter) == ("", f"survey {ref}")


def test_survey_by_hand_waits_for_no_delay_but_keeps_the_rules(team: Team) -> None:
    ref = team.closed()
    assert team.desk.customers.feedback.preview(ref).subject.endswith(f"[#{ref}]")
    assert team.desk.customers.feedback.ask(ref) == KAETHE
    assert team.at_work.send() == 1
    with pytest.raises(ActionRefusedError, match="asked about this ticket"):
        team.desk.customers.feedback.ask(ref)
    with pytest.raises(ActionRefusedError, match="not closed"):
        team.desk.customers.feedback.preview(team.customer("neu@kunde.example"))


def test_survey_by_hand_when_surveys_are_off_is_refused(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0) as at_work:
        team = Team(at_work)
        with pytest.raises(ActionRefusedError, match="surveys are off"):
            team.desk.customers.feedback.ask(team.closed())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[feedback]\n# Whether customers are asked.\nenabled = false\nask = 'nps'\n",
        "[feedback]\nask = 'nps'\n\n[ui]\nlanguage = 'de'\n",
    ],
)
def test_surveys_are_turned_on_without_touching_the_rest_of_the_settings(text: str) -> None:
    changed = changed_setting(text, ("feedback", "enabled"), True)
    wanted = tomllib.loads(text)
    wanted.setdefault("feedback", {})["enabled"] = True
    assert tomllib.loads(changed) == wanted
    assert changed.count("# Whether") == text.count("# Whether")
