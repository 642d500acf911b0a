"""What shops write into their files about orders, in German or English, read as values.

A *record* is one row of a file or of a query, or one object of JSON: texts by the shop's own names
of the columns. Which column is what is found by its name; the settings can name others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from agent_console.desk.carriers import carrier_named, tracking_of
from agent_console.desk.orders import (
    MAX_ITEMS,
    MAX_PARCELS,
    MAX_TEXT,
    UNDER_WAY,
    Amount,
    Item,
    Order,
    OrderStatus,
    Parcel,
    number_key,
)
from agent_console.desk.orders_names import FIELDS, STATES, plain_header
from agent_console.i18n import _

_SIGNS = {"€": "EUR", "eur": "EUR", "$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP",
          "chf": "CHF", "sfr": "CHF", "fr": "CHF"}  # fmt: skip
_CURRENCY = re.compile(r"[A-Za-z]{2,3}|[€$£]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_COUNTED = re.compile(r"(?:(\d{1,4})\s*[x×*]\s+|(\d{1,4})[x×]\s*)(.+)")
_GROUPED = re.compile(r"-?(?:\d*|\d{1,3}(?:[.,]\d{3})+)")
_NO_CENTS = re.compile(r"[.,][-–—]+$")
_BETWEEN_ITEMS = re.compile(r"\s*[;|\n]\s*")
_BETWEEN_PARCELS = re.compile(r"[;,|\s]+")
_ODD_BLANKS = re.compile(r"\s\s|[^\S ]")
_PLAIN_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
_MOST = Decimal(10) ** 12


class RecordError(ValueError):
    """A record that cannot be taken; the words say why, in one line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a shop writes: which column is what, its usual currency, the order of day and month.

    ``columns`` are the shop's names of columns by our fields; they go before the names we know.
    """

    source: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    month_first: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of our fields stands in which column of the shop."""

    by_field: Mapping[str, str]

    def of(self, record: Mapping[str, object], name: str) -> str:
        """Return what a record says there, as one line; "" for nothing."""
        column = self.by_field.get(name)
        return one_line(record.get(column)) if column is not None else ""


def one_line(value: object) -> str:
    """Return a value as one line of text, at most 200 characters of it."""
    if isinstance(value, str):
        if len(value) <= MAX_TEXT and not _ODD_BLANKS.search(value):
            return value.strip()
    elif value is None or isinstance(value, bool | list | dict):
        return ""
    return " ".join(str(value)[: MAX_TEXT * 4].split())[:MAX_TEXT]


def columns_of(header: Sequence[str], reading: Reading) -> Columns:
    """Find out what stands in which column; raises RecordError without an order number.

    A column called just "Name" is the customer's, unless nothing else can be the order's number.
    """
    known = {plain_header(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for wanted, written in reading.columns.items():
        if plain_header(written) not in known:
            raise RecordError(_("there is no column {name}").format(name=written))
        found[wanted] = known[plain_header(written)]
    for wanted, names in FIELDS.items():
        column = next((known[name] for name in names if name in known), None)
        if column is not None and wanted not in found and column not in found.values():
            found[wanted] = column
    if "number" not in found and "name" in known:
        found["number"] = known["name"]
        if found.get("name") == known["name"]:
            del found["name"]
    if "number" not in found:
        shown = ", ".join(header[:8])
        words = _("no column has the order number; there are: {names}")
        raise RecordError(words.format(names=shown))
    return Columns(found)


def read_record(
    record: Mapping[str, object], columns: Columns, reading: Reading
) -> tuple[Order, tuple[str, ...]]:
    """Read one record as an order with at most the items of that record, and what is wrong in it.

    What cannot be read is left out. Raises RecordError where no order number stands in it.
    """
    number = columns.of(record, "number")
    if not number_key(number):
        raise RecordError(_("there is no order number"))
    cells = _Cells(record, columns, reading)
    delivered = cells.day("delivered")
    status, shown = _status(record, columns)
    if columns.of(record, "cancelled"):
        status = OrderStatus.CANCELLED
    order = Order(
        number=number,
        source=reading.source,
        email=_email(columns.of(record, "email")),
        name=columns.of(record, "name") or cells.two_names(),
        ordered=cells.day("ordered"),
        status=OrderStatus.DELIVERED if delivered and status in UNDER_WAY else status,
        status_text=shown,
        total=cells.amount(columns.of(record, "total")),
        items=tuple(cells.items())[:MAX_ITEMS],
        parcels=tuple(_parcels(record, columns))[:MAX_PARCELS],
        shipped=cells.day("shipped"),
        due=cells.day("due"),
        delivered=delivered,
        page=_page(record, columns, number, reading),
    )
    return order, tuple(cells.problems)


class _Cells:
    """The cells of one record that can be wrong; ``problems`` says which were."""

    def __init__(self, record: Mapping[str, object], columns: Columns, reading: Reading) -> None:
        self.problems: list[str] = []
        self._record = record
        self._columns = columns
        self._month_first = reading.month_first
        self._currency = columns.of(record, "currency").upper()[:3] or reading.currency

    def two_names(self) -> str:
        """Return first and last name."""
        names = (self._columns.of(self._record, name) for name in ("first_name", "last_name"))
        return " ".join(filter(None, names))

    def day(self, name: str) -> date | None:
        """Return the day in a column."""
        text = self._columns.of(self._record, name)
        try:
            return read_day(text, month_first=self._month_first)
        except RecordError as error:
            self.problems.append(str(error))
            return None

    def amount(self, text: str, currency: str = "") -> Amount | None:
        """Return an amount."""
        try:
            return read_amount(text, currency or self._currency)
        except RecordError as error:
            self.problems.append(str(error))
            return None

    def quantity(self, text: str) -> Decimal:
        """Return how many pieces; one where nothing is said."""
        try:
            return read_number(text) if text else Decimal(1)
        except RecordError as error:
            self.problems.append(str(error))
            return Decimal(1)

    def items(self) -> Iterator[Item]:
        """Yield the items of this record."""
        nested = self._record.get(self._columns.by_field.get("item", ""))
        if isinstance(nested, list):
            for part in nested[:MAX_ITEMS]:
                yield from self._nested(part)
            return
        said = (self._columns.of(self._record, name) for name in ("item", "sku"))
        name, sku = said
        counted, price = (self._columns.of(self._record, one) for one in ("quantity", "price"))
        if not name and not sku:
            return
        if counted or price or sku:
            yield Item(name or sku, sku, self.quantity(counted), self.amount(price))
        else:
            yield from (_counted(part) for part in _BETWEEN_ITEMS.split(name) if part)

    def _nested(self, part: object) -> Iterator[Item]:
        if isinstance(part, str) and part.strip():
            yield _counted(one_line(part))
        if not isinstance(part, dict):
            return
        known = {plain_header(str(name)): one_line(value) for name, value in part.items()}
        name, sku = _said(known, "item", "name"), _said(known, "sku", "id")
        if name or sku:
            price = self.amount(_said(known, "price"), _said(known, "currency").upper())
            yield Item(name or sku, sku, self.quantity(_said(known, "quantity")), price)


def _said(known: Mapping[str, str], wanted: str, *more: str) -> str:
    return next((known[name] for name in (*more, *FIELDS[wanted]) if known.get(name)), "")


def _email(text: str) -> str:
    return text.lower() if text.count("@") == 1 and " " not in text else ""


def _page(record: Mapping[str, object], columns: Columns, number: str, reading: Reading) -> str:
    page = columns.of(record, "page")
    if page.startswith(("https://", "http://")):
        return page
    plain = "".join(c for c in number if c.isalnum() or c in "-_.")
    return reading.page.replace("{number}", plain) if reading.page else ""


def _status(record: Mapping[str, object], columns: Columns) -> tuple[OrderStatus, str]:
    shown = columns.of(record, "status")
    return STATES.get(plain_header(shown), OrderStatus.UNKNOWN), shown


def _counted(text: str) -> Item:
    found = _COUNTED.fullmatch(text)
    return Item(found[3], quantity=Decimal(found[1] or found[2])) if found else Item(text)


def _parcels(record: Mapping[str, object], columns: Columns) -> list[Parcel]:
    nested = record.get(columns.by_field.get("tracking", ""))
    carrier = columns.of(record, "carrier")
    if isinstance(nested, list):
        return [one for part in nested if (one := _nested_parcel(part, carrier)) is not None]
    written = columns.of(record, "tracking")
    if not written:
        return []
    whole = tracking_of(written, carrier)
    if whole is not None:
        return [Parcel(whole.number, whole.carrier, whole.link)]
    return [_parcel(part, carrier) for part in _BETWEEN_PARCELS.split(written) if part]


def _nested_parcel(part: object, carrier: str) -> Parcel | None:
    if isinstance(part, str):
        return _parcel(one_line(part), carrier) if part.strip() else None
    if not isinstance(part, dict):
        return None
    known = {plain_header(str(name)): one_line(value) for name, value in part.items()}

    number = _said(known, "tracking", "number", "id")
    return _parcel(number, _said(known, "carrier", "name") or carrier) if number else None


def _parcel(number: str, carrier: str) -> Parcel:
    found = tracking_of(number, carrier)
    if found is None:
        return Parcel(number, carrier_named(carrier) or carrier)
    return Parcel(found.number, found.carrier, found.link)


def read_number(text: str) -> Decimal:
    """Read a number, written the German or the English way; raises RecordError for none.

    A lone mark before three digits groups: ``1.299`` and ``1,299`` are one thousand and more.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    bare = re.sub(r"[\s'’_\u00a0\u202f]", "", text)
    marks = [char for char in bare if char in ".,"]
    if marks:
        whole, _mark, last = bare.rpartition(marks[-1])
        several = len(set(marks)) > 1
        decimal = several or (len(marks) == 1 and (len(last) != 3 or whole.strip("-") in ("0", "")))
        grouped = whole if decimal else bare
        if not _GROUPED.fullmatch(grouped):
            raise RecordError(_("{text} is no number").format(text=text))
        bare = grouped.replace(".", "").replace(",", "") + (f".{last}" if decimal else "")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        raise RecordError(_("{text} is no number").format(text=text)) from None
    if not value.is_finite() or abs(value) >= _MOST:
        raise RecordError(_("{text} is no number").format(text=text))
    return value


@lru_cache(maxsize=4096)
def read_amount(text: str, currency: str = "") -> Amount | None:
    """Read an amount such as ``1.299,90 €`` or ``EUR 12.50``; None for nothing.

    ``currency`` is that of a bare number. Raises RecordError for what is no amount.
    """
    if not text:
        return None
    bare = text
    if named := _CURRENCY.search(text):
        word = named.group()
        currency = _SIGNS.get(word.lower(), word.upper() if len(word) == len("EUR") else currency)
        bare = text[: named.start()] + text[named.end() :]
    try:
        return Amount(read_number(_NO_CENTS.sub("", bare.strip(" .:"))), currency.upper())
    except RecordError:
        raise RecordError(_("{text} is no amount").format(text=text)) from None


@lru_cache(maxsize=4096)
def read_day(text: str, *, month_first: bool = False) -> date | None:
    """Read a day as shops write it, with or without a time behind; None for nothing.

    ISO 8601, ``24.12.2026`` and ``24/12/2026``; of the last, ``month_first`` says which is which
    where both could be. Raises RecordError for what is no day.
    """
    if not text:
        return None
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _POINTS.match(text):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        if found := _SLASHES.match(text):
            day, month = int(found[1]), int(found[2])
            if month > 12 or (month_first and day <= 12):
                day, month = month, day
            return date(_year(found[3]), month, day)
    except ValueError:
        pass
    raise RecordError(_("{text} is no day").format(text=text))


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == len("26") else 0)
