"""The section [ui]: how the program looks and works."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent_console.look import AUTO


class UiConfig(BaseModel):
    """How the program looks and works, and where it saves files; "" is the folder for downloads.

    ``next_after_sending`` opens the next ticket once a canned answer or an apology is sent,
    "always" once any reply is;
    ``calm_hint`` shows what helps with a very angry customer beside the text. Without ``mouse`` the
    terminal keeps its mouse for itself; ``hints`` are the three of the first start. ``driver`` and
    ``colours`` are how the terminal is written to (docs/terminal.md); ``plain`` is for screen
    readers, ``title`` gives the terminal's window one with counts. ``spelling`` underlines misspelt
    words where hunspell is installed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["auto", "de", "en"] = "auto"
    theme: str = AUTO
    downloads: str = ""
    next_after_sending: bool | Literal["always"] = True
    calm_hint: bool = True
    mouse: bool = True
    hints: bool = True
    driver: Literal["differential", "plain"] = "differential"
    colours: Literal["auto", "truecolor", "256", "16", "none"] = "auto"
    plain: bool = False
    title: bool = True
    spelling: bool = True
