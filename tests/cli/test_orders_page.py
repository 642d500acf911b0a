"""What docs/orders.md says is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib

from agent_console.cli_parser import build_parser
from agent_console.desk.returns import ReturnReason, reason_word
from agent_console.i18n import use_language
from agent_console.orders_config import COLUMNS, OrderSource
from tests.cli.calls import ROOT

PAGE = (ROOT / "docs" / "orders.md").read_text(encoding="utf-8")


def test_sources_on_the_page_can_be_used() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    sources = [OrderSource.model_validate(one) for one in tomllib.loads(block)["order_sources"]]
    assert [one.name for one in sources] == ["Shop", "Outlet", "Till", "Web"]


def test_settings_on_the_page_are_all_that_there_are() -> None:
    table = PAGE.partition("| setting |")[2].partition("\n\n")[0]
    told = {
        name
        for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert told == set(OrderSource.model_fields)


def test_columns_on_the_page_are_all_that_there_are() -> None:
    listed = PAGE.partition("are known (")[2].partition("Only the number")[0]
    assert set(re.findall(r"`([a-z_]+)`", listed)) - {"number"} == set(COLUMNS) - {"number"}


def test_reasons_on_the_page_are_all_that_there_are() -> None:
    use_language("en")
    text = " ".join(PAGE.split())
    assert ", ".join(map(reason_word, ReturnReason)) in text


def test_commands_on_the_page_are_understood() -> None:
    block = PAGE.partition("## Command line")[2]
    lines = re.findall(r"^agent-console (.*)$", block, re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        assert build_parser().parse_args(shlex.split(line, comments=True)).run
