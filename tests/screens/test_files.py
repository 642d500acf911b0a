"""The files of a ticket at the foot of the screen: listed, saved, called off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.desk.mail import Attachment
from agent_console.desk.views import FileList, MailFile, SavedFile
from agent_console.screens.files import FilesPanel
from agent_console.services import viewing
from tests.screens.fake_content import NOW
from tests.screens.support import Stage, screen_text


def file(number: int, name: str, *, here: bool = True) -> MailFile:
    attachment = Attachment(number - 1, name, "application/pdf", 2_500_000)
    return MailFile(number, "m1", 1, "Anna", NOW, attachment, here)


async def opened(stage: Stage, pilot: Pilot[None], *names: str) -> None:
    stage.desk.files.all = tuple(file(number, name) for number, name in enumerate(names, 1))
    await stage.settle(pilot)
    await pilot.press("enter")
    await stage.settle(pilot)
    await pilot.press("A")
    await stage.settle(pilot)


async def until(condition: Callable[[], object]) -> None:
    for _round in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_files_are_listed_and_enter_saves_the_chosen_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot, "a.pdf", "b\x1b[2J.pdf")
        text = screen_text(stage.app)
        assert "a.pdf · 2.5 MB · Anna" in text
        assert "Enter saves this one · A saves all · o opens · Esc closes" in text
        await pilot.press("j", "enter")
        await stage.settle(pilot)
        assert stage.desk.files.saved == ["b\x1b[2J.pdf"]
        assert "Saved: b[2J.pdf in /home/mia/Downloads" in screen_text(stage.app)
        await pilot.press("escape")
        await stage.settle(pilot)
        assert not stage.app.screen.query(FilesPanel)
        assert stage.app.screen.focused is not None


async def test_all_files_are_saved_with_one_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot, "a.pdf", "b.pdf")
        await pilot.press("A")
        await stage.settle(pilot)
        assert stage.desk.files.saved == ["a.pdf", "b.pdf"]
        assert "2 files saved in /home/mia/Downloads" in screen_text(stage.app)


async def test_saving_tells_how_far_it_is_and_stops_on_escape(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        stage.desk.files.gate = threading.Event()
        await opened(stage, pilot, "a.pdf")
        await pilot.press("enter")
        await until(lambda: "Saving: 500 KB of 2.0 MB · Esc stops" in screen_text(stage.app))
        await pilot.press("enter")
        await pilot.press("escape")
        await stage.settle(pilot)
        assert "Stopped; nothing half is left." in screen_text(stage.app)
        assert stage.desk.files.saved == []
        stage.desk.files.gate = None
        await pilot.press("enter")
        await stage.settle(pilot)
        assert stage.desk.files.saved == ["a.pdf"]


async def test_keys_meant_for_the_ticket_do_nothing_while_the_files_are_open(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot, "a.pdf")
        await pilot.press("m", "c", "z", "a", "r")
        await stage.settle(pilot)
        assert stage.desk.tickets.done == []
        assert len(stage.app.screen.query(FilesPanel)) == 1


async def test_list_that_lacks_files_is_completed_by_the_server(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        more = (file(1, "a.pdf"), file(2, "later.pdf", here=False))
        stage.desk.files.found = FileList(more)
        await opened(stage, pilot, "a.pdf")
        text = screen_text(stage.app)
        assert "later.pdf · 2.5 MB · Anna · on the server" in text
        stage.desk.files.found = FileList(more[:1], "offline\x1b[2J")
        await pilot.press("escape", "A")
        await stage.settle(pilot)
        assert "There may be more files: offline" in screen_text(stage.app)


async def test_ticket_without_files_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot)
        assert "No files in this ticket." in screen_text(stage.app)
        await pilot.press("enter", "A")
        await stage.settle(pilot)
        assert stage.desk.files.saved == []


async def test_small_pictures_of_the_texts_are_one_line_until_they_are_wanted(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await opened(stage, pilot, "bill.pdf")
        pictures = [Attachment(n, f"logo{n}.png", "image/png", 900, "c") for n in (2, 3)]
        logos = tuple(MailFile(one.index, "m1", 1, "Anna", NOW, one, here=True) for one in pictures)
        stage.desk.files.all += logos
        await pilot.press("escape", "A")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "2 inline pictures · i shows them" in text
        assert "logo2.png" not in text
        await pilot.press("i")
        await stage.settle(pilot)
        assert "logo3.png" in screen_text(stage.app)


async def test_file_is_opened_only_after_a_question_with_its_type_and_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def view(_files: object, file: MailFile, command: str, _transfer: object) -> SavedFile:
        started.append(f"{command} {file.attachment.filename}")
        return SavedFile(file.attachment.filename, "/tmp/x", 5)  # noqa: S108 - nothing is there

    monkeypatch.setattr(viewing, "view", view)
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await opened(stage, pilot, "bill.pdf", "bill.pdf.exe")
        await pilot.press("y", "o")
        await stage.settle(pilot)
        asked = "Open bill.pdf (application/pdf, 2.5 MB) with the viewer of this machine?"
        assert asked in screen_text(stage.app)
        assert started == []
        await pilot.press("j", "y", "o")
        await stage.settle(pilot)
        assert "this kind of file may run something" in screen_text(stage.app)
        await pilot.press("y", "k", "o", "y")
        await stage.settle(pilot)
        assert started == ["xdg-open bill.pdf"]
        assert "Opened: bill.pdf" in screen_text(stage.app)
