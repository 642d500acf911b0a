"""Answers to surveys that the threading rules alone would put on a ticket of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_console.desk.feedback import WINDOW, Survey, objection_code, value_of_code
from agent_console.desk.feedback_facts import SurveyAsked
from agent_console.desk.feedback_reading import codes_in, reading_from_text
from agent_console.desk.mail import Mail
from agent_console.desk.refs import refs_in_subject
from agent_console.desk.threads import JoinReason, ThreadDecision
from agent_console.store import journal, kin
from agent_console.store.mails import Source

if TYPE_CHECKING:
    from sqlmodel import Session


def of_survey(
    session: Session, mail: Mail, source: Source, score: str, decision: ThreadDecision
) -> ThreadDecision:
    """Return where an answer to a survey belongs: to the ticket that was asked about.

    A genuine code proves it, whoever sends it. An answer that wants nothing else joins even where
    the ticket was closed too long ago for other mail. ``score`` is what the mail says.
    """
    if decision.ref is not None or not score:
        return decision
    codes = codes_in(mail.subject)
    if codes:
        for ref in refs_in_subject(mail.subject):
            if any(_is_genuine(codes, asked) for asked in _asked(session, ref, source)):
                return _joins(session, ref)
        return decision
    linked = decision.linked_ref
    if linked and not reading_from_text(score).asks:
        named = (*mail.references, *mail.in_reply_to)
        if any(asked.message_id in named for asked in _asked(session, linked, source)):
            return _joins(session, linked)
    return decision


def _asked(session: Session, ref: str, source: Source) -> list[SurveyAsked]:
    return [
        event.fact
        for event in journal.of_ticket(session, ref)
        if isinstance(event.fact, SurveyAsked) and source.received - event.at <= WINDOW
    ]


def _is_genuine(codes: Sequence[str], asked: SurveyAsked) -> bool:
    if asked.which not in set(Survey):
        return False
    which = Survey(asked.which)
    return any(
        value_of_code(one, asked.key, which) is not None or one == objection_code(asked.key)
        for one in codes
    )


def _joins(session: Session, ref: str) -> ThreadDecision:
    root = kin.root_of(session, ref)
    return ThreadDecision(root, JoinReason.SURVEY, home=ref if root != ref else None)
