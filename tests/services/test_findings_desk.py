"""Findings: tickets collected, somebody sees to them, those who raised them are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.customers import CustomerField
from agent_console.desk.findings import FindingField, FindingState
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.services.rebuild import rebuild
from tests.filled import NOW
from tests.services.office import office
from tests.services.team_kit import Console, team
from tests.services.test_incidents import OUTAGE, Trouble
from tests.services.test_privacy import ANNA, kept

WORDS = "unsere Anmeldung fragt jetzt nur noch einmal. Danke, dass Sie uns geschrieben haben."


@pytest.fixture
def trouble(tmp_path: Path) -> Iterator[Trouble]:
    with office(tmp_path, tickets=0) as at_work:
        yield Trouble(at_work)


def test_a_finding_collects_tickets_and_undo_takes_them_off(trouble: Trouble) -> None:
    one, two = trouble.told("anna", OUTAGE, 1), trouble.told("bernd", OUTAGE, 2)
    service = trouble.desk.findings
    found = service.begin("Log-in asks twice", [one])
    assert (found.state, found.tickets) == (FindingState.OPEN, (one,))
    assert service.add(found.name, [one, two]) == 1
    assert service.get(found.name[:4]).tickets == (one, two)
    assert trouble.desk.tickets.undo_last() != ""
    assert service.get(found.name).tickets == (one,)
    assert service.remove(found.name, [one, two]) == 1
    assert service.get(found.name).tickets == ()


def test_timeline_tells_when_a_ticket_was_put_on_a_finding_and_taken_off(
    trouble: Trouble,
) -> None:
    one, two = trouble.told("anna", OUTAGE, 1), trouble.told("bernd", OUTAGE, 2)
    desk = trouble.desk

    def told(ref: str) -> list[tuple[str, str]]:
        entries = desk.tickets.view(ref).entries
        return [(entry.who, entry.text) for entry in entries if "finding" in entry.text]

    name = desk.findings.begin("Log-in asks twice", [one]).name
    desk.findings.begin("Something else")
    on = ("Anna", "put the ticket on the finding “Log-in asks twice again”")
    desk.findings.rename(name, "Log-in asks twice again")
    assert (told(one), told(two)) == ([on], [])
    desk.joining.merge(one, two)
    assert told(two) == [on]
    desk.findings.remove(name, [two])
    off = ("Anna", "took the ticket off the finding “Log-in asks twice again”")
    assert told(two) == [on, off]
    desk.tickets.undo_last()
    assert told(two) == [on]


def test_owner_action_day_and_state_are_said_and_taken_back(trouble: Trouble) -> None:
    service = trouble.desk.findings
    name = service.begin("Log-in asks twice").name
    service.say(name, FindingField.OWNER, "Bert")
    service.say(name, FindingField.ACTION, "one sign-in\nonly")
    service.say(name, FindingField.DUE, "2026-03-31")
    found = service.say(name, FindingField.STATE, "decided")
    assert (found.owner, found.action, found.due) == ("Bert", "one sign-in only", date(2026, 3, 31))
    assert found.is_late(date(2026, 4, 1))
    assert not found.is_late(date(2026, 3, 31))
    trouble.desk.tickets.undo_last()
    assert service.get(name).state is FindingState.OPEN
    assert service.say(name, FindingField.DUE, "").due is None


def test_a_state_or_day_that_is_none_is_refused(trouble: Trouble) -> None:
    service = trouble.desk.findings
    name = service.begin("Log-in").name
    with pytest.raises(ActionRefusedError, match="open, decided, done, dropped"):
        service.say(name, FindingField.STATE, "finished")
    with pytest.raises(ActionRefusedError, match="2026-03-31"):
        service.say(name, FindingField.DUE, "soon")
    with pytest.raises(ActionRefusedError, match="title"):
        service.begin("  ")
    with pytest.raises(NotFoundError):
        service.get("none")


def test_those_who_raised_it_are_told_once_it_is_done_but_nobody_who_objects(
    trouble: Trouble,
) -> None:
    refs = [trouble.told(name, OUTAGE, n) for n, name in enumerate(("anna", "bernd"), 1)]
    trouble.told("carla", OUTAGE, 3)
    service = trouble.desk.findings
    name = service.begin("Anmeldung fragt nur einmal", refs).name
    with pytest.raises(ActionRefusedError, match="not done"):
        service.tell(name, text=WORDS)
    service.say(name, FindingField.STATE, "done")
    trouble.desk.customers.edit("bernd@kunde.example", CustomerField.NO_NOTICES, "yes")
    notice = service.tell(name, text=WORDS)
    plan = trouble.desk.notices.plan(notice.name)
    assert [one.address for one in plan.recipients] == ["anna@kunde.example"]
    assert "nur noch einmal" in plan.recipients[0].text
    assert [one.person for one in plan.left_out] == ["bernd@kunde.example"]


def test_nobody_is_told_of_a_finding_without_tickets(trouble: Trouble) -> None:
    service = trouble.desk.findings
    name = service.begin("Log-in").name
    service.say(name, FindingField.STATE, "done")
    with pytest.raises(ActionRefusedError, match="no ticket"):
        service.tell(name, text=WORDS)


def test_a_ticket_that_was_merged_counts_once(trouble: Trouble) -> None:
    one, two = trouble.told("anna", OUTAGE, 1), trouble.told("anna", OUTAGE, 2)
    service = trouble.desk.findings
    name = service.begin("Log-in", [one, two]).name
    trouble.desk.joining.merge(two, one)
    assert service.get(name).tickets == (one,)
    assert service.remove(name, [one]) == 1
    assert service.get(name).tickets == ()


def test_a_rebuild_keeps_findings(trouble: Trouble) -> None:
    one = trouble.told("anna", OUTAGE, 1)
    service = trouble.desk.findings
    service.begin("Log-in", [one])
    before = service.all()
    rebuild(trouble.desk.store, trouble.desk.config)
    assert service.all() == before


def test_findings_with_work_left_stand_in_front_by_their_day(trouble: Trouble) -> None:
    service = trouble.desk.findings
    for title, day, state in (
        ("done", "2026-01-01", "done"),
        ("no day", "", "open"),
        ("late", "2026-05-01", "decided"),
        ("soon", "2026-04-01", "open"),
    ):
        name = service.begin(title).name
        service.say(name, FindingField.DUE, day)
        service.say(name, FindingField.STATE, state)
    assert [one.title for one in service.all()] == ["soon", "late", "no day", "done"]


def _sync(*consoles: Console) -> None:
    for _round in range(3):
        for console in consoles:
            console.sync()


def test_two_consoles_that_say_different_things_end_equal(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        _sync(anna, bert)
        name = anna.desk.findings.begin("Log-in asks twice").name
        _sync(anna, bert)
        anna.desk.findings.say(name, FindingField.OWNER, "Anna")
        bert.desk.findings.say(name, FindingField.OWNER, "Bert")
        bert.desk.findings.say(name, FindingField.STATE, "decided")
        bert.desk.findings.begin("Another one")
        _sync(anna, bert)
        assert anna.desk.findings.all() == bert.desk.findings.all()
        assert {one.title for one in anna.desk.findings.all()} == {
            "Log-in asks twice",
            "Another one",
        }
        assert anna.desk.findings.get(name).state is FindingState.DECIDED
        bert.desk.tickets.undo_last()
        _sync(anna, bert)
        assert [one.title for one in anna.desk.findings.all()] == ["Log-in asks twice"]


def test_a_title_that_names_an_erased_customer_goes_and_the_rest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "home"))
    with kept(tmp_path, FixedClock(NOW)) as desk:
        other = desk.search.find("subject:Anderes")[0].row.ref
        name = desk.findings.begin(f"As {ANNA} says: it hums", [other]).name
        desk.findings.say(name, FindingField.OWNER, "Bert")
        assert desk.privacy.erase(desk.privacy.who(ANNA), "Anna").clean
        (found,) = desk.findings.all()
        assert ANNA not in found.title
        assert found.owner == "Bert"
