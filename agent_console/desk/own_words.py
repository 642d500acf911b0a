"""Our own sentences in a reply: no quoted mail, no signature; each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.desk.wordings import folded

MAX_TEXT = 50_000
MAX_OWN = 3_500
MAX_SENTENCE = 1_000
MAX_SENTENCES = 100
MAX_FRAME = 8

_SIGNATURE = ("-- ", "--")
_OLD_MAIL = re.compile(
    r"-{2,20}\s{0,3}(?:original message|ursprüngliche nachricht|forwarded message"
    r"|weitergeleitete nachricht)|(?:von|from):\s.{0,200}@",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"(?:schrieb\b.{0,80}|wrote)\s{0,3}:\s{0,3}$", re.IGNORECASE)
_CITED = re.compile(r"[„“\"»«”]([^„“\"»«”\n]{1,300})[“”\"«»]")
_BREAK = re.compile(
    r"[.!?…]{1,5}[\"“”«»)’]{0,2}(?=\s|$)|\n(?:[ \t\r]{0,80}\n){1,99}|\n(?=[ \t]{0,8}[-*•]\s)"
)
_LAST_TOKEN = re.compile(r"[\w.]{1,12}\Z")
_SHORT = """
nr bzw ca dr mr mrs ms st z.b z d.h d h inkl evtl usw ggf tel art etc e.g i.e no prof fr hr rs
vs approx zzgl abs str u a o s v
"""
_MONTH = re.compile(
    r"\s{0,3}(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])", re.I
)
_GREETING = re.compile(
    r"(?:sehr geehrte|guten (?:tag|morgen|abend)|hallo|hi\b|hey|moin|servus|grüß|liebe|dear|hello"
    r"|good (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:mit |ganz |with |the |very )?(?:\w{2,14}(?:en|e|em) gr(?:u|ü)(?:ß|ss)"
    r"|(?:kind|best|warm|warmest|many|all good) (?:regards|wishes)|(?:kind )?regards"
    r"|yours|sincerely|cheers|best,?$|all the best|herzlichst))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of ours: its place, as it is compared, and the number of its paragraph.

    ``plain`` has as many characters as the text from ``start`` to ``end``; what stands in
    quotation marks is blank there, it is somebody else's word. ``words`` is their number.
    """

    text: str
    plain: str
    start: int
    end: int
    paragraph: int
    words: int


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return our sentences in ``text``, without salutation, closing, quotes and signature.

    Our first 3,500 characters and 100 sentences are read; hardly any reply has as many.
    """
    own = own_text(text)
    found: list[Sentence] = []
    read = 0
    for paragraph, start, end in _pieces(own):
        piece = own[start:end]
        count = len(_WORD.findall(piece))
        if count and not _is_frame(piece, count):
            cited = _CITED.sub(lambda match: " " * len(match.group()), piece)
            found.append(Sentence(piece, folded(cited), start, end, paragraph, count))
        read += end - start
        if read >= MAX_OWN or len(found) >= MAX_SENTENCES:
            break
    return tuple(found)


def own_text(text: str) -> str:
    """Return ``text`` with blanks for quoted mail, up to the signature; every place stays."""
    lines = text[:MAX_TEXT].split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if not line:
            kept.append(line)
            continue
        if line.rstrip("\r") in _SIGNATURE or _OLD_MAIL.match(line[:300].strip()):
            break
        below = next((one for one in lines[number + 1 : number + 3] if one.strip()), "")
        introduces = _ATTRIBUTION.search(line[-200:]) and below.lstrip().startswith(">")
        quoted = line.lstrip().startswith(">") or introduces
        kept.append(" " * len(line) if quoted else line)
    return "\n".join(kept)


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the paragraph's number, start and end of each sentence."""
    start = paragraph = 0
    for match in _BREAK.finditer(text):
        is_end = match.group()[0] == "\n"
        if is_end or not _goes_on(text, match):
            yield from _cut(paragraph, text, start, match.start() if is_end else match.end())
            start = match.end()
            paragraph += is_end
    yield from _cut(paragraph, text, start, len(text))


def _cut(paragraph: int, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield a sentence without blanks around it, a very long one in parts."""
    for begin in range(start, end, MAX_SENTENCE):
        piece = text[begin : min(begin + MAX_SENTENCE, end)]
        bare = piece.strip()
        if bare:
            first = begin + piece.index(bare[0])
            yield paragraph, first, first + len(bare)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Return whether a full stop is that of a date or an abbreviation."""
    if match.group() != ".":
        return False
    token = _LAST_TOKEN.search(text, max(0, match.start() - 12), match.start())
    before = token.group().lower() if token else ""
    behind = text[match.end() : match.end() + 12]
    if before.isdigit():
        return bool(_MONTH.match(behind)) or behind.strip()[:1].isdigit()
    return before in _SHORT.split() or (len(before) < 4 and behind.strip()[:1].islower())


def _is_frame(piece: str, count: int) -> bool:
    """Return whether a piece is a salutation ("Guten Tag Frau Roth,") or a closing line."""
    if count > MAX_FRAME:
        return False
    greets = _GREETING.match(piece) and piece[-1] not in ".?…:"
    return bool(greets or _CLOSING.match(piece))
