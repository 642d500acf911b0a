"""Content-Type and Content-Disposition: the main value and its parameters (RFC 2045, RFC 2231)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from agent_console.mail.charset import decode_bytes, decode_words

_MAX_PARAMETERS = 200
_MAX_PIECES = 100
_MAX_VALUE = 4_096
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,100}")
_SECTION = re.compile(r"([^*]{1,60})(?:\*(\d{1,3}))?(\*)?")


def split_value(value: bytes) -> tuple[str, dict[str, str]]:
    """Return the lower-case main value and the raw parameters of a field; first one wins."""
    pieces = _split(decode_bytes(value))
    params: dict[str, str] = {}
    for piece in pieces[1:]:
        name, equals, content = piece.partition("=")
        if equals and name.strip():
            params.setdefault(name.strip().lower(), _unquoted(content.strip()))
    return pieces[0].strip().lower(), params


def content_type(main: str, *, default: str = "text/plain") -> str:
    """Return a well-formed ``type/subtype``; RFC 2045 §5.2 for anything else."""
    match = _TYPE.match(main)
    if match:
        return match.group()
    return "text/plain" if main else default


def text_param(params: dict[str, str], name: str) -> str:
    """Return one parameter as text: plain, extended, in pieces (RFC 2231) or in encoded words."""
    if name in params:
        return decode_words(params[name])[:_MAX_VALUE]
    pieces = _pieces(params, name)
    if not pieces:
        return ""
    charset = ""
    data = bytearray()
    for number in sorted(pieces)[:_MAX_PIECES]:
        extended, text = pieces[number]
        if extended and number == min(pieces) and text.count("'") >= 2:
            charset, _language, text = text.split("'", 2)
        data += unquote_to_bytes(text) if extended else text.encode("utf-8", "replace")
    return decode_words(decode_bytes(bytes(data), charset))[:_MAX_VALUE]


def _pieces(params: dict[str, str], name: str) -> dict[int, tuple[bool, str]]:
    found: dict[int, tuple[bool, str]] = {}
    for key, value in params.items():
        match = _SECTION.fullmatch(key)
        if match and match.group(1) == name:
            found.setdefault(int(match.group(2) or 0), (bool(match.group(3)), value))
    return found


def _split(value: str) -> list[str]:
    """Split at semicolons outside quoted strings, in one pass."""
    if '"' not in value:
        return value.split(";", _MAX_PARAMETERS)[:_MAX_PARAMETERS]
    pieces: list[str] = []
    start = 0
    quoted = escaped = False
    for position, char in enumerate(value):
        if escaped:
            escaped = False
        elif quoted and char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            pieces.append(value[start:position])
            start = position + 1
    pieces.append(value[start:])
    return pieces[:_MAX_PARAMETERS]


def _unquoted(text: str) -> str:
    if not text.startswith('"'):
        return text
    end = len(text) - 1 if text.endswith('"') and len(text) > 1 else len(text)
    return re.sub(r"\\([\"\\])", r"\1", text[1:end])
