"""The section [mailbox.oauth]: who gives the tokens with which we sign in to the mail servers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from agent_console.i18n import _

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
_PRINTABLE = re.compile(r"[\x21-\x7e]+")


def _endpoint(value: str) -> str:
    """Accept https, and http on this machine; nothing secret may be told to anybody else."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(_("write an address such as https://login.example.com/token")) from None
    here = parts.scheme == "http" and parts.hostname in THIS_MACHINE
    clean = bool(_PRINTABLE.fullmatch(value)) and not parts.username and not parts.fragment
    if not clean or not parts.hostname or port == 0 or not (here or parts.scheme == "https"):
        raise ValueError(_("write an address such as https://login.example.com/token"))
    return value


def _identifier(value: str) -> str:
    if not _PRINTABLE.fullmatch(value):
        raise ValueError(_("write it exactly as the provider shows it, without spaces"))
    return value


def _directory(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]+", value):
        raise ValueError(_("write the directory (tenant) ID, or the domain of your organisation"))
    return value


Endpoint = Annotated[str, AfterValidator(_endpoint)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Directory = Annotated[str, AfterValidator(_directory)]


class OAuthConfig(BaseModel):
    """How to sign in with the provider's own page instead of a password (OAuth 2.0, RFC 6749).

    The addresses of ``microsoft`` and ``google`` are fixed; those of an ``own`` provider, and what
    is asked of it (``scopes``), are written here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    provider: Literal["microsoft", "google", "own"]
    """Whose page signs you in; ``own`` for any other than these two."""
    client_id: Identifier
    """The ID of your registration of the program."""
    client_secret: SecretStr = SecretStr("")
    """What Google issues with a desktop client; it is no password."""
    tenant: Directory = "organizations"
    """Microsoft's directory: its ID or a domain of your organisation."""
    device_url: Endpoint | None = None
    """Of an own provider: where codes for another device are asked for (RFC 8628)."""
    authorize_url: Endpoint | None = None
    """Of an own provider: the page that a browser opens."""
    token_url: Endpoint | None = None
    """Of an own provider: where tokens come from."""
    scopes: tuple[Identifier, ...] = Field(default=(), max_length=20)
    """Of an own provider: what is asked for."""
    ca_file: Path | None = None
    """Of an own provider: certificates to trust in place of the system's."""

    @model_validator(mode="after")
    def _addresses_belong_to_an_own_provider(self) -> OAuthConfig:
        given = (self.device_url, self.authorize_url, self.token_url, self.ca_file)
        if self.provider == "own":
            if not self.token_url or not (self.device_url or self.authorize_url):
                raise ValueError(
                    _("an own provider needs token_url, and device_url or authorize_url")
                )
        elif any(given) or self.scopes:
            raise ValueError(
                _('the addresses of this provider are fixed; write provider = "own" for others')
            )
        return self
