"""The blocks of apologies on disk: the shipped ones, the team's own over them."""

from __future__ import annotations

from pathlib import Path

from agent_console.desk.apology_blocks import Block, parse_block
from agent_console.services.library import APOLOGY, SHIPPED, Shelves


def block_shelves(
    own: Path | None, shipped: Path = SHIPPED / APOLOGY, shared: Path | None = None
) -> Shelves[Block]:
    """Return all blocks; ``own`` is the team's library, in which they lie below apology/.

    So they do in ``shared``, where the texts lie that came with the team's journal.
    """
    below = [folder / APOLOGY if folder else None for folder in (own, shared)]
    return Shelves(parse_block, shipped, below[0], shared=below[1])
