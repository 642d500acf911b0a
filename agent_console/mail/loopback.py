"""Where the browser comes back to after a sign-in: a port of this machine, or a line typed here.

Over SSH the browser runs on another machine and finds nobody at that port; the address that it
shows then is pasted into the terminal instead (RFC 8252 §7.3).
"""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Callable

from pydantic import SecretStr

from agent_console.i18n import _
from agent_console.mail.oauth import BrowserSignIn, code_in
from agent_console.mail.oauth_words import OAuthError, oauth_error

WAIT_SECONDS = 900.0
_CLIENT_SECONDS = 5.0
_LARGEST_REQUEST = 32 * 1024
_HEADERS = (
    "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
    "Referrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\n"
    "Connection: close\r\n"
)


class Loopback:
    """Listens on a free port of this machine alone, from now until it is closed."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=5)
        self._typed = b""

    @property
    def port(self) -> int:
        """The port."""
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    def wait(
        self,
        begun: BrowserSignIn,
        keyboard: int | None,
        *,
        say: Callable[[str], None],
        seconds: float = WAIT_SECONDS,
    ) -> SecretStr:
        """Return the code with which the browser comes back, or that is in a line typed here.

        ``keyboard`` is the file descriptor to read lines from; ``say`` tells a person that a line
        is not what is waited for. Raises OAuthError for a refusal, or when the time is over.
        """
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._listener, selectors.EVENT_READ)
            if keyboard is not None:
                _also(waiting, keyboard)
            while (left := end - time.monotonic()) > 0:
                for key, _events in waiting.select(left):
                    if key.fileobj is self._listener:
                        code = self._visited(begun)
                    else:
                        code = self._read(begun, key.fd, waiting, say)
                    if code is not None:
                        return code
        raise oauth_error("expired_token")

    def _visited(self, begun: BrowserSignIn) -> SecretStr | None:
        """Answer one visitor; what is not the sign-in that is waited for is sent away."""
        client, _address = self._listener.accept()
        with client:
            try:
                target = _target(client)
                code = code_in(begun, target)
            except OSError:
                return None
            except OAuthError:
                _answer(client, "200 OK", _("The sign-in was not completed."))
                raise
            if code is None:
                _answer(client, "404 Not Found", _("This is not the sign-in that is waited for."))
            else:
                _answer(client, "200 OK", _("Signed in. You can close this page now."))
            return code

    def _read(
        self,
        begun: BrowserSignIn,
        keyboard: int,
        waiting: selectors.BaseSelector,
        say: Callable[[str], None],
    ) -> SecretStr | None:
        piece = os.read(keyboard, _LARGEST_REQUEST)
        if not piece:
            waiting.unregister(keyboard)
            return None
        *lines, self._typed = (self._typed + piece).split(b"\n")
        self._typed = self._typed[-_LARGEST_REQUEST:]
        for line in lines:
            if (code := code_in(begun, line.decode("utf-8", "replace"))) is not None:
                return code
            if line.strip():
                say(_("That is not the whole address to which the browser was sent; try again."))
        return None


def _also(waiting: selectors.BaseSelector, keyboard: int) -> None:
    """Wait for lines, too, unless it is a plain file, which cannot be waited for."""
    try:
        waiting.register(keyboard, selectors.EVENT_READ)
    except (OSError, ValueError):
        return


def _target(client: socket.socket) -> str:
    """Return the address that a browser asks for; "" for what is no such question."""
    end = time.monotonic() + _CLIENT_SECONDS
    asked = b""
    while b"\r\n\r\n" not in asked and len(asked) <= _LARGEST_REQUEST:
        client.settimeout(max(0.01, end - time.monotonic()))
        piece = client.recv(4096)
        if not piece:
            break
        asked += piece
    verb, _space, rest = asked.partition(b"\r\n")[0].decode("ascii", "replace").partition(" ")
    return rest.partition(" ")[0] if verb == "GET" else ""


def _answer(client: socket.socket, status: str, words: str) -> None:
    page = f"<!doctype html><title>Agent Console</title><p>{words}</p>".encode()
    head = f"HTTP/1.1 {status}\r\n{_HEADERS}Content-Length: {len(page)}\r\n\r\n".encode()
    try:
        client.sendall(head + page)
        client.shutdown(socket.SHUT_WR)
    except OSError:
        return
