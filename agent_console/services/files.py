"""The files of a ticket's mails: which there are, and how they get to the disk.

Of a large mail only the beginning is kept, so the rest comes from the server when a person wants
it. This console does that itself, in the thread that asks, with a connection of its own: the engine
goes on reading meanwhile, and what is called off here disturbs nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.desk.filenames import clean_filename
from agent_console.desk.mail import Attachment
from agent_console.desk.views import FileList, MailFile, SavedFile
from agent_console.errors import ConsoleError, MailError, NotFoundError, StoreError
from agent_console.i18n import _
from agent_console.locations import downloads_folder
from agent_console.mail.decoding import decoder
from agent_console.mail.read import attachment_bytes
from agent_console.services.intake import Intake
from agent_console.services.mailbox_sink import named_folder
from agent_console.services.newfile import NewFile, new_file
from agent_console.services.passwords import Passwords
from agent_console.services.transfer import Transfer
from agent_console.store import erasures
from agent_console.store import tickets as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.fetch_lock import fetch_lock
from agent_console.store.tickets import StoredMail
from agent_console.store.times import to_text
from agent_console.store.whereabouts import ServerPlace, kept_mail, places_of, whole_mails

if TYPE_CHECKING:
    from agent_console.services.fetching import MailLine
    from agent_console.services.mailbox import Mailbox

SecretOf = Callable[[MailboxConfig], SecretStr]


class FileService:
    """Lists and saves files of mails; every call may take long and is made outside the UI thread.

    ``secret_of`` returns the password of a mailbox, or raises SecretMissingError.
    """

    def __init__(
        self, store: Store, intake: Intake, config: Config, clock: Clock, secret_of: SecretOf
    ) -> None:
        self._store = store
        self._intake = intake
        self._config = config
        self._clock = clock
        self._secret_of = secret_of
        self._passwords: dict[str, Passwords] = {}

    def folder(self) -> Path:
        """Return where files are saved unless somebody says otherwise."""
        return downloads_folder(self._config.ui.downloads)

    def known(self, ref: str) -> FileList:
        """Return the files of a ticket as far as they are known here."""
        with self._store.read() as session:
            mails, whole = stored.mails(session, ref), whole_mails(session, ref)
        partial = any(mail.key not in whole for mail in mails)
        doubt = _("Not every mail is here whole: it may have more files.") if partial else ""
        return FileList(_counted(mails, whole, {}), doubt)

    def listed(self, ref: str, transfer: Transfer) -> FileList:
        """Return the files of a ticket; of mails that are not here whole the server tells them."""
        with self._store.read() as session:
            mails, whole = stored.mails(session, ref), whole_mails(session, ref)
            wanted = {m.key: places_of(session, m.key) for m in mails if m.key not in whole}
        told: dict[str, tuple[Attachment, ...]] = {}
        doubt = ""
        for key, places in wanted.items():
            try:
                told[key] = self._told(places, transfer)
            except (MailError, NotFoundError) as error:
                transfer.check()
                doubt = doubt or error.message
        return FileList(_counted(mails, whole, told), doubt)

    def save(
        self, files: Sequence[MailFile], folder: Path, transfer: Transfer
    ) -> Iterator[SavedFile]:
        """Save one file after the other into ``folder``, which must exist; yield each when done.

        Nothing is overwritten, and a file is there whole or not at all. Raises CancelledError,
        MailError, NotFoundError and ConsoleError in words; what was yielded before stays.
        """
        for file in files:
            name = clean_filename(file.attachment.filename) or f"attachment-{file.number}"
            with new_file(folder, name) as made:
                self._fill(file, made, transfer)
            self._note(made.path, file.mail)
            yield _saved(made)

    def save_mail(self, key: str, path: Path, transfer: Transfer) -> SavedFile:
        """Save a whole mail as it came to ``path``, which must be new."""
        with new_file(path.parent, path.name, exact=True) as made:
            with self._store.read() as session:
                kept, places = kept_mail(session, key), places_of(session, key)
            if kept.whole:
                made.write(kept.raw)
            else:
                with self._line(places, transfer) as line:
                    line.stream(places, "", made.write, expected=kept.size)
        self._note(made.path, key)
        return _saved(made)

    def _note(self, path: Path, key: str) -> None:
        """Remember where something of a mail was saved: an erasure removes it there."""
        at = to_text(self._clock.now())
        with suppress(StoreError), self._store.write(durable=False) as session:
            erasures.note_file(driver(session), str(path.absolute()), key, at)

    def mail_keys(self, ref: str) -> tuple[str, ...]:
        """Return the keys of a ticket's mails, oldest first."""
        with self._store.read() as session:
            return tuple(mail.key for mail in stored.mails(session, ref))

    def _fill(self, file: MailFile, made: NewFile, transfer: Transfer) -> None:
        """Write the bytes of a file."""
        transfer.check()
        with self._store.read() as session:
            kept, places = kept_mail(session, file.mail), places_of(session, file.mail)
        index = file.attachment.index
        if kept.whole:
            made.write(_from_here(kept.raw, index))
            return
        from agent_console.services.fetching import no_structure

        with self._line(places, transfer) as line:
            parts = line.parts(places)
            if parts is None or index >= len(parts):
                raise no_structure()
            part = parts[index]
            decode = decoder(part.encoding)
            line.stream(places, part.section, made.write, expected=part.octets, decode=decode)

    def _told(self, places: Sequence[ServerPlace], transfer: Transfer) -> tuple[Attachment, ...]:
        from agent_console.services.fetching import no_structure

        with self._line(places, transfer) as line:
            parts = line.parts(places)
        if parts is None:
            raise NotFoundError(_("Mail"), no_structure().message)
        return tuple(part.attachment for part in parts)

    @contextmanager
    def _line(self, places: Sequence[ServerPlace], transfer: Transfer) -> Iterator[MailLine]:
        """Open a line to the mailbox in which the mail lies."""
        from agent_console.services.fetching import mail_line

        mailbox = self._mailbox(places)
        with fetch_lock(self._store.path, transfer.wait), mail_line(mailbox, transfer) as line:
            yield line

    def _mailbox(self, places: Sequence[ServerPlace]) -> Mailbox:
        from agent_console.services.mailbox import Mailbox

        address = named_folder(places[0].folder)[0] if places else ""
        boxes = {box.address.lower(): box for box in self._config.all_mailboxes}
        box = boxes.get(address, self._config.mailbox)
        passwords = self._passwords.setdefault(box.address, Passwords(lambda: self._secret_of(box)))
        passwords.person_acts()
        return Mailbox(self._store, self._intake, self._config, self._clock, passwords, mailbox=box)


def _saved(made: NewFile) -> SavedFile:
    return SavedFile(made.path.name, str(made.path), made.size)


def _from_here(raw: bytes, index: int) -> bytes:
    try:
        return attachment_bytes(raw, index)[2]
    except IndexError as error:
        raise ConsoleError(
            _("Mail"),
            _("this mail has no such file"),
            _("`agent-console mail reread --all` reads all mails again."),
        ) from error


def _counted(
    mails: Sequence[StoredMail],
    whole: frozenset[str],
    told: dict[str, tuple[Attachment, ...]],
) -> tuple[MailFile, ...]:
    """Number the files of all mails through."""
    files: list[MailFile] = []
    for place, mail in enumerate(mails, 1):
        who = mail.sender.name or mail.sender.email if mail.sender else ""
        for attachment in told.get(mail.key, mail.attachments):
            number = len(files) + 1
            here = mail.key in whole
            files.append(MailFile(number, mail.key, place, who, mail.received, attachment, here))
    return tuple(files)
