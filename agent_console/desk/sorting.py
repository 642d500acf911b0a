"""What a whole ticket asks for, from all that its customer wrote: one answer of several mails."""

from __future__ import annotations

from collections.abc import Sequence

from agent_console.desk.labels import Asks
from agent_console.desk.request_types import OTHER
from agent_console.desk.requests import Reasons, Request


def asks_of_requests(requests: Sequence[Request]) -> Asks:
    """Return what a ticket asks for whose mails, in their order, ask for ``requests``.

    The first mail that says what it is about decides the type: what follows are questions and
    answers about it. One complaint makes it a complaint, until an agent says otherwise; how
    annoyed the customer is, the newest mail says.
    """
    if not requests:
        return Asks(OTHER, 1)
    named = next((one for one in requests if one.type != OTHER), requests[0])
    return Asks(
        type=named.type,
        level=max([named.level, *(one.level for one in requests if one.complaint)]),
        complaint=any(one.complaint for one in requests),
        frustration=requests[-1].frustration,
    )


def together(requests: Sequence[Request]) -> Request:
    """Return the same as :func:`asks_of_requests`, of one mail at least, with all its reasons."""
    asks = asks_of_requests(requests)
    named = next((one for one in requests if one.type == asks.type), requests[0])
    highest = next((one for one in requests if one.level == asks.level), named)
    complaint = next((one for one in requests if one.complaint), named)
    reasons = Reasons(
        named.reasons.type,
        highest.reasons.level,
        complaint.reasons.complaint,
        requests[-1].reasons.frustration,
    )
    return Request(asks.type, asks.level, asks.complaint, asks.frustration, reasons, named.also)
