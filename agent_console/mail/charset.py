"""Bytes of a mail to text: charsets by an allow-list, encoded words."""

from __future__ import annotations

import binascii
import codecs
import functools
import re

from agent_console.mail.decoding import decode_base64
from agent_console.mail.japanese import decode_jis, looks_like_shift_jis

_ALIASES = {
    "unicode-1-1-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf8": "utf-8",
    "cp65001": "utf-8",
    "65001": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "8859-1": "cp1252",
    "ansi": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "ks-c-5601-1987": "cp949",
    "ks-c-5601": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "ms932": "cp932",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-2022-jp": "iso-2022-jp-2",
}
_ALLOWED = re.compile(
    r"utf-?7|utf-?(8|16|32)(-?(le|be|sig))?|iso-?8859-?\d{1,2}|latin-?\d{1,2}"
    r"|windows-?\d{3,4}|cp-?\d{3,4}|koi8-[rut]|gb18030|big5hkscs|euc-jp"
    r"|iso-?2022-?(jp(-[123]|-2004)?|kr)|mac-?(roman|cyrillic|greek|latin2)|hz(-gb-2312)?"
)
# Charsets in which plain ASCII bytes may stand for something else.
_SHIFTING = frozenset(
    (
        *("utf-7", "hz", "iso2022_kr", "utf-16", "utf-16-le", "utf-16-be"),
        *("utf-32", "utf-32-le", "utf-32-be"),
        *("iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3"),
    )
)
_JIS = "iso2022_jp_2"
_SINGLE_LETTERS = bytes((*range(0x80), *range(0xC0, 0x100)))
_STRAY = re.compile("[\udc80-\udcff]+")


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Return ``data`` as text; never raises.

    Order: the declared charset when it is on the allow-list, UTF-8, cp1252 with replacement.
    Text that is valid UTF-8 beyond ASCII is taken as UTF-8 though it says ASCII or Latin-1.
    """
    name = known_charset(charset) if charset else ""
    if name not in _SHIFTING and data.isascii() and b"\x1b$" not in data:
        return data.decode("ascii")
    if name in ("", "cp1252", "utf-8"):
        return _undeclared(data)
    text = _try(data, name)
    if text is not None:
        return text
    loose = decode_jis(data) if name == _JIS else data.decode(name, "replace")
    return loose if loose.count("\ufffd") * 10 <= len(loose) else _undeclared(data)


@functools.lru_cache(256)
def known_charset(charset: str) -> str:
    """Return the codec to use for a declared charset, empty when it is not a known one."""
    name = charset.strip(" \t'\"").lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    if not _ALLOWED.fullmatch(name):
        return ""
    name = re.sub(r"^cp-", "cp", name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _undeclared(data: bytes) -> str:
    """Decode UTF-8; single bytes that are none are taken as cp1252, so mixtures stay readable."""
    if b"\x1b$" in data:
        text = _try(data, _JIS)
        return decode_jis(data) if text is None and data.isascii() else text or _mixed(data)
    text = _try(data, "utf-8")
    if text is not None:
        return text
    # Without any byte that goes on with a character of UTF-8, single letters are all there is.
    if not data.translate(None, _SINGLE_LETTERS):
        return data.decode("latin-1")
    if looks_like_shift_jis(data):
        return data.decode("cp932", "replace")
    return _mixed(data)


def _mixed(data: bytes) -> str:
    """Decode UTF-8 in which single bytes stand that are none."""
    return _STRAY.sub(_as_cp1252, data.decode("utf-8", "surrogateescape"))


def _as_cp1252(match: re.Match[str]) -> str:
    return match.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except ValueError:
        return None


_WORD = re.compile(
    r"=\?([A-Za-z0-9_.:+-]{1,40})(?:\*[A-Za-z0-9-]{0,20})?\?([QqBb])\?([^?]{0,4000})\?="
)


def decode_words(value: str) -> str:
    """Decode the encoded words of a header value (RFC 2047), leniently; never raises.

    Neighbours of one charset are joined as bytes first, because senders split inside characters.
    """
    if "=?" not in value:
        return value
    out: list[str] = []
    run = bytearray()
    charset = ""
    position = 0
    for match in _WORD.finditer(value):
        between = value[position : match.start()]
        name = match.group(1).lower()
        if run and (between.strip() or name != charset):
            out.append(decode_bytes(bytes(run), charset))
            run.clear()
        if between.strip() or position == 0:
            out.append(between)
        charset = name
        run += _word_bytes(match.group(2), match.group(3))
        position = match.end()
    if run:
        out.append(decode_bytes(bytes(run), charset))
    out.append(value[position:])
    return "".join(out)


def _word_bytes(kind: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    return decode_base64(data) if kind in "Bb" else binascii.a2b_qp(data, header=True)
