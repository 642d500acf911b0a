"""Notices: one text to many customers, each by a mail of their own, begun and steered by people."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from agent_console.desk.events import Event, TextFact, standing
from agent_console.desk.notice_facts import (
    NoticeBegun,
    NoticeEnded,
    NoticePaused,
    NoticeResumed,
    NoticeSent,
    NoticeStopped,
    NoticeWritten,
)
from agent_console.desk.refs import SHORT, base32
from agent_console.desk.tokens import RANDOM_BYTES, new_message_id
from agent_console.i18n import _

_CONTEXT = b"agent-console notice 1\0"
_REF_BYTES = SHORT * 5 // 8


class NoticeState(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    ENDED = "ended"


def notice_word(state: NoticeState) -> str:
    """Return where a notice stands, in words."""
    return {
        NoticeState.DRAFT: _("draft"),
        NoticeState.RUNNING: _("is being sent"),
        NoticeState.PAUSED: _("paused"),
        NoticeState.STOPPED: _("stopped"),
        NoticeState.ENDED: _("sent"),
    }[state]


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; ``console`` is the one that sends it, ``people`` how many it was begun for.

    ``sent`` is to how many it has left, at whatever console.
    """

    name: str
    written: NoticeWritten
    state: NoticeState
    agent: str
    at: datetime
    console: str = ""
    begun_at: datetime | None = None
    people: int = 0
    sent: int = 0

    @property
    def title(self) -> str:
        """What people call it."""
        return self.written.title


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person who is to get a notice, and the mail as it will leave.

    ``person`` is the address by which the person is known, ``ticket`` the one that the mail goes
    to; ``opens`` says that it will be a new one. ``known`` is the ticket whose facts the text has.
    """

    person: str
    address: str
    name: str
    ticket: str
    opens: bool
    sender: str
    language: str
    subject: str
    text: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One person who does not get a notice although the search found them, and why."""

    person: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """What would leave: nothing has happened yet. ``found`` is how many tickets were found.

    ``written`` is what it was made of: when that was changed, the plan is worth nothing.
    """

    recipients: tuple[Recipient, ...]
    left_out: tuple[LeftOut, ...]
    found: int = 0
    written: NoticeWritten | None = None


class MailState(StrEnum):
    """Where the mail of a notice to one person stands."""

    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    LEFT_OUT = "left-out"
    FAILED = "failed"


def mail_word(state: MailState, of: NoticeState | None = None) -> str:
    """Return where the mail to one person stands, in words; ``of`` the notice."""
    if state is MailState.WAITING and of is NoticeState.STOPPED:
        return _("did not leave")
    return {
        MailState.WAITING: _("waits"),
        MailState.QUEUED: _("in the outbox"),
        MailState.SENT: _("sent"),
        MailState.LEFT_OUT: _("left out"),
        MailState.FAILED: _("did not leave"),
    }[state]


@dataclass(frozen=True, slots=True)
class NoticeMail:
    """One person of a notice: where the mail stands, and whether the person answered it.

    ``opens`` says that the ticket is a new one, there once the mail has left.
    """

    person: str
    name: str
    ticket: str
    state: MailState
    why: str = ""
    answered: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLook:
    """A notice with everybody it goes to, as far as this console knows."""

    notice: Notice
    mails: tuple[NoticeMail, ...] = ()

    def count(self, state: MailState) -> int:
        """Return how many mails stand there."""
        return sum(mail.state is state for mail in self.mails)

    @property
    def answered(self) -> int:
        """How many people answered."""
        return sum(mail.answered for mail in self.mails)


def console_of(event: Event) -> str:
    """Return the console that recorded an event."""
    return event.id.rpartition(".")[0]


def notice_of(name: str, events: Sequence[Event]) -> Notice | None:
    """Return a notice as the events about it tell, None where nothing was written.

    Of two consoles that begin it at once the one that came first sends it.
    """
    found: Notice | None = None
    for event in standing(events):
        fact = event.fact
        if isinstance(fact, NoticeWritten):
            found = _written(found, name, event, fact)
        elif found is not None and not isinstance(fact, NoticeSent):
            found = _after(found, event)
    if found is None:
        return None
    return replace(found, sent=len(sent_to(events)))


def sent_to(events: Sequence[Event]) -> dict[str, tuple[NoticeSent, datetime]]:
    """Return what left, by person: the first mail of each."""
    found: dict[str, tuple[NoticeSent, datetime]] = {}
    for event in events:
        if isinstance(event.fact, NoticeSent):
            found.setdefault(event.fact.person, (event.fact, event.at))
    return found


def _written(found: Notice | None, name: str, event: Event, fact: NoticeWritten) -> Notice:
    if found is None:
        return Notice(name, fact, NoticeState.DRAFT, event.agent, event.at)
    return replace(found, written=fact) if found.state is NoticeState.DRAFT else found


def _after(found: Notice, event: Event) -> Notice:
    state, fact = found.state, event.fact
    over = state in (NoticeState.STOPPED, NoticeState.ENDED)
    if isinstance(fact, NoticeBegun) and state is NoticeState.DRAFT:
        return replace(
            found,
            state=NoticeState.RUNNING,
            console=console_of(event),
            agent=event.agent,
            begun_at=event.at,
            people=_number(fact.people),
        )
    if isinstance(fact, NoticeStopped) and not over:
        return replace(found, state=NoticeState.STOPPED)
    if state is NoticeState.DRAFT or over:
        return found
    if isinstance(fact, NoticePaused):
        return replace(found, state=NoticeState.PAUSED)
    if isinstance(fact, NoticeResumed) and state is NoticeState.PAUSED:
        people = _number(fact.people) or found.people
        console = console_of(event)
        return replace(found, state=NoticeState.RUNNING, console=console, people=people)
    if isinstance(fact, NoticeEnded):
        return replace(found, state=NoticeState.ENDED)
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def own_ref(notice: str, person: str, secret: bytes, attempt: int = 0) -> str:
    """Return the ref of the ticket that a notice opens for a person; ``attempt`` after a clash."""
    return base32(_digest(b"ref", notice, person, str(attempt), secret)[:_REF_BYTES])


def notice_message_id(notice: str, person: str, ref: str, secret: bytes, domain: str) -> str:
    """Return the one Message-ID that the mail of a notice to a person can have at this console.

    It is derived, so the same mail cannot be queued a second time (HMAC-SHA256, RFC 2104).
    """
    random = _digest(b"mail", notice, person, "", secret)[:RANDOM_BYTES]
    return new_message_id(ref, secret, random, domain)


def notice_of_acts(acts: Sequence[TextFact]) -> NoticeSent | None:
    """Return of which notice a mail is that records these facts when it has left, if of any."""
    return next((fact for fact in acts if isinstance(fact, NoticeSent)), None)


def fence_name(sent: NoticeSent) -> str:
    """Return under which name the team is asked whether somebody got this notice already."""
    whole = f"{sent.notice}\0{sent.person}".encode()
    return f"notice {sent.notice} {hashlib.sha256(whole).hexdigest()[:32]}"


def _digest(what: bytes, notice: str, person: str, more: str, secret: bytes) -> bytes:
    message = b"\0".join((_CONTEXT + what, notice.encode(), person.encode(), more.encode()))
    return hmac.new(secret, message, hashlib.sha256).digest()
