"""Where a customer's mail went: which of our mailboxes it was written to, which folder it lies in.

A mail in the junk folder, where that is read, becomes a ticket like any other and names its folder:
only a person can tell a customer from an advertiser, and a customer who was sorted out by mistake
waits as long as everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from agent_console.config import Config, MailboxConfig
from agent_console.desk.mail import Address
from agent_console.i18n import _
from agent_console.services.mailbox_sink import named_folder
from agent_console.store import tickets as stored
from agent_console.store.folder_health import folders_of
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session


def mailbox_written_to(
    session: Session, config: Config, key: str, recipients: Iterable[Address]
) -> MailboxConfig:
    """Return the mailbox whose address the mail called ``key`` names first in To or Cc.

    A mail that names none of ours (Bcc, a list) belongs to the mailbox it lies in; else the first.
    """
    own = config.own_addresses
    if not config.mailboxes:
        return config.mailbox
    for address in recipients:
        if address.email.lower() in own:
            return config.mailbox_of(address.email)
    for name in folders_of(session, key):
        address_of_box, _folder = named_folder(name)
        if address_of_box in own:
            return config.mailbox_of(address_of_box)
    return config.mailbox


def where_words(
    session: Session, config: Config, ref: str, mails: Sequence[StoredMail]
) -> Iterator[str]:
    """Say to which mailbox a ticket belongs, where there are several, and if not in the inbox."""
    if not mails:
        return
    key = stored.parent_mail(session, ref)
    box = config.mailbox
    if config.mailboxes:
        recipients = (a for mail in mails if mail.key == key for a in (*mail.to, *mail.cc))
        box = mailbox_written_to(session, config, key, recipients)
        yield _("came to {address}").format(address=box.address)
    places = [named_folder(name) for name in folders_of(session, key)]
    if places and places[0][0] and not _is_inbox(config, *places[0]):
        yield _("lies in the folder {folder}").format(folder=places[0][1])


def _is_inbox(config: Config, address: str, folder: str) -> bool:
    return folder == config.mailbox_of(address).folders.inbox
