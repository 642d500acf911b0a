"""Mails deleted on the server for good, by UID, when a person asked for just these.

Only UID EXPUNGE is used (RFC 4315 §2.1): a plain EXPUNGE would take along whatever somebody else
has marked. A server without it is asked for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection

_AT_ONCE = 300


def delete_mails(connection: ImapConnection, uids: Sequence[int]) -> int:
    """Delete these mails of the open folder; return how many of them are gone.

    Raises MailError, before anything is changed, where the server has no UIDPLUS.
    """
    if not connection.has("UIDPLUS"):
        raise MailError(
            _("Erase"),
            _("this server cannot delete single mails safely (it lacks UIDPLUS)"),
            _("Delete them with another mail program; the list names folder and UID."),
        )
    gone = 0
    for at in range(0, len(uids), _AT_ONCE):
        named = ",".join(str(int(uid)) for uid in uids[at : at + _AT_ONCE])
        connection.wire.command(f"UID STORE {named} +FLAGS.SILENT (\\Deleted)".encode("ascii"))
        connection.wire.command(f"UID EXPUNGE {named}".encode("ascii"))
        left = connection.uids(named)
        gone += len(uids[at : at + _AT_ONCE]) - len(left)
    return gone
