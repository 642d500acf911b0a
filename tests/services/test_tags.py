"""Tags stand on tickets as the team wrote them, once each, and come off again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.clock import FixedClock
from agent_console.desk.states import QueueView
from agent_console.desk.tags import LONGEST, normalise_tag, with_tag
from agent_console.errors import ActionRefusedError
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.rebuild import rebuild
from tests.filled import NOW, opened, put_three, write_settings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    found = opened(write_settings(tmp_path), FixedClock(NOW))
    put_three(found)
    yield found
    found.close()


@pytest.fixture
def refs(desk: Desk) -> list[str]:
    return [row.ref for row in desk.queue.page(QueueView.ALL, 0, 9).rows]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" VIP ", "vip"), ("#Größe XL", "größe-xl"), ("a,b", "a-b"), ("R&D", "r&d"),
        ("…", ""), ("x" * 60, "x" * LONGEST), ('say "hi"', "say-hi"), ("2.0", "2.0"),
    ],
)  # fmt: skip
def test_tag_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert normalise_tag(typed) == kept


@given(st.text())
def test_kept_tag_is_its_own_spelling_and_fits_into_a_list(text: str) -> None:
    tag = normalise_tag(text)
    assert normalise_tag(tag) == tag
    assert not set(tag) & set(',"\\ \x00\n')
    assert with_tag(with_tag((), text, on=True), text, on=False) == ()


def test_tags_are_sorted_shown_once_and_survive_a_rebuild(desk: Desk, refs: list[str]) -> None:
    assert desk.handling.tag(refs[0], "Vip", "lamp").tags == ("lamp", "vip")
    assert desk.handling.tag(refs[0], "VIP", "x").tags == ("lamp", "vip", "x")
    desk.handling.tag(refs[1], "vip")
    assert desk.handling.untag(refs[0], "x").tags == ("lamp", "vip")
    assert desk.handling.known_tags() == (("vip", 2), ("lamp", 1))
    assert desk.tickets.view(refs[0]).ticket.tags == ("lamp", "vip")
    before = desk.queue.page(QueueView.ALL, 0, 9)
    rebuild(desk.store, desk.config)
    assert desk.queue.page(QueueView.ALL, 0, 9) == before
    assert desk.handling.known_tags() == (("vip", 2), ("lamp", 1))


def test_tag_that_changes_nothing_is_refused(desk: Desk, refs: list[str]) -> None:
    desk.handling.tag(refs[0], "vip")
    with pytest.raises(ActionRefusedError, match="already"):
        desk.handling.tag(refs[0], "VIP")
    with pytest.raises(ActionRefusedError, match="no such tag"):
        desk.handling.untag(refs[0], "other")
    with pytest.raises(ActionRefusedError, match="is no tag"):
        desk.handling.tag(refs[0], "…")


def test_undo_takes_all_tags_of_one_act_off(desk: Desk, refs: list[str]) -> None:
    desk.handling.tag(refs[0], "one", "two")
    assert "two" in desk.tickets.undo_last()
    assert desk.tickets.view(refs[0]).row.tags == ()
    assert desk.handling.known_tags() == ()
