"""The rules with this desk's settings; wrong settings are told before any mail is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from agent_console.desk.states import Target
from agent_console.durations import Weekday
from agent_console.errors import ConfigError, SettingsError
from agent_console.services.explaining import place_in_words
from agent_console.services.rules import Rules
from agent_console.store import queue
from agent_console.store.times import from_text
from tests.services.intake_kit import CONFIG, NOW, answer_to, at, bench, config, raw_mail
from tests.services.office import office

EPIPHANY = datetime(2026, 1, 6, 10, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 10, tzinfo=UTC)
MAY_DAY = datetime(2026, 5, 1, 10, tzinfo=UTC)


def rules(calendar: str) -> Rules:
    return Rules(config(f"{CONFIG}\n[calendar]\n{calendar}"))


def test_holidays_of_the_country_and_its_part_are_closed() -> None:
    bavaria, germany = rules('subdivision = "BY"'), rules("")
    assert not bavaria.calendar(EPIPHANY).is_open(EPIPHANY)
    assert germany.calendar(EPIPHANY).is_open(EPIPHANY)
    for known in (bavaria, germany):
        assert not known.calendar(MAY_DAY).is_open(MAY_DAY)
        assert not known.calendar(EPIPHANY).is_open(NEW_YEAR), "next year's holidays count"


def test_desk_without_a_country_has_no_holidays() -> None:
    known = rules('country = ""')
    known.check(NOW)
    assert known.calendar(MAY_DAY).is_open(MAY_DAY)


def test_days_closed_by_the_settings_are_closed() -> None:
    known = rules("closed = [2026-03-03]")
    assert not known.calendar(NOW).is_open(datetime(2026, 3, 3, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("calendar", "words"),
    [
        ('country = "XX"', "XX"),
        ('subdivision = "BX"', "no part called 'BX'"),
        ("hours = {}", "no opening hours"),
    ],
)
def test_settings_that_cannot_work_are_told_in_words(calendar: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        rules(calendar).check(NOW)


def test_pass_with_an_unknown_subdivision_ends_before_a_mail_is_read(tmp_path: Path) -> None:
    with office(tmp_path, tickets=0, extra='[calendar]\nsubdivision = "BX"\n') as at_work:
        at_work.server.mailbox.deliver("INBOX", raw_mail("q@example.org"))
        with pytest.raises(ConfigError, match="BX"):
            at_work.read()
        assert "FETCH" not in " ".join(command.verb for command in at_work.server.commands)


def test_ticket_waiting_for_an_answer_has_a_deadline_and_its_reasons(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        ticket = desk.only()
        known = Rules(desk.config)
        clock = known.clock(ticket)
        assert clock is not None
        assert clock.due_at == at(4 * 60), "four hours, from 13:00 to 17:00 in Berlin"
        assert known.reasons(ticket, NOW)


def test_special_days_have_their_own_hours_where_the_desk_would_be_open() -> None:
    known = rules('special."12-24" = ["09:00-12:00"]\nspecial."12-31" = []\n')
    for year, is_open in ((2026, True), (2027, True), (2028, False)):  # Thursday, Friday, Sunday
        eve = datetime(year, 12, 24, 9, tzinfo=UTC)
        assert known.calendar(eve).is_open(eve) is is_open
        assert not known.calendar(eve).is_open(eve + timedelta(hours=2))
    new_years_eve = datetime(2026, 12, 31, 9, tzinfo=UTC)
    assert not known.calendar(new_years_eve).is_open(new_years_eve)


def test_special_day_with_a_year_counts_even_on_a_holiday() -> None:
    known = rules('special."2026-05-01" = ["10:00-14:00"]\nspecial."05-01" = ["00:00-24:00"]')
    assert known.calendar(MAY_DAY).is_open(MAY_DAY)
    assert not known.calendar(MAY_DAY).is_open(MAY_DAY + timedelta(hours=4))
    monday = datetime(2028, 5, 1, 10, tzinfo=UTC)
    assert not known.calendar(monday).is_open(monday), "a holiday of another year"


def test_day_that_most_years_lack_is_left_out_of_them() -> None:
    leap_day = datetime(2028, 2, 29, 9, tzinfo=UTC)
    known = rules('special."02-29" = []')
    assert not known.calendar(leap_day).is_open(leap_day)


def test_desk_that_is_open_at_any_hour_counts_every_hour() -> None:
    days = "\n".join(f'hours.{day} = ["00:00-24:00"]' for day in get_args(Weekday))
    known = rules(f'country = ""\n{days}')
    end = known.calendar(MAY_DAY).add(MAY_DAY, timedelta(hours=100))
    assert end == MAY_DAY + timedelta(hours=100)


def test_customer_of_a_group_is_promised_what_its_rule_says(tmp_path: Path) -> None:
    promise = (
        '[sla.groups]\nvip = ["@example.org"]\n[[sla.rule]]\ngroup = "vip"\nfirst_response = "1h"\n'
    )
    with bench(tmp_path, config(CONFIG + promise)) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        known = Rules(desk.config)
        clock = known.clock(desk.only())
        assert clock is not None
        assert clock.due_at == at(60)
        assert any("for the group vip" in reason for reason in known.reasons(desk.only(), NOW))


def test_promised_solution_is_the_deadline_once_it_is_the_nearer_one(tmp_path: Path) -> None:
    with bench(tmp_path, config(f'{CONFIG}[sla]\nsolution = "2h"\n')) as desk:
        desk.deliver(raw_mail("q@example.org"), minutes=0)
        with desk.store.read() as session:
            row = queue.row(session, desk.only().ref, NOW)
            words = place_in_words(session, desk.only(), Rules(desk.config), NOW)
        assert row is not None
        assert (row.target, row.due_at) == (Target.SOLUTION, at(120))
        assert words[0] == "sorted by when the solution is due"
        assert "Solution within 2:00 business hours (as promised to everyone)" in words


def test_third_mail_of_a_customer_moves_the_ticket_forward_by_its_weight(tmp_path: Path) -> None:
    weights = config(f'{CONFIG}[priority]\nthird_contact = "90min"\n')
    with bench(tmp_path, weights) as desk:
        for number in range(3):
            headers = answer_to("0@example.org") if number else ()
            desk.deliver(raw_mail(f"{number}@example.org", headers=headers), minutes=number)
        ticket = desk.only()
        assert ticket.contacts == 3
        with desk.store.read() as session:
            (sort_at,) = session.connection().exec_driver_sql("SELECT sort_at FROM ticket").one()
        assert from_text(sort_at) == at(4 * 60 - 90)
        words = Rules(weights).reasons(ticket, NOW)
        assert "stands 1:30 sooner than due: third contact 1:30" in words


def test_weight_of_an_unknown_group_is_refused() -> None:
    with pytest.raises(SettingsError, match="no group vip"):
        config(f'{CONFIG}[priority.groups]\nvip = "1h"\n')
