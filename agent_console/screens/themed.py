"""An application that wears our themes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import RenderableType
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from agent_console.screens import theming
from agent_console.screens.guarded import GuardedApp


class ThemedApp(GuardedApp, inherit_bindings=False):
    """Loads the themes, chooses one, and changes to the next on request."""

    letters: LineFilter | None = None
    """What every line is written in, in plain mode."""

    def __init__(self, report: Callable[[BaseException], str], own: Path, wanted: str) -> None:
        super().__init__(report)
        loaded = theming.load_themes(theming.theme_folders(own))
        for theme in loaded.themes:
            self.register_theme(theme)
        self.theme_problems = loaded.problems
        self._names = [theme.name for theme in loaded.themes]
        colours = theming.terminal_colours(
            self.console.color_system, os.environ, wanted=not self.no_color
        )
        self._begin_in(theming.choose_theme(wanted, self._names, colours))

    def _begin_in(self, name: str) -> None:
        """Wear a theme before anything is painted: Textual would read all styles a second time."""
        self.set_reactive(ThemedApp.theme, name)
        dark = self.current_theme.dark
        classes = {f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of our own that a theme may leave out."""
        return theming.VARIABLES | theming.STYLES | theming.ANSI_VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to every line; with NO_COLOR no colour of the terminal's is left.

        Textual makes greys of them, and one grey of all that the terminal itself chooses.
        """
        filters = super().get_line_filters()
        if self.no_color and self.native_ansi_color:
            filters = [NoColor()]
        return [*filters, self.letters] if self.letters is not None else filters

    def be_plain(self) -> None:
        """Be for screen readers from now on; called before anything is painted."""
        from agent_console.screens.plain import CLASS, PlainLetters

        self.add_class(CLASS)
        self.letters = PlainLetters()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint (overrides Textual's); in plain mode the terminal's cursor shows where one is.

        Uses a private part of Textual, here and nowhere else.
        """
        if self.letters is not None:
            from agent_console.screens.plain import SHOW_CURSOR, pointed_at

            self.cursor_position = pointed_at(screen.focused) or self.cursor_position
            self.to_terminal(SHOW_CURSOR)
        super()._display(screen, renderable)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The names of our themes."""
        return tuple(self._names)

    def action_theme(self) -> None:
        """Change to the next theme until the program ends; the settings keep one for good."""
        if self._names:
            here = self._names.index(self.theme) if self.theme in self._names else -1
            self.theme = self._names[(here + 1) % len(self._names)]
