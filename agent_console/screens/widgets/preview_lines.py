"""What the preview of the queue shows: head and newest mail of a ticket, folded and cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from agent_console.desk.mail import FoldKind
from agent_console.desk.text import shorten, to_screen
from agent_console.desk.views import EntryKind, TicketView, TimelineEntry
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.widgets.wrapping import wrap

LETTERS = 8_000
"""The longest text that is laid out; nobody reads more of it in a preview."""
MOST_LINES = 200
_MAILS = frozenset(
    {
        *(EntryKind.MAIL_IN, EntryKind.MAIL_OUT, EntryKind.AUTOMATIC, EntryKind.DELIVERY_REPORT),
        EntryKind.CONTACT,
    }
)


@dataclass(frozen=True, slots=True)
class Newest:
    """A ticket's subject and its newest mail, None without one; long texts are cut."""

    ref: str
    subject: str
    entry: TimelineEntry | None


def newest_of(view: TicketView) -> Newest:
    """Return what the preview shows of a ticket."""
    entry = next((one for one in reversed(view.entries) if one.kind in _MAILS), None)
    if entry is not None and len(entry.text) > LETTERS:
        entry = replace(entry, text=entry.text[:LETTERS] + "…")
    return Newest(view.row.ref, view.row.subject, entry)


def preview_lines(shown: Newest, width: int, now: datetime, zone: tzinfo) -> list[str]:
    """Return head, files and text of the newest mail, safe to show and wrapped to ``width``."""
    entry = shown.entry
    lines = [words.line(shown.subject) or _("(no subject)")]
    if entry is None:
        return [shorten(line, width) for line in (*lines, _("There is no mail here yet."))]
    when = words.moment_text(entry.at, now, zone)
    who = words.address_text(entry.sender) if entry.sender else words.line(entry.who)
    lines.append(f"{who} · {when}")
    if entry.kind is EntryKind.CONTACT:
        lines.append(words.line(entry.subject))
    if entry.attachments:
        n = len(entry.attachments)
        lines.append(ngettext("{n} file", "{n} files", n).format(n=n))
    heads = [shorten(line, width) for line in lines]
    text = [line for part in _text(entry) for line in wrap(part, width)]
    return [*heads, "", *text][:MOST_LINES]


def _text(entry: TimelineEntry) -> Iterator[str]:
    """Yield the lines of a mail; in place of each quote and signature how long it is."""
    hidden = {
        number: span
        for span in entry.ranges
        if span.kind is not FoldKind.BODY
        for number in range(span.start, span.end)
    }
    for number, line in enumerate(entry.text.splitlines()):
        span = hidden.get(number)
        if span is None:
            yield to_screen(line, one_line=True)
        elif number == span.start:
            n = span.end - span.start
            yield ngettext("… {n} line folded", "… {n} lines folded", n).format(n=n)
