"""The people who write to the desk, told apart by their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agent_console.desk.mail import Address
from agent_console.store.codec import clean
from agent_console.store.tables import CustomerAddressRow, CustomerRow, TicketRow
from agent_console.store.times import to_text

_KNOWN = "SELECT customer_id FROM customer_address WHERE address = ?"
_ADD = "INSERT INTO customer (name, first_at, last_at) VALUES (?, ?, ?) RETURNING id"
_ADD_ADDRESS = "INSERT INTO customer_address (address, customer_id) VALUES (?, ?)"
_HEARD = """
UPDATE customer SET
    name = CASE WHEN :name <> '' AND :at >= last_at THEN :name ELSE name END,
    first_at = min(first_at, :at),
    last_at = max(last_at, :at)
WHERE id = :id
"""


@dataclass(frozen=True, slots=True)
class Customer:
    """A person as the store knows them; ``tickets`` are their refs, the latest contact first."""

    id: int
    name: str
    addresses: tuple[str, ...]
    first_at: datetime
    last_at: datetime
    tickets: tuple[str, ...] = ()


def find(session: Session, email: str) -> Customer | None:
    """Return the customer with this address, or None."""
    known = session.get(CustomerAddressRow, email.lower())
    row = session.get(CustomerRow, known.customer_id) if known else None
    if row is None or row.id is None:
        return None
    addresses = select(CustomerAddressRow.address).where(CustomerAddressRow.customer_id == row.id)
    emails = tuple(sorted(session.exec(addresses)))
    refs = select(TicketRow.ref).where(col(TicketRow.customer_email).in_(emails))
    newest_first = refs.order_by(col(TicketRow.last_at).desc(), col(TicketRow.ref))
    return Customer(
        id=row.id,
        name=row.name,
        addresses=emails,
        first_at=row.first_at,
        last_at=row.last_at,
        tickets=tuple(session.exec(newest_first)),
    )


def heard_from(session: Session, address: Address, at: datetime) -> None:
    """Remember that ``address`` wrote at ``at``; the name last given is the one kept."""
    email, name, moment = clean(address.email).lower(), clean(address.name), to_text(at)
    connection = session.connection()
    known = connection.exec_driver_sql(_KNOWN, (email,)).first()
    if known is None:
        new = connection.exec_driver_sql(_ADD, (name, moment, moment)).scalar_one()
        connection.exec_driver_sql(_ADD_ADDRESS, (email, new))
    else:
        values = {"id": known[0], "name": name, "at": moment}
        connection.exec_driver_sql(_HEARD, values)
