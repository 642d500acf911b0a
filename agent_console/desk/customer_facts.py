"""What agents record of customers; the event names one address of the customer, in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """An agent said what holds for a customer, whatever mails tell.

    ``field`` is a ``customers.CustomerField``. An empty ``value`` leaves it to the mails again; of
    what there can be several of (telephones, tags) ``off`` "yes" takes this one away.
    """

    TYPE: ClassVar[str] = "customer-changed"
    field: str = ""
    value: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class CustomersJoined:
    """The address belongs to the person who has the address ``into``."""

    TYPE: ClassVar[str] = "customers-joined"
    into: str = ""


@dataclass(frozen=True, slots=True)
class CustomersParted:
    """The address no longer belongs to the person it was joined with."""

    TYPE: ClassVar[str] = "customers-parted"


@dataclass(frozen=True, slots=True)
class CustomersImported:
    """Some lines of a file that was imported, see ``customer_pack``; ``source`` is its name.

    With ``over`` "yes" they hold against what agents said before.
    """

    TYPE: ClassVar[str] = "customers-imported"
    rows: str = ""
    source: str = ""
    over: str = ""
