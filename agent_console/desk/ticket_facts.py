"""What an agent can record on a ticket; ``events`` writes it to JSON and reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Assigned:
    """The ticket was taken by, given to, or (empty owner) released by an agent."""

    TYPE: ClassVar[str] = "assigned"
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An agent said what a ticket is (see ``labels.LabelName``), whatever the rules think.

    An empty ``value`` leaves it to the rules again.
    """

    TYPE: ClassVar[str] = "labelled"
    what: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An agent said of the mail with this key what wrote it (a ``MailKind``).

    What ``sender`` writes from then on counts the same; "" makes no such rule.
    """

    TYPE: ClassVar[str] = "judged"
    mail: str = ""
    kind: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Greeted:
    """An agent said how the customer with this address is greeted, as ``greeting`` reads it.

    An empty ``name`` leaves it to what the customer writes again.
    """

    TYPE: ClassVar[str] = "greeted"
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag was put on the ticket, or with ``off`` "yes" taken off."""

    TYPE: ClassVar[str] = "tagged"
    tag: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The ticket lives on in another one, ``into``: all its mails and notes are there."""

    TYPE: ClassVar[str] = "merged"
    into: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """Mails of the ticket became a new one, ``ref``; ``mails`` are their keys, blanks between.

    A later mail goes with the one that it answers.
    """

    TYPE: ClassVar[str] = "split"
    ref: str = ""
    mails: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The ticket has to do with the ticket ``to``; with ``off`` "yes" no longer."""

    TYPE: ClassVar[str] = "linked"
    to: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """An internal note; it has no recipients by construction."""

    TYPE: ClassVar[str] = "noted"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply left the house: the mail server took it; ``answers`` are ids of canned ones in it."""

    TYPE: ClassVar[str] = "replied"
    message_id: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Apologised:
    """An apology left: the steps listen, understand, apologise and solve of a complaint are done.

    ``blocks`` are the ids of what it was made of, ``remedy`` what it offers, of this ``value`` and
    ``cost`` (numbers as text) in ``currency``, until the day ``by``; on the day ``check`` we come
    back to make sure.
    """

    TYPE: ClassVar[str] = "apologised"
    blocks: str = ""
    remedy: str = ""
    value: str = ""
    cost: str = ""
    currency: str = ""
    by: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class MadeSure:
    """The last step of a complaint: the customer was asked, or with a ``reason``, need not be."""

    TYPE: ClassVar[str] = "made-sure"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Overruled:
    """An agent sent a text although a check of apologies spoke against it, for a ``reason``."""

    TYPE: ClassVar[str] = "overruled"
    check: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """An agent would like to offer a remedy that takes somebody of a higher level to grant."""

    TYPE: ClassVar[str] = "approval-asked"
    remedy: str = ""
    value: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """Somebody who may granted a remedy up to this value."""

    TYPE: ClassVar[str] = "approved"
    remedy: str = ""
    value: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail left that answers nobody: it was sent on to somebody else, or is a notice."""

    TYPE: ClassVar[str] = "forwarded"
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The matter is settled; with ``ignore`` "thanks", a mail that only thanks leaves it so."""

    TYPE: ClassVar[str] = "closed"
    reason: str = ""
    ignore: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """An agent took a closed or waiting ticket back into work."""

    TYPE: ClassVar[str] = "reopened"


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The ticket sleeps until ``until``; a mail of the customer wakes it earlier."""

    TYPE: ClassVar[str] = "snoozed"
    until: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """Takes back the event with the id ``event``."""

    TYPE: ClassVar[str] = "undone"
    event: str = ""
