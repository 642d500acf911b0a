"""Labelled German requests of our own: a type and a text on each line.

The rules were tuned on the first three files; the held-out one only measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

TUNED = ("requests_de", "requests_de_second", "requests_de_third")
HELD_OUT = ("requests_de_held_out",)


def labelled(name: str) -> Iterator[tuple[str, str]]:
    """Yield (type, text) of a file beside this one."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        kind, _tab, text = line.partition("\t")
        yield kind, text
