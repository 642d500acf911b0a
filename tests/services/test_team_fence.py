"""No reply leaves twice: the team is asked before the first byte of a mail leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from pydantic import SecretStr

from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.desk.journal_entry import Claimed, KeyChanged, Sending
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.services.team_fate import place_of
from agent_console.store import outbox as stored
from agent_console.store.driver import driver
from tests.filled import ME, NOW, PASSWORD
from tests.services.team_kit import Console, team
from tests.services.test_team_events import refs

pytestmark = pytest.mark.promise("same ticket answered by two", "P13", "P2")


@pytest.fixture
def smtp() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME, clock=FixedClock(NOW))) as server:
        yield server


@pytest.fixture
def two(tmp_path: Path, smtp: DemoServer) -> Iterator[list[Console]]:
    with team(tmp_path, "Anna", "Bert", smtp=smtp.smtp_port) as consoles:
        yield consoles


def sent(smtp: DemoServer) -> int:
    return sum(command.verb == "DATA" for command in smtp.smtp.log.commands)


def settled(console: Console) -> None:
    """Wait until everything was told and read back."""
    with console.ledger.changed:
        assert console.ledger.changed.wait_for(lambda: not console.ledger.wants_to_write(), 10)


def read_by(console: Console, other: Console) -> None:
    """Wait until ``console`` has read all that ``other`` wrote."""
    settled(other)
    name = other.membership.console
    highest = other.ledger.fold.numbers.highest.get(name, 0)
    with console.ledger.changed:
        assert console.ledger.changed.wait_for(
            lambda: console.ledger.fold.numbers.has(name, highest), 10
        )


def state(console: Console, item: OutboxItem) -> OutboxState:
    return console.now(item).state


def test_reply_when_nobody_else_answers_leaves_and_the_team_knows(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        ref = refs(anna)[0]
        item = anna.reply(ref)
        anna.send()
        assert state(anna, item) is OutboxState.SENT
        read_by(bert, anna)
        (fence,) = bert.ledger.fold.fences.values()
        assert fence.sent == (item.message_id,)
        assert bert.ledger.fold.claims == {}, "what left is in nobody's hands"
        assert bert.events() == anna.events()
        assert sent(smtp) == 1


def test_same_ticket_when_answered_at_the_same_moment_sends_one_mail(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    ref = refs(anna)[0]
    with anna.running(), bert.running():
        items = [console.reply(ref) for console in two]
        threads = [Thread(target=console.send) for console in two]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sent(smtp) == 1
        states = {state(console, item) for console, item in zip(two, items, strict=True)}
        assert states in (
            {OutboxState.SENT, OutboxState.HELD},
            {OutboxState.SENT, OutboxState.QUEUED},
        )
        read_by(anna, bert)
        read_by(bert, anna)
        for console in two:
            console.clock.move(timedelta(seconds=5))
            console.send()
        assert sent(smtp) == 1
        ends = (state(anna, items[0]), state(bert, items[1]))
        assert sorted(ends) == [OutboxState.HELD, OutboxState.SENT]


def test_reply_when_offline_waits_and_leaves_when_the_line_is_back(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, _bert = two
    anna.sync()
    anna.offline = True
    item = anna.reply(refs(anna)[0])
    anna.send()
    now = anna.now(item)
    assert (now.state, now.detail) == (
        OutboxState.QUEUED,
        "It leaves as soon as the team can be reached.",
    )
    anna.offline = False
    anna.clock.move(timedelta(seconds=5))
    with anna.running():
        anna.send()
        assert state(anna, item) is OutboxState.SENT
    assert sent(smtp) == 1


def test_reply_when_a_colleague_has_the_ticket_is_held_with_the_name(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        ref = refs(anna)[0]
        bert.ledger.tell(Claimed(ref, "Bert", 900))
        read_by(anna, bert)
        item = anna.reply(ref)
        anna.send()
        now = anna.now(item)
        assert (now.state, now.detail) == (OutboxState.HELD, "Bert has this ticket.")
        assert sent(smtp) == 0


def test_reply_when_the_fence_was_not_told_never_leaves(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, _bert = two
    anna.sync()
    item = anna.reply(refs(anna)[0])
    delivery = anna.delivery()
    delivery.fence = None
    asyncio.run(delivery.send_due(SecretStr(PASSWORD)))
    assert state(anna, item) is OutboxState.QUEUED
    assert sent(smtp) == 0


@pytest.mark.parametrize("left", ["", "sent", "sent_elsewhere"])
def test_answer_that_a_dead_console_began_when_old_is_looked_for_in_sent(
    two: list[Console], smtp: DemoServer, left: str
) -> None:
    anna, bert = two
    ref = refs(anna)[0]
    with anna.running(), ExitStack() as bert_runs:
        bert_runs.enter_context(bert.running())
        bert.ledger.tell(Claimed(ref, "Bert", 60))
        read_by(anna, bert)
        item = anna.reply(ref)
        place = placed(anna, item)
        bert.ledger.tell(Sending(*place, "berts@x", ""))
        read_by(anna, bert)
        bert_runs.close()
        anna.send()
        assert anna.now(item).state is not OutboxState.SENT
        two_hours = timedelta(hours=2)
        anna.clock.move(two_hours)
        anna.server.pass_time(two_hours)
        if left:
            getattr(anna, left).add("berts@x")
        anna.send()
        with anna.ledger.changed:
            assert anna.ledger.changed.wait_for(
                lambda: anna.ledger.fold.fences[place].since is None, 10
            )
        anna.clock.move(timedelta(seconds=5))
        anna.send()
        expected = OutboxState.HELD if left else OutboxState.SENT
        assert state(anna, item) is expected
        assert sent(smtp) == (0 if left else 1)


def placed(console: Console, item: OutboxItem) -> tuple[str, str]:
    with console.desk.store.read() as session:
        return place_of(stored.letter(session, item.id))


def test_reply_when_the_key_was_changed_says_so_and_waits(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    said: list[str] = []
    anna.loop.on_news = said.append
    with anna.running(), bert.running():
        bert.ledger.tell(KeyChanged("0123456789abcdef"))
        with anna.ledger.changed:
            assert anna.ledger.changed.wait_for(lambda: not anna.ledger.may_write, 10)
        item = anna.reply(refs(anna)[0])
        anna.send()
    words = "The key was changed: ask for the new join line and run `team join` again."
    assert (state(anna, item), anna.now(item).detail) == (OutboxState.QUEUED, words)
    assert said == [words]
    assert sent(smtp) == 0


@pytest.mark.promise("acknowledgement of two programs", "P23")
def test_acknowledgement_when_a_colleagues_program_sent_it_is_dropped(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        items = []
        for console in two:
            item = console.reply(refs(console)[0])
            with console.desk.store.write(durable=True) as session:
                change = "UPDATE outbox SET agent = '', kind = 'bulk'"
                driver(session).execute(change)
            items.append(item)
        anna.send()
        read_by(bert, anna)
        bert.send()
        assert (state(anna, items[0]), state(bert, items[1])) == (
            OutboxState.SENT,
            OutboxState.CANCELLED,
        )
        assert sent(smtp) == 1
