"""The mail providers that setup knows, from the table beside this file (``providers.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from agent_console.config import Security
from agent_console.i18n import _

_TABLE = Path(__file__).with_name("providers.toml")
_STARTTLS_PORTS = frozenset({143, 587})
_THE_MX = "MX"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """Where a mail server is and how the connection is protected."""

    host: str
    port: int
    security: Security = Security.TLS


class UserForm(StrEnum):
    """What a provider wants as user name; ``OWN``: a name that only the customer knows."""

    ADDRESS = "address"
    LOCAL = "local"
    OWN = "own"

    def of(self, address: str) -> str:
        """Return the user name of ``address``; "" when a person must say it."""
        if self is UserForm.OWN:
            return ""
        return address if self is UserForm.ADDRESS else address.rpartition("@")[0]


class Step(StrEnum):
    """What a person must do at the provider before a program may sign in."""

    IMAP_ON = "imap-on"
    KEY_FOR_APPS = "app-password"
    KEY_FOR_APPS_IF_TWO_FACTOR = "app-password-if-two-factor"
    KEY_FOR_APPS_OR_GOOGLE = "app-password-or-google"
    MICROSOFT = "microsoft"
    KEY_FOR_MAIL = "mail-password"
    BRIDGE = "bridge"
    NO_IMAP = "no-imap"


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider; ``imap`` and ``smtp`` are None where it offers none.

    ``tenant`` is the directory in which Microsoft knows its accounts.
    """

    name: str
    domains: tuple[str, ...]
    mx: tuple[str, ...]
    imap: ServerAnswer | None
    smtp: ServerAnswer | None
    user: UserForm = UserForm.ADDRESS
    smtp_user: UserForm = UserForm.ADDRESS
    sent_copy: str = "append"
    steps: tuple[Step, ...] = ()
    page: str = ""
    tenant: str = ""

    @property
    def needs_oauth(self) -> bool:
        """Whether no password at all is taken."""
        return Step.MICROSOFT in self.steps


def load_providers() -> tuple[Provider, ...]:
    """Return every provider of the table."""
    with _TABLE.open("rb") as file:
        return tuple(_provider(entry) for entry in tomllib.load(file)["provider"])


def provider_of(domain: str) -> Provider | None:
    """Return the provider whose own domain ``domain`` is."""
    wanted = domain.lower().rstrip(".")
    for provider in load_providers():
        for known in provider.domains:
            if wanted == known or (known.startswith(".") and wanted.endswith(known)):
                return provider
    return None


def provider_by_mx(hosts: Iterable[str]) -> Provider | None:
    """Return the provider that takes the mail of a domain with these MX ``hosts``, best first.

    Where each customer has a server of his own (ALL-INKL.COM, netcup) it is the host itself.
    """
    providers = load_providers()
    for host in (host.lower().rstrip(".") for host in hosts):
        for provider in providers:
            if any(host == end or host.endswith(f".{end}") for end in provider.mx):
                return _with_host(provider, host)
    return None


def what_to_do(provider: Provider) -> tuple[str, ...]:
    """Return what a person must do at the provider first, a sentence each."""
    name = provider.name
    said = [_sentence(step).format(name=name) for step in provider.steps]
    if said and provider.page:
        said.append(_("It is explained at {page}").format(page=provider.page))
    return tuple(said)


def _sentence(step: Step) -> str:
    return {
        Step.IMAP_ON: _("Switch IMAP on in the settings of {name} (on the web); it is off there."),
        Step.KEY_FOR_APPS: _(
            "{name} wants an app password here: make one in the security settings of the account."
        ),
        Step.KEY_FOR_APPS_IF_TWO_FACTOR: _(
            "With two-factor sign-in {name} wants an app password here: make one in its settings."
        ),
        Step.KEY_FOR_APPS_OR_GOOGLE: _(
            "{name} wants an app password here (it needs two-step verification), or the sign-in"
            " with Google: see docs/sign-in.md."
        ),
        Step.MICROSOFT: _(
            "{name} takes no password from programs: it needs the sign-in with Microsoft (OAuth),"
            " see docs/sign-in.md."
        ),
        Step.KEY_FOR_MAIL: _(
            "{name} wants the password for mail programs here, not the one of the login: set it in"
            " the customer centre."
        ),
        Step.BRIDGE: _(
            "{name} needs its Bridge running on this machine: give the user and the password that"
            " Bridge shows, and its certificate, exported there, with --ca-file."
        ),
        Step.NO_IMAP: _("{name} offers no IMAP: its mailboxes cannot be read by other programs."),
    }[step]


def _provider(entry: Mapping[str, Any]) -> Provider:
    security = entry.get("security", "")
    user = UserForm(entry.get("user", UserForm.ADDRESS))
    return Provider(
        name=entry["name"],
        domains=tuple(entry.get("domains", ())),
        mx=tuple(entry.get("mx", ())),
        imap=_server(entry.get("imap", ""), security),
        smtp=_server(entry.get("smtp", ""), security),
        user=user,
        smtp_user=UserForm(entry.get("smtp_user", user)),
        sent_copy=entry.get("sent_copy", "append"),
        steps=tuple(Step(step) for step in entry.get("steps", ())),
        page=entry.get("page", ""),
        tenant=entry.get("tenant", ""),
    )


def _server(text: str, security: str) -> ServerAnswer | None:
    if not text:
        return None
    host, _colon, port = text.rpartition(":")
    by_port = Security.STARTTLS if int(port) in _STARTTLS_PORTS else Security.TLS
    return ServerAnswer(host, int(port), Security(security) if security else by_port)


def _with_host(provider: Provider, host: str) -> Provider:
    def placed(server: ServerAnswer | None) -> ServerAnswer | None:
        return replace(server, host=host) if server and server.host == _THE_MX else server

    return replace(provider, imap=placed(provider.imap), smtp=placed(provider.smtp))
