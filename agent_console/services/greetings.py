"""How a customer is greeted: corrected once by an agent, kept for every later answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.events import Greeted
from agent_console.desk.greeting import Greeting, greeted_anew, greeting_text, read_greeting
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.customer_records import greeting_said
from agent_console.services.tickets import TicketService
from agent_console.store.driver import driver
from agent_console.store.greeted import greeted

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent_console.services.answers import AnswerService


def greeting_of(session: Session, email: str) -> Greeting | None:
    """Return what was said of the customer with this address; None where nothing was.

    What an agent said while answering goes before what the customer's record says.
    """
    connection = driver(session)
    said = greeted(connection, email) or greeting_said(connection, email)
    try:
        return read_greeting(said) if said else None
    except ValueError:
        return None


class GreetingService:
    """Keeps how customers are greeted; safe to use from several threads, may wait."""

    def __init__(self, answers: AnswerService, tickets: TicketService) -> None:
        self._answers = answers
        self._tickets = tickets

    def shown(self, ref: str) -> str:
        """Return how a ticket's customer is greeted now, to be corrected."""
        told = self._answers.situation(ref)
        return greeting_text(told.known.person, told.form)

    def keep(self, ref: str, said: str, text: str = "") -> str:
        """Keep how the customer is greeted; return ``text`` with the new greeting.

        ``said`` is such as "Frau Anna Müller, Sie", "Anna, du" or "-" for no name; raises
        ActionRefusedError for anything else.
        """
        before = self._answers.situation(ref).known
        try:
            found = read_greeting(said)
        except ValueError as error:
            raise ActionRefusedError(
                _("Greeting"),
                _("{text} is no name of a person").format(text=said),
                _("Write for example “Frau Anna Müller, Sie”, “Anna, du” or “-” for no name."),
            ) from error
        self._tickets.record(ref, Greeted(before.ticket.customer.email.casefold(), said))
        return greeted_anew(text, before.person, found)
