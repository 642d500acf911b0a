"""The text of a mail read from its text part alone, as :mod:`read` would show it."""

from __future__ import annotations

import re
from dataclasses import replace

from agent_console.desk.mail import Mail
from agent_console.desk.text import to_screen
from agent_console.mail.body import MAX_LINES, MAX_TEXT, Body, read_body, unflow
from agent_console.mail.charset import decode_bytes
from agent_console.mail.decoding import decode_transfer
from agent_console.mail.headers import Head
from agent_console.mail.parts import Part, walk_parts
from agent_console.mail.structure import TextPart

# Characters that to_screen() may change.
_UNCLEAN = re.compile("[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac]")
_CLEAN_BYTES = bytes((0x0A, *range(0x20, 0x7F)))


def is_clean(text: str) -> bool:
    """Tell a text that surely comes out of ``to_screen`` as it is, but for runs of blanks."""
    # Nearly all of a text is ASCII, which bytes lose much faster than an expression passes it.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _CLEAN_BYTES)
    return not rest or _UNCLEAN.search(rest.decode("utf-8", "surrogatepass")) is None


def skim_text(mail: Mail, part: TextPart, raw: bytes) -> Mail:
    """Return ``mail`` with the text in ``raw``, the still encoded bytes of ``part``.

    The text is the one that reading the whole mail shows; ``ranges`` stay empty, which means that
    it has not been folded yet. Never raises.
    """
    read = skim_body(part, raw)
    return replace(mail, text=read.text, from_html=read.from_html, links=read.links)


def skim_body(part: TextPart, raw: bytes) -> Mail:
    """Return a mail of which the text alone is known; see :func:`skim_text`."""
    if not (part.html or part.container) and len(raw) <= MAX_TEXT:
        plain = _plain_text(part, raw)
        if plain is not None:
            return Mail("", 0, text=plain)
    try:
        body = read_body(_parts(part, raw))
        text = body.text()
    # One mail being read: whatever fails is read again, and said, when the whole mail comes.
    except Exception:
        body, text = Body(), to_screen(decode_bytes(raw))
    return Mail("", 0, text=text, from_html=body.from_html, links=tuple(body.links))


def _plain_text(part: TextPart, raw: bytes) -> str | None:
    text = decode_bytes(decode_transfer(raw, part.encoding), part.charset).replace("\r\n", "\n")
    unclean = not is_clean(text)
    if unclean:
        text = to_screen(text)
    if part.flowed:
        text = _joined(text) if not part.delsp else unflow(text, delete_space=True)
    if len(text) >= MAX_LINES - 1 and (len(text) >= MAX_TEXT or text.count("\n") + 1 >= MAX_LINES):
        return None
    if unclean or _may_end_in_blanks(text):
        lines = [line if line == "-- " else line.rstrip() for line in text.split("\n")]
        text = "\n".join(lines)
    return text.strip("\n")


def _joined(text: str) -> str:
    """Join soft line ends as :func:`unflow` does, at once where nothing is quoted or stuffed."""
    if text[:1] in (">", " ") or "\n>" in text or "\n " in text:
        return unflow(text)
    pieces = text.split("\n-- \n")
    if text.endswith("\n-- ") or any(piece.startswith("-- ") for piece in pieces):
        return unflow(text)
    return "\n-- \n".join([piece.replace(" \n", " ") for piece in pieces])


def _may_end_in_blanks(text: str) -> bool:
    """Tell whether a line of a clean text may end in a blank, but for those above signatures."""
    if text[-1:] in ("", " ", "\xa0") or ("\xa0" in text and "\xa0\n" in text):
        return True
    ends = text.count(" \n")
    return ends > 0 and ends != text.count("\n-- \n")


def _parts(part: TextPart, raw: bytes) -> list[Part]:
    if part.container:
        kind = part.container.encode("utf-8", "replace")
        return walk_parts(b"Content-Type: " + kind + b"\r\n\r\n" + raw).parts
    params = {"charset": part.charset} if part.charset.lower() != "us-ascii" else {}
    if part.flowed:
        params |= {"format": "flowed", "delsp": "yes" if part.delsp else "no"}
    kind_of_text = "text/html" if part.html else "text/plain"
    return [
        Part(raw, 0, len(raw), Head((), 0), kind_of_text, params, part.encoding, "", {}, "", -1)
    ]
