"""The section [library]: where the team's own texts lie, and what is put into them about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from agent_console.i18n import ENGLISH, _

_NAME = re.compile(r"[a-z][a-z_0-9]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MAX_VALUE = 2_000


def _text(value: object) -> object:
    """Accept a whole number where a text is wanted: ``return_days = 30``."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _names(values: dict[str, object]) -> dict[str, object]:
    for name in values:
        if not _NAME.fullmatch(name):
            words = _("{name}: a name has only small letters, digits and underlines")
            raise ValueError(words.format(name=name))
    return values


def _languages(values: dict[str, str]) -> dict[str, str]:
    if not values or not all(_LANGUAGE.fullmatch(language) for language in values):
        raise ValueError(_('write it for each language: { de = "…", en = "…" }'))
    return values


Text = Annotated[str, BeforeValidator(_text), Field(max_length=_MAX_VALUE)]
Texts = Annotated[dict[str, Text], AfterValidator(_languages)]


class LibraryConfig(BaseModel):
    """The team's own texts: a ``folder`` that may be a git checkout, "" for none.

    A relative folder lies beside the settings. ``values`` are put in for ``team.<name>``, the same
    for every language or one for each.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: str = ""
    values: Annotated[dict[str, Text | Texts], AfterValidator(_names)] = {}

    def team_values(self, language: str) -> Mapping[str, str]:
        """Return the values as the variables ``team.<name>`` of a text in ``language``."""
        return {f"team.{name}": _in(value, language) for name, value in self.values.items()}


def _in(value: str | dict[str, str], language: str) -> str:
    """Return a value in ``language``, else in English, else nothing: better a gap than a mix."""
    if isinstance(value, str):
        return value
    return value.get(language) or value.get(ENGLISH, "")
