"""A server that says anything: known errors only, harmless words, the same in any pieces."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import cast

from agent_console.clock import FixedClock
from agent_console.errors import MailError
from agent_console.mail.fetch import read_fetches
from agent_console.mail.stream import Stream
from agent_console.mail.wire import LITERAL_MAX, ConnectionLostError, RefusedError, Untagged, Wire
from fuzz.checks import Target, harmless, steady
from fuzz.targets.fetch import WORDS as FETCHED

_COMMANDS = 4
_SMALL = 64
WORDS = (
    *(b"* ", b"C1 OK ", b"C1 NO ", b"C1 BAD ", b"C2 OK done\r\n", b"+ go\r\n", b"\r\n", b"{5}\r\n"),
    *(
        b"{0}\r\n",
        b"{99}\r\nx",
        b"{9999999999}\r\n",
        b"~{3}\r\nabc",
        b"[ALERT] ",
        b"[UNAVAILABLE] ",
    ),
    *(b"* BYE ", b"* 7 EXISTS\r\n", b"* 1 EXPUNGE\r\n", b"* VANISHED (EARLIER) 1:5\r\n"),
    *(
        b"* VANISHED 1:99999999999\r\n",
        b"* PREAUTH\r\n",
        b"Suggested Backoff Time: 90 milliseconds",
    ),
    *(
        b"\x1b[2J",
        b"\xc2\x9b",
        b"\0",
        b"[HIGHESTMODSEQ 12]",
        b"[COPYUID 1 2:3 4:5]",
        b"* OK [X] y\r\n",
    ),
)

_Heard = tuple[tuple[Untagged, ...], str, str]


class Line:
    """What a socket gives when a server says just this, in pieces of one size, and closes."""

    def __init__(self, said: bytes, piece: int) -> None:
        self._said = said
        self._at = 0
        self._piece = piece
        self.closed = False

    def settimeout(self, seconds: float) -> None:
        assert seconds >= 0

    def send(self, data: bytes) -> int:
        return min(len(data), self._piece)

    def recv(self, size: int) -> bytes:
        end = self._at + min(size, self._piece)
        piece = self._said[self._at : end]
        self._at += len(piece)
        return piece

    def close(self) -> None:
        self.closed = True


def check(data: bytes) -> None:
    """Ask a few times; the answers do not depend on how the bytes arrive."""
    whole = steady(lambda: _talk(data, 65_536))
    assert whole == _talk(data, 1)
    assert whole == _talk(data, 7)


def _talk(said: bytes, piece: int) -> list[_Heard]:
    line = Line(said, piece)
    clock = FixedClock(datetime(2025, 3, 3, tzinfo=UTC))
    wire = Wire(Stream(cast("socket.socket", line), clock))
    heard: list[_Heard] = []
    for number in range(_COMMANDS):
        try:
            heard.append(_ask(wire, number))
        except RefusedError as error:
            _told(error)
            heard.append(((), error.code, error.message))
        except ConnectionLostError as error:
            _told(error)
            assert line.closed
            heard.append(((), error.code, error.message))
            break
    assert wire.exists >= 0
    assert len(wire.alerts) <= 20
    for alert in wire.alerts:
        harmless(alert)
        assert len(alert) <= 300
    return heard


def _ask(wire: Wire, number: int) -> _Heard:
    if number == 2:
        answer = wire.append(b"APPEND X", b"mail", plus=False)
    else:
        answer = wire.command(b"NOOP", literal_max=_SMALL if number else LITERAL_MAX)
    for one in answer.untagged:
        assert one.parts[0] is not None
        assert number == 0 or not [p for p in one.parts[1::2] if p is not None and len(p) > _SMALL]
    found = read_fetches(answer.untagged)
    assert all(item.uid == uid for uid, item in found.items())
    return answer.untagged, answer.code, ""


def _told(error: MailError) -> None:
    harmless(error.title)
    harmless(error.message)
    harmless(error.hint)


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with sessions as servers hold them."""
    yield (
        b"* 1 FETCH (UID 5 BODY[] {5}\r\na\r\nb\n X {1}\r\nz)\r\n* 7 EXISTS\r\n"
        b"C1 OK [X 1 2] yes\r\n"
        b"* VANISHED 1:3\r\nC2 NO [LIMIT] later\r\n+ go\r\nC3 OK [APPENDUID 1 2] ok\r\nC4 OK\r\n"
    )
    yield b"* BYE Suggested Backoff Time: 90500 milliseconds\r\n"
    yield b"* OK [ALERT] \x1b[2Jdown at 5\r\nC1 OK\r\nC2 BAD what\r\n"
    for word in WORDS:
        yield b"* " + word + b"\r\nC1 OK\r\nC2 OK\r\n"


TARGET = Target(check, (*WORDS, *FETCHED), seeds, longest=2_048)
