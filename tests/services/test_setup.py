"""Connecting a mailbox: server names, the settings file, the login, the place of the password."""

from __future__ import annotations

import re
import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from pydantic import SecretStr

from agent_console.clock import SystemClock
from agent_console.config import Config, Security, parse_config
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import ConfigError, MailError, SecretMissingError, SignInError
from agent_console.i18n import current_language, use_language
from agent_console.mail.credentials import KeyringOutcome, find_secret
from agent_console.mail.providers import ServerAnswer
from agent_console.services import setup
from agent_console.services.settings_file import (
    Answers,
    settings_text,
    write_settings,
)
from agent_console.services.setup import (
    SendingSignInError,
    UntrustedError,
    check_settings,
    gives_secret,
    keep_secret,
    reachable,
    read_server,
    try_login,
)
from tests.e2e.smtp import make_certificate, server_context

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
ME = "support@company.example"
PASSWORD = "geheim-größe"
TLS, STARTTLS, PLAIN = Security.TLS, Security.STARTTLS, Security.PLAIN


def answers(**changes: object) -> Answers:
    given: dict[str, object] = {
        "address": ME,
        "agent": "Anna",
        "imap": ServerAnswer("imap.company.example", 993),
        "smtp": ServerAnswer("smtp.company.example", 465),
    }
    return Answers(**(given | changes))  # type: ignore[arg-type]  # a test's free choice


@pytest.mark.parametrize(
    ("kind", "text", "security", "server"),
    [
        ("imap", "mx.example", None, ServerAnswer("mx.example", 993, TLS)),
        ("smtp", "mx.example", None, ServerAnswer("mx.example", 465, TLS)),
        ("imap", "mx.example", STARTTLS, ServerAnswer("mx.example", 143, STARTTLS)),
        ("smtp", " mx.example ", STARTTLS, ServerAnswer("mx.example", 587, STARTTLS)),
        ("smtp", "mx.example:587", None, ServerAnswer("mx.example", 587, STARTTLS)),
        ("imap", "mx.example:143", None, ServerAnswer("mx.example", 143, STARTTLS)),
        ("imap", "mx.example:1143", None, ServerAnswer("mx.example", 1143, TLS)),
        ("smtp", "mx.example:587", TLS, ServerAnswer("mx.example", 587, TLS)),
        ("imap", "127.0.0.1:1143", PLAIN, ServerAnswer("127.0.0.1", 1143, PLAIN)),
        ("imap", "::1", PLAIN, ServerAnswer("::1", 143, PLAIN)),
        ("imap", "[2001:db8::7]:1993", None, ServerAnswer("2001:db8::7", 1993, TLS)),
        ("imap", "[2001:db8::7]", None, ServerAnswer("2001:db8::7", 993, TLS)),
    ],
)
def test_server_is_read_with_the_usual_port_and_protection(
    kind: str, text: str, security: Security | None, server: ServerAnswer
) -> None:
    assert read_server(kind, text, security) == server


@pytest.mark.parametrize(
    "text",
    ["", " ", "mx.example:", "mx.example:x", "mx.example:0", "mx.example:65536", "a b", "[::1",
     "https://mx.example", "me@mx.example", "mx.example:99999999", "mx:1:2", "mx\n.example"],
)  # fmt: skip
def test_server_that_is_none_is_told_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"write servers as HOST|a port is a number"):
        read_server("imap", text, None)


def test_port_that_answers_is_chosen_before_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read_server("smtp", "127.0.0.1", None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        open_port = listening.getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as other:
            closed_port = other.getsockname()[1]
        ports = {("smtp", TLS): closed_port, ("smtp", STARTTLS): open_port}
        monkeypatch.setattr(setup, "_PORTS", ports)
        assert reachable("smtp", wanted) == ServerAnswer("127.0.0.1", open_port, STARTTLS)
        monkeypatch.setattr(setup, "_PORTS", ports | {("smtp", TLS): open_port})
        assert reachable("smtp", wanted) == ServerAnswer("127.0.0.1", open_port, TLS)
    assert reachable("smtp", wanted) == wanted


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = current_language()
    use_language(request.param)
    yield request.param
    use_language(before)


def test_settings_with_every_example_taken_up_are_still_settings(language: str) -> None:
    text = settings_text(answers())
    examples = re.compile(r"^# (?=\[[\w.]+\]$|[\w.]+ = )", re.MULTILINE)
    assert len(examples.findall(text)) >= 12
    plain = parse_config(text, "as written")
    full = parse_config(examples.sub("", text), "examples taken up")
    assert plain.mailbox.own_addresses == {ME}
    assert full.mailbox.own_addresses == {ME, "info@example.com"}
    assert full.mailbox.password_command == ("pass", "show", "mail/support")
    assert full.mailbox.imap.user == ME
    assert full.mailbox.folders.inbox == "INBOX"
    assert full.agent.signature.endswith("\nAnna")
    assert "sat" in full.calendar.hours
    assert len(full.calendar.closed) == 2
    assert max(map(len, text.splitlines())) <= 100


def test_settings_as_written_are_the_defaults_but_for_the_answers() -> None:
    config = parse_config(settings_text(answers()), "x")
    bare = (
        f'[agent]\nname="Anna"\n[mailbox]\naddress="{ME}"\n'
        'imap={host="imap.company.example",port=993}\nsmtp={host="smtp.company.example",port=465}\n'
    )
    assert config == parse_config(bare, "y")


def test_every_setting_of_the_program_is_named_in_the_file() -> None:
    text = settings_text(answers())
    names = [
        name
        for section in Config.model_fields.values()
        for name in getattr(section.annotation, "model_fields", {})
    ]
    missing = [name for name in names if not re.search(rf"(\b|# ){name}\b", text)]
    assert missing == []


@given(
    name=st.text(min_size=1),
    user=st.text(),
    words=st.lists(st.text(), max_size=3),
)
def test_any_answer_is_written_so_that_it_is_read_back(
    name: str, user: str, words: list[str]
) -> None:
    text = settings_text(answers(agent=name, user=user, password_command=tuple(words)))
    config = parse_config(text, "x")

    def kept(value: str) -> str:
        return value.encode("utf-8", "replace").decode("utf-8")

    assert config.agent.name == kept(name)
    assert config.mailbox.imap.user == config.mailbox.smtp.user == kept(user)
    assert config.mailbox.password_command == tuple(kept(word) for word in words)


def test_answer_that_is_no_unicode_is_written_readably() -> None:
    text = settings_text(answers(agent="J\udcf6rg"))
    assert parse_config(text.encode("utf-8").decode("utf-8"), "x").agent.name == "J?rg"


def test_user_for_sending_is_written_for_sending_only() -> None:
    mailbox = parse_config(settings_text(answers(user="a", smtp_user="b")), "x").mailbox
    assert (mailbox.imap.user, mailbox.smtp.user) == ("a", "b")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"country": "XX"}, "no holiday calendar for the country 'XX'"),
        ({"subdivision": "XX"}, "no part called 'XX'"),
        ({"zone": "Europe/Nowhere"}, "calendar.zone: unknown time zone"),
        ({"imap": ServerAnswer("mx.example", 143, PLAIN)}, "accepted for this machine only"),
    ],
)
def test_settings_that_cannot_work_are_refused_before_they_are_written(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(ConfigError, match=words):
        check_settings(settings_text(answers(**changes)), NOW)
    check_settings(settings_text(answers(subdivision="BY")), NOW)


def config_for(server: DemoServer, *, user: str = "", smtp_user: str = "") -> Config:
    return check_settings(
        settings_text(
            answers(
                imap=ServerAnswer("127.0.0.1", server.imap_port, PLAIN),
                smtp=ServerAnswer("127.0.0.1", server.smtp_port, PLAIN),
                user=user,
                smtp_user=smtp_user,
            )
        ),
        NOW,
    )


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        yield running
        assert running.crashes == ()


def test_login_that_works_reports_folders_and_sends_nothing(server: DemoServer) -> None:
    report = try_login(config_for(server), SecretStr(PASSWORD), SystemClock())
    assert (report.sent_folder, report.folders) == ("Sent", 6)
    assert server.mails == ()
    assert server.changing_commands == ()


def test_login_with_a_wrong_password_or_user_is_a_sign_in_error(server: DemoServer) -> None:
    for user, password in (("", "sesame-2"), ("somebody", PASSWORD)):
        with pytest.raises(SignInError) as caught:
            try_login(config_for(server, user=user), SecretStr(password), SystemClock())
        assert not isinstance(caught.value, SendingSignInError)
        assert password not in str(caught.value)


@pytest.mark.parametrize("trusting", ["nobody", "reading"])
def test_login_at_a_server_of_unknown_certificate_advises_to_name_it(
    tmp_path: Path, trusting: str
) -> None:
    certificate = make_certificate(tmp_path)
    tls = server_context(certificate)
    with DemoServer(DemoMailbox(PASSWORD, username=ME), tls=tls) as running:
        given = config_for(running).model_dump()
        for kind in ("imap", "smtp"):
            given["mailbox"][kind]["security"] = "tls"
        if trusting == "reading":
            given["mailbox"]["imap"]["ca_file"] = certificate.cert
        with pytest.raises(UntrustedError) as caught:
            try_login(Config.model_validate(given), SecretStr(PASSWORD), SystemClock())
        assert "--ca-file FILE" in caught.value.hint
        given["mailbox"]["imap"]["ca_file"] = given["mailbox"]["smtp"]["ca_file"] = certificate.cert
        assert try_login(Config.model_validate(given), SecretStr(PASSWORD), SystemClock()).folders


def test_refused_login_within_setup_does_not_advise_to_run_setup(server: DemoServer) -> None:
    with pytest.raises(SignInError) as caught:
        try_login(config_for(server), SecretStr("wrong"), SystemClock())
    assert caught.value.hint == "Check user name and password."


def test_login_refused_for_sending_only_points_at_the_user_for_sending(server: DemoServer) -> None:
    with pytest.raises(SendingSignInError) as caught:
        try_login(config_for(server, smtp_user="other"), SecretStr(PASSWORD), SystemClock())
    assert "--smtp-user" in caught.value.hint


def test_login_names_the_server_that_cannot_be_reached() -> None:
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        config = config_for(running)
        dead = running.smtp_port
    with pytest.raises(MailError) as caught:
        try_login(config, SecretStr(PASSWORD), SystemClock())
    assert "(IMAP)" in caught.value.hint
    assert caught.value.message.endswith("nobody answers there (connection refused)")
    with DemoServer(DemoMailbox(PASSWORD, username=ME)) as running:
        broken = config_for(running).model_dump()
        broken["mailbox"]["smtp"]["port"] = dead
        with pytest.raises(MailError) as caught:
            try_login(Config.model_validate(broken), SecretStr(PASSWORD), SystemClock())
    assert "(SMTP)" in caught.value.hint
    assert not isinstance(caught.value, SignInError)


class Memory(KeyringBackend):
    """A keyring of this test."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_password_is_kept_under_the_name_it_is_looked_for(
    server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    try:
        for user in ("", "anna"):
            config = config_for(server, user=user)
            assert keep_secret(config, SecretStr(f"pw-{user}")) is KeyringOutcome.DONE
            assert find_secret(config.mailbox).secret.get_secret_value() == f"pw-{user}"
    finally:
        keyring.set_keyring(before)
    assert sorted(memory.kept) == [("agent-console", "anna"), ("agent-console", ME)]


def test_command_is_accepted_only_if_it_prints_the_password() -> None:
    def config(*command: str) -> Config:
        return parse_config(settings_text(answers(password_command=command)), "x")

    assert gives_secret(config("printf", "%s", PASSWORD), SecretStr(PASSWORD))
    assert not gives_secret(config("printf", "other"), SecretStr(PASSWORD))
    with pytest.raises(SecretMissingError):
        gives_secret(config("false"), SecretStr(PASSWORD))


@pytest.mark.promise("files under an umask", "P19")
def test_settings_file_is_private_and_written_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    write_settings(path, "a = 1\n")
    write_settings(path, "b = 'ü'\n")
    assert path.read_text("utf-8") == "b = 'ü'\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["config.toml"]


def test_settings_file_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be written: Is a directory"):
        write_settings(path, "a = 1\n")
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]
