"""Old mail put into a folder: many at once where that is possible, each once, none lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from agent_console.mail.depot import Depot, OldMail, mail_key
from agent_console.mail.fetch import FetchAnswer, FetchItem, FolderCursor
from agent_console.mail.imap import Selected
from agent_console.mail.wire import Answer, RefusedError

THEN = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)


class Server:
    """A server with one folder; mails with ``bad`` in them it does not want."""

    def __init__(self, *capabilities: str, code: str = "") -> None:
        self.capabilities = capabilities
        self.code = code
        self.mails: list[bytes] = []
        self.commands: list[bytes] = []
        self.made = False

    @property
    def wire(self) -> Server:
        return self

    def has(self, capability: str) -> bool:
        return capability in self.capabilities

    def command(self, line: bytes) -> Answer:
        self.commands.append(line)
        if line.startswith(b"CREATE") and self.made:
            raise RefusedError("there is one")
        self.made = True
        return Answer((), "", b"")

    def select(self, folder: str, cursor: FolderCursor | None = None) -> Selected:
        if not self.made:
            raise RefusedError("no such folder", code="NONEXISTENT")
        return Selected(len(self.mails), 1)

    def uids(self, uid_set: str = "1:*") -> list[int]:
        return list(range(1, len(self.mails) + 1))

    def fetch_set(self, uids: str, items: str) -> FetchAnswer:
        heads = (raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" for raw in self.mails)
        return FetchAnswer({n: FetchItem(n, body=head) for n, head in enumerate(heads, 1)}, False)

    def append_many(
        self, line: bytes, mails: Sequence[tuple[bytes, bytes]], *, seconds: float
    ) -> Answer:
        self.commands.append(line)
        if any(b"bad" in raw for _head, raw in mails):
            raise RefusedError("bad mail", code=self.code)
        self.mails += [raw for _head, raw in mails]
        assert all(head == b'(\\Seen) "03-May-2024 12:00:00 +0000"' for head, _raw in mails)
        return Answer((), "", b"")

    def append(
        self, folder: str, raw: bytes, flags: Sequence[str] = (), when: datetime | None = None
    ) -> int | None:
        if b"bad" in raw:
            raise RefusedError("bad mail", code=self.code)
        self.mails.append(raw)
        return None


def old(number: int, text: str = "x") -> OldMail:
    raw = f"Message-ID: <{number}@x>\r\n\r\n{text}\r\n".encode()
    return OldMail(f"box:{number}", raw, ("\\Seen",), THEN)


@pytest.mark.parametrize("capabilities", [(), ("MULTIAPPEND",), ("MULTIAPPEND", "LITERAL+")])
def test_every_mail_but_refused_ones_lies_there_in_order(capabilities: tuple[str, ...]) -> None:
    server = Server(*capabilities)
    mails = [old(number, "bad" if number == 60 else "x") for number in range(120)]
    done = Depot(server, "Imported").put(mails)
    assert done.count == 119
    assert [(mail.where, error.message) for mail, error in done.refused] == [
        ("box:60", "The mail server refuses: bad mail")
    ]
    assert server.mails == [one.raw for one in mails if b"bad" not in one.raw]
    assert server.commands[0] == b'CREATE "Imported"'


@pytest.mark.parametrize("capabilities", [(), ("MULTIAPPEND", "LITERAL+")])
def test_server_that_is_full_ends_it(capabilities: tuple[str, ...]) -> None:
    server = Server(*capabilities, code="OVERQUOTA")
    with pytest.raises(RefusedError):
        Depot(server, "Imported").put([old(1), old(2, "bad"), old(3)])


def test_many_mails_take_few_commands() -> None:
    server = Server("MULTIAPPEND", "LITERAL+")
    Depot(server, "Imported").put([old(number) for number in range(100)])
    assert len([line for line in server.commands if line.startswith(b"APPEND")]) == 2
    server.commands.clear()
    Depot(server, "Imported").put([old(n, "y" * 700_000) for n in range(3)])
    assert len([line for line in server.commands if line.startswith(b"APPEND")]) == 3


def test_known_are_those_that_lie_there_by_id_or_by_what_their_head_says() -> None:
    server = Server("MULTIAPPEND", "LITERAL+")
    depot = Depot(server, "Imported")
    assert depot.known() == set()
    nameless = b"From: a@b.example\r\nDate: Fri, 3 May 2024 12:00:00 +0000\r\nSubject: x\r\n\r\nhi"
    depot.put([old(1), OldMail("box:2", nameless, ("\\Seen",), THEN)])
    known = depot.known()
    assert known == {mail_key(old(1, "other text").raw), mail_key(nameless)}
    assert mail_key(nameless.replace(b"Subject: x", b"Subject: y")) not in known
