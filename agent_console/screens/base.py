"""The screen all others are made of: what it hears, its lines and panels at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget

from agent_console.desk.listing import SyncStatus
from agent_console.desk.states import OutboxKind, OutboxState, outbox_word
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.keys import READING, KeyMap, Scope
from agent_console.screens.messages import KeysWanted, StoreChanged
from agent_console.screens.session import Tone
from agent_console.screens.tiny import FittingScreen
from agent_console.screens.widgets.key_line import KeyLine
from agent_console.screens.widgets.notice_line import NoticeLine
from agent_console.screens.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from agent_console.desk.views import OutboxItem
    from agent_console.screens.ports import DeskPort

_ASK_AGAIN_SECONDS = 1.0
_FOOT = (NoticeLine, StatusLine, KeyLine)


class ConsoleScreen(FittingScreen):
    """Common ground: the session, what happens elsewhere, the lines at the foot.

    ``unread`` is true while what the keys act on has yet to be read: keys pressed ahead wait.
    """

    unread = False

    def store_changed(self, change: StoreChanged) -> None:
        """Hear that tickets changed; screens that show some load them again."""

    def sync_changed(self, status: SyncStatus) -> None:
        """Hear how the engine is."""
        for status_line in self.query(StatusLine):
            status_line.show()

    def send_ended(self, item: OutboxItem) -> None:
        """Hear how an attempt to send ended, and say it; many notices that left say nothing."""
        good = item.state in (OutboxState.SENT, OutboxState.CANCELLED)
        if good and item.kind is OutboxKind.BULK:
            return
        text = end_text(item)
        if not good:
            text = " · ".join(
                part for part in (text, way_to_outbox(self.SCOPE, self.session.keys)) if part
            )
        elif step := self.next_step():
            text += f" · {step}"
        self.tell(text, tone=Tone.INFO if good else Tone.WARNING)

    def desk_opened(self) -> None:
        """Hear that the desk can be asked from now on."""
        notice = self.session.notice
        if notice and notice.text == words.opening_desk():
            self.quiet()
        self.look()

    def next_step(self) -> str:
        """Return what an agent does here after a reply, in words; empty where that is clear."""
        return ""

    def foot(self) -> Widget:
        """Return the lines at the foot: notice, status, keys; panels open above them."""
        notice = NoticeLine(self.session, self.next_step)
        key_line = KeyLine(self.SCOPE, self.shown_key, self.session.keys)
        lines = (notice, StatusLine(self.session), key_line)
        return Vertical(*lines, id="foot")

    def open_panel(self, panel: Widget) -> None:
        """Open a question or picker at the foot of the screen."""
        self.hold_keys(panel)
        self.query_one("#foot").mount(panel, before=0)

    @property
    def asks(self) -> bool:
        """Whether a question or picker is open at the foot."""
        return any(not isinstance(child, _FOOT) for child in self.query_one("#foot").children)

    def ask_secret(self) -> None:
        """Ask for the password if the engine wants it, unless the agent is typing something."""
        if not self.session.secret_wanted:
            return
        if self.SCOPE in READING and not self.asks:
            from agent_console.screens.widgets.secret_prompt import SecretPrompt

            self.open_panel(SecretPrompt(self.session.secret_wanted))
            self.session.secret_wanted = ""
            return
        self.tell(_("The mailbox wants its password; it is asked for when you are done here."))
        if self.SCOPE in READING:
            self.set_timer(_ASK_AGAIN_SECONDS, self.ask_secret)

    def show_screen(self, screen: Screen[None]) -> None:
        """Put another screen in front; it gets the keys pressed from now on."""
        self.hold_keys(screen)
        self.app.push_screen(screen)

    def hold_keys(self, target: Widget | None = None) -> int:
        """Keep keys until ``target`` has the focus; return the number of this turn."""
        return self.session.typed.hold(target)

    def drop_keys(self) -> None:
        """Forget what was pressed ahead: what it was meant for does not open."""
        self.session.typed.take()

    def hand_on_keys(self) -> None:
        """Let what has the focus hear what was pressed ahead."""
        self.post_message(KeysWanted())

    def has_read(self) -> None:
        """Hand on what was pressed ahead: what the keys act on is there, or cannot be read."""
        if self.unread:
            self.unread = False
            if self.session.typed.is_for(self):
                self.hand_on_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Hand on what was pressed ahead, and show which keys are heard now."""
        self.show_keys()
        if self.session.typed.is_for(event.widget) and not self.unread:
            self.hand_on_keys()

    def save_now(self, desk: DeskPort) -> None:
        """Keep what is being written; called from a thread when the program must end at once."""

    def on_screen_resume(self) -> None:
        """Show what was said meanwhile."""
        self.look()
        self.show_notice()
        for status_line in self.query(StatusLine):
            status_line.show()
        self.show_keys()
        self.teach()
        if self.SCOPE in READING:
            self.ask_secret()

    def look(self) -> None:
        """Count how long a ticket is in front; called at every key and new screen."""
        if self.session.desk is not None:
            from agent_console.screens.focus import look

            look(self)

    def action_screen_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def action_room(self, name: str) -> None:
        """Show one of the screens that are open to every other one."""
        from agent_console.screens.rooms import room

        self.show_screen(room(name, self.session))


def end_text(item: OutboxItem) -> str:
    """Return in one line how an attempt to send ended, with the reason where there is one."""
    who, state = words.recipients(item), outbox_word(item.state)
    if item.kind in (OutboxKind.FORWARD, OutboxKind.NEW, OutboxKind.BULK):
        text = _("Mail to {who}: {state}").format(who=who, state=state)
    else:
        text = _("Reply to {who}: {state}").format(who=who, state=state)
    reason = "" if item.state is OutboxState.SENT else words.line(item.detail)
    return f"{text} · {reason}" if reason else text


def way_to_outbox(scope: Scope, keys: KeyMap) -> str:
    """Return how an agent gets to the outbox from a screen, in words."""
    if scope is Scope.OUTBOX:
        return ""
    if any(action.id == "desk.outbox" for action in keys.of(scope)):
        return _("{key} opens the outbox").format(key=keys.key("desk.outbox"))
    return _("it stands in the outbox")
