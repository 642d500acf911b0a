"""The garbage collector of a process that reads many mails: it looks seldom, for it finds nothing.

What a block of mails is made of refers to nothing that refers back, so it goes when the block does.
As shipped, the collector looks after 700 new objects, some thirty times for a block.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS, _YOUNG_LOOKS, _OLDER_LOOKS = 50_000, 20, 20


def collect_seldom() -> None:
    """Let the collector of this process look seldom; for one that reads mails, and draws nothing.

    It stays as it is where somebody else has set it to look less often still.
    """
    if gc.get_threshold()[0] < _NEW_OBJECTS:
        gc.set_threshold(_NEW_OBJECTS, _YOUNG_LOOKS, _OLDER_LOOKS)
