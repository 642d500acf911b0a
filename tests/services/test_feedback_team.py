"""Surveys in a team: every console may ask, one mail leaves, and all know the same scores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.demo.server import DemoServer
from agent_console.desk.feedback import survey_code
from agent_console.desk.states import OutboxState
from agent_console.desk.views import QueueView
from agent_console.feedback_config import FeedbackConfig
from agent_console.services.feedback_asking import SurveyAsker
from agent_console.store import feedback as stored
from agent_console.store.driver import driver
from tests.filled import NOW, customer_mail, put_mails
from tests.services.team_kit import Console, team
from tests.services.test_team_fence import read_by, sent, smtp

__all__ = ["smtp"]
WHO = "dora@kunde.example"


@pytest.fixture
def two(tmp_path: Path, smtp: DemoServer) -> Iterator[list[Console]]:
    """Two consoles with a ticket that one of them has answered and closed."""
    raw = b"Return-Path: <%s>\r\n%s" % (WHO.encode(), customer_mail(90, "Regal", sender=WHO))
    with team(tmp_path, "Anna", "Bert", smtp=smtp.smtp_port) as consoles:
        for console in consoles:
            put_mails(console.desk, [(raw, NOW)], folder="Regale")
        yield consoles


def ref_of(console: Console) -> str:
    rows = console.desk.queue.page(QueueView.ALL, 0, 9).rows
    return next(row.ref for row in rows if row.subject == "Regal")


def ask(console: Console) -> int:
    config = console.desk.config.model_copy(
        update={"feedback": FeedbackConfig(enabled=True, after=timedelta())}
    )
    return SurveyAsker(console.desk.store, config, console.clock).feed()


def kept(console: Console) -> list[tuple[object, ...]]:
    with console.desk.store.read() as session:
        found = driver(session).execute("SELECT * FROM survey").fetchall()
        return [*found, *driver(session).execute("SELECT tags, state, wake_at FROM ticket")]


def test_two_consoles_ask_at_once_and_one_mail_leaves_whose_answer_both_know(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    ref = ref_of(anna)
    with anna.running(), bert.running():
        anna.reply(ref)
        anna.send()
        anna.clock.move(timedelta(minutes=1))
        bert.clock.move(timedelta(minutes=1))
        anna.desk.tickets.close(ref)
        read_by(bert, anna)
        assert (ask(anna), ask(bert)) == (1, 1)
        anna.send()
        read_by(bert, anna)
        bert.clock.move(timedelta(seconds=5))
        bert.send()
        assert sent(smtp) == 2, "the reply and one survey"
        states = [item.state for item in bert.desk.outbox.items()]
        assert states == [OutboxState.CANCELLED]
        with bert.desk.store.look() as connection:
            (asked,) = stored.of_ticket(connection, ref)
        subject = f"1/5 [#{ref}] {survey_code(asked.key, asked.which, 1)}"
        click = customer_mail(91, subject, "Zu spät.\n", sender=WHO)
        for console in two:
            console.clock.move(timedelta(minutes=5))
            put_mails(console.desk, [(click, NOW + timedelta(hours=1))], folder="Klicks")
        assert kept(anna) == kept(bert)
        with bert.desk.store.look() as connection:
            (asked,) = stored.of_ticket(connection, ref)
        assert (asked.value, asked.comment) == (1, "Zu spät.")


def test_click_that_a_console_reads_before_it_hears_of_the_survey_counts_all_the_same(
    two: list[Console], smtp: DemoServer
) -> None:
    anna, bert = two
    ref = ref_of(anna)
    with anna.running():
        anna.reply(ref)
        anna.send()
        anna.clock.move(timedelta(minutes=1))
        anna.desk.tickets.close(ref)
        assert ask(anna) == 1
        anna.send()
        assert sent(smtp) == 2
        with anna.desk.store.look() as connection:
            (asked,) = stored.of_ticket(connection, ref)
        subject = f"5/5 [#{ref}] {survey_code(asked.key, asked.which, 5)}"
        click = customer_mail(92, subject, "", sender=WHO)
        for console in two:
            put_mails(console.desk, [(click, NOW + timedelta(hours=1))], folder="Klicks")
        assert not [row for row in kept(bert) if "csat" in row]
        with bert.running():
            read_by(bert, anna)
            assert kept(bert) == kept(anna)
            assert [row for row in kept(bert) if "csat" in row]
