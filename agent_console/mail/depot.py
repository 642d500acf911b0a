"""A folder of the server into which old mail is put: what lies there already, and one more.

What was put there once is known by its Message-ID, or, where it has none, by what its header says
of sender, time and subject: so it may be broken off anywhere and begun again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from agent_console.mail.headers import split_head
from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import folder_name
from agent_console.mail.wire import RefusedError

_AT_ONCE = 2_000
_FIELDS = ("message-id", "from", "date", "subject")
_ASKED = f"UID BODY.PEEK[HEADER.FIELDS ({' '.join(_FIELDS).upper()})]"


def mail_key(raw: bytes) -> bytes:
    """Return what tells a mail from others, whoever handed it out."""
    head = split_head(raw)
    message_id = b"".join(head.first("message-id").split())
    told = message_id or b"\0".join(b" ".join(head.first(one).split()) for one in _FIELDS[1:])
    return hashlib.sha256(told).digest()[:16]


class Depot:
    """One such folder; every failure of the line is a MailError."""

    def __init__(self, connection: ImapConnection, name: str) -> None:
        self.name = name
        self._connection = connection
        self._made = False

    def keys(self) -> set[bytes]:
        """Return the keys of all mails that lie there; none where there is no such folder."""
        try:
            selected = self._connection.select(self.name)
        except RefusedError as error:
            if error.temporary:
                raise
            return set()
        self._made = True
        found: set[bytes] = set()
        uids = self._connection.uids() if selected.exists else []
        for start in range(0, len(uids), _AT_ONCE):
            some = uids[start : start + _AT_ONCE]
            answer = self._connection.fetch_set(f"{some[0]}:{some[-1]}", _ASKED)
            found.update(mail_key(item.body or b"") for item in answer.items.values())
        return found

    def put(self, raw: bytes, flags: Collection[str], when: datetime) -> None:
        """Put a mail there; the folder is made when it is the first one."""
        if not self._made:
            with suppress(RefusedError):
                self._connection.wire.command(b"CREATE " + folder_name(self.name))
            with suppress(RefusedError):
                self._connection.wire.command(b"SUBSCRIBE " + folder_name(self.name))
            self._made = True
        self._connection.append(self.name, raw, flags, when)
