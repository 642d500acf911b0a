"""The last line: the keys that matter on this screen, as many as fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.text import cell_width, shorten
from agent_console.screens.keys import Action, KeyMap, Scope

_ALWAYS = ("screen.back", "app.help", "app.help_anywhere")


def fitting(actions: tuple[Action, ...], width: int) -> list[tuple[str, str]]:
    """Return (key, word) of the actions that fit into ``width`` cells.

    The way back and the help key come last and always have their place.
    """
    by_id = {action.id: action for action in actions}
    if "app.help" in by_id:
        by_id.pop("app.help_anywhere", None)
    last = [_pair(by_id[name]) for name in _ALWAYS if name in by_id]
    room = width - sum(_cells(*pair) for pair in last)
    chosen: list[tuple[str, str]] = []
    for action in actions:
        if not action.show or not action.keys or action.id in _ALWAYS:
            continue
        room -= _cells(*_pair(action))
        if room < 0:
            break
        chosen.append(_pair(action))
    return chosen + last


def _pair(action: Action) -> tuple[str, str]:
    return action.key, action.words()


def _cells(key: str, word: str) -> int:
    return cell_width(key) + cell_width(word) + 3


class KeyLine(Widget):
    """Shows the keys of one scope; made from the action registry."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}
    DEFAULT_CSS = """
    KeyLine { height: 1; background: $footer-background; color: $footer-foreground; }
    KeyLine > .key-line--key { color: $footer-key-foreground; text-style: $key-style; }
    """

    def __init__(
        self, scope: Scope, shown: Callable[[Action], Action | None], keys: KeyMap
    ) -> None:
        """``shown`` returns an action as it is named now, None where its key does nothing."""
        super().__init__()
        self._scope = scope
        self._shown = shown
        self._keys = keys

    def show(self) -> None:
        """Bring the line up to date."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height: one line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Draw the keys and their words."""
        base = self.rich_style
        key_style = self.get_component_rich_style("key-line--key")
        segments: list[Segment] = []
        named = (self._shown(action) for action in self._keys.of(self._scope))
        actions = tuple(action for action in named if action is not None)
        for key, word in fitting(actions, self.size.width):
            segments.append(Segment(f" {key}", key_style))
            segments.append(Segment(f" {word} ", base))
        strip = Strip(segments)
        if strip.cell_length > self.size.width:
            strip = Strip([Segment(shorten(strip.text, self.size.width), base)])
        return strip.adjust_cell_length(self.size.width, base)
