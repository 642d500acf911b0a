"""``agent-console keys`` and ``doctor --keys``: which keys do what, and what arrives of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from agent_console.cli_output import print_json
from agent_console.desk.text import cell_width, to_screen
from agent_console.errors import ConfigError, ConsoleError, ExitCode
from agent_console.i18n import _, use_language
from agent_console.locations import find_locations
from agent_console.look import DEFAULT_KEYS, Look, look_into
from agent_console.screens.key_maps import load_key_map, preset_names
from agent_console.screens.keys import KeyMap, Scope, key_label
from agent_console.services.findings import Finding, good, note

_WIDTH = 18
_SILENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action in one place, as JSON."""

    place: str
    action: str
    keys: tuple[str, ...]
    words: str


def keys(options: argparse.Namespace) -> ExitCode:
    """Print the map that holds here; the exit code is 1 when a part of one's own does not."""
    if options.preset is not None and options.preset not in preset_names():
        raise ConfigError(
            _("Keys"),
            _("there is no preset {name}").format(name=to_screen(options.preset)),
            _("Choose one of these: {names}.").format(names=", ".join(preset_names())),
        )
    found = own_key_map(options.preset)
    if options.json:
        print_json({"preset": found.preset, "problems": found.problems, "keys": list(rows(found))})
    else:
        for line in _lines(found):
            print(line)
    return ExitCode.FAILED if found.problems else ExitCode.OK


def own_key_map(preset: str | None = None) -> KeyMap:
    """Return the map of the settings; the default one without any, or where they are wrong."""
    look: Look | None = None
    with suppress(ConsoleError):
        look = look_into(find_locations().config_file)
    if look is not None:
        use_language(look.language)
    own = dict(look.own_keys) if look else {}
    return load_key_map(preset or (look.keys if look else DEFAULT_KEYS), own)


def rows(found: KeyMap) -> Iterator[KeyRow]:
    """Yield every action of every place."""
    for scope in Scope:
        for action in found.actions:
            if scope in action.scopes:
                yield KeyRow(scope.value, action.id, action.keys, action.words())


def _lines(found: KeyMap) -> Iterator[str]:
    from agent_console.screens.help import scope_title

    yield _("Preset: {name}").format(name=found.preset)
    for problem in found.problems:
        yield f"! {to_screen(problem)}"
    place = ""
    for row in rows(found):
        if row.place != place:
            place = row.place
            yield ""
            yield scope_title(Scope(place))
        shown = " ".join(key_label(key) for key in row.keys) or "–"
        gap = " " * max(_WIDTH - cell_width(shown), 1)
        yield f"  {shown}{gap}{row.action:<24} {row.words}"


def key_findings() -> Iterator[Finding]:
    """Yield what the doctor says of the keys; nothing while there are no settings."""
    if not find_locations().config_file.exists():
        return
    found = own_key_map()
    if found.problems:
        hint = _("The preset holds there; `agent-console keys` lists all names.")
        yield note(_("Keys"), "\n".join(found.problems), hint)
    else:
        yield good(_("Keys"), _("preset {name}").format(name=found.preset))


def watch_keys() -> ExitCode:
    """Show what arrives for each key pressed, in the settings' language where there are any."""
    from agent_console.screens.key_probe import probe

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError(_("Keys"), _("keys can be pressed at a terminal only"))
    probe(own_key_map(), _SILENCE_SECONDS, lambda line: print(line, flush=True))
    return ExitCode.OK
