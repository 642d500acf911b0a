"""What BODYSTRUCTURE says of a mail: its tree of parts, without their bytes (RFC 3501 §7.4.2)."""

from __future__ import annotations

from email.message import Message

from agent_console.demo.mime_parts import parsed_header, split_header, subparts

_NO_ENVELOPE = b"(" + b" ".join([b"NIL"] * 10) + b")"
_DEPTH = 20


def body_structure(raw: bytes, depth: int = 0) -> bytes:
    """Return the structure of a mail or a part; below twenty levels everything is one part."""
    header, body = parsed_header(raw), split_header(raw)[1]
    children = subparts(raw) if depth < _DEPTH else None
    if children:
        inside = b"".join(body_structure(child, depth + 1) for child in children)
        kind = _text(header.get_content_subtype())
        return b"(%s %s %s %s NIL NIL)" % (inside, kind, _parameters(header), _disposition(header))
    return _leaf(header, body, depth)


def _leaf(header: Message, body: bytes, depth: int) -> bytes:
    kind = header.get_content_type()
    if header.get_content_maintype() == "multipart":
        kind = "text/plain"
    main, _slash, sub = kind.partition("/")
    fields = [
        *(_text(main), _text(sub), _parameters(header)),
        *(_text(header["content-id"]), _text(header["content-description"])),
        *(_text(header["content-transfer-encoding"] or "7bit"), b"%d" % len(body)),
    ]
    if kind == "message/rfc822":
        fields += [_NO_ENVELOPE, body_structure(body, depth + 1)]
    if main == "text" or kind == "message/rfc822":
        fields.append(b"%d" % body.count(b"\n"))
    return b"(" + b" ".join([*fields, b"NIL", _disposition(header), b"NIL", b"NIL"]) + b")"


def _parameters(header: Message, name: str = "content-type") -> bytes:
    found = header.get_params(failobj=[], header=name)[1:]
    pairs = [_text(part) for key, value in found for part in (key, value)]
    return b"(" + b" ".join(pairs) + b")" if pairs else b"NIL"


def _disposition(header: Message) -> bytes:
    kind = header.get_content_disposition()
    if not kind:
        return b"NIL"
    return b"(%s %s)" % (_text(kind), _parameters(header, "content-disposition"))


def _text(value: object) -> bytes:
    """Return a string, as a literal where quotes cannot hold it."""
    if not value:
        return b"NIL"
    text = str(value).encode("utf-8", "surrogateescape")
    if any(byte < 32 or byte > 126 for byte in text):
        return b"{%d}\r\n%s" % (len(text), text)
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
