"""The keys of findings."""

from __future__ import annotations

from agent_console.i18n import _
from agent_console.screens.action import Action, Scope, action, move

FINDING_ACTIONS: tuple[Action, ...] = (
    action("findings.open", "enter", lambda: _("Its first ticket"), [Scope.FINDINGS], show=True),
    action("findings.new", "n", lambda: _("New finding"), [Scope.FINDINGS], show=True),
    action("findings.owner", "o", lambda: _("Who sees to it"), [Scope.FINDINGS], show=True),
    action("findings.action", "a", lambda: _("What is done"), [Scope.FINDINGS], show=True),
    action("findings.due", "d", lambda: _("By when"), [Scope.FINDINGS], show=True),
    action("findings.state", "s", lambda: _("How far it is"), [Scope.FINDINGS], show=True),
    action("findings.tell", "t", lambda: _("Tell customers"), [Scope.FINDINGS], show=True),
    move("findings.down", "j", lambda: _("One down"), Scope.FINDINGS, "move(1)"),
    move("findings.up", "k", lambda: _("One up"), Scope.FINDINGS, "move(-1)"),
)
