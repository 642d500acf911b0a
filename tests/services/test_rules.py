"""The rules with this desk's settings; wrong settings are told before any mail is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.errors import ConfigError
from agent_console.services.rules import Rules
from tests.services.intake_kit import CONFIG, NOW, at, bench, config, raw_mail
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
