"""The few settings that the first picture needs, read without checking the rest.

The whole file is checked by :mod:`agent_console.config`, which takes longer to load than the
picture to paint; that happens right after.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent_console.queue_layout import SORTS, Preview, QueueLook, parse_columns

ZONE = "Europe/Berlin"
AUTO = "auto"
LANGUAGES = (AUTO, "de", "en")
DEFAULT_KEYS = "default"
DIFFERENTIAL, PLAIN_DRIVER = "differential", "plain"
DRIVERS = (DIFFERENTIAL, PLAIN_DRIVER)
COLOURS = (AUTO, "truecolor", "256", "16", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Who works here, on which mailbox, in which time zone and language, in which colours.

    ``level``, ``languages`` and ``types`` are what this agent answers. ``own_keys`` gives actions
    the keys that stand in the settings, on top of the preset ``keys``. ``plain`` is for screen
    readers.
    """

    agent: str
    mailbox: str
    zone: str = ZONE
    language: str = AUTO
    theme: str = AUTO
    level: int = 3
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    keys: str = DEFAULT_KEYS
    own_keys: tuple[tuple[str, str], ...] = ()
    mouse: bool = True
    hints: bool = True
    driver: str = DIFFERENTIAL
    colours: str = AUTO
    plain: bool = False
    title: bool = True
    queue: QueueLook = field(default_factory=QueueLook)


def look_into(path: Path) -> Look | None:
    """Return what the settings file says, or None where any of it is missing or wrong.

    Reading the settings properly then tells what is wrong.
    """
    try:
        return _look(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _look(data: dict[str, Any]) -> Look | None:
    agent, mailbox = data["agent"], data["mailbox"]["address"]
    calendar, ui = dict(data.get("calendar", {})), dict(data.get("ui", {}))
    keys = dict(data.get("keys", {}))
    found = Look(
        agent["name"],
        mailbox,
        zone=calendar.get("zone", ZONE),
        language=ui.get("language", AUTO),
        theme=ui.get("theme", AUTO),
        level=agent.get("level", 3),
        languages=tuple(agent.get("languages", ())),
        types=tuple(agent.get("types", ())),
        keys=str(keys.get("preset", DEFAULT_KEYS)),
        own_keys=tuple(flat_keys(keys.get("map", {})).items()),
        mouse=bool(ui.get("mouse", True)),
        hints=bool(ui.get("hints", True)),
        plain=bool(ui.get("plain", False)),
        title=bool(ui.get("title", True)),
        driver=ui.get("driver", DIFFERENTIAL),
        colours=ui.get("colours", AUTO),
        queue=_queue(dict(data.get("queue", {}))),
    )
    ZoneInfo(found.zone)
    words = (found.agent, found.mailbox, found.zone, found.theme, *found.languages, *found.types)
    good = all(isinstance(word, str) and word for word in words) and "@" in found.mailbox
    good = good and found.driver in DRIVERS and found.colours in COLOURS
    return found if good and found.language in LANGUAGES and found.level in range(1, 4) else None


def _queue(data: dict[str, Any]) -> QueueLook:
    sort = data.get("sort", "priority")
    if sort not in SORTS:
        raise ValueError(sort)
    return QueueLook(
        parse_columns(data.get("columns", ())), sort, Preview(data.get("preview", Preview.AUTO))
    )


def flat_keys(value: object, before: str = "") -> dict[str, str]:
    """Return names of actions with their keys, however a settings file says it.

    ``reply.begin`` without quotes is a table in TOML, and a list of keys is as good as a line.
    """
    if isinstance(value, Mapping):
        found: dict[str, str] = {}
        for name, inner in value.items():
            found |= flat_keys(inner, f"{before}.{name}" if before else str(name))
        return found
    words = value if isinstance(value, (list, tuple)) else (value,)
    return {before: " ".join(str(word) for word in words)}
