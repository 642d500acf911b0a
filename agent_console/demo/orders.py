"""What the demo’s shop tells of orders: a file as its export writes it, told relative to now."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from agent_console.demo.content_scenes import load_people
from agent_console.demo.content_times import working_day
from agent_console.locations import write_private

FILE = "orders.csv"
_HEADER = (
    *("Bestellnummer", "Name", "E-Mail", "Bestelldatum", "Status", "Gesamtbetrag", "Währung"),
    *("Artikel", "Artikelnummer", "Menge", "Einzelpreis"),
    *("Paketdienst", "Sendungsnummer", "Versanddatum", "Liefertermin", "Zugestellt am"),
)
_SHIPPING = Decimal("4.90")
_SETTLED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """An order of the story; days are working days from now, None for what has not happened.

    ``items`` are quantity, name, article number and price of one.
    """

    number: str
    who: str
    ordered: int
    status: str
    items: tuple[tuple[int, str, str, str], ...]
    parcel: tuple[str, str] = ("", "")
    shipped: int | None = None
    due: int | None = None
    delivered: int | None = None


_FJORD = (1, "Pendelleuchte Fjord, Messing", "FJ-MS", "189.00")
_MILA = (1, "Tischlampe Mila", "MI-40", "129.00")
_BIRKE = (1, "Stehlampe Birke, Salbeigrün", "BI-SG", "219.00")
_TRIO = (1, "Deckenleuchte Trio", "TR-3", "164.00")
_BULBS = (2, "Leuchtmittel E27", "LM-E27", "7.90")
_DIMMER = (1, "Fußdimmer", "DI-F", "24.90")
_SHADE = (1, "Lampenschirm Leinen", "SH-LN", "39.90")
_WALL = (2, "Wandleuchte Kap", "KA-W", "74.50")

_ORDERS = (
    _Told("NL-20418", "brandt", -4, "in Bearbeitung", (_FJORD,), due=2),
    _Told(
        *("NL-20377", "yilmaz", -6, "versendet", (_BIRKE, _BULBS, _DIMMER)),
        *(("DHL Paket", "00340434161094042540"), -2, 1),
    ),
    _Told("NL-20466", "neumann", 0, "bezahlt", (_MILA,), due=3),
    _Told("NL-20467", "neumann", 0, "bezahlt", (_MILA,), due=3),
    _Told("NL-20391", "seidel", -3, "in Bearbeitung", (_TRIO, _BULBS), due=3),
    _Told("NL-20402", "whitfield", -5, "in Bearbeitung", (_FJORD,), due=1),
    _Told(
        *("NL-20288", "hoffmann", -14, "versendet", (_BIRKE,)),
        *(("DHL Paket", "00340434161094042588"), -11, -7),
    ),
    _Told(
        *("NL-20395", "okafor", -5, "zugestellt", (_SHADE, _DIMMER)),
        *(("DPD", "01415040772155"), -3, -1, -1),
    ),
    _Told(*("NL-20363", "petrovic", -6, "versendet", (_MILA,), ("GLS", "50412779055")), *(-4, -1)),
    _Told(
        *("NL-20301", "harper", -9, "versendet", (_FJORD,), ("UPS", "1Z999AA10123456784")), -7, -6
    ),
    _Told(
        *("NL-20433", "bauer", -5, "zugestellt", (_MILA, _BULBS)),
        *(("Hermes", "H1004500123456789012"), -3, -1, 0),
    ),
    _Told(
        *("NL-20388", "boehm", -7, "zugestellt", (_BIRKE,)),
        *(("DHL Paket", "00340434161094042595"), -4, -2, -2),
    ),
    _Told(
        *("NL-20330", "dubois", -8, "zugestellt", (_WALL,)),
        *(("DPD", "01415040772162"), -4, -1, 0),
    ),
    _Told(
        *("NL-20412", "macrae", -7, "zugestellt", (_FJORD, _BULBS)),
        *(("UPS", "1Z12345E6605272234"), -4, -1, -1),
    ),
    _Told(
        *("NL-21877", "marsh", -12, "Retoure", (_MILA,)),
        *(("DHL Paket", "00340434161094042557"), -10, -8, -8),
    ),
)


def write_orders(home: Path, now: datetime) -> Path:
    """Write the shop's export below ``home`` and return the file; raises StoreError for no room."""
    path = home / FILE
    write_private(path, orders_csv(now))
    written = (now - _SETTLED).timestamp()
    os.utime(path, (written, written))
    return path


def orders_csv(now: datetime) -> str:
    """Return the export as it stands at ``now``, a line for each item."""
    people = load_people()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADER)
    for told in _ORDERS:
        person = people[told.who]
        total = _SHIPPING + sum(count * Decimal(price) for count, *_names, price in told.items)
        days = (told.shipped, told.due, told.delivered)
        for count, name, sku, price in told.items:
            writer.writerow(
                (
                    *(told.number, person.name, person.email, _day(told.ordered, now)),
                    *(told.status, _comma(total), "EUR", name, sku, count, _comma(price)),
                    *told.parcel,
                    *(_day(day, now) for day in days),
                )
            )
    return out.getvalue()


def _comma(amount: object) -> str:
    return str(amount).replace(".", ",")


def _day(count: int | None, now: datetime) -> str:
    return f"{working_day(now, count):%d.%m.%Y}" if count is not None else ""
