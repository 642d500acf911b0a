"""What is recorded of surveys: that a customer was asked, and what an agent says of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SurveyAsked:
    """A survey left for the customer with this address; ``which`` is one of ``feedback.Survey``.

    ``key`` signs the answers that a click can give; it travels to the team with the event, so that
    every console knows the genuine ones. ``message_id`` is that of the mail.
    """

    TYPE: ClassVar[str] = "survey-asked"
    which: str = ""
    email: str = ""
    message_id: str = ""
    key: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class SurveyScored:
    """An agent said what a customer answered, for example on the telephone.

    It goes before what mails say. ``value`` "" takes the score out; ``survey`` is the event of the
    question, ``why`` the customer's words.
    """

    TYPE: ClassVar[str] = "survey-scored"
    survey: str = ""
    value: str = ""
    why: str = ""
