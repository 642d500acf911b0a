"""A compositor that asks widgets for no more lines than it is going to paint."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class FrugalCompositor(Compositor):
    """Textual's compositor, for screens where a key changes two lines of forty.

    Textual's asks every widget whose *clip* touches what has changed for all of its lines, and then
    drops all but the changed ones: with a list in two containers below a line of tabs that is seven
    widgets and some hundred and fifty lines for a moved cursor, a third of the time until it shows.
    The lines that are left are the same; a test compares both.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield for each widget the part that lies in the lines of ``crop``, its clip, its lines.

        Parts keep their full width: a widget keeps finished lines whole (overrides Textual's).
        """
        if crop is None:
            yield from super()._get_renders(crop)
            return
        lines = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip).intersection(lines)
            if part:
                own = part.translate((-region.x, -region.y))
                yield part, clip, widget.render_lines(own)
