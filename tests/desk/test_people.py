"""Who belongs to the team, and what is said of each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from agent_console.desk.assigning import Away
from agent_console.desk.people import Known, people_of
from agent_console.desk.roles import Role
from agent_console.desk.team_views import ClaimView, Member

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
EVERYBODY = Known(
    me="Ada",
    named=["Cem"],
    members=[
        Member("bea1", "Bea", "1.0", NOW - timedelta(hours=3)),
        Member("bea2", "Bea", "1.0", NOW, here=True),
        Member("dan", "Dan", "1.0", NOW - timedelta(hours=1)),
    ],
    claims=[ClaimView("7K3Q9", "Bea", "bea2", mine=False, until=NOW)],
    loads={"Eva": 2, "Dan": 1, "Old": 0},
    roles={"Dan": "read-only"},
    away=[Away("Cem", DAY, "Bea"), Away("Dan", DAY - timedelta(days=1))],
)


def test_people_are_those_of_settings_journal_and_tickets_who_is_here_first() -> None:
    found = people_of(EVERYBODY, DAY, team=True)
    assert [one.name for one in found] == ["Ada", "Bea", "Cem", "Dan", "Eva"]
    assert [one.here for one in found] == [True, True, False, False, False]


def test_person_with_two_consoles_is_one_and_here_when_one_of_them_is() -> None:
    bea = people_of(EVERYBODY, DAY, team=True)[1]
    assert (bea.here, bea.seen, bea.answering) == (True, NOW, ("7K3Q9",))


def test_absence_that_is_over_is_not_said() -> None:
    found = {one.name: one for one in people_of(EVERYBODY, DAY, team=True)}
    assert found["Cem"].away == Away("Cem", DAY, "Bea")
    assert found["Dan"].away is None
    assert (found["Dan"].role, found["Dan"].in_hand) == (Role.READ_ONLY, 1)


def test_people_without_a_team_are_lead() -> None:
    assert {one.role for one in people_of(EVERYBODY, DAY, team=False)} == {Role.LEAD}
