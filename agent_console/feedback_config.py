"""The section [feedback]: whether customers are asked how it was, what, when, and how often."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from agent_console.durations import Duration
from agent_console.i18n import _

_MAX_TEXT = 1_000
_MAX_SUBJECT = 150
Question = Literal["off", "csat", "thumb", "nps", "ces"]


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError(_("a subject is one line"))
    return value


class FeedbackWords(BaseModel):
    """The team's own words in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: Annotated[str, AfterValidator(_one_line)] = Field(default="", max_length=_MAX_SUBJECT)
    """The subject; empty: the shipped one."""
    intro: str = Field(default="", max_length=_MAX_TEXT)
    """What stands between the greeting and the question, for du and Sie alike; empty: the shipped
    text.
    """


class FeedbackConfig(BaseModel):
    """Surveys by mail after a ticket was closed: off unless a team wants them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    """Ask customers how it was."""
    ask: Question = "csat"
    """What is asked: ``csat`` (1 to 5), ``thumb``, ``nps`` (0 to 10), ``ces`` (1 to 7), or nothing.
    """
    types: dict[Annotated[str, Field(min_length=1, max_length=40)], Question] = Field(
        default_factory=dict, max_length=100
    )
    """What else is asked after a request type."""
    after: Duration = timedelta(days=1)
    """How long after the closing it leaves."""
    every_days: int = Field(default=90, ge=1, le=3650)
    """Nobody is asked again within so many days."""
    statement: int = Field(default=1, ge=1, le=3)
    """Which of three statements ``ces`` asks agreement to."""
    per_hour: int = Field(default=30, ge=1, le=600)
    """How many surveys leave within an hour."""
    de: FeedbackWords = FeedbackWords()
    en: FeedbackWords = FeedbackWords()

    def words(self, language: str) -> FeedbackWords:
        """Return the team's own words of a language."""
        return self.de if language == "de" else self.en

    def question(self, request_type: str) -> str:
        """Return what is asked after a ticket of this type, "off" for nothing."""
        return self.types.get(request_type, self.ask)
