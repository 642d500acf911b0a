from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.screens.driver_screen import Abilities, Screen
from tests.screens.driver_stage import Twins

COLUMNS, LINES = 120, 40
ROWS = 35
PAGE_BYTES = 2650
PEN_CHANGES = 8
GREY, TEXT, NEW, CHOSEN = (
    f"\x1b[0;{code}m"
    for code in ("38;5;249;48;5;16", "38;5;189;48;5;16", "1;38;5;115;48;5;16", "1;97;48;5;24")
)
NAMES = ("Käthe Vogel", "Hannah O'Brien", "Grace Beck", "Łukasz Schröder", "Zoë Kühn")
SUBJECTS = ("Where is the parcel", "Neue Lieferadresse", "Invoice B-118330 missing", "返品 (2)")
PENS = st.sampled_from(["0", "0;31", "0;1;32;44", "0;7", "0;4;33;44", "0;44", "0;2;35"])
WORDS = st.text(st.sampled_from("ab .x漢…"), max_size=7)
LINE = st.lists(st.tuples(PENS, WORDS), max_size=5)


def ticket(luck: random.Random, line: int) -> str:
    """Return a line of a list: a state, a number, a customer and subject, an owner."""
    state = f"{NEW}● new  " if luck.random() < 0.4 else f"{TEXT}○ open "
    number = "".join(luck.choices("ABCDEFGHJKMNPQRSTVWXYZ0123456789", k=7))
    subject = luck.choice(SUBJECTS)
    wide = 2 if "返" in subject else 0
    return (
        f"\x1b[{line};1H{TEXT}   {state}{GREY}  !!    -437 d #{number}… "
        f"{TEXT}{luck.choice(NAMES):16.16}{subject:{40 - wide}}{GREY}"
        f"{luck.choice(('–', 'Anna', 'Ben')):10}43{luck.choice('678')} d{'':10}"
    )


def page(number: int) -> str:
    luck = random.Random(number)  # noqa: S311 - a test's data
    rows = "".join(ticket(luck, line) for line in range(3, 3 + ROWS))
    return f"{rows}\x1b[{2 + ROWS};1H{CHOSEN}▶\x1b[0m\x1b[1;1H"


def plain_line(at: int, parts: list[tuple[str, str]]) -> str:
    return f"\x1b[{at};1H\x1b[0m{'':40}\x1b[{at};1H" + "".join(
        f"\x1b[{pen}m{word}" for pen, word in parts
    )


def test_page_of_a_list_takes_each_pen_once() -> None:
    twins = Twins(COLUMNS, LINES)
    twins.show(page(0))
    for number in range(1, 6):
        written = twins.show(page(number))
        twins.assert_equal()
        assert len(re.findall(r"\x1b\[[0-9;]*m", written)) <= PEN_CHANGES
        assert len(written.encode()) <= PAGE_BYTES


@pytest.mark.parametrize("limit", [300, 900, 2000])
def test_page_in_parts_is_not_much_longer_than_its_limit(limit: int) -> None:
    screen = Screen(Abilities())
    screen.fit(COLUMNS, LINES)
    screen.take(page(0))
    while screen.pending:
        assert len(screen.paint(limit)) <= limit + 2 * COLUMNS


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(LINE, min_size=6, max_size=6), min_size=2, max_size=3),
    st.booleans(),
    st.none() | st.integers(1, 200),
)
def test_lines_of_many_pens_look_the_same_in_an_emulator(
    pictures: list[list[list[tuple[str, str]]]], colour: bool, limit: int | None
) -> None:
    twins = Twins(40, 6, erases_colour=colour)
    for picture in pictures:
        frame = "".join(plain_line(at, parts) for at, parts in enumerate(picture, 1))
        twins.show(f"{frame}\x1b[0m", limit=limit)
        twins.assert_equal()
