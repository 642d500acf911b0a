"""A sign-in service on this machine: devices, browsers, refreshes, and every refusal on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from agent_console.oauth_config import OAuthConfig

Answer = tuple[int, object]
PENDING: Answer = (400, {"error": "authorization_pending"})
SLOW_DOWN: Answer = (400, {"error": "slow_down"})
CANARY = "canary-token-"


@dataclass
class SignInService:
    """Gives tokens named after the canary: ``access-1``, ``refresh-1``, ``access-2`` …

    ``waiting`` are answers to the next polls of a device; ``next_answers`` answer whatever is asked
    next. With ``rotates`` each refresh gives a new lasting token, and the old one is worth nothing
    any more. ``looked`` are addresses that were only looked at (GET), ``good`` holds the access
    tokens that mail servers take.
    """

    url: str = ""
    rotates: bool = False
    interval: int = 5
    life: int = 3600
    gives_refresh: bool = True
    waiting: list[Answer] = field(default_factory=list)
    next_answers: list[Answer | bytes] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    lasting: set[str] = field(default_factory=set)
    challenges: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def settings(self, **changes: object) -> OAuthConfig:
        """Return the settings that lead here."""
        mine: dict[str, object] = {
            "provider": "own",
            "client_id": "console",
            "device_url": f"{self.url}/device",
            "authorize_url": f"{self.url}/authorize",
            "token_url": f"{self.url}/token",
            "scopes": ("mail", "offline"),
        }
        return OAuthConfig.model_validate({**mine, **changes})

    def grants(self) -> list[str]:
        """Return what was asked of the token endpoint, in order."""
        return [asked["grant_type"] for path, asked in self.asked if path == "/token"]

    def revoke(self) -> None:
        """End every sign-in."""
        self.good.clear()
        self.lasting.clear()

    def browser(self, url: str) -> str:
        """Do what the page does after the person agreed: return where the browser is sent."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = f"{CANARY}code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?state={asked['state']}&code={code}"

    def answer(self, path: str, asked: dict[str, str]) -> Answer | bytes:
        """Answer one question."""
        self.asked.append((path, asked))
        if self.next_answers:
            return self.next_answers.pop(0)
        if path == "/device":
            return self._device(asked)
        return self._token(asked)

    def _device(self, asked: dict[str, str]) -> Answer:
        code = f"{CANARY}device"
        self.challenges[code] = asked.get("code_challenge", "")
        return 200, {
            "device_code": code,
            "user_code": "ABCD-EFGH",
            "verification_uri": "https://login.example/device",
            "expires_in": 600,
            "interval": self.interval,
        }

    def _token(self, asked: dict[str, str]) -> Answer:
        grant = asked["grant_type"]
        if grant == "refresh_token":
            return self._refresh(asked["refresh_token"])
        if grant.endswith("device_code") and self.waiting:
            return self.waiting.pop(0)
        code = asked.get("device_code") or asked.get("code", "")
        made = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if self.challenges.get(code) != base64.urlsafe_b64encode(made).rstrip(b"=").decode():
            return 400, {"error": "invalid_grant", "error_description": "PKCE does not fit"}
        del self.challenges[code]
        return self._given(first=True)

    def _refresh(self, token: str) -> Answer:
        if token not in self.lasting:
            words = f"AADSTS70008: The token {token} has expired.\r\nTrace ID: 1"
            return 400, {"error": "invalid_grant", "error_description": words}
        if self.rotates:
            self.lasting.remove(token)
        return self._given(first=False)

    def _given(self, *, first: bool) -> Answer:
        self.count += 1
        access, lasting = f"{CANARY}access-{self.count}", f"{CANARY}refresh-{self.count}"
        self.good.add(access)
        told = {"access_token": access, "token_type": "Bearer", "expires_in": str(self.life)}
        if self.gives_refresh and (first or self.rotates):
            self.lasting.add(lasting)
            told["refresh_token"] = lasting
        return 200, told


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[SignInService]

    def log_message(self, *_said: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = self.service.answer(self.path, dict(parse_qsl(body)))
        if isinstance(answer, bytes):
            self.wfile.write(answer)
            return
        status, told = answer
        self._say(status, told if isinstance(told, bytes) else json.dumps(told).encode())

    def do_GET(self) -> None:
        """Tell a mail server about a token (RFC 7662 by GET, as Dovecot asks)."""
        self.service.looked.append(self.path)
        token = self.path.rpartition("=")[2]
        if token in self.service.good:
            known = {"active": True, "username": "support@company.example", "scope": "mail"}
            self._say(200, json.dumps(known).encode())
        else:
            self._say(401, b'{"active": false}')

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"{self.service.url}/token")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def sign_in_service() -> Iterator[SignInService]:
    """Run a service in a thread of its own until the block ends."""
    service = SignInService()
    handler = type("Handler", (_Handler,), {"service": service})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join(10)
