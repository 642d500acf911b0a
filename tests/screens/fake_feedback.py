"""Surveys of three tickets; what is noted is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent_console.desk.feedback import Asked, Survey
from agent_console.services.feedback import FeedbackStatus
from agent_console.services.feedback_figures import FeedbackFigure, FeedbackFigures
from tests.screens.fake_content import NOW, ref_of


def survey(number: int, which: Survey, value: int | None, comment: str = "") -> Asked:
    return Asked(
        id=f"s{number}",
        ticket=ref_of(number),
        which=which,
        email=f"c{number}@example.org",
        at=NOW - timedelta(days=2),
        message_id=f"m{number}",
        key="k",
        answered_at=None if value is None else NOW - timedelta(hours=number + 1),
        value=value,
        comment=comment,
    )


class FakeFeedback:
    """One good score, one bad one with control characters in it, one that is open."""

    def __init__(self) -> None:
        self.enabled = True
        self.surveys = [
            survey(0, Survey.CSAT, 5),
            survey(1, Survey.NPS, 3, "zu \x1b[31mlangsam"),
            survey(2, Survey.CES, None),
        ]
        self.noted: list[tuple[str, str, str]] = []

    def newest(self, limit: int = 50, *, bad: bool = False) -> tuple[Asked, ...]:
        return tuple(one for one in self.surveys if one.is_bad or not bad)[:limit]

    def status(self) -> FeedbackStatus:
        figures = FeedbackFigures(csat=FeedbackFigure(1.0, 1), asked=3, answered=2)
        return FeedbackStatus(self.enabled, "csat", (), timedelta(days=1), 90, figures, 4)

    def score(self, ref: str, text: str, why: str = "") -> Asked:
        self.noted.append((ref, text, why))
        one = next(one for one in self.surveys if one.ticket == ref)
        return replace(one, value=int(text), answered_at=NOW)
