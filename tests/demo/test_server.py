"""Starting, stopping, restarting, and many clients at once."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from imapclient import IMAPClient

from agent_console.demo.faults import Gate, HoldBefore
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.conftest import PASSWORD
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"


def test_start_and_stop_take_no_time(mailbox: DemoMailbox) -> None:
    begun = time.perf_counter()
    with DemoServer(mailbox) as server, RawClient(server.imap_port) as raw:
        raw.command("NOOP")
    assert time.perf_counter() - begun < 20.0


def test_stop_ends_everything_even_held_and_idling_clients(mailbox: DemoMailbox) -> None:
    gate = Gate()
    server = DemoServer(mailbox)
    server.start()
    server.faults.add(HoldBefore("NOOP", gate))
    with RawClient(server.imap_port) as held, RawClient(server.imap_port) as idle:
        held.send(b"A NOOP\r\n")
        assert gate.reached.wait(60)
        idle.command(f"LOGIN agent {PASSWORD}")
        idle.send(b"I IDLE\r\n")
        idle.read_line()
        server.stop()
        assert held.read_line() == b""
        assert idle.read_line() == b""
    assert server.crashes == ()
    assert not [t for t in threading.enumerate() if t.name == "demo-mail-servers"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.imap_port), timeout=60)
    server.stop()
    gate.open()
    mailbox.deliver("INBOX", MAIL)


def test_restart_keeps_ports_and_mail(mailbox: DemoMailbox) -> None:
    server = DemoServer(mailbox)
    with server:
        port = server.imap_port
        mailbox.deliver("INBOX", MAIL)
    with server, IMAPClient("127.0.0.1", port, ssl=False, timeout=60) as client:
        client.login("agent", PASSWORD)
        assert client.select_folder("INBOX")[b"EXISTS"] == 1


def test_taken_port_is_an_error_at_once(mailbox: DemoMailbox) -> None:
    with DemoServer(mailbox) as server:
        with pytest.raises(OSError, match="in use"):
            DemoServer(mailbox, imap_port=server.imap_port).start()
        with pytest.raises(OSError, match="in use"):
            DemoServer(mailbox, smtp_port=server.smtp_port).start()


async def test_server_runs_in_the_loop_of_the_caller(mailbox: DemoMailbox) -> None:
    async with DemoServer(mailbox) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.imap_port)
        assert (await reader.readline()).startswith(b"* OK")
        writer.write(b"A LOGIN agent " + PASSWORD.encode() + b"\r\nB SELECT INBOX\r\nC IDLE\r\n")
        while await reader.readline() != b"+ idling\r\n":
            pass
        mailbox.deliver("INBOX", MAIL)
        assert await reader.readline() == b"* 1 EXISTS\r\n"
    assert await reader.read() == b""
    writer.close()


async def test_small_answers_are_not_held_back_by_nagle(mailbox: DemoMailbox) -> None:
    async with DemoServer(mailbox) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.imap_port)
        await reader.readline()
        sockets = [
            client.get_extra_info("socket")
            for listener in server._listeners
            for client in listener._clients.values()
        ]
        assert [s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for s in sockets] == [1]
        writer.close()


def test_log_can_be_waited_for(server: DemoServer) -> None:
    with RawClient(server.imap_port) as raw:
        raw.send(b"A NOOP\r\nB NOOP\r\n")
        assert server.imap.log.wait_for("NOOP", count=2)
        assert [(c.connection, c.verb) for c in server.commands] == [(1, "NOOP")] * 2
        assert not server.imap.log.wait_for("LOGIN", seconds=0.01)
        server.imap.log.clear()
        assert server.commands == ()


def test_each_of_many_clients_appending_gets_its_own_uid(
    server: DemoServer, mailbox: DemoMailbox
) -> None:
    def append_some(worker: int) -> list[int]:
        with IMAPClient("127.0.0.1", server.imap_port, ssl=False, timeout=60) as client:
            client.login("agent", PASSWORD)
            told = [client.append("INBOX", b"%d/%d" % (worker, n)) for n in range(20)]
            return [int(answer.split(b"]")[0].split()[-1]) for answer in told]

    with ThreadPoolExecutor(8) as pool:
        uids = [uid for told in pool.map(append_some, range(8)) for uid in told]
    assert sorted(uids) == list(range(1, 161))
    messages = mailbox.folder("INBOX").messages
    assert [message.uid for message in messages] == list(range(1, 161))
    assert len({message.raw for message in messages}) == 160


def test_claim_by_unchangedsince_has_exactly_one_winner(
    server: DemoServer, mailbox: DemoMailbox
) -> None:
    tickets = 20
    for _ in range(tickets):
        mailbox.deliver("INBOX", MAIL)
    known = mailbox.folder("INBOX").modseq

    def claim(worker: int) -> list[int]:
        with RawClient(server.imap_port) as raw:
            raw.command(f"LOGIN agent {PASSWORD}")
            raw.command("SELECT INBOX")
            store = f"(UNCHANGEDSINCE {known}) +FLAGS.SILENT (claim{worker})"
            answers = [raw.command(f"UID STORE {n} {store}")[-1] for n in range(1, tickets + 1)]
            return [n for n, answer in enumerate(answers, 1) if b"MODIFIED" not in answer]

    with ThreadPoolExecutor(6) as pool:
        won = [uid for wins in pool.map(claim, range(6)) for uid in wins]
    assert sorted(won) == list(range(1, tickets + 1))
    assert all(len(message.flags) == 1 for message in mailbox.folder("INBOX").messages)


def test_mail_from_many_threads_reaches_an_idling_client(
    server: DemoServer, mailbox: DemoMailbox
) -> None:
    with RawClient(server.imap_port) as raw:
        raw.command(f"LOGIN agent {PASSWORD}")
        raw.command("SELECT INBOX")
        raw.send(b"I IDLE\r\n")
        raw.read_line()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: mailbox.deliver("INBOX", MAIL), range(40)))
        counts = [raw.read_line()]
        while counts[-1] != b"* 40 EXISTS":
            counts.append(raw.read_line())
        numbers = [int(line.split()[1]) for line in counts]
    assert numbers == sorted(set(numbers))
