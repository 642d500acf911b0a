"""What was decided about a ticket, in its timeline: many events in a row are one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from agent_console.desk.text import cell_width, shorten
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.i18n import ngettext
from agent_console.screens import words

_LEFT_OUT = "… · "
_BETWEEN = " · "


def runs(entries: Sequence[TimelineEntry]) -> Iterator[range]:
    """Yield the places of the entries that stand together: events in a row, all else alone."""
    places = range(len(entries))
    for event, group in groupby(places, key=lambda place: entries[place].kind is EntryKind.EVENT):
        found = list(group)
        if event:
            yield range(found[0], found[-1] + 1)
        else:
            yield from (range(place, place + 1) for place in found)


def folded_line(events: Sequence[TimelineEntry], moment: str, width: int) -> str:
    """Return events in one line of ``width`` cells; the oldest are left out where it is narrow.

    ``moment`` is when the last one was.
    """
    n = len(events)
    title = ngettext("▸ {n} event, {time}:", "▸ {n} events, the last {time}:", n)
    title = title.format(n=n, time=moment)
    for first in range(n):
        text = f"{title} {_LEFT_OUT if first else ''}{_BETWEEN.join(_said(events[first:]))}"
        if cell_width(text) <= width:
            return text
    return shorten(f"{title} {_LEFT_OUT if n > 1 else ''}{_with_name(events[-1])}", width)


def _said(events: Sequence[TimelineEntry]) -> Iterator[str]:
    """Yield what each event says; a name is said again only where another one acted."""
    before = None
    for event in events:
        yield words.line(event.text) if event.who == before else _with_name(event)
        before = event.who


def _with_name(event: TimelineEntry) -> str:
    return f"{words.line(event.who)} {words.line(event.text)}".strip()
