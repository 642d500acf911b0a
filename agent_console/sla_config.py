"""The section [sla]: what is promised to whom."""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from agent_console.durations import Duration, Promised
from agent_console.i18n import _

MAX_RULES = 200
_MEMBER = re.compile(r"[^@\s]*@[^@\s]+")


def _member(value: str) -> str:
    if not _MEMBER.fullmatch(value):
        raise ValueError(_('write an address, or "@example.com" for everyone there'))
    return value.lower()


Member = Annotated[str, AfterValidator(_member)]
Channel = Literal[
    "email", "form", "social", "message", "marketplace", "phone", "chat", "in-person", "letter"
]
Urgency = Literal["low", "normal", "high", "urgent"]
GroupName = Annotated[str, Field(min_length=1, max_length=40)]


class _Amounts(BaseModel):
    """Promises in business hours; None promises nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first_response: Promised | None = None
    """From the customer's first mail to the first answer of a person."""
    next_response: Promised | None = None
    """From the customer's oldest unanswered mail after that to the answer."""
    solution: Promised | None = None
    """From the customer's first mail until the ticket is closed."""
    keep_informed: Promised | None = None
    """Until the customer hears from us again while an answered ticket is set aside."""

    @property
    def promised(self) -> dict[str, timedelta]:
        """What is promised, by the name of the key."""
        named = ((name, getattr(self, name)) for name in _Amounts.model_fields)
        return {name: amount for name, amount in named if amount is not None}


class SlaRule(_Amounts):
    """What is promised where all that it names is so."""

    channel: Channel | None = None
    """Holds for mail and contacts on this channel."""
    request_type: str = Field(default="", max_length=40)
    """Holds for this request type."""
    group: str = Field(default="", max_length=40)
    """Holds for customers of this group of ``[sla.groups]``."""
    priority: Urgency | None = None
    """Holds where an agent gave this priority."""
    since: date | None = None
    """The day from which a changed promise holds; what ended before keeps the one it had."""

    @property
    def named(self) -> tuple[object, ...]:
        """What makes it hold; two rules with the same say of the same tickets."""
        return (self.channel, self.request_type, self.group, self.priority, self.since)

    @model_validator(mode="after")
    def _says_when_and_what(self) -> SlaRule:
        if not any(self.named):
            raise ValueError(
                _("name what it is for: channel, request_type, group, priority or since")
            )
        if not self.promised:
            raise ValueError(
                _("promise something: first_response, next_response, solution or keep_informed")
            )
        return self


class SlaConfig(_Amounts):
    """Answer times in business hours: those of everyone, and rules for some."""

    first_response: Promised = timedelta(hours=4)
    next_response: Promised = timedelta(hours=8)
    groups: dict[GroupName, tuple[Member, ...]] = Field(default_factory=dict, max_length=50)
    """Customers by their addresses; ``@example.com`` is everyone there."""
    rule: tuple[SlaRule, ...] = Field(default=(), max_length=MAX_RULES)
    escalate_after: Duration = timedelta(hours=4)
    """What is overdue for longer, by the clock on the wall, is for agents of level 3, too;
    ``0min``: at once.
    """

    @model_validator(mode="after")
    def _rules_fit(self) -> SlaConfig:
        for number, rule in enumerate(self.rule, 1):
            if rule.group and rule.group not in self.groups:
                near = difflib.get_close_matches(rule.group, self.groups, n=1)
                words = _("rule {number}: there is no group {group} in [sla.groups]")
                hint = _("did you mean {key}?").format(key=near[0]) if near else ""
                known = words.format(number=number, group=rule.group)
                raise ValueError(f"{known}; {hint}" if hint else known)
            before = next((at for at in range(number - 1) if self.rule[at].named == rule.named), -1)
            if before >= 0:
                words = _("rules {first} and {second} are for the same tickets")
                raise ValueError(words.format(first=before + 1, second=number))
        return self
