"""The section [tools]: commands of the agent's own machine."""

from __future__ import annotations

import shlex

from pydantic import BaseModel, ConfigDict, field_validator

from agent_console.i18n import _


class ToolsConfig(BaseModel):
    """Commands of the agent's own machine; no shell runs them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    print: str = "lp"
    """The command that prints what it reads, such as ``lp -d desk``; no shell runs it. Empty:
    nothing is printed.
    """
    open: str = "xdg-open"
    """The command that shows a file of a mail when you ask for it."""

    @field_validator("print", "open")
    @classmethod
    def _splits(cls, text: str) -> str:
        try:
            shlex.split(text)
        except ValueError as error:
            raise ValueError(_("a quotation mark is not closed")) from error
        return text
