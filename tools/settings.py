"""Write docs/configuration.md from the settings themselves: names, kinds, defaults, docstrings."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from agent_console.config import Config
from agent_console.queue_layout import Column, Wish
from tools.docstrings import docstrings

FILE = Path(__file__).resolve().parents[1] / "docs" / "configuration.md"
_PAGES = {
    "agent": "requests",
    "mailbox.oauth": "sign-in",
    "calendar": "sla",
    "sla": "sla",
    "priority": "sla",
    "orders": "orders",
    "forms": "channels",
    "order_sources": "orders",
    "sync": "sync",
    "ui": "look",
    "library": "library",
    "remedies": "remedies",
    "notices": "sla",
    "reports": "reports",
    "proactive": "notices",
    "feedback": "feedback",
    "company": "reports",
    "pulse": "pulse",
    "privacy": "privacy",
    "queue": "queue",
    "keys": "key-maps",
    "tools": "tickets",
}
_KINDS: dict[object, str] = {
    bool: "`true`, `false`",
    int: "whole number",
    str: "text",
    float: "number",
    Decimal: "amount",
    date: "day",
    timedelta: "duration",
    Path: "path",
    SecretStr: "text",
    re.Pattern: "regular expression",
    Wish: "column",
}
_INTRO = """\
# Settings

Made from the program's settings themselves (`python -m tools.settings`). They lie in
`~/.config/agent-console/config.toml`, on macOS in
`~/Library/Application Support/agent-console`, with `AGENT_CONSOLE_HOME` in `config` below that
folder. `agent-console setup` writes the file with comments and, run again, keeps yours.
`agent-console doctor` checks it; an error names file, line and key, and the nearest key that there
is. What is left out has its default; what is `needed` must be written. Changes count from the next
start.

| kind | is written |
|---|---|
| text | `"in quotation marks"`; a path the same way |
| list | `["one", "two"]` |
| duration | `"30s"`, `"15min"`, `"4h"`, `"1d"`; a promise may not be nothing |
| day | `2026-12-24`, without quotation marks |
| opening hours | `"09:00-17:30"`; an end at or before the start lies on the next day |
| amount | a number such as `12.50` |
| regular expression | `'in single quotes'` |

A section in double brackets may stand there several times. In a team a lead can share sections
with all consoles ([team-setup.md](team-setup.md)); a shared one takes the place of yours.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One or more tables of the file that have the same keys."""

    names: tuple[str, ...]
    model: type[BaseModel]

    @property
    def heading(self) -> str:
        """The tables as they are written in the file."""
        return ", ".join(f"`{name}`" for name in self.names)


def settings_page() -> str:
    """Return the whole page."""
    parts = [_INTRO]
    for section in sections():
        parts += [f"## {section.heading}\n", _told(section), _table(section)]
    return "\n".join(part for part in parts if part)


def sections() -> list[Section]:
    """Return every table of the settings file; those of one class stand together."""
    found: list[Section] = []
    for name, field in Config.model_fields.items():
        model = table_of(field)
        if model is None:
            raise TypeError(f"{name} is no table")
        shown = f"[[{name}]]" if _is_list(field) else f"[{name}]"
        before = next((one for one in found if one.model is model), None)
        if before:
            found[found.index(before)] = Section((*before.names, shown), model)
            continue
        found += [Section((shown,), model), *_inner(name, model)]
    return found


def _inner(before: str, model: type[BaseModel]) -> Iterator[Section]:
    groups: dict[type[BaseModel], list[str]] = {}
    for name, field in model.model_fields.items():
        if inner := table_of(field):
            path = f"{before}.{name}"
            groups.setdefault(inner, []).append(f"[[{path}]]" if _is_list(field) else f"[{path}]")
    for inner, names in groups.items():
        yield Section(tuple(names), inner)


def table_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the class of the table that a key is, of each table of a list; None for a value."""
    kinds = (field.annotation, *get_args(field.annotation))
    models = (kind for kind in kinds if inspect.isclass(kind) and issubclass(kind, BaseModel))
    return next(models, None)


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _told(section: Section) -> str:
    text = inspect.cleandoc(section.model.__doc__ or "").replace("``", "`")
    name = section.names[0].strip("[]")
    if page := _PAGES.get(name):
        text += f"\n\nMore: [{page}.md]({page}.md)."
    return text + "\n"


def _table(section: Section) -> str:
    lines = ["| key | kind | default | meaning |", "|---|---|---|---|"]
    meanings = docstrings(section.model)
    shipped = len({repr(_shipped(name)) for name in section.names}) > 1
    for name, field in section.model.model_fields.items():
        if not table_of(field):
            default = "as shipped" if shipped and name in _differing(section) else _default(field)
            cells = (f"`{name}`", _kind(field), default, meanings[name])
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n" if len(lines) > 2 else ""


def _shipped(name: str) -> object:
    """Return what a table holds when the file does not have it; None where it must be there."""
    model: Any = Config
    value: object = None
    for part in name.strip("[]").split("."):
        field = model.model_fields[part]
        value = None if field.is_required() else field.get_default(call_default_factory=True)
        model = table_of(field)
    return value


def _differing(section: Section) -> set[str]:
    """Return the keys whose defaults are not the same in all tables of a section."""
    shipped = [_shipped(name) for name in section.names]
    return {
        name
        for name in section.model.model_fields
        if len({repr(getattr(one, name, None)) for one in shipped}) > 1
    }


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value = field.get_default(call_default_factory=True)
    value = value.get_secret_value() if isinstance(value, SecretStr) else value
    if value is PydanticUndefined or value in (None, "", (), {}):
        return "none"
    return f"`{_toml(value)}`"


def _toml(value: object) -> str:
    """Return a default as it would stand in the file."""
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return _toml(value.value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case timedelta():
            return f'"{_duration(value)}"'
        case (time() as start, time() as end):
            return f'"{start:%H:%M}-{end:%H:%M}"'
        case tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case dict():
            return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return str(value)


def _duration(value: timedelta) -> str:
    for unit, seconds in (("d", 86400), ("h", 3600), ("min", 60)):
        if value.total_seconds() and not value.total_seconds() % seconds:
            return f"{int(value.total_seconds() // seconds)}{unit}"
    return f"{int(value.total_seconds())}s"


def _kind(field: FieldInfo) -> str:
    text = _kind_of(field.annotation)
    low = next((one.ge for one in field.metadata if hasattr(one, "ge")), None)
    high = next((one.le for one in field.metadata if hasattr(one, "le")), None)
    if low is None or high is None or _is_list(field):
        return text
    return f"{text}, {low} to {high}"


def _kind_of(kind: object) -> str:
    """Return what may be written for a type, in words."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return ", ".join(f"`{json.dumps(one)}`" for one in inner)
    if origin in (Union, UnionType):
        return " or ".join(_kind_of(one) for one in inner if one is not NoneType)
    if origin is tuple:
        return "opening hours" if inner == (time, time) else f"list: {_kind_of(inner[0])}"
    if origin is dict:
        return f"table: {_kind_of(inner[1])}"
    if origin in _KINDS:
        return _KINDS[origin]
    if origin is not None:
        return _kind_of(inner[0])
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return ", ".join(f"`{json.dumps(str(one.value))}`" for one in kind)
    if kind is Wish:
        return "column: " + ", ".join(f"`{one.value}`" for one in Column)
    return _KINDS[kind]


if __name__ == "__main__":
    FILE.write_text(settings_page(), encoding="utf-8")
