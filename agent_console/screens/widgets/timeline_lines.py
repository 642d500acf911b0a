"""A ticket's timeline as lines of a width: what stands where, and what is folded away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from agent_console.desk.mail import Address, Attachment, Direction, FoldKind
from agent_console.desk.states import OutboxState, outbox_word
from agent_console.desk.text import shorten, to_screen
from agent_console.desk.views import CAME_BACK, EntryKind, TimelineEntry
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.widgets import mail_lines
from agent_console.screens.widgets.timeline_events import folded_line, runs
from agent_console.screens.widgets.wrapping import wrap

PIECE = 200_000
_INDENT = "  "
_TOLD = "» "
_PREFIX = re.compile(r"^((re|aw|fw|fwd|wg|sv)\s*:\s*)+", re.IGNORECASE)


class LineKind(StrEnum):
    """What a line is; each kind has its own style."""

    GAP = "gap"
    IN = "in"
    OUT = "out"
    NOTE = "note"
    NOTE_BODY = "note-body"
    EVENT = "event"
    LEAVING = "leaving"
    BODY = "body"
    FOLD = "fold"
    QUIET = "quiet"
    REMARK = "remark"
    WARNING = "warning"


HEADS = frozenset({LineKind.IN, LineKind.OUT, LineKind.NOTE, LineKind.EVENT, LineKind.LEAVING})


Spans = tuple[tuple[int, int], ...]


class Raw(NamedTuple):
    """A line before it is broken; ``told`` are the characters that carry a complaint."""

    text: str
    kind: LineKind
    told: Spans = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line on screen; ``entry`` is the place of its entry in the timeline.

    ``told`` are the characters of the text that carry a complaint.
    """

    text: str
    kind: LineKind
    entry: int
    told: Spans = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How the agent reads: width, time, folds open or not, and how many pieces of long mails.

    ``sources`` are the mails, by key, that are shown as they came.
    """

    width: int
    now: datetime
    zone: tzinfo
    unfolded: bool = False
    pieces: Mapping[str, int] | None = None
    sources: Mapping[str, str] | None = None

    def pieces_of(self, key: str) -> int:
        """Return how many pieces of ``PIECE`` characters of an entry are shown."""
        return (self.pieces or {}).get(key, 1)

    def source_of(self, key: str) -> str | None:
        """Return the source of an entry that is shown as it came, else None."""
        return (self.sources or {}).get(key)


def lay_out(entries: Sequence[TimelineEntry], subject: str, reading: Reading) -> list[Line]:
    """Return all lines of the timeline, oldest entry first; events in a row are one line, folded.

    That line belongs to the first of them.
    """
    lines: list[Line] = []
    for run in runs(entries):
        if lines:
            lines.append(Line("", LineKind.GAP, run.start))
        if len(run) > 1 and not reading.unfolded:
            last = entries[run.stop - 1]
            text = folded_line(entries[run.start : run.stop], _moment(last, reading), reading.width)
            lines.append(Line(text, LineKind.EVENT, run.start))
            continue
        for place in run:
            for raw in _entry_lines(entries[place], subject, reading):
                lines += _broken(raw, reading.width, place)
    return lines


def _broken(raw: Raw, width: int, place: int) -> Iterator[Line]:
    """Yield a line in pieces; those that carry a complaint begin with a sign."""
    if raw.kind in HEADS:
        yield from (Line(piece, raw.kind, place) for piece in wrap(raw.text, width))
        return
    begin = 0
    for piece in wrap(raw.text, width - len(_INDENT)):
        end = begin + len(piece)
        told = within(raw.told, begin, end)
        shifted = tuple((first + len(_TOLD), last + len(_TOLD)) for first, last in told)
        yield Line((_TOLD if told else _INDENT) + piece, raw.kind, place, shifted)
        begin = end + (raw.text[end : end + 1] == " ")


def within(spans: Spans, begin: int, end: int) -> Spans:
    """Return the parts of ``spans`` between two places, counted from the first of them."""
    cut = ((max(first, begin), min(last, end)) for first, last in spans)
    return tuple((first - begin, last - begin) for first, last in cut if first < last)


def is_head(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is the first one of an entry's heading."""
    line = lines[number]
    above = lines[number - 1] if number else None
    return line.kind in HEADS and (
        above is None or (above.entry, above.kind) != (line.entry, line.kind)
    )


def head_of(lines: Sequence[Line], place: int) -> int:
    """Return the number of the line with which the entry at ``place`` begins, 0 without any.

    For an event that is folded away, that of the line it is folded into.
    """
    found = shown = -1
    for number, line in enumerate(lines):
        if line.entry > place:
            break
        if line.kind in HEADS and line.entry != shown:
            found, shown = number, line.entry
    return max(found, 0)


def newest(entries: Sequence[TimelineEntry]) -> int:
    """Return the place of the newest entry that is more than an event."""
    for place in range(len(entries) - 1, -1, -1):
        if entries[place].kind is not EntryKind.EVENT:
            return place
    return max(len(entries) - 1, 0)


def _entry_lines(entry: TimelineEntry, subject: str, reading: Reading) -> Iterator[Raw]:
    if entry.kind is EntryKind.EVENT:
        said = f"{words.line(entry.who)} {words.line(entry.text)}"
        yield Raw(f"· {_moment(entry, reading)}  {said}", LineKind.EVENT)
        return
    yield Raw(heading(entry, reading), head_kind(entry))
    source = reading.source_of(entry.key)
    if source is not None:
        yield from _source(source, PIECE * reading.pieces_of(entry.key))
        return
    yield from _about(entry, subject)
    for warning in mail_lines.warnings(entry):
        yield Raw(warning, LineKind.WARNING)
    for remark in entry.notes:
        yield Raw(f"! {words.line(remark)}", LineKind.REMARK)
    yield from _facts(entry, reading)
    yield from _body(entry, reading)
    yield from _links(entry, reading)


def head_kind(entry: TimelineEntry) -> LineKind:
    """Return the kind of an entry's heading; what only claims to be ours is not shown as ours."""
    if entry.kind is EntryKind.MAIL_OUT and entry.signs:
        return LineKind.IN
    if entry.kind is EntryKind.CONTACT and entry.state == Direction.OUT:
        return LineKind.OUT
    return {
        EntryKind.MAIL_OUT: LineKind.OUT,
        EntryKind.NOTE: LineKind.NOTE,
        EntryKind.OUTBOX: LineKind.LEAVING,
        EntryKind.EVENT: LineKind.EVENT,
    }.get(entry.kind, LineKind.IN)


def heading(entry: TimelineEntry, reading: Reading) -> str:
    """Return an entry's heading: a sign, who, what, when; never colour alone."""
    sign, what = {
        EntryKind.MAIL_IN: ("<", _("wrote")),
        EntryKind.MAIL_OUT: (">", _("our answer, sent")),
        EntryKind.AUTOMATIC: ("<", _("automatic mail")),
        EntryKind.DELIVERY_REPORT: ("!", _("delivery report")),
        EntryKind.NOTE: ("#", _("internal note")),
        EntryKind.CONTACT: (_way(entry), words.line(entry.subject)),
        EntryKind.OUTBOX: (_outbox_sign(entry), _("our answer, {state}")),
        EntryKind.EVENT: ("·", ""),
    }[entry.kind]
    if head_kind(entry) is LineKind.IN and entry.kind is EntryKind.MAIL_OUT:
        sign, what = "<", _("in our name, unproven")
    elif entry.state == CAME_BACK:
        sign, what = "!", _("our answer, came back")
    moment = _moment(entry, reading)
    room = reading.width - len(f"{sign}  · {what} · {moment}")
    who = mail_lines.sender_text(entry.sender, room) if entry.sender else words.line(entry.who)
    if entry.kind is EntryKind.OUTBOX:
        what = what.format(state=_outbox_word(entry))
    return f"{sign} {who} · {what} · {moment}"


def _way(entry: TimelineEntry) -> str:
    return ">" if entry.state == Direction.OUT else "<"


def _outbox_state(entry: TimelineEntry) -> OutboxState | None:
    try:
        return OutboxState(entry.state)
    except ValueError:
        return None


def _outbox_sign(entry: TimelineEntry) -> str:
    state = _outbox_state(entry)
    return words.outbox_sign(state) if state else "?"


def _outbox_word(entry: TimelineEntry) -> str:
    state = _outbox_state(entry)
    return outbox_word(state) if state else words.line(entry.state)


def _moment(entry: TimelineEntry, reading: Reading) -> str:
    return words.moment_text(entry.at, reading.now, reading.zone)


def _about(entry: TimelineEntry, subject: str) -> Iterator[Raw]:
    if entry.kind is EntryKind.MAIL_OUT and entry.to:
        yield Raw(_("To: {people}").format(people=_people(entry.to)), LineKind.QUIET)
    if entry.cc:
        yield Raw(_("Cc: {people}").format(people=_people(entry.cc)), LineKind.QUIET)
    is_mail = entry.kind is not EntryKind.CONTACT
    if is_mail and entry.subject and _bare(entry.subject) != _bare(subject):
        yield Raw(_("Subject: {subject}").format(subject=words.line(entry.subject)), LineKind.QUIET)
    if entry.attachments:
        files = ", ".join(_file(attachment) for attachment in entry.attachments)
        yield Raw(_("Files: {files}").format(files=files), LineKind.QUIET)


def _people(people: Sequence[Address]) -> str:
    return ", ".join(words.address_text(address) for address in people)


def _bare(subject: str) -> str:
    return _PREFIX.sub("", words.line(subject)).casefold()


def _file(attachment: Attachment) -> str:
    name = words.line(attachment.filename) or words.line(attachment.content_type)
    return f"{name} ({size_text(attachment.size)})"


def size_text(size: int) -> str:
    """Return a number of bytes for people."""
    if size < 1000:
        return _("{n} bytes").format(n=size)
    if size < 1_000_000:
        return _("{n} KB").format(n=round(size / 1000))
    return _("{n} MB").format(n=words.decimal_text(size / 1_000_000))


def _body(entry: TimelineEntry, reading: Reading) -> Iterator[Raw]:
    kind = LineKind.NOTE_BODY if entry.kind is EntryKind.NOTE else LineKind.BODY
    limit = PIECE * reading.pieces_of(entry.key)
    text = entry.text.rstrip()
    raw = text[:limit].split("\n")
    lines = list(_marked(raw, entry.told, kind))
    place = 0
    for fold in entry.ranges:
        if fold.kind is FoldKind.BODY or fold.start >= len(raw) or fold.end <= place:
            continue
        yield from chain(*lines[place : fold.start])
        hidden = raw[max(fold.start, place) : fold.end]
        yield Raw(_fold_text(fold.kind, len(hidden), unfolded=reading.unfolded), LineKind.FOLD)
        if reading.unfolded:
            yield from _plain(hidden, LineKind.QUIET)
        place = fold.end
    yield from chain(*lines[place:])
    yield from _rest(len(text) - limit)


def _marked(raw: Sequence[str], told: Spans, kind: LineKind) -> Iterator[list[Raw]]:
    """Yield what is shown of each line; where cleaning changed one, nothing of it is marked."""
    begin = 0
    for line in raw:
        end = begin + len(line)
        shown = list(_plain([line], kind))
        if (spans := within(told, begin, end)) and shown[0].text == line:
            shown = [Raw(line, kind, spans)]
        yield shown
        begin = end + 1


def _source(text: str, limit: int) -> Iterator[Raw]:
    yield Raw("▾ " + _("as it came, with all headers · h shows it read"), LineKind.FOLD)
    yield from _plain(text[:limit].split("\n"), LineKind.BODY)
    yield from _rest(len(text) - limit)


def _rest(size: int) -> Iterator[Raw]:
    if size > 0:
        more = _("▸ {size} more · Enter shows the next part").format(size=size_text(size))
        yield Raw(more, LineKind.FOLD)


def _plain(raw: Sequence[str], kind: LineKind) -> Iterator[Raw]:
    for line in raw:
        for safe in to_screen(line).split("\n"):
            yield Raw(safe, kind)


def _fold_text(kind: FoldKind, n: int, *, unfolded: bool) -> str:
    sign = "▾" if unfolded else "▸"
    text = {
        FoldKind.SIGNATURE: ngettext("{n} line of signature", "{n} lines of signature", n),
        FoldKind.DISCLAIMER: ngettext("{n} line of small print", "{n} lines of small print", n),
    }.get(kind, ngettext("{n} line quoted", "{n} lines quoted", n))
    return f"{sign} {text.format(n=n)}"


def _facts(entry: TimelineEntry, reading: Reading) -> Iterator[Raw]:
    if reading.unfolded and entry.checked:
        yield Raw(words.line(entry.checked), LineKind.QUIET)
    told = mail_lines.facts_line(entry, full=reading.unfolded)
    if told:
        yield Raw(told, LineKind.QUIET)
    if reading.unfolded:
        for page in mail_lines.parcel_pages(entry.facts):
            yield Raw(page, LineKind.QUIET)


def _links(entry: TimelineEntry, reading: Reading) -> Iterator[Raw]:
    """Yield the links: whole when unfolded, few of them in a line each, many as a number."""
    few = len(entry.links) <= mail_lines.LINKS_SHOWN
    if entry.links and (reading.unfolded or not few):
        sign = "▾" if reading.unfolded else "▸"
        yield Raw(f"{sign} {mail_lines.links_title(entry.links)}", LineKind.FOLD)
    if reading.unfolded or few:
        for link in mail_lines.link_lines(entry.links):
            room = len(link) * 2 if reading.unfolded else reading.width - 2
            yield Raw(shorten(link, room), LineKind.QUIET)
