"""The section [library]: where the team's own texts lie, and what is put into them about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator

from agent_console.i18n import ENGLISH, _

_NAME = re.compile(r"[a-z][a-z_0-9]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MAX_VALUE = 2_000


def _value(value: object) -> str | dict[str, str]:
    """Read one value: a text, a whole number such as ``return_days = 30``, or one a language."""
    if isinstance(value, dict) and value and all(map(_LANGUAGE.fullmatch, value)):
        return {language: _text(one) for language, one in value.items()}
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(_('write a text in quotation marks, or { de = "…", en = "…" }'))
    if len(str(value)) > _MAX_VALUE:
        raise ValueError(_("the text is too long"))
    return str(value)


def _name(name: object) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(_("a name has only small letters, digits and underlines"))
    return name


Name = Annotated[str, PlainValidator(_name)]
Value = Annotated[str | dict[str, str], PlainValidator(_value)]


class LibraryConfig(BaseModel):
    """The team's own texts, and what is put into them about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: str = ""
    """The folder of the team's own texts, such as a git checkout; a relative one lies beside the
    settings. Empty: none.
    """
    values: dict[Name, Value] = {}
    """What is put in for ``team.NAME`` in texts: the same for every language, or one for each, such
    as ``{ de = "…", en = "…" }``.
    """

    def team_values(self, language: str) -> Mapping[str, str]:
        """Return the values as the variables ``team.<name>`` of a text in ``language``."""
        return {f"team.{name}": _in(value, language) for name, value in self.values.items()}


def _in(value: str | dict[str, str], language: str) -> str:
    """Return a value in ``language``, else in English, else nothing: better a gap than a mix."""
    if isinstance(value, str):
        return value
    return value.get(language) or value.get(ENGLISH, "")
