"""``agent-console secret signin``: sign in on the provider's page; the keyring keeps it."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from agent_console.cli_context import load_settings, mailbox_named, start_clock
from agent_console.cli_output import say
from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.desk.text import to_screen
from agent_console.errors import ConfigError, ExitCode, MailError, SecretMissingError
from agent_console.i18n import _
from agent_console.mail.keyrings import KeyringOutcome, explain_keyring
from agent_console.mail.loopback import Loopback
from agent_console.mail.oauth import (
    Provider,
    Tokens,
    begin_browser,
    begin_device,
    finish_browser,
    poll_device,
    provider_of,
)
from agent_console.mail.tokens import Access, forget_token, keep_token, live_token, token_keyring
from agent_console.oauth_config import OAuthConfig
from agent_console.services.passwords import Door
from agent_console.services.secrets import show_to_servers


def signin(options: argparse.Namespace) -> ExitCode:
    """Let a person sign in, keep it in the keyring, and show it to both servers."""
    config, _locations = load_settings()
    box = mailbox_named(config, options.address, _("Sign-in"))
    provider = provider_of(_settings(box))
    if options.browser and not provider.authorize_url:
        raise ConfigError(_("Sign-in"), _("the settings name no authorize_url for a browser"))
    _need_keyring(box)
    if options.browser or not provider.device_url:
        tokens = _in_browser(provider)
    else:
        tokens = _on_any_device(provider)
    if not _kept(box, tokens):
        return ExitCode.SIGN_IN
    return _shown(box, tokens, start_clock())


def signout(options: argparse.Namespace) -> ExitCode:
    """Remove the sign-in from the keyring."""
    config, _locations = load_settings()
    box = mailbox_named(config, options.address, _("Sign-in"))
    _settings(box)
    outcome = forget_token(box)
    if outcome is KeyringOutcome.EMPTY:
        say(_("Nobody was signed in here."))
    elif outcome is not KeyringOutcome.DONE:
        say(explain_keyring(outcome))
        return ExitCode.SIGN_IN
    else:
        say(_("The sign-in is forgotten here. The provider's page of your account can end it."))
    return ExitCode.OK


def _settings(box: MailboxConfig) -> OAuthConfig:
    if box.oauth is not None:
        return box.oauth
    raise ConfigError(
        _("Sign-in"),
        _("the settings of {address} have no section [mailbox.oauth]").format(address=box.address),
        _("docs/sign-in.md says what to write there. With token_command nothing is to be done."),
    )


def _need_keyring(box: MailboxConfig) -> None:
    """Raise SecretMissingError before a person has done all the work for nothing."""
    outcome = token_keyring(box)
    if outcome in (KeyringOutcome.DONE, KeyringOutcome.EMPTY):
        return
    raise SecretMissingError(
        _("Sign-in"),
        _("{reason} The sign-in is kept there and nowhere else.").format(
            reason=explain_keyring(outcome)
        ),
        _("Unlock the keyring, or use token_command instead (docs/sign-in.md)."),
    )


def _on_any_device(provider: Provider) -> Tokens:
    device = begin_device(provider)
    say(_("Open this page in a browser on any device:"))
    say(f"\n    {device.url}\n")
    say(_("and type this code there:"))
    say(f"\n    {device.user_code}\n")
    say(_("Type it only if you began this yourself. Waiting; ctrl+c ends it."))
    return poll_device(provider, device)


def _in_browser(provider: Provider) -> Tokens:
    with closing(Loopback()) as loopback:
        begun = begin_browser(provider, loopback.port)
        say(_("Open this page in a browser on this machine:"))
        say(f"\n{begun.url}\n")
        say(
            _(
                "Over SSH: open it where your browser is. At the end the browser says that it "
                "cannot reach {address}; copy the whole address from its address line, paste it "
                "here and press Enter."
            ).format(address=begun.redirect)
        )
        say(_("Waiting; ctrl+c ends it."))
        code = loopback.wait(begun, _keyboard(), say=say)
    return finish_browser(provider, begun, code)


def _keyboard() -> int | None:
    try:
        return sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return None


def _kept(box: MailboxConfig, tokens: Tokens) -> bool:
    if tokens.refresh is None:
        return False
    outcome = keep_token(box, tokens.refresh)
    if outcome is KeyringOutcome.DONE:
        say(_("The sign-in is kept in the keyring."))
        return True
    words = _("{reason} The sign-in was not kept.")
    say(words.format(reason=explain_keyring(outcome)))
    return False


def _shown(box: MailboxConfig, tokens: Tokens, clock: Clock) -> ExitCode:
    """Show the token to both servers and print what they say; return the worst of it."""
    live = live_token(box, Access(tokens.access, tokens.seconds), clock)
    worst = ExitCode.OK
    for door, error in show_to_servers(box, live, clock).items() if live else ():
        print(f"{_door_words(door)}: {_words(error)}", flush=True)
        worst = max(worst, ExitCode.OK if error is None else error.exit_code)
    return worst


def _words(error: MailError | None) -> str:
    return _("accepted") if error is None else to_screen(error.message, one_line=True)


def _door_words(door: Door) -> str:
    return _("Reading (IMAP)") if door is Door.READING else _("Sending (SMTP)")
