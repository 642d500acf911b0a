"""Who may get a notice: one person each, nobody who objects, no address that may not be written to.

Asked when a notice is planned, and once more right before each mail is queued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk import marks
from agent_console.desk.auto_answer import MAX_TO_ADDRESS, AnswerHistory, Dmarc, may_auto_answer
from agent_console.desk.customers import CustomerField
from agent_console.desk.mail import Direction, MailKind
from agent_console.i18n import _
from agent_console.mail.auth_results import auth_results
from agent_console.mail.read import read_mail
from agent_console.services.customer_records import Person, person
from agent_console.store import acknowledgements as automatic
from agent_console.store import tickets as stored
from agent_console.store.driver import driver
from agent_console.store.tickets import StoredMail
from agent_console.store.whereabouts import kept_mail

if TYPE_CHECKING:
    from sqlmodel import Session

_DAY = timedelta(days=1)
_BOUNCE_STOP = timedelta(days=60)
_WROTE_TO = """
SELECT 1 FROM ticket JOIN mail ON mail.ticket = ticket.ref
WHERE ticket.customer_email IN (SELECT value FROM json_each(?)) AND mail.direction = 'out'
    AND mail.kind = 'human' LIMIT 1
"""


def person_of(session: Session, address: str) -> Person:
    """Return the person who has an address, with all of their addresses."""
    return person(driver(session), address.lower())


def objection(who: Person) -> str:
    """Return why a person gets no notice because they, or an agent for them, said so; "" if not."""
    if who.profile.is_said(CustomerField.NO_CONTACT):
        return _("the customer is not to be written to")
    if who.profile.is_said(CustomerField.NO_NOTICES):
        return _("the customer objects to notices")
    return ""


def refusal(
    session: Session, config: Config, who: Person, address: str, ref: str, now: datetime
) -> str:
    """Return why nothing may go to ``address`` unasked, "" where nothing speaks against it.

    The rules are those for automatic answers (:mod:`agent_console.desk.auto_answer`), put to the
    newest mail of the ticket ``ref``; what they say of its age counts for nothing here. Where an
    agent wrote to this customer before, the address is taken for genuine.
    """
    if (why := objection(who)) or (why := _about_address(session, config, address, now)):
        return why
    mail = _newest(stored.mails(session, ref)) if ref else None
    if mail is None:
        return ""
    read = read_mail(kept_mail(session, mail.key).raw)
    proven = auth_results(read, config.mailbox.authserv_id).dmarc.value
    if proven != Dmarc.FAILED and _wrote_to(session, who.emails):
        proven = Dmarc.PASSED
    history = AnswerHistory(
        own=config.own_addresses,
        received_at=now,
        dmarc=Dmarc(proven),
        domain_known=True,
    )
    decision = may_auto_answer(replace(read, date=None), history, now)
    return "" if decision.allowed else decision.reason


def _about_address(session: Session, config: Config, address: str, now: datetime) -> str:
    email = address.lower()
    if not email:
        return _("no e-mail address is known")
    if email in config.own_addresses:
        return _("it is an address of ours")
    if marks.no_reply_address(email) or marks.role_address(email):
        return _("the sender's address is not a person's")
    if automatic.came_back(session, email, now - _BOUNCE_STOP):
        return _("mail to this address came back in the last 60 days")
    sent = sum(email in one.people for one in automatic.sent_since(session, now - _DAY))
    if sent >= MAX_TO_ADDRESS:
        return _("the address got {count} automatic mails within a day").format(count=sent)
    return ""


def _wrote_to(session: Session, emails: Sequence[str]) -> bool:
    from agent_console.store.driver import listed

    return driver(session).execute(_WROTE_TO, (listed(emails),)).fetchone() is not None


def _newest(mails: Sequence[StoredMail]) -> StoredMail | None:
    came = [one for one in mails if one.direction is Direction.IN]
    human = [one for one in came if one.kind is MailKind.HUMAN]
    return max(human or came, key=lambda one: one.received, default=None)
