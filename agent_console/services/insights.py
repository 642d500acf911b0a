"""What is told beside a mail: made when a ticket is opened, from what is stored of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.extract import extract_facts
from agent_console.desk.facts import Fact, FactKind
from agent_console.desk.insight import Insight, MailFact, told_once
from agent_console.desk.mail import Direction, Link, Mail, MailKind
from agent_console.desk.masking import hide_accounts
from agent_console.desk.views import TimelineEntry
from agent_console.i18n import _
from agent_console.mail.auth_results import AuthResults, auth_results
from agent_console.mail.domains import ascii_form, house
from agent_console.mail.read import read_mail
from agent_console.mail.trust import signs
from agent_console.store import heads
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session

MAX_TEXT = 20_000
_AT_ONCE = 40_000
_PER_MAIL = 500
_MAX_KEPT = 2_000
_GOES_ON = re.compile(r"[ )/-]{0,3}\n ?\d")
_Stamp = tuple[str, int, tuple[Link, ...]]
_MAX_WARNINGS = 3
_PLACE = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?:[/:?#].*)?", re.I | re.S)


class Insights:
    """Looks at mails with this desk's settings, once at each; safe to use from several threads."""

    def __init__(self, config: Config) -> None:
        self._own = config.own_addresses
        named = dict.fromkeys(box.authserv_id for box in config.all_mailboxes)
        self._servers = [name for name in named if name]
        self._patterns = config.orders.patterns
        self._zone = ZoneInfo(config.calendar.zone)
        self._kept: dict[_Stamp, Insight] = {}
        self._lock = Lock()

    def of(
        self, session: Session, ref: str, mails: Sequence[StoredMail], *, whole: bool
    ) -> tuple[dict[str, Insight], bool]:
        """Return by key what is to be told of a ticket's mails, and whether that is all.

        Unless ``whole``, a look is taken at as many new mails, the newest first, as a moment
        allows: the next call goes on. Nothing is told of mails that we sent for sure.
        """
        doubted = heads.doubted(session, ref)
        with self._lock:
            found = {mail.key: self._kept.get(_stamp(mail)) for mail in mails}
        waiting = [mail for mail in reversed(mails) if mail.key in doubted and not found[mail.key]]
        chosen = waiting if whole else waiting[: _affordable(waiting)]
        raw = heads.heads(session, [mail.key for mail in chosen])
        looked = [(mail, self._look(mail, raw.get(mail.key, b""))) for mail in chosen]
        with self._lock:
            if len(self._kept) > _MAX_KEPT:
                self._kept.clear()
            self._kept |= {_stamp(mail): insight for mail, insight in looked}
        found |= {mail.key: insight for mail, insight in looked}
        told = {key: one for key, one in found.items() if one and key in doubted}
        return told, len(chosen) == len(waiting)

    def _look(self, mail: StoredMail, head: bytes) -> Insight:
        read = read_mail(head)
        server, found = self._asked(read)
        return Insight(
            signs=(*signs(read, self._own, server), *misleading(mail.links)),
            facts=self._facts(mail),
            checked=f"{server}: SPF {found.spf}, DKIM {found.dkim}, DMARC {found.dmarc}"
            if server
            else "",
        )

    def _asked(self, read: Mail) -> tuple[str, AuthResults]:
        """Return which of our servers took a mail in, as far as one says so, and what it found."""
        for server in self._servers:
            found = auth_results(read, server)
            if found != AuthResults():
                return server, found
        return next(iter(self._servers), ""), AuthResults()

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
        return told_once(fact for fact in found if not _is_torn(fact, mail.text))


def _is_torn(fact: Fact, text: str) -> bool:
    """Tell whether a phone number may go on in the next line: half a number helps nobody."""
    return fact.kind is FactKind.PHONE and _GOES_ON.match(text, fact.end) is not None


def _stamp(mail: StoredMail) -> _Stamp:
    """Return what changes when more of a mail has been fetched."""
    return mail.key, len(mail.text), mail.links


def _affordable(mails: Sequence[StoredMail]) -> int:
    """Return how many of ``mails``, from the first one on, can be looked at in a moment."""
    room = _AT_ONCE
    for number, mail in enumerate(mails):
        room -= _PER_MAIL + min(len(mail.text), MAX_TEXT)
        if room < 0:
            return max(number, 1)
    return len(mails)


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
    text = hide_accounts(entry.text)
    return replace(
        entry,
        text=text,
        told=entry.told if text == entry.text else (),
        subject=hide_accounts(entry.subject),
        links=tuple(
            Link(hide_accounts(link.text), hide_accounts(real_target(link.target)))
            for link in entry.links
        ),
        attachments=tuple(
            replace(file, filename=hide_accounts(file.filename)) for file in entry.attachments
        ),
    )
