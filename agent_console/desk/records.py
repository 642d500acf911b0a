"""What an event can be about besides a ticket: a customer, a notice, a shared setting …

Such an event names its record where others name their ticket, as ``~customer:anna@example.org``. It
travels, is ordered and is taken back as any other; no ticket is ever called so.
"""

from __future__ import annotations

from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of records; a newer program may know more."""

    CUSTOMER = "customer"
    NOTICE = "notice"
    INCIDENT = "incident"
    FINDING = "finding"
    SETTING = "setting"
    ERASURE = "erasure"
    REPORTS = "reports"


MARK = "~"


def record_ref(kind: RecordKind, name: str) -> str:
    """Return how an event names the record ``name`` of this kind; raises ValueError for none."""
    if not name or not name.isprintable():
        raise ValueError(f"not the name of a record: {name!r}")
    return f"{MARK}{kind}:{name}"


def is_record(ref: str) -> bool:
    """Tell whether what an event is about is a record and no ticket."""
    return ref.startswith(MARK)


def record_of(ref: str) -> tuple[RecordKind, str] | None:
    """Return kind and name of a record; None for a ticket, and for kinds that are not known."""
    if not is_record(ref):
        return None
    kind, _colon, name = ref.removeprefix(MARK).partition(":")
    known = RecordKind.__members__.values()
    return (RecordKind(kind), name) if kind in known and name else None
