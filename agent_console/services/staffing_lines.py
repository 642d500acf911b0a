"""The staffing hint as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from agent_console.desk.metrics_words import weekday_words
from agent_console.desk.staffing import HELD_OUT, WEEKS
from agent_console.desk.staffing_plan import FEW_MAILS, Staffing
from agent_console.i18n import _, decimal_words, ngettext

_CELL = 8
_NAME = 12
_PERCENT = 100


def staffing_lines(hint: Staffing) -> Iterator[str]:
    """Yield the hint: agents by day and hour, what they are made of, and how wrong it may be."""
    yield _("Agents needed at their desks, mails expected ({zone})").format(zone=hint.zone)
    yield ""
    names = weekday_words()
    heads = [f"{names[one.day.weekday()]} {one.day:%d}" for one in hint.days]
    yield _row("", heads)
    shown = [
        hour
        for hour in range(24)
        if any(need.agents for one in hint.days for need in one.needs if need.hour == hour)
    ]
    for hour in shown:
        yield _row(f"{hour:02}:00", [_cell(hint, at, hour) for at in range(len(hint.days))])
    yield _row(_("hours"), [f"{one.hours:.0f}" if one.hours else "–" for one in hint.days])
    yield _row(_("mails"), [f"{one.expected:.0f}" for one in hint.days])
    yield ""
    yield from _holidays(hint)
    yield from basis_lines(hint)


def _row(name: str, cells: list[str]) -> str:
    return f"  {name:<{_NAME}}" + "".join(cell.rjust(_CELL) for cell in cells)


def _cell(hint: Staffing, at: int, hour: int) -> str:
    needs = [need for need in hint.days[at].needs if need.hour == hour]
    agents = max((need.agents for need in needs), default=0)
    if not agents:
        return "–"
    expected = sum(need.expected for need in needs)
    return f"{agents} ({expected:.0f})" if expected >= 1 else f"{agents} (<1)"


def _holidays(hint: Staffing) -> Iterator[str]:
    for one in hint.days:
        if one.is_holiday:
            yield _("{day} is a holiday.").format(day=one.day)


def basis_lines(hint: Staffing) -> Iterator[str]:
    """Yield what the hint is made of, and its error over the last two weeks."""
    basis = hint.basis
    words = ngettext(
        "Made of {n} mail to answer in {days} days.",
        "Made of {n} mails to answer in {days} days.",
        basis.mails,
    )
    yield words.format(n=basis.mails, days=basis.days)
    if basis.is_small:
        words = _("Fewer than {n} mails: chance alone moves this.")
        yield words.format(n=FEW_MAILS)
    if basis.days < WEEKS * 7:
        yield _("Less than {weeks} weeks are known.").format(weeks=WEEKS)
    minutes = decimal_words(basis.seconds / 60, 1)
    if basis.is_assumed:
        words = _("{minutes} minutes for a mail are assumed: too few lengths are known (n={n}).")
        yield words.format(minutes=minutes, n=basis.handled)
    elif basis.handled:
        words = _("{minutes} minutes for a mail, the mean of {n} tickets.")
        yield words.format(minutes=minutes, n=basis.handled)
    else:
        yield _("{minutes} minutes for a mail, as you said.").format(minutes=minutes)
    targets = ", ".join(
        _("{share} % within {hours} h").format(
            share=round(share * _PERCENT), hours=f"{seconds / 3600:g}"
        )
        for seconds, share in basis.targets
        if share
    )
    words = _("Goal: {goal} % of each day's mails in time. Due: {targets}, business time.")
    yield words.format(goal=round(basis.goal * _PERCENT), targets=targets)
    if basis.goal > min(one.in_time for one in hint.days):
        yield _("More agents than could be tried would be needed on some day.")
    yield from error_lines(hint)


def error_lines(hint: Staffing) -> Iterator[str]:
    """Yield how wrong the forecast was on the last two weeks, made without them."""
    error = hint.error
    if error is None:
        words = _(
            "How wrong the forecast is cannot be told yet: {weeks} weeks are held out for it."
        )
        yield words.format(weeks=HELD_OUT)
        return
    words = _(
        "Tried on the last {days} days, without knowing them (n={n}): wrong by {daily} % a day and"
        " {hourly} % an hour; {bias} % in all."
    )
    yield words.format(
        days=error.days,
        n=error.n,
        daily=round(error.daily * _PERCENT),
        hourly=round(error.hourly * _PERCENT),
        bias=f"{error.bias * _PERCENT:+.0f}",
    )
    words = _("“As last week” is wrong by {naive} % an hour; chance alone makes about {chance} %.")
    yield words.format(naive=round(error.naive * _PERCENT), chance=round(error.chance * _PERCENT))


def staffing_json(hint: Staffing) -> dict[str, object]:
    """Return the hint as JSON takes it."""
    return {
        "made": hint.made,
        "zone": hint.zone,
        "days": [
            {
                "day": one.day,
                "holiday": one.is_holiday,
                "expected": round(one.expected, 2),
                "agent_hours": round(one.hours, 2),
                "in_time": round(one.in_time, 4),
                "hours": [
                    {
                        "hour": need.hour,
                        "expected": round(need.expected, 3),
                        "open_minutes": round(need.open_seconds / 60),
                        "agents": need.agents,
                    }
                    for need in one.needs
                ],
            }
            for one in hint.days
        ],
        "basis": hint.basis,
        "small": hint.basis.is_small,
        "error": hint.error,
    }
