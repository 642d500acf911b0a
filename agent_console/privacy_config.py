"""The section [privacy]: how long what is kept, and from when on it goes."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from agent_console.i18n import _

_SPAN = re.compile(r"(\d{1,4})([dmy])")
_DAYS = {"d": 1, "m": 30, "y": 365}


def _span(value: str) -> str:
    plain = value.strip().lower()
    found = _SPAN.fullmatch(plain)
    if plain and (found is None or not int(found[1])):
        raise ValueError(_('write a time such as "90d", "18m" or "3y", or "" for never'))
    return plain


def _years(value: str) -> str:
    plain = _span(value)
    if plain and not plain.endswith("y"):
        raise ValueError(_('write years, such as "6y", or "" for none'))
    return plain


Span = Annotated[str, AfterValidator(_span)]
Years = Annotated[str, AfterValidator(_years)]


class PrivacyConfig(BaseModel):
    """How long what is kept: letters of erased customers are locked for their time, not erased."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep_letters: Years = ""
    """How long business letters must be kept after the end of their year, such as ``6y``; empty:
    not at all.
    """
    erase_closed: Span = ""
    """After what time ``agent-console privacy retention`` erases closed tickets, such as ``90d``,
    ``18m`` or ``3y``; empty: never.
    """

    @property
    def letter_years(self) -> int:
        """For how many years letters are kept, 0 for none."""
        return int(self.keep_letters[:-1] or 0)

    @property
    def closed_days(self) -> int:
        """After how many days closed tickets go, 0 for never."""
        found = _SPAN.fullmatch(self.erase_closed)
        return int(found[1]) * _DAYS[found[2]] if found else 0
