"""Notices on the desktop, asked of the terminal by an escape sequence."""

from __future__ import annotations

from collections.abc import Mapping

from agent_console.desk.text import shorten, to_screen
from agent_console.notices_config import Desktop

_LONGEST = 120
_ESCAPE = "\x1b"
_END = "\x1b\\"
_BELL = "\x07"


def desktop_notice(way: Desktop, title: str, text: str, environment: Mapping[str, str]) -> str:
    """Return what makes a terminal show a notice; "" for none.

    Nothing in ``title`` and ``text`` can end the sequence or begin another one. Inside tmux and
    screen it is wrapped so that they pass it on; tmux does with ``allow-passthrough on`` only.
    """
    if way is Desktop.OFF:
        return ""
    said = _plain(text)
    body = f"777;notify;{_plain(title)};{said}" if way is Desktop.OSC777 else f"9;{said}"
    if environment.get("TMUX"):
        inner = f"{_ESCAPE}]{body}{_BELL}".replace(_ESCAPE, _ESCAPE * 2)
        return f"{_ESCAPE}Ptmux;{inner}{_END}"
    if environment.get("STY"):
        return f"{_ESCAPE}P{_ESCAPE}]{body}{_BELL}{_END}"
    return f"{_ESCAPE}]{body}{_END}"


def _plain(text: str) -> str:
    """Return one short line without control characters, and without what parts the fields.

    Windows Terminal and ConEmu read a number before a semicolon as another command of OSC 9.
    """
    return shorten(to_screen(text, one_line=True).replace(";", ","), _LONGEST)
