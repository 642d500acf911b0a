"""`faq build`: files, what is left out and why, and how often each is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.events import Replied
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.services.sent import record_sent
from tests.cli.calls import Captured, as_json
from tests.filled import opened, write_settings

TEXT = """+++
id = "{name}"
title = {{ de = "{name}?", en = "{name}?" }}
types = ["account"]
faq = true
+++
=== de formal
{body}
=== en
{body}
"""
VALUES = 'return_days = 30\nshipping_days = "2"\nopening_hours = "9–17"\naddress = "Bonn"\n'
MORE = (
    'payment_methods = "Karte"\nshipping_costs = "5 €"\nshipping_countries = "DE"\nwarranty = "2"\n'
)


@pytest.fixture
def own(locations: Locations, tmp_path: Path) -> Path:
    """A team's folder beside the settings, and values for all shipped answers."""
    write_settings(tmp_path, extra=f'[library]\nfolder = "texts"\n[library.values]\n{VALUES}{MORE}')
    folder = locations.config_dir / "texts"
    folder.mkdir()
    (folder / "often.txt").write_text(TEXT.format(name="often", body="So."), encoding="utf-8")
    return folder


def test_pages_hold_every_answer_marked_for_all_and_none_of_the_gaps(
    own: Path, tmp_path: Path, capsys: Captured
) -> None:
    found = as_json(capsys, "faq", "build", "--out", str(tmp_path / "out"), "--json")
    assert found["refused"] == found["missing"] == []
    names = {one["id"] for topic in found["pages"]["en"] for one in topic["questions"]}
    assert {"often", "return-policy", "opening-hours"} <= names
    page = (tmp_path / "out" / "faq.html").read_text(encoding="utf-8")
    assert "innerhalb von 30 Tagen" in page
    assert "support@company.example" in page
    assert own.is_dir()


def test_answer_that_names_an_order_is_left_out_and_told(
    own: Path, tmp_path: Path, capsys: Captured
) -> None:
    text = TEXT.format(name="mine", body="Bestellung {{ order.number }}.")
    (own / "mine.txt").write_text(text, encoding="utf-8")
    assert main(["faq", "build", "--out", str(tmp_path / "out")]) == ExitCode.FAILED
    captured = capsys.readouterr()
    assert "mine.txt: mine is not in the page in de, en: it speaks of order.number" in captured.err
    assert "mine?" not in (tmp_path / "out" / "faq.html").read_text(encoding="utf-8")


def test_language_when_it_is_named_is_the_only_one(
    own: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    assert own.is_dir()
    assert main(["faq", "build", "--out", str(out), "--language", "en"]) == ExitCode.OK
    assert capsys.readouterr().out.split() == [str(out / "faq.html"), str(out / "faq.en.md")]
    assert "Häufige" not in (out / "faq.html").read_text(encoding="utf-8")


def test_answers_sent_often_come_first(
    own: Path, refs: tuple[str, ...], locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    desk = opened(locations, clock)
    draft = desk.replies.begin(refs[0], everyone=False)
    item = desk.replies.queue(replace(draft, acts=(Replied(answers="often"),)), "So.\n")
    with desk.store.write(durable=True) as session:
        record_sent(session, desk.intake, item, clock.now())
    desk.close()
    found = as_json(capsys, "faq", "build", "--out", str(own.parent / "out"), "--json")
    first = found["pages"]["de"][0]
    assert (first["topic"], first["asked"]) == ("account", 1)
    assert [one["id"] for one in first["questions"]] == ["often", "password-reset"]
