"""The line above the keys: which mailbox, how the connection is, what waits in the outbox."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from agent_console.desk.states import Health
from agent_console.desk.text import shorten
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.outgoing import decision_text
from agent_console.screens.session import Session


class StatusLine(Static):
    """Shows the sync's health in words; it changes only when the engine says something new."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $text-quiet; background: $bar; text-style: $bar-style; }
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
        asks = decision_part(self._session)
        width = max(self.size.width, 20)
        text = shorten(" " + asks + status_text(self._session), width)
        health = self._session.status.health
        self.set_class(health in (Health.OFFLINE, Health.SIGN_IN, Health.STOPPED), "-trouble")
        if text != self._shown:
            self._shown = text
            rest = Content(text[1 + len(asks) :])
            alarm = Content.styled(text[: 1 + len(asks)], "bold $notice-warning" if asks else "")
            self.update(alarm + rest, layout=False)


def decision_part(session: Session) -> str:
    """Return that mails need a decision, and the key that leads there; "" when none does."""
    n = session.outgoing.undecided
    if not n:
        return ""
    return _("{words}: x").format(words=decision_text(n)) + " · "


def status_text(session: Session) -> str:
    """Return the whole line: mailbox, health with the time of the last news, outbox."""
    parts = [words.line(session.mailbox)] if session.mailbox else []
    health = words.health_word(session.status)
    if session.status.at:
        moment = words.moment_text(session.status.at, session.now(), session.zone)
        health = _("{health} · as of {time}").format(health=health, time=moment)
    parts.append(health)
    if n := len(session.marked):
        parts.insert(0, ngettext("■ {n} marked", "■ {n} marked", n).format(n=n))
    if waiting := session.outgoing.waiting:
        parts.insert(1, ngettext("{n} mail waits", "{n} mails wait", waiting).format(n=waiting))
    return " · ".join(parts)
