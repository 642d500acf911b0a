"""`doctor`: which exit code stands for which trouble."""

from __future__ import annotations

import json
import re

import pytest

from agent_console.cli import main
from agent_console.cli_doctor import exit_code
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.services.doctor import Finding, Grade
from tests.cli.calls import Captured


def problem(cause: ExitCode | None) -> Finding:
    return Finding(Grade.PROBLEM, "what", "words", "", cause)


@pytest.mark.parametrize(
    ("causes", "code"),
    [
        ([], ExitCode.OK),
        ([None], ExitCode.FAILED),
        ([ExitCode.CONFIG], ExitCode.FAILED),
        ([ExitCode.STORE, ExitCode.MAIL_SERVER], ExitCode.MAIL_SERVER),
        ([ExitCode.MAIL_SERVER, ExitCode.SIGN_IN, None], ExitCode.SIGN_IN),
    ],
)
def test_exit_code_is_that_of_the_worst_trouble_with_mail(
    causes: list[ExitCode | None], code: ExitCode
) -> None:
    harmless = Finding(Grade.NOTE, "what", "words", "", ExitCode.SIGN_IN)
    assert exit_code([harmless, *map(problem, causes)]) is code


def test_doctor_when_no_server_answers_ends_as_sync_does(
    locations: Locations, capsys: Captured
) -> None:
    assert main(["doctor"]) == ExitCode.MAIL_SERVER
    assert main(["sync"]) == ExitCode.MAIL_SERVER
    assert main(["doctor", "--offline"]) == 0
    assert "Reading server" in capsys.readouterr().out


def test_doctor_without_a_password_ends_as_sync_does(
    locations: Locations, capsys: Captured
) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(re.sub("password_command.*\n", "", text), "utf-8")
    assert main(["doctor"]) == ExitCode.SIGN_IN
    assert main(["sync"]) == ExitCode.SIGN_IN
    assert "Password" in capsys.readouterr().out


def test_doctor_without_settings_has_another_problem(
    locations: Locations, capsys: Captured
) -> None:
    locations.config_file.unlink()
    assert main(["doctor"]) == ExitCode.FAILED
    assert "agent-console setup" in capsys.readouterr().out


def test_full_run_asks_first_and_goes_nowhere_when_nobody_can_be_asked(
    locations: Locations, capsys: Captured
) -> None:
    assert main(["doctor", "--full"]) == ExitCode.CONFIG
    heard = capsys.readouterr()
    assert heard.out == ""
    assert "Add --yes." in heard.err


@pytest.mark.parametrize(
    "arguments", [("--idle", "soon"), ("--idle", "30min"), ("--wait", "1d"), ("--idle", "-5s")]
)
def test_time_that_makes_no_sense_is_refused(
    locations: Locations, capsys: Captured, arguments: tuple[str, ...]
) -> None:
    assert main(["doctor", "--full", "--yes", f"{arguments[0]}={arguments[1]}"]) == ExitCode.CONFIG
    assert arguments[0] in capsys.readouterr().err


def test_full_run_is_not_offline(locations: Locations, capsys: Captured) -> None:
    assert main(["doctor", "--full", "--offline"]) == ExitCode.USAGE
    assert "--offline: not allowed with" in capsys.readouterr().err


def test_report_as_json_has_every_part_of_a_finding(locations: Locations, capsys: Captured) -> None:
    assert main(["doctor", "--offline", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert {frozenset(finding) for finding in findings} == {
        frozenset({"grade", "what", "words", "hint", "cause"})
    }
    notes = [finding for finding in findings if finding["grade"] != "ok"]
    assert notes
    assert all(finding["hint"] for finding in notes)
