"""`health`, `sync --verify` and the doctor's look at folders, as a script sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.filled import ME, NOW, customer_mail
from tests.services.office import Office, office


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path))
    return tmp_path


def read_two(at_work: Office) -> None:
    for number in (1, 2):
        at_work.server.mailbox.deliver("INBOX", customer_mail(number, f"Frage {number}"), NOW)
    assert main(["sync"]) == ExitCode.OK


def test_health_as_json_and_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with office(home, tickets=0) as at_work:
        assert main(["health"]) == ExitCode.FAILED
        assert "nothing was read yet" in capsys.readouterr().out
        read_two(at_work)
        capsys.readouterr()
        assert main(["health", "--json"]) == ExitCode.OK
        found = json.loads(capsys.readouterr().out)
        assert [(f["name"], f["on_server"], f["stored"]) for f in found["folders"]] == [
            ("INBOX", 2, 2),
            ("Sent", 0, 0),
        ]
        assert main(["health"]) == ExitCode.OK
        assert "INBOX: 2 of 2 mails here, read " in capsys.readouterr().out


def test_verify_says_what_it_repaired(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with office(home, tickets=0) as at_work:
        read_two(at_work)
        capsys.readouterr()
        assert main(["sync", "--verify"]) == ExitCode.OK
        assert "INBOX: 2 on the server, all of them here" in capsys.readouterr().out
        at_work.server.mailbox.folder("INBOX").expunge([1])
        assert main(["sync", "--verify"]) == ExitCode.OK
        assert "INBOX: 1 on the server, 1 was gone there, marked" in capsys.readouterr().out
        assert main(["sync", "--verify", "--json"]) == ExitCode.OK
        (folders,) = json.loads(capsys.readouterr().out).values()
        assert folders["INBOX"]["left"] == 0


def test_doctor_names_a_folder_of_the_settings_that_is_not_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = '[mailbox.folders]\nalso = ["Archive", "Nowhere"]\n'
    with office(home, tickets=0, extra=extra):
        assert main(["doctor"]) == ExitCode.FAILED
        out = capsys.readouterr().out
    assert "the server has no folder Nowhere" in out
    assert "no folder Archive" not in out


def test_folder_of_the_settings_that_is_not_there_is_told_until_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = '[mailbox.folders]\nalso = ["Nowhere"]\n'
    with office(home, tickets=0, extra=extra) as at_work:
        assert main(["sync"]) == ExitCode.FAILED
        heard = capsys.readouterr()
        assert "folder Nowhere: " in heard.err
        assert "INBOX" in heard.out
        assert main(["health"]) == ExitCode.MAIL_SERVER
        assert "Nowhere: cannot be read: " in capsys.readouterr().out
        assert main(["health", "--json"]) == ExitCode.MAIL_SERVER
        (refused,) = json.loads(capsys.readouterr().out)["refused"]
        assert (refused["mailbox"], refused["name"]) == (ME, "Nowhere")
        at_work.server.mailbox.create("Nowhere")
        assert main(["sync"]) == ExitCode.OK
        assert main(["health"]) == ExitCode.OK
        assert "cannot be read" not in capsys.readouterr().out


def test_mails_delivered_twice_explain_the_counts(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office(home, tickets=0) as at_work:
        mail = customer_mail(1, "Frage")
        for raw in (mail, mail, b"Received: from another.example\r\n" + mail):
            at_work.server.mailbox.deliver("INBOX", raw, NOW)
        read_two(at_work)
        capsys.readouterr()
        assert main(["health"]) == ExitCode.OK
        shown = capsys.readouterr().out
        assert "INBOX: 5 of 5 mails here" in shown
        assert "3 mails in all, 2 of them delivered twice" in shown
