"""The frugal compositor paints what Textual's does, and asks for fewer lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from agent_console.screens.frugal import FrugalCompositor

WIDTH, HEIGHT = 40, 16


class Lines(Widget):
    """Counts for how many lines it was asked."""

    asked = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        Lines.asked += crop.height
        return super().render_lines(crop)


class Plain(Screen[None]):
    """Lines in two boxes, a box that is scrolled, and one that floats above them."""

    CSS = """
    Lines { height: 1fr; } #scrolled { height: 4; } #float { layer: above; offset: 5 2; width: 9; }
    Plain { layers: base above; } #float { height: 3; border: round red; }
    """

    def compose(self) -> ComposeResult:
        yield Static("tabs")
        with Container(), Vertical():
            yield Lines()
        with VerticalScroll(id="scrolled"):
            yield Static("\n".join(f"line {number} of many" for number in range(12)))
        yield Static("above", id="float")


class Frugal(Plain):
    CSS = Plain.CSS.replace("Plain", "Frugal")

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()


class Both(App[None]):
    def on_mount(self) -> None:
        self.install_screen(Plain(), "plain")
        self.install_screen(Frugal(), "frugal")


def painted(compositor: Compositor, regions: list[Region]) -> list[str]:
    compositor._dirty_regions.update(regions)
    update = compositor.render_update()
    assert isinstance(update, ChopsUpdate)
    return [repr(segment) for segment in segments(update)]


def segments(update: ChopsUpdate) -> Iterator[object]:
    for line, start, end in update.spans:
        chops = update.chops[line]
        for column in sorted(chops):
            if start <= column < end and chops[column] is not None:
                yield line, column, list(chops[column] or ())


boxes = st.builds(
    Region,
    st.integers(0, WIDTH - 1),
    st.integers(0, HEIGHT - 1),
    st.integers(1, WIDTH),
    st.integers(1, HEIGHT),
).map(lambda box: box.intersection(Region(0, 0, WIDTH, HEIGHT)))


@pytest.mark.parametrize("scrolled", [0, 5])
async def test_every_part_of_a_screen_is_painted_as_textual_paints_it(scrolled: int) -> None:
    app = Both()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        found: list[Compositor] = []
        for name in ("plain", "frugal"):
            app.push_screen(name)
            await pilot.pause()
            app.screen.query_one("#scrolled").scroll_to(y=scrolled, animate=False, immediate=True)
            await pilot.pause()
            found.append(app.screen._compositor)
        plain, frugal = found
        assert type(plain) is Compositor
        assert isinstance(frugal, FrugalCompositor)

        @settings(max_examples=60)
        @given(st.lists(boxes, min_size=1, max_size=4))
        def same(regions: list[Region]) -> None:
            assert painted(frugal, regions) == painted(plain, regions)

        same()


async def test_two_changed_lines_ask_no_widget_for_more_than_two() -> None:
    app = Both()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.push_screen("frugal")
        await pilot.pause()
        Lines.asked = 0
        painted(app.screen._compositor, [Region(0, 4, WIDTH, 2)])
        assert Lines.asked == 2
