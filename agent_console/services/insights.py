"""What is told beside a mail: made when a ticket is opened, from what is stored of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.extract import extract_facts
from agent_console.desk.insight import Insight, MailFact, told_once
from agent_console.desk.mail import Direction, Link, Mail, MailKind
from agent_console.desk.masking import hide_accounts
from agent_console.desk.views import TimelineEntry
from agent_console.i18n import _
from agent_console.mail.auth_results import auth_results
from agent_console.mail.domains import ascii_form, house
from agent_console.mail.read import read_mail
from agent_console.mail.trust import signs
from agent_console.store.heads import StoredHead
from agent_console.store.tickets import StoredMail

MAX_TEXT = 20_000
_MAX_WARNINGS = 3
_PLACE = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?:[/:?#].*)?", re.I | re.S)


class Insights:
    """Looks at mails with this desk's settings; safe to use from several threads."""

    def __init__(self, config: Config) -> None:
        self._own = config.mailbox.own_addresses
        self._authserv_id = config.mailbox.authserv_id
        self._patterns = config.orders.patterns
        self._zone = ZoneInfo(config.calendar.zone)

    def of(self, mail: StoredMail, head: StoredHead | None) -> Insight:
        """Return what is to be told of a mail; nothing of one that we sent for sure."""
        if head is None:
            return Insight()
        read = read_mail(head.raw)
        return Insight(
            signs=(*signs(read, self._own, self._authserv_id), *misleading(mail.links)),
            facts=self._facts(mail),
            checked=self._checked(read),
        )

    def _facts(self, mail: StoredMail) -> tuple[MailFact, ...]:
        if mail.direction is Direction.OUT or mail.kind is MailKind.DELIVERY_REPORT:
            return ()
        written = (mail.date or mail.received).astimezone(self._zone)
        found = extract_facts(
            mail.text[:MAX_TEXT],
            today=written.date(),
            order_patterns=self._patterns,
            ranges=mail.ranges,
        )
        return told_once(found)

    def _checked(self, read: Mail) -> str:
        if not self._authserv_id:
            return ""
        found = auth_results(read, self._authserv_id)
        return f"{self._authserv_id}: SPF {found.spf}, DKIM {found.dkim}, DMARC {found.dmarc}"


def misleading(links: Sequence[Link]) -> tuple[str, ...]:
    """Say in words which links show one place and lead to another, at most three."""
    return tuple(islice(_misleading(links), _MAX_WARNINGS))


def _misleading(links: Sequence[Link]) -> Iterator[str]:
    for number, link in enumerate(links, 1):
        shown = _PLACE.fullmatch(link.text.strip())
        real = _host(link.target)
        if shown and real and house(shown[1]) != house(real):
            yield _("Link [{n}] shows {shown}, but leads to {real}.").format(
                n=number, shown=shown[1].lower(), real=ascii_form(real)
            )


def real_target(target: str) -> str:
    """Return a web address with its machine written as the net sees it (xn--…, RFC 5890)."""
    name = _host(target)
    if name.isascii():
        return target
    place = urlsplit(target)
    return place._replace(netloc=place.netloc.lower().replace(name, ascii_form(name))).geturl()


def _host(target: str) -> str:
    """Return the machine that a web address leads to, empty for everything else."""
    try:
        place = urlsplit(target)
        return (place.hostname or "") if place.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def for_the_eye(entry: TimelineEntry) -> TimelineEntry:
    """Return an entry with real link targets, and bank accounts masked in all of its texts."""
    return replace(
        entry,
        text=hide_accounts(entry.text),
        subject=hide_accounts(entry.subject),
        links=tuple(
            Link(hide_accounts(link.text), hide_accounts(real_target(link.target)))
            for link in entry.links
        ),
        attachments=tuple(
            replace(file, filename=hide_accounts(file.filename)) for file in entry.attachments
        ),
    )
