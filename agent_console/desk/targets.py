"""Which promise holds for a ticket: the rule that names most of what the ticket is.

A rule holds where all that it names is so. Of those that hold, and say something of a target, the
one that names most decides; between two that name as many, a customer group goes before a
priority, a priority before a request type, a request type before a channel. The desk's own rules go
before the shipped ones, of the same rule the one that holds since later. Each target is decided
alone: a rule for the first answer says nothing of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from agent_console.desk.states import Target
from agent_console.i18n import _, pgettext

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Origin(StrEnum):
    """Where a rule stands."""

    SHIPPED = "shipped"
    GENERAL = "general"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a ticket decides what is promised; "" is not known, or in a rule: anything."""

    channel: str = ""
    request_type: str = ""
    group: str = ""
    priority: str = ""

    def are_in(self, other: Traits) -> bool:
        """Return whether all that is named here is so in ``other``."""
        pairs = zip(self.named, other.named, strict=True)
        return all(not mine or mine == theirs for mine, theirs in pairs)

    @property
    def named(self) -> tuple[str, str, str, str]:
        """What a rule goes by, the weightier first."""
        return (self.group, self.priority, self.request_type, self.channel)


@dataclass(frozen=True, slots=True)
class TargetRule:
    """What is promised where ``when`` is so, to clocks that did not end before ``since``.

    ``number`` counts the rules of the settings from 1.
    """

    when: Traits
    amounts: Mapping[Target, timedelta]
    origin: Origin = Origin.OWN
    since: date | None = None
    number: int = 0

    def holds(self, traits: Traits, ended_on: date | None) -> bool:
        """Return whether it holds for a clock that ended on that day, or runs (None)."""
        too_new = self.since is not None and ended_on is not None and ended_on < self.since
        return not too_new and self.when.are_in(traits)

    @property
    def weight(self) -> tuple[object, ...]:
        """The greatest weight decides."""
        named = tuple(bool(part) for part in self.when.named)
        own = self.origin is not Origin.SHIPPED
        return (sum(named), named, own, self.since or date.min, self.number)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is promised in business time, for one ticket; ``rules`` are those that said so."""

    first_response: timedelta
    next_response: timedelta
    solution: timedelta | None = None
    keep_informed: timedelta | None = None
    rules: Mapping[Target, TargetRule] = field(default_factory=dict, compare=False)

    def amount(self, target: Target) -> timedelta | None:
        """Return the business time that ``target`` allows, None where nothing is promised."""
        return {
            Target.FIRST_RESPONSE: self.first_response,
            Target.NEXT_RESPONSE: self.next_response,
            Target.SOLUTION: self.solution,
            Target.KEEP_INFORMED: self.keep_informed,
        }[target]


@dataclass(frozen=True, slots=True)
class Promises:
    """All rules of a desk, the shipped ones included; ``general`` are the promises to everyone."""

    general: TargetRule
    rules: tuple[TargetRule, ...] = ()
    _known: dict[tuple[Traits, date | None], Policy] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def policy(self, traits: Traits, ended_on: date | None = None) -> Policy:
        """Return what is promised to a ticket.

        ``ended_on`` is the day on which the clock ended that is looked at, None while it runs.
        """
        day = ended_on if ended_on and any(rule.since for rule in self.rules) else None
        known = self._known.get((traits, day))
        if known is None:
            known = self._known[traits, day] = self._decided(traits, day)
        return known

    def _decided(self, traits: Traits, ended_on: date | None) -> Policy:
        held = [rule for rule in (self.general, *self.rules) if rule.holds(traits, ended_on)]
        held.sort(key=lambda rule: rule.weight)
        said = {target: rule for rule in held for target in rule.amounts}
        amounts = {target: rule.amounts[target] for target, rule in said.items()}
        return Policy(
            amounts[Target.FIRST_RESPONSE],
            amounts[Target.NEXT_RESPONSE],
            amounts.get(Target.SOLUTION),
            amounts.get(Target.KEEP_INFORMED),
            said,
        )


def shipped_rules() -> tuple[TargetRule, ...]:
    """Return the promises that customers expect on each channel where an email's four hours do not.

    Half of those who write on social networks expect an answer within an hour, a quarter within 15
    minutes; private messages are answered within 15 minutes; a call within 90 seconds, a chat
    within two minutes. What is marked as not urgent is answered within one day of the office.
    """
    return (
        _shipped(Traits(channel="social"), HOUR, HOUR),
        _shipped(Traits(channel="social", priority="urgent"), 15 * MINUTE, 15 * MINUTE),
        _shipped(Traits(channel="message"), 15 * MINUTE, 15 * MINUTE),
        _shipped(Traits(channel="phone"), 1.5 * MINUTE, 4 * HOUR),
        _shipped(Traits(channel="chat"), 2 * MINUTE, 2 * MINUTE),
        _shipped(Traits(priority="low"), 8 * HOUR, 8 * HOUR),
    )


def _shipped(when: Traits, first: timedelta, following: timedelta) -> TargetRule:
    amounts = {Target.FIRST_RESPONSE: first, Target.NEXT_RESPONSE: following}
    return TargetRule(when, amounts, Origin.SHIPPED)


def rule_in_words(rule: TargetRule) -> str:
    """Say where a rule stands and what it is for."""
    what = ", ".join(_parts(rule))
    if rule.origin is Origin.SHIPPED:
        return _("as shipped for {what}").format(what=what)
    if rule.origin is Origin.GENERAL:
        return _("as promised to everyone")
    return _("rule {number} of the settings, for {what}").format(number=rule.number, what=what)


def _parts(rule: TargetRule) -> Iterator[str]:
    when = rule.when
    if when.group:
        yield _("the group {name}").format(name=when.group)
    if when.priority:
        yield _("priority {name}").format(name=priority_word(when.priority))
    if when.request_type:
        yield _("the request type {name}").format(name=when.request_type)
    if when.channel:
        yield _("the channel {name}").format(name=channel_word(when.channel))
    if rule.since:
        yield _("everything since {date:%Y-%m-%d}").format(date=rule.since)


def channel_word(channel: str) -> str:
    """Return the word for a channel."""
    return {
        "email": _("email"),
        "form": pgettext("channel", "form"),
        "social": _("social network"),
        "message": pgettext("channel", "message"),
        "marketplace": _("marketplace"),
        "phone": _("phone"),
        "chat": _("chat"),
        "in-person": _("in person"),
        "letter": pgettext("channel", "letter"),
    }.get(channel, channel)


def priority_word(priority: str) -> str:
    """Return the word for a priority."""
    return {
        "low": pgettext("priority", "low"),
        "normal": pgettext("priority", "normal"),
        "high": pgettext("priority", "high"),
        "urgent": pgettext("priority", "urgent"),
    }.get(priority, priority)


def group_of(email: str, groups: Mapping[str, tuple[str, ...]]) -> str:
    """Return the group a customer belongs to: by address first, then by domain; "" for none."""
    address = email.lower()
    domain = f"@{address.rpartition('@')[2]}"
    for wanted in (address, domain):
        for name, members in groups.items():
            if wanted in members:
                return name
    return ""
