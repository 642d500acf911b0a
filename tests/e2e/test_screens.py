"""The screens of the demo, as a person sees them: kept as text, drawn for the documentation.

``python -m tools.screens`` keeps and draws them anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.shots import as_svg, steady
from tests.e2e.showing import demo_in
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.pty

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "golden" / "demo"
PICTURES = ROOT / "docs" / "screens"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Terminal]:
    """The demo in English."""
    with demo_in("en", tmp_path) as running:
        yield running


def compare(demo: Terminal, name: str) -> None:
    """Compare the screen with the kept one, or keep it."""
    text = steady(demo.text)
    file = TEXTS / f"{name}.txt"
    if os.environ.get("AGENT_CONSOLE_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        PICTURES.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        (PICTURES / f"{name}.svg").write_text(as_svg(demo.screen, "Agent Console"), "utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_screens_of_a_first_answer_look_as_they_were_approved(demo: Terminal) -> None:
    compare(demo, "queue")
    demo.press("\r")
    demo.wait_for("wrote")
    demo.settle()
    compare(demo, "ticket")
    demo.press("r")
    demo.wait_for("Reply to the customer")
    demo.press("Guten Tag Herr Hoffmann,\r\rwir haben heute beim Paketdienst nachgefragt.")
    demo.wait_for("nachgefragt.")
    demo.settle(pause=1.5)
    compare(demo, "reply")
    demo.press("\x07")
    demo.wait_for("goes out in")
    demo.wait_for(": sent", seconds=40)
    demo.settle()
    compare(demo, "sent")


def test_screen_of_an_apology_looks_as_it_was_approved(demo: Terminal) -> None:
    demo.press("a")
    demo.wait_for("Listen: ", "The checks find")
    demo.settle(pause=1.0)
    compare(demo, "apology")


def test_screens_in_german_look_as_they_were_approved(tmp_path: Path) -> None:
    with demo_in("de", tmp_path) as demo:
        compare(demo, "queue-de")
        demo.press("\r")
        demo.wait_for("schrieb")
        demo.settle()
        compare(demo, "ticket-de")
        demo.press("a")
        demo.wait_for("Zuhören: ", "Die Prüfungen finden")
        demo.settle(pause=1.0)
        compare(demo, "apology-de")
