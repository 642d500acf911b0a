"""Several consoles at one real Dovecot: they claim the same tickets at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from agent_console.config import Security, ServerConfig
from agent_console.desk.journal_book import JournalBook
from agent_console.desk.journal_entry import Claimed, Payload, TeamFact
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.journal import FolderIs, JournalFolder
from agent_console.mail.journal_message import write_message
from agent_console.mail.seal import KeyRing, new_key
from tests.e2e.dovecot import Dovecot
from tests.team.server import START

pytestmark = pytest.mark.server

CONSOLES = ("anna", "bert", "carl", "dora")
TICKETS = tuple(f"T{number}" for number in range(50))
JOURNAL = "journal1"
ADDRESS = "support@company.example"


def connect(server: Dovecot, user: str) -> ImapConnection:
    config = ServerConfig(
        host=server.host,
        port=server.imaps_port,
        security=Security.TLS,
        user=user,
        ca_file=server.ca_file,
    )
    return open_imap(config, SecretStr(server.password))


class Member:
    """A console that does nothing but claim."""

    def __init__(self, name: str, connection: ImapConnection, ring: KeyRing) -> None:
        self.name = name
        self.ring = ring
        self.folder = JournalFolder(connection, JOURNAL, ring)
        self.folder.create()
        opened = self.folder.open()
        assert opened.state is FolderIs.READY
        self.book = JournalBook(opened.folder)
        self.cursor = 0
        self.n = 0

    def tell(self, *facts: TeamFact) -> None:
        self.n += 1
        payload = Payload(self.name, self.n, START, facts)
        message = write_message(self.ring, JOURNAL, ADDRESS, payload)
        written = self.folder.write(message, self.cursor)
        assert written.entry is not None
        self.cursor = written.batch.cursor
        self.book.learn(written.batch.entries)

    def claim_all(self, start: threading.Barrier) -> set[str]:
        """Claim every ticket at the moment at which all others do; return those won."""
        won = set()
        for ticket in TICKETS:
            start.wait(30)
            self.tell(Claimed(ticket, self.name, 900))
            if self.book.fold.claims[ticket].console == self.name:
                won.add(ticket)
        return won

    def read_on(self) -> None:
        batch = self.folder.read(self.cursor)
        self.cursor = batch.cursor
        self.book.learn(batch.entries)


@pytest.mark.promise("consoles that claim at once, real server", "P13")
def test_consoles_that_claim_at_once_have_one_winner_each_and_one_fold(server: Dovecot) -> None:
    ring = KeyRing(new_key())
    lines = [connect(server, "teamrace") for _name in CONSOLES]
    members = [Member(name, line, ring) for name, line in zip(CONSOLES, lines, strict=True)]
    start = threading.Barrier(len(members))
    with ThreadPoolExecutor(len(members)) as pool:
        won = list(pool.map(lambda member: member.claim_all(start), members))
    assert sorted(ticket for tickets in won for ticket in tickets) == sorted(TICKETS)
    for member in members:
        member.read_on()
    assert len({member.book.fold.digest() for member in members}) == 1
    newcomer = Member("eva", lines[0], ring)
    newcomer.read_on()
    assert newcomer.book.fold.digest() == members[0].book.fold.digest()
    assert len(newcomer.book.entries) == len(CONSOLES) * len(TICKETS)
    for line in lines:
        line.logout()


def test_journal_on_a_real_server_is_compacted_restored_and_numbered_anew(server: Dovecot) -> None:
    ring = KeyRing(new_key())
    with connect(server, "teamkeep") as line, connect(server, "teamkeep") as other:
        anna, bert = Member("anna", line, ring), Member("bert", other, ring)
        line.append("AgentConsole", b"Subject: stray\r\n\r\nHello?\r\n")
        for ticket in TICKETS[:10]:
            anna.tell(Claimed(ticket, "anna", 900))
        bert_sees = bert.folder.read(0)
        assert len(bert_sees.entries) == 10
        assert [reason.value for _uid, reason in bert_sees.refused] == ["foreign"]
        removed = anna.folder.remove(6, keep={3})
        assert removed == 4
        seen = anna.folder.review(set(anna.book.entries), anna.cursor)
        lost = anna.book.lost(seen.present, low=seen.low, high=seen.high)
        assert [one.uid for one in lost] == [2, 4, 5, 6]
        anna.tell(*lost)
        late = Member("late", other, ring)
        late.read_on()
        assert late.book.fold.digest() == anna.book.fold.digest()
        (part,) = anna.book.snapshot(anna.cursor)
        anna.tell(part)
        late.read_on()
        assert late.book.base is not None
        assert late.book.fold.digest() == anna.book.fold.digest()
        other.select("INBOX")
        line.select("INBOX")
        line.wire.command(b"DELETE AgentConsole")
        assert anna.folder.open(anna.book.folder).state is FolderIs.GONE
        anna.folder.create()
        again = anna.folder.open(anna.book.folder)
        assert again.state is FolderIs.RENUMBERED
