"""The settings and texts that a team shares: documents with versions, folded from events.

A document is a section of the settings (``settings/sla``), a file of rules (``rules/tones``) or a
text of the library (``library/returns.txt``). Its events are in the journal's order on every
console. One that was written over an older version than the newest does not count, so that nobody's
change is lost unseen; its author is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.desk.events import Event, SettingShared, standing
from agent_console.desk.records import RecordKind, record_of, record_ref

MAX_TEXT = 40_000
"""Bytes of UTF-8; an event holds 64 KB of JSON."""

SECTIONS = frozenset(
    {
        *("acknowledge", "calendar", "colleagues", "feedback", "forms", "orders", "priority"),
        *("pulse", "remedies", "sla"),
    }
)
"""The sections of the settings that are the team's and not one console's."""

RULES = frozenset({"request_types", "tones"})
_TEXT_NAME = re.compile(r"([a-z0-9][a-z0-9_-]{0,59}/){0,3}[a-z0-9][a-z0-9._-]{0,79}\.txt")


class DocumentKind(StrEnum):
    """What a shared document is."""

    SETTINGS = "settings"
    RULES = "rules"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class DocumentName:
    """Kind and name of a document; made of outside text only by :func:`read_name`."""

    kind: DocumentKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"

    @property
    def record(self) -> str:
        """How events name this document."""
        return record_ref(RecordKind.SETTING, str(self))


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a document; ``number`` counts from 1, ``gone``: it was taken away then."""

    number: int
    event: str
    author: str
    at: datetime
    text: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """All that counted, the newest last, and the events that did not."""

    name: DocumentName
    versions: tuple[Version, ...] = ()
    passed_over: tuple[Event, ...] = ()

    @property
    def current(self) -> Version | None:
        """The version that holds; None when it was taken away, or never was."""
        last = self.versions[-1] if self.versions else None
        return None if last is None or last.gone else last

    @property
    def newest(self) -> str:
        """The event that a next version is written over; "" for the first one."""
        return self.versions[-1].event if self.versions else ""


def read_name(text: str) -> DocumentName | None:
    """Return the name of a document; None for what could not be put into a file of that name."""
    kind, _slash, name = text.partition("/")
    known = {
        DocumentKind.SETTINGS: name in SECTIONS,
        DocumentKind.RULES: name in RULES,
        DocumentKind.LIBRARY: _TEXT_NAME.fullmatch(name) is not None,
    }
    if kind not in set(DocumentKind) or not known[DocumentKind(kind)]:
        return None
    return DocumentName(DocumentKind(kind), name)


def name_of_record(ref: str) -> DocumentName | None:
    """Return which document an event about ``ref`` is about; None for anything else."""
    about = record_of(ref)
    if about is None or about[0] is not RecordKind.SETTING:
        return None
    return read_name(about[1])


def document_of(name: DocumentName, events: Sequence[Event]) -> Document:
    """Fold the events about a document, in their order."""
    versions: list[Version] = []
    passed_over: list[Event] = []
    stands = standing(events)
    taken_back = {event.id for event in events} - {event.id for event in stands}
    for event, fact in _shared(stands):
        last = versions[-1].event if versions else ""
        if fact.after != last and fact.after not in taken_back:
            passed_over.append(event)
            continue
        number, gone = len(versions) + 1, bool(fact.gone)
        text = "" if gone else fact.text
        versions.append(Version(number, event.id, event.agent, event.at, text, gone))
    return Document(name, tuple(versions), tuple(passed_over))


def _shared(events: Iterable[Event]) -> Iterable[tuple[Event, SettingShared]]:
    return ((event, event.fact) for event in events if isinstance(event.fact, SettingShared))
