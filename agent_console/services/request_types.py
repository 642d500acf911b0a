"""The request types of a team: the shipped ones, changed and added to by a file of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, RootModel, model_validator

from agent_console.desk.facts import FactKind
from agent_console.desk.request_types import (
    OTHER,
    Cue,
    RequestType,
    RequestTypes,
    Strength,
    request_types,
)
from agent_console.i18n import _
from agent_console.order_pattern import parse_order_pattern
from agent_console.services.rule_files import (
    Block,
    Loaded,
    Phrases,
    Table,
    is_block_name,
    load_rules,
)

FILE_NAME = "request_types.toml"
_EXACT = "exact"

Pattern = Annotated[re.Pattern[str], BeforeValidator(parse_order_pattern)]


class _Words(Block):
    sure: Phrases = ()
    words: Phrases = ()
    more: Phrases = ()
    hints: Phrases = ()
    against: Phrases = ()

    def cues(self) -> tuple[Cue, ...]:
        strengths = (
            (Strength.SURE, self.sure),
            (Strength.WORD, self.words + self.more),
            (Strength.HINT, self.hints),
            (Strength.AGAINST, self.against),
        )
        return tuple(Cue(phrase, strength) for strength, some in strengths for phrase in some)


def _named(value: dict[str, str]) -> dict[str, str]:
    if not any(name.strip() for name in value.values()):
        raise ValueError(_("give the type a name"))
    return value


class _Type(Block):
    name: Annotated[dict[str, str], AfterValidator(_named)]
    level: int = Field(ge=1, le=3)
    sla: str = Field(default="standard", min_length=1)
    answers: tuple[str, ...] = ()
    facts: tuple[FactKind, ...] = ()
    patterns: tuple[Pattern, ...] = Field(default=(), max_length=20)
    off: bool = False
    en: _Words = _Words()
    de: _Words = _Words()

    def value(self, type_id: str) -> RequestType:
        return RequestType(
            id=type_id,
            names=tuple(sorted(self.name.items())),
            level=self.level,
            sla=self.sla,
            answers=self.answers,
            cues=self.de.cues() + self.en.cues(),
            patterns=self.patterns,
            facts=self.facts,
        )


class _Types(RootModel[dict[str, _Type]]):
    @model_validator(mode="after")
    def _named_well(self) -> _Types:
        for name in self.root:
            if not is_block_name(name):
                words = _("{name}: the name of a type has only small letters, digits and hyphens")
                raise ValueError(words.format(name=name))
        return self


class _Exact(Block):
    exact: tuple[str, ...] = ()


def load_request_types(own: Path | None = None) -> Loaded[RequestTypes]:
    """Return the shipped types with those of the file ``own``, where there is such a file."""
    return load_rules(FILE_NAME, own, _built)


def _built(tables: Table) -> RequestTypes:
    exact = _Exact.model_validate({_EXACT: tables.get(_EXACT, [])}).exact
    types = _Types.model_validate({key: one for key, one in tables.items() if key != _EXACT}).root
    used = [one.value(name) for name, one in types.items() if not one.off or name == OTHER]
    return request_types(used, exact)
