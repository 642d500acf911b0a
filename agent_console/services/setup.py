"""Connecting a mailbox: where its servers are, a login that proves it, a place for the password."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, Security, parse_config
from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail import smtp
from agent_console.mail.credentials import (
    KeyringOutcome,
    account_of,
    find_secret,
    store_secret,
)
from agent_console.mail.imap import open_imap
from agent_console.mail.providers import ServerAnswer
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.mailbox import server_with_user
from agent_console.services.rules import Rules

_PROBE_SECONDS = 4.0
_PORTS = {
    ("imap", Security.TLS): 993,
    ("imap", Security.STARTTLS): 143,
    ("imap", Security.PLAIN): 143,
    ("smtp", Security.TLS): 465,
    ("smtp", Security.STARTTLS): 587,
    ("smtp", Security.PLAIN): 25,
}
_STARTTLS_PORTS = frozenset({143, 587, 25})
_HOST_AND_PORT = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\s:\[\]/@]+))(?::(?P<port>\d{1,5}))?"
    r"|(?P<bare>[0-9A-Fa-f:]+)"
)


class UntrustedError(MailError):
    """Nothing on this machine vouches for the certificate of a server."""


class SendingSignInError(SignInError):
    """The reading server took user and password, the sending server did not."""


@dataclass(frozen=True, slots=True)
class LoginReport:
    """What the servers said: the folder of sent mail, "" when none was found, and all of them."""

    sent_folder: str
    names: tuple[str, ...]

    @property
    def folders(self) -> int:
        """How many folders there are."""
        return len(self.names)


def read_server(kind: str, given: str, security: Security | None) -> ServerAnswer:
    """Return the server named by HOST, HOST:PORT or [IPV6]:PORT.

    Without ``security`` the port decides (143, 587 and 25: STARTTLS), else TLS from the first byte;
    without a port the usual one of ``imap`` or ``smtp``. Raises ValueError for anything else.
    """
    found = _HOST_AND_PORT.fullmatch(given.strip())
    if found is None:
        raise ValueError(_("write servers as HOST or HOST:PORT"))
    host = found["six"] or found["host"] or found["bare"]
    if not found["port"]:
        chosen = security or Security.TLS
        return ServerAnswer(host, _PORTS[kind, chosen], chosen)
    port = int(found["port"])
    if not 1 <= port <= 65535:
        raise ValueError(_("a port is a number from 1 to 65535"))
    by_port = Security.STARTTLS if port in _STARTTLS_PORTS else Security.TLS
    return ServerAnswer(host, port, security or by_port)


def reachable(kind: str, server: ServerAnswer, *, seconds: float = _PROBE_SECONDS) -> ServerAnswer:
    """Return ``server`` with the first usual port that answers: TLS's, then STARTTLS's.

    Where neither answers it stays as it is, and the login will say what is wrong.
    """
    for security in (Security.TLS, Security.STARTTLS):
        port = _PORTS[kind, security]
        try:
            socket.create_connection((server.host, port), seconds).close()
        except OSError:
            continue
        return ServerAnswer(server.host, port, security)
    return server


def check_settings(text: str, now: datetime) -> Config:
    """Return the settings in ``text``; raises ConfigError when an answer cannot be used."""
    config = parse_config(text, "config.toml")
    Rules(config).check(now)
    return config


def try_login(config: Config, secret: SecretStr, clock: Clock) -> LoginReport:
    """Sign in to both servers and look at the folders.

    Raises SignInError when user or password are wrong (SendingSignInError when only for sending),
    UntrustedError for a certificate that is not known here and MailError when a server cannot be
    reached. What they advise can be done within setup.
    """
    mailbox = config.mailbox
    try:
        with open_imap(server_with_user(mailbox.imap, mailbox), secret, clock=clock) as connection:
            folders = connection.folders()
            sent = mailbox.folders.sent or connection.special_folder("\\Sent") or ""
    except ConnectionLostError as error:
        hint = _("Check host, port and security of the reading server (IMAP).")
        raise MailError(error.title, error.message, hint) from error
    except MailError as error:
        raise _advised(error) from error
    trouble = asyncio.run(
        smtp.check(server_with_user(mailbox.smtp, mailbox), secret, sender=mailbox.address)
    )
    if trouble is not None:
        raise _not_sending(trouble)
    return LoginReport(sent, tuple(folder.name for folder in folders))


def _advised(error: MailError) -> MailError:
    """Return what the reading server said with advice that helps within setup."""
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return UntrustedError(error.title, error.message, _own_certificate())
    if type(error) is SignInError:
        return SignInError(error.title, error.message, _("Check user name and password."))
    return error


def _own_certificate() -> str:
    return _("Check the host name, or name the server's own certificate: --ca-file FILE.")


def _not_sending(trouble: smtp.SendResult) -> MailError:
    if trouble.sign_in_refused:
        return SendingSignInError(
            _("Sending"),
            trouble.detail,
            _("The reading server took them. Does sending need another user name (--smtp-user)?"),
        )
    if trouble.untrusted:
        return UntrustedError(_("Sending"), trouble.detail, _own_certificate())
    return MailError(
        _("Sending"),
        trouble.detail,
        _("Check host, port and security of the sending server (SMTP)."),
    )


def keep_secret(config: Config, secret: SecretStr) -> KeyringOutcome:
    """Store the password in the keyring; the outcome says in words when there is none."""
    return store_secret(account_of(config.mailbox), secret)


def gives_secret(config: Config, secret: SecretStr) -> bool:
    """Tell whether the settings' password_command prints ``secret``.

    Raises SecretMissingError when the command fails.
    """
    return find_secret(config.mailbox).secret.get_secret_value() == secret.get_secret_value()
