"""What the doctor finds about the terminal: kind, size, colours, keys, clipboard."""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
import termios
import time
import tty
from collections.abc import Iterator, Mapping
from contextlib import suppress

from agent_console.i18n import _
from agent_console.services.findings import Finding, Grade, good, note

_SMALLEST = (80, 24)
_ANSWER_SECONDS = 2.0
_ANSWER_MAX = 200
# Kitty keyboard protocol: "which flags are set?", then "what are you?", which all terminals answer.
_QUESTION = b"\x1b[?u\x1b[c"
_KITTY = re.compile(rb"\x1b\[\?\d+u")
_WHAT_I_AM = re.compile(rb"\x1b\[\?[\d;]*c")


def look_at_terminal() -> Iterator[Finding]:
    """Yield what the screen can count on; a terminal is asked for its keys if there is one."""
    encoding = sys.stdout.encoding or "?"
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding(
            Grade.PROBLEM,
            _("Terminal"),
            _("the character set is {encoding}").format(encoding=encoding),
            _("Set LANG to a UTF-8 locale, such as de_DE.UTF-8 or C.UTF-8."),
        )
        return
    size = shutil.get_terminal_size(_SMALLEST)
    words = f"{_kind(os.environ)}, {encoding}, {size.columns}×{size.lines}"
    if size.columns < _SMALLEST[0] or size.lines < _SMALLEST[1]:
        hint = _("The screens need 80 columns and 24 lines.")
        yield note(_("Terminal"), words, hint)
    else:
        yield good(_("Terminal"), words)
    yield _colours(os.environ)
    yield from _keys()
    yield good(
        _("Clipboard"),
        _("copying uses OSC 52; no terminal says reliably whether it listens to that"),
        _("Try it: copy a text in the program and paste it elsewhere."),
    )


def _kind(environment: Mapping[str, str]) -> str:
    names = ("TERM", "TERM_PROGRAM", "COLORTERM")
    told = [f"{name}={environment[name]}" for name in names if environment.get(name)]
    inside = (("TMUX", "tmux"), ("STY", "screen"), ("SSH_CONNECTION", "ssh"))
    through = [name for key, name in inside if environment.get(key)]
    return " ".join(told or ["TERM="]) + (f" ({', '.join(through)})" if through else "")


def colours_of(environment: Mapping[str, str]) -> int:
    """Return how many colours will be used: 0, 8, 16, 256 or 16777216."""
    kind = environment.get("TERM", "").lower()
    if environment.get("NO_COLOR") or kind in ("dumb", "unknown"):
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return 2**24
    if kind.endswith(("-256color", "kitty")):
        return 256
    return 16


def _colours(environment: Mapping[str, str]) -> Finding:
    number = colours_of(environment)
    if number == 0:
        hint = _("Nothing to do: signs and words say what colours do.")
        return good(_("Colours"), _("none, as NO_COLOR or TERM ask for"), hint)
    if number > 256:
        return good(_("Colours"), _("16 million"))
    hint = _("If the terminal can do more, set COLORTERM=truecolor; ssh does not pass it on.")
    return good(_("Colours"), str(number), hint)


def _keys() -> Iterator[Finding]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    answer = _asked(_QUESTION)
    if not _WHAT_I_AM.search(answer):
        words = _("the terminal does not say what it is")
        yield note(
            _("Keys"), words, _("Nothing to do: the keys used are those all terminals send.")
        )
    elif _KITTY.search(answer):
        yield good(_("Keys"), _("every key is told apart (kitty keyboard protocol)"))
    else:
        words = _("as every terminal sends them; some combinations look alike")
        hint = _("Nothing to do: the program uses none of those.")
        yield good(_("Keys"), words, hint)


def _asked(question: bytes) -> bytes:
    """Ask the terminal and return its answer, b"" when none comes at once."""
    try:
        descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return b""
    try:
        before = termios.tcgetattr(descriptor)
        try:
            tty.setcbreak(descriptor, termios.TCSAFLUSH)
            os.write(descriptor, question)
            return _answer(descriptor)
        finally:
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
    except (OSError, termios.error):
        return b""
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _answer(descriptor: int) -> bytes:
    answer, end = b"", time.monotonic() + _ANSWER_SECONDS
    while len(answer) < _ANSWER_MAX and not _WHAT_I_AM.search(answer):
        left = end - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            break
        answer += os.read(descriptor, _ANSWER_MAX)
    return answer
