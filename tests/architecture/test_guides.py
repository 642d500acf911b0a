"""The guides say what the screen says: keys that there are, words that stand there."""

from __future__ import annotations

import re
import shlex
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from agent_console.cli_parser import build_parser
from tests.architecture.source import PACKAGE, ROOT
from tools import keys

ENGLISH = ROOT / "docs" / "guide.md"
GERMAN = ROOT / "docs" / "guide.de.md"
QUOTED = {ENGLISH: re.compile('"([^"]+)"'), GERMAN: re.compile("„([^“]+)“")}
SAID_BY_NOBODY = {"later, in my head", "später, im Kopf"}


def text_of(guide: Path) -> str:
    return " ".join(guide.read_text(encoding="utf-8").split())


def keys_of(text: str) -> list[str]:
    """Return what looks like a key, as the English screen names it."""
    return [key.replace("Strg+", "Ctrl+") for key in re.findall(r"`([^`]+)`", text)]


@cache
def words(guide: Path) -> tuple[str, ...]:
    """Return every text of the screen in the language of a guide."""
    file = PACKAGE / "locales" / "de" / "LC_MESSAGES" / "messages.po"
    found: list[str] = []
    for entry in read_po(BytesIO(file.read_bytes()), locale="de"):
        said = entry.id if guide == ENGLISH else entry.string
        found += [said] if isinstance(said, str) else list(said or ())
    return tuple(found)


def stands_on_the_screen(quote: str, guide: Path) -> bool:
    """Whether it is a text of the screen, whatever is filled in."""
    filled_in = (text for text in words(guide) if "{" in text and not text.startswith("{"))
    begun = (text.partition(": {")[0] for text in words(guide))
    return (
        quote in words(guide)
        or quote in begun
        or any(
            re.fullmatch(re.sub(r"\\\{.*?\\\}", r"\\S+", re.escape(text)), quote)
            for text in filled_in
        )
    )


@pytest.mark.parametrize("guide", [ENGLISH, GERMAN], ids=["english", "german"])
def test_keys_of_a_guide_are_keys_of_the_program(guide: Path) -> None:
    known = set(re.findall(r"`([^`]+)`", keys.keys_page()))
    rows = re.findall(r"^\| (`.+?) \|", guide.read_text(encoding="utf-8"), re.MULTILINE)
    told = [key for row in rows for key in keys_of(row)]
    assert len(told) > 30
    assert not [key for key in told if key not in known]


@pytest.mark.parametrize("guide", [ENGLISH, GERMAN], ids=["english", "german"])
def test_quoted_words_of_a_guide_stand_on_the_screen(guide: Path) -> None:
    quotes = set(QUOTED[guide].findall(text_of(guide))) - SAID_BY_NOBODY
    assert len(quotes) > 10
    assert not [quote for quote in sorted(quotes) if not stands_on_the_screen(quote, guide)]


def test_both_guides_tell_the_same_keys_in_the_same_chapters() -> None:
    def chapters(guide: Path) -> list[list[str]]:
        parts = guide.read_text(encoding="utf-8").split("\n## ")
        return [re.findall(r"^\| (`.+?) \|", part, re.MULTILINE) for part in parts]

    german = [[row.replace("Strg+", "Ctrl+") for row in chapter] for chapter in chapters(GERMAN)]
    assert german == chapters(ENGLISH)


def commands_of(page: str) -> list[str]:
    """Return the command lines of a page, without what the shell does with them."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    fenced = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in fenced for line in block.splitlines() if "agent-console" in line]
    inline = re.findall(r"`(agent-console [a-z][^`]*)`", re.sub("```.*?```", "", text, flags=re.S))
    found = [line[line.index("agent-console ") :] for line in (*lines, *inline)]
    return [re.split(r"[>|#]", line)[0].strip() for line in found]


@pytest.mark.parametrize(
    "page", ["guide.md", "guide.de.md", "admin.md", "questions.md", "security.md"]
)
def test_commands_of_a_page_are_understood(page: str) -> None:
    found = commands_of(page)
    assert found
    for line in found:
        words = shlex.split(line)[1:]
        assert build_parser().parse_args([re.sub("NUMBER", "1", word) for word in words]).run, line
