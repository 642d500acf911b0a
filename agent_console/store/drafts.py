"""What agents have begun to write on a ticket, mails and notes: every text has its revision.

A text is replaced only by somebody who has seen it and names its revision. All others stay beside
it and are read one below the other, so two consoles that write at once lose nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from agent_console.i18n import _
from agent_console.store.codec import clean
from agent_console.store.draft_head import DraftHead, head_from_text, head_to_text
from agent_console.store.driver import driver, listed
from agent_console.store.times import to_text

if TYPE_CHECKING:
    from sqlmodel import Session

DraftKind = Literal["reply", "forward", "new", "note", "contact"]

_RULE = "━━━━━━"
_TEXTS = "SELECT revision, text FROM draft WHERE ticket = ? AND kind = ? ORDER BY revision DESC"
_HEADS = """
SELECT head FROM draft WHERE revision IN (SELECT value FROM json_each(?)) ORDER BY revision DESC
"""
_BEGUN_NEW = "SELECT ticket FROM draft WHERE kind = 'new' ORDER BY revision DESC LIMIT 1"
_ADD = "INSERT INTO draft (ticket, kind, text, head, updated) VALUES (?, ?, ?, ?, ?)"
_DELETE = "DELETE FROM draft WHERE revision IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Begun:
    """What is kept of a draft, and the revisions that were read for it; ``head`` is the newest."""

    text: str
    revisions: frozenset[int]
    head: DraftHead | None = None


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The revision of what was saved (0: nothing), and what happened to the draft meanwhile.

    ``other`` is the text that somebody else keeps beside it. ``gone`` says that what had been seen
    is no longer there: it was sent, recorded or thrown away elsewhere.
    """

    revision: int
    other: str = ""
    gone: bool = False


def take_up(session: Session, ref: str, kind: DraftKind) -> Begun:
    """Return what is kept, the newest text first, "" when nothing has been begun."""
    rows = _rows(session, ref, kind)
    return Begun(_joined(rows.values()), frozenset(rows), _newest_head(session, rows))


def load(session: Session, ref: str, kind: DraftKind) -> str:
    """Return the kept text, "" when nothing has been begun."""
    return take_up(session, ref, kind).text


def save(
    session: Session,
    ref: str,
    kind: DraftKind,
    text: str,
    now: datetime,
    seen: Collection[int] | None = None,
    head: DraftHead | None = None,
) -> SavedDraft:
    """Keep ``text`` in place of the revisions that were ``seen``; an empty one discards them.

    Without ``seen`` it replaces what it contains word for word. Without ``head`` that of what it
    replaces stays.
    """
    text = clean(text)
    rows = _rows(session, ref, kind)
    known = _contained(rows, text) if seen is None else frozenset(seen)
    head = head or _newest_head(session, rows.keys() & known)
    _delete(session, rows.keys() & known)
    other = _joined(text for revision, text in rows.items() if revision not in known)
    gone = bool(known - rows.keys()) and not other
    if not text:
        return SavedDraft(0, other)
    kept = head_to_text(head) if head else ""
    added = driver(session).execute(_ADD, (ref, kind, text, kept, to_text(now)))
    return SavedDraft(added.lastrowid or 0, other, gone)


def begun_new(session: Session) -> str:
    """Return the ref under which a mail that opens a ticket has been begun last, else ""."""
    found = driver(session).execute(_BEGUN_NEW).fetchone()
    return str(found[0]) if found else ""


def discard(
    session: Session, ref: str, kind: DraftKind, seen: Collection[int] | None = None
) -> None:
    """Forget the revisions that were ``seen``, all of them for None."""
    rows = _rows(session, ref, kind)
    _delete(session, rows.keys() if seen is None else rows.keys() & set(seen))


def discard_in(session: Session, ref: str, kind: DraftKind, text: str) -> None:
    """Forget what ``text`` contains word for word."""
    _delete(session, _contained(_rows(session, ref, kind), clean(text)))


def holds_several(text: str) -> bool:
    """Return whether the line between two drafts still stands in ``text``."""
    lines = map(str.strip, text.splitlines())
    return any(line.startswith(f"{_RULE} ") and line.endswith(f" {_RULE}") for line in lines)


def _rows(session: Session, ref: str, kind: DraftKind) -> dict[int, str]:
    """Return the kept texts by revision, the newest first."""
    return dict(driver(session).execute(_TEXTS, (ref, kind)).fetchall())


def _newest_head(session: Session, revisions: Collection[int]) -> DraftHead | None:
    if not revisions:
        return None
    kept = driver(session).execute(_HEADS, (listed(revisions),))
    return next(filter(None, (head_from_text(text) for (text,) in kept)), None)


def _delete(session: Session, revisions: Collection[int]) -> None:
    if revisions:
        driver(session).execute(_DELETE, (listed(revisions),))


def _contained(rows: dict[int, str], text: str) -> frozenset[int]:
    return frozenset(revision for revision, kept in rows.items() if kept.strip() in text)


def _joined(texts: Iterable[str]) -> str:
    line = f"{_RULE} {_('another draft')} {_RULE}"
    return f"\n\n{line}\n\n".join(dict.fromkeys(texts))
