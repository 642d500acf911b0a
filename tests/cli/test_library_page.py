"""What docs/library.md tells is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib

import pytest

from agent_console.cli_parser import build_parser
from agent_console.desk.canned import Channel, Purpose, parse
from agent_console.desk.canned_render import ANSWER_WORDS, FILTERS, render
from agent_console.desk.entry_files import Form
from agent_console.library_config import LibraryConfig
from agent_console.services import usage
from tests.cli.calls import ROOT

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^agent-console (.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_on_the_page_are_understood(command: str) -> None:
    assert build_parser().parse_args(shlex.split(command, comments=True)).run


def test_settings_on_the_page_hold() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    library = LibraryConfig.model_validate(tomllib.loads(block)["library"])
    assert library.team_values("en")["team.opening_hours"] == "Mon–Fri, 9 am to 5 pm"
    assert library.team_values("de")["team.return_days"] == "30"


def test_answer_on_the_page_can_be_used() -> None:
    (text,) = re.findall(r"```\n(\+\+\+.*?)```", PAGE, re.DOTALL)
    entry = parse(text, "page")
    assert entry.languages == ("de", "en")
    section = entry.section("de", Form.FORMAL)
    assert section is not None
    values = {"customer.salutation": "Guten Tag", "order.number": "5"}
    assert render(section, values).text == (
        "Guten Tag,\n\nIhre Bestellung 5 ist unterwegs.\n\n\n\nFreundliche Grüße"
    )


def test_variables_on_the_page_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    told = {
        f"{group}.{name}"
        for group, names in rows
        if group != "team"
        for name in re.findall(r"`(\w+)`", names)
    }
    assert told == ANSWER_WORDS - {"today"}


def test_words_and_numbers_on_the_page_are_those_of_the_program() -> None:
    for word in (*Channel, *Purpose):
        assert re.search(rf"\b{word}\b", PAGE), word
    for name in FILTERS:
        assert f"`{name}`" in PAGE, name
    assert f"within {usage.AGAIN_WITHIN.days} days" in PAGE
    assert usage.COUNTED.days == 365
