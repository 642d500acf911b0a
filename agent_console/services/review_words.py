"""The words of a review."""

from __future__ import annotations

from agent_console.desk.metrics_report import Unit
from agent_console.desk.metrics_words import number_words
from agent_console.desk.review import Cause, Line, Review, Section
from agent_console.desk.states import Target
from agent_console.i18n import _, day_words


def section_word(section: Section) -> str:
    """Return what a section is called."""
    return {
        Section.EMERGING: _("New kinds of requests"),
        Section.AGAIN: _("Canned answers after which customers write again"),
        Section.SLOW: _("Slowest types (first answer, median, business time)"),
        Section.BREACHED: _("Promises missed, and why"),
        Section.FAQ: _("For the frequent questions"),
    }[section]


def section_help(section: Section) -> str:
    """Return how a section is made."""
    return {
        Section.EMERGING: _(
            "Tickets of no known type that began in the month, put together by the words they"
            " share; three customers or more, and more than the month before."
        ),
        Section.AGAIN: _(
            "Replies made of the answer, and the share after which the customer wrote again within"
            " 7 days; five replies or more. Answers that ask something are left out."
        ),
        Section.SLOW: _(
            "From the first customer mail to the first human answer, which lies in the month; three"
            " tickets or more."
        ),
        Section.BREACHED: _(
            "Missed promises / decided ones. The cause is the first that fits: set aside meanwhile;"
            " went from one agent to another; somebody had it; came on a day with half as many"
            " mails again as usual; nobody had it."
        ),
        Section.FAQ: _(
            "Canned answers that were sent five times or more and are on no page of frequent"
            " questions, and paragraphs typed on five tickets or more."
        ),
    }[section]


def nothing_word(section: Section) -> str:
    """Return what is said where a section has no line."""
    return {
        Section.EMERGING: _("Nothing new shows."),
        Section.AGAIN: _("None was asked after."),
        Section.SLOW: _("Nothing was answered three times."),
        Section.BREACHED: _("None was missed."),
        Section.FAQ: _("Nothing was answered alike five times."),
    }[section]


def cause_word(cause: Cause) -> str:
    """Return why a promise was missed."""
    return {
        Cause.ASLEEP: _("set aside meanwhile"),
        Cause.HANDED: _("went from one agent to another"),
        Cause.TAKEN: _("somebody had it and did not answer"),
        Cause.BUSY: _("nobody had it, on a busy day"),
        Cause.UNTAKEN: _("nobody had it"),
    }[cause]


def target_word(target: Target) -> str:
    """Return which promise it is."""
    return {
        Target.FIRST_RESPONSE: _("First answers too late"),
        Target.NEXT_RESPONSE: _("Next answers too late"),
        Target.SOLUTION: _("Solutions too late"),
        Target.KEEP_INFORMED: _("Not kept informed in time"),
    }[target]


def value_words(line: Line) -> str:
    """Return the number of a line; a dash for none."""
    return number_words(line.value, line.unit)


def before_words(line: Line, review: Review) -> str:
    """Return what it was the month before, or that there was nothing to count."""
    if not line.before_n:
        return _("{month}: none").format(month=review.before.name)
    value = number_words(line.before, line.unit)
    words = f"{review.before.name}: {value}"
    return words if line.unit is Unit.COUNT else f"{words} (n={line.before_n})"


def sample_words(line: Line) -> str:
    """Return of how many a line is made; "" for a plain count."""
    if line.unit is Unit.COUNT:
        return ""
    return f"n={line.n} {_('few')}" if line.is_small else f"n={line.n}"


def headline(review: Review) -> str:
    """Return month and comparison in one line."""
    words = _("What changed in {month}, compared with {before}")
    month, before = (day_words(one.first, "LLLL y") for one in (review.month, review.before))
    text = words.format(month=month, before=before)
    return text if review.is_over else f"{text} · {_('the month is not over')}"
