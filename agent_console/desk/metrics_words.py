"""Figures in words: what each is called, how it is computed, over which cohort, and its value."""

from __future__ import annotations

from agent_console.desk.metrics import SMALL_N
from agent_console.desk.metrics_report import Figure, Listed, Name, Report, Unit
from agent_console.i18n import _, decimal_words, ngettext

_MINUTE, _HOUR = 60, 3600
_PERCENT = 100


def title(name: Name) -> str:
    """Return what a figure is called."""
    return {
        Name.OPENED: _("Tickets opened"),
        Name.CLOSED: _("Tickets closed"),
        Name.BACKLOG: _("Not closed at the end"),
        Name.ARRIVED: _("Mails to answer"),
        Name.FIRST_MEDIAN: _("First answer, median"),
        Name.FIRST_P90: _("First answer, 9 of 10"),
        Name.FIRST_MEAN: _("First answer, mean"),
        Name.FIRST_MEDIAN_WALL: _("First answer, median, all hours"),
        Name.FIRST_P90_WALL: _("First answer, 9 of 10, all hours"),
        Name.TARGET_FIRST: _("First answers in time"),
        Name.TARGET_NEXT: _("Next answers in time"),
        Name.TARGET_SOLUTION: _("Solutions in time"),
        Name.TARGET_INFORMED: _("Kept informed in time"),
        Name.ONCE: _("Settled by one answer"),
        Name.REOPENED: _("Taken up again"),
        Name.AGAIN: _("Answers asked after"),
        Name.HANDLED: _("Time spent on a ticket, median"),
        Name.HANDLED_P90: _("Time spent on a ticket, 9 of 10"),
        Name.WORKED: _("Time spent on tickets in all"),
        Name.COMPLAINTS: _("Complaints"),
        Name.APOLOGISED: _("Complaints with an apology"),
        Name.MADE_SURE: _("Complaints with all five steps"),
        Name.REMEDIES: _("Cost of remedies"),
        Name.CSAT: _("Satisfaction (CSAT)"),
        Name.NPS: _("Recommendation (NPS)"),
        Name.CES: _("Effort (CES)"),
    }[name]


def formula(name: Name) -> str:
    """Return how a figure is computed, and over which cohort."""
    return _volume(name) or _answering(name) or _quality(name)


def _volume(name: Name) -> str:
    return {
        Name.OPENED: _(
            "Tickets that began or were taken up again on the days of the period. Spam, what only"
            " machines wrote, and tickets that live on in another one do not count."
        ),
        Name.CLOSED: _("Times a ticket was closed on the days of the period."),
        Name.BACKLOG: _(
            "All tickets opened up to the end of the period, less all closed up to then: new, open,"
            " waiting or set aside."
        ),
        Name.ARRIVED: _(
            "Mails and contacts of customers that came in the period and need an answer; automatic"
            " mail and mere thanks do not."
        ),
        Name.COMPLAINTS: _("Complaints that began in the period."),
        Name.REMEDIES: _(
            "What the remedies cost that were promised in the period, as the catalogue says."
        ),
    }.get(name, "")


def _answering(name: Name) -> str:
    first = _(
        "From the first customer mail to the first human answer after it; the answer lies in the"
        " period. Automatic answers and notes do not count."
    )
    business, wall = _("In business hours."), _("By the clock on the wall.")
    nine = _("Nine of ten were no slower.")
    decided = _(
        "Kept promises / decided ones. A promise is decided in the period in which it was kept or"
        " its time ran out; a later answer mends nothing. The type and priority count that the"
        " ticket had when the clock started."
    )
    return {
        Name.FIRST_MEDIAN: f"{first} {business}",
        Name.FIRST_P90: f"{first} {business} {nine}",
        Name.FIRST_MEAN: f"{first} {business}",
        Name.FIRST_MEDIAN_WALL: f"{first} {wall}",
        Name.FIRST_P90_WALL: f"{first} {wall} {nine}",
        Name.TARGET_FIRST: decided,
        Name.TARGET_NEXT: decided,
        Name.TARGET_SOLUTION: decided,
        Name.TARGET_INFORMED: decided,
    }.get(name, "")


def _quality(name: Name) -> str:
    return {
        Name.ONCE: _(
            "Tickets with one human answer, after which the customer did not need another one for"
            " 7 days / tickets first answered in the period, at least 7 days ago."
        ),
        Name.REOPENED: _(
            "Closings after which the ticket was taken up again, until now / closings in the"
            " period."
        ),
        Name.AGAIN: _(
            "Customer mails that came within 7 days after our answer and need another one / human"
            " answers in the period."
        ),
        Name.HANDLED: f"{_handled()} {_('The middle one of all.')}",
        Name.HANDLED_P90: f"{_handled()} {_('Nine of ten took no longer.')}",
        Name.WORKED: _(
            "All time that was spent on tickets in the period: with the ticket in front, and in"
            " logged calls, chats and visits."
        ),
        Name.APOLOGISED: _(
            "Complaints with the first four steps done: listened, understood, apologised, solved /"
            " complaints that began in the period."
        ),
        Name.MADE_SURE: _(
            "Complaints after which somebody made sure that all is well / complaints that began in"
            " the period."
        ),
        Name.CSAT: _("Answers of 4 and 5 of 5, a thumb up is 5 / all answers.") + " " + _answered(),
        Name.NPS: _("Share of 9 and 10 less share of 0 to 6, of all answers; between -100 and 100.")
        + " "
        + _answered(),
        Name.CES: _("Mean of the answers from 1 to 7; 7 is the least effort.") + " " + _answered(),
    }[name]


def _answered() -> str:
    return _("An answer counts on the day on which it came.")


def _handled() -> str:
    return _(
        "Tickets whose last closing lies in the period: the time with the ticket in front, of all"
        " agents together, without pauses, and logged calls, chats and visits. Tickets of which no"
        " time is known do not count."
    )


def value_words(figure: Figure) -> str:
    """Return the value of a figure for people; a dash for none."""
    return number_words(figure.value, figure.unit, figure.currency)


def number_words(value: float | None, unit: Unit, currency: str = "") -> str:
    """Return a number in its unit; a dash for none."""
    if value is None:
        return "–"
    if unit is Unit.SHARE:
        return _("{percent} %").format(percent=decimal_words(value * _PERCENT, 1))
    if unit is Unit.MONEY:
        return f"{decimal_words(value, 2)} {currency}".strip()
    if unit is Unit.COUNT:
        return decimal_words(value)
    if unit is Unit.POINTS:
        return decimal_words(value, signed=True)
    if unit is Unit.SCORE:
        return decimal_words(value, 1)
    if value < 2 * _MINUTE:
        return _("{n} s").format(n=round(value))
    if value < 2 * _HOUR:
        return _("{n} min").format(n=round(value / _MINUTE))
    return _("{n} h").format(n=decimal_words(value / _HOUR, 1))


def change_words(figure: Figure) -> str:
    """Return how a figure changed since the period before; "" where that cannot be said."""
    if figure.value is None or figure.before is None:
        return ""
    change = figure.value - figure.before
    if figure.unit is Unit.SHARE:
        return _("{points} points").format(points=decimal_words(change * _PERCENT, 1, signed=True))
    if figure.unit in (Unit.POINTS, Unit.SCORE):
        return decimal_words(change, 1, signed=True)
    if not figure.before:
        return ""
    return _("{percent} %").format(
        percent=decimal_words(change / figure.before * _PERCENT, signed=True)
    )


def sample_words(figure: Figure) -> str:
    """Return of how many a figure is made; "" for a plain count."""
    if figure.unit is Unit.COUNT:
        return ""
    words = f"n={figure.n}"
    return f"{words} {_('few')}" if figure.is_small else words


def explained(figure: Figure, report: Report) -> tuple[str, ...]:
    """Return what a figure is, how it was computed, and of how much."""
    head = [f"{title(figure.name)}: {value_words(figure)}", formula(figure.name)]
    return _cohort(head, report, figure.n, small=figure.is_small)


def explained_list(listed: Listed, report: Report) -> tuple[str, ...]:
    """Return what a list is, how it was counted, and of how much."""
    found = getattr(report.lists, listed.value)
    steps = listed is Listed.STEPS
    n = sum(map(sum, found)) if listed is Listed.HEAT else sum(part.n for part in found)
    n = found[0].n if steps and found else n
    head = [list_title(listed), list_formula(listed)]
    return _cohort(head, report, n, small=0 < n < SMALL_N)


def _cohort(lines: list[str], report: Report, n: int, *, small: bool) -> tuple[str, ...]:
    period = report.period
    lines.append(
        _("{first} to {last}, {zone}").format(
            first=period.first, last=period.last, zone=report.zone
        )
    )
    lines.append(ngettext("Made of {n}.", "Made of {n}.", n).format(n=n))
    if small:
        words = _("Fewer than {n}: chance alone moves this.")
        lines.append(words.format(n=SMALL_N))
    if report.which:
        lines.append(_("Only: {which}").format(which=report.which))
    return tuple(lines)


def list_title(listed: Listed) -> str:
    """Return what a list is called."""
    return {
        Listed.TYPES: _("Request types"),
        Listed.CHANNELS: _("Channels"),
        Listed.AGAIN: _("What customers ask again about"),
        Listed.CANNED: _("Canned answers that were asked after"),
        Listed.RETURNS: _("Why things come back"),
        Listed.STEPS: _("How far complaints came"),
        Listed.HEAT: _("When mails to answer arrive, by weekday and hour"),
    }[listed]


def list_formula(listed: Listed) -> str:
    """Return how a list is counted, and over which cohort."""
    again = _("Customer mails that came within 7 days after our answer and need another one")
    return {
        Listed.TYPES: _("Tickets opened in the period, by what they are about now."),
        Listed.CHANNELS: _("Tickets opened in the period, by how the customer reached us."),
        Listed.AGAIN: _("{what}, by what the ticket is about.").format(what=again),
        Listed.CANNED: _("{what}, by the canned answers that were in ours.").format(what=again),
        Listed.RETURNS: _("Returns that were asked for in the period, by their reason."),
        Listed.STEPS: _(
            "Complaints that began in the period, by the steps that were done until now."
        ),
        Listed.HEAT: formula(Name.ARRIVED),
    }[listed]


def step_word(key: str) -> str:
    """Return what one of the five steps of a complaint is called; 0 are all complaints."""
    names = (
        _("Complaints"),
        _("Listened"),
        _("Understood"),
        _("Apologised"),
        _("Solved"),
        _("Made sure"),
    )
    return names[int(key)]


def weekday_words() -> tuple[str, ...]:
    """Return the short names of the days of a week, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
