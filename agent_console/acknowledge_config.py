"""The section [acknowledge]: whether customers are told that their mail arrived, in which words."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from agent_console.i18n import _

REF, ANSWER_TIME = "{ref}", "{answer_time}"
_BRACED = re.compile(r"\{[^{}]*\}|[{}]")
_MAX_TEXT = 4_000
_MAX_SUBJECT = 150


def _variables(value: str, needed: tuple[str, ...]) -> str:
    """Accept a text that holds ``needed`` and nothing else in braces; "" is the shipped text."""
    found = _BRACED.findall(value)
    wrong = next((one for one in found if one not in (REF, ANSWER_TIME)), "")
    if wrong:
        raise ValueError(
            _("{wrong} cannot be filled in; there are {known}").format(
                wrong=wrong, known=f"{REF}, {ANSWER_TIME}"
            )
        )
    missing = next((one for one in needed if value.strip() and one not in found), "")
    if missing:
        raise ValueError(_("the text must hold {name}").format(name=missing))
    return value


def _text(value: str) -> str:
    return _variables(value, (REF, ANSWER_TIME))


def _subject(value: str) -> str:
    if not value.isprintable():
        raise ValueError(_("a subject is one line"))
    return _variables(value, (REF,))


class AcknowledgeWords(BaseModel):
    """The texts of one language, for mails that come ``inside`` and ``outside`` business hours.

    They hold ``{ref}`` and ``{answer_time}``; nothing else is ever filled in. An empty one is the
    shipped text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: Annotated[str, AfterValidator(_subject)] = Field(default="", max_length=_MAX_SUBJECT)
    """The subject; it must hold ``{ref}``. Empty: the shipped one."""
    inside: Annotated[str, AfterValidator(_text)] = Field(default="", max_length=_MAX_TEXT)
    """The text within business hours; it must hold ``{ref}`` and ``{answer_time}``. Empty: the
    shipped one.
    """
    outside: Annotated[str, AfterValidator(_text)] = Field(default="", max_length=_MAX_TEXT)
    """The text outside of business hours, with the same two. Empty: the shipped one."""


class AcknowledgeConfig(BaseModel):
    """Automatic acknowledgement: off unless a team wants it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    """Tell customers at once that their mail arrived and by when you answer."""
    de: AcknowledgeWords = AcknowledgeWords()
    en: AcknowledgeWords = AcknowledgeWords()

    def words(self, language: str) -> AcknowledgeWords:
        """Return the team's own texts of a language."""
        return self.de if language == "de" else self.en
