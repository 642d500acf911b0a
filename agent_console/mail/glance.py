"""What a server says of a mailbox while none of its folders is open: enough to see that it rests.

The numbers of STATUS (RFC 3501 §6.3.10, HIGHESTMODSEQ of RFC 7162 §3.1.5) for some folders, and
which folders there are; asked in one round trip. Nothing heavy is loaded for it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from agent_console.clock import Clock
from agent_console.mail.extensions import read_capabilities
from agent_console.mail.reach import (
    STARTTLS,
    Server,
    check_login,
    may_sign_in,
    plain_answer,
    reaching,
    start_tls,
    wrong_password,
)
from agent_console.mail.wire import (
    Tagged,
    Untagged,
    Wire,
    split_code,
    status_name,
    status_numbers,
    unquoted,
)
from agent_console.mail.xoauth2 import MECHANISM, Xoauth2, not_offered

SECONDS = 15.0
"""What takes longer is no quick look."""

_ITEMS = b" (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)"
_PASSING = re.compile(rb"\\(?:Un)?Marked ?", re.I)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What STATUS tells of one folder."""

    messages: int
    uidnext: int
    uidvalidity: int
    highestmodseq: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What was told: a digest of the list of folders, and numbers in the order asked for."""

    listed: str
    numbers: tuple[Numbers, ...]


def glance(wire: Wire, names: Sequence[bytes]) -> Glance | None:
    """Ask about the folders called ``names`` (as they stand in a command).

    None when the server refuses any of it, or leaves out a number. Raises ConnectionLostError.
    """
    lines = [b'LIST "" "*"', *(b"STATUS " + name + _ITEMS for name in names)]
    folders: list[bytes] = []
    numbers: dict[bytes, Numbers] = {}
    refused = False
    with wire.guarded(), wire.stream.deadline(SECONDS):
        open_tags = {wire.send_line(line) for line in lines}
        while open_tags:
            heard = wire.next_answer()
            if isinstance(heard, Tagged):
                open_tags.discard(heard.tag)
                refused = refused or not _is_ok(heard.text)
            elif heard.text[:5].upper() == b"LIST ":
                folders.append(_PASSING.sub(b"", b"\0".join(part or b"" for part in heard.parts)))
            elif heard.text[:7].upper() == b"STATUS " and (found := _numbers(heard)):
                numbers[_folded(status_name(heard.parts))] = found
    told = [numbers.get(_folded(unquoted(name))) for name in names]
    complete = tuple(found for found in told if found is not None)
    if refused or len(complete) < len(names):
        return None
    return Glance(hashlib.sha256(b"\n".join(sorted(folders))).hexdigest(), complete)


@contextmanager
def signed_in(
    server: Server, user: str, password: str, clock: Clock, *, token: bool = False
) -> Iterator[Wire]:
    """Give a signed-in line, without any of the extensions that only a long session needs.

    With ``token`` that is what ``password`` is (XOAUTH2), else SASL PLAIN is used. Raises
    SignInError when user or password are wrong; what else goes wrong, or is not as most
    servers do it, is a MailError or OSError: connect in the full way then.
    """
    with reaching(server, clock, seconds=SECONDS) as (stream, context):
        if stream.readline()[:4].upper() != b"* OK":
            raise OSError("no greeting")
        if context is not None and server.security == STARTTLS:
            offered = "STARTTLS" in read_capabilities(Wire(stream))
            start_tls(stream, context, server.host, offered=offered)
        wire = Wire(stream)
        if token:
            _sign_in_by_token(wire, user, password)
        else:
            _sign_in(wire, user, password)
        yield wire
        with suppress(OSError):
            wire.send_line(b"LOGOUT")
        stream.close()


def _sign_in(wire: Wire, user: str, password: str) -> None:
    """Sign in with SASL PLAIN; other ways are left to the full connection."""
    check_login(user, password)
    capabilities = read_capabilities(wire)
    plain = "AUTH=PLAIN" in capabilities
    may_sign_in(wire.stream, plain=plain, disabled="LOGINDISABLED" in capabilities)
    if not plain or wire.until_continued(wire.send_line(b"AUTHENTICATE PLAIN")):
        raise OSError("no SASL PLAIN")
    wire.stream.send(base64.b64encode(plain_answer(user, password)) + b"\r\n")
    while not isinstance(heard := wire.next_answer(), Tagged):
        pass
    if _is_ok(heard.text):
        return
    code, _rest, said = split_code(heard.text.partition(b" ")[2])
    said_no = heard.text[:3].upper() == b"NO "
    if code != "AUTHENTICATIONFAILED":
        if code or not said_no:
            raise OSError("sign-in refused")
        wire.command(b"NOOP")  # a server that is still there meant the password
    raise wrong_password(said)


def _sign_in_by_token(wire: Wire, user: str, token: str) -> None:
    """Sign in by XOAUTH2; a token that is refused is renewed by the full connection."""
    answers = Xoauth2(user, token)
    if f"AUTH={MECHANISM}" not in read_capabilities(wire):
        raise not_offered()
    tag = wire.send_line(f"AUTHENTICATE {MECHANISM}".encode())
    for _challenge in ("user and token", "its reason"):
        if wire.until_continued(tag) is not None:
            return
        wire.stream.send(base64.b64encode(answers(b"")) + b"\r\n")
    wire.answer(tag)


def _numbers(heard: Untagged) -> Numbers | None:
    found = status_numbers(heard.parts)
    return Numbers(**found) if len(found) == 4 else None


def _folded(name: bytes) -> bytes:
    """Return a name as it can be compared: that of the inbox in upper case (RFC 3501 §5.1)."""
    return b"INBOX" if name.upper() == b"INBOX" else name


def _is_ok(text: bytes) -> bool:
    return text[:3].upper() in (b"OK", b"OK ")
