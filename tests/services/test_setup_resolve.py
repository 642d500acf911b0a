"""MX and SRV asked of a name server on this machine that answers as we tell it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.mail import resolve
from agent_console.mail.resolve import MX, SRV, Service, mail_hosts, services

Server = tuple[str, int]
Answering = Callable[[bytes], bytes | None]
POINTER = b"\xc0\x0c"  # to the name in the question


def named(text: str) -> bytes:
    return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"


def record(kind: int, data: bytes, owner: bytes = POINTER) -> bytes:
    return owner + struct.pack(">HHIH", kind, 1, 300, len(data)) + data


def mx(preference: int, host: bytes) -> bytes:
    return record(MX, struct.pack(">H", preference) + host)


def srv(priority: int, weight: int, port: int, host: str) -> bytes:
    return record(SRV, struct.pack(">3H", priority, weight, port) + named(host))


def answer(*records: bytes, flags: int = 0x8180) -> Callable[[bytes], bytes]:
    def make(question: bytes) -> bytes:
        head = question[:2] + struct.pack(">5H", flags, 1, len(records), 0, 0)
        return head + question[12:] + b"".join(records)

    return make


@contextmanager
def name_server(answering: Answering, asked: list[bytes] | None = None) -> Iterator[Server]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        at = line.getsockname()

        def serve() -> None:
            while True:
                question, caller = line.recvfrom(4096)
                if question == b"stop":
                    return
                if asked is not None:
                    asked.append(question)
                said = answering(question)
                if said is not None:
                    line.sendto(said, caller)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield at
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"stop", at)
            thread.join()


def test_mx_hosts_come_in_the_order_of_their_preference() -> None:
    asked: list[bytes] = []
    compressed = b"\x03mx1" + POINTER
    said = answer(mx(20, compressed), mx(5, named("MX.Other.Example")), mx(10, named("a.example")))
    with name_server(said, asked) as server:
        found = mail_hosts("Firma.example", seconds=5, servers=(server,))
    assert found == ("mx.other.example", "a.example", "mx1.firma.example")
    assert asked[0][12:] == named("firma.example") + struct.pack(">2H", MX, 1)


def test_name_that_is_not_ascii_is_asked_for_in_its_ascii_form() -> None:
    asked: list[bytes] = []
    with name_server(answer(), asked) as server:
        assert mail_hosts("müller.example", seconds=5, servers=(server,)) == ()
    assert b"xn--mller-kva" in asked[0]


def test_services_come_by_priority_and_then_the_heavier_first() -> None:
    said = answer(
        srv(10, 5, 993, "c.example.com"),
        srv(10, 50, 993, "b.example.com"),
        srv(0, 0, 1993, "a.example.com"),
        srv(1, 0, 0, "none.example.com"),
    )
    with name_server(said) as server:
        found = services("_imaps._tcp.firma.example", seconds=5, servers=(server,))
    assert found == (
        Service("a.example.com", 1993),
        Service("b.example.com", 993),
        Service("c.example.com", 993),
    )


@pytest.mark.parametrize(
    "said",
    [
        answer(mx(1, named("a.example")), flags=0x8183),  # no such name
        answer(mx(1, named("a.example")), flags=0x8380),  # cut short
        answer(mx(1, named("a.example")), flags=0x0180),  # a question
        lambda question: b"\0\0" + answer(mx(1, named("a.example")))(question)[2:],
        lambda question: answer(mx(1, named("a.example")))(question).replace(b"firma", b"other"),
        answer(mx(1, b"\xc0\xff")),
        answer(mx(1, b"\x3fa")),
        answer(record(MX, b"\0")),
        answer(mx(1, named("with blank.example"))),
        answer(mx(1, named("host\x1b[31m.example"))),
        answer(mx(1, b"\0")),
        lambda question: question[:5],
        lambda question: b"",
    ],
)
def test_answer_that_does_not_fit_is_no_answer(said: Answering) -> None:
    with name_server(said) as server:
        assert mail_hosts("firma.example", seconds=5, servers=(server,)) == ()


def test_name_that_points_to_itself_ends() -> None:
    def said(question: bytes) -> bytes:
        at = len(question) + 12 + 2
        return answer(mx(1, struct.pack(">H", 0xC000 | at)))(question)

    with name_server(said) as server:
        assert mail_hosts("firma.example", seconds=5, servers=(server,)) == ()


def test_silent_server_is_given_up_and_the_next_one_asked() -> None:
    with name_server(lambda _question: None) as silent:
        with name_server(answer(mx(1, named("mx.example.com")))) as speaking:
            found = mail_hosts("firma.example", seconds=0.05, servers=(silent, speaking))
        assert found == ("mx.example.com",)
        assert mail_hosts("firma.example", seconds=0.05, servers=(silent,)) == ()


def test_domain_that_is_none_is_not_asked_for() -> None:
    for domain in ("", "a..b", "x" * 64 + ".example"):
        assert mail_hosts(domain, seconds=5, servers=(("127.0.0.1", 9),)) == ()


@given(tail=st.binary(max_size=200), count=st.integers(0, 5))
def test_any_tail_of_an_answer_is_survived(tail: bytes, count: int) -> None:
    question = named("firma.example") + struct.pack(">2H", MX, 1)
    message = struct.pack(">6H", 7, 0x8180, 1, count, 0, 0) + question + tail
    with suppress(resolve._NonsenseError):
        for found, at, end in resolve._records(message, 7, question, MX):
            resolve._short(found, at, end)
            resolve._name(found, at + 2)
