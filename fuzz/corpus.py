"""Where fuzzing begins: own hostile mails, and public ones where they are at hand.

Nothing of a public collection is kept here: its place comes from ``AGENT_CONSOLE_CORPORA``.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.mail.hostile import SAMPLES

MOST = 600


def mails(longest: int) -> list[bytes]:
    """Return mails of at most ``longest`` bytes: all own ones, an even choice of public ones."""
    own = [sample.raw() for sample in SAMPLES if isinstance(sample.source, bytes)]
    place = os.environ.get("AGENT_CONSOLE_CORPORA", "")
    files = sorted(Path(place).glob("mails-*/*.eml")) if place else []
    fitting = [file for file in files if 0 < file.stat().st_size <= longest]
    step = max(1, len(fitting) // MOST)
    public = [file.read_bytes() for file in fitting[::step][:MOST]]
    return list(dict.fromkeys(raw for raw in (*own, *public) if 0 < len(raw) <= longest))
