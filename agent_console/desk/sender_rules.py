"""What agents said wrote a mail, a person or a machine, and its sender's mails from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.desk.events import Event, Judged, standing
from agent_console.desk.mail import MailKind


@dataclass(frozen=True, slots=True)
class SenderRules:
    """What was said, in the order in which this console learnt of it, with the places.

    A rebuild asks for every mail what was known when it came, so it decides as the day's work did.
    """

    said: tuple[tuple[int, Event], ...] = ()

    def of_sender(self, address: str, known: int) -> MailKind | None:
        """Return what wrote the mails of ``address``, by events up to the place ``known``."""
        wanted = address.lower()
        if not wanted or not any(_sender(event) == wanted for _place, event in self.said):
            return None
        told = standing([event for place, event in self.said if place <= known])
        return _last([event for event in told if _sender(event) == wanted])

    def of_mail(self, key: str) -> MailKind | None:
        """Return what wrote the mail ``key``, if an agent said so."""
        about = [event for _place, event in self.said if _mail(event) == key]
        if not about:
            return None
        told = standing([event for _place, event in self.said])
        return _last([event for event in told if _mail(event) == key])


def sender_rules(said: Sequence[tuple[int, Event]]) -> SenderRules:
    """Return the rules that follow from what agents ``said``; other events do no harm."""
    if not any(isinstance(event.fact, Judged) for _place, event in said):
        return SenderRules()
    return SenderRules(tuple(said))


def _sender(event: Event) -> str:
    return event.fact.sender if isinstance(event.fact, Judged) else ""


def _mail(event: Event) -> str:
    return event.fact.mail if isinstance(event.fact, Judged) else ""


def _last(events: Sequence[Event]) -> MailKind | None:
    facts = [event.fact for event in events if isinstance(event.fact, Judged)]
    kinds = [fact.kind for fact in facts if fact.kind in set(MailKind)]
    return MailKind(kinds[-1]) if kinds else None
