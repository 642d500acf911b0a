"""The library of canned answers: shipped ones, the team's own over them, kept up with the files.

A file that cannot be used is one line that names file, line and cause; all others work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from agent_console.desk.canned import Entry, parse
from agent_console.desk.entry_files import MAX_FILE, EntryError
from agent_console.i18n import _
from agent_console.locations import SHARED
from agent_console.services.library_fit import FitIndex

SHIPPED = Path(__file__).parents[1] / "library"
ANSWERS, APOLOGY = "answers", "apology"
_MAX_FILES = 2_000
_MAX_BYTES = MAX_FILE * 4
_SUFFIX = ".txt"


class Identified(Protocol):
    """Anything of a library: it has an id."""

    @property
    def id(self) -> str:
        """The id by which a team's own takes the place of a shipped one."""


Item = TypeVar("Item", bound=Identified)
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Item]):
    """What could be read, by id, and what could not, one line each.

    ``replaced`` are ids of shipped ones in whose place the team's own stand.
    """

    items: tuple[Item, ...] = ()
    problems: tuple[str, ...] = ()
    replaced: frozenset[str] = frozenset()

    def get(self, item_id: str) -> Item | None:
        """Return the one called ``item_id``."""
        return next((one for one in self.items if one.id == item_id), None)


@dataclass(slots=True)
class _Read(Generic[Item]):
    """One file as it was last read."""

    stamp: Stamp
    item: Item | None
    problem: str = ""


@dataclass(slots=True)
class Shelves(Generic[Item]):
    """Reads the files of one kind, and reads again only those that changed; thread-safe.

    ``parse`` takes a file's text and name and raises EntryError. What the team shares lies over the
    shipped ones, and the ``own`` folder over both. All calls read the disk: make them outside the
    UI thread.
    """

    parse: Callable[[str, str], Item]
    shipped: Path
    own: Path | None
    beside: str = ""
    shared: Path | None = None
    _read: dict[Path, _Read[Item]] = field(default_factory=dict)
    _shelf: Shelf[Item] | None = None
    _lock: Lock = field(default_factory=Lock)

    def shelf(self) -> Shelf[Item]:
        """Return what was last read; the first call reads."""
        with self._lock:
            return self._shelf if self._shelf is not None else self._refreshed()

    def refresh(self) -> bool:
        """Look at the files again; tell whether anything is different."""
        with self._lock:
            before = self._shelf
            return self._refreshed() != before

    def _refreshed(self) -> Shelf[Item]:
        shipped, own = list(text_files(self.shipped)), self._files_in(self.own)
        shared = self._files_in(self.shared)
        stamps = {path: stamp_of(path) for path in (*shipped, *shared, *own)}
        self._read = {path: self._kept_or_read(path, stamp) for path, stamp in stamps.items()}
        new = self._laid_over(shipped, shared, own)
        if new != self._shelf:
            self._shelf = new
        return new

    def _files_in(self, folder: Path | None) -> list[Path]:
        return list(text_files(folder, self.beside)) if folder else []

    def _kept_or_read(self, path: Path, stamp: Stamp) -> _Read[Item]:
        kept = self._read.get(path)
        if kept is not None and kept.stamp == stamp:
            return kept
        try:
            return _Read(stamp, self.parse(read_text(path), str(path)))
        except EntryError as error:
            return _Read(stamp, None, str(error))

    def _laid_over(self, shipped: list[Path], shared: list[Path], own: list[Path]) -> Shelf[Item]:
        problems = list(self._folder_problems(own))
        base = self._by_id(shipped, problems)
        own_items = {**self._by_id(shared, problems), **self._by_id(own, problems)}
        merged = {**base, **own_items}
        return Shelf(
            tuple(merged[one] for one in sorted(merged)),
            tuple(problems),
            frozenset(base) & frozenset(own_items),
        )

    def _folder_problems(self, own: list[Path]) -> Iterator[str]:
        if self.own and not self.own.is_dir():
            yield _("{path}: there is no such folder").format(path=self.own)
        if len(own) >= _MAX_FILES:
            words = _("{path}: only the first {count} files are read")
            yield words.format(path=self.own, count=_MAX_FILES)

    def _by_id(self, paths: Iterable[Path], problems: list[str]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        places: dict[str, Path] = {}
        for path in paths:
            read = self._read[path]
            if read.item is None:
                problems.append(read.problem)
            elif read.item.id in found:
                words = _("{path}: the id {id} is already that of {other}")
                other = places[read.item.id].name
                problems.append(words.format(path=path, id=read.item.id, other=other))
            else:
                found[read.item.id], places[read.item.id] = read.item, path
        return found


def text_files(folder: Path, beside: str = "") -> Iterator[Path]:
    """Yield the texts below a folder by name, leaving hidden folders and the one ``beside`` out."""
    count = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one != beside)
        for name in sorted(files):
            if name.endswith(_SUFFIX) and not name.startswith(".") and count < _MAX_FILES:
                count += 1
                yield Path(place, name)


def stamp_of(path: Path) -> Stamp:
    """Return what changes when a file does: its time and size; (0, 0) for one that is gone."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def read_text(path: Path) -> str:
    """Read a text of the library; raises EntryError."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise EntryError(str(path), 0, _("the file is too large"))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise EntryError(str(path), line, _("the file is not UTF-8 text")) from error
    except OSError as error:
        cause = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise EntryError(str(path), 0, cause) from error


def parse_answer(text: str, name: str) -> Entry:
    """Read a canned answer whose attached files must be there; raises EntryError."""
    entry = parse(text, name)
    for attached in entry.attachments:
        if not Path(name).with_name(attached).is_file():
            cause = _("there is no file {file} beside it").format(file=attached)
            raise EntryError(name, 1, cause)
    return entry


def own_folder(folder: str, beside: Path) -> Path | None:
    """Return the team's folder; a relative one lies in ``beside``."""
    return beside / Path(folder).expanduser() if folder else None


def shared_folder(beside: Path) -> Path:
    """Return where the texts lie that the team shares; it need not be there."""
    return beside / SHARED / "library"


def answer_shelves(
    own: Path | None, shipped: Path = SHIPPED / ANSWERS, shared: Path | None = None
) -> Shelves[Entry]:
    """Return the canned answers: shipped, shared in the team, and from the ``own`` folder."""
    return Shelves(parse_answer, shipped, own, beside=APOLOGY, shared=shared)


class LibraryService:
    """The canned answers of this console; safe to use from several threads, not from the UI's.

    ``own`` is the team's folder, ``shared`` where the texts lie that came with the journal.
    """

    def __init__(
        self, own: Path | None, shipped: Path = SHIPPED / ANSWERS, shared: Path | None = None
    ) -> None:
        self.own = own
        self._shelves = answer_shelves(own, shipped, shared)
        self._lock = Lock()
        self._indexed: tuple[Shelf[Entry], FitIndex] | None = None

    def library(self) -> Shelf[Entry]:
        """Return the answers as they were last read; the first call reads them."""
        return self._shelves.shelf()

    def refresh(self) -> bool:
        """Look whether files changed, and read those again; tell whether anything is different."""
        return self._shelves.refresh()

    def fit(self, text: str, language: str) -> Mapping[str, float]:
        """Return how well each answer's words fit a mail: ids with more than 0, at most 1."""
        shelf = self.library()
        with self._lock:
            if self._indexed is None or self._indexed[0] is not shelf:
                if self._indexed is not None:
                    self._indexed[1].close()
                self._indexed = (shelf, FitIndex(shelf.items))
            return self._indexed[1].fit(text, language)

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._indexed is not None:
                self._indexed[1].close()
                self._indexed = None
