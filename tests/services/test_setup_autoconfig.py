"""What a domain's own page says: encrypted servers only, read without trusting the page."""

from __future__ import annotations

import io
import urllib.request
from contextlib import suppress
from email.message import Message
from http.client import HTTPException

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.config import Security
from agent_console.mail import autoconfig
from agent_console.mail.autoconfig import (
    MOST_BYTES,
    Advertised,
    UnreadableError,
    advertised,
    fetch_https,
    ispdb_address,
    own_addresses,
    read_autoconfig,
)
from agent_console.mail.providers import ServerAnswer

ME = "shop@firma.example"


def server(tag: str, kind: str, **values: str) -> str:
    fields = {"hostname": "mx.firma.example", "socketType": "SSL", "username": "%EMAILADDRESS%"}
    fields |= {"port": "993" if kind == "imap" else "465"} | values
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f'<{tag} type="{kind}">{inner}</{tag}>'


def page(*servers: str, head: str = '<?xml version="1.0"?>') -> bytes:
    inside = "".join(servers)
    provider = f'<emailProvider id="x"><domain>x</domain>{inside}</emailProvider>'
    return f'{head}<clientConfig version="1.1">{provider}</clientConfig>'.encode()


IMAP = server("incomingServer", "imap")
SMTP = server("outgoingServer", "smtp")
GOOD = page(IMAP, SMTP)


def test_servers_and_user_names_are_read() -> None:
    pop = server("incomingServer", "pop3", port="995")
    imap = server("incomingServer", "imap", hostname="imap.%EMAILDOMAIN%", socketType="STARTTLS",
                  port="143", username="%EMAILLOCALPART%")  # fmt: skip
    assert read_autoconfig(page(pop, imap, SMTP), ME) == Advertised(
        ServerAnswer("imap.firma.example", 143, Security.STARTTLS),
        ServerAnswer("mx.firma.example", 465),
        "shop",
        "",
    )


def test_first_encrypted_server_is_taken() -> None:
    plain = server(
        "incomingServer", "imap", socketType="plain", port="143", hostname="p.example.de"
    )
    assert read_autoconfig(page(plain, IMAP, SMTP), ME).imap.host == "mx.firma.example"


@pytest.mark.parametrize(
    "changes",
    [
        {"socketType": "plain"},
        {"socketType": ""},
        {"hostname": ""},
        {"hostname": "mx.firma.example/x"},
        {"hostname": "mx firma"},
        {"hostname": "127.0.0.1"},
        {"hostname": "localhost"},
        {"port": "0"},
        {"port": "65536"},
        {"port": "-1"},
        {"port": "99999999999999999999"},
        {"port": "x"},
        {"username": "%REALNAME%"},
        {"username": "a\nb"},
    ],
)
def test_server_that_is_not_encrypted_or_no_server_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(UnreadableError):
        read_autoconfig(page(server("incomingServer", "imap", **changes), SMTP), ME)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE c SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    "document",
    [
        page(IMAP, SMTP, head=BOMB),
        page(IMAP, SMTP, head=OUTSIDE),
        page(IMAP, SMTP, head="<!DOCTYPE html>"),
        page(IMAP),
        page(SMTP),
        GOOD[:-20],
        GOOD + b"<more/>",
        GOOD + b" " * MOST_BYTES,
        b"<a>" * 5000,
        b"",
        b"<html><body>404</body></html>",
        GOOD.replace(b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="no-such"?>'),
        page(IMAP.replace("mx.firma", "&other;"), SMTP),
    ],
)
def test_document_that_is_hostile_or_none_is_refused(document: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_autoconfig(document, ME)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    for candidate in (document, GOOD[: len(document)] + document + GOOD[len(document) :]):
        with suppress(UnreadableError):
            read_autoconfig(candidate, ME)


def test_own_page_of_the_domain_is_asked_over_https_only() -> None:
    for place in (*own_addresses("Müller.example"), ispdb_address("müller.example")):
        assert place.startswith("https://")
        assert "xn--mller-kva.example" in place
        assert ME not in place
    with pytest.raises(UnreadableError):
        own_addresses("firma.example/@evil.example")


def test_next_place_is_asked_when_one_fails() -> None:
    asked = []

    def fetch(place: str, _seconds: float) -> bytes:
        asked.append(place)
        if len(asked) == 4:
            return GOOD
        raise (OSError("no"), HTTPException(), UnreadableError("x"))[len(asked) - 1]

    found = advertised(ME, ("https://a", "https://b", "https://c", "https://d"), fetch, seconds=1)
    assert found is not None
    assert asked == ["https://a", "https://b", "https://c", "https://d"]
    assert advertised(ME, (), fetch, seconds=1) is None


@pytest.mark.parametrize("place", ["http://firma.example/x", "file:///etc/passwd", "ftp://a/b"])
def test_nothing_but_https_is_fetched_or_followed(place: str) -> None:
    with pytest.raises(UnreadableError):
        fetch_https(place, 1)
    handler = autoconfig._StaysEncrypted()
    request = urllib.request.Request("https://firma.example/x")
    with pytest.raises(UnreadableError):
        handler.redirect_request(request, io.BytesIO(), 302, "moved", Message(), place)  # type: ignore[arg-type]  # the headers are not looked at


def test_page_is_read_up_to_its_limits() -> None:
    class Slow(io.BytesIO):
        pass

    assert autoconfig._read(Slow(GOOD), float("inf")) == GOOD
    with pytest.raises(UnreadableError):
        autoconfig._read(Slow(b"x" * (MOST_BYTES + 1)), float("inf"))
    with pytest.raises(TimeoutError):
        autoconfig._read(Slow(GOOD), 0)
