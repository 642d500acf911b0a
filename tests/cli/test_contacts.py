"""`contact log`, `contact list` and `channels` on the command line."""

from __future__ import annotations

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

CALL = ("contact", "log", "--name", "Kim Berg", "--phone", "030 901820", "--summary", "Late")


def test_call_is_logged_and_listed(refs: tuple[str, str, str], capsys: Captured) -> None:
    row = as_json(capsys, *CALL, "--length", "4:30", "--type", "delivery", "--json")
    assert (row["subject"], row["channel"], row["state"]) == ("Late", "phone", "open")
    (contact,) = as_json(capsys, "contact", "list", row["ref"], "--json")
    assert (contact["length"], contact["person"]["phone"]) == (270.0, "030 901820")
    assert main(["contact", "list", row["ref"]]) == 0
    assert "Phone call · 5 minutes · we get back" in capsys.readouterr().out
    assert main(["show", row["ref"]]) == 0
    assert "Kim Berg" in capsys.readouterr().out


def test_visit_joins_a_ticket_and_solves_it(refs: tuple[str, str, str], capsys: Captured) -> None:
    joined = (*CALL, "--ticket", refs[0], "--channel", "visit", "--result", "solved")
    assert main(joined) == 0
    assert "logged and the ticket closed" in capsys.readouterr().err
    assert main(["contact", "list", refs[1]]) == 0
    assert "No contact is logged" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--began", "someday"), ExitCode.USAGE),
        (("--length", "4 parsecs"), ExitCode.USAGE),
        (("--type", "nonsense"), ExitCode.FAILED),
        (("--ticket", "ZZZZ"), ExitCode.NOT_FOUND),
    ],
)
def test_what_cannot_be_understood_is_refused(
    refs: tuple[str, str, str], capsys: Captured, more: tuple[str, ...], code: ExitCode
) -> None:
    assert main((*CALL, *more)) == code
    assert as_json(capsys, "channels", "--json")[0]["contacts"] == 0


def test_channels_are_printed_with_what_is_expected(
    refs: tuple[str, str, str], capsys: Captured
) -> None:
    assert main([*CALL, "--result", "waiting"]) == 0
    found = {one["channel"]: one for one in as_json(capsys, "channels", "--json")}
    assert (found["phone"]["tickets"], found["phone"]["share_in_target"]) == (1, 1.0)
    assert found["letter"]["expected"]["documented"] == "high"
    assert main(["channels", "--days", "7"]) == 0
    assert "promised within 90 s" in capsys.readouterr().out
