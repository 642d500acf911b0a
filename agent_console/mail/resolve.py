"""Two questions to the name server: who takes a domain's mail (MX), where a service is (SRV).

RFC 1035 over UDP, one datagram each way. What comes back is a guess to be confirmed by a person:
nothing here is signed. An answer that does not fit into a datagram counts as none.
"""

from __future__ import annotations

import re
import secrets
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

MX, SRV = 15, 33
_RESOLV_CONF = Path("/etc/resolv.conf")
_DATAGRAM = 4096
_HEADER = struct.Struct(">6H")
_RECORD = struct.Struct(">HHIH")
_ANSWER_OK = 0x8000
_ANSWER_MASK = 0xFA0F  # it is an answer, of a plain question, whole, without an error
_JUMPS = 20
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")

T = TypeVar("T")


class _NonsenseError(ValueError):
    """The answer cannot be read."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service is, by an SRV record (RFC 2782)."""

    host: str
    port: int


def name_servers() -> tuple[tuple[str, int], ...]:
    """Return the name servers of this machine, at most three; none where no file names them."""
    with suppress(OSError, UnicodeDecodeError):
        text = _RESOLV_CONF.read_text("utf-8")
        found = re.findall(r"^\s*nameserver\s+([0-9A-Fa-f.:]+)\s*$", text, re.M)
        return tuple((host, 53) for host in found[:3])
    return ()


def mail_hosts(
    domain: str, *, seconds: float, servers: tuple[tuple[str, int], ...] | None = None
) -> tuple[str, ...]:
    """Return the MX hosts of ``domain``, the preferred ones first; none when nobody says any."""
    found = _ask(domain, MX, seconds, servers, _read_mx)
    return tuple(host for _preference, host in sorted(found) if _HOST.fullmatch(host))


def services(
    name: str, *, seconds: float, servers: tuple[tuple[str, int], ...] | None = None
) -> tuple[Service, ...]:
    """Return where ``name`` (``_imaps._tcp.example.com``) is, the preferred ones first."""
    found = _ask(name, SRV, seconds, servers, _read_srv)
    return tuple(
        Service(host, port)
        for _priority, _weight, port, host in sorted(found)
        if port and _HOST.fullmatch(host)
    )


def _read_mx(message: bytes, at: int, end: int) -> tuple[int, str]:
    return _short(message, at, end), _name(message, at + 2)[0]


def _read_srv(message: bytes, at: int, end: int) -> tuple[int, int, int, str]:
    priority, weight, port = (_short(message, at + step, end) for step in (0, 2, 4))
    return priority, -weight, port, _name(message, at + 6)[0]


def _ask(
    name: str,
    kind: int,
    seconds: float,
    servers: tuple[tuple[str, int], ...] | None,
    read: Callable[[bytes, int, int], T],
) -> list[T]:
    """Return the records' data as ``read``, from the first server whose answer can be used."""
    with suppress(UnicodeError):
        asked = b"".join(_label(part) for part in name.rstrip(".").split(".")) + b"\0"
        for server in name_servers() if servers is None else servers:
            with suppress(OSError, _NonsenseError):
                return [read(*found) for found in _exchange(server, asked, kind, seconds)]
    return []


def _label(text: str) -> bytes:
    plain = text.encode("ascii") if text.startswith("_") else text.encode("idna")
    if not 0 < len(plain) < 64:
        raise UnicodeError("no label")
    return bytes([len(plain)]) + plain.lower()


def _exchange(
    server: tuple[str, int], asked: bytes, kind: int, seconds: float
) -> Iterator[tuple[bytes, int, int]]:
    number = secrets.randbelow(65536)
    question = asked + struct.pack(">2H", kind, 1)
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(seconds)
        line.connect(server)
        line.send(_HEADER.pack(number, 0x0100, 1, 0, 0, 0) + question)
        message = line.recv(_DATAGRAM)
    yield from _records(message, number, question, kind)


def _records(
    message: bytes, number: int, question: bytes, kind: int
) -> Iterator[tuple[bytes, int, int]]:
    if len(message) < _HEADER.size:
        raise _NonsenseError
    told, flags, questions, answers, _others, _more = _HEADER.unpack_from(message)
    at = _HEADER.size + len(question)
    same = message[_HEADER.size : at].lower() == question.lower()
    if told != number or flags & _ANSWER_MASK != _ANSWER_OK or questions != 1 or not same:
        raise _NonsenseError
    for _answer in range(answers):
        _owner, at = _name(message, at)
        if at + _RECORD.size > len(message):
            raise _NonsenseError
        found, _class, _seconds, size = _RECORD.unpack_from(message, at)
        at += _RECORD.size
        if at + size > len(message):
            raise _NonsenseError
        if found == kind:
            yield message, at, at + size
        at += size


def _short(message: bytes, at: int, end: int) -> int:
    if at + 2 > end:
        raise _NonsenseError
    return int.from_bytes(message[at : at + 2], "big")


def _name(message: bytes, at: int) -> tuple[str, int]:
    """Read a name that may point back (RFC 1035 §4.1.4); return it and where it ends."""
    parts: list[str] = []
    end = 0
    for _step in range(128 + _JUMPS):
        if at >= len(message):
            raise _NonsenseError
        size = message[at]
        if size >= 0xC0:
            end = end or at + 2
            at = _short(message, at, len(message)) & 0x3FFF
        elif size >= 64:
            raise _NonsenseError
        elif not size:
            return ".".join(parts).lower(), end or at + 1
        else:
            parts.append(message[at + 1 : at + 1 + size].decode("ascii", "replace"))
            at += 1 + size
    raise _NonsenseError
