"""Which keys do what: a preset, and on top of it what an agent wrote into the settings.

What cannot be used of the latter is left out and named; the preset holds in its place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from agent_console.i18n import _
from agent_console.screens.action import READING, TYPING, Action, Scope
from agent_console.screens.key_names import KeyNameError, is_typed, key_of
from agent_console.screens.keys import ACTIONS, THEN, Clash, KeyMap, clashes, key_label

DEFAULT = "default"
FOLDER = Path(__file__).parents[1] / "keymaps"
_KEPT = {
    "app.leave": "ctrl+q",
    "screen.back": "escape",
    "reply.head": "tab",
    "panel.close": "escape",
    "panel.take": "enter",
    "panel.down": "down",
    "panel.up": "up",
    "attach.complete": "tab",
    "files.all": "A",
}
"""Keys that always work: nobody can lock themselves in, and panels name them as they are."""


def preset_names() -> tuple[str, ...]:
    """Return the names of the presets, the default first."""
    return (DEFAULT, *sorted(file.stem for file in FOLDER.glob("*.toml")))


def load_key_map(preset: str = DEFAULT, own: Mapping[str, str] | None = None) -> KeyMap:
    """Return the keys of a preset with an agent's ``own``, and what was wrong with those.

    ``own`` gives an action's name its keys, separated by blanks; none takes all keys away.
    """
    name, problems = _known_preset(preset)
    actions = ACTIONS
    if name != DEFAULT:
        data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        actions, wrong = _mapped(actions, data)
        problems += wrong
    if own:
        actions, wrong = _mapped(actions, own)
        problems += wrong
    return KeyMap(name, actions, tuple(problems))


def _known_preset(wanted: str) -> tuple[str, list[str]]:
    names = preset_names()
    if wanted in names:
        return wanted, []
    text = _("Keys: there is no preset {name}").format(name=wanted)
    near = get_close_matches(wanted.lower(), names, n=1)
    hint = _("did you mean {key}?").format(key=near[0]) if near else ", ".join(names)
    return DEFAULT, [f"{text}; {hint}"]


def _mapped(
    base: tuple[Action, ...], wishes: Mapping[str, str]
) -> tuple[tuple[Action, ...], list[str]]:
    """Return ``base`` with other keys, as far as they go together, and a line for what does not."""
    by_id = {action.id: action for action in base}
    wanted: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, text in wishes.items():
        if name not in by_id:
            problems.append(_unknown_action(name, by_id))
            continue
        keys, wrong = _keys_for(by_id[name], text)
        problems += wrong
        if keys or not wrong:
            wanted[name] = keys
    while True:
        actions = tuple(replace(one, keys=wanted.get(one.id, one.keys)) for one in base)
        clash = next(clashes(actions), None)
        loser = _loser(clash, wanted) if clash else ""
        if clash is None or not loser:
            return (actions if wanted else base), problems
        problems.append(_clash_text(clash))
        del wanted[loser]


def _loser(clash: Clash, wanted: Mapping[str, object]) -> str:
    """Return which of two must go back to the preset: of two wishes the later one."""
    order = list(wanted)
    both = [name for name in (clash.first, clash.second) if name in wanted]
    return max(both, key=order.index, default="")


def _unknown_action(name: str, known: Iterable[str]) -> str:
    text = _("Keys: there is no action {name}").format(name=name)
    near = get_close_matches(name, list(known), n=1)
    return text + "; " + _("did you mean {key}?").format(key=near[0]) if near else text


def _clash_text(clash: Clash) -> str:
    return _("Keys: {key} would be both {first} and {second}; give one of them another key").format(
        key=key_label(clash.key), first=clash.first, second=clash.second
    )


def _keys_for(action: Action, text: str) -> tuple[tuple[str, ...], list[str]]:
    keys: dict[str, None] = {}
    problems: list[str] = []
    for word in text.split():
        try:
            key = key_of(word)
            _check(action, key)
        except KeyNameError as error:
            problems.append(f"Keys: {action.id}: {error}")
        else:
            keys[key] = None
    if action.id in _KEPT:
        keys[_KEPT[action.id]] = None
    return tuple(keys), problems


def _check(action: Action, key: str) -> None:
    """Raise KeyNameError for a key that would be missing where text is typed."""
    if is_typed(key) and action.scopes & TYPING:
        text = _("{key} is typed as text there; take Ctrl, Esc, Tab, Enter or an F key")
        raise KeyNameError(text.format(key=key_label(key)))
    if THEN in key and not action.scopes <= READING:
        text = _("{key}: sequences work in the queue, in tickets and in lists only")
        raise KeyNameError(text.format(key=key_label(key)))


def doing(key_map: KeyMap, key: str) -> Iterator[tuple[Scope, Action]]:
    """Yield where a key, or a sequence that it begins, does something."""
    for action in key_map.actions:
        if any(key == one or one.startswith(key + THEN) for one in action.keys):
            for scope in sorted(action.scopes, key=list(Scope).index):
                yield scope, action
