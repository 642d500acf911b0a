"""Surveys and scores in words: in the timeline, on a customer's card, where it is taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from agent_console.desk.events import Fact, SurveyAsked, SurveyScored
from agent_console.desk.feedback import SCALES, Asked, Survey
from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.store import feedback as stored

_UP = 5


def survey_word(which: Survey) -> str:
    """Return what a survey is called."""
    return {
        Survey.CSAT: _("CSAT"),
        Survey.THUMB: _("CSAT"),
        Survey.NPS: _("NPS"),
        Survey.CES: _("CES"),
    }[which]


def value_words(which: Survey, value: int) -> str:
    """Return a score with its scale: "4/5", "9/10", a thumb."""
    if which is Survey.THUMB:
        return "👍" if value == _UP else "👎"
    return f"{value}/{SCALES[which][1]}"


def score_words(one: Asked) -> str:
    """Return a score in a few words, with a mark where it is bad."""
    if one.value is None and one.objected:
        return _("objects to surveys")
    if one.value is None:
        return _("{survey}: no answer yet").format(survey=survey_word(one.which))
    words = f"{survey_word(one.which)} {value_words(one.which, one.value)}"
    return f"{words} !" if one.is_bad else words


def feedback_words(fact: Fact) -> str:
    """Say what was recorded of surveys, "" for anything else."""
    match fact:
        case SurveyAsked(which=which) if which in set(Survey):
            return _("asked the customer: {survey}").format(survey=survey_word(Survey(which)))
        case SurveyAsked():
            return _("asked the customer")
        case SurveyScored(value=""):
            return _("took the customer's score out")
        case SurveyScored(value=value):
            return _("noted the customer's score: {value}").format(value=value)
        case _:
            return ""


def score_notes(connection: sqlite3.Connection, ref: str) -> Mapping[str, str]:
    """Return what is said on the mails of a ticket that answered a survey, by their keys."""
    return {one.mail: _note(one) for one in stored.of_ticket(connection, ref) if one.mail}


def asked_words(connection: sqlite3.Connection, ref: str) -> Iterator[str]:
    """Say what a ticket's customer was asked and answered, or why nobody asks."""
    asked = stored.of_ticket(connection, ref)
    for one in asked:
        words = score_words(one)
        yield _("{score} Find out why.").format(score=words) if one.is_bad else words
    decided = stored.decided(connection, ref)
    if decided is not None and not asked and not decided[0]:
        reason = to_screen(decided[1], one_line=True)
        yield _("not asked how it was: {reason}").format(reason=reason)


def _note(one: Asked) -> str:
    score = score_words(one)
    if one.is_bad:
        score = _("{score} Find out why.").format(score=score)
    return _("Answers the survey: {score}").format(score=score)
