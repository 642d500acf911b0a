"""The badges of a ticket in the queue: what else matters, in words or one letter each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _, ngettext, pgettext
from agent_console.screens import words
from agent_console.screens.outgoing import Outgoing

_STEPS = 5


def mail_sign(outgoing: Outgoing, ref: str, *, wide: bool) -> str:
    """Return the sign of a mail that needs a decision, or waits to leave; empty for none."""
    if ref in outgoing.undecided_refs:
        return _("! mail stopped") if wide else "!"
    if ref in outgoing.waiting_refs:
        return _("… mail waits") if wide else "…"
    return ""


def badges(
    row: QueueRow, *, wide: bool, opened: datetime | None = None, writer: str = "", asker: str = ""
) -> str:
    """Return what else matters, the gravest first: in words, or one letter each.

    ``opened`` is up to which moment somebody read the ticket here, ``writer`` the colleague who is
    answering it, ``asker`` the one whose note asks this agent.
    """
    asked = asks_word(asker, wide=wide)
    if not wide:
        return asked + "".join(_letters(row, unread=is_unread(row, opened), writer=writer))
    told = _words(row, unread=is_unread(row, opened), writer=writer)
    return " ".join((*filter(None, (asked,)), *told))


def asks_word(asker: str, *, wide: bool) -> str:
    """Return the sign of a colleague's question to this agent; empty for none."""
    if not asker:
        return ""
    return _("? {name} asks you").format(name=words.line(asker)) if wide else "?"


def is_unread(row: QueueRow, opened: datetime | None) -> bool:
    """Return whether the customer wrote after our answer, and nobody has opened that here."""
    wrote = row.wrote_again_at
    return wrote is not None and (opened is None or opened < wrote)


def _letters(row: QueueRow, *, unread: bool, writer: str) -> Iterator[str]:
    if writer:
        yield pgettext("badge letter", "W")
    if row.bounced:
        yield pgettext("badge letter", "B")
    if row.complaint:
        yield pgettext("badge letter", "C") + str(row.steps or "")
    if row.frustration >= words.ANNOYING:
        yield pgettext("badge letter", "F")
    if unread:
        yield pgettext("badge letter", "N")
    if row.handed_on >= words.HANDED_ROUND:
        yield pgettext("badge letter", "H")
    if row.draft:
        yield pgettext("badge letter", "D")
    if row.reopened:
        yield pgettext("badge letter", "R")
    if row.attachments:
        yield pgettext("badge letter", "A")
    if row.tags:
        yield pgettext("badge letter", "T")


def _words(row: QueueRow, *, unread: bool, writer: str) -> Iterator[str]:
    if writer:
        yield _("{name} is writing").format(name=words.line(writer))
    if row.bounced:
        yield _("bounced")
    if row.priority in words.RAISED_OR_LOWERED:
        yield words.priority_badge(row.priority)
    if row.complaint:
        yield _("complaint")
    if row.steps:
        yield f"{row.steps}/{_STEPS}"
    if row.frustration >= words.ANNOYING:
        yield words.mood_word(row.frustration)
    if unread:
        yield _("new reply")
    if row.handed_on >= words.HANDED_ROUND:
        yield _("handed round")
    yield from (f"+{words.line(tag)}" for tag in row.tags)
    if row.draft:
        yield _("draft")
    if row.reopened:
        yield _("reopened")
    if row.attachments:
        yield _("file")
    if row.notes:
        yield ngettext("{n} note", "{n} notes", row.notes).format(n=row.notes)
