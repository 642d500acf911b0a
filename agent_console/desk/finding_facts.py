"""What agents record of findings; each is about the record of the finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FindingWritten:
    """Somebody began a finding, or words it anew."""

    TYPE: ClassVar[str] = "finding-written"
    title: str = ""


@dataclass(frozen=True, slots=True)
class FindingSaid:
    """Something of a finding is so from now on; ``field`` is a ``findings.FindingField``."""

    TYPE: ClassVar[str] = "finding-said"
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FindingJoined:
    """These tickets (refs, blanks between them) belong to it; with ``off`` "yes" no longer."""

    TYPE: ClassVar[str] = "finding-joined"
    tickets: str = ""
    off: str = ""
