"""The blocks of apologies on disk: the shipped ones, the team's own over them."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.apology_blocks import Block, parse_block
from agent_console.services.library import APOLOGY, SHIPPED, Shelves


def block_shelves(own: Path | None, shipped: Path = SHIPPED / APOLOGY) -> Shelves[Block]:
    """Return all blocks; ``own`` is the team's library, in which they lie below apology/."""
    return Shelves(parse_block, shipped, own / APOLOGY if own else None)
