"""``explain`` and ``list --json`` say every clock of a ticket and why it stands where it does."""

from __future__ import annotations

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

CLOCK_KEYS = {
    "target", "state", "missed", "started_at", "due_at", "met_at", "paused_at", "settled",
    "explanation",
}  # fmt: skip


def test_explain_prints_place_and_clock_with_its_sum(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["explain", refs[0][:6]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"#{refs[0]}  ")
    assert "   nobody has answered yet: sorted by when the first answer is due" in lines
    assert "· first answer: in time" in lines
    assert "   First answer within 4:00 business hours (as promised to everyone)" in lines
    assert "   Due Mon 2026-03-02 13:30" in lines


def test_explain_of_a_closed_ticket_says_what_became_of_its_clock(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    main(["close", refs[0]])
    capsys.readouterr()
    assert main(["explain", refs[0]]) == 0
    assert "✓ first answer: done" in capsys.readouterr().out.splitlines()


def test_explain_as_json_has_the_documented_keys(refs: tuple[str, ...], capsys: Captured) -> None:
    told = as_json(capsys, "explain", refs[0], "--json")
    assert set(told) >= {
        "ref", "subject", "asks", "said", "found", "routing", "reasons", "ahead", "pulls", "clocks",
    }  # fmt: skip
    (clock,) = told["clocks"]
    assert set(clock) == CLOCK_KEYS
    assert (clock["target"], clock["missed"]) == ("first-response", False)
    assert clock["due_at"] == "2026-03-02T12:30:00+00:00"


def test_explain_of_an_unknown_ticket_says_so(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["explain", "ZZZZZZZZ"]) == ExitCode.NOT_FOUND
    assert "there is no ticket" in capsys.readouterr().err


@pytest.mark.parametrize("view", ["open", "all"])
def test_list_as_json_carries_every_clock_and_the_reasons(
    refs: tuple[str, ...], capsys: Captured, view: str
) -> None:
    rows = as_json(capsys, "list", "--json", "--view", view)
    (row,) = [row for row in rows if row["ref"] == refs[0]]
    (clock,) = row["clocks"]
    assert set(clock) == CLOCK_KEYS
    assert row["due_at"] == clock["due_at"]
    assert row["reasons"]
