"""The pages of the review as lines that fit a screen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from agent_console.desk.listing import QueueRow
from agent_console.desk.review import Review, Section
from agent_console.desk.staffing_plan import Staffing
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.services.review_lines import line_text, note_text
from agent_console.services.review_words import headline, nothing_word, section_word
from agent_console.services.staffing_lines import staffing_lines

_MARK, _NO_MARK = "▸ ", "  "
Lines = tuple[list[str], int | None]


class Page(StrEnum):
    """What is shown at once."""

    CHANGES = "changes"
    STAFFING = "staffing"


def page_word(page: Page) -> str:
    """Return what a page is called."""
    return {Page.CHANGES: _("What changed"), Page.STAFFING: _("Staffing hint")}[page]


def review_page(review: Review, place: int, width: int) -> Lines:
    """Return the lines of a review, and on which one the mark is."""
    found, marked, number = [shorten(headline(review), width)], None, 0
    for section in Section:
        found += ["", shorten(section_word(section), width)]
        lines = review.of(section)
        if not lines:
            found.append(f"  {nothing_word(section)}")
        for line in lines:
            text = line_text(line, review, width)
            if number == place:
                marked = len(found)
                text = _MARK + text.removeprefix("  ")
            found.append(text)
            if note := note_text(line, width):
                found.append(note)
            number += 1
    return found, marked


def staffing_page(hint: Staffing, width: int) -> Lines:
    """Return the lines of a staffing hint, long ones folded at their words."""
    found = list[str]()
    for line in staffing_lines(hint):
        found += _folded(line, width) if not line.startswith(" ") else [shorten(line, width)]
    return found, None


def _folded(line: str, width: int) -> list[str]:
    found = [""]
    for word in line.split(" "):
        if found[-1] and len(found[-1]) + 1 + len(word) > width:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}" if found[-1] else word
    return found


def tickets_page(name: str, rows: Sequence[QueueRow], place: int, width: int) -> Lines:
    """Return the tickets behind a line, and on which line the mark is."""
    title = _("Behind “{figure}”: {n}").format(figure=name, n=len(rows))
    found = [shorten(title, width), ""]
    for number, row in enumerate(rows):
        mark = _MARK if number == place else _NO_MARK
        who = words.line(row.customer_name or row.customer_email)
        text = f"{mark}#{words.line(row.ref)}  {who}  {words.line(row.subject)}"
        found.append(shorten(text, width))
    return found, place + 2
