"""The ways on which customers come: what they expect of each, and how well the team keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from agent_console.i18n import _, pgettext

CHANNELS = (
    *("phone", "in-person", "chat", "message", "social", "email", "form", "marketplace", "letter"),
)


class Grade(StrEnum):
    """How much of something a channel has."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a channel is good for, as customers see it.

    ``speed`` is how soon they expect an answer, ``complexity`` how difficult a matter it carries,
    ``personal`` how near both are to each other, ``documented`` how well it can be looked up later.
    """

    speed: Grade
    complexity: Grade
    personal: Grade
    documented: Grade


_LOW, _MIDDLE, _HIGH = Grade.LOW, Grade.MIDDLE, Grade.HIGH
_EXPECTED = {
    "phone": Expectation(_HIGH, _HIGH, _HIGH, _LOW),
    "in-person": Expectation(_HIGH, _HIGH, _HIGH, _LOW),
    "chat": Expectation(_HIGH, _MIDDLE, _MIDDLE, _MIDDLE),
    "message": Expectation(_HIGH, _LOW, _MIDDLE, _MIDDLE),
    "social": Expectation(_HIGH, _LOW, _LOW, _MIDDLE),
    "email": Expectation(_MIDDLE, _HIGH, _MIDDLE, _HIGH),
    "form": Expectation(_MIDDLE, _MIDDLE, _LOW, _HIGH),
    "marketplace": Expectation(_MIDDLE, _LOW, _LOW, _HIGH),
    "letter": Expectation(_LOW, _HIGH, _MIDDLE, _HIGH),
}


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """What came on a channel in a span of time, and how it was answered.

    ``tickets`` began on it, ``contacts`` were logged on it. ``promised`` is the first answer by the
    settings, ``median`` how long it took in business time, of those ``answered``; ``kept`` how many
    of the ``judged`` were in time. A promise that still runs is not judged.
    """

    channel: str
    promised: timedelta
    tickets: int = 0
    contacts: int = 0
    answered: int = 0
    median: timedelta | None = None
    judged: int = 0
    kept: int = 0

    @property
    def share(self) -> float | None:
        """The share in target, from 0 to 1; None while none is judged."""
        return self.kept / self.judged if self.judged else None

    @property
    def expected(self) -> Expectation:
        """What customers expect of it; of a channel that nobody knows, what they do of email."""
        return _EXPECTED.get(self.channel, _EXPECTED["email"])


def grade_word(grade: Grade) -> str:
    """Return the word for a grade."""
    return {
        Grade.LOW: pgettext("grade", "low"),
        Grade.MIDDLE: pgettext("grade", "middle"),
        Grade.HIGH: pgettext("grade", "high"),
    }[grade]


def advice(channel: str) -> str:
    """Say in a sentence what customers expect of a channel."""
    return {
        "phone": _("Somebody answers within 90 seconds; what was said must be written down."),
        "in-person": _("Somebody is there at once; what was said must be written down."),
        "chat": _("Each answer comes within two minutes; short questions, one at a time."),
        "message": _("An answer comes within a quarter of an hour, short and in their tone."),
        "social": _("Half expect an answer within an hour; all can read it: details in private."),
        "email": _("An answer comes within hours; it may be long, and stays to be looked up."),
        "form": _("As email; a first word that it arrived helps, as the form shows nothing more."),
        "marketplace": _("The market's own limits hold, often one day; answer where it was asked."),
        "letter": _("An answer comes within days, complete and in form; a call may shorten it."),
    }.get(channel, "")
