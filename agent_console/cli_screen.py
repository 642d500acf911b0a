"""What must hold before the whole screen is drawn: a terminal that can show it, a known theme."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _

# What programs set that run others without a real terminal: editors, cron, serial consoles.
_POOR = frozenset({"", "dumb", "unknown"})
_AUTO = "auto"


class NotShownError(ConsoleError):
    """The screen was asked for in a way that cannot work."""

    exit_code = ExitCode.USAGE


def need_terminal(*, demo: bool = False) -> None:
    """Raise NotShownError where no terminal can show the screen.

    Keys are read from standard input; Textual draws on standard error.
    """
    instead = (
        _("`agent-console demo --no-screen` runs the demo's mailbox alone.")
        if demo
        else _("Without a screen: `agent-console list`, `show`, `reply`, `sync` …")
    )
    for stream in (sys.__stdin__, sys.__stderr__):
        if stream is None or stream.closed or not stream.isatty():
            words = _("the screen needs a terminal, but input or output goes elsewhere")
            raise NotShownError(_("Screen"), words, instead)
    kind = os.environ.get("TERM", "")
    if kind in _POOR:
        words = _("this terminal cannot show the screen (TERM={kind})").format(kind=kind)
        raise NotShownError(_("Screen"), words, instead)


def use_colours(wanted: str) -> None:
    """Draw in as many colours as the settings say (:data:`agent_console.look.COLOURS`).

    Textual reads it from the environment when it is loaded first.
    """
    if wanted == "none":
        os.environ["NO_COLOR"] = "1"
    elif wanted != _AUTO:
        os.environ["TEXTUAL_COLOR_SYSTEM"] = {"16": "standard"}.get(wanted, wanted)


def need_theme(name: str, own: Path | None = None) -> None:
    """Raise NotShownError with the names there are when no theme is called ``name``.

    ``own`` is the agent's folder of themes.
    """
    if name == _AUTO:
        return
    from agent_console.screens.theming import load_themes, theme_folders

    names = [_AUTO, *sorted(theme.name for theme in load_themes(theme_folders(own)).themes)]
    if name not in names:
        raise NotShownError(
            _("Theme"),
            _("there is no theme {name}").format(name=name),
            _("Choose one of these: {names}.").format(names=", ".join(names)),
        )
