"""What is drawn day by day, or week by week."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from agent_console.desk.metrics import Measure, median_of, p90_of
from agent_console.desk.metrics_report import Curve, Name, Unit
from agent_console.desk.states import Target
from agent_console.desk.ticket import ALL_STEPS, APOLOGISED
from agent_console.services.reports_asking import Asking

TARGETS = {
    Name.TARGET_FIRST: Target.FIRST_RESPONSE,
    Name.TARGET_NEXT: Target.NEXT_RESPONSE,
    Name.TARGET_SOLUTION: Target.SOLUTION,
    Name.TARGET_INFORMED: Target.KEEP_INFORMED,
}
_CENTS = 100


def curves(asking: Asking, scores: Sequence[Curve] = ()) -> Iterator[Curve]:
    """Yield every curve of which there is something to see; the first three always."""
    yield from _volume(asking)
    rest = (*_answers(asking), *_quality(asking), *scores, *_complaints(asking))
    yield from (one for one in rest if any(value is not None for value in one.values))


def _volume(asking: Asking) -> Iterator[Curve]:
    opened, closed = asking.by_day(Measure.OPENED), asking.by_day(Measure.CLOSED)
    stock, came, went, backlog = asking.stock_before(), [], [], []
    for days in asking.buckets():
        is_to_come = days[0] > asking.today
        inside = sum(opened.get(day, (0, 0))[0] for day in days)
        outside = sum(closed.get(day, (0, 0))[0] for day in days)
        stock += inside - outside
        came.append(None if is_to_come else float(inside))
        went.append(None if is_to_come else float(outside))
        backlog.append(None if is_to_come else float(stock))
    yield Curve(Name.OPENED, tuple(came), n=sum(n for n, _again in opened.values()))
    yield Curve(Name.CLOSED, tuple(went), n=sum(n for n, _again in closed.values()))
    yield Curve(Name.BACKLOG, tuple(backlog), n=stock)


def _answers(asking: Asking) -> Iterator[Curve]:
    values = asking.by_bucket(Measure.FIRST)
    n, _seconds = asking.total(Measure.FIRST)
    yield Curve(Name.FIRST_MEDIAN, tuple(map(median_of, values)), Unit.SECONDS, n)
    yield Curve(Name.FIRST_P90, tuple(map(p90_of, values)), Unit.SECONDS, n)


def _quality(asking: Asking) -> Iterator[Curve]:
    for name, target in TARGETS.items():
        yield _share(asking, name, Measure.TARGET, (target.value,), of_rest=True)
    yield _share(asking, Name.ONCE, Measure.ONCE)
    yield _share(asking, Name.REOPENED, Measure.CLOSED)
    answered, again = asking.by_day(Measure.ANSWERED), asking.by_day(Measure.AGAIN)
    shares = []
    for days in asking.buckets():
        n = sum(answered.get(day, (0, 0))[0] for day in days)
        asked = sum(again.get(day, (0, 0))[0] for day in days)
        shares.append(asked / n if n else None)
    total = sum(n for n, _value in answered.values())
    yield Curve(Name.AGAIN, tuple(shares), Unit.SHARE, total)
    handled = asking.by_bucket(Measure.HANDLED)
    n, _seconds = asking.total(Measure.HANDLED)
    yield Curve(Name.HANDLED, tuple(map(median_of, handled)), Unit.WALL, n)


def _share(
    asking: Asking,
    name: Name,
    what: Measure,
    more: Collection[str] = (),
    *,
    of_rest: bool = False,
) -> Curve:
    """Return the share of the rows with a 1, or with a 0, bucket by bucket."""
    found = asking.by_day(what, more)
    shares: list[float | None] = []
    for days in asking.buckets():
        n = sum(found.get(day, (0, 0))[0] for day in days)
        ones = sum(found.get(day, (0, 0))[1] for day in days)
        shares.append(((n - ones) if of_rest else ones) / n if n else None)
    return Curve(name, tuple(shares), Unit.SHARE, sum(n for n, _ones in found.values()))


def _complaints(asking: Asking) -> Iterator[Curve]:
    steps = asking.by_bucket(Measure.COMPLAINT)
    n = sum(map(len, steps))
    to_come = [days[0] > asking.today for days in asking.buckets()]
    if n:
        counts = zip(steps, to_come, strict=True)
        values = tuple(None if later else float(len(some)) for some, later in counts)
        yield Curve(Name.COMPLAINTS, values, n=n)
    for name, least in ((Name.APOLOGISED, APOLOGISED), (Name.MADE_SURE, ALL_STEPS)):
        shares = tuple(
            sum(one >= least for one in some) / len(some) if some else None for some in steps
        )
        yield Curve(name, shares, Unit.SHARE, n)
    for currency, (grants, _cost) in sorted(asking.by_more(Measure.REMEDY).items()):
        costs = asking.by_day(Measure.REMEDY, (currency,))
        sums = tuple(
            sum(costs.get(day, (0, 0))[1] for day in days) / _CENTS for days in asking.buckets()
        )
        yield Curve(Name.REMEDIES, sums, Unit.MONEY, grants, currency)
