"""How many sums of business hours and due moments of other projects come out the same."""

from __future__ import annotations

import json

from tests.corpora.figures import Figure
from tests.desk.corpora import corpus
from tests.desk.test_hours import is_right
from tests.desk.test_sla import recorded_dues


def business_hours() -> list[Figure]:
    """Measure the calendar on recorded and on generated sums; disputed ones are left out."""
    figures = []
    for name in ("cases", "generated"):
        cases = json.loads(corpus(f"sla/{name}.json").read_text())
        judged = [case for case in cases if not case.get("disputed")]
        right = sum(is_right(case) for case in judged)
        figures.append(Figure(f"business hours, {name}", right, len(judged), len(judged)))
    return figures


def clocks() -> list[Figure]:
    """Measure the clocks of recorded tickets, which pause while a ticket waits."""
    found = recorded_dues()
    right = sum(ours == theirs for ours, theirs in found)
    return [Figure("due moments of recorded tickets", right, max(len(found), 30), len(found))]


MEASURES = (business_hours, clocks)
