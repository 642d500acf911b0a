"""``agent-console password``: keep the password of one mailbox of the settings."""

from __future__ import annotations

import argparse

from agent_console.cli_ask import ask_password
from agent_console.cli_context import load_settings, start_clock
from agent_console.cli_output import say
from agent_console.config import Config, MailboxConfig
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _
from agent_console.mail.credentials import KeyringOutcome, explain_keyring
from agent_console.services.setup import keep_secret, try_login


def password(options: argparse.Namespace) -> ExitCode:
    """Ask for the password, try it at both servers, and store it in the keyring."""
    config, _locations = load_settings()
    box = _box(config, options.address)
    alone = config.model_copy(update={"mailbox": box, "mailboxes": ()})
    secret = ask_password(box.imap.user or box.address)
    try_login(alone, secret, start_clock())
    outcome = keep_secret(alone, secret)
    if outcome is KeyringOutcome.DONE:
        say(_("The password is stored in the keyring."))
        return ExitCode.OK
    say(_("{reason} The password was not stored.").format(reason=explain_keyring(outcome)))
    return ExitCode.SIGN_IN


def _box(config: Config, address: str | None) -> MailboxConfig:
    wanted = (address or config.mailbox.address).lower()
    for box in config.all_mailboxes:
        if box.address.lower() == wanted:
            return box
    raise NotFoundError(
        _("Password"),
        _("the settings have no mailbox {address}").format(address=wanted),
        ", ".join(box.address for box in config.all_mailboxes),
    )
