"""Text for the clipboard of the agent's own machine, through the terminal (OSC 52)."""

from __future__ import annotations

import base64
from collections.abc import Mapping

LONGEST = 74_000
"""Bytes that terminals take at once; xterm and others drop what is longer."""

_ESCAPE = "\x1b"


def passed_on(text: str, environment: Mapping[str, str]) -> str:
    """Return what lets tmux or screen pass ``text`` to the terminal around them; "" without one.

    tmux does with ``allow-passthrough on``; with ``set-clipboard on`` it hears the plain sequence.
    """
    body = f"]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if environment.get("TMUX"):
        return f"{_ESCAPE}Ptmux;{_ESCAPE}{_ESCAPE}{body}{_ESCAPE}\\"
    if environment.get("STY"):
        return f"{_ESCAPE}P{_ESCAPE}{body}{_ESCAPE}\\"
    return ""
