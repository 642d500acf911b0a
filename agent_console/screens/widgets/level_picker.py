"""Which level of competence a ticket needs: one key."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _, pgettext
from agent_console.screens import words
from agent_console.screens.widgets.question import Choice, Question

RULES = "rules"


class LevelPicker(Vertical):
    """Docked at the foot: 1, 2, 3, or left to the rules; ``then`` hears the level, "" for those."""

    def __init__(self, row: QueueRow, then: Callable[[str], object]) -> None:
        super().__init__()
        self._row = row
        self._then = then

    def compose(self) -> ComposeResult:
        """Ask the question."""
        ref = words.line(self._row.ref)
        asked = _("Which level does #{ref} need?").format(ref=ref)
        if self._row.level:
            asked += " " + _("Now it is {n}.").format(n=self._row.level)
        yield Question(
            asked,
            (
                Choice("1", _("hours, orders, delivery"), "1"),
                Choice("2", _("products and services"), "2"),
                Choice("3", _("complaints and support"), "3"),
                Choice(
                    pgettext("key that means: the rules", "r"),
                    _("leave it to the rules"),
                    RULES,
                    also="r",
                ),
            ),
        )

    @on(Question.Answered)
    async def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if event.value:
            self._then("" if event.value == RULES else event.value)
        await self.remove()
