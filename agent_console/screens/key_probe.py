"""What arrives for each key pressed: its bytes, Textual's name for it, and what it does.

Reads the terminal itself, in the way in which the console does, and needs no mailbox.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from agent_console.desk.text import to_screen
from agent_console.i18n import _
from agent_console.screens.help import scope_title
from agent_console.screens.key_maps import doing
from agent_console.screens.keys import KeyMap, key_label

ENDS = ("ctrl+c", "q")
_KITTY_ON, _KITTY_OFF = "\x1b[>1u", "\x1b[<u"
_TOGETHER_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Arrived:
    """One key: the bytes that came, its name, and what it does where."""

    came: bytes
    key: str
    does: tuple[str, ...]

    @property
    def line(self) -> str:
        """What is shown of it."""
        came = " ".join(f"{byte:02x}" for byte in self.came)
        does = " · ".join(self.does) or _("does nothing")
        label = to_screen(key_label(self.key), one_line=True)
        return f"{label:<14} {self.key:<24} {came:<24} {does}"


@dataclass(slots=True)
class KeyProbe:
    """Turns bytes into keys as the console would, and knows what they do."""

    keys: KeyMap
    _last: list[str] = field(default_factory=list)

    def heard(self, came: bytes) -> list[Arrived]:
        """Return the keys that some bytes are, as they came at once."""
        found = [
            (event.key, piece) for event, piece in _events(came) if isinstance(event, events.Key)
        ]
        self._last = [*self._last, *(name for name, _piece in found)][-2:]
        return [Arrived(piece, name, self._does(name)) for name, piece in found]

    @property
    def is_over(self) -> bool:
        """Whether the same key that ends was pressed twice."""
        return len(self._last) == 2 and self._last[0] == self._last[1] in ENDS

    def _does(self, key: str) -> tuple[str, ...]:
        actions: dict[str, list[str]] = {}
        for scope, action in doing(self.keys, key):
            actions.setdefault(action.words(), []).append(scope_title(scope))
        return tuple(f"{words} ({', '.join(places[:3])})" for words, places in actions.items())


def _events(came: bytes) -> Iterator[tuple[Message, bytes]]:
    """Yield what the bytes mean, each with those that it took."""
    parser, taken = XTermParser(), ""
    for character in getincrementaldecoder("utf-8")("surrogateescape").decode(came):
        taken += character
        shown = "\ufffd" if "\udc80" <= character <= "\udcff" else character
        for event in parser.feed(shown):
            yield event, taken.encode("utf-8", "surrogateescape")
            taken = ""
    for event in parser.feed(""):
        yield event, taken.encode("utf-8", "surrogateescape")
        taken = ""


def probe(keys: KeyMap, patience: float, say: Callable[[str], object]) -> None:
    """Show every key until one of ``ENDS`` comes twice, or none for ``patience`` seconds."""
    text = _("Press keys. Ctrl+C or q twice ends it, or {n} seconds of silence.")
    say(text.format(n=int(patience)))
    say(f"{_('key'):<14} {_('name'):<24} {_('bytes'):<24} {_('does')}")
    watching = KeyProbe(keys)
    with _raw(sys.stdin.fileno()) as descriptor:
        for came in _chunks(descriptor, patience):
            for arrived in watching.heard(came):
                say(arrived.line)
            if watching.is_over:
                return


def _chunks(descriptor: int, patience: float) -> Iterator[bytes]:
    """Yield what comes together, until nothing comes for so long or the terminal is gone."""
    while select.select([descriptor], [], [], patience)[0]:
        came = os.read(descriptor, 1024)
        if not came:
            return
        while came[-1:] == b"\x1b" and select.select([descriptor], [], [], _TOGETHER_SECONDS)[0]:
            came += os.read(descriptor, 1024)
        yield came


@contextlib.contextmanager
def _raw(descriptor: int) -> Iterator[int]:
    """Let each key come at once and as it is, for the time of the block."""
    before = termios.tcgetattr(descriptor)
    kitty = sys.stdout.isatty() and os.environ.get("TEXTUAL_DISABLE_KITTY_KEY", "") != "1"
    try:
        tty.setraw(descriptor, termios.TCSANOW)
        changed = termios.tcgetattr(descriptor)
        changed[1] = before[1]
        termios.tcsetattr(descriptor, termios.TCSANOW, changed)
        if kitty:
            sys.stdout.write(_KITTY_ON)
            sys.stdout.flush()
        yield descriptor
    finally:
        if kitty:
            sys.stdout.write(_KITTY_OFF)
            sys.stdout.flush()
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
