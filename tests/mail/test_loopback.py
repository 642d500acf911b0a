"""Where the browser comes back to: visitors, pasted lines, strangers and refusals."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest
from pydantic import SecretStr

from agent_console.mail.loopback import Loopback
from agent_console.mail.oauth import BrowserSignIn, begin_browser, provider_of
from agent_console.mail.oauth_words import OAuthError
from agent_console.oauth_config import OAuthConfig

pytestmark = pytest.mark.server


class Waiting:
    """A sign-in that is waited for in a thread, with a keyboard made of a pipe."""

    def __init__(self, loopback: Loopback, keyboard: int | None) -> None:
        provider = provider_of(OAuthConfig(provider="google", client_id="c"))
        self.begun: BrowserSignIn = begin_browser(provider, loopback.port)
        self.said: list[str] = []
        self.found: SecretStr | OAuthError | None = None
        self._thread = threading.Thread(target=self._wait, args=(loopback, keyboard), daemon=True)
        self._thread.start()

    def _wait(self, loopback: Loopback, keyboard: int | None) -> None:
        try:
            self.found = loopback.wait(self.begun, keyboard, say=self.said.append, seconds=30)
        except OAuthError as error:
            self.found = error

    @property
    def back(self) -> str:
        """The address to which the browser is sent, as far as the answer."""
        return f"{self.begun.redirect}?state={self.begun.state.get_secret_value()}"

    def ended(self) -> SecretStr | OAuthError | None:
        self._thread.join(30)
        assert not self._thread.is_alive()
        return self.found

    def code(self) -> str:
        found = self.ended()
        assert isinstance(found, SecretStr)
        return found.get_secret_value()


@contextmanager
def waiting(*, keyboard: bool = True) -> Iterator[tuple[Waiting, Callable[[str], None]]]:
    reading, writing = os.pipe()

    def type_in(text: str) -> None:
        os.write(writing, text.encode())

    with closing(Loopback()) as loopback:
        try:
            yield Waiting(loopback, reading if keyboard else None), type_in
        finally:
            os.close(reading)
            os.close(writing)


def visit(url: str) -> tuple[int, str]:
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=60) as page:
            return page.status, page.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_browser_that_comes_back_brings_the_code() -> None:
    with waiting() as (sign_in, _type_in):
        status, page = visit(f"{sign_in.back}&code=abc%2F1")
        assert sign_in.code() == "abc/1"
    assert (status, "close this page" in page) == (200, True)


def test_strangers_are_sent_away_and_the_sign_in_goes_on() -> None:
    with waiting(keyboard=False) as (sign_in, _type_in):
        port = int(sign_in.begun.redirect.rsplit(":", 1)[1].strip("/"))
        for path in ("favicon.ico", "?code=stolen", "?state=guess&code=stolen", "?error=x"):
            assert visit(f"{sign_in.begun.redirect}{path}")[0] == 404
        for rubbish in (b"", b"\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"GET\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", port), 10) as client:
                client.sendall(rubbish)
                client.shutdown(socket.SHUT_WR)
                client.recv(100)
        visit(f"{sign_in.back}&code=right")
        assert sign_in.code() == "right"


def test_sign_in_that_was_declined_in_the_browser_ends() -> None:
    with waiting() as (sign_in, _type_in):
        _status, page = visit(f"{sign_in.back}&error=access_denied")
        found = sign_in.ended()
    assert isinstance(found, OAuthError)
    assert "declined" in found.message
    assert "not completed" in page


def test_address_that_is_pasted_does_as_well() -> None:
    with waiting() as (sign_in, type_in):
        type_in("\n")
        type_in("http://127.0.0.1:1/?state=wrong&code=x\n")
        type_in(f"  {sign_in.back}&co")
        type_in("de=pasted \nmore")
        assert sign_in.code() == "pasted"
    assert len(sign_in.said) == 1


def test_keyboard_that_ends_leaves_the_browser() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with closing(Loopback()) as loopback:
        sign_in = Waiting(loopback, reading)
        visit(f"{sign_in.back}&code=late")
        assert sign_in.code() == "late"
    os.close(reading)


def test_sign_in_that_nobody_completes_ends_with_its_time() -> None:
    with closing(Loopback()) as loopback:
        begun = BrowserSignIn("", "", SecretStr("s"), SecretStr("v"))
        with pytest.raises(OAuthError):
            loopback.wait(begun, None, say=print, seconds=0)


def test_port_is_open_to_this_machine_alone() -> None:
    with closing(Loopback()) as loopback:
        assert loopback._listener.getsockname()[0] == "127.0.0.1"
