"""What a ticket complains about, by the mails that its customer wrote."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.matter import Matter, MatterKind, find_matter
from agent_console.desk.matter_kinds import MANNERS
from agent_console.desk.subjects import base_subject
from agent_console.desk.ticket import Ticket
from agent_console.store.tickets import StoredMail

_NEWEST = 5


def matter_of(
    mails: Sequence[StoredMail], ticket: Ticket, language: str, config: Config
) -> tuple[Matter, str]:
    """Return what the newest mail that says so complains about, and the key of that mail.

    How we treated the customer is the matter only where nothing else is. ``language`` is that of
    mails that do not show theirs; the key is "" where no person wrote.
    """
    written = [
        mail
        for mail in reversed(mails)
        if mail.direction is Direction.IN and mail.kind is MailKind.HUMAN
    ]
    found = [(_told(mail, ticket, language, config), mail.key) for mail in written[:_NEWEST]]
    telling = [one for one in found if one[0].kind is not MatterKind.OTHER]
    goods = [one for one in telling if one[0].kind not in MANNERS]
    return [*goods, *telling, *found, (Matter(MatterKind.OTHER), "")][0]


def _told(mail: StoredMail, ticket: Ticket, language: str, config: Config) -> Matter:
    zone = ZoneInfo(config.calendar.zone)
    return find_matter(
        mail.text,
        today=(mail.date or mail.received).astimezone(zone).date(),
        language=mail.language or language,
        subject=base_subject(ticket.subject),
        ranges=mail.ranges,
        order_patterns=config.orders.patterns,
    )
