"""What a lead records about the settings that a team shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SettingShared:
    """A document of the team has this text from now on; with ``gone`` "yes" there is none.

    ``after`` is the event that gave it the text which the lead had before them, "" for none: a text
    that was written over another one than it says does not count.
    """

    TYPE: ClassVar[str] = "setting-shared"
    text: str = ""
    after: str = ""
    gone: str = ""
