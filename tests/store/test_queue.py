"""The queue's questions: what each view holds, in which order, by which index."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.desk.labels import Asks
from agent_console.desk.listing import Viewer, orders_of
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.states import QueueSort
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import OutboxState, QueueView
from agent_console.store import drafts, queue, queue_sql
from agent_console.store.engine import Store, open_store
from agent_console.store.first_page import first_page
from tests.store.kit import NOW, ROOT, hours, put, ticket
from tests.store.test_outbox import queued

HEAVY = (
    *("sqlmodel", "sqlalchemy", "pydantic", "imapclient", "aiosmtplib", "keyring", "babel"),
    *("holidays", "jinja2", "textual"),
)

_WAKE = "SEARCH ticket USING INDEX ticket_wake (wake_at<?)"
_ASKED = "SCAN ticket USING INDEX ticket_asked"


@pytest.fixture
def desk(store: Store) -> Store:
    """A desk of ten tickets in every state."""
    with store.write(durable=False) as session:
        put(session, ticket("A0", state=TicketState.NEW), due=hours(2))
        put(session, ticket("B0", state=TicketState.OPEN, owner="anna"), due=hours(-1))
        put(session, ticket("B1", state=TicketState.OPEN, owner="ben"), due=hours(2))
        put(session, ticket("C0", state=TicketState.WAITING, owner="anna"), due=hours(-9))
        asleep, over = NOW + hours(1), NOW - hours(1)
        put(session, ticket("D0", state=TicketState.SNOOZED, wake_at=asleep), due=hours(1))
        put(session, ticket("D1", state=TicketState.SNOOZED, wake_at=over), due=hours(1))
        put(session, ticket("E0", state=TicketState.CLOSED), due=hours(-3))
        put(session, ticket("E1", state=TicketState.CLOSED), due=hours(-2))
        machine = {"kind": MailKind.AUTOMATIC, "last_customer_at": None}
        put(session, ticket("F0", **machine), due=hours(-5))
        put(session, ticket("F1", **machine, owner="anna"), due=hours(5))
    return store


def refs(store: Store, view: QueueView, agent: str = "anna", **window: int) -> list[str]:
    with store.read() as session:
        page = queue.page(
            session, view, Viewer(agent), NOW, window.get("offset", 0), window.get("limit", 50)
        )
    return [row.ref for row in page.rows]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (QueueView.OPEN, ["B0", "D1", "A0", "B1", "F1"]),
        (QueueView.MINE, ["B0", "F1"]),
        (QueueView.UNCLAIMED, ["D1", "A0"]),
        (QueueView.WAITING, ["C0"]),
        (QueueView.SNOOZED, ["D0"]),
        (QueueView.CLOSED, ["E1", "E0"]),
        (QueueView.AUTOMATIC, ["F0"]),
        (QueueView.ALL, ["F0", "B0", "A0", "B1", "F1", "C0", "D1", "D0", "E0", "E1"]),
    ],
)
def test_view_holds_its_tickets_in_order(desk: Store, view: QueueView, expected: list[str]) -> None:
    assert refs(desk, view) == expected
    assert refs(desk, view, offset=1, limit=2) == expected[1:3]
    with desk.read() as session:
        page = queue.page(session, view, Viewer("anna"), NOW, 1, 1)
        assert (page.total, page.offset) == (len(expected), 1)
        assert getattr(
            queue.counts(session, Viewer("anna"), NOW), view.value.replace("-", "_")
        ) == len(expected)
        for place, ref in enumerate(expected):
            assert queue.position(session, view, Viewer("anna"), NOW, ref) == place
        assert queue.position(session, view, Viewer("anna"), NOW, "ZZ") is None


def test_more_views_hold_what_they_promise(store: Store) -> None:
    answered = {"last_answered_at": NOW - hours(2), "waiting_since": None}
    with store.write(durable=False) as session:
        asleep = {"state": TicketState.SNOOZED, **answered}
        put(session, ticket("A0", wake_at=NOW + hours(3), **asleep))
        put(session, ticket("A1", wake_at=NOW - hours(1), **asleep))
        put(session, ticket("A2", wake_at=NOW + hours(1), state=TicketState.SNOOZED))
        complaint = Asks(complaint=True)
        put(session, ticket("B0", state=TicketState.WAITING, asks=complaint, steps=4))
        put(session, ticket("B1", state=TicketState.WAITING, asks=complaint, steps=5))
        put(session, ticket("B2", state=TicketState.OPEN, asks=complaint, steps=5))
        put(session, ticket("B3", state=TicketState.CLOSED, asks=complaint), due=hours(-20))
        put(session, ticket("C0", state=TicketState.CLOSED), due=hours(-1))
        put(session, ticket("C1", state=TicketState.CLOSED), due=hours(-2))
        put(session, ticket("D0", state=TicketState.OPEN), due=hours(-1))
        put(session, ticket("D1", state=TicketState.NEW), due=hours(-3))
        put(session, ticket("E0", state=TicketState.SPAM), due=hours(-1))
    assert refs(store, QueueView.FOLLOW_UPS) == ["A1", "A0"]
    assert refs(store, QueueView.COMPLAINTS) == ["B2", "B0"]
    assert refs(store, QueueView.OVERDUE) == ["D1", "D0"]
    assert refs(store, QueueView.CLOSED_TODAY) == ["C0", "C1"]
    assert refs(store, QueueView.SPAM) == ["E0"]
    with store.read() as session:
        found = queue.counts(session, Viewer("anna"), NOW)
        there = Viewer("anna", zone="Pacific/Kiritimati")
        assert queue.page(session, QueueView.CLOSED_TODAY, there, NOW, 0, 9).total == 2
        late = queue.counts(session, there, NOW - hours(3))
    assert (found.follow_ups, found.complaints, found.overdue) == (2, 2, 2)
    assert (found.closed_today, found.closed, found.spam) == (2, 3, 1)
    assert late.closed_today == 3


@pytest.mark.parametrize("view", QueueView)
def test_every_order_of_a_view_holds_the_same_tickets(desk: Store, view: QueueView) -> None:
    usual = refs(desk, view)
    for sort in orders_of(view):
        with desk.read() as session:
            page = queue.page(session, view, Viewer("anna"), NOW, 0, 50, sort)
            found = [row.ref for row in page.rows]
            places = [
                queue.position(session, view, Viewer("anna"), NOW, ref, sort) for ref in found
            ]
        assert sorted(found) == sorted(usual)
        assert places == list(range(len(found)))


def test_orders_are_by_deadline_age_and_name(store: Store) -> None:
    with store.write(durable=False) as session:
        for ref, name, age, due in (("A0", "Zoe", 3, 1), ("A1", "ärzte", 9, 3), ("A2", "Bo", 5, 2)):
            made = replace(ticket(ref, opened_at=NOW - hours(age)), customer=Address("x@y", name))
            put(session, made, due=hours(due))
        put(session, ticket("A3", customer=Address("cu@y", ""), opened_at=NOW), due=hours(0.5))
    orders = {
        QueueSort.DEADLINE: ["A3", "A0", "A2", "A1"],
        QueueSort.AGE: ["A1", "A2", "A0", "A3"],
        QueueSort.CUSTOMER: ["A1", "A2", "A3", "A0"],
    }
    for view in (QueueView.OPEN, QueueView.UNCLAIMED, QueueView.ALL):
        for sort, expected in orders.items():
            if sort is QueueSort.DEADLINE and view is QueueView.ALL:
                continue
            with store.read() as session:
                page = queue.page(session, view, Viewer("anna"), NOW, 0, 9, sort)
            assert [row.ref for row in page.rows] == expected


@pytest.mark.parametrize(
    ("view", "sort", "index"),
    [
        (QueueView.OPEN, QueueSort.DEADLINE, "SCAN ticket USING INDEX ticket_open"),
        (QueueView.FOR_ME, QueueSort.CUSTOMER, "SCAN ticket USING INDEX ticket_open"),
        (QueueView.CLOSED, QueueSort.AGE, "SCAN ticket USING INDEX ticket_age"),
        (QueueView.ALL, QueueSort.CUSTOMER, "SCAN ticket USING INDEX ticket_customer"),
    ],
)
def test_other_orders_are_read_from_indexes(
    store: Store, view: QueueView, sort: QueueSort, index: str
) -> None:
    window = queue_sql.parameters(Viewer("anna"), NOW, limit=50, offset=0)
    plan = explain(store, queue_sql.page_sql(view, sort), window)
    assert index in plan
    if view in (QueueView.CLOSED, QueueView.ALL):
        assert not [step for step in plan[: plan.index(index) + 2] if "TEMP B-TREE" in step]


def test_members_are_those_in_the_view_as_they_are_now(desk: Store) -> None:
    with desk.read() as session:
        rows = queue.members(session, QueueView.MINE, Viewer("anna"), NOW, ["B0", "B1", "D1", "Z"])
        both = queue.rows_of(session, NOW, ["B1", "D1"])
    assert [row.ref for row in rows] == ["B0"]
    assert {(row.ref, row.state) for row in both} == {
        ("B1", TicketState.OPEN),
        ("D1", TicketState.OPEN),
    }


def test_nobody_has_no_tickets_of_their_own(desk: Store) -> None:
    assert refs(desk, QueueView.MINE, agent="") == []


def test_snooze_that_has_ended_shows_as_open_in_every_view(desk: Store) -> None:
    with desk.read() as session:
        page = queue.page(session, QueueView.OPEN, Viewer("anna"), NOW, 1, 1)
        assert page.rows[0].state is TicketState.OPEN
        one = queue.row(session, "D1", NOW)
        recorded = queue.row(session, "D1")
    assert one is not None
    assert recorded is not None
    assert (one.state, recorded.state) == (TicketState.OPEN, TicketState.SNOOZED)


def test_row_carries_everything_a_line_shows(store: Store) -> None:
    shown = ticket(
        "A0", state=TicketState.OPEN, owner="anna", mails_in=2, mails_out=1, notes=3, reopened=1
    )
    with store.write(durable=True) as session:
        put(session, shown)
        drafts.save(session, "A0", "reply", "begun", NOW)
        row = queue.row(session, "A0")
        absent = queue.row(session, "B0")
    assert absent is None
    assert row is not None
    assert (row.customer_name, row.customer_email) == ("Name A0", "a0@example.org")
    assert (row.mails, row.notes, row.reopened, row.draft) == (3, 3, 1, True)
    assert (row.due_at, row.span_from, row.last_at) == (
        NOW + hours(1),
        shown.opened_at,
        shown.last_at,
    )


def test_counts_tell_of_overdue_tickets_and_waiting_answers(desk: Store) -> None:
    with desk.write(durable=True) as session:
        queued(session, "A0", "a@x")
        queued(session, "A0", "b@x", state=OutboxState.SENT)
        queued(session, "A0", "c@x", state=OutboxState.UNKNOWN)
        counts = queue.counts(session, Viewer("anna"), NOW)
        later = queue.counts(session, Viewer("anna"), NOW + hours(1))
    assert (counts.overdue, counts.outbox) == (1, 2)
    assert (later.overdue, later.snoozed, later.open) == (3, 0, 6)


def test_what_is_due_before_a_moment_comes_in_order_whoever_has_it(desk: Store) -> None:
    with desk.read() as session:
        soon = queue.due(session, NOW, NOW + hours(2))
        later = queue.due(session, NOW + hours(1), NOW + hours(6), NOW)
    assert [row.ref for row in soon] == ["B0", "D1", "A0", "B1"]
    assert [row.ref for row in later] == ["D0", "D1", "A0", "B1", "F1"]
    assert {row.state for row in soon} == {TicketState.NEW, TicketState.OPEN}


def test_overdue_for_somebody_leaves_out_what_others_have(desk: Store) -> None:
    late = NOW + hours(3)
    with desk.read() as session:
        for name, now, expected in (("anna", NOW, 1), ("ben", NOW, 0), ("ben", late, 4)):
            assert queue.overdue_for(session, Viewer(name), now) == expected
        handed_up = Viewer("ben", escalates_after=hours(4))
        assert queue.overdue_for(session, handed_up, late) == 5


INDEXES = {
    QueueView.FOR_ME: ["SCAN ticket USING INDEX ticket_open", _WAKE, _ASKED],
    QueueView.OPEN: ["SCAN ticket USING INDEX ticket_open", _WAKE],
    QueueView.MINE: ["SEARCH ticket USING INDEX ticket_owner (owner=?)", _WAKE],
    QueueView.UNCLAIMED: ["SEARCH ticket USING INDEX ticket_owner (owner=?)", _WAKE],
    QueueView.WAITING: ["SEARCH ticket USING INDEX ticket_state (state=?)"],
    QueueView.FOLLOW_UPS: ["SCAN ticket USING INDEX ticket_wake"],
    QueueView.COMPLAINTS: ["SCAN ticket USING INDEX ticket_complaint"],
    QueueView.OVERDUE: ["SEARCH ticket USING INDEX ticket_due (due_at<?)", _WAKE],
    QueueView.SNOOZED: ["SEARCH ticket USING INDEX ticket_state (state=? AND sort_at>?)"],
    QueueView.CLOSED_TODAY: ["SEARCH ticket USING INDEX ticket_state (state=? AND sort_at>?)"],
    QueueView.CLOSED: ["SEARCH ticket USING INDEX ticket_state (state=?)"],
    QueueView.SPAM: ["SEARCH ticket USING INDEX ticket_state (state=?)"],
    QueueView.AUTOMATIC: ["SCAN ticket USING INDEX ticket_automatic"],
    QueueView.ALL: ["SCAN ticket USING INDEX ticket_order"],
}


@pytest.mark.parametrize("view", QueueView)
def test_page_is_read_from_its_index_in_order(store: Store, view: QueueView) -> None:
    window = queue_sql.parameters(Viewer("anna"), NOW, limit=50, offset=0)
    plan = explain(store, queue_sql.page_sql(view), window)
    assert [step for step in plan if "ticket USING" in step] == INDEXES[view]
    sorts = [plan[number - 1] for number, step in enumerate(plan) if "TEMP B-TREE" in step]
    small: tuple[str, ...] = (_WAKE, _ASKED, "SEARCH draft", "SEARCH d ", "SEARCH team ")
    small = (*small, "SCAN ticket USING INDEX ticket_complaint")
    assert all(step.startswith(small) for step in sorts)
    assert "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)" in plan


def test_what_is_due_is_read_from_the_indexes_for_it(store: Store) -> None:
    window: queue_sql.Parameters = {"now": "3", "since": "1", "before": "2"}
    plan = explain(store, queue_sql.DUE, window)
    assert [step for step in plan if "ticket USING" in step] == [
        "SEARCH ticket USING INDEX ticket_due (due_at>? AND due_at<?)",
        _WAKE,
    ]
    assert "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)" in plan
    mine = explain(store, queue_sql.OVERDUE_FOR_ME, queue_sql.parameters(Viewer("anna"), NOW))
    assert [step for step in mine if "ticket USING" in step] == INDEXES[QueueView.OPEN]


def test_counts_read_indexes_alone(store: Store) -> None:
    plan = explain(store, queue_sql.COUNTS, queue_sql.parameters(Viewer("anna"), NOW))
    steps = [step for step in plan if step.startswith(("SCAN ", "SEARCH ")) and step[-3:] != "ROW"]
    assert len(steps) == 21
    assert all(" INDEX " in step for step in steps)


def explain(store: Store, query: str, known: queue_sql.Parameters) -> list[str]:
    with store.read() as session:
        found = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", known)
        return [str(row[3]).replace("COVERING INDEX", "INDEX") for row in found]


def test_first_page_is_what_the_store_says(desk: Store) -> None:
    for view in QueueView:
        first = first_page(desk.path, view, Viewer("anna"), NOW, 3)
        with desk.read() as session:
            assert first is not None
            assert first.page == queue.page(session, view, Viewer("anna"), NOW, 0, 3)
            assert first.counts == queue.counts(session, Viewer("anna"), NOW)


def test_first_page_of_no_store_or_another_schema_is_none(path: Path) -> None:
    assert first_page(path, QueueView.OPEN, Viewer("anna"), NOW, 5) is None
    with open_store(path) as store:
        assert first_page(path, QueueView.OPEN, Viewer("anna"), NOW, 5) is not None
        with store.write(durable=True) as session:
            session.connection().exec_driver_sql("PRAGMA user_version = 99")
        assert first_page(path, QueueView.OPEN, Viewer("anna"), NOW, 5) is None
    path.write_bytes(b"no database" * 999)
    assert first_page(path, QueueView.OPEN, Viewer("anna"), NOW, 5) is None


def test_first_page_loads_nothing_heavy() -> None:
    code = (
        "import sys, agent_console.store.first_page;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
