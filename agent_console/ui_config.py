"""The section [ui]: how the program looks and works."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent_console.look import AUTO


class UiConfig(BaseModel):
    """How the program looks and works, and where it saves files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["auto", "de", "en"] = "auto"
    """The language of the screen; ``auto``: that of the system."""
    theme: str = AUTO
    """A colour theme; ``auto`` suits the terminal. F2 shows the next one."""
    downloads: str = ""
    """Where files of mails are saved; empty: your folder for downloads."""
    next_after_sending: bool | Literal["always"] = True
    """Open the next ticket for you once a canned answer or an apology is sent; ``always``: once any
    reply is.
    """
    calm_hint: bool = True
    """Show what helps with a very angry customer beside the text."""
    mouse: bool = True
    """``false``: the terminal keeps its mouse, to select text; every key works without."""
    hints: bool = True
    """Three hints for somebody new, each once."""
    driver: Literal["differential", "plain"] = "differential"
    """How the terminal is written to: only what changed, or as Textual does."""
    colours: Literal["auto", "truecolor", "256", "16", "none"] = "auto"
    """How many colours are used; ``auto``: as many as the terminal has."""
    plain: bool = False
    """Letters and words alone, for screen readers, as with ``--plain``."""
    title: bool = True
    """Counts in the title of the terminal's window."""
    spelling: bool = True
    """Underline misspelt words, where hunspell is installed."""
