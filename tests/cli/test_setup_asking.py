"""The questions of setup one by one: what is shown of what was found, and what is asked then."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console import cli_setup, cli_setup_secret, cli_setup_servers
from agent_console.cli_ask import Questions
from agent_console.cli_setup_secret import Secret
from agent_console.cli_setup_servers import ServerChoice, Servers
from agent_console.clock import FixedClock
from agent_console.config import Security, parse_config
from agent_console.errors import ConfigError
from agent_console.mail.providers import ServerAnswer
from agent_console.mail.resolve import Service
from agent_console.services.find_servers import Net
from agent_console.services.settings_file import Answers, settings_text
from agent_console.services.setup import LoginReport, UntrustedError
from tests.cli.calls import Captured
from tests.e2e.smtp import make_certificate
from tests.filled import NOW

ME = "shop@firma-beispiel.de"
IMAP, SMTP = ServerAnswer("imap.page.de", 993), ServerAnswer("smtp.page.de", 465)
ISPDB = "https://autoconfig.thunderbird.net/v1.1/firma-beispiel.de"
PAGE = b"""<clientConfig><emailProvider>
<incomingServer type="imap"><hostname>imap.page.de</hostname><port>993</port>
<socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.page.de</hostname><port>465</port>
<socketType>SSL</socketType><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"""

Typing = Callable[..., None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Type lines at the questions to come."""

    def type_in(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_in


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Put a network in place of the real one; returns what will have been asked of it."""

    def place(
        mx: tuple[str, ...] = (), pages: dict[str, bytes] | None = None, *, srv: bool = False
    ) -> list[str]:
        asked: list[str] = []

        def fetch(page: str, _seconds: float) -> bytes:
            asked.append(page)
            if page not in (pages or {}):
                raise OSError("no such page")
            return (pages or {})[page]

        def services(name: str) -> tuple[Service, ...]:
            port = 993 if "imaps" in name else 465
            return (Service("mx.srv.de", port),) if srv and "s._tcp" in name else ()

        def mail_hosts(domain: str) -> tuple[str, ...]:
            asked.append(domain)
            return mx

        monkeypatch.setattr(cli_setup_servers, "real_net", lambda: Net(mail_hosts, services, fetch))
        monkeypatch.setattr(
            cli_setup_servers, "usual_host", lambda kind, address: f"{kind}.usual.de"
        )
        monkeypatch.setattr(cli_setup_servers, "reachable", lambda _kind, server: server)
        return asked

    return place


def options(**given: str | bool | None) -> argparse.Namespace:
    names = ("imap", "imap_security", "smtp", "smtp_security", "user", "smtp_user")
    return argparse.Namespace(**{**dict.fromkeys(names), "no_test": False, **given})


def choose(address: str = ME, earlier: Answers | None = None, **given: str | bool) -> Servers:
    return ServerChoice(options(**given), Questions(may_ask=True), address, earlier).choose()


def test_mx_of_a_provider_is_shown_and_taken_by_enter(
    net: Callable[..., list[str]], typing: Typing, capsys: Captured
) -> None:
    asked = net(mx=("w0123456.kasserver.com",))
    typing("")
    found = choose()
    assert (found.imap.host, found.user, found.sent_copy) == (
        "w0123456.kasserver.com",
        "",
        "append",
    )
    assert asked == ["firma-beispiel.de"]
    said = capsys.readouterr().err
    assert "The mail of this domain is kept at ALL-INKL.COM" in said
    assert "  IMAP  w0123456.kasserver.com:993  TLS\n" in said


def test_found_servers_that_are_declined_are_the_defaults_of_the_questions(
    net: Callable[..., list[str]], typing: Typing, capsys: Captured
) -> None:
    net(srv=True)
    typing("perhaps", "n", "imap.other.de", "", "shop2")
    found = choose()
    assert found.imap == ServerAnswer("imap.other.de", 993)
    assert found.smtp == ServerAnswer("mx.srv.de", 465)
    assert (found.user, found.sent_copy) == ("shop2", "")
    said = capsys.readouterr().err
    assert "Answer with y or n." in said
    assert "Nothing proves it: compare." in said
    assert "IMAP server (reading) [mx.srv.de:993]" in said


@pytest.mark.parametrize(("agrees", "asks"), [("y", [ISPDB]), ("", []), ("n", []), ("what?", [])])
def test_public_database_is_asked_only_when_a_person_agrees(
    net: Callable[..., list[str]],
    typing: Typing,
    capsys: Captured,
    agrees: str,
    asks: list[str],
) -> None:
    asked = net(pages={ISPDB: PAGE})
    typing(agrees, *(("",) if asks else ("", "", "")))
    found = choose()
    assert [place for place in asked if "thunderbird" in place] == asks
    assert found.imap == (IMAP if asks else ServerAnswer("imap.usual.de", 993))
    assert "It learns the domain firma-beispiel.de" in capsys.readouterr().err


def test_nothing_is_looked_for_where_options_say_it_or_forbid_it(
    net: Callable[..., list[str]], typing: Typing
) -> None:
    asked = net(mx=("mx.ionos.de",))
    typing("", "", "", "", "", "")
    assert choose(imap="a.de", smtp="b.de:587", user="x").smtp == ServerAnswer(
        "b.de", 587, Security.STARTTLS
    )
    assert choose(no_test=True).imap.host == "imap.firma-beispiel.de"
    script = ServerChoice(options(), Questions(may_ask=False), ME, None)
    assert script.choose().imap.host == "imap.firma-beispiel.de"
    assert asked == []


def test_servers_of_the_last_time_are_kept_by_enter(
    net: Callable[..., list[str]], typing: Typing, capsys: Captured
) -> None:
    asked = net(mx=("mx.ionos.de",))
    earlier = Answers(ME, "Anna", IMAP, SMTP, user="anna", smtp_user="a2", sent_copy="receipt")
    typing("")
    assert choose(earlier=earlier) == Servers(IMAP, SMTP, "anna", "a2", "receipt")
    assert "User name: anna" in capsys.readouterr().err
    typing("n", "", "smtp.new.de:587", "")
    changed = choose(earlier=earlier)
    assert (changed.imap, changed.user, changed.smtp_user) == (IMAP, "anna", "a2")
    assert changed.smtp == ServerAnswer("smtp.new.de", 587, Security.STARTTLS)
    assert asked == []
    typing("")
    assert choose("other@gmx.de", earlier).imap.host == "imap.gmx.net"


def test_user_name_that_only_the_customer_knows_is_asked_for(
    net: Callable[..., list[str]], typing: Typing, capsys: Captured
) -> None:
    net(mx=("mx01.mail.icloud.com",))
    typing("", "anna.apple")
    found = choose()
    assert (found.user, found.smtp_user) == ("anna.apple", "")
    assert "User name at iCloud" in capsys.readouterr().err


def test_option_for_one_server_leaves_the_other_as_it_was_found(
    net: Callable[..., list[str]], typing: Typing
) -> None:
    typing()
    found = choose("shop@gmx.de", smtp="relay.firma-beispiel.de:587")
    assert found.imap.host == "imap.gmx.net"
    assert found.smtp == ServerAnswer("relay.firma-beispiel.de", 587, Security.STARTTLS)


def test_provider_without_imap_ends_the_questions(
    net: Callable[..., list[str]], typing: Typing
) -> None:
    net(mx=("mail.tutanota.de",))
    with pytest.raises(ConfigError, match="Tuta offers no IMAP"):
        choose()


def test_option_for_the_user_counts_for_both_servers(typing: Typing) -> None:
    typing("")
    found = choose("shop@icloud.com", user="anna")
    assert (found.user, found.smtp_user) == ("anna", "")


def test_password_command_that_is_refused_is_not_shown_again(typing: Typing) -> None:
    answers = Answers(ME, "Anna", IMAP, SMTP, password_command=("printf", "old"))
    config = parse_config(settings_text(answers), "x")
    given = options(password_command=None, password_file=None)
    secret = Secret(given, Questions(may_ask=True), lambda _answers: config, stored=True)
    assert secret.find(config).secret.get_secret_value() == "old"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli_setup_secret, "ask_password", lambda _user: SecretStr("typed"))
        assert secret.find(config).secret.get_secret_value() == "typed"


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        (["2"], "Gesendet"),
        (["Gesendet"], "Gesendet"),
        (["9", "0", "nein", "2"], "Gesendet"),
        ([""], ""),
    ],
)
def test_sent_folder_that_nothing_marks_is_chosen_from_the_list(
    typing: Typing, capsys: Captured, typed: list[str], folder: str
) -> None:
    typing(*typed)
    job = cli_setup._Job(options(), Questions(may_ask=True), FixedClock(NOW))
    before = Answers(ME, "Anna", IMAP, SMTP)
    names = ("INBOX", "Gesendet", "evil\x1b[2J")
    after = cli_setup._with_sent_folder(job, before, LoginReport("", names))
    assert after == replace(before, sent_folder=folder)
    said = capsys.readouterr().err
    assert "  2  Gesendet\n" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("typed", [["none.pem", "empty.pem", "own.pem"], ["own.pem"], [""]])
def test_certificate_that_is_not_trusted_is_asked_for_before_other_servers(
    typing: Typing,
    capsys: Captured,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: list[str],
) -> None:
    (tmp_path / "own.pem").write_bytes(make_certificate(tmp_path).cert.read_bytes())
    (tmp_path / "empty.pem").write_text("nothing", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    typing(*typed, "", "")
    job = cli_setup._Job(options(), Questions(may_ask=True), FixedClock(NOW))
    before = Answers(ME, "Anna", IMAP, SMTP)
    config = parse_config(settings_text(before), "x")
    secret = Secret(options(), Questions(may_ask=True), lambda _answers: config, stored=False)
    error = UntrustedError("Mail server", "The certificate cannot be trusted", "--ca-file FILE")
    after = cli_setup._corrected(job, before, error, secret)
    said = capsys.readouterr().err
    assert "File with the server's own certificate" in said
    assert said.count("cannot be used: ") == len(typed) - 1
    if typed == [""]:
        assert "IMAP server (reading) [imap.page.de:993]" in said
        assert after == before
    else:
        assert after == replace(before, ca_file=str(tmp_path / "own.pem"))
        assert "IMAP server" not in said


def test_settings_that_the_answers_spoil_are_told_without_naming_setup(typing: Typing) -> None:
    job = cli_setup._Job(options(), Questions(may_ask=True), FixedClock(NOW))
    with pytest.raises(ConfigError) as caught:
        job.checked(Answers("no address", "Anna", IMAP, SMTP))
    assert "agent-console setup" not in caught.value.hint
