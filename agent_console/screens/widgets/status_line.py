"""The line above the keys: which mailbox, how the connection is, what waits in the outbox."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from agent_console.desk.states import Health
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Session


class StatusLine(Static):
    """Shows the sync's health in words; it changes only when the engine says something new."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $text-quiet; background: $bar; }
    StatusLine.-trouble { color: $notice-warning; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(markup=False)
        self._session = session
        self._shown = ""

    def on_mount(self) -> None:
        """Show the first word."""
        self.show()

    def on_resize(self) -> None:
        """Shorten to the new width."""
        self.show()

    def show(self) -> None:
        """Bring the line up to date; without a change nothing is drawn."""
        text = shorten(" " + status_text(self._session), max(self.size.width, 20))
        health = self._session.status.health
        self.set_class(health in (Health.OFFLINE, Health.SIGN_IN, Health.STOPPED), "-trouble")
        if text != self._shown:
            self._shown = text
            self.update(Content(text), layout=False)


def status_text(session: Session) -> str:
    """Return the whole line: mailbox, health with the time of the last news, outbox."""
    parts = [words.line(session.mailbox)] if session.mailbox else []
    health = words.health_word(session.status)
    if session.status.at:
        moment = words.moment_text(session.status.at, session.now(), session.zone)
        health = _("{health} · as of {time}").format(health=health, time=moment)
    parts.append(health)
    if session.counts.outbox:
        parts.append(_("outbox {n}").format(n=session.counts.outbox))
    return " · ".join(parts)
