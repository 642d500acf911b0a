"""Mails brought in depths: heads first, texts later, and the whole last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_console.desk.mail import Mail
from agent_console.mail.fetch import FetchedHead, FetchedMail, FolderCursor
from agent_console.mail.read import read_mail
from agent_console.mail.skim import skim_head
from agent_console.mail.structure import Structure
from tests.services.intake_kit import Bench, at


def head(uid: int, raw: bytes, minutes: float) -> FetchedHead:
    header = raw[: raw.index(b"\r\n\r\n") + 4]
    attachments = tuple(replace(part, content_id="") for part in read_mail(raw).attachments)
    mail = skim_head(header, Structure(None, attachments, odd=False), len(raw))
    return FetchedHead(uid, header, mail, at(minutes), frozenset(), len(raw), None)


def whole(uid: int, raw: bytes, minutes: float) -> FetchedMail:
    return FetchedMail(uid, raw, at(minutes), frozenset(), len(raw), complete=True)


@dataclass
class Staged:
    """A folder whose mails are brought from the newest to the oldest, in blocks."""

    desk: Bench
    raws: Sequence[bytes]
    folder: str = "INBOX"
    block: int = 3
    together: bool = False
    """Whether text parts come along with the heads."""

    def __post_init__(self) -> None:
        self.desk.intake.use_folder(self.folder, outgoing=self.folder == "Sent")

    def minute(self, uid: int) -> float:
        return uid * 10.0

    def raw(self, uid: int) -> bytes:
        return self.raws[uid - 1]

    def heads(self) -> None:
        """Bring what is missing of the heads."""
        intake, last = self.desk.intake, len(self.raws)
        known = intake.cursor(self.folder)
        first = known.first_uid if known.last_uid else last + 1
        while first > 1:
            lowest = max(1, first - self.block)
            heads = [self.head(uid) for uid in range(lowest, first)]
            cursor = FolderCursor(self.desk.validity, last, None, lowest)
            alike = intake.store_heads(self.folder, self.desk.validity, heads, cursor)
            again = [whole(uid, self.raw(uid), self.minute(uid)) for uid in alike]
            intake.store(self.folder, self.desk.validity, again, cursor)
            first = lowest

    def head(self, uid: int) -> FetchedHead:
        """Return the head of a mail, with its text where they come together."""
        come = head(uid, self.raw(uid), self.minute(uid))
        return replace(come, body=self.text(uid)) if self.together else come

    def text(self, uid: int) -> Mail:
        """Return what the text part of a mail says."""
        return replace(read_mail(self.raw(uid)), ranges=())

    def texts(self) -> None:
        """Bring what is missing of the texts."""
        intake = self.desk.intake
        while uids := intake.shallow(self.folder, 0, self.block):
            texts = {uid: self.text(uid) for uid in uids}
            intake.store_texts(self.folder, self.desk.validity, texts)

    def wholes(self) -> None:
        """Bring what is missing of the rest."""
        intake = self.desk.intake
        while uids := intake.shallow(self.folder, 1, self.block):
            mails = [whole(uid, self.raw(uid), self.minute(uid)) for uid in sorted(uids)]
            intake.store(self.folder, self.desk.validity, mails, intake.cursor(self.folder))

    def all(self) -> None:
        """Bring everything."""
        self.heads()
        self.texts()
        self.wholes()
