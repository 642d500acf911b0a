"""Japanese mails as they are really written: with more characters than their charsets hold."""

from __future__ import annotations

import re

_SHIFT = re.compile(rb"\x1b(\$[@B]|\([BIJ])")
_NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_JAPANESE = re.compile("[\u3040-\u30ff]")
_FOREIGN = re.compile("[^\x00-\x7e\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")


def decode_jis(data: bytes) -> str:
    """Decode ISO-2022-JP with the additions of Windows (① ㈱ …), what is unknown replaced."""
    out: list[str] = []
    mode = b"(B"
    position = 0
    for match in _SHIFT.finditer(data):
        out.append(_run(data[position : match.start()], mode))
        mode = match.group(1)
        position = match.end()
    out.append(_run(data[position:], mode))
    return "".join(out)


def _run(data: bytes, mode: bytes) -> str:
    if mode == b"(I":
        return bytes(byte | 0x80 for byte in data).decode("cp932", "replace")
    if not mode.startswith(b"$"):
        return data.decode("ascii", "replace")
    pairs = zip(data[0::2], data[1::2], strict=False)
    return b"".join(_shifted(first, second) for first, second in pairs).decode("cp932", "replace")


def _shifted(first: int, second: int) -> bytes:
    """Turn one character of JIS into Shift_JIS."""
    if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
        return b"?"
    row = first - 0x21
    lead = (row >> 1) + 0x81
    lead += 0x40 if lead > 0x9F else 0
    trail = second + 0x7E if row & 1 else second + 0x1F + (second >= 0x60)
    return bytes((lead, trail))


def looks_like_shift_jis(data: bytes) -> bool:
    """Tell undeclared Shift_JIS: bytes that Windows-1252 lacks, and nothing but Japanese in it."""
    if not _NOT_IN_CP1252.search(data):
        return False
    try:
        text = data[:4_000].decode("cp932")
    except UnicodeDecodeError:
        return False
    return bool(_JAPANESE.search(text)) and not _FOREIGN.search(text)
