"""How the queue is laid out: its columns, its order and its preview, as the settings name them.

The first picture needs it, so it loads next to nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from agent_console.i18n import _

WIDEST = 120
SORTS = ("priority", "deadline", "age", "customer")


class Column(StrEnum):
    """One column of the queue."""

    MARK = "mark"
    STATE = "state"
    DUE = "due"
    REF = "ref"
    PRIORITY = "priority"
    CUSTOMER = "customer"
    SUBJECT = "subject"
    TYPE = "type"
    LEVEL = "level"
    OWNER = "owner"
    CHANNEL = "channel"
    AGE = "age"
    LAST = "last"
    FOLLOW_UP = "follow-up"
    BADGES = "badges"


class Preview(StrEnum):
    """Where the preview stands; ``AUTO``: beside the list, else below it, by the room there is."""

    AUTO = "auto"
    OFF = "off"
    BESIDE = "beside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Wish:
    """A column that somebody wants; ``width`` in cells, 0: what it has by itself."""

    column: Column
    width: int = 0


@dataclass(frozen=True, slots=True)
class QueueLook:
    """How the queue looks at first: no columns mean those that fit; ``sort`` is a QueueSort."""

    columns: tuple[Wish, ...] = ()
    sort: str = "priority"
    preview: Preview = Preview.AUTO


def parse_columns(texts: Iterable[object]) -> tuple[Wish, ...]:
    """Read ``["mark", "due:12", "subject"]``; raises ValueError that says what is wrong."""
    if isinstance(texts, str):
        raise ValueError(_('write a list such as ["mark", "due:12", "subject"]'))
    wishes = tuple(_parse_column(text) for text in texts)
    named = [wish.column for wish in wishes]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        raise ValueError(_("the column {name} stands there twice").format(name=twice))
    if wishes and Column.SUBJECT not in named:
        raise ValueError(_('the column "subject" is missing'))
    return wishes


def _parse_column(text: object) -> Wish:
    if isinstance(text, Wish):
        return text
    name, colon, cells = str(text).strip().partition(":")
    if name not in list(Column):
        near = difflib.get_close_matches(name, list(Column), n=1, cutoff=0.4)
        message = _("there is no column {name}").format(name=name)
        if near:
            message += "; " + _("did you mean {key}?").format(key=near[0])
        else:
            message += "; " + _("there are: {names}").format(names=", ".join(Column))
        raise ValueError(message)
    if colon and not (cells.isascii() and cells.isdigit() and 2 <= int(cells) <= WIDEST):
        message = _("{column}: a width is a number from 2 to {most}")
        raise ValueError(message.format(column=name, most=WIDEST))
    return Wish(Column(name), int(cells) if colon else 0)
