"""The section [keys]: which keys do what."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from agent_console.look import DEFAULT_KEYS, flat_keys


class KeysConfig(BaseModel):
    """A preset (default, vim, mutt), and on top of it keys of one's own.

    What is wrong there is told at the start, and the preset holds in its place.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    preset: str = DEFAULT_KEYS
    """Which keys to begin with: ``default``, ``vim`` or ``mutt``."""
    map: Annotated[dict[str, str], BeforeValidator(flat_keys)] = {}
    """Keys of your own: an action's name and its keys, separated by blanks; ``agent-console keys``
    lists the names.
    """
