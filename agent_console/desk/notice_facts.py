"""What agents record of notices, known issues and occasions; most of it is about a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NoticeWritten:
    """Somebody said whom a notice goes to and what it says; it goes nowhere yet.

    ``search`` picks the customers. The text is the canned answer ``answer``, or ``text`` where
    that is not empty. ``about`` is the known issue whose customers are told.
    """

    TYPE: ClassVar[str] = "notice-written"
    title: str = ""
    search: str = ""
    answer: str = ""
    subject: str = ""
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class NoticeBegun:
    """A notice is sent from now on, by the console that records this, to ``people`` customers."""

    TYPE: ClassVar[str] = "notice-begun"
    people: str = ""


@dataclass(frozen=True, slots=True)
class NoticePaused:
    """No more mails of a notice leave until somebody lets it go on."""

    TYPE: ClassVar[str] = "notice-paused"


@dataclass(frozen=True, slots=True)
class NoticeResumed:
    """A notice goes on, sent by the console that records this."""

    TYPE: ClassVar[str] = "notice-resumed"
    people: str = ""


@dataclass(frozen=True, slots=True)
class NoticeStopped:
    """A notice ends here, whoever has not got it."""

    TYPE: ClassVar[str] = "notice-stopped"


@dataclass(frozen=True, slots=True)
class NoticeEnded:
    """Everybody who may get a notice has got it."""

    TYPE: ClassVar[str] = "notice-ended"


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """The mail of a notice to one person left; recorded on its ticket and about the notice.

    ``person`` is the address by which all addresses of that person are known.
    """

    TYPE: ClassVar[str] = "notice-sent"
    notice: str = ""
    title: str = ""
    person: str = ""
    ticket: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class IncidentWritten:
    """A known issue and what customers are told of it: a canned answer, or ``text``."""

    TYPE: ClassVar[str] = "incident-written"
    title: str = ""
    answer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """A known issue is solved; with ``off`` "yes" it is open again."""

    TYPE: ClassVar[str] = "incident-closed"
    off: str = ""


@dataclass(frozen=True, slots=True)
class IncidentJoined:
    """The ticket belongs to the known issue called ``incident``; with ``off`` "yes" no longer."""

    TYPE: ClassVar[str] = "incident-joined"
    incident: str = ""
    title: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class OccasionSettled:
    """An agent dropped a suggestion, or wrote to the customer; it is not made again."""

    TYPE: ClassVar[str] = "occasion-settled"
    how: str = ""
