"""Colour themes from files: found, checked to the last colour, and only then used."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from agent_console.i18n import _

AUTO = "auto"
DARK, LIGHT, TERMINAL, MONOCHROME = "dark", "light", "terminal", "monochrome"

COLOURS = (
    "primary",
    "secondary",
    "warning",
    "error",
    "success",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "boost",
)
VARIABLES: dict[str, str] = {
    "bar": "#2a3138",
    "cursor": "#2f5d8a",
    "cursor-text": "#ffffff",
    "text-quiet": "#a9b4bf",
    "text-strong": "#ffffff",
    "clock-overdue": "#ff8f87",
    "clock-soon": "#f2c063",
    "state-new": "#7fd6a0",
    "notice-info": "#a9d4ff",
    "notice-warning": "#f2c063",
    "notice-error": "#ff8f87",
    "mail-in": "#8cc8ff",
    "mail-out": "#7fd6a0",
    "note": "#1d1a0c",
    "note-back": "#e6cf7a",
    "folded": "#a9b4bf",
    "ask": "#ffffff",
    "ask-back": "#3b4f63",
}
STYLES: dict[str, str] = {
    "bar-style": "none",
    "cursor-style": "bold",
    "gap-style": "bold",
    "overdue-style": "bold",
    "soon-style": "none",
    "new-style": "bold",
    "notice-warning-style": "none",
    "notice-error-style": "bold",
    "mail-in-style": "bold",
    "mail-out-style": "bold",
    "note-style": "bold",
    "key-style": "bold",
}
"""How a thing is written besides its colour; what a theme without colours lives on."""
_STYLE_WORDS = ("none", "bold", "dim", "italic", "underline", "reverse")
# Textual makes these for themes of its own colours only, but its styles name them always.
ANSI_VARIABLES: dict[str, str] = dict.fromkeys(
    ("ansi-background", "ansi-foreground", "foreground-disabled", "surface-active"), "ansi_default"
)
_KEYS = ("name", "dark", "ansi", "variables", *COLOURS)


@dataclass(frozen=True, slots=True)
class LoadedThemes:
    """The themes that can be used, and one line for each file that cannot."""

    themes: tuple[Theme, ...]
    problems: tuple[str, ...] = field(default=())


class ThemeError(ValueError):
    """A theme file that cannot be used; the text is one line for the agent."""


def theme_folders(own: Path | None) -> tuple[Path, ...]:
    """Return where themes lie, the most important place first.

    The agent's own folder, the installed package, then (from a checkout) the project's folder.
    """
    package = Path(__file__).parents[1]
    candidates = ([own] if own else []) + [package / "themes", package.parent / "themes"]
    return tuple(folder for folder in candidates if folder.is_dir())


def load_themes(folders: Iterable[Path]) -> LoadedThemes:
    """Read every ``*.toml``; of two themes with one name the one found first counts."""
    found: dict[str, Theme] = {}
    problems: list[str] = []
    for file in _theme_files(folders):
        try:
            theme = read_theme(file)
        except ThemeError as error:
            problems.append(str(error))
        else:
            found.setdefault(theme.name, theme)
    return LoadedThemes(tuple(found.values()), tuple(problems))


def _theme_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.toml"))


def read_theme(file: Path) -> Theme:
    """Read one theme file; raises ThemeError that names the file and the key."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(_theme_problem(file, "", str(error))) from error
    _check_keys(file, data, _KEYS)
    variables = data.get("variables", {})
    if not isinstance(variables, dict):
        raise ThemeError(_theme_problem(file, "variables", _("write a table of colours")))
    for required in ("name", "primary"):
        if required not in data:
            raise ThemeError(_theme_problem(file, required, _("is missing")))
    colours = {key: data[key] for key in COLOURS if key in data}
    for key, value in [*colours.items(), *variables.items()]:
        _check_colour(file, key, value)
    return _checked(file, data, colours, variables)


def _checked(
    file: Path, data: dict[str, Any], colours: dict[str, str], variables: dict[str, str]
) -> Theme:
    theme = Theme(
        name=str(data["name"]),
        primary=colours["primary"],
        dark=bool(data.get("dark", True)),
        ansi=bool(data.get("ansi", False)),
        variables=variables,
    )
    for key, value in colours.items():
        setattr(theme, key, value)
    try:
        theme.to_color_system().generate()
    except (ValueError, ColorParseError) as error:
        raise ThemeError(_theme_problem(file, "", str(error))) from error
    return theme


def _check_keys(file: Path, data: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = " " + _("did you mean {key}?").format(key=near[0]) if near else ""
            raise ThemeError(_theme_problem(file, key, _("unknown key") + hint))


def _check_colour(file: Path, key: str, value: object) -> None:
    if key.endswith("-style"):
        _check_style(file, key, value)
        return
    if not isinstance(value, str):
        raise ThemeError(_theme_problem(file, key, _("is not a colour")))
    try:
        Color.parse(value)
    except ColorParseError as error:
        text = _("{value} is not a colour").format(value=value)
        raise ThemeError(_theme_problem(file, key, text)) from error


def _check_style(file: Path, key: str, value: object) -> None:
    words = value.split() if isinstance(value, str) else []
    if not words or not set(words) <= set(_STYLE_WORDS):
        text = _("write one or more of {words}").format(words=", ".join(_STYLE_WORDS))
        raise ThemeError(_theme_problem(file, key, text))


def _theme_problem(file: Path, key: str, text: str) -> str:
    where = f"{file.name}: {key}" if key else file.name
    first = text.splitlines()[0] if text else ""
    return _("Theme {where}: {problem}").format(where=where, problem=first)


@dataclass(frozen=True, slots=True)
class Colours:
    """What is known of the terminal's colours.

    ``system`` is the name that Rich gives to how many there are, None for no terminal at all;
    ``wanted`` is False with NO_COLOR; ``bright`` tells a light background, None when unknown.
    """

    system: str | None
    wanted: bool = True
    bright: bool | None = None


def terminal_colours(
    system: str | None, environment: Mapping[str, str], *, wanted: bool = True
) -> Colours:
    """Return what the environment says; ``wanted`` is False where NO_COLOR is set."""
    term = environment.get("TERM", "")
    plain = term.endswith(_PLAIN_ENDS) or term in _PLAIN_TERMINALS
    return Colours(system, wanted and not plain, _is_bright(environment.get("COLORFGBG", "")))


_PLAIN_TERMINALS = ("dumb", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "vt510")
_PLAIN_ENDS = ("-m", "-mono")
_BRIGHT = ("7", "15")


def _is_bright(told: str) -> bool | None:
    """Return what COLORFGBG tells: numbers of text and ground, the ground last (rxvt, Konsole)."""
    ground = told.rpartition(";")[2].strip()
    return ground in _BRIGHT if ground.isdecimal() else None


def choose_theme(wanted: str, known: Iterable[str], colours: Colours) -> str:
    """Return the theme to start with; an unknown one is as good as ``auto``.

    ``auto`` does without colours where the terminal has none or NO_COLOR is set, takes the
    terminal's own 16 where it has no more, else the light theme on a light ground, or the dark one.
    """
    names = tuple(known)
    if wanted != AUTO and wanted in names:
        return wanted
    best = _best_theme(colours)
    return best if best in names else next(iter(names), "textual-dark")


def _best_theme(colours: Colours) -> str:
    if not colours.wanted:
        return MONOCHROME
    if colours.system in ("standard", None):
        return TERMINAL
    return LIGHT if colours.bright else DARK
