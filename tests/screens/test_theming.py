from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from agent_console.screens import theming
from tests.screens.support import Stage, screen_text

SHIPPED = Path(__file__).parents[2] / "themes"
PAIRS = [
    ("foreground", "background"),
    ("foreground", "surface"),
    ("foreground", "bar"),
    ("text-quiet", "background"),
    ("text-quiet", "bar"),
    ("text-strong", "bar"),
    ("cursor-text", "cursor"),
    ("clock-overdue", "background"),
    ("clock-overdue", "bar"),
    ("clock-soon", "background"),
    ("clock-soon", "bar"),
    ("state-new", "background"),
    ("notice-info", "background"),
    ("notice-warning", "background"),
    ("notice-warning", "bar"),
    ("notice-error", "background"),
    ("mail-in", "background"),
    ("mail-out", "background"),
    ("note", "note-back"),
    ("folded", "background"),
    ("ask", "ask-back"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
]


def shipped(name: str) -> Theme:
    return theming.read_theme(SHIPPED / f"{name}.toml")


def luminance(color: Color) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    r, g, b = color.rgb
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)


def contrast(one: str, two: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(Color.parse(c)) for c in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_shipped_theme_has_enough_contrast(name: str, text: str, ground: str) -> None:
    theme = shipped(name)
    colours = {**theme.to_color_system().generate(), **theme.variables}
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["dark", "light", "terminal"])
def test_shipped_theme_sets_every_colour_of_ours(name: str) -> None:
    assert set(theming.VARIABLES) <= set(shipped(name).variables)


def test_terminal_theme_uses_the_terminals_own_colours_only() -> None:
    theme = shipped("terminal")
    assert theme.ansi
    assert all(value.startswith("ansi_") for value in theme.variables.values())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "x"\nprimary = "#12345"', "primary: #12345 is not a colour"),
        ('name = "x"', "primary: is missing"),
        ('name = "x"\nprimary = "#fff"\nbackgruond = "#000"', "did you mean background?"),
        ('name = "x"\nprimary = "#fff"\n[variables]\ncursor = "blau"', "cursor: blau is not"),
        ('name = "x"\nprimary = "#fff"\n[variables]\ncursor = 5', "cursor: is not a colour"),
        ('name = "x"\nprimary = "#fff"\nvariables = 3', "variables: write a table"),
        ("name = ", "broken.toml"),
    ],
)
def test_broken_theme_is_one_line_and_the_others_load(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "broken.toml").write_text(text)
    loaded = theming.load_themes([tmp_path, SHIPPED])
    assert {theme.name for theme in loaded.themes} == {"dark", "light", "terminal"}
    assert len(loaded.problems) == 1
    assert problem in loaded.problems[0]
    assert "\n" not in loaded.problems[0]


def test_own_theme_goes_before_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "dark"\nprimary = "#abcdef"')
    loaded = theming.load_themes([tmp_path, SHIPPED])
    assert next(t for t in loaded.themes if t.name == "dark").primary == "#abcdef"


@pytest.mark.parametrize(
    ("wanted", "system", "chosen"),
    [
        ("auto", "truecolor", "dark"),
        ("auto", "standard", "terminal"),
        ("auto", None, "terminal"),
        ("light", "standard", "light"),
        ("nonsense", "256", "dark"),
    ],
)
def test_choose_theme(wanted: str, system: str | None, chosen: str) -> None:
    assert theming.choose_theme(wanted, ("light", "dark", "terminal"), system) == chosen


async def test_broken_theme_of_the_agent_is_told_and_the_console_starts(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('name = "mine"\nprimary = "[/]"')
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        assert "Theme mine.toml: primary: [/] is not a colour" in screen_text(stage.app)


async def test_every_theme_can_be_worn(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "themes"
    folder.mkdir(parents=True)
    (folder / "least.toml").write_text('name = "least"\nprimary = "red"')
    (folder / "ansi.toml").write_text('name = "ansi"\nprimary = "ansi_red"\nansi = true')
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        worn = set()
        for _press in range(5):
            await pilot.press("f2")
            await stage.settle(pilot)
            worn.add(stage.app.theme)
            assert "#00000000" in screen_text(stage.app)
        assert worn == {"dark", "light", "terminal", "least", "ansi"}
