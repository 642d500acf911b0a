"""What the page on request types says: the types there are, and examples that work."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.cli_parser import build_parser
from agent_console.config import load_config
from agent_console.desk.complaint import mood_of
from agent_console.desk.labels import LEVELS
from agent_console.desk.learner import LEAST_LABELS, LEAST_OF_TYPE
from agent_console.desk.requests import Request, request_of
from agent_console.desk.routing import TOO_OFTEN
from agent_console.locations import Locations
from agent_console.services.request_types import load_request_types
from agent_console.services.team_labels import EACH
from agent_console.services.tones import load_tones
from tests.cli.calls import ROOT, Captured

PAGE = (ROOT / "docs" / "requests.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
EXAMPLES = [text for language, text in BLOCKS if language == "toml"]


def example(name: str) -> str:
    (text,) = [one for one in EXAMPLES if one.startswith(f"# {name}\n")]
    return text


@pytest.fixture
def own(locations: Locations) -> Path:
    """The folder of the settings with the two files of the page."""
    for name in ("request_types.toml", "tones.toml"):
        (locations.config_dir / name).write_text(example(name), "utf-8")
    return locations.config_dir


def asked(own: Path, text: str) -> Request:
    types = load_request_types(own / "request_types.toml")
    heard = load_tones(own / "tones.toml")
    assert (types.problem, heard.problem) == ("", "")
    return request_of(text, types.value, heard.value)


def test_table_of_types_is_that_of_the_shipped_file() -> None:
    rows = re.findall(r"^\| `(.+?)` \| (\d) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (one.id, str(one.level), one.name("en"), one.name("de"))
        for one in load_request_types().value.types
    ]
    assert {int(row[1]) for row in rows} == set(LEVELS)


def test_commands_of_the_page_are_understood() -> None:
    blocks = "".join(text for language, text in BLOCKS if not language)
    lines = blocks.splitlines()
    assert len(lines) == 9
    for line in lines:
        program, *arguments = shlex.split(line, comments=True)
        assert program == "agent-console"
        assert build_parser().parse_args(arguments).run


def test_own_type_of_the_page_is_found_in_both_languages(own: Path) -> None:
    assert asked(own, "I would like to rent a large piano.").type == "rental"
    assert asked(own, "Wo liegt mein Mietvertrag?").type == "rental"
    assert asked(own, "Kann ich es leihen oder auch kaufen?").type != "rental"
    assert asked(own, "Where is my order?").type == "order-status"


def test_changed_types_of_the_page_are_changed(own: Path, capsys: Captured) -> None:
    broken = "The display stays black, the device does not start."
    assert (asked(own, broken).type, asked(own, broken).level) == ("technical", 2)
    assert asked(own, "Please unsubscribe me from the newsletter.").type != "newsletter"
    assert main(["types"]) == 0
    out = capsys.readouterr().out
    assert "Rental" in out
    assert "Newsletter" not in out
    assert out.splitlines()[-1].startswith("other")


def test_own_tones_of_the_page_are_heard(own: Path) -> None:
    mood = asked(own, "Das Klavier ist völlig verstimmt.")
    assert (mood.complaint, mood.frustration, mood.level) == (True, 2, 3)
    pressing = "Ich erwarte umgehend Antwort."
    assert mood_of(pressing, load_tones().value).frustration > 0
    assert asked(own, pressing).frustration == 0


def test_settings_of_the_page_are_settings(locations: Locations) -> None:
    (text,) = [one for one in EXAMPLES if "[[colleagues]]" in one]
    found = tomllib.loads(text)
    whole = locations.config_file.read_text("utf-8").replace('[agent]\nname = "Anna"\n', "")
    whole = whole.replace('signature = "Anna\\nSupport"\n', "")
    locations.config_file.write_text(text + whole, "utf-8")
    config = load_config(locations.config_file)
    assert config.agent.level == found["agent"]["level"]
    assert config.agent.types == tuple(found["agent"]["types"])
    assert [one.name for one in config.colleagues] == ["Bea"]


def test_numbers_of_the_page_are_those_of_the_program() -> None:
    words = {3: "three", 5: "five", 10: "ten"}
    text = " ".join(PAGE.split())
    assert f"at every {words[EACH]} labels" in text
    assert f"{LEAST_LABELS} labels in all" in text
    assert f"{words[LEAST_OF_TYPE]} of that type" in text
    assert f"from one agent to another {words[TOO_OFTEN]} times" in text
