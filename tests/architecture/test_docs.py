"""Documentation that is made from the code says what the code says."""

from __future__ import annotations

import re

from agent_console.errors import ExitCode
from tests.architecture.source import ROOT
from tools import commands, keys, settings, sla
from tools.docstrings import docstrings


def test_page_of_keys_is_the_one_made_from_the_actions() -> None:
    assert keys.FILE.read_text(encoding="utf-8") == keys.keys_page(), "run: python -m tools.keys"


def test_page_of_settings_is_the_one_made_from_the_settings() -> None:
    kept = settings.FILE.read_text(encoding="utf-8")
    assert kept == settings.settings_page(), "run: python -m tools.settings"


def test_pages_of_commands_are_those_made_from_the_parser() -> None:
    advice = "run: python -m tools.commands"
    program = commands.program()
    assert commands.PAGE.read_text(encoding="utf-8") == commands.commands_page(program), advice
    assert commands.MANUAL.read_text(encoding="utf-8") == commands.manual(program), advice


def test_worked_examples_are_what_the_program_reckons() -> None:
    assert sla.FILE.read_text(encoding="utf-8") == sla.page(), "run: python -m tools.sla"


def test_every_setting_says_below_it_what_it_is_for() -> None:
    silent = [
        f"{section.heading} {name}"
        for section in settings.sections()
        for name, field in section.model.model_fields.items()
        if not settings.table_of(field) and len(docstrings(section.model).get(name, "").split()) < 4
    ]
    assert not silent


def test_readme_names_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| (\d+) \| (.+) \|$", readme, re.MULTILINE)
    told = docstrings(ExitCode)
    assert named == [(str(int(code)), told[code.name]) for code in ExitCode]


def test_pictures_and_pages_that_documents_point_to_exist() -> None:
    missing = [
        f"{page.name}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not missing


def test_every_page_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w.-]+)\)", index))
    linked |= set(re.findall(r"\]\(docs/([\w.-]+)\)", readme))
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages <= linked
