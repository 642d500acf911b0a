"""How IMAP writes strings, dates and folder names (modified UTF-7, RFC 3501 §5.1.3)."""

from __future__ import annotations

import binascii
import re
from datetime import UTC, date, datetime

from agent_console.demo.imap_parser import BadCommandError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_DATE_TIME = re.compile(
    r" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})"
)
_SHIFTED = re.compile(r"&([^-]*)-")
_UNPRINTABLE = re.compile(r"[^ -~]+")


def quoted(value: str) -> str:
    """Return ``value`` as a quoted string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_to_wire(name: str) -> str:
    """Return a folder's name in modified UTF-7, quoted."""
    shifted = _UNPRINTABLE.sub(_shift, name.replace("&", "&-"))
    return quoted(shifted)


def folder_from_wire(name: str) -> str:
    """Return the folder's name as text; names that are not valid UTF-7 are kept as they are."""
    try:
        return _SHIFTED.sub(_unshift, name)
    except ValueError:
        return name


def internaldate(moment: datetime) -> str:
    """Return an aware time as IMAP's quoted date-time, in UTC."""
    utc = moment.astimezone(UTC)
    return f'"{utc.day:2d}-{MONTHS[utc.month - 1]}-{utc.year:04d} {utc:%H:%M:%S} +0000"'


def parse_internaldate(value: str) -> datetime:
    """Return IMAP's date-time as an aware time in UTC; BadCommandError when it is none."""
    found = _DATE_TIME.fullmatch(value)
    if found is None:
        raise BadCommandError("A date and time was expected")
    day, month, year, hour, minute, second, sign, zone_hour, zone_minute = found.groups()
    iso = f"{year}-{_month(month):02d}-{int(day):02d}T{hour}:{minute}:{second}"
    return _moment(f"{iso}{sign}{zone_hour}:{zone_minute}")


def parse_date(value: str) -> date:
    """Return IMAP's date such as ``1-Feb-2026``; BadCommandError when it is none."""
    found = _DATE.fullmatch(value)
    if found is None:
        raise BadCommandError("A date was expected")
    return _moment(f"{found[3]}-{_month(found[2]):02d}-{int(found[1]):02d}T00:00:00+00:00").date()


def _moment(iso: str) -> datetime:
    try:
        return datetime.fromisoformat(iso).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadCommandError("There is no such date") from None


def _month(name: str) -> int:
    if name.capitalize() not in MONTHS:
        raise BadCommandError("There is no such month")
    return MONTHS.index(name.capitalize()) + 1


def _shift(found: re.Match[str]) -> str:
    encoded = binascii.b2a_base64(found[0].encode("utf-16-be"), newline=False).decode("ascii")
    return f"&{encoded.rstrip('=').replace('/', ',')}-"


def _unshift(found: re.Match[str]) -> str:
    if not found[1]:
        return "&"
    padded = found[1].replace(",", "/") + "=" * (-len(found[1]) % 4)
    return binascii.a2b_base64(padded).decode("utf-16-be")
