"""The promises of the settings as the rules of the desk read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from agent_console.desk.priority import Reason, Weights
from agent_console.desk.states import Target
from agent_console.desk.targets import Origin, Promises, TargetRule, Traits, shipped_rules
from agent_console.priority_config import PriorityConfig
from agent_console.sla_config import SlaConfig, SlaRule

_TARGETS = {
    "first_response": Target.FIRST_RESPONSE,
    "next_response": Target.NEXT_RESPONSE,
    "solution": Target.SOLUTION,
    "keep_informed": Target.KEEP_INFORMED,
}


def promises_of(settings: SlaConfig) -> Promises:
    """Return all rules that hold at this desk: general, shipped and own ones."""
    general = TargetRule(Traits(), _amounts(settings.promised), Origin.GENERAL)
    own = (_rule(number, rule) for number, rule in enumerate(settings.rule, 1))
    return Promises(general, (*shipped_rules(), *own))


def weights_of(settings: PriorityConfig) -> Weights:
    """Return what each reason weighs at this desk."""
    named = {
        Reason.BUMPED: settings.bumped,
        Reason.COMPLAINT: settings.complaint,
        Reason.FRUSTRATION: settings.frustration,
        Reason.QUICK: settings.quick,
        Reason.REOPENED: settings.reopened,
        Reason.THIRD_CONTACT: settings.third_contact,
        Reason.UNDELIVERED: settings.undelivered,
        Reason.FOLLOW_UP: settings.follow_up,
    }
    return Weights(named, settings.groups)


def _rule(number: int, rule: SlaRule) -> TargetRule:
    when = Traits(rule.channel or "", rule.request_type, rule.group, rule.priority or "")
    return TargetRule(when, _amounts(rule.promised), Origin.OWN, rule.since, number)


def _amounts(promised: Mapping[str, timedelta]) -> dict[Target, timedelta]:
    return {_TARGETS[name]: amount for name, amount in promised.items()}
