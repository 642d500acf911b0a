"""`assign --by` and `away` on the command line."""

from __future__ import annotations

import json

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.locations import Locations
from agent_console.store import journal_state
from agent_console.store.engine import open_store
from tests.cli.calls import Captured, as_json

Refs = tuple[str, str, str]
COLLEAGUES = '[[colleagues]]\nname = "Bea"\n[[colleagues]]\nname = "Cem"\n'


@pytest.fixture
def office(refs: Refs, locations: Locations) -> Refs:
    """Three tickets and three people."""
    text = locations.config_file.read_text(encoding="utf-8")
    locations.config_file.write_text(COLLEAGUES + text, encoding="utf-8")
    return refs


def in_team(locations: Locations, clock: FixedClock) -> None:
    with open_store(locations.store_file, clock=clock) as store, store.write(durable=True) as made:
        journal_state.begin(made, "journal1", "console1", "Anna")


def test_assign_by_load_gives_everybody_one(office: Refs, capsys: Captured) -> None:
    plan = as_json(capsys, "assign", "--by", "load", "--dry-run", "--json")
    assert sorted(one["agent"] for one in plan) == ["Anna", "Bea", "Cem"]
    assert all(row["owner"] == "" for row in as_json(capsys, "list", "--json"))
    assert main(["assign", "--by", "load"]) == 0
    said = capsys.readouterr()
    assert "3 tickets were given out." in said.err
    assert all(f"#{ref}" in said.out for ref in office)
    owners = {row["ref"]: row["owner"] for row in as_json(capsys, "list", "--json")}
    assert owners == {one["ref"]: one["agent"] for one in plan}


def test_assign_by_load_counts_what_people_have(office: Refs, capsys: Captured) -> None:
    assert main(["assign", office[0], "Anna"]) == 0
    capsys.readouterr()
    plan = as_json(capsys, "assign", "--by", "load", "--dry-run", "--json")
    assert sorted(one["agent"] for one in plan) == ["Bea", "Cem"]


def test_assign_in_turn_goes_on_after_whoever_was_last(office: Refs, capsys: Captured) -> None:
    assert main(["assign", office[0], "Anna"]) == 0
    assert main(["assign", office[0], "Bea"]) == 0
    capsys.readouterr()
    plan = as_json(capsys, "assign", "--by", "turn", "--dry-run", "--json")
    assert next(one["agent"] for one in plan) == "Cem"


def test_assign_without_a_ticket_says_what_is_missing(office: Refs, capsys: Captured) -> None:
    assert main(["assign"]) == 2
    assert "--by load" in capsys.readouterr().err


def test_away_without_a_team_is_refused(office: Refs, capsys: Captured) -> None:
    assert main(["away", "--until", "2026-12-24"]) == 1
    assert "there is no team that could hear of it" in capsys.readouterr().err


def test_away_names_a_known_substitute_and_a_day_to_come(
    office: Refs, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    in_team(locations, clock)
    assert main(["away", "--until", "2026-12-24", "--substitute", "Zoe"]) == 4
    assert "nobody is called Zoe" in capsys.readouterr().err
    assert main(["away", "--until", "2020-01-01"]) == 1
    assert "that day is over" in capsys.readouterr().err
    assert main(["away", "--until", "2026-12-24", "--substitute", "Anna"]) == 1
    assert "nobody stands in for themselves" in capsys.readouterr().err
    assert main(["away", "--until", "2026-12-24", "--substitute", "Bea"]) == 0
    assert "Anna is away until 2026-12-24; Bea stands in." in capsys.readouterr().err


def test_away_lists_who_is_away_and_they_get_nothing(
    office: Refs, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    in_team(locations, clock)
    from agent_console.store import team_roles

    told = {"Anna": ("2026-12-24", "Bea"), "Cem": ("2020-01-01", ""), "Bea": ("", "")}
    with open_store(locations.store_file, clock=clock) as store, store.write(durable=True) as made:
        team_roles.keep_away(made, told)
    assert as_json(capsys, "away", "--json") == [
        {"name": "Anna", "until": "2026-12-24", "substitute": "Bea"}
    ]
    plan = as_json(capsys, "assign", "--by", "load", "--dry-run", "--json")
    assert {one["agent"] for one in plan} == {"Bea", "Cem"}
    assert json.dumps(plan)


def test_in_hand_lists_what_is_handed_over_and_nothing_that_is_done(
    office: Refs, capsys: Captured
) -> None:
    assert main(["in-hand", "Bea"]) == 0
    assert "Bea has nothing in hand." in capsys.readouterr().err
    for ref in office:
        assert main(["assign", ref, "Bea"]) == 0
    assert main(["close", office[1]]) == 0
    capsys.readouterr()
    found = as_json(capsys, "in-hand", "Bea", "--json")
    assert {one["ref"] for one in found} == {office[0], office[2]}
    moments = [one["due_at"] for one in found]
    assert moments == sorted(moments)
    assert main(["in-hand", "Bea"]) == 0
    assert f"#{found[0]['ref']}" in capsys.readouterr().out.splitlines()[0]
