"""The request types of a team: the shipped ones, changed and added to by a file of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from agent_console.config import line_of
from agent_console.desk.facts import FactKind
from agent_console.desk.phrases import Phrase, parse_phrase
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

SHIPPED = Path(__file__).parents[1] / "library" / "request_types.toml"
FILE_NAME = "request_types.toml"
_EXACT = "exact"
_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
_MAX_SIZE = 500_000
Table: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LoadedTypes:
    """The types that are used, and why the team's own file is not, if so, in one line."""

    types: RequestTypes
    problem: str = ""


class TypesFileError(ValueError):
    """A file of request types that cannot be used; the text names file, line and cause."""


def _phrase(value: object) -> Phrase:
    return parse_phrase(str(value))


Phrases = tuple[Annotated[Phrase, BeforeValidator(_phrase)], ...]
Pattern = Annotated[re.Pattern[str], BeforeValidator(parse_order_pattern)]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Words(_Block):
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


class _Type(_Block):
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


def load_request_types(own: Path | None = None) -> LoadedTypes:
    """Return the shipped types with those of the file ``own``, where there is such a file.

    A file that cannot be used changes nothing: ``problem`` then names it, the line and the cause.
    """
    shipped = _tables(SHIPPED)
    if own is None or not own.exists():
        return LoadedTypes(_built(shipped, shipped, SHIPPED))
    try:
        given = _tables(own)
        return LoadedTypes(_built(_merged(shipped, given), given, own))
    except TypesFileError as error:
        return LoadedTypes(_built(shipped, shipped, SHIPPED), str(error))


def _tables(path: Path) -> Table:
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise TypesFileError(_("{path}: the file is too large").format(path=path))
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        words = _("{path} cannot be read: {reason}")
        raise TypesFileError(words.format(path=path, reason=error)) from error
    except tomllib.TOMLDecodeError as error:
        raise TypesFileError(f"{path}: {error}") from error


def _merged(shipped: Table, given: Table) -> Table:
    """Return both: keys of ``given`` take the place of the shipped ones, new types come last."""
    merged = dict(shipped)
    other = merged.pop(OTHER)
    for key, value in given.items():
        before = other if key == OTHER else merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            value = _over(before, value)
        elif key == _EXACT and isinstance(value, list):
            value = [*merged[_EXACT], *value]
        if key == OTHER:
            other = value
        else:
            merged[key] = value
    return {**merged, OTHER: other}


def _over(before: Table, given: Table) -> Table:
    """Return a block with the keys of another laid over it, one level deep in its languages."""
    return {
        **before,
        **{
            key: {**before[key], **value}
            if isinstance(value, dict) and isinstance(before.get(key), dict)
            else value
            for key, value in given.items()
        },
    }


def _built(tables: Table, given: Mapping[str, Any], path: Path) -> RequestTypes:
    """Check every block; ``given`` is what stands in the file at ``path``."""
    tables = dict(tables)
    exact = tables.pop(_EXACT, [])
    if not isinstance(exact, list) or not all(isinstance(word, str) for word in exact):
        raise _error(path, (_EXACT,), _("write a list of words"))
    found = []
    for type_id, table in tables.items():
        if not _ID.fullmatch(type_id):
            words = _("a type is called by small letters, digits and hyphens")
            raise _error(path, (type_id,), words)
        try:
            block = _Type.model_validate(table)
        except ValidationError as error:
            raise _first(path, type_id, error) from error
        if not block.off or type_id == OTHER:
            found.append(block.value(type_id))
    return request_types(found, exact)


def _first(path: Path, type_id: str, error: ValidationError) -> TypesFileError:
    item = error.errors()[0]
    location = tuple(part for part in item["loc"] if isinstance(part, str))
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        message = _("unknown key")
    return _error(path, (type_id, *location), message)


def _error(path: Path, location: tuple[str, ...], message: str) -> TypesFileError:
    line = line_of(path.read_text(encoding="utf-8"), location)
    where = f"{path}:{line}" if line else str(path)
    return TypesFileError(f"{where}: {'.'.join(location)}: {message}")
