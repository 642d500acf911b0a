"""The keys of the team pulse."""

from __future__ import annotations

from agent_console.i18n import _
from agent_console.screens.action import Action, Scope, action

PULSE_ACTIONS: tuple[Action, ...] = (
    action("pulse.answer", "enter a", lambda: _("How my week was"), [Scope.PULSE], show=True),
    action("pulse.skip", "x", lambda: _("Skip this week"), [Scope.PULSE], show=True),
)
