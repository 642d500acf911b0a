"""Notices, known issues and occasions by keyboard, the mails that leave, and an erasure beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from agent_console.errors import ExitCode
from tests.e2e.conftest import servers_for
from tests.e2e.dovecot import Dovecot
from tests.e2e.walk import ENTER, SEND, UNDO, WRITTEN, Letter, Walk, walking

pytestmark = [pytest.mark.server, pytest.mark.pty]

PEOPLE = ("ada", "bea", "cleo")
ADA = "ada@customer.example"
TROUBLE = (
    "Hello,\n\nsigning in ends with certificate mismatch 503 at your gateway since yesterday, "
    "whatever browser or password I try.\n\nRegards\n"
)
LETTERS = (
    *(
        Letter(f"{name.title()} Holt <{name}@customer.example>", f"Login {name}", TROUBLE, days=n)
        for n, name in enumerate(PEOPLE, 1)
    ),
    *(
        Letter(f"Visitor <visitor{n}@other.example>", f"Question {n}", "Hello,\n\nare you open?\n")
        for n in range(12)
    ),
    Letter("Dora Holt <dora@customer.example>", "A lamp", "Hello,\n\ndo you sell it?\n", days=365),
    Letter("Emil Holt <emil@customer.example>", "A chair", "Hello,\n\ndo you sell it?\n", days=730),
)
ORDERS = "Order No.,Email,Name,Ordered,Item,Quantity,Price,Total,Status,Carrier,Due\n" + "".join(
    f"NL-2000{n},{name}@customer.example,{name.title()} Holt,2026-02-1{n},Lamp,1,9.00,9.00,"
    "shipped,DHL,2026-02-20\n"
    for n, name in enumerate(PEOPLE, 1)
)
PACE = 1800


@pytest.fixture(scope="module")
def walk(server: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One console for all tests of this file; each begins in the queue."""
    folder = tmp_path_factory.mktemp("proactive")
    with (
        servers_for(server, "proactive-walk", folder) as servers,
        walking(servers, folder, LETTERS, orders=ORDERS, per_hour=PACE) as walk,
    ):
        yield walk


def notice(walk: Walk) -> tuple[str, int, int]:
    """Return the state of the one notice, whom it goes to and who has it."""
    (found,) = walk.json("notice", "list")
    return found["state"], found["people"], found["sent"]


def told(walk: Walk, subject: str) -> list[str]:
    """Return who got a mail with this subject, sorted."""
    found = [
        name
        for name in (*PEOPLE, "dora", "emil")
        for mail in walk.mails_to(f"{name}@customer.example")
        if mail["Subject"] == subject
    ]
    return sorted(found)


def test_notice_is_begun_paused_and_goes_on_by_keys_and_reaches_each_once(walk: Walk) -> None:
    walk.home()
    walk.keys(("Z", "Before customers ask"), ("n", "Who gets the notice?"))
    walk.keys(
        (ENTER, "What does it say?"), (ENTER, "What is it called?"), (ENTER, "this is 1 of 3")
    )
    walk.keys(("j", "this is 2 of 3"), ("s", "Send it to 3 customers?"))
    assert notice(walk)[0] == "draft"
    walk.keys(("y", "is being sent"), ("p", "Paused"))
    state, people, sent = notice(walk)
    assert (state, people) == ("paused", 3)
    assert max(sent, len(told(walk, "Your delivery is delayed"))) < people
    walk.keys(("p", "It goes on"))
    walk.screen.wait_for("3 of 3")
    walk.until(lambda: notice(walk) == ("ended", 3, 3))
    assert told(walk, "Your delivery is delayed") == sorted(PEOPLE)


def test_known_issue_collects_tickets_and_one_text_answers_all_by_keys(walk: Walk) -> None:
    first = walk.open("login ada")
    walk.keys(("d", "On which known issue"), "Login is down", (ENTER, "1 ticket is on it now"))
    second = walk.open("login bea")
    walk.keys(("d", "On which known issue"), (ENTER, "1 ticket is on it now"))
    walk.home()
    walk.keys(("Z", "● Login is down · 2 tickets"), ("e", "What are customers told?"))
    walk.keys("own text", (ENTER, "Changed."), (ENTER, WRITTEN))
    walk.keys(("s", "Answer 2 tickets?"), ("y", "2 answers are in the outbox"))
    walk.until(lambda: told(walk, "Re: Login bea") == ["bea"])
    (issue,) = walk.json("incident", "list")
    assert (issue["title"], issue["text"]) == ("Login is down", WRITTEN)
    assert set(issue["tickets"]) == {first, second}
    assert WRITTEN in walk.mails_to("ada@customer.example")[-1].get_content()

    third = walk.open("login cleo")
    walk.screen.wait_for("Looks like the known issue")
    walk.keys(("d", "Reply to the customer"))
    walk.screen.wait_for(WRITTEN)
    walk.keys((SEND, "Reply to cleo@customer.example: sent"))
    assert third in walk.json("incident", "list")[0]["tickets"]

    walk.home()
    walk.keys(("Z", "3 tickets"), ("c", "Closed; N writes"))
    assert walk.json("incident", "list")[0]["closed_at"]
    walk.keys((UNDO, "taken back"))
    assert not walk.json("incident", "list")[0]["closed_at"]


def suggestions(walk: Walk) -> set[tuple[str, int]]:
    """Return who is suggested, and for how many years."""
    return {(one["person"], one["number"]) for one in walk.json("occasion", "list")}


def test_occasion_is_dropped_and_another_is_written_by_keys(walk: Walk) -> None:
    both = {("emil@customer.example", 2), ("dora@customer.example", 1)}
    assert suggestions(walk) == both
    walk.home()
    walk.keys(("Z", "a customer for 2 years"), "j", "j", ("j", "d Drop"), ("d", "Dropped."))
    ((left, _years),) = suggestions(walk)
    walk.keys((UNDO, "taken back"))
    walk.screen.wait_for("Emil Holt", "Dora Holt")
    assert suggestions(walk) == both
    walk.keys((ENTER, "1 customer would get it"), ("s", "Send it to 1 customer?"), "y")
    ((left, _years),) = suggestions(walk)
    (written,) = {"emil@customer.example", "dora@customer.example"} - {left}
    walk.until(lambda: bool(walk.mails_to(written)))
    assert not walk.mails_to(left)


def test_customer_is_exported_and_erased_beside_the_console_that_shows_the_ticket(
    walk: Walk, tmp_path: Path
) -> None:
    walk.open("login ada")
    file = tmp_path / "ada.zip"
    walk.program.ok("privacy", "export", ADA, "--to", str(file))
    with ZipFile(file) as archive:
        assert {"customer.json", "mails.csv", "manifest.json"} <= set(archive.namelist())
        assert ADA in archive.read("customer.json").decode()
    found = walk.json("privacy", "erase", ADA, "--dry-run")
    assert found
    assert walk.ref("login ada")
    walk.program.ok("privacy", "erase", ADA, "--yes")
    assert walk.program.run("search", "login ada").code == ExitCode.NOT_FOUND
    assert walk.program.run("customers", "show", ADA).code == ExitCode.NOT_FOUND
    assert walk.program.ok("audit", "verify")
    walk.home()
    walk.screen.wait_gone("Login ada")
