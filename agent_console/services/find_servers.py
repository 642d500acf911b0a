"""Where the servers of an address may be: the table of providers, then what its domain says.

Whatever is found is a guess that a person confirms before a password is shown to it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from agent_console.config import Security
from agent_console.mail import autoconfig, resolve
from agent_console.mail.providers import (
    Provider,
    ServerAnswer,
    UserForm,
    provider_by_mx,
    provider_of,
    what_to_do,
)

_QUESTION_SECONDS = 2.0
_PAGE_SECONDS = 3.0
_LOOKUP_SECONDS = 12.0
# Nobody owns these (RFC 2606, RFC 6762, RFC 8375): no question about them leaves this machine.
_NOBODYS = frozenset({"example", "test", "invalid", "localhost", "local", "internal", "arpa"})


class Origin(StrEnum):
    """Who says where the servers are."""

    TABLE = "table"
    MX = "mx"
    DOMAIN = "autoconfig"
    SRV = "srv"
    ISPDB = "ispdb"


@dataclass(frozen=True, slots=True)
class Guess:
    """Two servers and what is known about them.

    ``user`` is "" when it must be asked for; ``steps`` say what a person must do there first.
    """

    origin: Origin
    name: str
    imap: ServerAnswer
    smtp: ServerAnswer
    user: str
    smtp_user: str
    sent_copy: str = ""
    steps: tuple[str, ...] = ()
    needs_oauth: bool = False
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class NoImap:
    """The provider offers no IMAP; ``steps`` say so."""

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Net:
    """The questions that leave this machine."""

    mail_hosts: Callable[[str], tuple[str, ...]]
    services: Callable[[str], tuple[resolve.Service, ...]]
    fetch: autoconfig.Fetch


def real_net() -> Net:
    """Return the questions as they are really asked, each with a short time limit."""
    return Net(
        lambda domain: resolve.mail_hosts(domain, seconds=_QUESTION_SECONDS),
        lambda name: resolve.services(name, seconds=_QUESTION_SECONDS),
        autoconfig.fetch_https,
    )


def may_be_asked(address: str) -> bool:
    """Tell whether the network may know anything about the address's domain."""
    return _domain(address).rpartition(".")[2] not in _NOBODYS


def known(address: str) -> Guess | NoImap | None:
    """Return what the table says about the address's own domain; nobody is asked."""
    provider = provider_of(_domain(address))
    return _by_provider(provider, address, Origin.TABLE) if provider else None


def look_up(address: str, net: Net) -> Guess | NoImap | None:
    """Return what the network says: MX, then the domain's own page, then SRV records (RFC 6186)."""
    domain = _domain(address)
    if not may_be_asked(address):
        return None
    provider = provider_by_mx(net.mail_hosts(domain))
    if provider is not None:
        return _by_provider(provider, address, Origin.MX)
    with suppress(autoconfig.UnreadableError):
        places = autoconfig.own_addresses(domain)
        told = autoconfig.advertised(address, places, net.fetch, seconds=_PAGE_SECONDS)
        if told is not None:
            return _by_page(told, domain, address, Origin.DOMAIN)
    return _by_services(domain, address, net)


def ask_ispdb(address: str, net: Net) -> Guess | None:
    """Return what Thunderbird's public database says; its server learns the domain."""
    domain = _domain(address)
    if not may_be_asked(address):
        return None
    with suppress(autoconfig.UnreadableError):
        places = (autoconfig.ispdb_address(domain),)
        told = autoconfig.advertised(address, places, net.fetch, seconds=_PAGE_SECONDS)
        return _by_page(told, domain, address, Origin.ISPDB) if told else None
    return None


def usual_host(kind: str, address: str) -> str:
    """Return ``imap.DOMAIN``, or ``mail.DOMAIN`` when only that name exists."""
    domain = _domain(address)
    usual = f"{kind}.{domain}"
    if not may_be_asked(address) or _exists(usual):
        return usual
    other = f"mail.{domain}"
    return other if _exists(other) else usual


class Lookup:
    """Looks in a thread of its own while a person is asked other things."""

    def __init__(self, address: str, look: Callable[[str], Guess | NoImap | None]) -> None:
        self._answer: Future[Guess | NoImap | None] = Future()
        run = threading.Thread(target=self._run, args=(address, look), name="lookup", daemon=True)
        run.start()

    def _run(self, address: str, look: Callable[[str], Guess | NoImap | None]) -> None:
        try:
            self._answer.set_result(look(address))
        except BaseException as error:  # handed to the waiting thread
            self._answer.set_exception(error)

    @property
    def is_done(self) -> bool:
        """Whether there is an answer to take without waiting."""
        return self._answer.done()

    def result(self, *, seconds: float = _LOOKUP_SECONDS) -> Guess | NoImap | None:
        """Return what was found; None when it takes longer than ``seconds``."""
        try:
            return self._answer.result(timeout=seconds)
        except TimeoutError:
            return None


def _by_provider(provider: Provider, address: str, origin: Origin) -> Guess | NoImap:
    steps = what_to_do(provider)
    if provider.imap is None or provider.smtp is None:
        return NoImap(provider.name, steps)
    return Guess(
        origin,
        provider.name,
        provider.imap,
        provider.smtp,
        provider.user.of(address),
        provider.smtp_user.of(address),
        provider.sent_copy,
        steps,
        provider.needs_oauth,
        provider.tenant,
    )


def _by_page(told: autoconfig.Advertised, domain: str, address: str, origin: Origin) -> Guess:
    return Guess(
        origin, domain, told.imap, told.smtp, told.user or address, told.smtp_user or address
    )


def _by_services(domain: str, address: str, net: Net) -> Guess | None:
    imap = _service(net, domain, ("_imaps", Security.TLS), ("_imap", Security.STARTTLS))
    smtp = imap and _service(
        net, domain, ("_submissions", Security.TLS), ("_submission", Security.STARTTLS)
    )
    if imap is None or smtp is None:
        return None
    user = UserForm.ADDRESS.of(address)
    return Guess(Origin.SRV, domain, imap, smtp, user, user)


def _service(net: Net, domain: str, *ways: tuple[str, Security]) -> ServerAnswer | None:
    """Return the first of ``ways`` that the domain names; TLS from the first byte on first."""
    for name, security in ways:
        for found in net.services(f"{name}._tcp.{domain}"):
            return ServerAnswer(found.host, found.port, security)
    return None


def _exists(host: str) -> bool:
    with suppress(OSError, UnicodeError):
        return bool(socket.getaddrinfo(host, None))
    return False


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower().rstrip(".")
