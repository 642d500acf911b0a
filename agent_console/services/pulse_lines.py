"""What the team says of its weeks, as lines, rows, JSON and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from agent_console.desk.charts import bar
from agent_console.desk.pulse import BEST, LEAST, Pulse, Said, Week
from agent_console.desk.text import shorten, to_screen
from agent_console.i18n import _, decimal_words

_BAR = 10


def pulse_title() -> str:
    """Return what it is called."""
    return _("Team pulse")


def mood_words() -> tuple[str, ...]:
    """Return what the moods 1 to 5 mean."""
    return (_("very bad"), _("bad"), _("so-so"), _("good"), _("very good"))


def workload_words() -> tuple[str, ...]:
    """Return what the workloads 1 to 5 mean."""
    return (_("far too little"), _("too little"), _("right"), _("too much"), _("far too much"))


def asked_words(pulse: Pulse, ask: str = "") -> str:
    """Return how it stands with this week; ``ask`` is what is said while an answer is missing."""
    if not pulse.on:
        return _("No pulse is asked for here: it takes a team and `ask = true` in [pulse].")
    if not pulse.asked:
        return _("A week is asked about from Thursday to Sunday.")
    if ask and pulse.asks:
        return ask
    words = {
        Said.OPEN: _("{week}: how was it? --mood and --workload answer, --skip skips it."),
        Said.SKIPPED: _("{week}: skipped."),
        Said.WAITING: _("{week}: kept; it leaves at a random moment within two days."),
        Said.SENT: _("{week}: answered; it shows once the week is closed, with {n} or more."),
        Said.LATE: _lost_words(pulse.asked),
    }[pulse.said]
    return words.format(week=pulse.asked, n=LEAST)


def lost_words(pulse: Pulse) -> str:
    """Return that an answer never left; "" where none was lost."""
    return _lost_words(pulse.lost) if pulse.lost else ""


def _lost_words(week: str) -> str:
    text = _("{week}: there was no line in time; the answer was thrown away.")
    return text.format(week=week)


def pulse_lines(weeks: Sequence[Week], width: int) -> Iterator[str]:
    """Yield a line for each week, and below it what was written."""
    yield _("Team pulse: mood (5 is very good) and workload (5 is far too much)")
    for week in weeks:
        if not week.n:
            yield f"  {week.name}  {few_words()}"
            continue
        cells = (
            _("mood {value}").format(value=decimal_words(week.mood, 1)),
            bar(week.mood, BEST, _BAR).ljust(_BAR),
            _("workload {value}").format(value=decimal_words(week.workload, 1)),
            bar(week.workload, BEST, _BAR).ljust(_BAR),
            f"n={week.n}",
        )
        yield shorten(f"  {week.name}  {'  '.join(cells)}", width)
        yield from (
            shorten(f"    “{to_screen(line, one_line=True)}”", width) for line in week.lines
        )


def few_words() -> str:
    """Return why nothing is shown of a week."""
    return _("fewer than {n} answers: nothing is shown").format(n=LEAST)


def pulse_rows(weeks: Sequence[Week]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the CSV: name, week, value, n."""
    for week in weeks:
        if week.n:
            yield ("pulse", "mood", week.name, round(week.mood, 2), week.n, "", "")
            yield ("pulse", "workload", week.name, round(week.workload, 2), week.n, "", "")


def pulse_json(weeks: Sequence[Week]) -> list[dict[str, object]]:
    """Return the weeks as JSON takes them; of those with too few answers only the names."""
    return [
        {
            "week": week.name,
            "n": week.n or None,
            "mood": round(week.mood, 2) if week.n else None,
            "workload": round(week.workload, 2) if week.n else None,
            "lines": list(week.lines),
        }
        for week in weeks
    ]


def pulse_html(weeks: Sequence[Week]) -> str:
    """Return a table of the weeks; "" without any."""
    if not weeks:
        return ""
    rows = "\n".join(_html_row(week) for week in weeks)
    head = "".join(
        f"<th>{escape(one)}</th>" for one in (_("week"), _("mood"), _("workload"), "n", "")
    )
    title = escape(pulse_title())
    return (
        f"<section><h2>{title}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table></section>"
    )


def _html_row(week: Week) -> str:
    if not week.n:
        return (
            f'<tr><th>{escape(week.name)}</th><td colspan="4" class="soft">'
            f"{escape(few_words())}</td></tr>"
        )
    numbers = (decimal_words(week.mood, 1), decimal_words(week.workload, 1), str(week.n))
    cells = "".join(f'<td class="n">{escape(one)}</td>' for one in numbers)
    said = "<br>".join(escape(to_screen(line, one_line=True)) for line in week.lines)
    return f'<tr><th>{escape(week.name)}</th>{cells}<td class="soft">{said}</td></tr>'
