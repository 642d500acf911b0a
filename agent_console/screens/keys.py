"""The one list of everything a key can do.

Bindings, the key line, the help screen, the palette and the check for clashes are made from it, so
they cannot disagree. The words of an action are asked for when they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from agent_console.screens.action import READING, Action, Scope, key_label
from agent_console.screens.actions import ACTIONS

__all__ = [
    "ACTIONS",
    "READING",
    "Action",
    "Clash",
    "KeyMap",
    "Scope",
    "actions_of",
    "bindings_of",
    "clashes",
    "key_label",
]

THEN = ">"
"""Stands between the keys of a sequence: ``g>g`` is g, and g again."""


def actions_of(scope: Scope, actions: Iterable[Action] = ACTIONS) -> tuple[Action, ...]:
    """Return what can be done on the screen ``scope``, its own things first, then the app's."""
    known = tuple(actions)
    own = tuple(action for action in known if scope in action.scopes)
    if scope is Scope.APP:
        return own
    return own + tuple(action for action in known if Scope.APP in action.scopes)


def bindings_of(scope: Scope, actions: Iterable[Action] = ACTIONS) -> list[BindingType]:
    """Return Textual's bindings for one scope alone; their words are never shown from there.

    The first key of a sequence is bound to ``begin_sequence``, once for all that begin with it.
    """
    found: list[BindingType] = []
    begun: set[str] = set()
    for action in actions:
        if scope not in action.scopes:
            continue
        single = [key for key in action.keys if THEN not in key]
        begun.update(key.partition(THEN)[0] for key in action.keys if THEN in key)
        if single:
            found.append(
                Binding(
                    ",".join(single),
                    action.textual_action,
                    action.id,
                    show=action.show,
                    priority=action.priority,
                    id=action.id,
                )
            )
    found += [Binding(key, f"begin_sequence('{key}')", show=False) for key in sorted(begun)]
    return found


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that would do two things on one screen."""

    scope: Scope
    key: str
    first: str
    second: str


def clashes(actions: Iterable[Action] = ACTIONS) -> Iterator[Clash]:
    """Yield every key that is given twice on a screen, the app's keys counted on each.

    A key that also begins a sequence is one of them: the sequence would never come to its end.
    """
    by_scope: defaultdict[Scope, list[Action]] = defaultdict(list)
    for action in actions:
        for scope in Scope if Scope.APP in action.scopes else action.scopes:
            by_scope[scope].append(action)
    for scope, members in by_scope.items():
        taken: dict[str, str] = {}
        for action in members:
            for key in action.keys:
                other = next((old for old in taken if _collide(old, key)), None)
                if other is not None and taken[other] != action.id:
                    yield Clash(scope, key, taken[other], action.id)
                taken.setdefault(key, action.id)


def _collide(one: str, other: str) -> bool:
    return one == other or one.startswith(other + THEN) or other.startswith(one + THEN)


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Which keys do what at this console: the actions with the keys of a preset and an agent.

    ``problems`` are what could not be used of the agent's own keys, a line each; a map with
    ``own_keys`` differs from the keys that classes are made with.
    """

    preset: str = "default"
    actions: tuple[Action, ...] = ACTIONS
    problems: tuple[str, ...] = ()

    @property
    def own_keys(self) -> bool:
        """Whether any key differs from the default."""
        return self.actions is not ACTIONS

    def of(self, scope: Scope) -> tuple[Action, ...]:
        """Return what can be done on the screen ``scope``, its own things first."""
        return actions_of(scope, self.actions)

    def key(self, action_id: str) -> str:
        """Return the first key of an action, written for people; the palette's without one."""
        by_id = {action.id: action for action in self.actions}
        return by_id[action_id].key or by_id["app.palette"].key

    def sequences(self, scope: Scope) -> dict[str, Action]:
        """Return what sequences of keys do on a screen."""
        return {key: action for action in self.of(scope) for key in action.keys if THEN in key}
