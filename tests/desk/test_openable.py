from __future__ import annotations

import pytest

from agent_console.desk.mail import Attachment
from agent_console.desk.openable import SMALL_PICTURE, is_small_picture, may_be_opened


def file(
    name: str, kind: str = "application/pdf", size: int = 5, *, cid: str = "", inline: bool = False
) -> Attachment:
    return Attachment(0, name, kind, size, cid, inline)


@pytest.mark.parametrize(
    "name", ["bill.pdf", "Foto 1.JPG", "Rechnung v1.2.pdf", "table.xlsx", "letter.docx", "a.txt"]
)
def test_papers_and_pictures_may_be_opened(name: str) -> None:
    assert may_be_opened(file(name))


@pytest.mark.parametrize(
    "name",
    [
        "bill.pdf.exe",
        "bill.exe.pdf",
        "run.SH",
        "x.desktop",
        "order.html",
        "logo.svg",
        "macro.docm",
        "bill.lnk ",
        "nothing",
        "a.ps1",
        "",
    ],
)
def test_what_may_run_is_not_opened(name: str) -> None:
    assert not may_be_opened(file(name))


@pytest.mark.parametrize(
    "kind", ["application/x-msdownload", "text/x-python", "TEXT/HTML", "image/svg+xml"]
)
def test_type_of_a_program_is_not_opened_whatever_its_name(kind: str) -> None:
    assert not may_be_opened(file("bill.pdf", kind))


@pytest.mark.parametrize(
    ("one", "small"),
    [
        (file("logo.png", "image/png", 4_000, inline=True), True),
        (file("logo.png", "IMAGE/PNG", SMALL_PICTURE, cid="a@b"), True),
        (file("logo.png", "image/png", SMALL_PICTURE + 1, cid="a@b"), False),
        (file("logo.png", "image/png", 4_000), False),
        (file("bill.pdf", size=4_000, inline=True), False),
    ],
)
def test_only_small_pictures_within_the_text_count_as_logos(one: Attachment, small: bool) -> None:
    assert is_small_picture(one) is small
