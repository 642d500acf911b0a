"""Who is asked how it was, and who is not: one rule after the other, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.feedback import Survey
from agent_console.desk.feedback_facts import SurveyAsked
from agent_console.desk.mail import MailKind
from agent_console.desk.states import TicketState
from agent_console.desk.tags import IMPORTED
from agent_console.desk.ticket import Ticket
from agent_console.i18n import _


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket that was closed, and what is known of its customer.

    ``question`` is what the settings say is asked; ``asked``: about this ticket before,
    ``recently``: this person about any. ``merged``: other tickets live on in it, or it in another.
    """

    ticket: Ticket
    question: str
    merged: bool = False
    asked: bool = False
    recently: bool = False
    objects: bool = False


def why_not(candidate: Candidate, now: datetime) -> str:
    """Return why nobody is asked about a ticket, "" where these rules have nothing against it.

    Whether a machine may write to this customer at all is asked besides
    (:mod:`agent_console.desk.auto_answer`).
    """
    ticket = candidate.ticket
    state = ticket.state_at(now)
    rules = (
        (candidate.question not in set(Survey), _("nothing is asked after such requests")),
        (ticket.is_spam, _("it is spam")),
        (ticket.kind is not MailKind.HUMAN, _("no person wrote it")),
        (not ticket.customer.email, _("no e-mail address is known")),
        (state is not TicketState.CLOSED, _("the ticket is not closed")),
        (IMPORTED in ticket.tags, _("the ticket was imported")),
        (ticket.reopened > 0, _("the ticket was reopened")),
        (candidate.merged, _("the ticket was merged with another one")),
        (ticket.first_answered_at is None, _("nobody of us answered it")),
        (ticket.bounced, _("mail to this customer came back")),
        (candidate.asked, _("the customer was asked about this ticket")),
        (candidate.objects, _("the customer objects to surveys")),
        (candidate.recently, _("the customer was asked not long ago")),
    )
    return next((reason for holds, reason in rules if holds), "")


def survey_of_acts(acts: tuple[object, ...]) -> SurveyAsked | None:
    """Return which survey a mail is that records these facts when it has left, if it is one."""
    return next((fact for fact in acts if isinstance(fact, SurveyAsked)), None)


def fence_name(ref: str) -> str:
    """Return under which name the team is asked whether this ticket's customer was asked."""
    return f"survey {ref}"
