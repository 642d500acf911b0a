"""What the command line says of shared settings and texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.cli_shared import document_named, shared_lines
from agent_console.desk.events import Event, SettingShared
from agent_console.desk.shared import Document, DocumentKind, DocumentName, document_of
from agent_console.errors import NotFoundError

SLA = DocumentName(DocumentKind.SETTINGS, "sla")
AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def documents(*facts: SettingShared) -> tuple[Document, ...]:
    events = [
        Event(f"a.{n}", SLA.record, AT, f"Ada{n}\x1b[1m", fact) for n, fact in enumerate(facts, 1)
    ]
    return (document_of(SLA, events),)


def test_shared_document_is_a_line_with_version_author_and_time() -> None:
    found = documents(SettingShared("one"), SettingShared("two", "a.1"), SettingShared("x", "a.1"))
    assert list(shared_lines(found, 100)) == [
        "settings/sla  v2  Ada2[1m  2026-11-23 09:05 UTC",
        "settings/sla: what Ada3[1m wrote on 2026-11-23 came too late and does not count.",
    ]


def test_nothing_shared_is_said() -> None:
    assert list(shared_lines((), 80)) == ["Nothing is shared."]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sla", "settings/sla"),
        ("settings/sla", "settings/sla"),
        ("request-types", "rules/request_types"),
        ("library/returns.txt", "library/returns.txt"),
    ],
)
def test_document_is_named_briefly_or_whole(typed: str, name: str) -> None:
    assert str(document_named(typed)) == name


@pytest.mark.parametrize(("typed", "hint"), [("slaa", "sla"), ("mailbox", "calendar")])
def test_what_cannot_be_shared_is_said_with_what_can(typed: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        document_named(typed)
    assert hint in str(refused.value.hint)
