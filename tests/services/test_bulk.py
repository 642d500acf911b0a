"""One thing done with many tickets: told before, done as one, taken back as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import LabelName
from agent_console.desk.states import OutboxState, QueueView, TicketState
from agent_console.errors import ActionRefusedError
from agent_console.i18n import use_language
from agent_console.services import bulk
from agent_console.services.bulk import BulkVerb
from agent_console.services.desk import Desk
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
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


def states(desk: Desk, refs: list[str]) -> list[TicketState]:
    return [desk.tickets.view(ref).row.state for ref in refs]


def test_close_of_many_leaves_complaints_and_is_taken_back_as_one(
    desk: Desk, refs: list[str]
) -> None:
    desk.tickets.label(refs[0], LabelName.COMPLAINT, "yes")
    desk.tickets.close(refs[1])
    before = states(desk, refs)
    plan = desk.bulk.plan(BulkVerb.CLOSE, "", refs)
    assert plan.refs == (refs[2],)
    assert {one.why: one.refs for one in plan.stays} == {
        "complaints with open steps": (refs[0],),
        "closed already": (refs[1],),
    }
    told: list[int] = []
    assert desk.bulk.carry_out(plan, told.append).refs == (refs[2],)
    assert told == [1]
    desk.tickets.undo_last()
    assert states(desk, refs) == before


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        (BulkVerb.ASSIGN, "Bea"), (BulkVerb.TYPE, "refund"), (BulkVerb.LEVEL, "3"),
        (BulkVerb.TAG, "Vip"), (BulkVerb.SPAM, ""), (BulkVerb.CLOSE, ""),
        (BulkVerb.SNOOZE, (NOW + timedelta(days=1)).isoformat()),
    ],
)  # fmt: skip
def test_each_verb_is_done_with_all_and_undone_at_once(
    desk: Desk, refs: list[str], verb: BulkVerb, value: str
) -> None:
    before = desk.queue.page(QueueView.ALL, 0, 9)
    plan = desk.bulk.plan(verb, value, refs)
    assert desk.bulk.carry_out(plan).refs == tuple(refs)
    changed = desk.queue.page(QueueView.ALL, 0, 9)
    assert all(row not in before.rows for row in changed.rows)
    assert "3 tickets" in desk.tickets.undo_last()
    assert desk.queue.page(QueueView.ALL, 0, 9) == before
    with pytest.raises(ActionRefusedError):
        desk.tickets.undo_last()


def test_merge_of_many_tells_of_the_customers_and_comes_apart_at_once(
    desk: Desk, refs: list[str]
) -> None:
    before = desk.queue.page(QueueView.ALL, 0, 9)
    plan = desk.bulk.plan(BulkVerb.MERGE, refs[0], refs)
    assert "3 customers" in plan.mind
    desk.bulk.carry_out(plan)
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    assert (row.ref, row.mails) == (refs[0], 3)
    desk.tickets.undo_last()
    assert desk.queue.page(QueueView.ALL, 0, 9) == before


def test_undo_of_many_leaves_those_that_a_colleague_changed_since(
    desk: Desk, refs: list[str]
) -> None:
    desk.bulk.carry_out(desk.bulk.plan(BulkVerb.TAG, "vip", refs))
    TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, "Bea").take(refs[1])
    assert "1 ticket was changed" in desk.tickets.undo_last()
    tags = {ref: desk.tickets.view(ref).row.tags for ref in refs}
    assert tags == {refs[0]: (), refs[1]: ("vip",), refs[2]: ()}


def test_answer_to_many_leaves_out_what_has_gaps_and_is_taken_back(
    desk: Desk, refs: list[str]
) -> None:
    entry = next(
        ranked.entry.id
        for ranked in desk.answers.ranked(desk.answers.situation(refs[0]))
        if desk.bulk.plan(BulkVerb.ANSWER, ranked.entry.id, refs).refs
    )
    desk.replies.save_note(refs[0], "no matter")
    plan = desk.bulk.plan(BulkVerb.ANSWER, entry, refs)
    assert plan.preview
    assert len(plan.refs) + sum(len(one.refs) for one in plan.stays) == 3
    desk.bulk.carry_out(plan)
    assert {item.ticket for item in desk.outbox.items()} == set(plan.refs)
    assert "did not leave" in desk.tickets.undo_last()
    assert {item.state for item in desk.outbox.items()} == {OutboxState.CANCELLED}


def answerable(desk: Desk, refs: list[str]) -> str:
    ranked = desk.answers.ranked(desk.answers.situation(refs[0]))
    plans = (desk.bulk.plan(BulkVerb.ANSWER, one.entry.id, refs) for one in ranked)
    return next(plan.value for plan in plans if len(plan.refs) == len(refs))


def test_reply_begun_while_answers_are_sent_stays_and_is_told(desk: Desk, refs: list[str]) -> None:
    plan = desk.bulk.plan(BulkVerb.ANSWER, answerable(desk, refs), refs)

    def begin_another(done: int) -> None:
        if done == 1:
            draft = desk.replies.begin(refs[1], everyone=False)
            desk.replies.save(refs[1], f"My own words.\n{draft.text}")

    done = desk.bulk.carry_out(plan, begin_another)
    assert (done.refs, done.stays[-1].refs) == ((refs[0], refs[2]), (refs[1],))
    assert {item.ticket for item in desk.outbox.items()} == {refs[0], refs[2]}


def test_merge_into_a_merged_ticket_goes_to_where_that_lives_on(
    desk: Desk, refs: list[str]
) -> None:
    desk.joining.merge(refs[0], refs[1])
    plan = desk.bulk.plan(BulkVerb.MERGE, refs[0], refs)
    assert (plan.value, plan.refs) == (refs[1], (refs[2],))
    desk.bulk.carry_out(plan)
    assert [row.ref for row in desk.queue.page(QueueView.ALL, 0, 9).rows] == [refs[1]]


def test_answer_with_gaps_is_sent_to_nobody(desk: Desk, refs: list[str]) -> None:
    ranked = desk.answers.ranked(desk.answers.situation(refs[0]))
    plans = [desk.bulk.plan(BulkVerb.ANSWER, one.entry.id, refs) for one in ranked[:30]]
    gaps = [plan for plan in plans if any("missing" in one.why for one in plan.stays)]
    assert gaps
    empty = next(plan for plan in gaps if not plan.refs)
    with pytest.raises(ActionRefusedError):
        desk.bulk.carry_out(empty)
    assert desk.outbox.items() == ()


def test_tickets_over_the_most_are_told_as_left_out(
    desk: Desk, refs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    plan = desk.bulk.plan(BulkVerb.TAG, "+late", refs)
    assert plan.refs == tuple(refs[:2])
    assert [(one.why, one.refs) for one in plan.stays] == [
        ("more than 2 tickets at once", (refs[2],))
    ]
