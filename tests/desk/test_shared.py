"""Documents of a team: which version holds, whoever wrote when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent_console.desk.events import Event, Fact, SettingShared, Undone
from agent_console.desk.shared import (
    DocumentKind,
    DocumentName,
    document_of,
    name_of_record,
    read_name,
)

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SLA = DocumentName(DocumentKind.SETTINGS, "sla")


def event(number: int, fact: Fact, agent: str = "Ada") -> Event:
    return Event(f"a.{number}", SLA.record, AT, agent, fact)


def test_document_written_over_the_newest_version_has_the_new_text() -> None:
    found = document_of(
        SLA, [event(1, SettingShared("one")), event(2, SettingShared("two", "a.1"), "Bo")]
    )
    assert found.current is not None
    assert (found.current.text, found.current.number, found.current.author) == ("two", 2, "Bo")
    assert [one.text for one in found.versions] == ["one", "two"]


def test_document_written_over_an_old_version_keeps_what_came_first() -> None:
    late = event(3, SettingShared("mine", "a.1"), "Cy")
    found = document_of(
        SLA, [event(1, SettingShared("one")), event(2, SettingShared("two", "a.1")), late]
    )
    assert found.current is not None
    assert found.current.text == "two"
    assert found.passed_over == (late,)


def test_document_taken_away_has_no_text_until_it_is_shared_again() -> None:
    history = [event(1, SettingShared("one")), event(2, SettingShared("x", "a.1", "yes"))]
    gone = document_of(SLA, history)
    assert gone.current is None
    again = document_of(SLA, [*history, event(3, SettingShared("one", gone.newest))])
    assert again.current is not None
    assert again.current.number == 3


def test_document_of_which_a_version_was_taken_back_has_the_one_before() -> None:
    history = [
        event(1, SettingShared("one")),
        event(2, SettingShared("two", "a.1")),
        event(3, Undone("a.2")),
    ]
    found = document_of(SLA, history)
    assert found.current is not None
    assert found.current.text == "one"
    after = document_of(SLA, [*history, event(4, SettingShared("three", "a.2"))])
    assert after.current is not None
    assert after.current.text == "three"


@pytest.mark.parametrize(
    "name",
    [
        "settings/mailbox",
        "settings/sla/x",
        "rules/../config",
        "library/../../etc/passwd.txt",
        "library/.hidden.txt",
        "library/a/../b.txt",
        "library//a.txt",
        "library/a.toml",
        "library/A\n.txt",
        "library",
        "other/x.txt",
        "",
    ],
)
def test_read_name_of_what_is_no_document_is_none(name: str) -> None:
    assert read_name(name) is None


def test_read_name_of_a_text_in_a_folder_is_its_record_too() -> None:
    found = read_name("library/apology/de/warm.txt")
    assert found is not None
    assert name_of_record(found.record) == found
    assert name_of_record("~customer:a@example.org") is None
    assert name_of_record("~setting:settings/mailbox") is None
