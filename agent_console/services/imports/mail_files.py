"""Mailboxes as files: mbox (one file, or a folder of them) and Maildir with its folders.

Of an mbox the lines that it quoted are put right (``>From``, as mboxrd has it), and lines end in
CRLF as on the wire; nothing else of a mail is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from agent_console.desk.import_marks import FOLDER
from agent_console.desk.imported import Item, LeftOut, LooseMail
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.mail.headers import split_head

MAX_MAIL = 64 * 1024 * 1024
_BEGIN = re.compile(rb"From \S.*(?:\d\d:\d\d|\d{4})")
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_LONE_LF = re.compile(rb"(?<!\r)\n")
_POSTMARK = re.compile(
    r"(?P<day>[A-Z][a-z]{2}) (?P<month>[A-Z][a-z]{2}) +(?P<date>\d{1,2}) (?P<time>[\d:]{5,8})"
    r"(?: (?P<zone>[+-]\d{4}))? (?P<year>\d{4})"
)
_LETTERS = {"S": "\\Seen", "R": "\\Answered", "F": "\\Flagged"}
_STATUS = {"R": "\\Seen", "A": "\\Answered", "F": "\\Flagged"}
_MOZILLA = {0x1: "\\Seen", 0x2: "\\Answered", 0x4: "\\Flagged"}
_THROWN_AWAY = 0x8


def read_mbox(path: Path) -> Iterator[Item]:
    """Yield the mails of an mbox, or of every mbox below a folder.

    Raises NotFoundError where there is none.
    """
    files = [path] if path.is_file() else [one for one in sorted(path.rglob("*")) if one.is_file()]
    files = [file for file in files if _is_mbox(file)]
    if not files:
        raise _nothing(path, _("there is no mbox file"))
    for file in files:
        yield from _mails_of(file)


def _nothing(path: Path, words: str) -> NotFoundError:
    return NotFoundError(_("Import"), f"{path}: {words}", _("See docs/import.md."))


def _is_mbox(file: Path) -> bool:
    with suppress(OSError), file.open("rb") as stream:
        return stream.read(5) == b"From "
    return False


def _mails_of(file: Path) -> Iterator[Item]:
    lines: list[bytes] = []
    size, blank, number, begun, postmark = 0, True, 0, 0, b""
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if blank and _BEGIN.match(line):
                if begun:
                    yield _mbox_mail(f"{file.name}:{begun}", file.stem, postmark, lines, size)
                lines, size, begun, postmark = [], 0, number, line
            else:
                size += len(line)
                if size <= MAX_MAIL:
                    lines.append(line)
            blank = not line.strip()
    if begun:
        yield _mbox_mail(f"{file.name}:{begun}", file.stem, postmark, lines, size)


def _mbox_mail(where: str, folder: str, postmark: bytes, lines: list[bytes], size: int) -> Item:
    if size > MAX_MAIL:
        return LeftOut(where, _("the mail is larger than {n} MB").format(n=MAX_MAIL // 1024**2))
    raw = _QUOTED.sub(rb"\1", b"".join(lines))
    if raw.endswith((b"\n\n", b"\r\n\r\n")):  # the blank line that parts it from the next one
        raw = raw[: -len(b"\r\n" if raw.endswith(b"\r\n") else b"\n")]
    if not raw.strip():
        return LeftOut(where, _("the mail is empty"))
    head = split_head(raw)
    said = {
        name: head.first(name).decode("utf-8", "replace").strip()
        for name in ("status", "x-status", "x-keywords", "x-mozilla-keys", "x-gmail-labels")
    }
    marks = {_STATUS[letter] for letter in said["status"] if letter == "R"}
    marks |= {_STATUS[letter] for letter in said["x-status"] if letter in _STATUS}
    marks |= {*said["x-keywords"].split(), *said["x-mozilla-keys"].split()}
    labels = [one.strip() for one in said["x-gmail-labels"].split(",") if one.strip()]
    marks |= {FOLDER + one for one in labels or [folder]}
    mozilla = _number(head.first("x-mozilla-status"))
    marks |= {mark for bit, mark in _MOZILLA.items() if mozilla & bit}
    if mozilla & _THROWN_AWAY or {"D", "T"}.intersection(said["x-status"]):
        return LeftOut(where, _("the mail is a draft or was thrown away"))
    return LooseMail(where, _LONE_LF.sub(b"\r\n", raw), frozenset(marks), _marked_at(postmark))


def _number(value: bytes) -> int:
    with suppress(ValueError):
        return int(value.strip(), 16)
    return 0


def _marked_at(line: bytes) -> datetime | None:
    """Return the moment in the line that begins a mail, in UTC where it names no zone."""
    found = _POSTMARK.search(line.decode("ascii", "replace"))
    if found is None:
        return None
    zone = found["zone"] or "+0000"
    with suppress(ValueError, TypeError, OverflowError):
        text = f"{found['date']} {found['month']} {found['year']} {found['time']} {zone}"
        return parsedate_to_datetime(text).astimezone(UTC)
    return None


def read_maildir(path: Path) -> Iterator[Item]:
    """Yield the mails of a Maildir and of its folders, ``.Name`` or ``Name`` below it.

    Raises NotFoundError where there is none.
    """
    boxes = [one.parent for one in sorted(path.rglob("cur")) if one.is_dir()]
    if not boxes:
        raise _nothing(path, _("there is no Maildir"))
    for box in boxes:
        parts = box.relative_to(path).parts
        folder = "/".join(part.lstrip(".").replace(".", "/") for part in parts) or "INBOX"
        yield from _box_mails(box, folder)


def _box_mails(box: Path, folder: str) -> Iterator[Item]:
    keywords = _keywords(box)
    files = [one for part in ("cur", "new") if (box / part).is_dir() for one in _files(box / part)]
    for file in files:
        where = f"{folder}/{file.name}"
        letters = file.name.rpartition(":2,")[2] if ":2," in file.name else ""
        if {"T", "D"}.intersection(letters):
            yield LeftOut(where, _("the mail is a draft or was thrown away"))
            continue
        marks = {_LETTERS[letter] for letter in letters if letter in _LETTERS}
        marks |= {keywords[letter] for letter in letters if letter in keywords}
        try:
            facts = file.stat()
            raw = file.read_bytes() if facts.st_size <= MAX_MAIL else b""
        except OSError as error:
            yield LeftOut(where, error.strerror or str(error))
            continue
        if facts.st_size > MAX_MAIL:
            words = _("the mail is larger than {n} MB").format(n=MAX_MAIL // 1024**2)
            yield LeftOut(where, words)
        elif not raw.strip():
            yield LeftOut(where, _("the mail is empty"))
        else:
            kept = datetime.fromtimestamp(facts.st_mtime, UTC)
            raw = _LONE_LF.sub(b"\r\n", raw)
            yield LooseMail(where, raw, frozenset({*marks, FOLDER + folder}), kept)


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_file() and one.name[:1] != ".")


def _keywords(box: Path) -> dict[str, str]:
    """Return what the small letters in the names of files stand for, as Dovecot keeps it."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for line in (box / "dovecot-keywords").read_text("utf-8", "replace").splitlines():
            number, _blank, keyword = line.partition(" ")
            if number.isdigit() and int(number) < 26 and keyword.strip():
                found[chr(ord("a") + int(number))] = keyword.strip()
    return found
