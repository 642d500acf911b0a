"""`outbox`: what waits and why, and the decisions that a script can take."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.views import OutboxState
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.store import outbox as stored
from tests.cli.calls import Captured, as_json
from tests.filled import NOW, opened

REASON = "the mail server answered: 550 5.7.1 " + "This is a very long reason. " * 6


@pytest.fixture
def number(refs: tuple[str, ...], locations: Locations, clock: FixedClock) -> int:
    """A reply that waits until Monday."""
    desk = opened(locations, clock)
    draft = desk.replies.begin(refs[0], everyone=False)
    item = desk.replies.queue(draft, "Kommt bald.", not_before=NOW + timedelta(days=3))
    desk.close()
    return item.id


def put(locations: Locations, clock: FixedClock, number: int, state: OutboxState) -> None:
    """Let the mail stand at ``state``, for a long reason."""
    desk = opened(locations, clock)
    later = NOW + timedelta(hours=1)
    with desk.store.write(durable=True) as session:
        assert stored.set_state(
            session,
            number,
            expected=OutboxState.QUEUED,
            state=state,
            now=NOW,
            detail=REASON,
            next_try=later if state is OutboxState.DEFERRED else None,
        )
    desk.close()


def listed(capsys: Captured) -> list[str]:
    capsys.readouterr()
    assert main(["outbox"]) == 0
    return capsys.readouterr().out.splitlines()


def test_list_tells_people_time_and_the_whole_reason_in_lines_of_their_own(
    number: int, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    _row, people = listed(capsys)
    assert people.startswith("    kaethe@kunde.example · leaves ")
    put(locations, clock, number, OutboxState.DEFERRED)
    row, people, reason = listed(capsys)
    assert "not yet taken, tried again later  Re: " in row
    assert people == "    kaethe@kunde.example · tried again 12:30"
    assert reason.strip() == REASON.strip()


@pytest.mark.parametrize(
    ("state", "commands"),
    [
        (OutboxState.HELD, ("anyway", "cancel")),
        (OutboxState.REFUSED, ("again", "cancel")),
        (OutboxState.UNKNOWN, ("look", "sent")),
    ],
)
def test_list_names_the_commands_by_which_a_mail_is_decided(
    state: OutboxState,
    commands: tuple[str, ...],
    number: int,
    locations: Locations,
    clock: FixedClock,
    capsys: Captured,
) -> None:
    put(locations, clock, number, state)
    hint = listed(capsys)[-1]
    assert all(f"`agent-console outbox {command} {number}`" in hint for command in commands)


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        ("again", OutboxState.REFUSED, "queued"),
        ("anyway", OutboxState.HELD, "queued"),
        ("cancel", OutboxState.HELD, "cancelled"),
        ("cancel", OutboxState.QUEUED, "cancelled"),
        ("sent", OutboxState.UNKNOWN, "sent"),
        ("look", OutboxState.UNKNOWN, "unknown"),
    ],
)
def test_decision_is_carried_out_and_tells_where_the_mail_stands(
    command: str,
    before: OutboxState,
    after: str,
    number: int,
    locations: Locations,
    clock: FixedClock,
    capsys: Captured,
) -> None:
    if before is not OutboxState.QUEUED:
        put(locations, clock, number, before)
    item = as_json(capsys, "outbox", command, str(number), "--json")
    assert (item["id"], item["state"]) == (number, after)
    assert as_json(capsys, "outbox", "--json") == [item]


@pytest.mark.parametrize("command", ["again", "anyway", "sent", "look"])
def test_decision_about_a_mail_that_only_waits_is_refused(
    command: str, number: int, capsys: Captured
) -> None:
    assert main(["outbox", command, str(number)]) == ExitCode.FAILED
    assert "there is nothing to decide" in capsys.readouterr().err


def test_mail_that_has_left_is_not_taken_back(
    number: int, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    put(locations, clock, number, OutboxState.SENT)
    assert main(["outbox", "cancel", str(number)]) == ExitCode.FAILED
    printed = capsys.readouterr()
    assert (printed.out, "cannot be taken back" in printed.err) == ("", True)


@pytest.mark.parametrize("command", ["again", "anyway", "cancel", "sent", "look"])
def test_decision_about_no_mail_at_all_finds_nothing(
    command: str, refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["outbox", command, "77"]) == ExitCode.NOT_FOUND
    assert main(["outbox", command, "seven"]) == ExitCode.USAGE
    assert "the number that the list shows" in capsys.readouterr().err
