"""Recipients as people type them, and what is doubtful about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk.mail import Address
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.mail.outbound import one_line, wire_address

_PIECE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,;\n"<]|["<])+')
_NAMED = re.compile(r"(?P<name>.*?)\s*<(?P<email>[^<>]*)>")
_ESCAPED = re.compile(r"\\(.)")


def typed_addresses(text: str) -> tuple[Address, ...]:
    """Return the recipients named in ``text``, separated by comma, semicolon or line end.

    ``kim@example.com`` and ``Kim Muster <kim@example.com>`` are understood. Raises ConsoleError in
    words for what is no address; nobody is returned twice.
    """
    found: dict[str, Address] = {}
    for piece in _PIECE.findall(text):
        if bare := piece.strip():
            address = _address(bare)
            found.setdefault(address.email.lower(), address)
    return tuple(found.values())


def _address(text: str) -> Address:
    match = _NAMED.fullmatch(text)
    name, email = (match["name"], match["email"].strip()) if match else ("", text)
    wire_address(email)
    local, _at, domain = email.rpartition("@")
    return Address(f"{local}@{domain.lower()}", _bare_name(name))


def _bare_name(text: str) -> str:
    text = one_line(text)
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = _ESCAPED.sub(r"\1", text[1:-1])
    return text


def recipient_problems(people: tuple[Address, ...], own: frozenset[str]) -> Iterator[str]:
    """Say what is wrong with whom a mail goes to; ``own`` are our addresses in lower case."""
    if not people:
        yield _("The mail goes to nobody.")
    for address in people:
        shown = to_screen(address.email, one_line=True)
        try:
            wire_address(address.email)
        except ConsoleError as error:
            yield f"{error.message}."
            continue
        if address.email.lower() in own:
            yield _("{address} is our own address.").format(address=shown)
