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
    """The team's own words in one language; an empty one is the shipped text.

    ``intro`` stands between the greeting and the question, for du and Sie alike.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: Annotated[str, AfterValidator(_one_line)] = Field(default="", max_length=_MAX_SUBJECT)
    intro: str = Field(default="", max_length=_MAX_TEXT)


class FeedbackConfig(BaseModel):
    """Surveys by mail: off unless a team wants them.

    ``ask`` is what is asked after a ticket was closed, ``types`` what else for a request type:
    ``csat`` (1 to 5), ``thumb``, ``nps`` (0 to 10), ``ces`` (1 to 7) or ``off``. It leaves
    ``after`` the closing; nobody is asked again within ``every_days``. ``statement`` is the one of
    three that CES asks agreement to. ``per_hour`` bounds how many leave.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    ask: Question = "csat"
    types: dict[Annotated[str, Field(min_length=1, max_length=40)], Question] = Field(
        default_factory=dict, max_length=100
    )
    after: Duration = timedelta(days=1)
    every_days: int = Field(default=90, ge=1, le=3650)
    statement: int = Field(default=1, ge=1, le=3)
    per_hour: int = Field(default=30, ge=1, le=600)
    de: FeedbackWords = FeedbackWords()
    en: FeedbackWords = FeedbackWords()

    def words(self, language: str) -> FeedbackWords:
        """Return the team's own words of a language."""
        return self.de if language == "de" else self.en

    def question(self, request_type: str) -> str:
        """Return what is asked after a ticket of this type, "off" for nothing."""
        return self.types.get(request_type, self.ask)
