"""Which promise holds for a ticket."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent_console.desk.states import Target
from agent_console.desk.targets import (
    Origin,
    Promises,
    TargetRule,
    Traits,
    group_of,
    rule_in_words,
    shipped_rules,
)

HOUR = timedelta(hours=1)
GENERAL = TargetRule(
    Traits(), {Target.FIRST_RESPONSE: 4 * HOUR, Target.NEXT_RESPONSE: 8 * HOUR}, Origin.GENERAL
)
EMAIL = Traits(channel="email")
ALL = Traits(channel="email", request_type="complaint", group="vip", priority="high")


def first(hours: float, number: int, when: Traits, since: date | None = None) -> TargetRule:
    return TargetRule(when, {Target.FIRST_RESPONSE: hours * HOUR}, Origin.OWN, since, number)


def hours_of(traits: Traits, *rules: TargetRule, ended_on: date | None = None) -> float:
    return Promises(GENERAL, rules).policy(traits, ended_on).first_response / HOUR


def test_ticket_no_rule_speaks_of_gets_the_general_promise() -> None:
    assert (
        hours_of(ALL, first(1, 1, Traits(group="press")), first(2, 2, Traits(channel="phone"))) == 4
    )


@pytest.mark.parametrize(
    ("loser", "winner"),
    [
        (Traits(channel="email"), Traits(request_type="complaint")),
        (Traits(request_type="complaint"), Traits(priority="high")),
        (Traits(priority="high"), Traits(group="vip")),
        (Traits(group="vip"), Traits(channel="email", request_type="complaint")),
        (Traits(channel="email", group="vip"), Traits(request_type="complaint", group="vip")),
    ],
)
def test_rule_that_names_more_or_weightier_traits_decides_in_any_order(
    loser: Traits, winner: Traits
) -> None:
    rules = (first(1, 1, winner), first(2, 2, loser))
    assert hours_of(ALL, *rules) == hours_of(ALL, *reversed(rules)) == 1


def test_rule_for_one_target_leaves_the_others_to_the_less_specific_ones() -> None:
    solved = TargetRule(Traits(channel="email"), {Target.SOLUTION: 24 * HOUR})
    policy = Promises(GENERAL, (first(1, 1, Traits(group="vip")), solved)).policy(ALL)
    assert policy.first_response == HOUR
    assert policy.next_response == 8 * HOUR
    assert policy.solution == 24 * HOUR
    assert policy.keep_informed is None


def test_own_rule_goes_before_the_shipped_one_for_the_same() -> None:
    social = Traits(channel="social")
    assert hours_of(social, *shipped_rules()) == 1
    assert hours_of(social, first(3, 1, social), *shipped_rules()) == 3


@pytest.mark.parametrize(
    ("traits", "amount"),
    [
        (Traits(channel="email"), 4),
        (Traits(channel="form"), 4),
        (Traits(channel="social"), 1),
        (Traits(channel="social", priority="urgent"), 0.25),
        (Traits(channel="message"), 0.25),
        (Traits(channel="phone"), 0.025),
        (Traits(channel="chat"), 1 / 30),
        (Traits(channel="email", priority="low"), 8),
    ],
)
def test_shipped_promises_are_what_customers_expect(traits: Traits, amount: float) -> None:
    assert hours_of(traits, *shipped_rules()) == pytest.approx(amount)


def test_changed_promise_holds_for_what_runs_and_what_ended_since() -> None:
    changed = date(2026, 3, 10)
    rules = (first(2, 2, EMAIL), first(6, 1, EMAIL, changed))
    assert hours_of(ALL, *rules) == 6
    assert hours_of(ALL, *rules, ended_on=changed) == 6
    assert hours_of(ALL, *rules, ended_on=changed - timedelta(days=1)) == 2


def test_rule_in_words_names_where_it_stands_and_what_it_is_for() -> None:
    assert rule_in_words(GENERAL) == "as promised to everyone"
    rule = first(1, 3, Traits(channel="email", group="vip"), date(2026, 3, 1))
    assert rule_in_words(rule) == (
        "rule 3 of the settings, for the group vip, the channel email, everything since 2026-03-01"
    )
    urgent = shipped_rules()[1]
    assert rule_in_words(urgent) == "as shipped for priority urgent, the channel social network"


def test_group_of_a_customer_is_by_address_before_domain() -> None:
    groups = {"big": ("@big.example",), "boss": ("kim@big.example",)}
    assert group_of("Kim@BIG.example", groups) == "boss"
    assert group_of("lee@big.example", groups) == "big"
    assert group_of("lee@notbig.example", groups) == ""
    assert group_of("", groups) == ""
