"""Imports of customers as they stand in the journal, and a whole one taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.customer_facts import CustomersImported
from agent_console.desk.customer_pack import PACK
from agent_console.desk.events import Event, Undone, event_from_json, standing
from agent_console.desk.records import RecordKind, record_ref
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Acts

_EVENTS = "SELECT ticket, json_text FROM event WHERE ticket BETWEEN ? AND ? ORDER BY seq"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportMade:
    """One import: its name, whose, when, how many rows of it hold, and how many were taken back."""

    name: str
    file: str
    agent: str
    at: datetime
    rows: int
    taken_back: int = 0


def _say_nothing(_done: int, _total: int) -> None:
    """Report nothing."""


class CustomerImports:
    """What files brought in, here or at a colleague's; safe to use from several threads."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts

    def made(self) -> tuple[ImportMade, ...]:
        """Return all imports, the newest first."""
        with self._acts.store.look() as connection:
            found = [_made(name, packs) for name, packs in _packs(connection).items()]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def take_back(self, name: str, on_progress: Progress = _say_nothing) -> ImportMade:
        """Take a whole import back, the last portion first; what holds without it shows again.

        The beginning of the name is enough. On KeyboardInterrupt the portions that were taken back
        stay so. Raises NotFoundError, ActionRefusedError when nothing of it holds any more.
        """
        with self._acts.store.look() as connection:
            packs = _packs(connection)
        name = _one_of(packs, name)
        held = list(_held(packs[name]))
        if not held:
            raise ActionRefusedError(_("Import"), _("it was taken back already"))
        for done, event in enumerate(reversed(held), 1):
            self._acts.record_about(event.ticket, [Undone(event.id)])
            self._acts.forget_last()
            on_progress(done, len(held))
        with self._acts.store.look() as connection:
            return _made(name, _packs(connection)[name])


Packs = dict[str, list[Event]]


def _packs(connection: sqlite3.Connection) -> dict[str, Packs]:
    """Return the events of all imports, by import and by the record of their portion."""
    first = record_ref(RecordKind.CUSTOMER, PACK)
    found: dict[str, Packs] = {}
    for ref, text in connection.execute(_EVENTS, (first, f"{first}\uffff")):
        name = ref.removeprefix(first).partition(".")[0]
        found.setdefault(name, {}).setdefault(ref, []).append(event_from_json(text))
    return found


def _held(packs: Packs) -> Iterable[Event]:
    for events in packs.values():
        for event in standing(events):
            if isinstance(event.fact, CustomersImported):
                yield event


def _made(name: str, packs: Packs) -> ImportMade:
    brought = [
        event
        for events in packs.values()
        for event in events
        if isinstance(event.fact, CustomersImported)
    ]
    rows, held = (sum(map(_rows, events)) for events in (brought, _held(packs)))
    first = brought[0]
    file = first.fact.source if isinstance(first.fact, CustomersImported) else ""
    return ImportMade(name, file, first.agent, first.at, held, rows - held)


def _rows(event: Event) -> int:
    fact = event.fact
    return fact.rows.count("\n") + 1 if isinstance(fact, CustomersImported) and fact.rows else 0


def _one_of(names: Iterable[str], text: str) -> str:
    fitting = [name for name in names if name.startswith(text.strip().lower())]
    if len(fitting) != 1 or not text.strip():
        raise NotFoundError(
            _("Import"),
            _("no single import is called {name}").format(name=text),
            _("`agent-console customers imports` prints them all."),
        )
    return fitting[0]
