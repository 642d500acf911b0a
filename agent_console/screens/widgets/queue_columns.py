"""The columns of the queue for a given width, and the text of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

from agent_console.desk.clocks import ClockState
from agent_console.desk.listing import QueueRow
from agent_console.desk.text import cell_width, shorten
from agent_console.i18n import _, ngettext, pgettext
from agent_console.screens import words
from agent_console.screens.outgoing import Outgoing


class Column(StrEnum):
    """One column."""

    MARK = "mark"
    STATE = "state"
    DUE = "due"
    REF = "ref"
    CUSTOMER = "customer"
    SUBJECT = "subject"
    TYPE = "type"
    LEVEL = "level"
    OWNER = "owner"
    AGE = "age"
    BADGES = "badges"


TIMES = frozenset({Column.DUE, Column.AGE})
WIDE_BADGES = 24
NO_NAMES: Mapping[str, str] = {}
_REST = 0
_STEPS = 5
_LAYOUTS: tuple[tuple[int, tuple[tuple[Column, int], ...]], ...] = (
    (
        180,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 26),
            (Column.SUBJECT, _REST),
            (Column.TYPE, 20),
            (Column.LEVEL, 4),
            (Column.OWNER, 13),
            (Column.AGE, 7),
            (Column.BADGES, 36),
        ),
    ),
    (
        160,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 18),
            (Column.SUBJECT, _REST),
            (Column.TYPE, 15),
            (Column.LEVEL, 4),
            (Column.OWNER, 10),
            (Column.AGE, 7),
            (Column.BADGES, 34),
        ),
    ),
    (
        140,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 18),
            (Column.SUBJECT, _REST),
            (Column.TYPE, 15),
            (Column.LEVEL, 4),
            (Column.OWNER, 10),
            (Column.AGE, 7),
            (Column.BADGES, WIDE_BADGES),
        ),
    ),
    (
        120,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 15),
            (Column.SUBJECT, _REST),
            (Column.TYPE, 14),
            (Column.LEVEL, 4),
            (Column.OWNER, 9),
            (Column.AGE, 7),
            (Column.BADGES, 7),
        ),
    ),
    (
        100,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 16),
            (Column.SUBJECT, _REST),
            (Column.OWNER, 9),
            (Column.AGE, 7),
            (Column.BADGES, 7),
        ),
    ),
    (
        76,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 14),
            (Column.SUBJECT, _REST),
            (Column.BADGES, 6),
        ),
    ),
    (
        0,
        (
            (Column.MARK, 3),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.CUSTOMER, 12),
            (Column.SUBJECT, _REST),
            (Column.BADGES, 6),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands: its first cell and its width with the gap after it."""

    column: Column
    x: int
    width: int


@lru_cache(maxsize=32)
def places(width: int) -> tuple[Place, ...]:
    """Return the columns that a list of ``width`` cells shows; the subject takes the rest."""
    chosen = next(columns for least, columns in _LAYOUTS if width >= least)
    fixed = sum(cells for _column, cells in chosen)
    rest = max(width - fixed, 4)
    found = []
    x = 0
    for column, cells in chosen:
        cells = rest if column is Column.SUBJECT else cells
        found.append(Place(column, x, cells))
        x += cells
    return tuple(found)


def title(column: Column) -> str:
    """Return the head of a column."""
    return {
        Column.MARK: "",
        Column.STATE: _("State"),
        Column.DUE: _("Answer due"),
        Column.REF: _("Ticket"),
        Column.CUSTOMER: _("Customer"),
        Column.SUBJECT: _("Subject"),
        Column.TYPE: _("Request"),
        Column.LEVEL: pgettext("level, at most 3 letters", "Lvl"),
        Column.OWNER: _("Owner"),
        Column.AGE: _("Last"),
        Column.BADGES: "",
    }[column]


def cell_text(
    place: Place,
    row: QueueRow,
    now: datetime,
    zone: tzinfo,
    *,
    marked: bool = False,
    types: Mapping[str, str] = NO_NAMES,
) -> str:
    """Return the text of one cell, shortened, safe to show, filled up to its width.

    ``types`` are the names of request types by id; one that is missing is shown by its id.
    """
    if place.column is Column.MARK:
        text = ("▶" if marked else " ") + words.priority_sign(row.priority)
    elif place.column is Column.TYPE:
        text = words.line(types.get(row.type, row.type))
    else:
        text = _plain(place, row, now, zone)
    return fill(text, place.width)


def fill(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, the last one free."""
    short = shorten(text, width - 1)
    return short + " " * (width - cell_width(short))


def _plain(place: Place, row: QueueRow, now: datetime, zone: tzinfo) -> str:
    match place.column:
        case Column.STATE:
            return f"{words.state_sign(row.state)} {words.state_word(row.state)}"
        case Column.DUE:
            sign = words.clock_sign(standing(row, now))
            return f"{sign:2} {words.due_text(row, now, zone):>9}".rstrip()
        case Column.REF:
            return f"#{words.line(row.ref)}"
        case Column.CUSTOMER:
            return words.line(row.customer_name) or words.line(row.customer_email)
        case Column.SUBJECT:
            return words.line(row.subject) or _("(no subject)")
        case Column.LEVEL:
            return str(row.level or "")
        case Column.OWNER:
            return words.line(row.owner) or "–"
        case Column.AGE:
            return words.age_text(row.last_at, now)
        case Column.BADGES:
            return badges(row, wide=place.width >= WIDE_BADGES)
        case _:
            return ""


def with_mail(text: str, place: Place, outgoing: Outgoing, ref: str) -> str:
    """Return the badges with a sign in front where a mail needs a decision, or waits to leave."""
    wide = place.width >= WIDE_BADGES
    if ref in outgoing.undecided_refs:
        sign = _("! mail stopped") if wide else "!"
    elif ref in outgoing.waiting_refs:
        sign = _("… mail waits") if wide else "…"
    else:
        return text
    rest = text.rstrip()
    return fill(f"{sign} {rest}" if wide else sign + rest, place.width)


def standing(row: QueueRow, now: datetime) -> ClockState | None:
    """Return how the promise of a row stands."""
    return words.clock_state(row, now)


def badges(row: QueueRow, *, wide: bool) -> str:
    """Return what else matters, the gravest first: in words, or one letter each."""
    if not wide:
        return "".join(_letters(row))
    return " ".join(_words(row))


def _letters(row: QueueRow) -> Iterator[str]:
    if row.bounced:
        yield pgettext("badge letter", "B")
    if row.complaint:
        yield pgettext("badge letter", "C") + str(row.steps or "")
    if row.frustration >= words.ANNOYING:
        yield pgettext("badge letter", "F")
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


def _words(row: QueueRow) -> Iterator[str]:
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
