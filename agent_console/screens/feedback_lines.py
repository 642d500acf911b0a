"""Surveys and scores in lines for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from agent_console.desk.feedback import Asked
from agent_console.i18n import _, decimal_words, ngettext
from agent_console.screens.words import line, moment_text
from agent_console.services.feedback import FeedbackStatus
from agent_console.services.feedback_figures import FeedbackFigure
from agent_console.services.feedback_words import score_words


def answer_line(one: Asked, now: datetime, zone: tzinfo) -> str:
    """Return a survey in one line: the score, the ticket, when, who, what was said."""
    sign = "!" if one.is_bad else "○" if one.value is None else "✓"
    words = score_words(one).removesuffix(" !")
    parts = [
        words,
        f"#{line(one.ticket)}",
        moment_text(one.answered_at or one.at, now, zone),
        line(one.email),
        line(one.comment),
    ]
    return f"{sign} " + " · ".join(filter(None, parts))


def status_line(found: FeedbackStatus) -> str:
    """Return in one line how surveys stand, each figure with the number of answers."""
    figures = found.figures
    parts = [] if found.enabled else [_("customers are not asked")]
    parts.append(
        _("30 days: {asked} asked, {answered} answered").format(
            asked=figures.asked, answered=figures.answered
        )
    )
    parts += _figures(("CSAT", figures.csat), ("NPS", figures.nps), ("CES", figures.ces))
    if found.waiting:
        n = found.waiting
        parts.append(ngettext("{n} waits", "{n} wait", n).format(n=n))
    return " · ".join(parts)


def _figures(*figures: tuple[str, FeedbackFigure]) -> Iterator[str]:
    for name, figure in figures:
        if figure.value is not None:
            yield f"{figure_words(name, figure)} (n = {figure.n})"


def figure_words(name: str, figure: FeedbackFigure) -> str:
    """Return a figure with its unit: CSAT in percent, NPS from -100 to 100, CES up to 7."""
    value = figure.value or 0.0
    shown = {
        "CSAT": f"{decimal_words(value * 100)} %",
        "NPS": decimal_words(value * 100, signed=True),
        "CES": f"{decimal_words(value, 1)} / 7",
    }[name]
    return f"{name} {shown}"
