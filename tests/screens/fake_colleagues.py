"""A team for the screens."""

from __future__ import annotations

from datetime import date, timedelta

from agent_console.desk.assigning import Away
from agent_console.desk.people import Person, TeamLook
from agent_console.desk.roles import Role
from agent_console.desk.team_views import Lead, TeamStatus
from tests.screens.fake_content import NOW


class FakeColleagues:
    """Three people: one here, one gone, one away; the journal cannot be reached."""

    def __init__(self) -> None:
        self.others: dict[str, str] = {}
        status = TeamStatus("j", "anna", "Anna", Lead.OFFLINE, "no\x1b[2J route", waiting=2)
        away = Away("Cem", date(2026, 12, 24), "Bea")
        self.found = TeamLook(
            NOW,
            (
                Person("Anna", Role.LEAD, me=True, here=True, seen=NOW, in_hand=4),
                Person("Bea\x1b[31m", Role.AGENT, here=True, answering=("7K3Q9",)),
                Person("Cem", Role.READ_ONLY, seen=NOW - timedelta(hours=2), away=away),
                Person("日本", Role.AGENT),
            ),
            status,
            shared=3,
        )
        self.let_gone: list[str] = []

    def look(self) -> TeamLook:
        return self.found

    def rival(self, ref: str) -> str:
        return self.others.get(ref, "")

    def let_go(self, ref: str) -> None:
        self.let_gone.append(ref)
