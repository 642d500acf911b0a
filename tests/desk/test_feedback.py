"""Scores of a ticket from its mails and events, and the codes that prove a click."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_console.desk.course import course, fold
from agent_console.desk.entry_files import Form
from agent_console.desk.events import Closed, Event, Fact, Replied, Undone
from agent_console.desk.feedback import (
    SCALES,
    WINDOW,
    Answers,
    Survey,
    answers_of,
    is_bad,
    marked,
    objection_code,
    survey_code,
    value_of_code,
)
from agent_console.desk.feedback_asking import Candidate, why_not
from agent_console.desk.feedback_facts import SurveyAsked, SurveyScored
from agent_console.desk.feedback_reading import read_answer, reading_to_text
from agent_console.desk.feedback_texts import Question, survey_mail
from agent_console.desk.mail import Address, Direction, MailKind
from agent_console.desk.metrics_history import history_of
from agent_console.desk.ticket import Ticket, TicketMail, TicketState
from agent_console.mail.html_out import html_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
REF, KEY, SURVEY_ID = "7F3K9QWC", "k" * 32, "survey@us"
ANNA = Address("anna@kunde.example", "Anna")


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def came(
    number: int, hours: float, text: str = "", subject: str = "Re: Wie war es?", answers: str = ""
) -> TicketMail:
    reading = read_answer(subject, text, (answers,) if answers else ())
    return TicketMail(
        key=str(number),
        message_id=f"mail-{number}@kunde",
        received=at(hours),
        direction=Direction.IN,
        kind=MailKind.HUMAN,
        sender=ANNA,
        subject=subject,
        reading=reading_to_text(reading),
    )


def clicked(number: int, hours: float, code: str, text: str = "") -> TicketMail:
    return came(number, hours, text, f"5/5 [#{REF}] {code}")


def event(number: int, hours: float, fact: Fact) -> Event:
    return Event(f"c.{number}", REF, at(hours), "", fact)


OPENER = came(1, 0, "Wo ist die Lampe?", "Frage")
CLOSING = [event(1, 1, Replied("answer@us")), event(2, 2, Closed())]
QUESTION = event(3, 26, SurveyAsked("csat", ANNA.email, SURVEY_ID, KEY))
EVENTS = [*CLOSING, QUESTION]


def found(*mails: TicketMail, events: list[Event] = EVENTS) -> Answers:
    return answers_of(REF, [OPENER, *mails], events)


def folded(*mails: TicketMail) -> Ticket:
    return fold(REF, marked(REF, [OPENER, *mails], EVENTS), EVENTS)


@pytest.mark.parametrize("which", Survey)
def test_code_proves_its_own_number_survey_and_key_only(which: Survey) -> None:
    lowest, highest = SCALES[which]
    for value in range(lowest, highest + 1):
        code = survey_code(KEY, which, value)
        assert value_of_code(code, KEY, which) == value
        assert value_of_code(code.upper(), KEY, which) == value
        assert value_of_code(code, "other", which) is None
        assert value_of_code(code[:-1] + "z", KEY, which) is None or code.endswith("z")
        for other in set(Survey) - {which}:
            assert value_of_code(code, KEY, other) is None


def test_code_of_a_number_off_the_scale_proves_nothing_though_it_is_signed() -> None:
    assert value_of_code(survey_code(KEY, Survey.CSAT, 9), KEY, Survey.CSAT) is None
    assert value_of_code("c5-", KEY, Survey.CSAT) is None


def test_two_codes_of_different_numbers_in_one_subject_count_for_nothing() -> None:
    codes = " ".join(survey_code(KEY, Survey.CSAT, value) for value in (2, 5))
    (one,) = found(clicked(2, 27, codes)).asked
    assert one.value is None


@pytest.mark.parametrize(
    ("which", "worst", "good"), [("csat", 2, 3), ("thumb", 1, 5), ("nps", 6, 7), ("ces", 3, 4)]
)
def test_bad_is_what_the_scale_says(which: str, worst: int, good: int) -> None:
    assert is_bad(Survey(which), worst)
    assert not is_bad(Survey(which), good)


def test_ticket_without_a_survey_reads_numbers_as_any_mail() -> None:
    mail = came(2, 27, "5", answers=SURVEY_ID)
    assert answers_of(REF, [OPENER, mail], CLOSING) == Answers()
    ticket = fold(REF, marked(REF, [OPENER, mail], CLOSING), CLOSING)
    assert (ticket.state, ticket.reopened) == (TicketState.OPEN, 1)


def test_mere_score_leaves_the_ticket_closed_and_is_no_contact() -> None:
    ticket = folded(came(2, 27, "5", answers=SURVEY_ID))
    assert (ticket.state, ticket.reopened, ticket.contacts) == (TicketState.CLOSED, 0, 1)
    assert ticket.waiting_since is None
    assert ticket.last_customer_at == at(27)


def test_bad_score_wakes_the_ticket_without_taking_it_up_again() -> None:
    ticket = folded(came(2, 27, "1, niemand hat sich gemeldet", answers=SURVEY_ID))
    assert ticket.state_at(at(27)) is TicketState.OPEN
    assert (ticket.reopened, ticket.waiting_since, ticket.closed_at) == (0, None, at(2))
    assert ticket.tags == ("bad-score",)


def test_answers_to_surveys_are_in_no_report_a_reopening_or_a_contact() -> None:
    for text in ("5", "1"):
        mails = marked(REF, [OPENER, came(2, 27, text, answers=SURVEY_ID)], EVENTS)
        steps = tuple(course(REF, mails, EVENTS))
        history = history_of(REF, mails, EVENTS, steps, (), complaint=False)
        assert history.turns == ((at(0), False), (at(2), True))
        assert history.asks == (at(0),)


def test_bad_score_with_a_question_takes_the_ticket_up_again() -> None:
    ticket = folded(came(2, 27, "1 - wann ruft endlich jemand an?", answers=SURVEY_ID))
    assert (ticket.state, ticket.reopened, ticket.waiting_since) == (TicketState.OPEN, 1, at(27))
    assert ticket.tags == ("bad-score",)


def test_answer_counts_whatever_the_order_in_which_mails_and_events_are_given() -> None:
    mails = [OPENER, came(2, 27, "4", answers=SURVEY_ID), came(3, 28, "2", answers=SURVEY_ID)]
    forward = answers_of(REF, mails, EVENTS)
    assert answers_of(REF, mails[::-1], EVENTS) == forward
    assert forward.asked[0].value == 2


def test_answer_after_the_window_counts_no_more() -> None:
    late = 26 + WINDOW / timedelta(hours=1) + 1
    (one,) = found(came(2, late, "5", answers=SURVEY_ID)).asked
    assert one.value is None


def test_number_that_answers_another_mail_is_no_score() -> None:
    answer = TicketMail(
        "9", "answer@us", at(1), Direction.OUT, MailKind.HUMAN, Address("support@us")
    )
    (one,) = found(answer, came(2, 27, "5", answers="answer@us")).asked
    assert one.value is None


def test_number_whose_program_names_no_known_mail_counts_right_after_the_survey_only() -> None:
    (one,) = found(came(2, 27, "5", f"Re: Wie war es? [#{REF}]")).asked
    assert one.value == 5
    between = came(2, 27, "Noch etwas anderes.", "Frage")
    (one,) = found(between, came(3, 28, "5", f"Re: Wie war es? [#{REF}]")).asked
    assert one.value is None


def test_click_keeps_the_comment_and_an_empty_click_keeps_what_was_said() -> None:
    five, four = (survey_code(KEY, Survey.CSAT, value) for value in (5, 4))
    (one,) = found(clicked(2, 27, five, "Sehr nett."), clicked(3, 28, four)).asked
    assert (one.value, one.comment, one.mail) == (4, "Sehr nett.", "3")


def test_objection_is_kept_besides_the_score() -> None:
    five = survey_code(KEY, Survey.CSAT, 5)
    answers = found(clicked(2, 27, five), clicked(3, 28, objection_code(KEY)))
    assert (answers.asked[0].value, answers.asked[0].objected) == (5, True)
    assert answers.quiet == {"2", "3"}


@pytest.mark.parametrize(
    ("text", "quiet"), [("Widerspruch", True), ("Widerspruch. Die Rechnung ist falsch.", False)]
)
def test_objection_with_more_to_say_is_for_a_person(text: str, *, quiet: bool) -> None:
    answers = found(came(2, 27, text, answers=SURVEY_ID))
    assert answers.asked[0].objected
    assert ("2" in answers.quiet) is quiet


def test_what_an_agent_says_goes_before_any_mail_and_can_be_taken_back() -> None:
    mail = came(2, 27, "5", answers=SURVEY_ID)
    said = event(4, 30, SurveyScored(QUESTION.id, "2", "am Telefon"))
    (one,) = found(mail, events=[*EVENTS, said]).asked
    assert (one.value, one.comment, one.mail) == (2, "am Telefon", "")
    (one,) = found(mail, events=[*EVENTS, said, event(5, 31, Undone(said.id))]).asked
    assert one.value == 5
    (one,) = found(mail, events=[*EVENTS, event(4, 30, SurveyScored(QUESTION.id))]).asked
    assert one.value is None


def test_survey_of_a_kind_that_a_newer_program_asks_is_left_alone() -> None:
    newer = event(3, 26, SurveyAsked("mood", ANNA.email, SURVEY_ID, KEY))
    assert answers_of(REF, [OPENER], [*CLOSING, newer]).asked == ()


CLOSED = Ticket(
    REF, "Lampe", ANNA, MailKind.HUMAN, START, state=TicketState.CLOSED, first_answered_at=at(1)
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, ""),
        ({"question": "off"}, "nothing is asked after such requests"),
        ({"merged": True}, "the ticket was merged with another one"),
        ({"asked": True}, "the customer was asked about this ticket"),
        ({"recently": True}, "the customer was asked not long ago"),
        ({"objects": True}, "the customer objects to surveys"),
        ({"kind": MailKind.AUTOMATIC}, "no person wrote it"),
        ({"kind": MailKind.SPAM, "first_answered_at": None}, "it is spam"),
        ({"state": TicketState.WAITING}, "the ticket is not closed"),
        ({"reopened": 1}, "the ticket was reopened"),
        ({"first_answered_at": None}, "nobody of us answered it"),
        ({"bounced": True}, "mail to this customer came back"),
        ({"customer": Address("")}, "no e-mail address is known"),
    ],
)
def test_nobody_is_asked_for_each_reason(change: dict[str, Any], reason: str) -> None:
    mine = {name: value for name, value in change.items() if name in Candidate.__slots__}
    ticket = replace(CLOSED, **{name: v for name, v in change.items() if name not in mine})
    assert why_not(replace(Candidate(ticket, "csat"), **mine), at(30)) == reason


@pytest.mark.parametrize("which", Survey)
@pytest.mark.parametrize(
    ("language", "form"), [("de", Form.FORMAL), ("de", Form.INFORMAL), ("en", Form.FORMAL)]
)
def test_survey_mail_has_a_link_for_each_answer_and_the_objection(
    which: Survey, language: str, form: Form
) -> None:
    question = Question(which, REF, KEY, "hilfe@shop.example", language, form, "Hallo Anna", 90)
    mail = survey_mail(question)
    lowest, highest = SCALES[which]
    values = (lowest, highest) if which is Survey.THUMB else range(lowest, highest + 1)
    for value in values:
        assert survey_code(KEY, which, value) in mail.text
    assert objection_code(KEY) in mail.text
    assert f"[#{REF}]" in mail.subject
    html = html_of(mail.text, named_links=True)
    assert html.count('<a href="mailto:hilfe@shop.example?subject=') == len(values) + 1
    assert "&lt;mailto" not in html
    if language == "de":
        assert (" Sie " in mail.text) is (form is Form.FORMAL)
