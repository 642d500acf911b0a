"""Three hints for the first days, each in its place and once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.locations import private_folder, write_private
from agent_console.screens.keys import KeyMap, Scope


class Hints:
    """Knows which hints were shown; ``file`` keeps that, a name per line, beside the store.

    A file that cannot be read or written is no trouble: the hint is then shown once more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        text = ""
        with suppress(OSError, UnicodeDecodeError):
            text = file.read_text(encoding="utf-8")
        self._shown = set(text.split())

    def take(self, scope: Scope, keys: KeyMap) -> str:
        """Return the hint for a screen, the first time only; empty afterwards."""
        text = hint(scope, keys)
        if not text or scope.value in self._shown:
            return ""
        self._shown.add(scope.value)
        with suppress(OSError, ConsoleError):
            private_folder(self._file.parent)
            write_private(self._file, "\n".join(sorted(self._shown)) + "\n")
        return text


def hint(scope: Scope, keys: KeyMap) -> str:
    """Return what somebody new should know on a screen; empty for most."""
    match scope:
        case Scope.QUEUE:
            text = _(
                "{open} opens a ticket · {help} shows every key · {all} finds everything by name"
            )
            return text.format(
                open=keys.key("queue.open"), help=keys.key("app.help"), all=keys.key("app.palette")
            )
        case Scope.TICKET:
            text = _(
                "{reply} replies, {answer} with a canned answer · {undo} takes back what was done"
                " last"
            )
            return text.format(
                reply=keys.key("reply.begin"),
                answer=keys.key("answer.begin"),
                undo=keys.key("desk.undo"),
            )
        case Scope.REPLY:
            text = _(
                "{send} sends, {undo} takes it back for some seconds · {back} keeps it as a draft"
            )
            return text.format(
                send=keys.key("reply.send"),
                undo=keys.key("desk.undo"),
                back=keys.key("screen.back"),
            )
    return ""
