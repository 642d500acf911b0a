"""A window too small to work in: that is said instead of showing the rest of lines."""

from __future__ import annotations

from textual import events, on
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from agent_console.i18n import _
from agent_console.screens.heard_keys import HeardKeys

LEAST = Size(40, 10)


class TooSmall(Static):
    """Covers the screen; what it covers goes on, and a draft in it is kept."""

    DEFAULT_CSS = """
    TooSmall {
        layer: too-small;
        width: 100%;
        height: 100%;
        background: $background;
        color: $notice-warning;
        text-style: $notice-warning-style;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, size: Size) -> None:
        """Say how small it is, and how large it must be."""
        here = _("! Too small: {width}×{height}").format(width=size.width, height=size.height)
        wanted = _("Make the window {width}×{height} or larger. Nothing is lost.").format(
            width=LEAST.width, height=LEAST.height
        )
        self.update(Content(f"{here}\n{wanted}"))


class FittingScreen(HeardKeys):
    """Says so when its window is too small."""

    DEFAULT_CSS = """
    FittingScreen { layers: default too-small; }
    """

    @on(events.Resize)
    async def _fit(self, event: events.Resize) -> None:
        """Cover what does not fit, or show it again, before the screen is laid out in its new size.

        Both are awaited, so that one frame holds all.
        """
        found = list(self.query(TooSmall))
        size = event.size
        if size.width >= LEAST.width and size.height >= LEAST.height:
            for one in found:
                await one.remove()
            return
        if not found:
            found = [TooSmall()]
            await self.mount(*found)
        for one in found:
            one.show(size)
