"""What customers expect on each channel, and the team's record, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from agent_console.desk.channels import ChannelRecord, advice, grade_word
from agent_console.desk.targets import channel_word
from agent_console.i18n import _, ngettext

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


def channel_lines(records: Sequence[ChannelRecord], days: int) -> Iterator[str]:
    """Yield a section for each channel; lines that begin with a blank belong to the one above."""
    yield ngettext("The last {n} day", "The last {n} days", days).format(n=days)
    for record in records:
        yield ""
        yield channel_word(record.channel)
        yield "  " + advice(record.channel)
        yield "  " + _expected(record)
        yield "  " + " · ".join(_kept(record))


def _expected(record: ChannelRecord) -> str:
    expected = record.expected
    words = _("speed {speed} · complexity {complexity} · personal {personal} · on record {record}")
    return words.format(
        speed=grade_word(expected.speed),
        complexity=grade_word(expected.complexity),
        personal=grade_word(expected.personal),
        record=grade_word(expected.documented),
    )


def _kept(record: ChannelRecord) -> Iterator[str]:
    n = record.tickets
    yield ngettext("{n} ticket", "{n} tickets", n).format(n=n)
    if record.contacts:
        n = record.contacts
        yield ngettext("{n} contact logged", "{n} contacts logged", n).format(n=n)
    if record.median is not None:
        yield _("first answer after {time} (median)").format(time=span_words(record.median))
    yield _("promised within {time}").format(time=span_words(record.promised))
    if record.share is not None:
        yield _("{percent} % in time").format(percent=round(record.share * 100))


def span_words(length: timedelta) -> str:
    """Return a length of business time in the unit that fits."""
    if length < 2 * _MINUTE:
        return _("{n} s").format(n=int(length.total_seconds()))
    if length < 2 * _HOUR:
        return _("{n} min").format(n=round(length / _MINUTE))
    return _("{n} h").format(n=round(length / _HOUR))
