"""Business cards read and written: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350)."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from agent_console.desk.customer_headers import Column, Target
from agent_console.desk.customer_rows import RawRow
from agent_console.desk.customers import CustomerField, Profile

_MAX_LINE = 10_000
_WIDTH = 75
_PROPERTY = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[^:;\"]*(?:\"[^\"]*\"[^:;]*)*)*):(.*)"
)
_CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_ZONE = re.compile(r"[A-Za-z]+/[A-Za-z_/+-]+|[+-]\d\d:\d\d")
_FIELDS: dict[str, Target] = {
    "EMAIL": Column.EMAIL,
    "TEL": CustomerField.PHONE,
    "NOTE": CustomerField.NOTE,
    "LANG": CustomerField.LANGUAGE,
    "TZ": CustomerField.ZONE,
    "CATEGORIES": CustomerField.TAG,
}


def read_vcards(text: str) -> Iterator[RawRow]:
    """Yield a row for each card, with the line in which it begins; other properties: ignored."""
    cells: list[tuple[Target, str]] | None = None
    began = 0
    for number, line in _unfolded(text):
        found = _PROPERTY.match(line[:_MAX_LINE])
        if found is None:
            continue
        name, parameters, value = found[1].upper(), found[2], found[3]
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            cells, began = [], number
        elif name == "END" and cells is not None:
            yield RawRow(began, tuple(_one_name(cells)))
            cells = None
        elif cells is not None:
            cells += _cells(name, parameters, value)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield logical lines, each with the number of its first; quoted-printable ones go on, too."""
    begun, parts = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
        if parts and (line[:1] in (" ", "\t") or soft):
            if soft:
                parts[-1] = parts[-1][:-1]
            parts.append(line if soft else line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        begun, parts = number, [line]
    if parts:
        yield begun, "".join(parts)


def _cells(name: str, parameters: str, value: str) -> list[tuple[Target, str]]:
    value = _decoded(parameters, value)
    if name == "FN":
        return [(CustomerField.NAME, _plain(value))]
    if name == "N":
        return _of_name(_parts(value))
    if name == "ORG":
        return [(CustomerField.COMPANY, _plain(_parts(value)[0]))]
    target = _FIELDS.get(name)
    if target is None or (target is CustomerField.ZONE and not _ZONE.fullmatch(value.strip())):
        return []
    if target is CustomerField.PHONE:
        value = re.sub(r"^tel:", "", value.strip(), flags=re.IGNORECASE).partition(";")[0]
        return [] if "FAX" in parameters.upper() else [(target, _plain(value))]
    if target is CustomerField.TAG:
        return [(target, _plain(part)) for part in _parts(value, ",")]
    return [(target, _plain(value))]


def _of_name(parts: list[str]) -> list[tuple[Target, str]]:
    family, given, _more, prefix, *_rest = [_plain(part) for part in (*parts, "", "", "", "")]
    return [
        (target, text)
        for target, text in (
            (Column.LAST, family),
            (Column.FIRST, given),
            (Column.TITLE, prefix),
        )
        if text
    ]


def _one_name(cells: list[tuple[Target, str]]) -> Iterator[tuple[Target, str]]:
    """Yield the cells with the name as it is shown, its parts only where that is missing."""
    shown = any(target is CustomerField.NAME and text.strip() for target, text in cells)
    parts = (Column.FIRST, Column.LAST, Column.TITLE)
    yield from (cell for cell in cells if not (shown and cell[0] in parts))


def _decoded(parameters: str, value: str) -> str:
    if "QUOTED-PRINTABLE" not in parameters.upper():
        return value
    raw = quopri.decodestring(value.encode("latin-1", "replace"))
    charset = _CHARSET.search(parameters)
    try:
        return raw.decode(charset[1] if charset else "utf-8")
    except (UnicodeDecodeError, LookupError):
        return raw.decode("cp1252", "replace")


def _parts(value: str, sign: str = ";") -> list[str]:
    """Return the parts of a value; a sign behind a backslash is none."""
    return re.split(rf"(?<!\\){re.escape(sign)}", value)


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def written(emails: tuple[str, ...], profile: Profile) -> str:
    """Return a person as a card of version 4.0, lines folded at 75 bytes."""
    name = profile.text(CustomerField.NAME)
    company = profile.text(CustomerField.COMPANY)
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{_escaped(name or company or emails[0])}"]
    if not name and company:
        lines.append("KIND:org")
    lines += [f"EMAIL:{_escaped(email)}" for email in emails]
    phones = profile.texts(CustomerField.PHONE)
    lines += [f"TEL;VALUE=uri:tel:{_escaped(phone)}" for phone in phones]
    for key, field in (
        ("ORG", CustomerField.COMPANY),
        ("LANG", CustomerField.LANGUAGE),
        ("TZ", CustomerField.ZONE),
        ("NOTE", CustomerField.NOTE),
    ):
        if value := profile.text(field):
            lines.append(f"{key}:{_escaped(value)}")
    if tags := profile.texts(CustomerField.TAG):
        lines.append("CATEGORIES:" + ",".join(map(_escaped, tags)))
    lines.append("END:VCARD")
    return "".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _WIDTH:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts) + "\r\n"
