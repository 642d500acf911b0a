"""Warnings: what is said of which ticket, when, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.listing import QueueRow, Viewer
from agent_console.desk.states import Target, TicketState
from agent_console.desk.warnings import (
    LOOK_AHEAD,
    About,
    DueLook,
    DueWarning,
    Stage,
    Told,
    Wanted,
    due_window,
    look,
    with_waking,
)

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
ME = Viewer("mia", level=2, languages=("de",))
CHIEF = Viewer("kim", level=3, escalates_after=timedelta(hours=4))
ALL = Wanted()


def minutes(amount: float) -> timedelta:
    return timedelta(minutes=amount)


def row(ref: str, due: float, owner: str = "mia", **changes: object) -> QueueRow:
    """Return a row due ``due`` minutes after NOW, of a promise of two hours: soon for 30 min."""
    due_at = NOW + minutes(due)
    base = QueueRow(
        ref,
        f"Subject {ref}",
        "Kim",
        "kim@x.example",
        TicketState.OPEN,
        owner,
        Target.FIRST_RESPONSE,
        due_at - minutes(120),
        due_at,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # names are checked by replace()


class Desk:
    """Looks again and again, as a console does, and keeps what was told."""

    def __init__(self, viewer: Viewer = ME, wanted: Wanted = ALL) -> None:
        self.viewer = viewer
        self.wanted = wanted
        self.told: Told | None = None

    def look(self, *rows: QueueRow, at: float = 0, before: int = 0) -> DueLook:
        found = look(
            rows,
            self.viewer,
            NOW + minutes(at),
            self.told,
            wanted=self.wanted,
            overdue_before=before,
        )
        self.told = found.told
        return found

    def said(self, *rows: QueueRow, at: float = 0) -> list[tuple[About, Stage, tuple[str, ...]]]:
        return [(one.about, one.stage, one.refs) for one in self.look(*rows, at=at).warnings]


SOON_A = (About.MINE, Stage.SOON, ("A",))
OVERDUE_A = (About.MINE, Stage.OVERDUE, ("A",))


def test_own_ticket_is_told_once_when_soon_and_once_when_overdue() -> None:
    desk, a = Desk(), row("A", 60)
    assert [desk.said(a, at=at) for at in (0, 29, 30, 59, 60, 600)] == [
        *([], [], [SOON_A]),
        *([], [OVERDUE_A], []),
    ]


@pytest.mark.parametrize(("span", "soon"), [(600, 150), (120, 30), (40, 20), (6000, 240)])
def test_soon_begins_by_the_rule_of_the_clocks(span: float, soon: float) -> None:
    a = row("A", 300, span_from=NOW + minutes(300 - span))
    assert Desk().said(a, at=300 - soon - 1) == []
    assert Desk().said(a, at=300 - soon) == [SOON_A]


def test_next_look_is_when_the_next_stage_begins() -> None:
    desk, a = Desk(), row("A", 60)
    assert [desk.look(a, at=at).next_at - NOW for at in (0, 30, 60)] == [
        minutes(30),
        minutes(60),
        minutes(60) + LOOK_AHEAD,
    ]
    assert Desk().look(row("A", 5 * 60)).next_at == NOW + LOOK_AHEAD
    assert Desk().look().next_at == NOW + LOOK_AHEAD


def test_next_look_is_sooner_when_a_ticket_wakes() -> None:
    found = Desk().look(row("A", 60))
    assert with_waking(found, NOW + minutes(10)).next_at == NOW + minutes(10)
    assert with_waking(found, NOW + minutes(40)) == found
    assert with_waking(found, None) == found


def test_window_holds_everything_that_may_be_soon_before_the_next_look() -> None:
    since, before = due_window(None, ME, NOW)
    assert (since, before) == (NOW, NOW + minutes(240) + LOOK_AHEAD)
    later = NOW + minutes(90)
    assert due_window(Told(NOW), ME, later) == (NOW, later + minutes(240) + LOOK_AHEAD)
    assert due_window(Told(NOW), CHIEF, later)[0] == NOW - minutes(240)


def test_ticket_of_which_nothing_was_told_before_it_was_late_is_told_as_overdue_only() -> None:
    desk = Desk()
    desk.look()
    assert desk.said(row("A", 60), at=90) == [OVERDUE_A]


def test_answered_ticket_is_told_again_when_it_is_due_anew() -> None:
    desk = Desk()
    assert desk.said(row("A", 10)) == [SOON_A]
    assert desk.said(row("A", 10), at=11) == [OVERDUE_A]
    assert desk.said(at=12) == []
    anew = row("A", 300)
    assert desk.said(anew, at=100) == []
    assert desk.said(anew, at=271) == [SOON_A]
    assert desk.said(anew, at=301) == [OVERDUE_A]


def test_answer_that_was_taken_back_is_not_warned_of_again() -> None:
    desk, a = Desk(), row("A", 10)
    assert desk.said(a) == [SOON_A]
    assert desk.said() == []
    assert desk.said(a, at=1) == []


def test_what_was_overdue_before_the_first_look_is_one_number() -> None:
    desk, old = Desk(), row("A", -1)
    found = desk.look(old, row("B", -600, owner=""), row("C", 10), before=7)
    assert found.warnings == (
        DueWarning(About.MINE, Stage.SOON, 1, ("C",), NOW + minutes(10)),
        DueWarning(About.BEFORE, Stage.OVERDUE, 7),
    )
    assert desk.look(old, at=1, before=7).warnings == ()
    late = row("D", -5)
    assert desk.said(late, at=2) == []


def test_nothing_is_said_at_the_first_look_when_nothing_is_late() -> None:
    assert Desk().look(before=0).warnings == ()


def test_each_of_my_tickets_is_a_warning_and_what_nobody_has_is_a_sum() -> None:
    mine = (row("B", 20), row("A", 10))
    free = tuple(row(ref, due, owner="") for ref, due in (("D", 25), ("C", 5), ("E", 100)))
    assert Desk().look(*mine, *free).warnings == (
        DueWarning(About.MINE, Stage.SOON, 1, ("A",), NOW + minutes(10)),
        DueWarning(About.MINE, Stage.SOON, 1, ("B",), NOW + minutes(20)),
        DueWarning(About.NOBODYS, Stage.SOON, 2, ("C", "D"), NOW + minutes(25)),
    )


def test_sum_is_told_again_only_when_a_ticket_came_to_it_and_counts_all() -> None:
    desk, c, d = Desk(), row("C", 20, owner=""), row("D", 40, owner="")
    assert desk.said(c, d) == [(About.NOBODYS, Stage.SOON, ("C",))]
    assert desk.said(c, d, at=9) == []
    assert desk.said(c, d, at=10) == [(About.NOBODYS, Stage.SOON, ("C", "D"))]
    assert desk.said(d, at=11) == []
    assert desk.said(c, d, at=20) == [(About.NOBODYS, Stage.OVERDUE, ("C",))]
    assert desk.said(c, d, at=40) == [(About.NOBODYS, Stage.OVERDUE, ("D",))]


def test_ticket_that_i_took_after_the_sum_is_told_when_overdue_only() -> None:
    desk = Desk()
    assert desk.said(row("A", 20, owner="")) == [(About.NOBODYS, Stage.SOON, ("A",))]
    assert desk.said(row("A", 20), at=1) == []
    assert desk.said(row("A", 20), at=20) == [OVERDUE_A]


@pytest.mark.parametrize(
    "other",
    [
        row("X", 10, owner="ole"),
        row("X", 10, owner="", level=3),
        row("X", 10, owner="", language="en"),
        replace(row("X", 10), due_at=None),
    ],
)
def test_what_is_not_for_me_is_not_told(other: QueueRow) -> None:
    found = Desk().look(other)
    assert (found.warnings, found.pressing) == ((), frozenset())


def test_kinds_that_are_not_wanted_are_not_told() -> None:
    rows = (row("A", 10), row("C", 20, owner=""))
    assert Desk(wanted=Wanted(unclaimed=False)).said(*rows) == [SOON_A]
    quiet = Desk(wanted=Wanted(soon=False))
    early = quiet.look(*rows)
    assert (early.warnings, early.next_at) == ((), NOW + minutes(10))
    assert quiet.said(*rows, at=20) == [OVERDUE_A, (About.NOBODYS, Stage.OVERDUE, ("C",))]


def test_what_is_overdue_for_long_is_handed_up_to_level_three() -> None:
    desk, a, b = Desk(CHIEF), row("A", 10, owner="ole"), row("B", 20, owner="kim")
    assert desk.look(a, b).next_at == NOW + minutes(20)
    desk.look(a, b, at=20)
    assert desk.look(a, b, at=200).next_at == NOW + minutes(250)
    handed_up = DueWarning(About.HANDED_UP, Stage.HANDED_UP, 1, ("A",), NOW + minutes(10))
    assert desk.look(a, b, at=250).warnings == (handed_up,)
    assert desk.look(a, b, at=300).warnings == ()


def test_what_was_handed_up_before_the_first_look_is_not_told() -> None:
    desk = Desk(CHIEF)
    long_ago, lately = row("A", -240, owner="ole"), row("B", -239, owner="ole")
    assert desk.said(long_ago, lately) == []
    assert desk.said(long_ago, lately, at=1) == [(About.HANDED_UP, Stage.HANDED_UP, ("B",))]


@pytest.mark.parametrize("viewer", [Viewer("mia", 2, escalates_after=minutes(1)), Viewer("mia", 3)])
def test_nothing_is_handed_up_to_lower_levels_or_without_the_rule(viewer: Viewer) -> None:
    desk, a = Desk(viewer), row("A", 10, owner="ole")
    desk.look(a)
    assert desk.said(a, at=600) == []


def test_pressing_are_the_tickets_of_which_a_warning_is_still_true() -> None:
    rows = (row("A", 10), row("B", -10), row("C", 20, owner=""), row("D", 90))
    assert Desk().look(*rows).pressing == {"A", "B", "C"}
