"""Keys of an agent's own in place of those that a class was made with."""

from __future__ import annotations

from textual.binding import BindingsMap
from textual.dom import DOMNode

from agent_console.screens.keys import ACTIONS, KeyMap, Scope, bindings_of


def rebind(node: DOMNode, scope: Scope, keys: KeyMap) -> None:
    """Bind the keys of ``scope`` as ``keys`` has them.

    Textual's own key map drops whatever was on a key that another action takes, and cannot take a
    key away; so the bindings are made anew. Uses a private part of Textual, here and nowhere else.
    """
    ours = {action.id for action in ACTIONS}
    foreign = {
        key: [binding for binding in bindings if binding.id not in ours]
        for key, bindings in node._bindings.key_to_bindings.items()
    }
    own = BindingsMap(bindings_of(scope, keys.actions)).key_to_bindings
    kept = {key: bindings for key, bindings in foreign.items() if bindings}
    node._bindings = BindingsMap.from_keys(kept | own)
