"""Address fields: usable and harmless addresses, each once; a clear sender is the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.desk.mail import Address
from agent_console.mail.addresses import (
    MAX_ADDRESSES,
    instead_of_sender,
    read_addresses,
    read_return_path,
    read_sender,
)
from agent_console.mail.headers import plain_value, split_head
from fuzz.checks import Target, harmless, steady
from fuzz.targets import words

_FIELDS = ("from", "to", "cc", "reply-to", "sender", "return-path")
_UNUSABLE = frozenset(' \t\n<>()[],;:"\\')


def check(data: bytes) -> None:
    """Read fields, one a line, in every way an address field is read."""
    values = data.split(b"\n")[:20]
    found = steady(lambda: read_addresses(values))
    assert len(found) <= MAX_ADDRESSES
    assert len({address.email for address in found}) == len(found)
    for address in found:
        _usable(address)
    sender, ambiguous = steady(lambda: read_sender(values))
    assert sender is not None or ambiguous
    if sender is not None and " " in sender.email:
        assert ambiguous
        harmless(sender.email)
    elif sender is not None:
        _usable(sender)
        if not ambiguous:
            assert len(values) == 1
            assert found == (sender,)
            assert sender.email.lower() in plain_value(data).lower(), "no such address stands there"
    stand_in = steady(lambda: instead_of_sender(values[:1], values[1:]))
    if stand_in is not None:
        _usable(stand_in)
    path = steady(lambda: read_return_path(values))
    if path:
        _usable(Address(path))


def _usable(address: Address) -> None:
    harmless(address.email)
    harmless(address.name)
    assert len(address.name) <= 200
    local, _at, domain = address.email.partition("@")
    assert local, address
    assert domain == domain.lower(), address
    assert domain, address
    assert "@" not in domain
    assert not set(address.email) & _UNUSABLE, address
    again, _ambiguous = read_sender([_written(address)])
    assert again is not None, address
    assert again.email == address.email, (address, again)


def _written(address: Address) -> bytes:
    name = address.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{address.email}>'.encode()


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the address fields of mails."""
    for raw in mails:
        head = split_head(raw)
        yield from (value for name, value in head.fields if name in _FIELDS)


TARGET = Target(check, (*words.ADDRESSES, *words.TERMINAL), seeds, longest=1_024)
