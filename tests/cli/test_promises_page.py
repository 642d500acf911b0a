"""What the page on promises says of request types and priorities holds for tickets."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from agent_console.cli import main
from agent_console.locations import Locations
from tests.cli.calls import ROOT, Captured, as_json

PAGE = (ROOT / "docs" / "sla.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("### Request type and priority")[2].partition("\n#")[0]


@pytest.fixture
def ref(refs: tuple[str, ...], locations: Locations) -> str:
    """A ticket that waits for two hours, under the rules of the page."""
    (rules,) = re.findall(r"```toml\n(.*?)```", SECTION, re.DOTALL)
    with locations.config_file.open("a", encoding="utf-8") as file:
        file.write(rules)
    return refs[0]


def promised(capsys: Captured, ref: str) -> tuple[timedelta, list[str]]:
    """Return how long after the mail the first answer is due, and the reasons."""
    capsys.readouterr()
    (clock,) = as_json(capsys, "explain", ref, "--json")["clocks"]
    started = max(datetime.fromisoformat(clock["started_at"]), NINE)
    return datetime.fromisoformat(clock["due_at"]) - started, clock["explanation"]


NINE = datetime.fromisoformat("2026-03-02T09:00:00+01:00")


def test_rules_of_the_page_hold_as_soon_as_type_and_priority_are_said(
    ref: str, capsys: Captured
) -> None:
    assert promised(capsys, ref)[0] == timedelta(hours=4)
    for command, due in zip(commands(ref), (120, 30), strict=True):
        assert main(command) == 0
        assert promised(capsys, ref)[0] == timedelta(minutes=due)
    main(["label", ref, "--priority", "normal"])
    assert promised(capsys, ref)[0] == timedelta(hours=2)
    main(["label", ref, "--type", "invoice"])
    assert promised(capsys, ref)[0] == timedelta(hours=4)


def commands(ref: str) -> list[list[str]]:
    lines = re.findall(r"^agent-console (.*?) *#", SECTION, re.MULTILINE)
    assert len(lines) == 2
    return [line.replace("7F3K", ref).split() for line in lines]


def test_complaint_of_another_type_keeps_the_promise_of_its_type(
    ref: str, capsys: Captured
) -> None:
    main(["label", ref, "--type", "refund", "--complaint", "yes"])
    assert promised(capsys, ref)[0] == timedelta(hours=2)
    assert as_json(capsys, "explain", ref, "--json")["ahead"] > 0
