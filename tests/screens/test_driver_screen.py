from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from agent_console.screens.driver_parse import is_command, pieces
from agent_console.screens.driver_pens import PLAIN, Pen, change, selected
from agent_console.screens.driver_screen import Abilities, Screen
from tests.screens.driver_stage import Twins
from tests.screens.strict_terminal import StrictTerminal

COLUMNS, LINES = 24, 8
LETTERS = st.sampled_from("ab .xyzäß─▶●…漢字返")
MARKED = st.sampled_from(["e\u0301", "👨\u200d👩\u200d👧", "❤\ufe0f", "🙂", "🇩", "\U0001fae8"])
STYLES = st.sampled_from(
    ["", "1", "7", "4", "2;31", "38;5;12;48;5;3", "48;2;1;2;3", "1;38;2;200;0;1;48;2;1;2;3", "44"]
)
HOSTILE = st.sampled_from(
    [
        "\x1b[2J",
        "\x1b]52;c;aGk=\x07",
        "\x1b]0;title\x07",
        "\x9b2J",
        "\x9d0;x\x9c",
        "\x1bc",
        "\x07",
        "\x1b[?1049l",
        "\u202eabc",
        "\x1bP$q\x1b\\",
        "\x1b[6n",
        "\x1b]8;;file:///etc/passwd\x1b\\",
        "\x1b[1;1H",
        "\x1b[5m",
        "\ud800",
        "\u2028",
        "\x00",
        "\x1b[38;5;999m",
        "\x1b[999m",
        "\u0301",
        "\x1b]8;;https://example.org/\x1b\\",
        "\x1b]8;;\x1b\\",
        "\x1b]8;;https://a b\x07",
        "\xad",
        "\x1b[٣1m",
        "\x1b[38;5;٣m",
        "\x1b[31m",
        "\x1b[999;999H",
        "\u115f",
        "\U000e0041",
        "\ufdd0",
        "\x1b]8;",
        "\x1b[38;2;1m",
    ]
)


def piece(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    words = st.lists(st.tuples(STYLES, text), min_size=1, max_size=4)
    place = st.tuples(st.integers(1, LINES + 1), st.integers(1, COLUMNS + 1))
    return st.builds(
        lambda at, parts: (
            f"\x1b[{at[0]};{at[1]}H"
            + "".join(f"\x1b[{style}m{word}\x1b[0m" if style else word for style, word in parts)
        ),
        place,
        words,
    )


def fitting(line: int, column: int, parts: list[tuple[str, str]]) -> str:
    """Return a piece as Textual writes them: nothing beyond the right edge."""
    text = f"\x1b[{line};{column}H"
    room = COLUMNS - column + 1
    for style, word in parts:
        shown = next(word[:end] for end in range(len(word), -1, -1) if cell_len(word[:end]) <= room)
        room -= cell_len(shown)
        text += f"\x1b[{style}m{shown}\x1b[0m" if style and shown else shown
    return text


TAME = st.builds(
    fitting,
    st.integers(1, LINES),
    st.integers(1, COLUMNS),
    st.lists(st.tuples(STYLES, st.text(LETTERS, max_size=9)), min_size=1, max_size=4),
)
FRAMES = st.lists(st.lists(TAME, max_size=8).map("".join), min_size=1, max_size=5)


def screen(*, erases_colour: bool = True) -> Screen:
    found = Screen(Abilities(erases_colour=erases_colour))
    found.fit(COLUMNS, LINES)
    return found


def paint_all(painted: Screen, limit: int | None = None) -> str:
    text = ""
    while painted.pending:
        text += painted.paint(limit)
    return text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(piece(HOSTILE | MARKED | LETTERS | st.text()), max_size=8).map("".join), st.booleans()
)
def test_whatever_a_widget_is_fed_only_the_grammar_is_written(frame: str, colour: bool) -> None:
    painted = screen(erases_colour=colour)
    painted.take(frame)
    StrictTerminal(COLUMNS, LINES).feed(paint_all(painted))


@settings(max_examples=100, deadline=None)
@given(FRAMES, st.booleans(), st.none() | st.integers(1, 60))
def test_terminal_shows_what_textual_meant(
    frames: list[str], colour: bool, limit: int | None
) -> None:
    painted = screen(erases_colour=colour)
    plain = StrictTerminal(COLUMNS, LINES)
    terminal = StrictTerminal(COLUMNS, LINES, erases_colour=colour)
    for frame in frames:
        plain.feed(frame)
        painted.take(frame)
        terminal.feed(paint_all(painted, limit))
        assert terminal.looks() == plain.looks()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.lists(LETTERS, max_size=20), min_size=6, max_size=6), max_size=4))
def test_lines_that_move_show_the_same_in_an_emulator(pictures: list[list[list[str]]]) -> None:
    twins = Twins(COLUMNS, 6)
    for picture in pictures:
        lines = ["".join(letters).encode("ascii", "ignore").decode() for letters in picture]
        frame = "".join(f"\x1b[{at};1H{line:{COLUMNS}}" for at, line in enumerate(lines, 1))
        twins.show(frame)
        twins.assert_equal()


@pytest.mark.parametrize("by", [1, 3, -1, -4])
def test_scrolled_lines_are_moved_by_the_terminal(by: int) -> None:
    lines = [f"line {number} with its own words" for number in range(40)]
    twins = Twins(40, 24)
    head, foot = "\x1b[1;1H\x1b[44mhead\x1b[0m", "\x1b[24;1Hfoot"

    def picture(top: int) -> str:
        rows = lines[top : top + 22]
        return head + "".join(f"\x1b[{at};1H{row:40}" for at, row in enumerate(rows, 2)) + foot

    twins.show(picture(10))
    written = twins.show(picture(10 + by))
    twins.assert_equal()
    assert len(written) < 45 * abs(by) + 40
    assert "r\x1b[2H" in written


def test_screen_that_does_not_change_writes_nothing() -> None:
    painted = screen()
    frame = "\x1b[1;1H\x1b[1;31mHallo\x1b[0m\x1b[3;4HWelt\x1b[1;1H"
    painted.take(frame)
    paint_all(painted)
    painted.take(frame)
    assert not painted.pending or painted.paint() == ""


def test_same_change_on_lines_below_each_other_costs_five_bytes_a_line() -> None:
    painted = screen()
    painted.take("".join(f"\x1b[{line};5H1" for line in range(1, 6)) + "\x1b[1;1H")
    paint_all(painted)
    painted.take("".join(f"\x1b[{line};5H2" for line in range(1, 6)) + "\x1b[1;1H")
    assert painted.paint().endswith("2" + "\b\x1b[B2" * 4)


def test_changed_letter_costs_a_cursor_move_and_the_letter() -> None:
    painted = screen()
    painted.take("\x1b[4;1HAntwort in 12:31\x1b[1;1H")
    paint_all(painted)
    painted.take("\x1b[4;1HAntwort in 12:30\x1b[1;1H")
    assert painted.paint() == "\b0"


def test_emoji_whose_width_is_doubtful_does_not_shift_what_follows() -> None:
    painted = screen()
    painted.take("\x1b[1;1Ha🙂b\x1b[1;1H")
    written = paint_all(painted)
    assert "a  \b\b🙂\x1b[1;4Hb" in written


def test_painting_in_parts_drops_what_is_stale() -> None:
    painted = screen()
    painted.take("".join(f"\x1b[{at};1H{'old':24}" for at in range(1, LINES + 1)))
    first = painted.paint(10)
    painted.take("".join(f"\x1b[{at};1H{'new':24}" for at in range(1, LINES + 1)))
    rest = paint_all(painted)
    terminal = StrictTerminal(COLUMNS, LINES)
    terminal.feed(first + rest)
    assert all("".join(cell[0] for cell in row).startswith("new") for row in terminal.rows)
    assert rest.count("old") == 0


def test_forgetting_paints_everything_again() -> None:
    painted = screen()
    painted.take("\x1b[2;1HHallo")
    first = paint_all(painted)
    painted.forget()
    assert paint_all(painted) == first


def test_another_size_begins_with_an_empty_screen() -> None:
    painted = screen()
    painted.take("\x1b[2;1HHallo")
    paint_all(painted)
    assert painted.fit(20, 5)
    assert not painted.fit(20, 5)
    assert "Hallo" not in paint_all(painted)


def test_links_pass_only_when_they_can_be_opened_safely() -> None:
    painted = screen()
    painted.take(
        "\x1b[1;1H\x1b]8;id=1;https://example.org/\x1b\\good\x1b]8;;\x1b\\"
        "\x1b[2;1H\x1b]8;id=2;javascript:alert(1)\x1b\\bad\x1b]8;;\x1b\\"
    )
    written = paint_all(painted)
    assert "\x1b]8;;https://example.org/\x1b\\good" in written
    linked = written.partition("https://example.org/\x1b\\")[2].partition("\x1b]8;;\x1b\\")[0]
    assert linked.startswith("good")
    assert "bad" not in linked
    assert "javascript" not in written
    assert "bad" in written


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "tmux-256color", "TMUX": "1"}, True),
        ({"TERM": "screen", "TMUX": "1"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, False),
    ],
)
def test_gnu_screen_is_not_trusted_to_erase_in_colour(
    environment: dict[str, str], expected: bool
) -> None:
    assert Abilities.of(environment).erases_colour is expected


@pytest.mark.parametrize(
    "command",
    [
        "\x07",
        "\x1b[?1049h",
        "\x1b[?2026$p",
        "\x1b]52;c;aGk=\x07",
        "\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\",
        "\x1b]2;Agent Console\x1b\\",
        "\x1b]9;two are due\x1b\\",
        "\x1bPtmux;\x1b\x1b]9;two\x07\x1b\\",
        "\x1b[>25u",
    ],
)
def test_what_the_program_sends_by_itself_is_a_command(command: str) -> None:
    assert is_command(command)


@pytest.mark.parametrize(
    "data",
    [
        "\x1b[2J",
        "\x1b]2;a\x1b]52;c;aGk=\x07\x07",
        "\x1b]52;c;?\x07",
        "\x1b[6n",
        "text",
        "\x1bc",
        "\x1b]2;a\x07\x1b[2J",
        "\x1b[1;1H\x1b[?1049l",
        "\x1bPtmux;\x1b\x1b]52;c;?\x07\x1b\\",
    ],
)
def test_anything_else_is_no_command(data: str) -> None:
    assert not is_command(data)


def test_text_without_a_place_is_not_shown() -> None:
    assert list(pieces("\x1b[2Jhello")) == []


@given(STYLES, STYLES)
def test_change_of_pens_gives_the_wanted_one(old: str, new: str) -> None:
    first, second = selected(PLAIN, old), selected(PLAIN, new)
    codes = change(first, second).removeprefix("\x1b[").removesuffix("m")
    assert (selected(first, codes) if first != second else second) == second


def test_pen_understands_colours_and_nothing_else() -> None:
    pen = selected(PLAIN, "5;8;1;38;2;300;0;0;48;5;7;6")
    assert pen == Pen(("1",), "", "48;5;7", "")
