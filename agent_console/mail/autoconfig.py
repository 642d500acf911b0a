"""What a domain says of its own mail servers, in the XML that Thunderbird reads.

Over https with a checked certificate only, of bounded size, in bounded time. A server without
encryption is never taken. The format: https://benbucksch.github.io/autoconfig-spec/ (an RFC draft).
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from agent_console.config import Security
from agent_console.mail.providers import ServerAnswer

MOST_BYTES = 64 * 1024
ISPDB = "https://autoconfig.thunderbird.net/v1.1/"
_PIECE = 4096
_DEEPEST = 12
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")
_SECURITY = {"SSL": Security.TLS, "STARTTLS": Security.STARTTLS}
_DOMAIN_KEYS = ("%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%")

Fetch = Callable[[str, float], bytes]


@dataclass(frozen=True, slots=True)
class Advertised:
    """The servers that a domain names, and the user names it wants."""

    imap: ServerAnswer
    smtp: ServerAnswer
    user: str
    smtp_user: str


class UnreadableError(ValueError):
    """The document is not what it should be; nothing of it is used."""


def own_addresses(domain: str) -> tuple[str, ...]:
    """Return where ``domain`` itself may say it."""
    name = _ascii(domain)
    return (
        f"https://autoconfig.{name}/mail/config-v1.1.xml",
        f"https://{name}/.well-known/autoconfig/mail/config-v1.1.xml",
    )


def ispdb_address(domain: str) -> str:
    """Return where Thunderbird's database tells it; that server learns the domain."""
    return ISPDB + _ascii(domain)


def advertised(
    address: str, places: tuple[str, ...], fetch: Fetch, *, seconds: float
) -> Advertised | None:
    """Return what the first of ``places`` says that answers with something usable."""
    for place in places:
        try:
            return read_autoconfig(fetch(place, seconds), address)
        except (OSError, http.client.HTTPException, ValueError):
            continue
    return None


def read_autoconfig(document: bytes, address: str) -> Advertised:
    """Read the XML; raises UnreadableError for a DTD, no encrypted server, or nonsense."""
    root = _parse(document)
    imap, user = _first_server(root, "incomingServer", "imap", address)
    smtp, smtp_user = _first_server(root, "outgoingServer", "smtp", address)
    return Advertised(imap, smtp, user, smtp_user)


def fetch_https(place: str, seconds: float) -> bytes:
    """Return at most MOST_BYTES from ``place``, which and whose redirections are https.

    Raises OSError (a refused certificate is one), HTTPException, or UnreadableError.
    """
    _only_https(place)
    opener = urllib.request.build_opener(_StaysEncrypted)
    until = time.monotonic() + seconds
    request = urllib.request.Request(place, headers={"User-Agent": "agent-console"})  # noqa: S310 - https was checked
    with opener.open(request, timeout=seconds) as answer:
        return _read(answer, until)


def _read(answer: IO[bytes], until: float) -> bytes:
    content = b""
    while piece := answer.read(_PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise UnreadableError("too long")
        if time.monotonic() > until:
            raise TimeoutError
    return content


class _StaysEncrypted(urllib.request.HTTPRedirectHandler):
    """Follows redirections to https only."""

    max_redirections = 3

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse what is not https."""
        _only_https(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _only_https(place: str) -> None:
    if urllib.parse.urlsplit(place).scheme != "https":
        raise UnreadableError("not https")


def _ascii(domain: str) -> str:
    try:
        name = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name):
        raise UnreadableError("no domain")
    return name


def _parse(document: bytes) -> ET.Element:
    """Build the tree with expat itself: a DTD (and so every entity of its own) is refused."""
    if len(document) > MOST_BYTES:
        raise UnreadableError("too long")
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableError("too deep")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_declared: object) -> None:
        raise UnreadableError("a DTD")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(document, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        raise UnreadableError(str(error)) from None


def _first_server(root: ET.Element, tag: str, kind: str, address: str) -> tuple[ServerAnswer, str]:
    for server in root.iter(tag):
        if server.get("type") != kind:
            continue
        found = _server(server, address)
        if found is not None:
            return found
    raise UnreadableError("no encrypted server")


def _server(element: ET.Element, address: str) -> tuple[ServerAnswer, str] | None:
    security = _SECURITY.get((element.findtext("socketType") or "").strip().upper())
    host = _filled((element.findtext("hostname") or "").strip(), address).lower()
    port = (element.findtext("port") or "").strip()
    user = _filled((element.findtext("username") or "").strip(), address)
    if security is None or not _HOST.fullmatch(host):
        return None
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        return None
    if "%" in user or not user.isprintable():
        return None
    return ServerAnswer(host, int(port), security), "" if user == address else user


def _filled(text: str, address: str) -> str:
    local, _at, domain = address.rpartition("@")
    for key, value in zip(_DOMAIN_KEYS, (address, local, domain), strict=True):
        text = text.replace(key, value)
    return text
