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
    """Warnings before promises are broken; a line at the foot tells them in any case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bell: bool = False
    """Ring the terminal's bell for your own tickets."""
    desktop: Desktop = Desktop.OFF
    """Notices on the desktop for your own tickets: ``osc9`` for iTerm2, kitty and WezTerm,
    ``osc777`` for urxvt and foot.
    """
    soon: bool = True
    """Warn before the moment, too, not only when it has passed."""
    unclaimed: bool = True
    """Warn of what nobody has, in one sum."""
