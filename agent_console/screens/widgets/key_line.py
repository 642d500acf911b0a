"""The last line: the keys that matter on this screen, as many as fit."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from agent_console.desk.text import cell_width, shorten
from agent_console.screens.keys import Action, Scope, actions_of, key_label


def fitting(actions: tuple[Action, ...], width: int) -> list[tuple[str, str]]:
    """Return (key, word) of the actions that fit into ``width`` cells.

    The help key comes last and always has its place: it leads to all the others.
    """
    pairs = [(a.id, key_label(a.keys[0]), a.words()) for a in actions if a.show]
    last = [(key, word) for name, key, word in pairs if name == "app.help"]
    room = width - sum(_cells(key, word) for key, word in last)
    chosen: list[tuple[str, str]] = []
    for name, key, word in pairs:
        if name == "app.help":
            continue
        room -= _cells(key, word)
        if room < 0:
            break
        chosen.append((key, word))
    return chosen + last


def _cells(key: str, word: str) -> int:
    return cell_width(key) + cell_width(word) + 3


class KeyLine(Widget):
    """Shows the keys of one scope; made from the action registry."""

    COMPONENT_CLASSES = frozenset({"key-line--key"})
    DEFAULT_CSS = """
    KeyLine { height: 1; background: $footer-background; color: $footer-foreground; }
    KeyLine > .key-line--key { color: $footer-key-foreground; text-style: bold; }
    """

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

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
        for key, word in fitting(actions_of(self._scope), self.size.width):
            segments.append(Segment(f" {key}", key_style))
            segments.append(Segment(f" {word} ", base))
        strip = Strip(segments)
        if strip.cell_length > self.size.width:
            strip = Strip([Segment(shorten(strip.text, self.size.width), base)])
        return strip.adjust_cell_length(self.size.width, base)
