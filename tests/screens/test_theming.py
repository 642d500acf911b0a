from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from agent_console.screens import theming
from agent_console.screens.widgets.line_input import LineInput
from tests.screens.support import Stage, screen_text, shown_lines

SHIPPED = Path(__file__).parents[2] / "themes"
NAMES = {"dark", "light", "terminal", "high-contrast", "colour-blind", "monochrome"}
LEAST_CONTRAST = {"dark": 4.5, "light": 4.5, "colour-blind": 4.5, "high-contrast": 7.0}
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


@pytest.mark.parametrize("name", sorted(LEAST_CONTRAST))
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_shipped_theme_has_enough_contrast(name: str, text: str, ground: str) -> None:
    theme = shipped(name)
    colours = {**theme.to_color_system().generate(), **theme.variables}
    assert contrast(colours[text], colours[ground]) >= LEAST_CONTRAST[name]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_shipped_theme_sets_every_colour_of_ours(name: str) -> None:
    assert set(theming.VARIABLES) <= set(shipped(name).variables)


def test_terminal_theme_uses_the_terminals_own_colours_only() -> None:
    theme = shipped("terminal")
    assert theme.ansi
    assert all(value.startswith("ansi_") for value in theme.variables.values())


# How people without one kind of cones see: Machado, Oliveira, Fernandes 2009, severity 1.0, for
# linear RGB.
SEEN = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOGETHER = [("clock-overdue", "clock-soon", "state-new"), ("mail-in", "mail-out")]
APART = 20.0


def seen_as(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """Return CIELAB (D65) of a colour as it is seen; 2.3 is the least that can be told apart."""

    def curve(part: float) -> float:
        return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116

    parts = [value / 255 for value in Color.parse(colour).rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    r, g, b = (
        min(1.0, max(0.0, sum(k * v for k, v in zip(row, linear, strict=True)))) for row in matrix
    )
    x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, two: str, matrix: tuple[tuple[float, ...], ...]) -> float:
    """Return how far apart two colours are (CIE76)."""
    pairs = zip(seen_as(one, matrix), seen_as(two, matrix), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("kind", sorted(SEEN))
@pytest.mark.parametrize("names", TOGETHER, ids="/".join)
def test_colours_of_the_colour_blind_theme_stay_apart(kind: str, names: tuple[str, ...]) -> None:
    colours = shipped("colour-blind").variables
    for one, two in combinations(names, 2):
        assert distance(colours[one], colours[two], SEEN[kind]) >= APART, (one, two)


def test_the_distance_tells_red_from_green_only_for_those_who_see_it() -> None:
    everyone = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    red, green = "#d05030", "#808a20"
    assert distance(red, green, SEEN["deuteranopia"]) < APART < distance(red, green, everyone)


def test_monochrome_theme_tells_apart_by_style_what_others_do_by_colour() -> None:
    styles = theming.STYLES | shipped("monochrome").variables
    for key in ("overdue-style", "soon-style", "cursor-style", "note-style"):
        assert styles[key] != "none", key
    told = [styles[key] for key in ("overdue-style", "soon-style", "new-style", "cursor-style")]
    assert len(set(told)) == len(told)
    assert styles["mail-in-style"] != styles["mail-out-style"]


@pytest.mark.parametrize("no_color", [False, True])
async def test_monochrome_theme_shows_no_colour_and_where_the_cursor_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        stage.app.theme = "monochrome"
        for keys in ((), ("enter",), ("r",)):
            await pilot.press(*keys)
            await stage.settle(pilot)
            lines = shown_lines(stage.app)
            assert {colour for line in lines for colour in line.colours} == {"default"}
            assert any(line.reversed for line in lines)


@pytest.mark.parametrize("name", ["terminal", "monochrome"])
async def test_no_color_leaves_no_colour_of_the_terminals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        stage.app.theme = name
        await stage.settle(pilot)
        found = {colour for line in shown_lines(stage.app) for colour in line.colours}
        assert found == {"default"}


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
        (
            'name = "x"\nprimary = "red"\n[variables]\nnew-style = "blinking"',
            "new-style: write one",
        ),
        ('name = "x"\nprimary = "red"\n[variables]\nnew-style = 3', "new-style: write one"),
    ],
)
def test_broken_theme_is_one_line_and_the_others_load(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "broken.toml").write_text(text)
    loaded = theming.load_themes([tmp_path, SHIPPED])
    assert {theme.name for theme in loaded.themes} == NAMES
    assert len(loaded.problems) == 1
    assert problem in loaded.problems[0]
    assert "\n" not in loaded.problems[0]


def test_own_theme_goes_before_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "dark"\nprimary = "#abcdef"')
    loaded = theming.load_themes([tmp_path, SHIPPED])
    assert next(t for t in loaded.themes if t.name == "dark").primary == "#abcdef"


@pytest.mark.parametrize(
    ("wanted", "system", "environment", "chosen"),
    [
        ("auto", "truecolor", {}, "dark"),
        ("auto", "truecolor", {"COLORFGBG": "0;15"}, "light"),
        ("auto", "256", {"COLORFGBG": "0;default;7"}, "light"),
        ("auto", "256", {"COLORFGBG": "15;0"}, "dark"),
        ("auto", "256", {"COLORFGBG": "0;default"}, "dark"),
        ("auto", "standard", {"TERM": "linux", "COLORFGBG": "0;15"}, "terminal"),
        ("auto", None, {}, "terminal"),
        ("auto", "standard", {"TERM": "vt220"}, "monochrome"),
        ("auto", "standard", {"TERM": "xterm-mono"}, "monochrome"),
        ("light", "standard", {}, "light"),
        ("nonsense", "256", {}, "dark"),
    ],
)
def test_choose_theme(
    wanted: str, system: str | None, environment: dict[str, str], chosen: str
) -> None:
    colours = theming.terminal_colours(system, environment)
    assert theming.choose_theme(wanted, sorted(NAMES), colours) == chosen


@pytest.mark.parametrize(("wanted", "chosen"), [("auto", "monochrome"), ("dark", "dark")])
def test_choose_theme_where_no_colours_are_wanted(wanted: str, chosen: str) -> None:
    colours = theming.terminal_colours("truecolor", {"COLORFGBG": "0;15"}, wanted=False)
    assert theming.choose_theme(wanted, sorted(NAMES), colours) == chosen


async def test_palette_wears_each_theme_while_it_is_marked(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("ctrl+p")
        await stage.settle(pilot)
        line = stage.app.screen.query_one(LineInput)
        for name in ("monochrome", "high-contrast"):
            line.value = f"theme: {name}"
            await pilot.pause()
            await pilot.pause()
            assert stage.app.theme == name
        await pilot.press("escape")
        await stage.settle(pilot)
        assert stage.app.theme == "dark"


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
        for _press in range(len(NAMES) + 2):
            await pilot.press("f2")
            await stage.settle(pilot)
            worn.add(stage.app.theme)
            assert "#00000000" in screen_text(stage.app)
        assert worn == NAMES | {"least", "ansi"}
