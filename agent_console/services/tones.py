"""How annoyed customers sound: the shipped tones, changed and added to by the team's own file."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, RootModel

from agent_console.desk.complaint import Tone, Tones, tones_of
from agent_console.services.rule_files import Block, Loaded, Phrases, Table, load_rules

FILE_NAME = "tones.toml"


class _Tone(Block):
    points: int = Field(ge=-5, le=5)
    complaint: bool = False
    off: bool = False
    en: Phrases = ()
    de: Phrases = ()


class _Tones(RootModel[dict[str, _Tone]]):
    pass


def load_tones(own: Path | None = None) -> Loaded[Tones]:
    """Return the shipped tones with those of the file ``own``, where there is such a file."""
    return load_rules(FILE_NAME, own, _built)


def _built(tables: Table) -> Tones:
    found = _Tones.model_validate(tables).root
    return tones_of(
        [
            Tone(name, one.points, one.complaint, one.de + one.en)
            for name, one in found.items()
            if not one.off
        ]
    )
