"""Mails that came back: what a report says of them, and words for who writes to them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from agent_console.desk.mail import Address, DeliveryReport
from agent_console.i18n import _
from agent_console.mail.wire import server_words
from agent_console.store import returned
from agent_console.store.codec import clean

if TYPE_CHECKING:
    from sqlmodel import Session


def returned_columns(report: DeliveryReport) -> tuple[str, str, str]:
    """Return what is kept of a report: our Message-ID as it names it, the address, the reason.

    The reason is the other server's answer, else the status alone (RFC 3464 §2.3).
    """
    kind, _semicolon, answer = report.diagnostic.partition(";")
    words = answer if kind.strip().lower() in ("smtp", "x-unix", "x400") else report.diagnostic
    reason = server_words(words.strip()) or report.status
    return clean(report.original_message_id), clean(report.recipient.lower()), clean(reason)


def came_back(session: Session, people: Iterable[Address]) -> Iterator[str]:
    """Warn of the addresses from which our last mail came back."""
    for address, reason in returned.of_addresses(session, (one.email for one in people)).items():
        yield _("Mails to {address} came back: {reason}").format(
            address=server_words(address), reason=reason or _("no reason was given")
        )
