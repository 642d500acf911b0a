"""A person's mails deleted in the mailbox itself, on explicit demand only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.config import MailboxConfig
from agent_console.mail.deletion import delete_mails
from agent_console.services.mailbox import Mailbox
from agent_console.services.mailbox_sink import named_folder

if TYPE_CHECKING:
    from agent_console.services.desk import Desk

Copy = tuple[str, int, int]


def delete_on_server(
    desk: Desk, copies: Sequence[Copy], secret_of: Callable[[MailboxConfig], SecretStr]
) -> int:
    """Delete these mails (folder, UIDVALIDITY, UID) for good; return how many are gone.

    A folder that was numbered anew meanwhile is left alone. Raises MailError.
    """
    boxes = {box.address.lower(): box for box in desk.config.all_mailboxes}
    gone = 0

    def box_of(copy: Copy) -> str:
        return named_folder(copy[0])[0]

    for address, of_box in groupby(sorted(copies), box_of):
        box = boxes.get(address, desk.config.mailbox)
        mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock, mailbox=box)
        mailbox.use_secret(secret_of(box))
        with mailbox.open() as connection:
            for (stored, validity), some in groupby(of_box, lambda copy: copy[:2]):
                uids = [uid for _folder, _validity, uid in some]
                if connection.select(named_folder(stored)[1]).uidvalidity == validity:
                    gone += delete_mails(connection, uids)
    return gone
