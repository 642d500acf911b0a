"""Getting tokens: every answer of a sign-in service, and what is never said."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import SecretStr, ValidationError

from agent_console.errors import ConsoleError, MailError, SignInError
from agent_console.mail.oauth import (
    BrowserSignIn,
    begin_browser,
    begin_device,
    code_in,
    finish_browser,
    poll_device,
    provider_of,
    refresh,
)
from agent_console.mail.oauth_words import OAuthError, oauth_error
from agent_console.mail.wire import ConnectionLostError
from agent_console.oauth_config import OAuthConfig
from tests.mail.sign_in_service import (
    CANARY,
    PENDING,
    SLOW_DOWN,
    Answer,
    SignInService,
    sign_in_service,
)

pytestmark = pytest.mark.server


@pytest.fixture
def service() -> Iterator[SignInService]:
    with sign_in_service() as running:
        yield running


class Time:
    """A time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def signed_in_by_device(service: SignInService, time: Time) -> str:
    provider = provider_of(service.settings())
    device = begin_device(provider)
    tokens = poll_device(provider, device, pause=time.pause, now=lambda: time.now)
    assert tokens.refresh is not None
    return f"{tokens.access.get_secret_value()} {tokens.refresh.get_secret_value()}"


def failure(service: SignInService, answer: Answer) -> OAuthError:
    service.waiting.append(answer)
    with pytest.raises(OAuthError) as told:
        signed_in_by_device(service, Time())
    return told.value


def test_device_tells_what_to_type_where(service: SignInService) -> None:
    device = begin_device(provider_of(service.settings()))
    assert (device.user_code, device.url) == ("ABCD-EFGH", "https://login.example/device")
    assert (device.seconds, device.interval) == (600, 5)
    assert CANARY not in repr(device)


def test_device_that_is_awaited_gets_tokens_and_waits_as_told(service: SignInService) -> None:
    service.waiting += [PENDING, SLOW_DOWN, PENDING]
    time = Time()
    assert signed_in_by_device(service, time) == f"{CANARY}access-1 {CANARY}refresh-1"
    assert time.pauses == [5, 5, 10, 10]


def test_device_while_the_service_is_out_of_order_waits_longer(service: SignInService) -> None:
    service.waiting += [(503, b"<html>busy"), (429, {}), PENDING]
    time = Time()
    signed_in_by_device(service, time)
    assert time.pauses == [5, 10, 20, 20]


def test_device_code_that_nobody_types_ends_with_its_time(service: SignInService) -> None:
    service.waiting += [PENDING] * 1000
    time = Time()
    with pytest.raises(OAuthError, match="not entered in time"):
        signed_in_by_device(service, time)
    assert 590 <= time.now - 100 < 600


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((400, {"error": "expired_token"}), "not entered in time"),
        ((400, {"error": "access_denied"}), "declined"),
        ((400, {"error": "consent_required"}), "consent is missing"),
        ((401, {"error": "invalid_client"}), "does not know this app"),
        ((400, {"error": "odd_one", "error_description": "Very odd"}), "refuses: Very odd"),
    ],
)
def test_device_that_is_refused_says_so_in_words(
    service: SignInService, answer: Answer, words: str
) -> None:
    assert words in failure(service, answer).message


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (65001, "consent is missing"),
        (90094, "consent is missing"),
        (90002, "not known in this directory"),
        (700016, "not known in this directory"),
        (50020, "not known in this directory"),
        (7000218, "public client"),
        (53003, "rules do not allow"),
        (700082, "expired or was withdrawn"),
    ],
)
def test_number_of_microsoft_decides_what_is_said(number: int, words: str) -> None:
    said = f"AADSTS{number}: Some reason. \r\nTrace ID: abc\r\nTimestamp: x"
    error = oauth_error("invalid_grant", said)
    assert words in error.message
    assert "Some reason." in error.message
    assert "Trace" not in error.message


def test_refresh_gives_a_new_token_and_keeps_the_lasting_one(service: SignInService) -> None:
    signed_in_by_device(service, Time())
    tokens = refresh(provider_of(service.settings()), SecretStr(f"{CANARY}refresh-1"))
    assert tokens.access.get_secret_value() == f"{CANARY}access-2"
    assert (tokens.refresh, tokens.seconds) == (None, 3600)
    assert CANARY not in repr(tokens)


def test_refresh_that_was_revoked_names_no_token(service: SignInService) -> None:
    with pytest.raises(OAuthError) as told:
        refresh(provider_of(service.settings()), SecretStr(f"{CANARY}refresh-9"))
    assert told.value.code == "invalid_grant"
    assert "expired or was withdrawn" in told.value.message
    assert "secret signin" in told.value.message
    assert CANARY not in f"{told.value} {told.value.hint} {told.value.__context__!r}"


def test_sign_in_without_a_lasting_token_is_refused(service: SignInService) -> None:
    service.gives_refresh = False
    with pytest.raises(OAuthError, match="no lasting sign-in"):
        signed_in_by_device(service, Time())


def test_browser_comes_back_with_a_code_that_is_traded_for_tokens(service: SignInService) -> None:
    provider = provider_of(service.settings(client_secret="desktop-secret"))
    begun = begin_browser(provider, 4711)
    code = code_in(begun, service.browser(begun.url))
    assert code is not None
    tokens = finish_browser(provider, begun, code)
    assert tokens.access.get_secret_value() == f"{CANARY}access-1"
    asked = service.asked[-1][1]
    assert asked["redirect_uri"] == "http://127.0.0.1:4711/"
    assert asked["client_secret"] == "desktop-secret"
    assert "desktop-secret" not in begun.url
    page = dict(parse_qsl(urlsplit(begun.url).query))
    assert (page["code_challenge_method"], page["scope"]) == ("S256", "mail offline")


def test_browser_with_another_verifier_gets_nothing(service: SignInService) -> None:
    provider = provider_of(service.settings())
    begun = begin_browser(provider, 4711)
    code = code_in(begun, service.browser(begun.url))
    other = begin_browser(provider, 4711)
    with pytest.raises(OAuthError):
        finish_browser(provider, other, code or SecretStr(""))


@pytest.mark.parametrize(
    "redirected",
    ["", "http://127.0.0.1:1/", "http://127.0.0.1:1/?state=foreign&code=x", "http://[", "hello"],
)
def test_browser_that_comes_back_from_elsewhere_is_not_ours(redirected: str) -> None:
    begun = BrowserSignIn("", "", SecretStr("mine"), SecretStr("v"))
    assert code_in(begun, redirected) is None


def test_browser_that_comes_back_with_a_refusal_says_so() -> None:
    begun = BrowserSignIn("", "", SecretStr("mine"), SecretStr("v"))
    with pytest.raises(OAuthError, match="declined"):
        code_in(begun, "http://localhost:1/?error=access_denied&state=mine")
    assert code_in(begun, "http://localhost:1/?error=access_denied&state=other") is None


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>Log in to the hotel's network"),
        (200, []),
        (200, {"access_token": 5}),
        (200, {"access_token": "x", "token_type": "mac"}),
        (404, b""),
        (307, b""),
        (302, b""),
    ],
)
def test_answer_that_makes_no_sense_is_no_refusal(service: SignInService, answer: Answer) -> None:
    service.next_answers.append(answer)
    with pytest.raises(MailError, match="makes no sense") as told:
        refresh(provider_of(service.settings()), SecretStr(f"{CANARY}refresh-1"))
    assert not isinstance(told.value, SignInError)
    assert (len(service.asked), service.looked) == (1, [])


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"error": "server_error"}),
        (400, {"error": "temporarily_unavailable"}),
        b"",
        b"rubbish",
    ],
)
def test_service_out_of_order_is_a_lost_connection(
    service: SignInService, answer: Answer | bytes
) -> None:
    service.next_answers.append(answer)
    with pytest.raises(ConnectionLostError):
        refresh(provider_of(service.settings()), SecretStr(f"{CANARY}refresh-1"))


def test_service_that_sends_without_end_is_left(service: SignInService) -> None:
    service.next_answers.append((200, b"{" + b" " * 300_000))
    with pytest.raises(ConnectionLostError):
        refresh(provider_of(service.settings()), SecretStr("x"))


def test_service_that_nobody_runs_is_a_lost_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/token"
    settings = OAuthConfig(provider="own", client_id="c", token_url=url, device_url=url)
    with pytest.raises(ConnectionLostError, match="was not reached"):
        refresh(provider_of(settings), SecretStr("x"))


def test_addresses_of_known_providers_are_fixed() -> None:
    microsoft = provider_of(OAuthConfig(provider="microsoft", client_id="c", tenant="firma.test"))
    base = "https://login.microsoftonline.com/firma.test/oauth2/v2.0/"
    assert microsoft.token_url == f"{base}token"
    assert microsoft.device_url == f"{base}devicecode"
    assert "offline_access" in microsoft.scope
    google = provider_of(OAuthConfig(provider="google", client_id="c"))
    assert google.device_url == ""
    assert google.token_url == "https://oauth2.googleapis.com/token"
    assert ("access_type", "offline") in google.extra


@pytest.mark.parametrize(
    "wrong",
    [
        {"provider": "microsoft", "token_url": "https://evil.example/token"},
        {"provider": "google", "scopes": ("all",)},
        {"provider": "own"},
        {"provider": "own", "token_url": "https://a.example/t"},
        {"provider": "own", "token_url": "http://a.example/t", "device_url": "https://a.example/d"},
        {"provider": "own", "token_url": "https://u:p@a.example/t", "device_url": "https://a.ex/d"},
        {"provider": "own", "token_url": "ftp://a.example", "device_url": "https://a.example/d"},
        {"provider": "microsoft", "tenant": "a/../b"},
        {"provider": "microsoft", "client_id": "a b"},
    ],
)
def test_settings_that_lead_secrets_elsewhere_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OAuthConfig.model_validate({"client_id": "c", **wrong})


def test_client_secret_does_not_show(service: SignInService) -> None:
    settings = service.settings(client_secret="desktop-secret")
    assert "desktop-secret" not in repr(settings) + repr(provider_of(settings))
    service.next_answers.append((400, {"error": "x", "error_description": "desktop-secret no"}))
    with pytest.raises(ConsoleError) as told:
        refresh(provider_of(settings), SecretStr("x"))
    assert "desktop-secret" not in str(told.value)
