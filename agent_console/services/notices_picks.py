"""Whom a search finds for a notice: tickets, those of a known issue, or orders of the shop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.orders import UNDER_WAY, Order, is_late
from agent_console.desk.states import QueueSort
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.search import SearchService
from agent_console.store import findings, incidents, kin
from agent_console.store import orders as stored_orders
from agent_console.store.driver import driver, listed

if TYPE_CHECKING:
    from agent_console.clock import Clock
    from agent_console.store.engine import Store

MOST = 2_000
LATE_ORDERS = "orders:late"
INCIDENT = "incident:"
FINDING = "finding:"
PERSON = "person:"
_ORDERS = "orders:"
_NEWEST_TICKETS = """
SELECT customer_email, ref, max(last_at) FROM ticket
WHERE customer_email IN (SELECT value FROM json_each(?)) AND state <> 'spam'
GROUP BY customer_email
"""


@dataclass(frozen=True, slots=True)
class Pick:
    """One find: a ticket, or a customer of the shop with what is known of the order.

    ``values`` go into the text before what the ticket tells.
    """

    ref: str = ""
    address: str = ""
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Recipients(Protocol):
    """Finds customers by a kind of search of its own; None for a search that is not its kind."""

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return what is found, the newest first."""
        ...


class FoundTickets:
    """The tickets that the search line finds."""

    def __init__(self, search: SearchService) -> None:
        self._search = search

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return the tickets; raises ActionRefusedError for a condition that nobody knows."""
        if unknown := self._search.unknown_condition(search):
            raise ActionRefusedError(
                _("Notice"), _("the search has no condition {text}").format(text=unknown)
            )
        return tuple(Pick(ref) for ref in self._search.ordered(search, QueueSort.AGE))


class IncidentTickets:
    """The tickets of a known issue: ``incident:`` and its name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return its tickets."""
        if not search.startswith(INCIDENT):
            return None
        name = search.removeprefix(INCIDENT).strip()
        with self._store.read() as session:
            refs = [ref for ref, one in incidents.joined(session).items() if one == name]
            return tuple(Pick(ref) for ref in dict.fromkeys(kin.root_of(session, r) for r in refs))


class FindingTickets:
    """The tickets of a finding: ``finding:`` and its name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return its tickets."""
        if not search.startswith(FINDING):
            return None
        name = search.removeprefix(FINDING).strip()
        with self._store.read() as session:
            refs = [
                r for one in findings.findings(session) if one.name == name for r in one.tickets
            ]
            return tuple(Pick(ref) for ref in dict.fromkeys(kin.root_of(session, r) for r in refs))


class OnePerson:
    """A single customer: ``person:`` and an address."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return the newest ticket of that customer, or the address alone."""
        if not search.startswith(PERSON):
            return None
        address = search.removeprefix(PERSON).strip().lower()
        with self._store.read() as session:
            found = driver(session).execute(_NEWEST_TICKETS, (listed((address,)),)).fetchone()
        return (Pick(found[1] if found else "", address),)


class ShopOrders:
    """Orders under way: ``orders:late``, ``orders:open``, with ``carrier:`` and ``product:``."""

    def __init__(self, store: Store, config: Config, clock: Clock) -> None:
        self._store = store
        self._config = config
        self._clock = clock

    def pick(self, search: str) -> tuple[Pick, ...] | None:
        """Return who ordered; raises ActionRefusedError for a condition that nobody knows."""
        if not search.startswith(_ORDERS):
            return None
        today = self._clock.now().astimezone(ZoneInfo(self._config.calendar.zone)).date()
        fits = _conditions(search)
        with self._store.read() as session:
            connection = driver(session)
            if search.split()[0] == LATE_ORDERS:
                found = stored_orders.late(connection, today, MOST)
                found = tuple(one for one in found if is_late(one, today))
            else:
                found = stored_orders.newest(connection, "", MOST)
                found = tuple(one for one in found if one.status in UNDER_WAY)
            wanted = [one for one in found if all(fit(one) for fit in fits)]
            emails = listed({one.email.lower() for one in wanted})
            tickets = {e: ref for e, ref, _at in connection.execute(_NEWEST_TICKETS, (emails,))}
        return tuple(_pick(one, tickets.get(one.email.lower(), "")) for one in wanted)


def _pick(order: Order, ref: str) -> Pick:
    parcel = order.parcels[0] if order.parcels else None
    values = {
        "order.number": order.number,
        "order.tracking": parcel.tracking if parcel else "",
        "order.carrier": parcel.carrier if parcel else "",
        "order.items": ", ".join(item.name for item in order.items),
    }
    told = {name: value for name, value in values.items() if value}
    return Pick(ref, order.email, order.name, told)


def _conditions(search: str) -> list[Callable[[Order], bool]]:
    first, *rest = search.split()
    if first.removeprefix(_ORDERS) not in ("late", "open"):
        raise _unknown(first)
    return [_condition(one) for one in rest]


def _condition(text: str) -> Callable[[Order], bool]:
    name, _colon, value = text.partition(":")
    wanted = value.casefold()
    if name == "carrier" and wanted:
        return lambda order: any(wanted in one.carrier.casefold() for one in order.parcels)
    if name == "product" and wanted:
        return lambda order: any(
            wanted in f"{one.name} {one.sku}".casefold() for one in order.items
        )
    raise _unknown(text)


def _unknown(text: str) -> ActionRefusedError:
    return ActionRefusedError(
        _("Notice"),
        _("the search has no condition {text}").format(text=text),
        _("There are: orders:late, orders:open, carrier:NAME, product:WORD."),
    )


def picked(kinds: Iterable[Recipients], search: str) -> tuple[Pick, ...]:
    """Return what the first kind that knows such a search finds, at most 2,000."""
    if not search.strip():
        raise ActionRefusedError(
            _("Notice"), _("nobody is chosen"), _("Write a search, such as tag:lamp state:open.")
        )
    for kind in kinds:
        found = kind.pick(search.strip())
        if found is not None:
            return found[:MOST]
    return ()
