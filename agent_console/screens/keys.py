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
    "Scope",
    "actions_of",
    "bindings_of",
    "clashes",
    "key_label",
]


def actions_of(scope: Scope) -> tuple[Action, ...]:
    """Return what can be done on the screen ``scope``, its own things first, then the app's."""
    own = tuple(action for action in ACTIONS if scope in action.scopes)
    if scope is Scope.APP:
        return own
    return own + tuple(action for action in ACTIONS if Scope.APP in action.scopes)


def bindings_of(scope: Scope) -> list[BindingType]:
    """Return Textual's bindings for one scope alone; their words are never shown from there."""
    return [
        Binding(
            ",".join(action.keys),
            action.textual_action,
            action.id,
            show=action.show,
            priority=action.priority,
            id=action.id,
        )
        for action in ACTIONS
        if scope in action.scopes and action.keys
    ]


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that would do two things on one screen."""

    scope: Scope
    key: str
    first: str
    second: str


def clashes(actions: Iterable[Action] = ACTIONS) -> Iterator[Clash]:
    """Yield every key that is given twice on a screen, the app's keys counted on each."""
    taken: dict[tuple[Scope, str], str] = {}
    by_scope: defaultdict[Scope, list[Action]] = defaultdict(list)
    for action in actions:
        for scope in Scope if Scope.APP in action.scopes else action.scopes:
            by_scope[scope].append(action)
    for scope, members in by_scope.items():
        for action in members:
            for key in action.keys:
                first = taken.setdefault((scope, key), action.id)
                if first != action.id:
                    yield Clash(scope, key, first, action.id)
