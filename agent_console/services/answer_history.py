"""What the store knows around a mail that a machine may answer, for every rule of that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.config import Config, MailboxConfig
from agent_console.desk.auto_answer import (
    FLOOD,
    FLOOD_STOP,
    AnswerHistory,
    Dmarc,
    looks_like_verification,
)
from agent_console.desk.mail import Mail
from agent_console.desk.states import TicketState
from agent_console.desk.ticket import Ticket
from agent_console.desk.tokens import ref_of
from agent_console.mail.auth_results import auth_results
from agent_console.store import acknowledgements as stored
from agent_console.store import meta
from agent_console.store.acknowledgements import Opener

if TYPE_CHECKING:
    from sqlmodel import Session

BACKLOG = timedelta(hours=1)
"""What lay on the server for longer before it was read is a backlog: the line was down."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_BOUNCE_STOP = timedelta(days=60)


def answer_history(
    session: Session,
    config: Config,
    mail: Mail,
    opener: Opener,
    ticket: Ticket,
    box: MailboxConfig,
    now: datetime,
    *,
    in_junk: bool,
) -> AnswerHistory:
    """Return what is known around ``mail``, which opened ``ticket`` and came to ``box``."""
    email = mail.sender.email if mail.sender else ""
    domain = email.rpartition("@")[2]
    own_id = ref_of(mail.message_id, meta.token_secret(session)) is not None
    answered = stored.decided(session, ticket.ref)
    sent = list(stored.sent_since(session, now - _DAY))
    recent = [one.people for one in sent if one.at >= now - _HOUR and not one.is_notice]
    return AnswerHistory(
        own=config.own_addresses,
        received_at=opener.received,
        opens_ticket=ticket.state is TicketState.NEW and not ticket.mails_out,
        already_answered=answered is not None,
        live=now - opener.received <= BACKLOG,
        own_id=own_id,
        in_junk=in_junk,
        dmarc=Dmarc(auth_results(mail, box.authserv_id).dmarc.value),
        domain_known=looks_like_verification(mail)
        and stored.knows_domain(session, domain, opener.id),
        undeliverable=stored.came_back(session, email, now - _BOUNCE_STOP),
        sent_to_address=sum(email.lower() in one.people for one in sent),
        sent_to_domain=sum(_any_at(domain, people) for people in recent),
        sent_in_all=len(recent),
        from_address=stored.arrivals_from(session, email, now - FLOOD - FLOOD_STOP),
    )


def _any_at(domain: str, people: tuple[str, ...]) -> bool:
    return any(one.endswith(f"@{domain.lower()}") for one in people)
