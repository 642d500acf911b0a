"""The columns of the queue for a given width, and the text of each cell."""

from __future__ import annotations

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
    OWNER = "owner"
    AGE = "age"
    BADGES = "badges"


TIMES = frozenset({Column.DUE, Column.AGE})
WIDE_BADGES = 24
_REST = 0
_LAYOUTS: tuple[tuple[int, tuple[tuple[Column, int], ...]], ...] = (
    (
        140,
        (
            (Column.MARK, 2),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 26),
            (Column.SUBJECT, _REST),
            (Column.OWNER, 13),
            (Column.AGE, 7),
            (Column.BADGES, WIDE_BADGES),
        ),
    ),
    (
        100,
        (
            (Column.MARK, 2),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 17),
            (Column.SUBJECT, _REST),
            (Column.OWNER, 9),
            (Column.AGE, 7),
            (Column.BADGES, 5),
        ),
    ),
    (
        76,
        (
            (Column.MARK, 2),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.REF, 10),
            (Column.CUSTOMER, 15),
            (Column.SUBJECT, _REST),
            (Column.BADGES, 5),
        ),
    ),
    (
        0,
        (
            (Column.MARK, 2),
            (Column.STATE, 10),
            (Column.DUE, 13),
            (Column.CUSTOMER, 12),
            (Column.SUBJECT, _REST),
            (Column.BADGES, 5),
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
        Column.OWNER: _("Owner"),
        Column.AGE: _("Last"),
        Column.BADGES: "",
    }[column]


def cell_text(
    place: Place, row: QueueRow, now: datetime, zone: tzinfo, *, marked: bool = False
) -> str:
    """Return the text of one cell, shortened, safe to show, filled up to its width."""
    return fill(_plain(place, row, now, zone, marked=marked), place.width)


def fill(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, the last one free."""
    short = shorten(text, width - 1)
    return short + " " * (width - cell_width(short))


def _plain(place: Place, row: QueueRow, now: datetime, zone: tzinfo, *, marked: bool) -> str:
    match place.column:
        case Column.MARK:
            return "▶" if marked else ""
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
        case Column.OWNER:
            return words.line(row.owner) or "–"
        case Column.AGE:
            return words.age_text(row.last_at, now)
        case Column.BADGES:
            return badges(row, wide=place.width >= WIDE_BADGES)


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
        return "".join(
            letter
            for letter, holds in (
                (pgettext("badge letter", "B"), row.bounced),
                (pgettext("badge letter", "D"), row.draft),
                (pgettext("badge letter", "R"), row.reopened > 0),
                (pgettext("badge letter", "A"), row.attachments),
            )
            if holds
        )
    found = [_("bounced")] if row.bounced else []
    if row.draft:
        found.append(_("draft"))
    if row.reopened:
        found.append(_("reopened"))
    if row.attachments:
        found.append(_("file"))
    if row.notes:
        found.append(ngettext("{n} note", "{n} notes", row.notes).format(n=row.notes))
    return " ".join(found)
