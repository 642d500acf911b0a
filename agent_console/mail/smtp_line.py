"""Why there is no line to the sending server, in words."""

from __future__ import annotations

import ssl

import aiosmtplib

from agent_console.i18n import _
from agent_console.mail.wire import server_words

_NO_TLS = ("WRONG_VERSION_NUMBER", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
"""What OpenSSL calls a first answer that is none of TLS; which one depends on its version."""


def unprotected(error: BaseException) -> str:
    """Say why the line to the server cannot be protected and what to do, "" where it can."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return _(
                "its certificate is not trusted ({reason}); check the host name, or name the"
                " server's own certificate with ca_file"
            ).format(reason=server_words(seen.verify_message).rstrip("."))
        if isinstance(seen, ssl.SSLError) and seen.reason in _NO_TLS:
            return _("it does not speak TLS on this port; check port and security in the settings")
        seen = seen.__cause__ or seen.__context__
    if type(error) is aiosmtplib.SMTPException and "STARTTLS" in str(error):
        return _('it does not offer STARTTLS; ask the provider, or try security = "tls"')
    return ""


def reason_of(error: BaseException) -> str:
    """Return words for a failure."""
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    return server_words(str(error)) or type(error).__name__
