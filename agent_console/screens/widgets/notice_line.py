"""The line that speaks to the agent: what happened, and how long a reply can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from agent_console.desk.states import OutboxKind
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.outgoing import is_scheduled
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.wrapping import wrap

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem

_LATE = timedelta(seconds=15)
_SIGNS = {Tone.INFO: "·", Tone.WARNING: "!", Tone.ERROR: "‼"}


class NoticeLine(Static):
    """Shows the session's last notice and, while a reply can be taken back, how long yet."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; min-height: 1; max-height: 4; color: $notice-info; }
    NoticeLine.-warning { color: $notice-warning; text-style: $notice-warning-style; }
    NoticeLine.-error { color: $notice-error; text-style: $notice-error-style; }
    """

    def __init__(self, session: Session, next_step: Callable[[], str] = str) -> None:
        """``next_step`` returns what to do after a reply, or nothing."""
        super().__init__(markup=False)
        self._session = session
        self._next_step = next_step
        self._ticker: Timer | None = None
        self._shown = ""

    def show(self) -> None:
        """Bring the line up to date, and keep counting while a reply waits."""
        tone, text = self._wanted()
        for name in Tone:
            self.set_class(name is tone, f"-{name}")
        if text != self._shown:
            same_height = self._rows(text) == self._rows(self._shown) == self.size.height
            self._shown = text
            self.update(Content(text), layout=not same_height)
        self._count(counting=self._leaves_soon() is not None)

    def _leaves_soon(self) -> OutboxItem | None:
        """Return the mail that is counted down: one that waits for a chosen time is not."""
        item = self._session.takes_back()
        return item if item and not is_scheduled(item, self._session.now()) else None

    def _rows(self, text: str) -> int:
        width = max(self.size.width, 1)
        return sum(sum(1 for _piece in wrap(line, width)) for line in text.split("\n"))

    def _wanted(self) -> tuple[Tone, str]:
        notice, item = self._session.notice, self._leaves_soon()
        leaving = self._leaving(item) if item else ""
        if notice is None:
            return Tone.INFO, leaving
        said = " · ".join(part for part in (notice.text, notice.aside) if part)
        lines = [f"{_SIGNS[notice.tone]} {said}"]
        if item and self._session.seconds_left(item):
            lines.insert(0 if notice.tone is Tone.INFO else 1, leaving)
        return notice.tone, "\n".join(lines)

    def _leaving(self, item: OutboxItem) -> str:
        parts = (undo_text(item, self._session), self._next_step())
        return " · ".join(part for part in parts if part)

    def _count(self, *, counting: bool) -> None:
        if counting and self._ticker is None:
            self._ticker = self.set_interval(1.0, self.show)
        elif not counting and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None


def undo_text(item: OutboxItem, session: Session) -> str:
    """Return how long a queued reply can be taken back, and with which key."""
    seconds = session.seconds_left(item)
    is_late = session.now() - item.not_before > _LATE
    who, key = words.recipients(item), session.keys.key("desk.undo")
    if item.kind in (OutboxKind.FORWARD, OutboxKind.NEW):
        if is_late:
            return _("… Mail to {who} has not left yet; {outbox} says why").format(
                who=who, outbox=session.keys.key("desk.outbox")
            )
        if not seconds:
            return _("… Mail to {who} is leaving").format(who=who)
        return _("… Mail to {who} goes out in {n} s · {key} takes it back").format(
            who=who, n=seconds, key=key
        )
    if is_late:
        return _("… Reply to {who} has not left yet; {outbox} says why").format(
            who=who, outbox=session.keys.key("desk.outbox")
        )
    if not seconds:
        return _("… Reply to {who} is leaving").format(who=who)
    return _("… Reply to {who} goes out in {n} s · {key} takes it back").format(
        who=who, n=seconds, key=key
    )
