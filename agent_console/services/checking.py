"""What speaks against sending a mail as it stands, in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk.states import OutboxKind
from agent_console.i18n import _
from agent_console.services.addressing import recipient_problems
from agent_console.services.attaching import WARN_FROM, size_words, wire_size
from agent_console.services.bounces import came_back
from agent_console.services.customer_records import not_written_to
from agent_console.services.drafts import DraftKeeping
from agent_console.services.world import news_while_writing
from agent_console.services.writing import ReplyDraft, own_words
from agent_console.store import drafts
from agent_console.store.draft_head import FileSource
from agent_console.store.server_notes import size_limit

if TYPE_CHECKING:
    from sqlmodel import Session

_PROMISES_ATTACHMENT = re.compile(
    r"\b(anbei|beiliegend\w*|(im|als|den|siehe|s\.) anhang|anh(ä|ae)nge|in der anlage|als anlage"
    r"|angeh(ä|ae)ngt\w*|angehangen\w*|beigef(ü|ue)gt\w*"
    r"|h(ä|ae)ng(t|en)\b[^.!?\n]{0,30}\b(e-?mail|mail|nachricht)"
    r"|attach(ed|ing|ments?)?|enclosed|enclosing|enclosures?)\b",
    re.IGNORECASE,
)


class Checking:
    """Looks at a mail, and at what has happened since it was begun."""

    def __init__(self, session: Session, config: Config, keeping: DraftKeeping) -> None:
        self._session = session
        self._own = config.own_addresses
        self._drafts = keeping

    def problems(self, draft: ReplyDraft, text: str) -> Iterator[str]:
        """Yield what an agent should know before ``text`` goes."""
        own = own_words(text, draft.prefilled)
        if not own and draft.kind is not OutboxKind.FORWARD:
            yield _("The reply is empty.")
        yield from recipient_problems(draft.everybody, self._own)
        yield from came_back(self._session, draft.everybody)
        yield from not_written_to(self._session, draft.everybody)
        if not draft.subject.strip():
            yield _("The subject is empty.")
        yield from _attachment_problems(draft, own, size_limit(self._session, draft.sender))
        if drafts.holds_several(own):
            yield _("Two drafts stand one below the other; keep what is to be sent.")
        yield from self._news(draft)

    def _news(self, draft: ReplyDraft) -> Iterator[str]:
        """Say what has come to the ticket since the draft was opened."""
        yield from news_while_writing(
            self._session, draft.ref, draft.message_id, draft.known, draft.kind
        )
        if self._drafts.written_elsewhere(self._session, draft.ref, draft.drafted_as):
            yield _("Another console writes a reply to this ticket as well.")


def _attachment_problems(draft: ReplyDraft, own: str, limit: int | None) -> Iterator[str]:
    if not draft.attachments and _PROMISES_ATTACHMENT.search(unicodedata.normalize("NFC", own)):
        yield _("The text speaks of an attachment, but none is attached.")
    for file in draft.attachments:
        if file.source is FileSource.DISK and not file.size:
            yield _("{name} is empty.").format(name=file.name)
    size = wire_size(draft.attachments)
    if limit and size > limit:
        yield _("The attachments take {size} in the mail; your mail server takes {limit}.").format(
            size=size_words(size), limit=size_words(limit)
        )
    elif size > WARN_FROM:
        yield _("The attachments take {size} in the mail; many servers refuse that.").format(
            size=size_words(size)
        )
