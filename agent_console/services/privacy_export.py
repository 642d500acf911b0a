"""All that is kept of a person in one zip: JSON, the mails as they came, their attachments.

Nothing is held in memory but one mail at a time. Notes about others stay out, and so do mails of
others that only name the person.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agent_console.clock import Clock
from agent_console.desk.filenames import clean_filename
from agent_console.i18n import _
from agent_console.mail.read import attachment_bytes
from agent_console.services.newfile import NewFile, new_file
from agent_console.services.privacy import PrivacyService
from agent_console.services.privacy_places import places
from agent_console.services.privacy_scope import Scope
from agent_console.store import erasures, privacy_mails
from agent_console.store.driver import listed
from agent_console.store.engine import Store
from agent_console.store.mails import WHOLE
from agent_console.store.packing import unpack
from agent_console.store.privacy_mails import Progress
from agent_console.store.times import to_text

_SOURCES = """
SELECT mail.id, mail.received, mail.direction, source.depth, source.complete, mail.subject,
    mail.text
FROM mail JOIN source ON source.id = mail.id
WHERE mail.id IN (SELECT value FROM json_each(?)) ORDER BY mail.received, mail.id
"""
_ATTACHED = "SELECT number, filename FROM attachment WHERE mail_id = ? ORDER BY number"
_FORMULA = tuple("=+-@|\t\r\n＝＋－＠")  # noqa: RUF001  # as spreadsheets read them
_LONGEST_NAME = 80


def _say_nothing(_done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file that was written, and what is in it; ``partial`` mails are not here whole."""

    path: str
    size: int
    mails: int
    attachments: int
    partial: int


class Exporter:
    """Writes the zip of one person."""

    def __init__(self, store: Store, privacy: PrivacyService, clock: Clock) -> None:
        self._store = store
        self._privacy = privacy
        self._clock = clock

    def export(
        self, addresses: Sequence[str], path: Path, on_progress: Progress = _say_nothing
    ) -> ExportReport:
        """Write everything of a person to ``path``, which must be new (0600, whole or not at all).

        Raises ConsoleError in words when it cannot be written.
        """
        with self._store.look() as connection:
            scope = self._privacy.scope(connection, addresses, on_progress)
            with new_file(path.parent, path.name, exact=True) as made:
                written = _Zip(made, self._clock.now())
                written.fill(connection, scope, on_progress)
        self._note(scope, made.path)
        return ExportReport(
            str(made.path), made.size, len(scope.mails), written.attachments, written.partial
        )

    def _note(self, scope: Scope, path: Path) -> None:
        """Remember the file: an erasure removes it."""
        about = scope.about[0]
        with self._store.write(durable=True) as session:
            from agent_console.store.driver import driver

            at = to_text(self._clock.now())
            erasures.note_file(driver(session), str(path.absolute()), about, at)


class _Sink(io.RawIOBase):
    """A new file as zipfile wants to write it: it is never read, and never gone back in."""

    def __init__(self, made: NewFile) -> None:
        self._made = made

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        whole = bytes(memoryview(data))  # type: ignore[arg-type]  # whatever has a buffer
        self._made.write(whole)
        return len(whole)


class _Zip:
    """The zip while it is written; ``manifest`` has size and digest of every file in it."""

    def __init__(self, made: NewFile, now: datetime) -> None:
        self._zip = zipfile.ZipFile(_Sink(made), "w", zipfile.ZIP_DEFLATED)
        self._now = now
        self._manifest: dict[str, dict[str, object]] = {}
        self.attachments = 0
        self.partial = 0

    def fill(self, connection: sqlite3.Connection, scope: Scope, on_progress: Progress) -> None:
        """Write all parts, the manifest last."""
        for place in places():
            for name, told in place.export(connection, scope).items():
                self._add_json(name, told)
        self._add("mails.csv", _as_csv(connection, scope).encode())
        for done, (number, name, raw) in enumerate(self._mails(connection, scope), 1):
            self._add(f"mails/{name}.eml", raw)
            self._add_attached(connection, number, name, raw)
            on_progress(done, len(scope.mails))
        self._add("README.txt", _words().encode())
        told = {
            "made": self._now.isoformat(),
            "program": "agent-console",
            "person": list(scope.subject.addresses),
            "mails_not_whole": self.partial,
            "files": self._manifest,
        }
        self._write("manifest.json", _json(told))
        self._zip.close()

    def _mails(
        self, connection: sqlite3.Connection, scope: Scope
    ) -> Iterator[tuple[int, str, bytes]]:
        wanted = listed(sorted(scope.mails))
        rows = connection.execute(_SOURCES, (wanted,)).fetchall()
        for place, (number, received, direction, depth, complete, subject, text) in enumerate(
            rows, 1
        ):
            raw = unpack(privacy_mails.raw_of(connection, number))
            if depth < WHOLE:
                raw = raw.rstrip() + b"\r\n\r\n" + text.replace("\n", "\r\n").encode()
            self.partial += depth < WHOLE or not complete
            title = clean_filename(subject)[:_LONGEST_NAME].strip(" .")
            yield number, f"{place:04d} {received[:10]} {direction} {title}".strip(), raw

    def _add_attached(
        self, connection: sqlite3.Connection, mail: int, folder: str, raw: bytes
    ) -> None:
        for number, filename in connection.execute(_ATTACHED, (mail,)).fetchall():
            try:
                _name, _kind, data = attachment_bytes(raw, number)
            except (IndexError, ValueError, KeyError):
                continue
            name = clean_filename(filename) or f"attachment-{number + 1}"
            self._add(f"attachments/{folder}/{number + 1:02d} {name}", data)
            self.attachments += 1

    def _add_json(self, name: str, told: object) -> None:
        self._add(name, _json(told))

    def _add(self, name: str, data: bytes) -> None:
        digest = hashlib.sha256(data).hexdigest()
        self._manifest[name] = {"size": len(data), "sha256": digest}
        self._write(name, data)

    def _write(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(name, self._now.timetuple()[:6])
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(info, data)


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _as_csv(connection: sqlite3.Connection, scope: Scope) -> str:
    """Return the mails as a list for a spreadsheet, in which nothing is computed."""
    from agent_console.services.privacy_export_parts import mails

    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(("ticket", "received", "direction", "from", "subject"))
    rows = mails(connection, scope)["mails.json"]
    for row in rows if isinstance(rows, list) else ():
        names = ("ticket", "received", "direction", "sender_email", "subject")
        writer.writerow([harmless(str(row[name])) for name in names])
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _words() -> str:
    return _(
        "This is all that Agent Console keeps of one person.\n\n"
        "customer.json: who it is, and from where that is known.\n"
        "tickets.json, mails.json, mails.csv: the correspondence, as data.\n"
        "mails/: every mail as it came. attachments/: the files that were in them.\n"
        "recorded.json: what was noted and done. orders.json: orders that a shop told of.\n"
        "manifest.json: size and SHA-256 of each file.\n\n"
        "What was noted about other people, and mails of others, are not in here.\n"
    )
