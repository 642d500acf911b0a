"""What a broken or lying server may say at each stage of a first reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from agent_console.demo.fault_plan import Fault, Write
from agent_console.demo.faults import (
    AnswerBad,
    AnswerNo,
    DropAfter,
    EmptyBodies,
    GarbageLine,
    OtherUid,
    SayBye,
)
from tests.faults.spoilers import ESCAPES, Change, Say, Silence, Spoiler

STAGES = {
    "heads": "BODYSTRUCTURE BODY.PEEK[HEADER]",
    "texts": "(UID BODY.PEEK[1])",
    "structures": "(UID BODYSTRUCTURE)",
    "sizes": "(UID FLAGS INTERNALDATE RFC822.SIZE)",
    "wholes": "(UID FLAGS BODY.PEEK[])",
}
"""How the commands of a stage can be told."""

_LITERAL = re.compile(rb"(BODY\[[^\]]*\](?:<0>)?) \{(\d+)\}\r\n")
_STRUCTURE = re.compile(rb"BODYSTRUCTURE (?=\()")


@dataclass
class Bodies(Fault):
    """Send ``change`` of all the texts of one answer in place of them."""

    verb: str = "FETCH"
    change: Callable[[list[bytes]], list[bytes]] = list

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send it changed."""
        frames, texts, at = [], [], 0
        while found := _LITERAL.search(data, at):
            frames.append(data[at : found.start()] + found[1])
            at = found.end() + int(found[2])
            texts.append(data[found.end() : at])
        new = self.change(texts)
        parts = [b"%s {%d}\r\n%s" % (a, len(b), b) for a, b in zip(frames, new, strict=True)]
        await write(b"".join([*parts, data[at:]]))


@dataclass
class Structures(Fault):
    """Send ``put`` in place of every BODYSTRUCTURE."""

    verb: str = "FETCH"
    put: bytes = b"NIL"

    async def transmit(self, data: bytes, write: Write) -> None:
        """Send it changed."""
        pieces, at = [], 0
        while found := _STRUCTURE.search(data, at):
            pieces += [data[at : found.end()], self.put]
            at = _closed(data, found.end())
        await write(b"".join([*pieces, data[at:]]))


def _closed(data: bytes, at: int) -> int:
    """Return where the list that begins at ``at`` ends; it holds no literals here."""
    depth, quoted = 0, False
    while True:
        sign = data[at : at + 1]
        if sign == b'"' and data[at - 1 : at] != b"\\":
            quoted = not quoted
        depth += 0 if quoted else (sign == b"(") - (sign == b")")
        at += 1
        if depth == 0:
            return at


def _turned(texts: list[bytes]) -> list[bytes]:
    return texts[1:] + texts[:1]


def _leaf(kind: str = '"text" "plain"', encoding: str = "7bit", size: str = "9") -> bytes:
    return f'({kind} NIL NIL NIL "{encoding}" {size} 1 NIL NIL NIL NIL)'.encode()


def _failures(stage: str) -> dict[str, Spoiler]:
    where = STAGES[stage]
    return {
        "NO": lambda times: AnswerNo("FETCH", "SERVERBUG", times=times, matching=where),
        "second NO": lambda _times: AnswerNo("FETCH", "", skip=1, matching=where),
        "BAD": lambda times: AnswerBad("FETCH", ESCAPES, times=times, matching=where),
        "THROTTLED": lambda times: AnswerNo("FETCH", "THROTTLED", times=times, matching=where),
        "OVERQUOTA": lambda times: AnswerNo("FETCH", "OVERQUOTA", times=times, matching=where),
        "Microsoft's words": lambda times: AnswerNo(
            "FETCH", "", "Suggested Backoff Time: 3000 milliseconds", times=times, matching=where
        ),
        "BYE": lambda times: SayBye("FETCH", times=times, matching=where),
        "dropped": lambda times: DropAfter("FETCH", times=times, matching=where),
        "silence": lambda times: Silence("FETCH", times=times, matching=where),
        "NIL, EXPUNGEISSUED": lambda times: EmptyBodies(times=times, matching=where),
        "other UID": lambda times: OtherUid(times=times, matching=where),
        "nothing": lambda times: Say(
            "FETCH", instead=b"{tag} OK d\r\n", times=times, matching=where
        ),
        "garbage": lambda times: GarbageLine("FETCH", times=times, matching=where),
        "no answer": lambda times: Say("FETCH", instead=b"what?\r\n", times=times, matching=where),
        "older tag": lambda times: GarbageLine(
            "FETCH", line=b"C1 OK again\r\n", times=times, matching=where
        ),
        "all gone": lambda times: GarbageLine(
            "FETCH", line=b"* VANISHED 1:4294967295\r\n", times=times, matching=where
        ),
        "10-digit literal": _put(stage, rb"\{\d+\}", b"{9999999999}"),
        "5,000-digit literal": _put(stage, rb"\{\d+\}", b"{" + b"9" * 5000 + b"}"),
        "negative literal": _put(stage, rb"\{\d+\}", b"{-5}"),
        "literal too short": _put(stage, rb"\{\d+\}", b"{3}"),
        "UID of 5,000 digits": _put(stage, rb"UID \d+", b"UID " + b"9" * 5000),
        "without UID": _put(stage, rb"UID \d+ ", b""),
        "UID 0": _put(stage, rb"UID \d+", b"UID 0"),
        "open list": _put(stage, rb"UID (?=\d)", b"( UID "),
    }


def _put(stage: str, find: bytes, put: bytes) -> Spoiler:
    where = STAGES[stage]
    return lambda times: Change("FETCH", find=find, put=put, times=times, matching=where)


def _bodies(stage: str, change: Callable[[list[bytes]], list[bytes]]) -> Spoiler:
    where = STAGES[stage]
    return lambda times: Bodies(change=change, times=times, matching=where)


def _structures(put: bytes) -> Spoiler:
    return lambda times: Structures(put=put, times=times, matching="BODYSTRUCTURE")


FAILURES: dict[str, Spoiler] = {
    f"{stage}: {name}": spoiler
    for stage in STAGES
    for name, spoiler in _failures(stage).items()
    if stage not in ("structures", "sizes") or "literal" not in name
}
"""Answers that are refused, late, missing or cannot be read."""

LIES: dict[str, Spoiler] = {
    "header of another mail": _bodies("heads", _turned),
    "no header": _bodies("heads", lambda texts: [b"" for _one in texts]),
    "header that is a text": _bodies("heads", lambda texts: [b"Hallo\r\n" for _one in texts]),
    "header of 2 MB": _bodies("heads", lambda texts: [b"X: y\r\n" * 350_000, *texts[1:]]),
    "header without an end": _bodies("heads", lambda texts: [one[:-5] for one in texts]),
    "header with one more mail": _bodies("heads", lambda texts: [one + one for one in texts]),
    "header of other letters": _bodies("heads", lambda texts: [b"\xff\0\x1b[2J" * 9] * len(texts)),
    "header called text": _put("heads", rb"BODY\[HEADER\]", b"BODY[TEXT]"),
    "header called a part's": _put("heads", rb"BODY\[HEADER\]", b"BODY[1.HEADER]"),
    "header that begins later": _put("heads", rb"BODY\[HEADER\]", b"BODY[HEADER]<7>"),
    "text of another mail": _bodies("texts", _turned),
    "no text": _bodies("texts", lambda texts: [b"" for _one in texts]),
    "text of 2 MB": _bodies("texts", lambda texts: [b"x y\r\n" * 400_000, *texts[1:]]),
    "text of other letters": _bodies("texts", lambda texts: [b"\xff\xfe\0\x1b[2J"] * len(texts)),
    "text of another part": _put("texts", rb"BODY\[1\]", b"BODY[2]"),
    "text called the mail": _put("texts", rb"BODY\[1\]", b"BODY[]"),
    "text that begins later": _put("texts", rb"BODY\[1\]", b"BODY[1]<7>"),
    "size 0": _put("heads", rb"RFC822.SIZE \d+", b"RFC822.SIZE 0"),
    "size too large": _put("heads", rb"RFC822.SIZE \d+", b"RFC822.SIZE 999999999999999"),
    "size of 5,000 digits": _put("heads", rb"RFC822.SIZE \d+", b"RFC822.SIZE " + b"9" * 5000),
    "size of 19 digits": _put("heads", rb"RFC822.SIZE \d+", b"RFC822.SIZE 9999999999999999999"),
    "date that is none": _put("heads", rb'"[ \d]\d-Mar-2026', b'"31-Feb-0000'),
    "date in 9999": _put("heads", rb'"[ \d]\d-Mar-2026', b'"31-Dec-9999'),
    "structure NIL": _structures(b"NIL"),
    "structure empty": _structures(b"()"),
    "structure a word": _structures(b"nonsense"),
    "structure a number": _structures(b"4711"),
    "structure plain text": _structures(_leaf()),
    "structure base64": _structures(_leaf(encoding="base64")),
    "structure of an unknown encoding": _structures(_leaf(encoding="x-rot13")),
    "structure HTML": _structures(_leaf('"text" "html"')),
    "structure an image": _structures(_leaf('"image" "png"')),
    "structure an attached mail": _structures(_leaf('"message" "rfc822"')),
    "structure size negative": _structures(_leaf(size="-9")),
    "structure size huge": _structures(_leaf(size="99999999999999999999")),
    "structure size of 5,000 digits": _structures(_leaf(size="9" * 5000)),
    "structure of two texts": _structures(b"(" + _leaf() * 2 + b' "mixed" NIL NIL NIL)'),
    "structure of 2,000 parts": _structures(b"(" + _leaf() * 2_000 + b' "mixed" NIL NIL NIL)'),
    "structure 100 deep": _structures(b"(" * 100 + _leaf() + b' "mixed")' * 100),
    "structure 1,000 deep": _structures(b"(" * 1000 + _leaf() + b' "mixed")' * 1000),
    "structure 100,000 deep": _structures(b"(" * 100_000 + b")" * 100_000),
    "structure with letters": _structures(b'("te\xffxt" "p\x1b[2Jlain" ("\0" "\xfe") NIL)'),
    "structure with pairs missing": _structures(b'("text" "plain" ("charset") NIL NIL "7bit" 3 1)'),
}
"""Answers that read well and are not true; whole mails are told as they are."""
