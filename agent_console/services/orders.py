"""Orders as the screens and the command line ask for them: of a ticket, a customer, a number."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.listing import QueueRow
from agent_console.desk.order_facts import OrderChosen
from agent_console.desk.order_sentences import order_sentences
from agent_console.desk.orders import Order, TicketOrders
from agent_console.errors import NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.insights import Insights
from agent_console.services.order_matching import orders_of_ticket
from agent_console.services.orders_sources import OrderSources
from agent_console.store import journal, kin
from agent_console.store import orders as stored
from agent_console.store import tickets as tickets_stored
from agent_console.store.driver import driver

if TYPE_CHECKING:
    from sqlmodel import Session

_MOST = 50


class OrderService:
    """What the shops told of orders; safe to use from several threads, may wait for the disk."""

    def __init__(self, acts: Acts, config: Config, clock: Clock) -> None:
        self._acts = acts
        self._config = config
        self._clock = clock
        self.sources = OrderSources(acts.store, config.order_sources, clock)

    @property
    def today(self) -> date:
        """The day at the desk."""
        return self._clock.now().astimezone(ZoneInfo(self._config.calendar.zone)).date()

    def of_ticket(self, ref: str) -> TicketOrders:
        """Return the orders that a ticket may be about; raises NotFoundError without one."""
        with self._acts.store.read() as session:
            return ticket_orders(session, kin.root_of(session, ref), self._config)

    def choose(self, ref: str, order: Order | None) -> QueueRow:
        """Record that a ticket is about this order, or (None) about none of those known."""
        fact = OrderChosen(order.number, order.source) if order else OrderChosen()
        return self._acts.record(Act(ref, (fact,)))

    def find(self, text: str, limit: int = _MOST) -> tuple[Order, ...]:
        """Return the orders whose number begins so, or that were made under an address or name."""
        with self._acts.store.look() as connection:
            found = stored.by_emails(connection, [text.strip()], limit) if "@" in text else ()
            found += stored.beginning_with(connection, text, limit) if "@" not in text else ()
            found += stored.by_name(connection, text, limit)
        return tuple(dict.fromkeys(found))[:limit]

    def get(self, number: str, source: str = "") -> Order:
        """Return the order of this number; raises NotFoundError for none, or several shops'."""
        with self._acts.store.look() as connection:
            found = stored.by_numbers(connection, [number])
        found = tuple(one for one in found if not source or one.source == source)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(
                _("Orders"),
                _("there is no order {number}").format(number=number),
                _("`agent-console orders list` prints the newest."),
            )
        names = ", ".join(one.source for one in found)
        words = _("{number} is an order in several shops: {names}")
        raise NotFoundError(
            _("Orders"), words.format(number=number, names=names), _("Name one with --source.")
        )

    def newest(self, source: str = "", limit: int = _MOST) -> tuple[Order, ...]:
        """Return the orders that were told of last."""
        with self._acts.store.look() as connection:
            return stored.newest(connection, source, limit)

    def late(self, limit: int = 1_000) -> tuple[Order, ...]:
        """Return the orders under way that should have arrived by now, the latest first."""
        with self._acts.store.look() as connection:
            return stored.late(connection, self.today, limit)

    def counts(self) -> dict[str, int]:
        """Return how many orders each source has told of."""
        with self._acts.store.look() as connection:
            return stored.counts(connection)

    def sentences(self, order: Order, language: str) -> str:
        """Return an order's facts for a customer, in German or English."""
        return order_sentences(order, language, self.today)


def ticket_orders(session: Session, ref: str, config: Config) -> TicketOrders:
    """Return the orders that a ticket may be about; raises NotFoundError without one."""
    ticket = tickets_stored.load(session, ref)
    mails = tickets_stored.mails(session, ref)
    told, _complete = Insights(config).of(session, ref, mails, whole=True)
    events = journal.of_ticket(session, ref)
    patterns = config.orders.patterns
    return orders_of_ticket(driver(session), ticket, events, told.values(), patterns)


def orders_of_emails(
    connection: sqlite3.Connection, emails: Sequence[str], limit: int = _MOST
) -> tuple[Order, ...]:
    """Return the orders made under these addresses, the newest first."""
    return stored.by_emails(connection, emails, limit)
