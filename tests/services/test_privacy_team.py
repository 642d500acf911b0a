"""A person erased at one console is erased at the others, and in the journal that they keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.events import Noted
from agent_console.desk.journal_entry import RoleGiven
from agent_console.services.audit import AuditService
from agent_console.services.team_digest import team_digest
from tests.filled import NOW, customer_mail, put_mails
from tests.services.team_kit import Console, team

pytestmark = pytest.mark.promise("person erased at a colleague", "P21")

ANNA = "anna.kunde@example.org"
PHRASE = "Meine Waschmaschine summt das Kaiserlied"


def mail_of_anna() -> bytes:
    return customer_mail(71, "Summen", f"{PHRASE}.\n", sender=f"Anna Kunde <{ANNA}>")


@pytest.fixture
def consoles(tmp_path: Path) -> Iterator[tuple[Console, Console]]:
    with team(tmp_path, "Anna", "Berta") as (first, second):
        for console in (first, second):
            put_mails(console.desk, [(mail_of_anna(), NOW)], folder="Kunden")
        yield first, second


def ref_of(console: Console) -> str:
    with console.desk.store.look() as connection:
        question = "SELECT ref FROM ticket WHERE customer_email = ?"
        return str(connection.execute(question, (ANNA,)).fetchone()[0])


def holding(console: Console, *pieces: str) -> list[str]:
    wanted = [piece.lower().encode() for piece in pieces]
    files = console.desk.store.path.parent.rglob("*")
    return [
        path.name
        for path in files
        if path.is_file() and any(one in path.read_bytes().lower() for one in wanted)
    ]


def test_colleague_when_told_of_an_erasure_erases_too(consoles: tuple[Console, Console]) -> None:
    first, second = consoles
    first.desk.tickets.record(ref_of(first), Noted(f"{PHRASE} sagt {ANNA}"))
    first.sync()
    first.ledger.tell(RoleGiven("Anna", "lead"))
    first.sync()
    second.sync()
    second.desk.tickets.record(ref_of(second), Noted(f"{ANNA} ruft zurück"))
    second.sync()
    first.sync()
    assert first.desk.privacy.erase(first.desk.privacy.who(ANNA), "Anna").clean
    first.sync()
    assert holding(first, ANNA, PHRASE) == []
    second.sync()
    assert second.desk.privacy.due() == 1
    (report,) = second.desk.privacy.carry_out()
    assert (report.mails, second.desk.privacy.due()) == (1, 0)
    second.sync()
    first.sync()
    for console in consoles:
        assert holding(console, ANNA, PHRASE) == []
        audited = AuditService(console.desk.store).verify()
        assert (audited.ok, audited.erased) == (True, 1)
    assert team_digest(first.desk.store) == team_digest(second.desk.store)
    for console in consoles:
        console.restart()
        console.sync()
        assert holding(console, ANNA, PHRASE) == []


def test_note_that_an_erasing_colleague_did_not_know_is_erased_as_well(
    consoles: tuple[Console, Console],
) -> None:
    first, second = consoles
    second.desk.tickets.record(ref_of(second), Noted(f"{ANNA} ruft zurück"))
    first.desk.privacy.erase(first.desk.privacy.who(ANNA), "Anna")
    first.sync()
    second.sync()
    second.desk.privacy.carry_out()
    second.sync()
    first.sync()
    for console in consoles:
        assert holding(console, ANNA) == []
        assert AuditService(console.desk.store).verify().ok
    assert team_digest(first.desk.store) == team_digest(second.desk.store)
