"""Promises and opening hours in the settings: what is taken, and what is refused in words."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from agent_console.config import Config, parse_config
from agent_console.durations import parse_duration
from agent_console.errors import SettingsError
from tests.test_config import LEAST

RULE = '[[sla.rule]]\nchannel = "email"\nfirst_response = "2h"\n'


def settings(more: str) -> Config:
    return parse_config(f"{LEAST}\n{more}", "config.toml")


def test_rules_of_the_settings_are_read_in_order() -> None:
    read = settings(
        '[sla]\nsolution = "3d"\n[sla.groups]\nvip = ["Boss@Example.com", "@big.example"]\n'
        '[[sla.rule]]\ngroup = "vip"\nfirst_response = "1h"\nsince = 2026-03-01\n' + RULE
    ).sla
    assert read.groups == {"vip": ("boss@example.com", "@big.example")}
    assert [rule.promised for rule in read.rule] == [
        {"first_response": timedelta(hours=1)},
        {"first_response": timedelta(hours=2)},
    ]
    assert read.rule[0].since == date(2026, 3, 1)
    assert read.promised == {
        "first_response": timedelta(hours=4),
        "next_response": timedelta(hours=8),
        "solution": timedelta(days=3),
    }


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('[[sla.rule]]\nfirst_response = "2h"', "name what it is for"),
        ('[[sla.rule]]\nchannel = "email"', "promise something"),
        ('[[sla.rule]]\nchannel = "mail"\nsolution = "2h"', "'email'"),
        (RULE + "\n" + RULE, "rules 1 and 2 are for the same tickets"),
        ('[[sla.rule]]\ngroup = "vip"\nsolution = "2h"', "there is no group vip"),
        (
            '[sla.groups]\nvips = ["a@b.example"]\n[[sla.rule]]\ngroup = "vip"\nsolution = "2h"',
            "did you mean vips",
        ),
        ('[sla]\nfirst_response = "0h"', "longer than nothing"),
        ('[sla.groups]\nvip = ["big.example"]', "write an address"),
        ('[calendar.special]\n"24.12." = []', "for every year"),
        ('[calendar.special]\n"02-30" = []', "for every year"),
        ('[calendar]\nclosed = [2026-12-24]\nspecial."2026-12-24" = []', "write it once"),
    ],
)
def test_promise_or_day_that_cannot_be_meant_is_refused_in_words(more: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(more)
    assert words in caught.value.message


def test_mistake_in_the_second_rule_is_told_with_its_line() -> None:
    text = f"{LEAST}\n{RULE}\n{RULE}priorty = 'high'\n"
    with pytest.raises(SettingsError) as caught:
        parse_config(text, "config.toml")
    line = text.splitlines().index("priorty = 'high'") + 1
    assert f"config.toml:{line}: sla.rule.1.priorty: unknown key" in caught.value.message
    assert "did you mean priority?" in caught.value.message


def test_special_days_are_read_with_their_hours() -> None:
    special = settings('[calendar.special]\n"12-24" = ["09:00-12:00"]\n"2026-12-31" = []\n')
    assert special.calendar.special == {
        "12-24": ((time(9), time(12)),),
        "2026-12-31": (),
    }


def test_examples_of_the_page_on_promises_are_settings() -> None:
    page = (Path(__file__).parent.parent / "docs" / "sla.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 7
    for block in blocks:
        settings(block)


def test_weights_of_the_page_on_promises_are_the_shipped_ones() -> None:
    page = (Path(__file__).parent.parent / "docs" / "sla.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", page, re.MULTILINE))
    shipped = settings("").priority.model_dump(exclude={"groups"})
    assert {key: parse_duration(amount) for key, amount in told.items()} == shipped
