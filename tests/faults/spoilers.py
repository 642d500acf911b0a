"""Everything a broken or hostile server may say in a session, as faults for the demo server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from agent_console.demo.fault_plan import GREETING, Fault, Write
from agent_console.demo.faults import (
    AnswerBad,
    AnswerNo,
    DropAfter,
    EmptyBodies,
    GarbageLine,
    OtherUid,
    SayBye,
)

ESCAPES = "\x1b[2J\x1b]0;owned\x07\u202eabc\x9b31m\x00"

_BODY = re.compile(rb"BODY\[\](?:<0>)? \{(\d+)\}\r\n")

Spoiler = Callable[[int | None], Fault]
"""Makes a fault that strikes so many times, always with None."""


@dataclass
class Say(Fault):
    """Send ``instead`` in place of the whole answer; ``{tag}`` is the command's tag."""

    instead: bytes = b""

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send something else."""
        tag = data.rstrip().rpartition(b"\n")[2].partition(b" ")[0]
        await write(self.instead.replace(b"{tag}", tag))


@dataclass
class Change(Fault):
    """Send the answer with every place that matches ``find`` replaced by ``put``."""

    find: bytes = b""
    put: bytes = b""

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send it changed."""
        await write(re.sub(self.find, lambda _found: self.put, data, flags=re.S))


@dataclass
class OtherBody(Fault):
    """Send ``put`` in place of every BODY[] with its text."""

    verb: str = "FETCH"
    put: bytes = b"BODY[] NIL"

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send it changed."""
        pieces, at = [], 0
        while found := _BODY.search(data, at):
            pieces += [data[at : found.start()], self.put]
            at = found.end() + int(found[1])
        await write(b"".join([*pieces, data[at:]]))


@dataclass
class Endless(Fault):
    """Send ``piece`` again and again, and never what was asked for.

    In large packets as fast as the client reads, or one by one every ``pause`` seconds.
    """

    piece: bytes = b"* OK still here\r\n"
    pause: float = 0.0

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send until the client has gone."""
        packet = self.piece if self.pause else self.piece * (1 + 8192 // len(self.piece))
        while True:
            await write(packet)
            await asyncio.sleep(self.pause)


@dataclass
class Silence(Fault):
    """Say nothing, and nothing any more, but keep the line open."""

    silent: bool = False

    async def transmit(self, data: bytes, write: Write) -> None:
        """Keep it."""


def _before(verb: str, line: bytes, matching: str = "") -> Spoiler:
    return lambda times: GarbageLine(verb, line=line, times=times, matching=matching)


def _say(verb: str, instead: bytes, matching: str = "") -> Spoiler:
    return lambda times: Say(verb, instead=instead, times=times, matching=matching)


def _change(verb: str, find: bytes, put: bytes, matching: str = "") -> Spoiler:
    return lambda times: Change(verb, find=find, put=put, times=times, matching=matching)


_ESC = ESCAPES.encode()
_DEEP = b"(" * 10_000

SPOILERS: dict[str, Spoiler] = {
    # greeting
    "greeting garbage": _say(GREETING, b"\x16\x03\x01\x02\x00\xff garbage\r\n"),
    "greeting SSH": _say(GREETING, b"SSH-2.0-OpenSSH_9.2\r\n"),
    "greeting empty line": _say(GREETING, b"\r\n"),
    "greeting tagged": _say(GREETING, b"A1 OK hello\r\n"),
    "greeting BYE": lambda times: SayBye(GREETING, f"[UNAVAILABLE] {ESCAPES}", times=times),
    "greeting NO": _say(GREETING, b"* NO " + _ESC + b"\r\n"),
    "greeting 2 MB line": _say(GREETING, b"* OK " + b"x" * 2_000_000 + b"\r\n"),
    "greeting 2 MB without an end": _say(GREETING, b"* OK " + b"x" * 2_000_000),
    "greeting half": _say(GREETING, b"* OK [CAPA"),
    "greeting with a literal": _say(GREETING, b"* OK {9999999999}\r\n"),
    "greeting closed": lambda times: DropAfter(GREETING, times=times),
    "greeting missing": lambda times: Silence(GREETING, times=times),
    # sign-in
    "capability 10-digit literal": _before("CAPABILITY", b"* CAPABILITY {9999999999}\r\n"),
    "capability 5,000-digit literal": _before(
        "CAPABILITY", b"* CAPABILITY {" + b"9" * 5000 + b"}\r\n"
    ),
    "capability none": _say("CAPABILITY", b"{tag} OK\r\n"),
    "capability nothing offered": _say("CAPABILITY", b"* CAPABILITY\r\n{tag} OK done\r\n"),
    "capability bytes": _say("CAPABILITY", b"* CAPABILITY \xff\xfe IMAP4rev1\r\n{tag} OK d\r\n"),
    "capability bad": lambda times: AnswerBad("CAPABILITY", ESCAPES, times=times),
    "sign-in answered to another tag": _say("AUTHENTICATE", b"ZZ99 OK fine\r\n"),
    "sign-in unlimited questions": _before("AUTHENTICATE", b"+ \r\n+ AAAA\r\n+ ====\r\n"),
    "sign-in question in bad base64": _before("AUTHENTICATE", b"+ %%%\xff\r\n"),
    "sign-in BYE": lambda times: SayBye("AUTHENTICATE", ESCAPES, times=times),
    "sign-in OK without words": _say("AUTHENTICATE", b"{tag} OK\r\n"),
    "enable refused": lambda times: AnswerBad("ENABLE", times=times),
    "enable unheard": _say("ENABLE", b"{tag} OK done\r\n"),
    # select
    "select without UIDVALIDITY": _change("SELECT", rb"\* OK \[UIDVALIDITY[^\n]*\n", b""),
    "select UIDVALIDITY 0": _change("SELECT", rb"UIDVALIDITY \d+", b"UIDVALIDITY 0"),
    "select UIDVALIDITY words": _change("SELECT", rb"UIDVALIDITY \d+", b"UIDVALIDITY abc"),
    "select UIDVALIDITY negative": _change("SELECT", rb"UIDVALIDITY \d+", b"UIDVALIDITY -7"),
    "select UIDVALIDITY 5,000 digits": _change(
        "SELECT", rb"UIDVALIDITY \d+", b"UIDVALIDITY " + b"9" * 5000
    ),
    "select UIDVALIDITY 19 digits": _change(
        "SELECT", rb"UIDVALIDITY \d+", b"UIDVALIDITY 9999999999999999999"
    ),
    "select HIGHESTMODSEQ 19 digits": _change(
        "SELECT", rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 9999999999999999999"
    ),
    "select HIGHESTMODSEQ 0": _change("SELECT", rb"HIGHESTMODSEQ \d+", b"HIGHESTMODSEQ 0"),
    "select UIDNEXT 1": _change("SELECT", rb"UIDNEXT \d+", b"UIDNEXT 1"),
    "select without EXISTS": _change("SELECT", rb"\* \d+ EXISTS\r\n", b""),
    "select EXISTS words": _change("SELECT", rb"\d+ EXISTS", b"many EXISTS"),
    "select EXISTS negative": _change("SELECT", rb"\d+ EXISTS", b"-3 EXISTS"),
    "select EXISTS huge": _change("SELECT", rb"\d+ EXISTS", b"99999999999 EXISTS"),
    "select EXISTS 5,000 digits": _change("SELECT", rb"\d+ EXISTS", b"9" * 5000 + b" EXISTS"),
    "select EXISTS too small": _change("SELECT", rb"\d+ EXISTS", b"1 EXISTS"),
    "select refused with escapes": lambda times: AnswerNo("SELECT", "ALERT", ESCAPES, times=times),
    "select BYE": lambda times: SayBye("SELECT", f"[ALERT] {ESCAPES}", times=times),
    "select vanished everything": _before("SELECT", b"* VANISHED (EARLIER) 1:4294967295\r\n"),
    # search
    "search none": _change("SEARCH", rb"\* SEARCH[^\n]*\n", b""),
    "search empty": _change("SEARCH", rb"\* SEARCH[^\n]*\n", b"* SEARCH\r\n"),
    "search words": _change("SEARCH", rb"\* SEARCH ", b"* SEARCH x y -1 0 1.5 "),
    "search huge UIDs": _change("SEARCH", rb"\* SEARCH ", b"* SEARCH 9999999999 4294967296 "),
    "search 5,000 digits": _change("SEARCH", rb"\* SEARCH ", b"* SEARCH " + b"9" * 5000 + b" "),
    "search refused": lambda times: AnswerNo("UID SEARCH", "", ESCAPES, times=times),
    # fetch
    "fetch without UID": _change("FETCH", rb"UID \d+ FLAGS", b"FLAGS"),
    "fetch UID in words": _change("FETCH", rb"UID \d+ FLAGS", b"UID two FLAGS"),
    "fetch UID 0": _change("FETCH", rb"UID \d+ FLAGS", b"UID 0 FLAGS"),
    "fetch UID 5,000 digits": _change(
        "FETCH", rb"UID \d+ FLAGS", b"UID " + b"9" * 5000 + b" FLAGS"
    ),
    "fetch another UID": lambda times: OtherUid(times=times),
    "fetch nothing": _say("FETCH", b"{tag} OK done\r\n"),
    "fetch NIL bodies": lambda times: EmptyBodies(times=times, matching="BODY"),
    "fetch NIL bodies and a plain OK": lambda times: OtherBody(
        put=b"BODY[] NIL", times=times, matching="BODY"
    ),
    "fetch number for a body": lambda times: OtherBody(
        put=b"BODY[] 4711", times=times, matching="BODY"
    ),
    "fetch list for a body": lambda times: OtherBody(
        put=b"BODY[] (1 2)", times=times, matching="BODY"
    ),
    "fetch empty text for a body": lambda times: OtherBody(
        put=b'BODY[] ""', times=times, matching="BODY"
    ),
    "fetch header for a body": lambda times: OtherBody(
        put=b"BODY[HEADER] {4}\r\nX: y", times=times, matching="BODY"
    ),
    "fetch text for a body": lambda times: OtherBody(
        put=b"BODY[TEXT] {4}\r\nX: y", times=times, matching="BODY"
    ),
    "fetch later part for a body": lambda times: OtherBody(
        put=b"BODY[]<100> {4}\r\nX: y", times=times, matching="BODY"
    ),
    "fetch 10-digit literal": _change("FETCH", rb"\{\d+\}", b"{9999999999}", "BODY"),
    "fetch 9-digit literal": _change("FETCH", rb"\{\d+\}", b"{999999999}", "BODY"),
    "fetch 5,000-digit literal": _change("FETCH", rb"\{\d+\}", b"{" + b"9" * 5000 + b"}", "BODY"),
    "fetch negative literal": _change("FETCH", rb"\{\d+\}", b"{-5}", "BODY"),
    "fetch literal too short": _change("FETCH", rb"\{\d+\}", b"{3}", "BODY"),
    "fetch 10,000 parentheses": _change("FETCH", rb"FLAGS \(", b"FLAGS (" + _DEEP),
    "fetch 10,000 parentheses between": _before("FETCH", b"* 1 FETCH " + _DEEP + b"\r\n"),
    "fetch 10,000 literals": _before("FETCH", b"* 1 FETCH (UID 1 X " + b"{1}\r\nx " * 10_000),
    "fetch open quote": _before("FETCH", b'* 1 FETCH (UID 1 FLAGS ("' + b'\\"' * 9999 + b"\r\n"),
    "fetch flags of a removed mail": _before("FETCH", b"* 3 FETCH (FLAGS (\\Deleted))\r\n"),
    "fetch other mail unasked": _before("FETCH", b"* 99 FETCH (UID 99 BODY[] {2}\r\nhi)\r\n"),
    "fetch sizes in words": _change("FETCH", rb"RFC822.SIZE \d+", b"RFC822.SIZE many"),
    "fetch sizes of 5,000 digits": _change(
        "FETCH", rb"RFC822.SIZE \d+", b"RFC822.SIZE " + b"9" * 5000
    ),
    "fetch dates that are none": _change("FETCH", rb'"\d\d-Mar-2026', b'"31-Feb-0000'),
    "fetch BYE in the middle": _change(
        "FETCH", rb"(?<=\n)\* 3 FETCH.*", b"* BYE " + _ESC + b"\r\n"
    ),
    "fetch refused with escapes": lambda times: AnswerNo(
        "FETCH", "ALERT", ESCAPES, times=times, matching="BODY"
    ),
    "fetch nonsense between": _before("FETCH", b"* \xff\xfe ((( {nonsense\r\n* \r\n*  \r\n"),
    "fetch NUL between": _before("FETCH", b"* \x00\x00\x00 {0}\r\n\r\n"),
    "fetch line that is no answer": _before("FETCH", b"what?\r\n"),
    "fetch answered to an older tag": _before("FETCH", b"C1 OK again\r\n"),
    "fetch question": _before("FETCH", b"+ go on\r\n+\r\n"),
    # noop
    "noop all gone": _before("NOOP", b"* VANISHED 1:4294967295\r\n* 0 EXISTS\r\n"),
    "noop too many expunged": _before("NOOP", b"* 1 EXPUNGE\r\n" * 100),
    "noop more than there are": _before("NOOP", b"* 4000000000 EXISTS\r\n"),
    "noop BYE": lambda times: SayBye("NOOP", ESCAPES, times=times),
    "noop silence": lambda times: Silence("NOOP", times=times),
}
