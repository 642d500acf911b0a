"""Tokens in place of a password: when they are renewed, where they are kept, what is said."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from pydantic import SecretStr, ValidationError

from agent_console.clock import FixedClock
from agent_console.config import MailboxConfig, ServerConfig
from agent_console.errors import MailError, SecretMissingError, SignInError
from agent_console.mail.credentials import SecretSource, find_secret
from agent_console.mail.keyrings import KeyringOutcome
from agent_console.mail.tokens import (
    Access,
    LiveToken,
    forget_token,
    keep_token,
    live_token,
    token_account,
    token_keyring,
    token_of,
)
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.mailbox import passwords_of
from agent_console.services.passwords import Door
from tests.mail.sign_in_service import CANARY, SignInService, sign_in_service

pytestmark = pytest.mark.server
ACCOUNT = "support@company.example"
FIRST = f"{CANARY}refresh-0"


class Memory(KeyringBackend):
    """A keyring that works, until it is locked or keeps nothing any more."""

    priority: ClassVar[float] = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = self.full = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.full:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def memory() -> Iterator[Memory]:
    before = keyring.get_keyring()
    backend = Memory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def service() -> Iterator[SignInService]:
    with sign_in_service() as running:
        running.lasting.add(FIRST)
        yield running


def mailbox(service: SignInService | None = None, **more: object) -> MailboxConfig:
    server = ServerConfig(host="mail.company.example", port=993)
    oauth = service.settings() if service else None
    settings = {"address": ACCOUNT, "imap": server, "smtp": server, "oauth": oauth, **more}
    return MailboxConfig.model_validate(settings)


def signed_in(service: SignInService, clock: FixedClock | None = None) -> LiveToken:
    box = mailbox(service)
    assert keep_token(box, SecretStr(FIRST)) is KeyringOutcome.DONE
    live = token_of(box, clock=clock or standing())
    assert live is not None
    return live


def standing() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


def number(live: LiveToken) -> int:
    return int(live.get_secret_value().rpartition("-")[2])


class Given:
    """Gives a new token each time, or fails."""

    def __init__(self, *, same: bool = False) -> None:
        self.count = 0
        self.same = same
        self.error: MailError | None = None

    def __call__(self) -> Access:
        if self.error:
            raise self.error
        self.count += 1
        return Access(SecretStr(f"t-{1 if self.same else self.count}"), 3600)


def test_token_is_renewed_at_half_its_life_and_not_before() -> None:
    clock, given = standing(), Given()
    live = LiveToken(given, clock)
    assert number(live) == 1
    clock.move(timedelta(minutes=29))
    assert number(live) == 1
    clock.move(timedelta(minutes=1))
    assert number(live) == 2
    assert number(live) == 2


def test_token_that_cannot_be_renewed_is_used_to_its_end() -> None:
    clock, given = standing(), Given()
    live = LiveToken(given, clock)
    assert number(live) == 1
    given.error = ConnectionLostError("offline")
    clock.move(timedelta(minutes=59))
    assert number(live) == 1
    clock.move(timedelta(minutes=1))
    with pytest.raises(ConnectionLostError):
        live.get_secret_value()
    given.error = None
    assert number(live) == 2


def test_sign_in_that_ended_is_told_although_the_old_token_is_still_good() -> None:
    clock, given = standing(), Given()
    live = LiveToken(given, clock)
    live.get_secret_value()
    given.error = SignInError("Sign-in", "ended")
    clock.move(timedelta(minutes=31))
    with pytest.raises(SignInError):
        live.get_secret_value()


def test_token_that_is_refused_is_renewed_once() -> None:
    live = LiveToken(Given(), standing())
    assert live.refused(live.get_secret_value())
    assert number(live) == 2
    assert not live.refused("t-2")
    assert number(live) == 3
    assert live.refused("t-3")


def test_token_that_was_accepted_and_is_refused_later_is_renewed_again() -> None:
    live = LiveToken(Given(), standing())
    assert live.refused(live.get_secret_value())
    live.accepted(live.get_secret_value())
    assert live.refused("t-2")


def test_token_that_another_thread_has_renewed_is_tried() -> None:
    live = LiveToken(Given(), standing())
    assert live.refused(live.get_secret_value())
    assert number(live) == 2
    assert live.refused("t-1")
    assert number(live) == 2


def test_command_that_prints_the_refused_token_again_is_believed_once() -> None:
    live = LiveToken(Given(same=True), standing())
    assert live.refused(live.get_secret_value())
    assert not live.refused(live.get_secret_value())


def test_live_token_shows_nothing_and_counts_as_a_secret() -> None:
    given = Given()
    live = LiveToken(given, standing())
    assert live == live
    assert live != LiveToken(given, standing())
    assert live != SecretStr("-")
    assert SecretStr("-") != live
    assert live
    assert len({live, live}) == 1
    assert "t-1" not in f"{live} {live!r}"
    assert given.count == 0


def test_lasting_token_is_traded_for_short_ones(service: SignInService, memory: Memory) -> None:
    live = signed_in(service)
    assert (number(live), number(live)) == (1, 1)
    assert service.grants() == ["refresh_token"]
    assert memory.kept == {("agent-console", f"oauth2:{ACCOUNT}"): FIRST}


def test_lasting_token_that_is_replaced_is_kept_at_once(
    service: SignInService, memory: Memory
) -> None:
    service.rotates = True
    clock = standing()
    live = signed_in(service, clock)
    assert number(live) == 1
    assert list(memory.kept.values()) == [f"{CANARY}refresh-1"]
    clock.move(timedelta(hours=1))
    assert number(live) == 2
    assert list(memory.kept.values()) == [f"{CANARY}refresh-2"]


def test_lasting_token_that_the_keyring_does_not_take_is_used_while_we_run(
    service: SignInService, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    service.rotates = True
    clock = standing()
    live = signed_in(service, clock)
    memory.full = True
    with caplog.at_level(logging.WARNING):
        assert number(live) == 1
    assert "not kept" in caplog.text
    assert "canary" not in caplog.text
    clock.move(timedelta(hours=1))
    assert number(live) == 2


def test_keyring_that_locks_itself_later_stops_nothing(
    service: SignInService, memory: Memory
) -> None:
    clock = standing()
    live = signed_in(service, clock)
    assert number(live) == 1
    memory.locked = True
    clock.move(timedelta(hours=1))
    assert number(live) == 2


def test_lasting_token_that_another_console_replaced_is_read_again(
    service: SignInService, memory: Memory
) -> None:
    live = signed_in(service)
    other = token_of(mailbox(service), clock=standing())
    service.rotates = True
    assert other is not None
    real = keyring.get_password
    asked: list[str] = []

    def late(name: str, account: str) -> str | None:
        """The other console renews between our look and our question."""
        found = real(name, account)
        asked.append(account)
        if len(asked) == 1:
            other.get_secret_value()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "get_password", late)
        assert number(live) == 2
    assert list(memory.kept.values()) == [f"{CANARY}refresh-2"]


def test_sign_in_that_was_revoked_asks_for_a_new_one(service: SignInService) -> None:
    live = signed_in(service)
    service.revoke()
    with pytest.raises(SignInError, match="expired or was withdrawn") as told:
        live.get_secret_value()
    assert "canary" not in repr(told.value)
    assert service.grants() == ["refresh_token"]
    service.lasting.add(f"{CANARY}refresh-new")
    keep_token(mailbox(service), SecretStr(f"{CANARY}refresh-new"))
    assert number(live) == 1


def test_right_after_the_sign_in_nothing_is_asked_again(service: SignInService) -> None:
    live = live_token(mailbox(service), Access(SecretStr("t-7"), 3600), standing())
    assert live is not None
    assert number(live) == 7
    assert service.asked == []
    assert live_token(mailbox(), Access(SecretStr("t"), 1), standing()) is None


def test_mailbox_to_which_nobody_has_signed_in_says_how(service: SignInService) -> None:
    with pytest.raises(SecretMissingError, match="Nobody has signed in") as told:
        find_secret(mailbox(service))
    assert "secret signin" in told.value.message
    assert service.asked == []


def test_keyring_that_is_locked_is_named(service: SignInService, memory: Memory) -> None:
    memory.locked = True
    with pytest.raises(SecretMissingError, match="locked"):
        find_secret(mailbox(service))
    assert token_keyring(mailbox(service)) is KeyringOutcome.LOCKED


def test_mailbox_with_tokens_takes_no_password(
    service: SignInService, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.set_password("agent-console", ACCOUNT, "a password")
    signed_in(service)
    found = find_secret(mailbox(service))
    assert isinstance(found.secret, LiveToken)
    assert found.source is SecretSource.OAUTH


def test_text_that_somebody_types_is_never_the_password_of_a_mailbox_with_tokens(
    service: SignInService,
) -> None:
    live, box = signed_in(service), mailbox(service)
    assert isinstance(find_secret(box, session=SecretStr("typed")).secret, LiveToken)
    passwords = passwords_of(box)
    first = passwords.get(Door.READING)
    passwords.refused(Door.READING, first, SignInError("Sign-in", "ended"))
    with pytest.raises(SignInError):
        passwords.get(Door.READING)
    passwords.type_in(SecretStr("typed"))
    again = passwords.get(Door.READING)
    assert isinstance(again, LiveToken)
    assert again is not first
    assert live is not again


def test_token_that_is_forgotten_is_gone(service: SignInService, memory: Memory) -> None:
    signed_in(service)
    assert forget_token(mailbox(service)) is KeyringOutcome.DONE
    assert forget_token(mailbox(service)) is KeyringOutcome.EMPTY
    assert memory.kept == {}


def test_token_account_is_the_user_of_the_mailbox() -> None:
    server = ServerConfig(host="m.example", port=993, user="team")
    assert token_account(mailbox()) == f"oauth2:{ACCOUNT}"
    assert token_account(mailbox(imap=server)) == "oauth2:team"


def test_token_of_a_command_is_asked_for_again_when_it_is_needed() -> None:
    code = "import time; print('t-' + str(time.monotonic_ns()))"
    box = mailbox(token_command=(sys.executable, "-I", "-c", code))
    clock = standing()
    live = token_of(box, clock=clock)
    assert live is not None
    first = live.get_secret_value()
    assert live.get_secret_value() == first
    clock.move(timedelta(minutes=1))
    assert live.get_secret_value() != first
    assert find_secret(box).source is SecretSource.TOKEN_COMMAND


def test_token_command_that_fails_is_named() -> None:
    with pytest.raises(SecretMissingError, match="token_command") as told:
        token_of(mailbox(token_command=(sys.executable, "-c", "raise SystemExit(3)")))
    assert "status 3" in told.value.message
    assert "password_command" not in told.value.message


def test_two_ways_to_sign_in_are_a_mistake(service: SignInService) -> None:
    with pytest.raises(ValidationError, match="only"):
        mailbox(service, password_command=("pass",))
    with pytest.raises(ValidationError, match="only"):
        mailbox(service, token_command=("oama",))
    assert mailbox(service).takes_tokens
    assert mailbox(token_command=("oama",)).takes_tokens
    assert not mailbox(password_command=("pass",)).takes_tokens
