"""What docs/complaints.md tells is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib
from decimal import Decimal

import pytest

from agent_console.cli_parser import build_parser
from agent_console.config import Config
from agent_console.desk.apology_blocks import Step, parse_block
from agent_console.desk.apology_findings import Check
from agent_console.desk.canned_render import APOLOGY_WORDS
from agent_console.desk.remedies import RemedyKind
from agent_console.services.remedies import catalogue_of
from tests.cli.calls import ROOT

PAGE = (ROOT / "docs" / "complaints.md").read_text(encoding="utf-8")
MAILBOX = {
    "address": "a@b.example",
    "imap": {"host": "a", "port": 993},
    "smtp": {"host": "a", "port": 465},
}


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> set[str]:
    cells = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(.+?)`", cell)}


def settings() -> Config:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    told = tomllib.loads(block)
    agent = {"name": "Anna", **told["agent"]}
    return Config.model_validate({**told, "agent": agent, "mailbox": MAILBOX})


def rows() -> list[tuple[str, ...]]:
    return re.findall(
        r"^\| (\d+) EUR \| (\d+) EUR, level (\d) \| (\d+) EUR, level (\d) \|$", PAGE, re.MULTILINE
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_settings_on_the_page_offer_what_its_table_says(row: tuple[str, ...]) -> None:
    config = settings()
    catalogue = catalogue_of(config.remedies)
    amount, *cells = row
    for frustration, (value, level) in ((0, cells[:2]), (3, cells[2:])):
        best = catalogue.suggest("delivery-problem", Decimal(amount), 2, frustration, matter="late")
        assert best[0].remedy.kind is RemedyKind.VOUCHER
        assert best[0].remedy.value == Decimal(value)
        assert best[0].authority.level == int(level)
        assert best[0].authority.allowed is (int(level) <= config.agent.level)


def test_settings_on_the_page_hold_and_there_are_rows() -> None:
    config = settings()
    assert len(rows()) == 3
    assert (config.agent.level, config.remedies.check_days) == (2, 2)
    assert catalogue_of(config.remedies).terms_of(RemedyKind.REPAIR) is None


def test_block_on_the_page_can_be_used() -> None:
    (text,) = re.findall(r"```\n(\+\+\+.*?)```", PAGE, re.DOTALL)
    block = parse_block(text, "page")
    assert (block.step, block.calmest, block.angriest) == (Step.MAKE_SURE, 2, 3)
    assert len(block.sections) == 3


def test_checks_steps_and_variables_on_the_page_are_those_of_the_program() -> None:
    assert first_cells(section("What is checked before it leaves")) == set(Check)
    told = first_cells(section("Your team's own words"))
    own = {name for name in APOLOGY_WORDS if name.startswith(("matter.", "remedy.", "check."))}
    assert told == own
    assert re.findall(r"^\d\. \*\*(.+?)\*\*", PAGE, re.MULTILINE) == [
        step.replace("-", " ").capitalize() for step in Step
    ]


def test_keys_on_the_page_are_those_of_the_program() -> None:
    keys = first_cells(section("One complaint, in a minute"))
    assert "Ctrl+G" in keys
    assert keys <= first_cells((ROOT / "docs" / "keys.md").read_text(encoding="utf-8"))


def test_commands_on_the_page_are_understood() -> None:
    lines = re.findall(r"^agent-console (.*)$", PAGE, re.MULTILINE)
    assert len(lines) > 8
    for line in lines:
        assert build_parser().parse_args(shlex.split(line, comments=True)).run
