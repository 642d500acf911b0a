"""`setup` by flags in this process: what it writes and refuses, where the password goes."""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest

from agent_console.cli import main
from agent_console.config import load_config, parse_config
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import Captured
from tests.filled import ME, NOW, PASSWORD


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        yield running


@pytest.fixture
def fresh(locations: Locations) -> Locations:
    """A home without settings."""
    locations.config_file.unlink()
    return locations


def printing(password: str) -> str:
    return shlex.join(
        [sys.executable, "-I", "-c", f"import os; os.write(1, {password.encode()!r})"]
    )


def flags(server: DemoServer) -> list[str]:
    return [
        *("setup", "--yes", "--address", ME, "--name", "Anna"),
        *("--imap", f"127.0.0.1:{server.imap_port}", "--imap-security", "plain"),
        *("--smtp", f"127.0.0.1:{server.smtp_port}", "--smtp-security", "plain"),
    ]


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_dry_run_prints_settings_and_writes_nothing(
    fresh: Locations, capsys: Captured, server: DemoServer
) -> None:
    assert main([*flags(server), "--dry-run", "--no-test"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "The settings can be used.\n"
    assert parse_config(printed.out, "x").agent.name == "Anna"
    assert server.commands == ()
    assert not fresh.config_file.exists()
    assert not fresh.state_dir.exists()


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (["--password-command", printing(PASSWORD)], 0, "Both servers accept the login."),
        (["--password-command", printing("wrong")], ExitCode.SIGN_IN, "refused the user name"),
        ([], 0, "So the login was not tried."),
    ],
)
def test_dry_run_tries_the_login_and_keeps_nothing(
    fresh: Locations,
    capsys: Captured,
    server: DemoServer,
    given: list[str],
    code: int,
    words: str,
) -> None:
    assert main([*flags(server), "--dry-run", *given]) == code
    printed = capsys.readouterr()
    assert words in printed.err
    assert parse_config(printed.out, "x").mailbox.address == ME
    assert server.changing_commands == ()
    assert not fresh.config_file.exists()
    assert not fresh.state_dir.exists()


def test_settings_without_a_test_are_written_without_connecting(
    fresh: Locations, server: DemoServer
) -> None:
    assert main([*flags(server), "--no-test", "--subdivision", "BY", "--country", "de"]) == 0
    config = load_config(fresh.config_file)
    assert (config.calendar.country, config.calendar.subdivision) == ("DE", "BY")
    assert server.commands == ()


def test_settings_that_cannot_work_are_not_written_even_untested(
    fresh: Locations, server: DemoServer, capsys: Captured
) -> None:
    assert main([*flags(server), "--no-test", "--imap", "mx.example"]) == ExitCode.CONFIG
    assert "accepted for this machine only" in capsys.readouterr().err
    assert not fresh.config_file.exists()


def test_usual_servers_are_taken_from_the_address(fresh: Locations, capsys: Captured) -> None:
    assert main(["setup", "--yes", "--dry-run", "--no-test", "--address", ME, "--name", "A"]) == 0
    mailbox = parse_config(capsys.readouterr().out, "x").mailbox
    assert (mailbox.imap.host, mailbox.imap.port) == ("imap.company.example", 993)
    assert (mailbox.smtp.host, mailbox.smtp.port) == ("smtp.company.example", 465)


def test_settings_that_exist_are_edited_and_keep_what_was_not_asked(
    locations: Locations, capsys: Captured, server: DemoServer
) -> None:
    before = locations.config_file.read_text("utf-8")
    ours = f'{before}\n[sla]\nfirst_response = "2h"  # as promised on the website\n'
    locations.config_file.write_text(ours, "utf-8")
    assert main(["setup", "--yes", "--no-test", "--level", "2"]) == 0
    after = locations.config_file.read_text("utf-8")
    assert "# as promised on the website" in after
    assert load_config(locations.config_file).agent.level == 2
    assert [line for line in after.splitlines() if line not in ours.splitlines()] == ["level = 2"]
    assert "what you do not change stays" in capsys.readouterr().err


def test_settings_that_exist_are_written_anew_by_force(
    locations: Locations, capsys: Captured, server: DemoServer
) -> None:
    with locations.config_file.open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    assert main([*flags(server), "--no-test", "--force"]) == 0
    assert "# mine" not in locations.config_file.read_text("utf-8")


def test_settings_that_cannot_be_read_are_left_alone_but_by_force(
    locations: Locations, capsys: Captured, server: DemoServer
) -> None:
    locations.config_file.write_text("[agent\n", "utf-8")
    assert main([*flags(server), "--no-test"]) == ExitCode.CONFIG
    assert "use --force to write it anew" in capsys.readouterr().err
    assert locations.config_file.read_text("utf-8") == "[agent\n"
    assert main([*flags(server), "--no-test", "--force"]) == 0


@pytest.mark.parametrize(
    ("address", "imap", "smtp", "users", "copy"),
    [
        ("shop@gmx.at", "imap.gmx.net:993", "mail.gmx.net:465", ("", ""), "append"),
        ("shop@web.de", "imap.web.de:993", "smtp.web.de:465", ("shop", "shop"), "append"),
        ("shop@gmail.com", "imap.gmail.com:993", "smtp.gmail.com:465", ("", ""), "server"),
        (
            "shop@icloud.com",
            "imap.mail.me.com:993",
            "smtp.mail.me.com:587",
            ("shop", "shop@icloud.com"),
            "append",
        ),
    ],
)
def test_known_address_needs_no_servers(
    fresh: Locations,
    capsys: Captured,
    address: str,
    imap: str,
    smtp: str,
    users: tuple[str, str],
    copy: str,
) -> None:
    assert main(["setup", "--yes", "--no-test", "--address", address, "--name", "A"]) == 0
    mailbox = load_config(fresh.config_file).mailbox
    assert f"{mailbox.imap.host}:{mailbox.imap.port}" == imap
    assert f"{mailbox.smtp.host}:{mailbox.smtp.port}" == smtp
    assert (mailbox.imap.user, mailbox.smtp.user) == users
    assert mailbox.sent_copy == copy


def test_mailbox_without_imap_is_told_before_anything_is_asked(
    fresh: Locations, capsys: Captured
) -> None:
    assert main(["setup", "--yes", "--address", "a@tuta.com", "--name", "A"]) == ExitCode.CONFIG
    assert "Tuta offers no IMAP" in capsys.readouterr().err
    assert not fresh.config_file.exists()


def test_microsoft_is_set_up_without_a_password(fresh: Locations, capsys: Captured) -> None:
    given = ["--address", "a@outlook.de", "--name", "A", "--microsoft-client-id", "0a-1b"]
    assert main(["setup", "--yes", *given]) == 0
    printed = capsys.readouterr().err
    assert "Outlook.com takes no password from programs" in printed
    assert "see docs/sign-in.md" in printed
    oauth = load_config(fresh.config_file).mailbox.oauth
    assert oauth is not None
    assert (oauth.provider, oauth.client_id) == ("microsoft", "0a-1b")
    assert oauth.tenant == "consumers"
    assert main(["setup", "--yes", "--microsoft-tenant", "firma.example"]) == 0
    oauth = load_config(fresh.config_file).mailbox.oauth
    assert oauth is not None
    assert (oauth.client_id, oauth.tenant) == ("0a-1b", "firma.example")


def test_desk_is_set_up_by_flags(fresh: Locations, server: DemoServer) -> None:
    desk = ["--country", "AT", "--subdivision", "wien", "--level", "2", "--language", "de"]
    more = ["--sent-copy", "receipt", "--sent-folder", "Gesendet"]
    assert main([*flags(server), "--no-test", *desk, *more]) == 0
    config = load_config(fresh.config_file)
    assert (config.calendar.subdivision, config.calendar.zone) == ("9", "Europe/Vienna")
    assert (config.agent.level, config.ui.language) == (2, "de")
    assert config.sync.tickets_since == NOW.date() - timedelta(days=90)
    assert (config.mailbox.sent_copy, config.mailbox.folders.sent) == ("receipt", "Gesendet")


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (["--password-command", printing("wrong-one")], ExitCode.SIGN_IN, "refused the user name"),
        (["--password-command", "false"], ExitCode.SIGN_IN, "password_command gave no password"),
        (["--password-command", "'open"], ExitCode.CONFIG, "is not a command"),
        (["--password-file", "/nowhere"], ExitCode.FAILED, "cannot be read: No such file"),
        (["--password-file", "/"], ExitCode.FAILED, "cannot be read: Is a directory"),
        ([], ExitCode.SIGN_IN, "no password for the mailbox"),
        (["--smtp", "127.0.0.1:1"], ExitCode.MAIL_SERVER, "of the sending server"),
        (["--imap", "127.0.0.1:1"], ExitCode.MAIL_SERVER, "of the reading server"),
        (["--smtp-user", "x"], ExitCode.SIGN_IN, "--smtp-user"),
        (["--imap", "a b"], ExitCode.CONFIG, "--imap: write servers as HOST or HOST:PORT"),
        (["--smtp", "x:99999"], ExitCode.CONFIG, "--smtp: a port is a number"),
        (["--imap", "mx.example"], ExitCode.CONFIG, "accepted for this machine only"),
        (["--country", "XX"], ExitCode.CONFIG, "--country: There is no holiday calendar"),
        (["--subdivision", "XX"], ExitCode.CONFIG, "--subdivision: The country DE has no part"),
        (["--days", "many"], ExitCode.CONFIG, "--days: many is not a number of days"),
        (["--zone", "Nowhere"], ExitCode.CONFIG, "--zone: Nowhere is not a time zone"),
        (["--address", "x"], ExitCode.CONFIG, "--address: x is not a mail address"),
        (["--name", " "], ExitCode.CONFIG, "--name is missing"),
    ],
)
def test_wrong_answer_gets_words_and_no_settings(
    fresh: Locations,
    capsys: Captured,
    server: DemoServer,
    changes: list[str],
    code: int,
    words: str,
) -> None:
    given = flags(server)
    if changes and not changes[0].startswith("--password"):
        given += ["--password-command", printing(PASSWORD)]
    assert main([*given, *changes]) == code
    printed = capsys.readouterr()
    assert words in printed.err
    assert "wrong-one" not in printed.err
    assert printed.out == ""
    assert not fresh.config_file.exists()


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines\n", b"\xff\xfe", b"nul\0byte"])
def test_password_that_is_none_is_refused(
    fresh: Locations,
    capsys: Captured,
    server: DemoServer,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
) -> None:
    type_in(monkeypatch, content)
    assert main([*flags(server), "--password-file", "-"]) == ExitCode.FAILED
    assert "holds the password alone" in capsys.readouterr().err
    assert server.commands == ()


def test_password_that_cannot_be_stored_is_told_by_the_exit_code(
    fresh: Locations, capsys: Captured, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, PASSWORD.encode() + b"\r\n")
    assert main([*flags(server), "--password-file", "-"]) == ExitCode.SIGN_IN
    err = capsys.readouterr().err
    assert "This machine offers no keyring. The password was not stored." in err
    assert "set password_command" in err
    assert PASSWORD not in err + fresh.config_file.read_text("utf-8")


def test_settings_that_cannot_be_written_are_told_in_words(
    fresh: Locations, capsys: Captured, server: DemoServer
) -> None:
    fresh.config_dir.rmdir()
    fresh.config_dir.write_text("a file", "utf-8")
    assert main([*flags(server), "--no-test"]) == ExitCode.CONFIG
    assert "cannot be made" in capsys.readouterr().err


def test_missing_answers_without_a_terminal_name_the_flag(
    fresh: Locations, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"")
    assert main(["setup"]) == ExitCode.CONFIG
    assert capsys.readouterr().err.startswith("Setup: --address is missing\nGive it, or run setup")
