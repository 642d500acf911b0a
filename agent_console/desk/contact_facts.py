"""What an agent records of a talk that no mail tells of: a call, a chat, a visit, a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Contacted:
    """A customer came to us, or we to the customer, on a way that the mailbox does not know.

    ``channel`` is a ``contacts.ContactChannel``, ``direction`` "in" or "out", ``began`` a moment
    (ISO 8601 with its zone), ``seconds`` how long it took, ``who`` the agent who spoke. ``opens``
    "yes": the ticket began with it. ``kind`` is the id of a request type, ``result`` a
    ``contacts.ContactResult``.
    """

    TYPE: ClassVar[str] = "contacted"
    channel: str = ""
    direction: str = ""
    began: str = ""
    seconds: str = ""
    who: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    order: str = ""
    kind: str = ""
    summary: str = ""
    result: str = ""
    opens: str = ""
