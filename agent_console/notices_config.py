"""The section [notices]: what the console warns of by itself, and how loudly."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Desktop(StrEnum):
    """By which escape sequence a terminal is asked for a notice on the desktop.

    ``osc9`` is that of iTerm2, kitty and WezTerm, ``osc777`` that of urxvt and foot; a terminal
    that does not know the sequence shows nothing.
    """

    OFF = "off"
    OSC9 = "osc9"
    OSC777 = "osc777"


class NoticesConfig(BaseModel):
    """Warnings before promises are broken; a line at the foot tells them in any case.

    ``bell`` and ``desktop`` are for the agent's own tickets. ``soon`` warns before the moment, not
    only at it; ``unclaimed`` also of tickets that nobody has.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    bell: bool = False
    desktop: Desktop = Desktop.OFF
    soon: bool = True
    unclaimed: bool = True
