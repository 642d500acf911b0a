"""What customers think, as reports show it: CSAT, NPS and CES by the day of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from agent_console.desk.metrics import Measure
from agent_console.desk.metrics_report import Curve, Figure, Name, Unit, Which
from agent_console.services.feedback_figures import FeedbackFigure, refs_of_scores, scores
from agent_console.services.reports_asking import Asking
from agent_console.store import reports_asked as stored

_POINTS = 100
_UNITS = {Name.CSAT: Unit.SHARE, Name.NPS: Unit.POINTS, Name.CES: Unit.SCORE}


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures and curves of the three metrics."""

    figures: tuple[Figure, ...]
    curves: tuple[Curve, ...]


def scores_of(asking: Asking) -> Scores:
    """Return the scores of a period."""
    chosen = _chosen(asking)
    found = scores(asking.connection, asking.period.first, asking.period.last, asking.zone, chosen)
    metrics: tuple[tuple[Name, FeedbackFigure, Mapping[date, FeedbackFigure]], ...] = (
        (Name.CSAT, found.csat, found.csat_by_day),
        (Name.NPS, found.nps, found.nps_by_day),
        (Name.CES, found.ces, found.ces_by_day),
    )
    return Scores(
        tuple(
            Figure(name, _scaled(name, one.total, one.n), _UNITS[name], one.n)
            for name, one, _days in metrics
        ),
        tuple(
            Curve(name, tuple(_by_bucket(asking, name, days)), _UNITS[name], one.n)
            for name, one, days in metrics
        ),
    )


def refs_behind(asking: Asking, name: Name) -> tuple[str, ...]:
    """Return the tickets whose customers gave a score, those with the newest answer first."""
    first, last = asking.period.first, asking.period.last
    return refs_of_scores(asking.connection, first, last, asking.zone, name.value, _chosen(asking))


def _chosen(asking: Asking) -> Callable[[str], bool] | None:
    which = asking.which_of(Measure.OPENED)
    if which == Which():
        return None
    return lambda ref: stored.is_limited_to(asking.connection, ref, which)


def _scaled(name: Name, total: int, n: int) -> float | None:
    """Return a mean of ``n`` answers, in points where the figure has some."""
    return (total * _POINTS if name is Name.NPS else total) / n if n else None


def _by_bucket(
    asking: Asking, name: Name, days: Mapping[date, FeedbackFigure]
) -> Iterator[float | None]:
    by_day = {day.toordinal(): one for day, one in days.items()}
    for bucket in asking.buckets():
        some = [by_day[day] for day in bucket if day in by_day]
        yield _scaled(name, sum(one.total for one in some), sum(one.n for one in some))
