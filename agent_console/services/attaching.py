"""Files that go out with a mail: taken from the disk or from a mail, named, typed and weighed."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.desk.filenames import clean_filename
from agent_console.desk.mail import Mail, OutgoingAttachment
from agent_console.errors import ConsoleError, NotFoundError
from agent_console.i18n import _
from agent_console.mail.read import attachment_bytes
from agent_console.mail.replying import bare_subject
from agent_console.services.writing import ReplyDraft
from agent_console.store import outbox as stored_outbox
from agent_console.store.draft_head import DraftFile, FileSource
from agent_console.store.whereabouts import kept_mail

if TYPE_CHECKING:
    from sqlmodel import Session

WARN_FROM = 20_000_000
"""Bytes on the wire from which many servers refuse a mail."""

_LARGEST = 100_000_000
_WHOLE_MAIL = "message/rfc822"
_UNKNOWN = "application/octet-stream"
_LINE = 76
_BY_NAME = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".eml": _WHOLE_MAIL,
    ".gz": "application/gzip",
    ".heic": "image/heic",
    ".ics": "text/calendar",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".vcf": "text/vcard",
    ".webp": "image/webp",
    ".zip": "application/zip",
}
_BY_CONTENT = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)


def attach(draft: ReplyDraft, path: Path | str) -> ReplyDraft:
    """Return ``draft`` with the file at ``path``; the file itself is read when the mail is queued.

    Raises ConsoleError in words when there is no such file, it cannot be read, or no mail server
    would take it.
    """
    place = Path(path).expanduser().absolute()
    beginning, size = _looked_at(place)
    name = clean_filename(place.name) or _("attachment")
    kind = _type_of(name, beginning)
    file = DraftFile(name, kind, size, FileSource.DISK, str(place))
    return replace(draft, attachments=(*draft.attachments, file))


def detach(draft: ReplyDraft, number: int) -> ReplyDraft:
    """Return ``draft`` without its ``number``-th file, counted from 1; raises NotFoundError."""
    if not 1 <= number <= len(draft.attachments):
        raise NotFoundError(
            _("Attachment"), _("there is no attachment {number}").format(number=number)
        )
    rest = (file for place, file in enumerate(draft.attachments, 1) if place != number)
    return replace(draft, attachments=tuple(rest))


def mail_as_file(key: str, mail: Mail) -> DraftFile:
    """Return a stored mail as a file, named after its subject."""
    title = bare_subject(mail.subject)[:60].strip() or _("mail")
    name = clean_filename(f"{title}.eml".replace("/", "-"))
    return DraftFile(name, _WHOLE_MAIL, mail.size, FileSource.MAIL, key)


def files_of_mail(source: FileSource, place: str, mail: Mail) -> tuple[DraftFile, ...]:
    """Return the files of a mail, to be sent on."""
    return tuple(
        DraftFile(
            clean_filename(one.filename) or f"attachment-{number}",
            one.content_type,
            one.size,
            source,
            place,
            one.index,
        )
        for number, one in enumerate(mail.attachments, 1)
    )


def content_of(session: Session, file: DraftFile) -> OutgoingAttachment:
    """Read the bytes of a file that goes out; raises ConsoleError when they are gone."""
    return OutgoingAttachment(file.name, file.content_type, _content(session, file))


def _content(session: Session, file: DraftFile) -> bytes:
    if file.source is FileSource.DISK:
        return _read(Path(file.place))
    if file.source is FileSource.MAIL:
        kept = kept_mail(session, file.place)
        if not kept.whole:
            raise _not_here(file.name)
        raw = kept.raw
    else:
        raw = stored_outbox.letter(session, int(file.place)).raw
    try:
        return raw if file.index < 0 else attachment_bytes(raw, file.index)[2]
    except IndexError as error:
        raise _not_here(file.name) from error


def wire_size(files: Sequence[DraftFile]) -> int:
    """Return how many bytes the files take in a mail: base64 in lines of 76 characters."""
    return sum((file.size + 2) // 3 * 4 * (_LINE + 2) // _LINE for file in files)


def size_words(size: int) -> str:
    """Return a number of bytes in words, as mail servers count: 1 MB is a million."""
    if size < 1_000:
        return _("{n} bytes").format(n=size)
    if size < 1_000_000:
        return _("{n} KB").format(n=round(size / 1_000))
    return _("{n} MB").format(n=f"{size / 1_000_000:.1f}")


def _type_of(name: str, beginning: bytes) -> str:
    """Guess by the name, else by the first bytes; the tables of this machine play no part."""
    suffix = Path(name).suffix.lower()
    known = _BY_NAME.get(suffix) or mimetypes.MimeTypes().types_map[True].get(suffix)
    if known:
        return known
    return next((kind for mark, kind in _BY_CONTENT if beginning.startswith(mark)), _UNKNOWN)


def _looked_at(path: Path) -> tuple[bytes, int]:
    try:
        if not path.is_file():
            raise _unusable(path, _("it is no file"))
        with path.open("rb") as file:
            beginning = file.read(16)
        size = path.stat().st_size
    except OSError as error:
        raise _unusable(path, error.strerror or type(error).__name__) from error
    if size > _LARGEST:
        raise _unusable(path, _("it is too large to send, {size}").format(size=size_words(size)))
    return beginning, size


def _read(path: Path) -> bytes:
    _looked_at(path)
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise _unusable(path, error.strerror or type(error).__name__) from error
    return content


def _unusable(path: Path, reason: str) -> ConsoleError:
    return ConsoleError(
        _("Attachment"),
        _("{path} cannot be attached: {reason}").format(path=path, reason=reason),
        _("Choose another file, or take it off the mail."),
    )


def _not_here(name: str) -> ConsoleError:
    return ConsoleError(
        _("Attachment"),
        _("{name} is not here whole").format(name=name),
        _("Save it from the ticket's files first, then attach it."),
    )
