"""Notices in a team: one console sends each, a colleague can go on, and nobody gets one twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.demo.server import DemoServer
from agent_console.desk.events import event_to_json
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import MailState, Notice, NoticeState
from agent_console.desk.states import OutboxState
from agent_console.services.notices_queue import NoticeQueue
from agent_console.store import journal
from agent_console.store import notices as stored
from agent_console.store.driver import driver
from tests.filled import NOW, customer_mail, put_mails
from tests.services.team_kit import Console, team
from tests.services.test_team_fence import read_by, sent, smtp

__all__ = ["smtp"]
PEOPLE = tuple(f"{name}@kunde.example" for name in ("anna", "bernd", "carla"))


@pytest.fixture
def two(tmp_path: Path, smtp: DemoServer) -> Iterator[list[Console]]:
    mails = [
        b"Return-Path: <%s>\r\n%s" % (who.encode(), customer_mail(70 + n, "Regal", sender=who))
        for n, who in enumerate(PEOPLE)
    ]
    with team(tmp_path, "Anna", "Bert", smtp=smtp.smtp_port) as consoles:
        for console in consoles:
            put_mails(console.desk, [(raw, NOW) for raw in mails], folder="Regale")
        yield consoles


def begin(console: Console) -> Notice:
    written = NoticeWritten("Regale", "subject:Regal", text="das Regal kommt später.")
    return console.desk.notices.send(console.desk.notices.write(written).name)


def go_on(console: Console, minutes: int = 1) -> int:
    """Let the engine look each minute; return how many mails of notices were queued."""
    desk, queued = console.desk, 0
    for _minute in range(minutes):
        queued += NoticeQueue(desk.store, desk.intake, desk.config, console.clock).feed()
        console.send()
        console.clock.move(timedelta(minutes=1))
    return queued


@pytest.mark.promise("notice at two consoles", "P13", "P2")
def test_notice_is_sent_by_the_console_that_began_it_alone(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        notice = begin(anna)
        read_by(bert, anna)
        assert bert.desk.notices.look(notice.name).notice.state is NoticeState.RUNNING
        assert go_on(bert, 3) == 0
        assert go_on(anna, 4) == 3
        assert sent(smtp) == 3
        read_by(bert, anna)
        look = bert.desk.notices.look(notice.name)
        assert (look.notice.state, look.notice.sent) == (NoticeState.ENDED, 3)
        assert {mail.state for mail in look.mails} == {MailState.SENT}


@pytest.mark.promise("notice at two consoles", "P13", "P2")
def test_notice_that_a_colleague_resumes_goes_to_the_rest(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        notice = begin(anna)
        assert go_on(anna) == 1
        anna.desk.notices.pause(notice.name)
        read_by(bert, anna)
        bert.desk.notices.resume(notice.name)
        read_by(anna, bert)
        assert go_on(anna, 3) == 0
        assert go_on(bert, 4) == 2
        assert sent(smtp) == 3
        assert bert.desk.notices.look(notice.name).notice.sent == 3


@pytest.mark.promise("notice at two consoles", "P13", "P2")
def test_same_mail_of_a_notice_at_two_consoles_leaves_once(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        notice = begin(anna)
        read_by(bert, anna)
        plan = bert.desk.notices.plan(notice.name)
        with bert.desk.store.write(durable=True) as session:
            stored.plan_mails(session, notice.name, plan.recipients, {})
            mine = "UPDATE notice SET console = (SELECT value FROM meta WHERE key = 'console')"
            driver(session).execute(mine)
        bert_queue = NoticeQueue(bert.desk.store, bert.desk.intake, bert.desk.config, bert.clock)
        assert bert_queue.feed() == 1
        assert go_on(anna) == 1
        read_by(bert, anna)
        bert.clock.move(timedelta(seconds=5))
        bert.send()
        assert sent(smtp) == 1
        assert [item.state for item in bert.desk.outbox.items()] == [OutboxState.CANCELLED]


def test_two_consoles_know_the_same_of_a_notice(two: list[Console], smtp: DemoServer) -> None:
    anna, bert = two
    with anna.running(), bert.running():
        begin(anna)
        go_on(anna, 4)
        read_by(bert, anna)
        assert records(anna) == records(bert)
        assert records(anna)


def records(console: Console) -> list[str]:
    with console.desk.store.read() as session:
        told = journal.of_tickets(session, journal.records(session))
        rows = driver(session).execute("SELECT * FROM notice").fetchall()
        rows += driver(session).execute("SELECT * FROM notice_sent").fetchall()
    return [event_to_json(one) for some in told.values() for one in some] + [str(r) for r in rows]
