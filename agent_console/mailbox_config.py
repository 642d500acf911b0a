"""The section [mailbox]: the shared mailbox, its servers and folders."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from agent_console.i18n import _
from agent_console.oauth_config import OAuthConfig


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise ValueError(_("write an address such as support@example.com"))
    return value


def _server_name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]*", value):
        raise ValueError(_("write the name of one server such as mx.example.com"))
    return value.lower()


MailAddress = Annotated[str, AfterValidator(_mail_address)]
ServerName = Annotated[str, AfterValidator(_server_name)]


class Security(StrEnum):
    """How a connection is protected; ``plain`` is accepted for this machine only."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


class _Section(BaseModel):
    """Settings are never changed in place, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ServerConfig(_Section):
    """One mail server."""

    host: str = Field(min_length=1)
    """Name or address of the server."""
    port: int = Field(ge=1, le=65535)
    """Its port: mostly 993 for reading, 465 or 587 for sending."""
    security: Security = Security.TLS
    """``tls`` from the first byte, ``starttls`` (never silently without), ``plain`` for this
    machine only.
    """
    user: str = ""
    """The user name; empty: the address of the mailbox."""
    ca_file: Path | None = None
    """Certificates to trust in place of the system's."""

    @model_validator(mode="after")
    def _plain_stays_on_this_machine(self) -> ServerConfig:
        if self.security is Security.PLAIN and self.host not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError(_('security = "plain" is accepted for this machine only; use "tls"'))
        return self


class FoldersConfig(_Section):
    """Which folders are read."""

    inbox: str = Field(default="INBOX", min_length=1)
    """The folder into which customers' mail comes."""
    sent: str = ""
    """The folder of sent mail; empty: found by its special use."""
    also: tuple[Annotated[str, Field(min_length=1)], ...] = Field(default=(), max_length=50)
    """More folders that are read like the inbox."""
    junk: bool = False
    """Read the junk folder, too."""
    imported: str = "Imported"
    """The folder into which imports put old mail; what we wrote goes into one beside it that ends
    in ``-Sent``. Empty: neither is read.
    """

    @property
    def imported_sent(self) -> str:
        """The folder of what we wrote in tickets that were imported."""
        return f"{self.imported}-Sent" if self.imported else ""

    @property
    def incoming(self) -> tuple[str, ...]:
        """The folders into which customers' mail comes, each once, the inbox first."""
        return tuple(dict.fromkeys((self.inbox, *self.also)))


class MailboxConfig(_Section):
    """The shared mailbox. Tokens (``token_command``, ``oauth``) take the place of a password."""

    address: MailAddress
    """The shared address that customers write to."""
    name: str = ""
    """The team's name beside the address in mails that no agent signs, such as acknowledgements and
    surveys.
    """
    aliases: tuple[MailAddress, ...] = ()
    """Other addresses of the team: nobody's customer, never among the recipients."""
    imap: ServerConfig
    smtp: ServerConfig
    folders: FoldersConfig = FoldersConfig()
    password_command: tuple[str, ...] = ()
    """A command and its arguments that prints the password, such as ``["pass", "show",
    "mail/support"]``.
    """
    token_command: tuple[str, ...] = ()
    """A command and its arguments that prints an OAuth token in place of a password."""
    oauth: OAuthConfig | None = None
    sent_copy: Literal["append", "server", "receipt"] = "append"
    """Who puts a copy into the sent folder: ``append`` this program, ``server`` the mail server by
    itself; with ``receipt`` a copy comes back to the mailbox, proves that the mail left, and is
    moved there.
    """
    signature: str = ""
    """The team's lines, below those of the agent."""
    authserv_id: ServerName = ""
    """The name under which your mail server writes ``Authentication-Results`` (RFC 8601); nobody
    else is believed. Empty: nobody is.
    """

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address of the team itself, in lower case."""
        return frozenset(a.lower() for a in (self.address, *self.aliases))

    @property
    def takes_tokens(self) -> bool:
        """Whether it is signed in to with tokens: a password is of no use then."""
        return bool(self.token_command) or self.oauth is not None

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> MailboxConfig:
        ways = (self.password_command, self.token_command, self.oauth)
        if sum(bool(way) for way in ways) > 1:
            raise ValueError(
                _("write one of password_command, token_command and [mailbox.oauth] only")
            )
        return self
