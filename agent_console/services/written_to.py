"""Which of our mailboxes a customer wrote to: the reply leaves from there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from agent_console.config import Config, MailboxConfig
from agent_console.desk.mail import Address
from agent_console.services.mailbox_sink import named_folder
from agent_console.store.folder_health import folders_of


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
    for stored in folders_of(session, key):
        address_of_box, _name = named_folder(stored)
        if address_of_box in own:
            return config.mailbox_of(address_of_box)
    return config.mailbox
