"""What a kept draft holds besides its text: recipients, subject and what is attached, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from agent_console.desk.events import TextFact, facts_from_json, facts_to_json
from agent_console.desk.mail import Address


class FileSource(StrEnum):
    """Where the bytes of an attachment are until the mail is queued."""

    DISK = "disk"
    MAIL = "mail"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that goes with a mail.

    ``place`` is its path, the key of a stored mail, or the number of a mail taken back from the
    outbox; of those two ``index`` tells which attachment, -1 means the whole mail.
    """

    name: str
    content_type: str
    size: int
    source: FileSource
    place: str
    index: int = -1


@dataclass(frozen=True, slots=True)
class DraftHead:
    """Whom a draft goes to, about what, with which files, and what is recorded once it has left.

    With ``taken_back`` nothing of this was kept: the mail of that number in the outbox holds it.
    """

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    files: tuple[DraftFile, ...] = ()
    html: bool = False
    taken_back: int = 0
    acts: tuple[TextFact, ...] = ()


def head_to_text(head: DraftHead) -> str:
    """Return ``head`` as the store keeps it."""
    return json.dumps({**asdict(head), "acts": facts_to_json(head.acts)}, ensure_ascii=True)


def head_from_text(text: str) -> DraftHead | None:
    """Return what ``head_to_text`` wrote; None for "" and for what cannot be read."""
    try:
        return _head(json.loads(text)) if text else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _head(kept: Mapping[str, Any]) -> DraftHead:
    return DraftHead(
        to=_addresses(kept["to"]),
        cc=_addresses(kept["cc"]),
        bcc=_addresses(kept["bcc"]),
        subject=str(kept["subject"]),
        files=tuple(
            DraftFile(**{**one, "source": FileSource(one["source"])}) for one in kept["files"]
        ),
        html=bool(kept["html"]),
        taken_back=int(kept["taken_back"]),
        acts=facts_from_json(kept.get("acts", "")),
    )


def _addresses(kept: Iterable[Mapping[str, str]]) -> tuple[Address, ...]:
    return tuple(Address(str(one["email"]), str(one["name"])) for one in kept)
