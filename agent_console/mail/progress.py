"""How far a reading is: what it is busy with, and whom it tells."""

from __future__ import annotations

from collections.abc import Callable

from agent_console.desk.views import Stage

__all__ = ["Progress", "Stage"]

Progress = Callable[[Stage, int, int], None]
"""Called with the stage, the mails done and the mails to do; may raise to end the reading there."""
