"""The configured sources of orders: looked at, and read when there is something new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from agent_console.clock import Clock
from agent_console.errors import ConsoleError, NotFoundError
from agent_console.i18n import _
from agent_console.orders_config import OrderSource
from agent_console.services.orders_command import run_command
from agent_console.services.orders_import import (
    ImportReport,
    OrderImport,
    Problem,
    Progress,
    never,
    nobody,
    reading_of,
)
from agent_console.services.orders_records import (
    SUFFIXES,
    file_rows,
    json_rows,
    query_rows,
    trouble,
)
from agent_console.store import orders as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store

_SETTLED = timedelta(seconds=2)
_MAX_FILES = 10_000
_KEPT_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class SourceState:
    """A place of a source as it was read last."""

    source: str
    place: str
    at: datetime
    orders: int
    problems: int
    found: tuple[Problem, ...] = ()
    error: str = ""


class OrderSources:
    """Reads what the settings name; several programs may do so at once.

    ``unsettled``: at the last look somebody was perhaps still writing a file.
    """

    def __init__(self, store: Store, sources: tuple[OrderSource, ...], clock: Clock) -> None:
        self._store = store
        self._sources = sources
        self._clock = clock
        self.unsettled = False

    def named(self, name: str) -> OrderSource:
        """Return the source of this name; raises NotFoundError, which lists those there are."""
        for source in self._sources:
            if source.name == name:
                return source
        words = _("the settings have no order source {name}").format(name=name)
        raise NotFoundError(_("Orders"), words, ", ".join(one.name for one in self._sources))

    def take_up(
        self,
        name: str = "",
        *,
        anyhow: bool = False,
        progress: Progress = nobody,
        cancelled: Callable[[], bool] = never,
    ) -> list[ImportReport]:
        """Read all sources, or one, as far as something is new there; return what came of each.

        ``anyhow`` asks queries and commands before their time, too. What cannot be read is told in
        its report and stops no other source.
        """
        self.unsettled = False
        reports: list[ImportReport] = []
        for source in (self.named(name),) if name else self._sources:
            for place, stamp in self._news(source, anyhow=anyhow):
                if cancelled():
                    return reports
                reports.append(self._take(source, place, stamp, progress, cancelled))
        return reports

    def take_file(
        self,
        path: Path,
        source: OrderSource,
        *,
        progress: Progress = nobody,
        cancelled: Callable[[], bool] = never,
        dry_run: bool = False,
    ) -> ImportReport:
        """Read one file as a source writes; raises ConsoleError when it cannot be read."""
        work = OrderImport(
            self._store, source, progress=progress, cancelled=cancelled, dry_run=dry_run
        )
        work.report.place = path.name
        try:
            with file_rows(path, source) as table:
                return work.take(table)
        except (OSError, UnicodeError) as error:
            words = _("{path} cannot be read: {reason}")
            reason = getattr(error, "strerror", None) or str(error)
            raise trouble(source.name, words.format(path=path, reason=reason)) from error

    def check(self, source: OrderSource) -> list[ImportReport]:
        """Read everything of a source and write nothing; an error stands in its report."""
        return [
            self._read(source, place, nobody, never, dry_run=True) for place in self._places(source)
        ]

    def states(self) -> tuple[SourceState, ...]:
        """Return what was read where, and when."""
        with self._store.look() as connection:
            return tuple(_state(one) for one in stored.reports(connection))

    def _news(self, source: OrderSource, *, anyhow: bool) -> Iterator[tuple[str, str]]:
        """Yield the places of a source at which something is new, with what they look like."""
        with self._store.look() as connection:
            stamps = stored.stamps(connection, source.name)
            read_at = {
                one.place: one.at for one in stored.reports(connection) if one.source == source.name
            }
        now = self._clock.now()
        waits = source.every if source.sqlite or source.command else timedelta()
        for place in self._places(source):
            last = read_at.get(place)
            if not anyhow and last is not None and last <= now < last + waits:
                continue
            stamp = self._stamp(source, place, now)
            if stamp is not None and (not stamp or stamps.get(place) != stamp):
                yield place, stamp

    def _places(self, source: OrderSource) -> list[str]:
        if source.folder is not None:
            return [str(path) for path in _files_in(source)]
        if source.command:
            return [Path(source.command[0]).name]
        return [str(source.file or source.sqlite)]

    def _stamp(self, source: OrderSource, place: str, now: datetime) -> str | None:
        """Return what a place looks like, "" when that is not known before it is asked.

        None for a file that somebody may still be writing.
        """
        if source.command:
            return ""
        settings = blake2b(repr((reading_of(source), source.query)).encode(), digest_size=8)
        parts = [settings.hexdigest()]
        for path in (Path(place), Path(f"{place}-wal")) if source.sqlite else (Path(place),):
            try:
                seen = path.stat()
            except OSError:
                continue
            written = now.timestamp() - seen.st_mtime
            if not source.sqlite and 0 <= written < _SETTLED.total_seconds():
                self.unsettled = True
                return None
            parts.append(f"{seen.st_size}:{seen.st_mtime_ns}")
        return " ".join(parts)

    def _take(
        self,
        source: OrderSource,
        place: str,
        stamp: str,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> ImportReport:
        report = self._read(source, place, progress, cancelled)
        whole = not report.cancelled and not report.error
        told = json.dumps(asdict(_kept(report)), ensure_ascii=False)
        taken = stored.Taken(source.name, place, self._clock.now(), told)
        with self._store.write(durable=False) as session:
            stored.taken(driver(session), taken, stamp if whole else "")
        return report

    def _read(
        self,
        source: OrderSource,
        place: str,
        progress: Progress,
        cancelled: Callable[[], bool],
        *,
        dry_run: bool = False,
    ) -> ImportReport:
        """Read one place; what keeps it from being read stands in the report."""
        work = OrderImport(
            self._store, source, progress=progress, cancelled=cancelled, dry_run=dry_run
        )
        work.report.place = place
        until = self._clock.monotonic() + source.timeout.total_seconds()

        def expired() -> bool:
            return cancelled() or self._clock.monotonic() > until

        try:
            if source.command:
                return work.take(json_rows(run_command(source, expired), source.name))
            if source.sqlite:
                with query_rows(source, expired) as table:
                    return work.take(table)
            return self.take_file(
                Path(place), source, progress=progress, cancelled=cancelled, dry_run=dry_run
            )
        except ConsoleError as error:
            work.report.error = error.message
        except OSError as error:
            work.report.error = f"{source.name}: {error.strerror or error}"
        return work.report


def _files_in(source: OrderSource) -> list[Path]:
    """Return the files of a folder that hold orders, the oldest first; the newer one counts."""
    folder = source.folder
    if folder is None:
        return []
    try:
        found = [
            (path.stat().st_mtime_ns, path)
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        ]
    except OSError:
        return []
    return [path for _at, path in sorted(found)][-_MAX_FILES:]


def _kept(report: ImportReport) -> ImportReport:
    return ImportReport(
        source=report.source,
        place=report.place,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        skipped=report.skipped,
        problems=report.problems,
        found=report.found[:_KEPT_PROBLEMS],
        error=report.error,
    )


def _state(taken: stored.Taken) -> SourceState:
    told: Mapping[str, object] = json.loads(taken.report)
    numbers = {name: told.get(name) for name in ("added", "changed", "unchanged", "problems")}
    counts = {name: value if isinstance(value, int) else 0 for name, value in numbers.items()}
    found = told.get("found")
    problems = tuple(Problem(**one) for one in found) if isinstance(found, list) else ()
    return SourceState(
        taken.source,
        taken.place,
        taken.at,
        counts["added"] + counts["changed"] + counts["unchanged"],
        counts["problems"],
        problems,
        str(told.get("error", "")),
    )
