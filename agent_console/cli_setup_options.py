"""The options of ``agent-console setup``: every question has one, so that scripts can answer."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_setup_options(setup: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    _add_who(setup)
    _add_servers(setup)
    _add_password(setup)
    _add_desk(setup)
    _add_ways(setup)


def _add_who(setup: argparse.ArgumentParser) -> None:
    text = setup.add_argument
    text(
        "--address", metavar=_("ADDRESS"), help=_("the shared address, such as support@example.com")
    )
    text("--name", metavar=_("NAME"), help=_("your name, as customers see it"))


def _add_servers(setup: argparse.ArgumentParser) -> None:
    text = setup.add_argument
    securities = ("tls", "starttls", "plain")
    text("--imap", metavar=_("HOST[:PORT]"), help=_("the server for reading"))
    text("--imap-security", choices=securities, help=_("plain only on this machine"))
    text("--smtp", metavar=_("HOST[:PORT]"), help=_("the server for sending"))
    text("--smtp-security", choices=securities, help=_("plain only on this machine"))
    text(
        "--user",
        metavar=_("NAME"),
        help=_("the user name for both servers (default: the address)"),
    )
    text(
        "--smtp-user",
        metavar=_("NAME"),
        help=_("the user name for sending, when it is another one"),
    )
    text("--ca-file", metavar=_("FILE"), help=_("certificates to trust, PEM"))
    text(
        "--sent-copy",
        choices=("append", "server", "receipt"),
        help=_("who keeps a copy of a reply (default: as the provider does it, else append)"),
    )
    text("--sent-folder", metavar=_("FOLDER"), help=_("the sent folder, when it is not found"))


def _add_password(setup: argparse.ArgumentParser) -> None:
    text = setup.add_argument
    text(
        "--password-command",
        metavar=_("COMMAND"),
        help=_("a command that prints the password, such as 'pass show support'"),
    )
    text(
        "--password-file",
        metavar=_("FILE"),
        help=_("read the password from FILE (- for standard input) and store it in the keyring"),
    )
    text(
        "--microsoft-client-id",
        metavar=_("ID"),
        help=_("sign in with Microsoft, with this ID of the registration (docs/sign-in.md)"),
    )
    text(
        "--microsoft-tenant",
        metavar=_("ID"),
        help=_("the directory of the registration (default: any organisation)"),
    )


def _add_desk(setup: argparse.ArgumentParser) -> None:
    text = setup.add_argument
    text(
        "--zone",
        metavar=_("ZONE"),
        help=_("time zone of the opening hours (default: that of the country)"),
    )
    text("--country", metavar=_("COUNTRY"), help=_("country of the public holidays (default DE)"))
    text(
        "--subdivision", metavar=_("PART"), help=_("federal state or canton of the public holidays")
    )
    text(
        "--days",
        metavar=_("NUMBER"),
        help=_("mail of how many days becomes tickets to work on, 0 for all (default 90)"),
    )
    text("--level", choices=("1", "2", "3"), help=_("your level of competence (default 3)"))
    text(
        "--language",
        choices=("auto", "de", "en"),
        help=_("language of the program (default: auto, as the system)"),
    )


def _add_ways(setup: argparse.ArgumentParser) -> None:
    text = setup.add_argument
    text("--yes", action="store_true", help=_("ask nothing; fail when something is missing"))
    text("--no-test", action="store_true", help=_("connect to nothing: neither look nor sign in"))
    text(
        "--dry-run",
        action="store_true",
        help=_("print settings and checks, write and keep nothing"),
    )
    text("--force", action="store_true", help=_("write settings that exist anew, do not edit them"))
