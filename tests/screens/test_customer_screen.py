"""A customer's card beside a ticket and on a screen of its own: read, changed, joined."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.customer_card import CustomerCard, Entry
from agent_console.screens.customer import CustomerScreen
from agent_console.screens.search import SearchScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.line_input import LineInput
from tests.screens.fake_content import ref_of
from tests.screens.fake_customers import BOB, no_address
from tests.screens.support import Stage, assert_golden, screen_text

ANNA = "anna.schmidt@example.org"


async def opened(stage: Stage, pilot: Pilot[None], *keys: str) -> CustomerScreen:
    await stage.settle(pilot)
    await pilot.press("i")
    await stage.settle(pilot)
    for key in keys:
        await pilot.press(key)
        await stage.settle(pilot)
    screen = stage.app.screen
    assert isinstance(screen, CustomerScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_customer_at_each_size_looks_as_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await opened(stage, pilot)
        assert_golden(f"customer-{size[0]}x{size[1]}", screen_text(stage.app))


async def test_enter_opens_a_ticket_of_the_history_and_escape_comes_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=12)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, "j")
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.app.screen.ref == ref_of(5)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, CustomerScreen)


async def test_card_stands_beside_a_ticket_only_where_there_is_room_and_it_is_wished(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(150, 40)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "3 contacts in 30 days" in screen_text(stage.app)
        await pilot.press("E")
        await stage.settle(pilot)
        assert "3 contacts in 30 days" not in screen_text(stage.app)
        await pilot.press("E")
        await stage.settle(pilot)
        assert "3 contacts in 30 days" in screen_text(stage.app)
        await pilot.resize_terminal(120, 40)
        await stage.settle(pilot)
        assert "3 contacts in 30 days" not in screen_text(stage.app)


async def test_a_flag_is_turned_and_a_value_is_written_by_keys(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, "v")
        assert "★ Anna Schmidt" in screen_text(stage.app)
        await pilot.press("e")
        await stage.settle(pilot)
        await pilot.press(*"company", "enter")
        await stage.settle(pilot)
        await pilot.press("ctrl+u", *"ACME", "enter")
        await stage.settle(pilot)
        assert "ACME" in screen_text(stage.app)
        assert stage.desk.customers.done == [
            ("edit", ANNA, "vip", "yes", ""),
            ("edit", ANNA, "company", "ACME", ""),
        ]


async def test_two_are_joined_by_what_is_typed_and_taken_apart_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await opened(stage, pilot, "M")
        assert "Anna S. · bob@example.net" in screen_text(stage.app)
        await pilot.press(*"bob")
        await stage.settle(pilot)
        assert "Bob Berg · bob@example.net · Berg Ltd" in screen_text(stage.app)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert f"{ANNA} · bob@example.net" in screen_text(stage.app)
        await pilot.press("M")
        await stage.settle(pilot)
        await pilot.press("down", "enter")
        await stage.settle(pilot)
        assert stage.desk.customers.done == [
            ("join", "bob@example.net", ANNA),
            ("part", "bob@example.net"),
        ]


async def test_a_customer_without_an_address_is_looked_for_by_name(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=1)
    stage.desk.queue.rows[0] = no_address(stage.desk.queue.rows[0])
    name = stage.desk.queue.rows[0].customer_name
    async with stage.app.run_test(size=(150, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("i")
        await stage.settle(pilot)
        assert "no address is known" in screen_text(stage.app)
        assert isinstance(stage.app.screen, SearchScreen)
        assert stage.app.screen.query_one(LineInput).value == f'"{name}"'
        await pilot.press("escape")
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert stage.desk.customers.asked == []


async def test_a_customer_is_found_from_the_queue_by_what_is_typed(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f4", *"ber")
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, CustomerScreen)
        assert "Customer: Bob Berg" in screen_text(stage.app)


async def test_keys_pressed_before_the_customer_is_read_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    gate = threading.Event()
    read = stage.desk.customers.card

    def late(ref: str) -> CustomerCard:
        gate.wait(30)
        return read(ref)

    monkeypatch.setattr(stage.desk.customers, "card", late)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("i", "v")
        assert stage.desk.customers.done == []
        gate.set()
        await stage.settle(pilot)
        assert stage.desk.customers.done == [("edit", ANNA, "vip", "yes", "")]


async def test_enter_before_the_answer_takes_who_fits_what_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    gate = threading.Event()
    asked: list[str] = []

    def found(text: str, _limit: int) -> tuple[Entry, ...]:
        asked.append(text)
        if text == "bo":
            gate.wait(30)
            return (BOB,)
        return (Entry("babette@example.net", "Babette"),)

    monkeypatch.setattr(stage.desk.customers, "find", found)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f4", "b")
        await stage.settle(pilot)
        assert "Babette" in screen_text(stage.app)
        await pilot.press("o", "enter")
        gate.set()
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, CustomerScreen)
        assert stage.app.screen.email == BOB.email
    assert asked == ["b", "bo"]


async def test_key_pressed_after_a_customer_was_picked_acts_on_that_customer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(tmp_path)
    gate = threading.Event()
    read = stage.desk.customers.card_of

    def late(email: str) -> CustomerCard:
        gate.wait(30)
        return read(email)

    monkeypatch.setattr(stage.desk.customers, "card_of", late)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("f4", *"ber")
        await stage.settle(pilot)
        await pilot.press("enter", "M")
        for _round in range(20):
            await pilot.pause()
        gate.set()
        await stage.settle(pilot)
        assert f"Who is the same person as {BOB.email}?" in screen_text(stage.app)
