"""A ticket's orders on the screen: chosen, told in replies, sent back; all by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.orders import Amount, Match, MatchedBy, TicketOrders
from agent_console.desk.returns import ReturnReason, ReturnState
from agent_console.screens.orders import OrdersScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.services.order_words import orders_line
from agent_console.services.returns import Wish
from tests.screens.fake_content import ref_of
from tests.screens.fake_orders import CABLE, LAMP, TODAY, made_case
from tests.screens.support import Stage, assert_golden, screen_text

SURE = TicketOrders((Match(LAMP, MatchedBy.NUMBER),))
CHOICE = TicketOrders(
    (Match(LAMP, MatchedBy.NUMBER, foreign=True), Match(CABLE, MatchedBy.EMAIL)), ("NL-5",)
)


async def press(stage: Stage, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await stage.settle(pilot)


async def opened(stage: Stage, pilot: Pilot[None], found: TicketOrders) -> None:
    stage.desk.orders.found = found
    await stage.settle(pilot)
    await press(stage, pilot, "B")
    assert isinstance(stage.app.screen, OrdersScreen)


async def panel(stage: Stage, pilot: Pilot[None], words: str) -> None:
    """Wait for a question that opens once the one before has closed."""
    for _round in range(100):
        if words in screen_text(stage.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(screen_text(stage.app))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_orders_at_each_size_look_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(pilot)
        wish = Wish(LAMP.items[0], ReturnReason.DEFECT, "flackert\x1b[31m", order=LAMP)
        asked = made_case(ref_of(0), wish)
        stage.desk.returns.cases = [
            asked,
            replace(asked, id="B", state=ReturnState.DECLINED, why="benutzt", item="Kabel"),
        ]
        await opened(stage, pilot, CHOICE)
        assert_golden(f"orders-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_marked_order_is_chosen_and_none_is_a_choice_too(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, CHOICE)
        for key in ("minus", "j", "enter"):
            await press(stage, pilot, key)
        assert stage.desk.orders.chosen == ["-", "NL-20999"]
        assert "chosen by an agent" in screen_text(stage.app)


async def test_order_is_found_by_its_number(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, TicketOrders())
        assert "No order is known" in screen_text(stage.app)
        await press(stage, pilot, "f")
        await press(stage, pilot, *"209", "enter")
        await press(stage, pilot, "enter")
        assert stage.desk.orders.chosen == ["NL-20999"]


async def test_reply_begins_with_the_facts_of_the_order(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, SURE)
        await press(stage, pilot, "r")
        screen = stage.app.screen
        assert isinstance(screen, ReplyScreen)
        assert screen.area.own_words.strip().splitlines()[0].startswith("Order NL-20471 of")


async def test_facts_go_into_a_reply_by_one_key_and_of_two_orders_one_is_chosen(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        stage.desk.orders.found = SURE
        await stage.settle(pilot)
        await press(stage, pilot, "r")
        await press(stage, pilot, "f9")
        screen = stage.app.screen
        assert isinstance(screen, ReplyScreen)
        assert "NL-20471" in screen.area.own_words
        stage.desk.orders.found = CHOICE
        await press(stage, pilot, "f9")
        assert "Which order do you want to tell of?" in screen_text(stage.app)
        assert "NL-20999" not in screen.area.own_words
        await press(stage, pilot, "down", "enter")
        assert "NL-20999" in screen.area.own_words


async def test_return_is_begun_accepted_and_refunded_by_keyboard(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, SURE)
        await press(stage, pilot, "n")
        await panel(stage, pilot, "Which item")
        await press(stage, pilot, "enter")
        await panel(stage, pilot, "How many")
        await press(stage, pilot, "up", "enter")
        await panel(stage, pilot, "Why does")
        await press(stage, pilot, *"defect", "enter")
        await panel(stage, pilot, "does the customer say")
        await press(stage, pilot, "-", "enter")
        (case,) = stage.desk.returns.cases
        assert (case.reason, case.text, str(case.quantity)) == (ReturnReason.DEFECT, "", "1")
        for keys in (("enter",), ("down", "enter")):
            await press(stage, pilot, "o")
            await panel(stage, pilot, "What becomes")
            await press(stage, pilot, *keys)
        await panel(stage, pilot, "How much")
        await press(stage, pilot, "enter")
        (case,) = stage.desk.returns.cases
        assert (case.state, case.refund) == (
            ReturnState.REFUNDED,
            Amount(LAMP.items[0].price.value, "EUR") if LAMP.items[0].price else None,
        )


def test_head_of_a_ticket_names_the_order_or_the_choice() -> None:
    assert orders_line(TicketOrders(), TODAY) == ""
    assert orders_line(CHOICE, TODAY) == "2 orders may be meant: choose"
    line = orders_line(SURE, TODAY)
    assert line.startswith("Order NL-20471 · on its way · €1,129.80 · DHL 00340434161094027318")
    assert "should have arrived" in line
    foreign = TicketOrders((Match(LAMP, MatchedBy.NUMBER, foreign=True),))
    assert "another address" in orders_line(foreign, TODAY)
