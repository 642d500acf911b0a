"""Counts how long a ticket is in front: at every key, and whenever another screen comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.focus import FocusWatch
from agent_console.screens.asking import nothing

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen


def look(screen: ConsoleScreen) -> None:
    """Count up to now; what was spent on the ticket before is kept when another one came."""
    session = screen.session
    if session.focus is None:
        session.focus = FocusWatch()
    done = session.focus.see(_ref_of(screen), session.clock.now())
    if done is None or session.desk is None:
        return
    ref, seconds = done
    screen.ask(
        "time: keep", lambda desk: desk.reports.times.spent(ref, seconds), nothing, group="time"
    )


def _ref_of(screen: ConsoleScreen) -> str:
    """Return the ticket that a screen is about, "" for none."""
    ref = getattr(screen, "ref", None) or getattr(getattr(screen, "draft", None), "ref", None)
    return ref if isinstance(ref, str) else ""
