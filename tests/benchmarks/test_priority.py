"""The simulated desk of the order's benchmark."""

from __future__ import annotations

from itertools import pairwise

from benchmarks.priority import OFFICE, answers, orders, outcome, week

AGENTS = 2


def test_week_of_the_same_seed_is_the_same_and_in_order() -> None:
    arrivals = week(0.9, AGENTS, "a")
    assert arrivals == week(0.9, AGENTS, "a") != week(0.9, AGENTS, "b")
    assert all(one.came <= later.came for one, later in pairwise(arrivals))


def test_every_mail_is_answered_once_after_it_came_in_office_hours() -> None:
    arrivals = week(1.1, AGENTS, "a")
    for key in orders().values():
        told = list(answers(arrivals, AGENTS, key))
        assert sorted(id(one) for one, _at in told) == sorted(map(id, arrivals))
        assert all(OFFICE.between(one.came, at) >= one.takes for one, at in told)


def test_one_agent_who_goes_by_arrival_answers_in_that_order() -> None:
    arrivals = week(0.9, 1, "a")
    told = [one for one, _at in answers(arrivals, 1, orders()["first come, first served"])]
    assert told == arrivals


def test_too_much_mail_makes_fewer_answers_late_in_our_order_than_in_the_others() -> None:
    weeks = [week(1.2, AGENTS, str(seed)) for seed in range(3)]
    late = {name: outcome(weeks, AGENTS, key).late for name, key in orders().items()}
    assert 0 < late["ours"] < late["earliest deadline"]
    assert late["ours"] < late["first come, first served"]
