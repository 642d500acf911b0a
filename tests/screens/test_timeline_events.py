"""Events in a row are one line of the timeline until somebody wants to read them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from agent_console.desk.text import cell_width
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.screens.widgets.timeline_anchor import is_own_news, place_beside, shown_place
from agent_console.screens.widgets.timeline_lines import LineKind, Reading, head_of, lay_out
from tests.screens.fake_content import NOW

WIDE = Reading(width=120, now=NOW, zone=UTC)
UNFOLDED = replace(WIDE, unfolded=True)


def event(text: str, who: str = "ole", minutes: int = -30) -> TimelineEntry:
    return TimelineEntry(text, EntryKind.EVENT, NOW + timedelta(minutes=minutes), who, text=text)


MAIL = TimelineEntry("m", EntryKind.MAIL_IN, NOW, "Anna", text="Hello")
NOTE = TimelineEntry("n", EntryKind.NOTE, NOW, "ole", text="Call her")
ACTS = (event("took the ticket"), event("tag vip"), event("closed the ticket", "bea", -5))


def texts(entries: tuple[TimelineEntry, ...], reading: Reading = WIDE) -> list[str]:
    return [line.text for line in lay_out(entries, "", reading) if line.kind is LineKind.EVENT]


def test_events_in_a_row_are_one_line_with_their_number() -> None:
    assert texts((MAIL, *ACTS, MAIL)) == [
        "▸ 3 events, the last 09:55: ole took the ticket · tag vip · bea closed the ticket"
    ]


def test_events_unfolded_stand_in_a_line_each() -> None:
    assert texts((MAIL, *ACTS), UNFOLDED) == [
        "· 09:30  ole took the ticket",
        "· 09:30  ole tag vip",
        "· 09:55  bea closed the ticket",
    ]


def test_a_single_event_is_no_fold() -> None:
    assert texts((MAIL, ACTS[0], NOTE, ACTS[2])) == [
        "· 09:30  ole took the ticket",
        "· 09:55  bea closed the ticket",
    ]


def test_a_note_between_events_stays_and_parts_them() -> None:
    lines = lay_out((*ACTS[:2], NOTE, *ACTS[1:]), "", WIDE)
    kinds = [line.kind for line in lines if line.kind is not LineKind.GAP]
    assert kinds == [LineKind.EVENT, LineKind.NOTE, LineKind.NOTE_BODY, LineKind.EVENT]


def test_a_narrow_line_leaves_the_oldest_events_out() -> None:
    (text,) = texts(ACTS, replace(WIDE, width=60))
    assert text == "▸ 3 events, the last 09:55: … · bea closed the ticket"
    (text,) = texts((*ACTS, event("tag ill", "bea", -4)), replace(WIDE, width=75))
    assert text == "▸ 4 events, the last 09:56: … · bea closed the ticket · tag ill"
    for width in range(10, 90):
        (text,) = texts(ACTS, replace(WIDE, width=width))
        assert cell_width(text) <= width


def test_an_event_folded_away_is_found_in_its_line() -> None:
    lines = lay_out((MAIL, *ACTS, MAIL), "", WIDE)
    places = [head_of(lines, place) for place in range(5)]
    assert [lines[number].entry for number in places] == [0, 1, 1, 1, 4]
    assert head_of([], 3) == 0


def test_folded_events_are_one_step() -> None:
    lines = lay_out((MAIL, *ACTS, MAIL), "", WIDE)
    assert place_beside(lines, 0, 1) == 1
    assert place_beside(lines, 1, 1) == 4
    assert place_beside(lines, 4, -1) == 1
    assert place_beside(lines, 4, 1) == 4
    assert shown_place(lines, 3) == 1
    assert place_beside([], 0, 1) == 0


def test_own_note_is_news_to_follow_and_a_colleagues_is_not() -> None:
    assert is_own_news((MAIL,), (MAIL, NOTE, ACTS[2]), "ole")
    assert not is_own_news((MAIL,), (MAIL, NOTE), "bea")
    assert not is_own_news((MAIL, NOTE), (MAIL, NOTE), "ole")
    assert not is_own_news((), (MAIL, NOTE), "ole")
    assert not is_own_news((NOTE,), (NOTE, MAIL), "ole")
