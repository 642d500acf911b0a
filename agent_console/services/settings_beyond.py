"""The parts of the settings file on what goes beyond answering: notices, surveys, privacy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agent_console.i18n import _

Note = Callable[[str], list[str]]


def beyond(note: Note) -> Iterator[str]:
    """Yield the sections from [proactive] to [privacy]; ``note`` makes comments."""
    yield from _proactive(note)
    yield ""
    yield from _feedback(note)
    yield ""
    yield from _figures(note)
    yield ""
    yield from _privacy(note)


def _proactive(note: Note) -> Iterator[str]:
    yield "[proactive]"
    yield from note(_("How many mails of notices leave in an hour: see docs/notices.md."))
    yield "per_hour = 60"
    yield from note(_("Occasions that are suggested; nothing of that leaves by itself."))
    yield "anniversary = true"
    yield "thanks_after = [5, 10, 25]"


def _feedback(note: Note) -> Iterator[str]:
    yield "[feedback]"
    yield from note(
        _("Whether customers are asked how it was once a ticket is closed: docs/feedback.md.")
    )
    yield "enabled = false"
    yield from note(_("What is asked: csat, thumb, nps, ces or off; and for request types."))
    yield 'ask = "csat"'
    yield '# types = { order-status = "ces", complaint = "off" }'
    yield from note(
        _("How long after closing, and how many days until the same person is asked again.")
    )
    yield 'after = "1d"'
    yield "every_days = 90"
    yield from note(_("Which of the three statements CES asks about, and how many leave an hour."))
    yield "statement = 1"
    yield "per_hour = 30"
    yield from note(_("Your own words, in place of those that come with the program."))
    yield '# en = { subject = "How did we do?", intro = "" }'
    yield '# de = { subject = "Wie waren wir?", intro = "" }'


def _figures(note: Note) -> Iterator[str]:
    yield "[reports]"
    yield from note(_("Whether the time with a ticket in front is measured: docs/reports.md."))
    yield "focus_time = true"
    yield ""
    yield "[company]"
    yield from note(
        _("What an hour of work costs, and the paid hours of all in a week: docs/reports.md.")
    )
    yield "# rate = 40"
    yield "# hours = 120"
    yield 'currency = "EUR"'
    yield ""
    yield "[pulse]"
    yield from note(
        _("Whether the team is asked once a week how it is, without names: docs/pulse.md.")
    )
    yield "ask = false"


def _privacy(note: Note) -> Iterator[str]:
    yield "[privacy]"
    yield from note(
        _(
            "For how many years business letters are locked instead of erased, and after what time"
            " `agent-console privacy retention` erases closed tickets: see docs/privacy.md."
        )
    )
    yield '# keep_letters = "6y"'
    yield '# erase_closed = "3y"'
