"""Rules in TOML files: the shipped one, and the team's own laid over it, block by block.

Whatever is wrong with a file is one line that names the file, the line and the cause.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from agent_console.config import line_of
from agent_console.desk.phrases import Phrase, parse_phrase
from agent_console.i18n import _

LIBRARY = Path(__file__).parents[1] / "library"
GROUPS = "groups"
_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
_GROUP = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
_MAX_SIZE = 500_000
Table: TypeAlias = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Value]):
    """What is used, and why the team's own file is not, if so, in one line."""

    value: Value
    problem: str = ""


class RuleFileError(ValueError):
    """A file of rules that cannot be used; the text names file, line and cause."""


class Block(BaseModel):
    """One block of a file: nothing in it may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _phrase(value: object) -> Phrase:
    if not isinstance(value, str):
        raise ValueError(_("write a phrase in quotation marks"))
    return parse_phrase(value)


Phrases = tuple[Annotated[Phrase, BeforeValidator(_phrase)], ...]


def load_rules(name: str, own: Path | None, build: Callable[[Table], Value]) -> Loaded[Value]:
    """Return what ``build`` makes of the shipped file ``name`` with the file ``own`` over it.

    A file that cannot be used changes nothing: ``problem`` then says why.
    """
    if own is None or not own.exists():
        return Loaded(_shipped(name, build))
    try:
        both = laid_over(read_rules(LIBRARY / name), read_rules(own))
        return Loaded(_checked(both, own, build))
    except RuleFileError as error:
        return Loaded(_shipped(name, build), str(error))


@functools.cache
def _shipped(name: str, build: Callable[[Table], Value]) -> Value:
    """Return what is made of a shipped file, which never changes while the program runs."""
    return _checked(read_rules(LIBRARY / name), LIBRARY / name, build)


def read_rules(path: Path) -> Table:
    """Read a file of rules; raises RuleFileError."""
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise RuleFileError(_("{path}: the file is too large").format(path=path))
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        words = _("{path} cannot be read: {reason}")
        raise RuleFileError(words.format(path=path, reason=error)) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{path}: {error}") from error


def laid_over(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> Table:
    """Return both: what ``given`` says takes the place of the same key; lists outside blocks grow.

    The last shipped block stays the last one.
    """
    merged = dict(shipped)
    last = list(shipped)[-1]
    for key, value in given.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = {**before, **{name: _over(before, name, value) for name in value}}
        elif isinstance(before, list) and isinstance(value, list):
            merged[key] = [*before, *value]
        else:
            merged[key] = value
    return {**{key: value for key, value in merged.items() if key != last}, last: merged[last]}


def _over(before: Table, name: str, given: Table) -> object:
    """Return what a block says at ``name``: words of a language are laid over key by key."""
    old, new = before.get(name), given[name]
    return {**old, **new} if isinstance(old, dict) and isinstance(new, dict) else new


def _checked(tables: Table, path: Path, build: Callable[[Table], Value]) -> Value:
    try:
        return build(_with_groups(tables))
    except ValidationError as error:
        raise _first(path, error) from error
    except ValueError as error:
        raise RuleFileError(f"{path}: {error}") from error


def _with_groups(tables: Table) -> Table:
    """Put the words of the groups in the place of ``{name}``, and take the groups away."""
    groups = tables.get(GROUPS, {})
    if not isinstance(groups, dict) or not all(isinstance(one, str) for one in groups.values()):
        raise ValueError(_("groups: write a text of words with | between for each name"))
    words = {name: "|".join(text.replace("|", " ").split()) for name, text in groups.items()}
    return {key: _filled(one, words) for key, one in tables.items() if key != GROUPS}


def _filled(value: object, groups: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {
            key: one if key == "patterns" else _filled(one, groups) for key, one in value.items()
        }
    if isinstance(value, list):
        return [_filled(one, groups) for one in value]
    if isinstance(value, str) and "{" in value:
        return _GROUP.sub(lambda found: groups.get(found[1], found[0]), value)
    return value


def is_block_name(name: str) -> bool:
    """Tell whether a block may be called so: small letters, digits and hyphens."""
    return _ID.fullmatch(name) is not None


def _first(path: Path, error: ValidationError) -> RuleFileError:
    """Say what is wrong first, with the line of the key, or of the very phrase if it is found."""
    item = error.errors()[0]
    location = tuple(part for part in item["loc"] if isinstance(part, str))
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        message = _("unknown key")
    text = path.read_text(encoding="utf-8")
    line = line_of(text, location)
    given = item["input"] if isinstance(item["input"], str) else ""
    below = text.splitlines()[max(line - 1, 0) :]
    line += next((at for at, one in enumerate(below) if given and f'"{given}"' in one), 0)
    where = f"{path}:{line}" if line else str(path)
    return RuleFileError(f"{where}: {'.'.join(location)}: {message}")
