"""What an agent is warned of: promises that are about to be broken, or were just now.

Each is said once for a ticket, its promise and a stage of that; a promise that is due anew is
warned of anew. What was overdue before the first look is told as one number, and never again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.clocks import MAX_WARNING, Clock, soon_at
from agent_console.desk.labels import Asks
from agent_console.desk.listing import QueueRow, Viewer
from agent_console.desk.routing import can_answer
from agent_console.desk.states import Target

LOOK_AHEAD = timedelta(hours=1)
_HIGHEST = 3
_AT_ONCE = timedelta()


class Stage(StrEnum):
    """How far a promise has come."""

    SOON = "soon"
    OVERDUE = "overdue"
    HANDED_UP = "handed-up"


class About(StrEnum):
    """Whose tickets a warning is about; ``before``: all overdue ones at the first look."""

    MINE = "mine"
    NOBODYS = "nobodys"
    HANDED_UP = "handed-up"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class DueWarning:
    """One thing to say: one of my tickets, or ``n`` others; ``due_at`` is the last one's moment."""

    about: About
    stage: Stage
    n: int
    refs: tuple[str, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was said already, by ticket, due moment and stage, since the first look ``began``."""

    began: datetime
    said: frozenset[tuple[str, datetime, Stage]] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is warned of: before the moment, and of what nobody has."""

    soon: bool = True
    unclaimed: bool = True


@dataclass(frozen=True, slots=True)
class DueLook:
    """What is to be said now, what was said by then, and when to look again at the latest.

    ``pressing`` are the tickets about which a warning would still be true.
    """

    warnings: tuple[DueWarning, ...]
    told: Told
    next_at: datetime
    pressing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Standing:
    """One promise that concerns the agent: since when it is in which stage."""

    ref: str
    due_at: datetime
    about: About
    stages: tuple[tuple[datetime, Stage], ...]

    def stage(self, now: datetime) -> Stage | None:
        """Return the stage it has reached."""
        reached = [stage for moment, stage in self.stages if moment <= now]
        return reached[-1] if reached else None

    def reached_at(self, stage: Stage) -> datetime:
        return next(moment for moment, known in self.stages if known is stage)


def due_window(told: Told | None, viewer: Viewer, now: datetime) -> tuple[datetime, datetime]:
    """Return after and until which moment a promise must be due to be looked at ``now``."""
    began = told.began if told else now
    return began - (_hands_up(viewer) or _AT_ONCE), now + MAX_WARNING + LOOK_AHEAD


def look(
    rows: Iterable[QueueRow],
    viewer: Viewer,
    now: datetime,
    told: Told | None = None,
    *,
    wanted: Wanted,
    overdue_before: int = 0,
) -> DueLook:
    """Return the warnings to give ``now``, of ``rows`` that need an answer within the window.

    ``told`` is None at the first look, and then ``overdue_before`` counts what is overdue already.
    """
    first = told is None
    told = told or Told(now)
    standing = [one for row in rows for one in _concerning(row, viewer, wanted)]
    reached = [(one, stage) for one in standing if (stage := one.stage(now))]
    fresh = [(one, stage) for one, stage in reached if _is_news(one, stage, told)]
    warnings = [*_mine(fresh), *_others(reached, fresh)]
    if first and overdue_before:
        warnings.append(DueWarning(About.BEFORE, Stage.OVERDUE, overdue_before))
    moments = [moment for one in standing for moment, _stage in one.stages if moment > now]
    return DueLook(
        tuple(warnings),
        Told(told.began, told.said | {_key(one, stage) for one, stage in reached}),
        min((*moments, now + LOOK_AHEAD)),
        frozenset(one.ref for one, _stage in reached),
    )


def with_waking(found: DueLook, wakes_at: datetime | None) -> DueLook:
    """Return ``found`` with a look at ``wakes_at``, too, when the first sleeping ticket wakes."""
    if wakes_at is None or wakes_at >= found.next_at:
        return found
    return replace(found, next_at=wakes_at)


def _concerning(row: QueueRow, viewer: Viewer, wanted: Wanted) -> Iterable[_Standing]:
    """Yield how a row concerns the agent: as an own one, as one to take, as one handed up."""
    if row.due_at is None:
        return
    due = row.due_at
    start = row.span_from or due
    soon = soon_at(Clock(row.target or Target.NEXT_RESPONSE, start, due))
    early = ((soon, Stage.SOON),) if wanted.soon else ()
    stages = (*early, (due, Stage.OVERDUE))
    if row.owner == viewer.name:
        yield _Standing(row.ref, due, About.MINE, stages)
        return
    if not row.owner and wanted.unclaimed and _can_take(row, viewer):
        yield _Standing(row.ref, due, About.NOBODYS, stages)
    after = _hands_up(viewer)
    if after is not None:
        yield _Standing(row.ref, due, About.HANDED_UP, ((due + after, Stage.HANDED_UP),))


def _can_take(row: QueueRow, viewer: Viewer) -> bool:
    return can_answer(viewer, Asks(row.type, row.level), row.language)


def _hands_up(viewer: Viewer) -> timedelta | None:
    """Return after which time overdue tickets are for ``viewer`` as well; None: never."""
    return viewer.escalates_after if viewer.level >= _HIGHEST else None


def _key(one: _Standing, stage: Stage) -> tuple[str, datetime, Stage]:
    return one.ref, one.due_at, stage


def _is_news(one: _Standing, stage: Stage, told: Told) -> bool:
    """Return whether a stage was not said yet, and was not reached before the first look."""
    if _key(one, stage) in told.said:
        return False
    return stage is Stage.SOON or one.reached_at(stage) > told.began


_Reached = list[tuple[_Standing, Stage]]


def _mine(fresh: _Reached) -> Iterable[DueWarning]:
    """Yield one warning for each of my tickets, in the order of what is due first."""
    mine = [(one, stage) for one, stage in fresh if one.about is About.MINE]
    for one, stage in sorted(mine, key=lambda item: item[0].due_at):
        yield DueWarning(About.MINE, stage, 1, (one.ref,), one.due_at)


def _others(reached: _Reached, fresh: _Reached) -> Iterable[DueWarning]:
    """Yield one sum for each kind to which something came: of what is soon all, else the news."""
    for about, stage in (
        (About.NOBODYS, Stage.SOON),
        (About.NOBODYS, Stage.OVERDUE),
        (About.HANDED_UP, Stage.HANDED_UP),
    ):
        news = [one for one, at in fresh if one.about is about and at is stage]
        if not news:
            continue
        if stage is Stage.SOON:
            news = [one for one, at in reached if one.about is about and at is stage]
        news.sort(key=lambda one: one.due_at)
        refs = tuple(one.ref for one in news)
        yield DueWarning(about, stage, len(news), refs, news[-1].due_at)
