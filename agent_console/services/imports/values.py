"""What stands in the rows of exports, read without trust: texts, moments, addresses, lists."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import Any

from agent_console.desk.mail import Address
from agent_console.errors import ConsoleError
from agent_console.mail.addresses import read_addresses
from agent_console.mail.html import render_html
from agent_console.mail.outbound import is_wire_id, wire_address
from agent_console.services.imports.files import Fields

NOBODY = Address("")
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)


def text(fields: Fields, *names: str) -> str:
    """Return the first of these that says something, as text; "" for none."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, bool):
            return "true" if value else ""
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value).strip()
    return ""


def number(fields: Fields, *names: str) -> str:
    """Return a reference to another row; 0 refers to none."""
    value = text(fields, *names)
    return "" if value == "0" else value


def is_yes(fields: Fields, name: str) -> bool:
    """Return whether a flag is set."""
    return text(fields, name).lower() in ("1", "true", "yes", "t")


def inner(fields: Fields, name: str) -> Fields:
    """Return the object under ``name``, empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def values(fields: Fields, name: str) -> list[Any]:
    """Return the list under ``name``: as such, or as JSON in a text."""
    value = fields.get(name)
    if isinstance(value, str) and value.lstrip().startswith("["):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    return value if isinstance(value, list) else []


def moment(fields: Fields, zone: tzinfo, *names: str) -> datetime | None:
    """Return the first of these that is a moment; without a zone of its own it is in ``zone``."""
    for name in names:
        value = text(fields, name)
        with suppress(ValueError, OverflowError):
            found = datetime.fromisoformat(value)
            found = found if found.tzinfo else found.replace(tzinfo=zone)
            if found >= _FIRST:
                return found.astimezone(UTC)
    return None


def address(email: str, name: str = "") -> Address:
    """Return an address that a mail can carry; NOBODY's with the name for any other text."""
    try:
        return Address(wire_address(email.strip()), " ".join(name.split()))
    except ConsoleError:
        return Address("", " ".join(name.split()))


def addresses(*written: object) -> tuple[Address, ...]:
    """Return all usable addresses of header fields, texts or lists of them, each once."""
    found: dict[str, Address] = {}
    for one in _texts(written):
        for read in read_addresses([one.encode("utf-8", "replace")]):
            usable = address(read.email, read.name)
            if usable.email:
                found.setdefault(usable.email.lower(), usable)
    return tuple(found.values())


def _texts(written: Iterable[object]) -> Iterable[str]:
    for one in written:
        if isinstance(one, str):
            with suppress(ValueError, RecursionError):
                if one.lstrip().startswith("["):
                    yield from _texts(json.loads(one))
                    continue
            yield one
        elif isinstance(one, list):
            yield from _texts(one)
        elif isinstance(one, dict):
            yield text(one, "email", "address")


def message_id(fields: Fields, *names: str) -> str:
    """Return a Message-ID without brackets, "" for what cannot be one."""
    value = text(fields, *names).strip("<> ")
    return value if "@" in value and is_wire_id(value) else ""


def plain_text(html: str) -> str:
    """Return what a mail program would show of HTML, quotes with ``>``."""
    rendered = render_html(html)
    lines = (f"{'>' * level} {line}".rstrip() if level else line for level, line in rendered.lines)
    return "\n".join(lines).strip("\n")
