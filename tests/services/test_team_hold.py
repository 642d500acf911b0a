"""Working on a ticket takes it; who comes second is told, and keeps what they wrote."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from agent_console.desk.journal_entry import RoleGiven
from agent_console.desk.routing import Colleague
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError
from tests.services.team_kit import team
from tests.services.test_team_events import refs, sync


@pytest.mark.promise("colleagues who write at once", "P13")
def test_reply_when_begun_takes_the_ticket_and_warns_the_other(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        assert anna.desk.replies.begin(ref, everyone=False).warnings == ()
        sync(anna, bert)
        held = bert.team.claim_of(ref)
        assert held is not None
        assert held.agent == "Anna"
        words = "Anna was faster and answers this ticket."
        assert words in bert.desk.replies.begin(ref, everyone=False).warnings


@pytest.mark.promise("colleagues who write at once", "P13")
def test_reply_when_both_began_tells_the_slower_one_before_it_is_queued(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        drafts = [one.desk.replies.begin(ref, everyone=False) for one in (anna, bert)]
        assert [draft.warnings for draft in drafts] == [(), ()]
        sync(anna, bert)
        told = [
            one.desk.replies.problems(draft, "Kommt morgen.")
            for one, draft in zip((anna, bert), drafts, strict=True)
        ]
        assert told == [(), ("Anna was faster and answers this ticket.",)]
        bert.desk.replies.keep(drafts[1], "Das hatte ich geschrieben.")
        kept = bert.desk.replies.begin(ref, everyone=False)
        assert "Das hatte ich geschrieben." in kept.text


def test_draft_when_kept_renews_the_lease_and_when_thrown_away_ends_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        draft = anna.desk.replies.begin(ref, everyone=False)
        sync(anna, bert)
        for _step in range(3):
            anna.clock.move(timedelta(minutes=9))
            anna.server.pass_time(timedelta(minutes=9))
            anna.desk.replies.keep(draft, "Noch nicht fertig")
            sync(anna, bert)
        assert bert.team.claim_of(ref) is not None
        anna.desk.replies.throw_away(draft)
        sync(anna, bert)
        assert bert.team.claim_of(ref) is None


@pytest.mark.promise("colleagues who write at once", "P13")
def test_take_when_a_colleague_answers_is_refused_and_when_released_is_not(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.team.claim(ref)
        anna.desk.tickets.take(ref)
        sync(anna, bert)
        with pytest.raises(ActionRefusedError, match="Anna was faster") as refused:
            bert.desk.tickets.take(ref)
        assert "for 15 minutes holds it no longer" in refused.value.hint
        assert bert.desk.tickets.view(ref).row.owner == "Anna"
        assert bert.count("team_waiting") == 0
        anna.desk.tickets.release(ref)
        sync(anna, bert)
        assert bert.team.claims() == {}
        assert bert.desk.tickets.view(ref).row.owner == ""


def test_draft_when_begun_and_thrown_away_offline_claims_nothing_later(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        draft = anna.desk.replies.begin(ref, everyone=False)
        anna.desk.replies.throw_away(draft)
        sync(anna, bert)
        assert bert.team.claims() == {}


@pytest.mark.promise("colleagues who write at once", "P13")
def test_queue_when_a_colleague_answers_says_who_and_the_own_console_does_not(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.desk.replies.begin(ref, everyone=False)
        sync(anna, bert)
        writers = [
            {row.ref: row.writer for row in one.desk.queue.page(QueueView.ALL, 0, 9).rows}[ref]
            for one in (anna, bert)
        ]
        assert writers == ["", "Anna"]
        assert ref in frozenset().union(*bert.changed), "the screens are told to look"
        bert.clock.move(timedelta(minutes=16))
        row = bert.desk.queue.row(ref)
        assert row is not None
        assert row.writer == ""


@pytest.mark.promise("colleagues who write at once", "P13")
def test_reply_when_begun_by_somebody_who_only_reads_takes_nothing(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        anna.ledger.load()
        anna.ledger.tell(RoleGiven("Anna", "lead"), RoleGiven("Bert", "read-only"))
        sync(anna, bert)
        ref = refs(bert)[0]
        for work in (bert.desk.tickets.take, partial(bert.desk.replies.begin, everyone=False)):
            with pytest.raises(ActionRefusedError):
                work(ref)
        sync(anna, bert)
        assert anna.team.claims() == {}


def test_ticket_when_the_reply_was_left_unwritten_is_everybodys_again(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        anna.desk.replies.begin(ref, everyone=False)
        sync(anna, bert)
        assert bert.team.claim_of(ref) is not None
        anna.desk.colleagues.let_go(ref)
        sync(anna, bert)
        assert bert.team.claim_of(ref) is None


@pytest.mark.parametrize("kept", ["draft", "outbox", "owner"])
def test_ticket_when_something_is_kept_of_it_stays_taken(tmp_path: Path, kept: str) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        ref = refs(anna)[0]
        draft = anna.desk.replies.begin(ref, everyone=False)
        if kept == "draft":
            anna.desk.replies.keep(draft, "Angefangen")
        elif kept == "outbox":
            anna.reply(ref)
        else:
            anna.desk.tickets.take(ref)
        anna.desk.colleagues.let_go(ref)
        sync(anna, bert)
        assert bert.team.claim_of(ref) is not None


def test_members_of_the_team_who_work_are_offered_for_a_hand_over(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert", "Cem") as (anna, bert, cem):
        sync(anna, bert, cem)
        anna.ledger.tell(RoleGiven("Anna", "lead"), RoleGiven("Cem", "read-only"))
        sync(anna, bert, cem)
        found = bert.desk.tickets.explain(refs(bert)[0]).colleagues
        assert found == (Colleague("Anna", able=True),)
