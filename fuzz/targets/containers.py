"""Binary containers of other mail programs (S/MIME, TNEF): bounded, and only what is inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.mail.cms import signed_content
from agent_console.mail.parts import SMIME_TYPES, walk_parts
from agent_console.mail.tnef import names_in_tnef
from fuzz.checks import Target, steady

_MOST_NAMES = 50
_SIGNED = bytes.fromhex("06092a864886f70d010702")
_TNEF = b"\x78\x9f\x3e\x22\x01\x00"
WORDS = (
    *(_SIGNED, b"\x30\x80", b"\x30\x82", b"\xa0\x80", b"\x24\x80", b"\x04\x05", b"\x00\x00"),
    *(b"\x02\x01\x01", b"\x31\x00", b"\x30\x88", b"\xff" * 8, _TNEF),
    *(b"\x02\x02\x90\x06\x00", b"\x02\x10\x80\x01\x00", b"\x02\x05\x90\x06\x00"),
    *(
        b"\x1f\x00\x07\x37",
        b"\x01\x07\x90\x06\x00",
        b"\x1e\x00\x07\x37",
        b"\x04\x00\x00\x00\xe4\x04\x00\x00",
    ),
)


def check(data: bytes) -> None:
    """Open bytes as either container."""
    inside = steady(lambda: signed_content(data))
    assert inside is None or len(inside) < len(data)
    names = steady(lambda: names_in_tnef(data))
    assert len(names) <= _MOST_NAMES
    assert all(names)
    if names:
        assert data[:4] == _TNEF[:4]


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with one container of each kind, and with those in mails."""
    yield (
        b"\x30\x80"
        + _SIGNED
        + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80\x06\x01\x2a\xa0\x80"
        + (b"\x24\x80\x04\x05Hallo\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
    )
    yield (
        _TNEF
        + b"\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00"
        + (b"\x02\x10\x80\x01\x00\x04\x00\x00\x00a.b\0\x00\x00")
    )
    for raw in mails:
        for part in walk_parts(raw).parts:
            if part.type in (*SMIME_TYPES, "application/ms-tnef"):
                yield part.content()


TARGET = Target(check, WORDS, seeds, longest=2_048)
