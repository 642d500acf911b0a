"""Conditions in a search: over tickets, mails and notes, with words and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import LabelName
from agent_console.desk.states import QueueSort, QueueView
from agent_console.errors import ConsoleError, NotFoundError
from agent_console.services.desk import Desk
from tests.filled import NOW, customer_mail, opened, put_mails, put_three, write_settings


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = opened(write_settings(tmp_path_factory.mktemp("s")), FixedClock(NOW))
    mails = [
        (
            customer_mail(
                n, f"Lampe {n}", f"Die Lampe {n} flackert.", sender=f"Kim{n} <k{n}@x.example>"
            ),
            NOW - timedelta(days=10 * n),
        )
        for n in range(4)
    ]
    put_mails(found, mails)
    refs = {row.subject: row.ref for row in found.queue.page(QueueView.ALL, 0, 9).rows}
    found.tickets.take(refs["Lampe 1"])
    found.tickets.label(refs["Lampe 1"], LabelName.TYPE, "invoice")
    found.tickets.label(refs["Lampe 2"], LabelName.COMPLAINT, "yes")
    found.tickets.note(refs["Lampe 2"], "Die Lampe ist aus dem Restposten, @ben?")
    found.tickets.close(refs["Lampe 3"])
    found.handling.tag(refs["Lampe 1"], "VIP")
    yield found
    found.close()


def subjects(desk: Desk, words: str, limit: int = 9) -> list[str]:
    return [hit.row.subject for hit in desk.search.find(words, limit)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("owner:me", ["Lampe 1"]),
        ("owner:nobody -state:closed", ["Lampe 0", "Lampe 2"]),
        ("type:invoice", ["Lampe 1"]),
        ("flackert type:invoice", ["Lampe 1"]),
        ("tag:vip", ["Lampe 1"]),
        ("tag:VIP lampe", ["Lampe 1"]),
        ("-tag:vip state:new", ["Lampe 0", "Lampe 2"]),
        ("is:complaint", ["Lampe 2"]),
        ("-is:complaint flackert", ["Lampe 0", "Lampe 1", "Lampe 3"]),
        ("state:closed", ["Lampe 3"]),
        ("status:erledigt flackert", ["Lampe 3"]),
        ("has:note", ["Lampe 2"]),
        ("asks:ben", ["Lampe 2"]),
        ("asks:me", []),
        ("-asks:ben is:complaint", []),
        ("has:attachment", []),
        ("after:15d", ["Lampe 0", "Lampe 1"]),
        ("flackert before:15d", ["Lampe 2", "Lampe 3"]),
        ("after:25d before:15d", ["Lampe 2"]),
        ("from:kim2", ["Lampe 2"]),
        ("to:kim2", []),
        ("restposten", ["Lampe 2"]),
        ("restposten is:complaint", ["Lampe 2"]),
        ("restposten state:closed", []),
        ("restposten before:5d", []),
        ("level:1 owner:nobody tag:nothing", []),
        ("type:unknown", []),
    ],
)
def test_conditions_hold_for_what_is_found(desk: Desk, words: str, found: list[str]) -> None:
    assert sorted(subjects(desk, words)) == found


def test_newest_come_first_and_the_limit_holds_without_words(desk: Desk) -> None:
    assert subjects(desk, "-tag:nothing")[:2] == ["Lampe 0", "Lampe 1"]
    assert len(subjects(desk, "-tag:nothing", limit=2)) == 2


def test_ref_is_found_by_its_beginning(desk: Desk) -> None:
    (hit,) = desk.search.find("is:complaint")
    assert subjects(desk, f"ref:{hit.row.ref[:5]}") == ["Lampe 2"]


def test_sleeping_ticket_is_overdue_when_it_has_woken_as_in_the_view(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    desk = opened(write_settings(tmp_path), clock)
    put_three(desk)
    asleep = desk.queue.page(QueueView.ALL, 0, 9).rows[0].ref
    desk.tickets.snooze(asleep, NOW + timedelta(days=10))

    def overdue() -> tuple[set[str], set[str]]:
        view = desk.queue.page(QueueView.OVERDUE, 0, 9).rows
        return {hit.row.ref for hit in desk.search.find("is:overdue")}, {row.ref for row in view}

    clock.move(timedelta(days=9))
    found, seen = overdue()
    assert asleep not in found
    assert found == seen != set()
    clock.move(timedelta(days=2))
    found, seen = overdue()
    assert asleep in found
    assert found == seen
    desk.close()


def test_merged_spam_and_snoozed_tickets_are_found_as_what_they_are_now(tmp_path: Path) -> None:
    desk = opened(write_settings(tmp_path), FixedClock(NOW))
    put_three(desk)
    one, two, three = (row.ref for row in desk.queue.page(QueueView.ALL, 0, 9).rows)
    desk.tickets.snooze(two, NOW + timedelta(days=1))
    desk.handling.spam(three)

    def found(words: str) -> set[str]:
        return {hit.row.ref for hit in desk.search.find(words)}

    assert (found("state:snoozed"), found("state:spam")) == ({two}, {three})
    assert two in found("-is:overdue")
    assert three in found("-is:overdue")
    assert found("from:example -state:spam") == found("-state:spam") == {one, two}
    desk.joining.merge(one, two)
    assert found(f"ref:{one}") == {two}
    assert found(f"ref:{one} -is:overdue state:snoozed") == set()
    desk.close()


@pytest.mark.parametrize(
    ("words", "offered"),
    [("tag:v", ("tag:vip",)), ("lampe own", ("owner:",)), ("type:invo", ("type:invoice",))],
)
def test_what_there_is_completes_the_last_word(
    desk: Desk, words: str, offered: tuple[str, ...]
) -> None:
    assert desk.search.suggestions(words)[: len(offered)] == offered


def test_saved_view_holds_what_the_search_finds_in_the_order_of_the_queue(desk: Desk) -> None:
    desk.views.keep("Lampen", "lampe -state:closed")
    desk.views.keep("Mein Kram", "is:mine")
    lamps = desk.views.named("lamp")
    page = desk.queue.page(lamps, 0, 2)
    assert page.total == 3
    usual = [row.ref for row in desk.queue.page(QueueView.OPEN, 0, 9).rows]
    refs = desk.views.refs(lamps)
    assert refs == usual
    assert [row.ref for row in page.rows] == refs[:2]
    assert desk.queue.position(lamps, refs[2]) == 2
    assert desk.queue.position(lamps, "nothing") is None
    assert {row.ref for row in desk.queue.members(lamps, [refs[0], "nothing"])} == {refs[0]}
    assert desk.queue.counts().saved == (("Lampen", 3), ("Mein Kram", 1))
    by_age = desk.queue.page(lamps, 0, 9, QueueSort.AGE).rows
    assert [row.subject for row in by_age] == ["Lampe 2", "Lampe 1", "Lampe 0"]
    assert [view.name for view in desk.views.forget("Lampen")] == ["Mein Kram"]
    with pytest.raises(NotFoundError, match="no one view"):
        desk.views.named("Lampen")


def test_broken_file_of_views_is_told_and_the_queue_goes_on(tmp_path: Path) -> None:
    locations = write_settings(tmp_path)
    desk = opened(locations, FixedClock(NOW))
    locations.views_file.write_text("[[views", encoding="utf-8")
    with pytest.raises(ConsoleError, match=r"views\.toml"):
        desk.views.all()
    with pytest.raises(ConsoleError, match=r"views\.toml"):
        desk.views.keep("New", "is:mine")
    assert desk.queue.counts().saved == ()
    assert locations.views_file.read_text(encoding="utf-8") == "[[views"
    desk.close()
