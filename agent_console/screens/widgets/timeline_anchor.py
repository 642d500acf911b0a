"""Where an agent is reading in a timeline, found again after its lines have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.screens.widgets.timeline_lines import Line, head_of, newest


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that must stay where it is: its entry, its text, how far it is below the heading.

    ``row`` counts from the first line on screen.
    """

    key: str
    text: str
    below: int
    row: int


def anchor_of(
    lines: Sequence[Line],
    entries: Sequence[TimelineEntry],
    current: int,
    window: tuple[int, int],
) -> Anchor:
    """Return the heading of the current entry if it is on screen, else the first line there.

    ``window`` is the number of the first line on screen, and how many there are.
    """
    top, height = window
    number = head_of(lines, current)
    if not top <= number < top + height:
        number = top
    if number >= len(lines):
        return Anchor("", "", 0, 0)
    line = lines[number]
    below = number - head_of(lines, line.entry)
    return Anchor(entries[line.entry].key, line.text, below, number - top)


def place_for(anchor: Anchor, lines: Sequence[Line], keys: Sequence[str], current: int) -> int:
    """Return the first line to be on screen, so that the anchor stays on its row.

    Where its entry was changed, the nearest line like it is taken.
    """
    if anchor.key not in keys:
        return head_of(lines, current)
    entry = keys.index(anchor.key)
    place = head_of(lines, entry) + anchor.below
    same = (
        number
        for number, line in enumerate(lines)
        if line.entry == entry and line.text == anchor.text
    )
    return min(same, key=lambda number: abs(number - place), default=place) - anchor.row


def has_come(waited: TimelineEntry | None, entries: Sequence[TimelineEntry]) -> bool:
    """Tell whether the text of an entry was waited for and is there now."""
    if waited is None or waited.depth > 0:
        return False
    return any(entry.key == waited.key and entry.depth > 0 for entry in entries)


def is_own_news(
    before: Sequence[TimelineEntry], entries: Sequence[TimelineEntry], agent: str
) -> bool:
    """Tell whether the newest entry has come since ``before``, and the agent wrote it here."""
    if not before or not entries:
        return False
    last = entries[newest(entries)]
    written = last.kind in (EntryKind.NOTE, EntryKind.OUTBOX) and last.who == agent
    return written and all(last.key != one.key for one in before)


def shown_place(lines: Sequence[Line], place: int) -> int:
    """Return the place of the entry in whose lines an entry is shown: its own, unless folded."""
    return lines[head_of(lines, place)].entry if lines else place


def place_beside(lines: Sequence[Line], current: int, step: int) -> int:
    """Return the place of the entry ``step`` further; what is folded into one line is one step."""
    places = sorted({line.entry for line in lines})
    here = places.index(current) if current in places else 0
    return places[max(0, min(here + step, len(places) - 1))] if places else 0
