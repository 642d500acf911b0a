"""The settings of the first picture are those that the whole check finds, or none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.config import parse_config
from agent_console.look import Look, look_into

LEAST = """
[agent]
name = "Anna"
[mailbox]
address = "support@company.example"
imap = { host = "127.0.0.1", port = 1, security = "plain" }
smtp = { host = "127.0.0.1", port = 1, security = "plain" }
"""
MORE = """
[calendar]
zone = "America/Lima"
[ui]
language = "de"
theme = "light"
plain = true
title = false
"""


def looked(folder: Path, text: str) -> Look | None:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return look_into(file)


@pytest.mark.parametrize("text", [LEAST, LEAST + MORE], ids=["least", "more"])
def test_look_of_good_settings_is_that_of_the_whole_check(tmp_path: Path, text: str) -> None:
    assert looked(tmp_path, text) == parse_config(text, "settings").look


def test_look_ignores_what_it_does_not_show(tmp_path: Path) -> None:
    assert looked(tmp_path, LEAST + "[sla]\nfirst_respnse = 4\n") == Look(
        "Anna", "support@company.example"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[agent",
        'agent = "Anna"',
        LEAST.replace('"Anna"', '""'),
        LEAST.replace('"Anna"', "7"),
        LEAST.replace("support@company.example", "support"),
        LEAST + '[calendar]\nzone = "Europe/Brlin"\n',
        LEAST + "[calendar]\nzone = 1\n",
        'calendar = "always"\n' + LEAST,
        LEAST + '[ui]\nlanguage = "xx"\n',
        LEAST + "[ui]\ntheme = 1\n",
        LEAST + "[ui]\ntheme = []\nlanguage = []\n",
    ],
)
def test_look_into_wrong_settings_finds_nothing(tmp_path: Path, text: str) -> None:
    assert looked(tmp_path, text) is None


def test_look_into_a_missing_file_finds_nothing(tmp_path: Path) -> None:
    assert look_into(tmp_path / "config.toml") is None
