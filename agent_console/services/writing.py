"""A mail that is being written, as a value, and the words it begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from agent_console.config import Config, MailboxConfig
from agent_console.desk.events import TextFact
from agent_console.desk.mail import Address, Mail
from agent_console.desk.states import OutboxKind
from agent_console.i18n import current_language
from agent_console.mail.quote_marks import is_loose_attribution
from agent_console.mail.quotes import visible_text
from agent_console.mail.replying import forward_text, quote_text
from agent_console.store.draft_head import DraftFile, DraftHead
from agent_console.store.drafts import DraftKind
from agent_console.store.outbox import NOTHING_KNOWN, Known

_MARK = "-- "
_QUOTED_LINES = 60


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply, a forward or a new mail that is being written; changed by ``dataclasses.replace``.

    ``text`` is what the editor starts with, ``prefilled`` the part of it that the agent did not
    write: signature and quote. ``seen`` is the arrival of the newest mail the agent could know when
    the draft was opened, ``known`` all of them. ``message_id`` is fixed from the beginning, so that
    a draft that is queued twice leaves once. ``sender`` is the address it leaves from: that of the
    mailbox the customer wrote to. ``bcc`` get it without standing in it. With ``html`` the text
    goes as simple HTML besides. ``acts`` are recorded once it has left.
    """

    ref: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    warnings: tuple[str, ...] = ()
    seen: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    prefilled: str = ""
    known: Known = NOTHING_KNOWN
    message_id: str = ""
    sender: str = ""
    kind: OutboxKind = OutboxKind.REPLY
    bcc: tuple[Address, ...] = ()
    attachments: tuple[DraftFile, ...] = ()
    html: bool = False
    acts: tuple[TextFact, ...] = ()

    @property
    def everybody(self) -> tuple[Address, ...]:
        """Everyone who gets the mail."""
        return (*self.to, *self.cc, *self.bcc)

    @property
    def head(self) -> DraftHead:
        """What is kept besides the text."""
        return DraftHead(
            self.to,
            self.cc,
            self.bcc,
            self.subject,
            self.attachments,
            self.html,
            acts=self.acts,
        )

    @property
    def drafted_as(self) -> DraftKind:
        """The kind under which it is kept."""
        match self.kind:
            case OutboxKind.FORWARD:
                return "forward"
            case OutboxKind.NEW:
                return "new"
            case _:
                return "reply"


def signature_block(agent: str, team: str) -> list[str]:
    """Return the lines of a signature below its mark ``-- ``: the agent's own, then the team's.

    A mark that stands in the settings already is not written twice.
    """
    own, footer = (_without_mark(text) for text in (agent, team))
    lines = [*own, *([""] if own and footer else []), *footer]
    return [_MARK, *lines, ""] if lines else []


def _without_mark(text: str) -> list[str]:
    lines = text.strip().splitlines()
    if lines and lines[0].rstrip() == _MARK.rstrip():
        lines = lines[1:]
    return lines


def reply_text(parent: Mail, config: Config, box: MailboxConfig) -> str:
    """Return what a reply to ``parent`` begins with: room to write, signature, quote.

    Of the mail only what is new in it is quoted, and of a long one its beginning.
    """
    who = parent.sender.name or parent.sender.email if parent.sender else ""
    quoted = quote_text(
        _beginning(visible_text(parent)), who, _local(parent, config), _language(parent)
    )
    return "\n".join([*new_lines(config, box), quoted])


def _beginning(text: str) -> str:
    """Return the first lines of a long text, and a sign that there is more."""
    lines = text.strip("\n").split("\n")
    if len(lines) <= _QUOTED_LINES + 1:
        return text
    return "\n".join([*lines[:_QUOTED_LINES], "[…]"])


def forward_inline(parent: Mail, config: Config, box: MailboxConfig) -> str:
    """Return what a forward begins with that holds the mail as text."""
    words = forward_text(parent, parent.text, _local(parent, config), _language(parent))
    return "\n".join([*new_lines(config, box), words])


def new_lines(config: Config, box: MailboxConfig) -> list[str]:
    """Return room to write, and the signature."""
    return ["", "", *signature_block(config.agent.signature, box.signature)]


def _local(mail: Mail, config: Config) -> datetime | None:
    return mail.date.astimezone(ZoneInfo(config.calendar.zone)) if mail.date else None


def _language(mail: Mail) -> str:
    return mail.language or current_language()


def own_words(text: str, prefilled: str) -> str:
    """Return what the agent wrote: ``text`` without quotes and the lines filled in beforehand.

    A draft taken up again may quote another mail than ``prefilled`` does; that is no word of the
    agent either.
    """
    given = {line.strip() for line in prefilled.splitlines()}
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(_words(lines, given)).strip()


def _words(lines: list[str], given: Iterable[str]) -> Iterator[str]:
    for line, below in pairwise([*lines, ""]):
        quoted = line.startswith(">") or (below.startswith(">") and _introduces_quote(line))
        if line not in given and not quoted:
            yield line


def _introduces_quote(line: str) -> bool:
    return is_loose_attribution(line) or line.endswith((" wrote:", " schrieb:"))
