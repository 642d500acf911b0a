"""The preview beside or below the queue: head and newest mail of the selected ticket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.mail import FoldKind
from agent_console.desk.text import cell_width, shorten, to_screen
from agent_console.desk.views import EntryKind, TicketView, TimelineEntry
from agent_console.i18n import _, ngettext
from agent_console.queue_layout import Preview
from agent_console.screens import words
from agent_console.screens.session import Session
from agent_console.screens.widgets.wrapping import wrap

LETTERS = 8_000
"""The longest text that is laid out; nobody reads more of it in a preview."""
MOST_LINES = 200
_MAILS = frozenset(
    (EntryKind.MAIL_IN, EntryKind.MAIL_OUT, EntryKind.AUTOMATIC, EntryKind.DELIVERY_REPORT)
)
_BESIDE = 140
_BELOW = 34


def place_of(wanted: Preview, width: int, height: int) -> Preview:
    """Return where the preview stands on a screen of ``width`` by ``height`` cells, or OFF."""
    if wanted is not Preview.AUTO:
        return wanted
    if width >= _BESIDE:
        return Preview.BESIDE
    return Preview.BELOW if height >= _BELOW else Preview.OFF


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
    lines.append(f"{words.address_text(entry.sender)} · {when}")
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


class QueuePreview(Widget):
    """Shows what ``show`` was given last; it holds that one text and no other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"queue-preview--head"}

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Newest | None = None
        self._lines: list[str] = []
        self._laid_width = 0

    @property
    def ref(self) -> str:
        """The ticket that is shown; empty without one."""
        return self._shown.ref if self._shown else ""

    def show(self, newest: Newest | None) -> None:
        """Show a ticket, or nothing; what cannot be seen of a long mail is not kept."""
        self._shown = newest
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self.size.width != self._laid_width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid_width = self.size.width
        width = max(self.size.width - 2, 10)
        now, zone = self._session.now(), self._session.zone
        self._lines = preview_lines(self._shown, width, now, zone) if self._shown else []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line; the head stands out."""
        base = self.rich_style
        text = self._lines[y] if y < len(self._lines) else ""
        last = y == self.size.height - 1 and len(self._lines) > self.size.height
        style = self.get_component_rich_style("queue-preview--head") if y == 0 else base
        shown = "…" if last else text
        pad = " " * max(self.size.width - 1 - cell_width(shown), 0)
        strip = Strip([Segment(" ", base), Segment(shown, style), Segment(pad, base)])
        return strip.adjust_cell_length(self.size.width, base)
