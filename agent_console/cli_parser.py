"""The command line as one parser: every subcommand, its options and its help."""

from __future__ import annotations

import argparse
from contextlib import suppress

from agent_console import __version__
from agent_console.cli_apology_options import add_apology_commands
from agent_console.cli_argparse import add_key, speak_our_language
from agent_console.cli_canned_options import add_canned_commands
from agent_console.cli_completion_options import add_completion_command
from agent_console.cli_contacts_options import add_contact_commands
from agent_console.cli_customers_options import add_customer_commands
from agent_console.cli_doctor_options import add_doctor_options
from agent_console.cli_faq_options import add_insight_commands
from agent_console.cli_feedback_options import add_feedback_commands
from agent_console.cli_findings_options import add_finding_commands
from agent_console.cli_handling_options import add_handling_commands
from agent_console.cli_import_options import add_import_command
from agent_console.cli_keys_options import add_keys_command
from agent_console.cli_label_options import add_label_commands, add_types_command
from agent_console.cli_mail_options import add_mail_commands
from agent_console.cli_notices_options import add_notice_commands
from agent_console.cli_oauth_options import add_sign_in_commands
from agent_console.cli_orders_options import add_order_commands
from agent_console.cli_outbox_options import add_outbox_command
from agent_console.cli_privacy_options import add_privacy_commands
from agent_console.cli_report_options import add_report_command
from agent_console.cli_sending_options import add_sending_commands
from agent_console.cli_setup_options import add_setup_options
from agent_console.cli_status_options import add_status_command
from agent_console.cli_team_options import add_team_commands
from agent_console.i18n import _

CONSOLE = "cli_console.open_console"


def build_parser() -> argparse.ArgumentParser:
    """Return the whole command line as a parser."""
    speak_our_language()
    parser = argparse.ArgumentParser(
        prog="agent-console",
        description=_("A full-screen terminal workstation for teams who share one mailbox."),
        epilog=_("Without a command the queue opens."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"agent-console {__version__}",
        help=_("print the version"),
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help=_("for screen readers: letters instead of lines and signs, the cursor where you are"),
    )
    parser.set_defaults(run=CONSOLE)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _add_mailbox_commands(commands)
    _add_reading_commands(commands)
    _add_writing_commands(commands)
    add_notice_commands(commands)
    add_customer_commands(commands)
    add_import_command(commands)
    add_order_commands(commands)
    add_feedback_commands(commands)
    add_finding_commands(commands)
    add_team_commands(commands)
    add_privacy_commands(commands)
    return parser


def _count(text: str) -> int:
    """Read a number of tickets for argparse."""
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise argparse.ArgumentTypeError(_("write a number from 0 on"))
    return int(text)


def _factor(text: str) -> float:
    """Read how many times as fast for argparse."""
    with suppress(ValueError):
        if 0 < (factor := float(text)) <= 1000:
            return factor
    raise argparse.ArgumentTypeError(_("write a number such as 0.5 or 2"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _add_mailbox_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    demo = _add(commands, "demo", "cli_demo.demo", _("try the program on an embedded mailbox"))
    demo.add_argument("--keep", metavar=_("FOLDER"), help=_("keep the demo's files in FOLDER"))
    demo.add_argument(
        "--language",
        choices=("auto", "de", "en"),
        default="auto",
        help=_("language of the screen and of the settings"),
    )
    demo.add_argument(
        "--theme", metavar=_("NAME"), default="auto", help=_("colour theme to start with")
    )
    demo.add_argument(
        "--no-screen",
        action="store_true",
        help=_("only run the mailbox; print how to reach it, until ctrl+c"),
    )
    demo.add_argument(
        "--pace",
        metavar=_("NUMBER"),
        type=_factor,
        default=1.0,
        help=_("how fast the customers write (2 = twice as fast)"),
    )
    demo.add_argument("--plain", action="store_true", help=_("for screen readers"))
    demo.add_argument("--tour", action="store_true", help=_("show me around, step by step"))
    demo.add_argument(
        "--quiet", action="store_true", help=_("customers answer, but do not write on their own")
    )
    _add_setup(commands)
    _add_syncing(commands)


def _add_syncing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_secret(commands)
    sync = _add(commands, "sync", "cli_sync.sync", _("read the mailbox and send what is due"))
    sync.add_argument("--watch", action="store_true", help=_("go on until ctrl+c"))
    sync.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    sync.add_argument(
        "--verify", action="store_true", help=_("compare every folder mail by mail, and repair")
    )
    health = _add(
        commands, "health", "cli_health.health", _("print how completely the mailbox is here")
    )
    health.add_argument("--json", action="store_true", help=_("print JSON"))
    doctor = _add(commands, "doctor", "cli_doctor.doctor", _("check this machine and the mailbox"))
    add_doctor_options(doctor)
    add_keys_command(commands)
    add_status_command(commands)
    add_completion_command(commands)
    _add(
        commands,
        "rebuild",
        "cli_mailbox.rebuild",
        _("make tickets, customers and the index again from the kept mails and events"),
    )


def _add_secret(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = _("keep, test or forget the password of a mailbox")
    secret = commands.add_parser("secret", help=text, description=text)
    acts = secret.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    for name, run, words in (
        ("set", "cli_secret.keep", _("ask for the password, try it at both servers, keep it")),
        ("test", "cli_secret.test", _("say where the password comes from and who accepts it")),
        ("forget", "cli_secret.forget", _("remove the password wherever it is kept")),
    ):
        act = _add(acts, name, run, words)
        act.add_argument(
            "address", metavar=_("ADDRESS"), nargs="?", help=_("which mailbox (default: the first)")
        )
        if name != "test":
            act.add_argument(
                "--where",
                choices=("keyring", "file"),
                help=_("the keyring, or a file that a passphrase opens"),
            )
    add_sign_in_commands(acts)


def _add_setup(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    setup = _add(commands, "setup", "cli_setup.setup", _("connect a mailbox"))
    add_setup_options(setup)


def _add_reading_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    listing = _add(commands, "list", "cli_tickets.list_tickets", _("print the queue"))
    listing.add_argument(
        "--view",
        default="open",
        choices=(
            "open", "for-me", "mine", "unclaimed", "waiting", "follow-ups", "complaints",
            "overdue", "snoozed", "closed-today", "closed", "spam", "automatic", "all",
        ),
        help=_("which tickets (default: open); for-me: mine, and what I can answer"),
    )  # fmt: skip
    listing.add_argument(
        "--saved", metavar=_("NAME"), default="", help=_("a view of your own instead of --view")
    )
    listing.add_argument(
        "--limit", metavar=_("NUMBER"), type=_count, default=0, help=_("at most so many (0 = all)")
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    show = _add(commands, "show", "cli_tickets.show", _("print a ticket with its mails"))
    add_key(show)
    show.add_argument("--json", action="store_true", help=_("print JSON"))
    explain = _add(
        commands,
        "explain",
        "cli_explain.explain",
        _("print what a ticket asks for, why it stands where it does, and its deadlines"),
    )
    add_key(explain)
    explain.add_argument("--json", action="store_true", help=_("print JSON"))
    search = _add(commands, "search", "cli_tickets.search", _("find tickets by words"))
    search.add_argument("words", metavar=_("WORDS"), nargs="+", help=_("all of them must occur"))
    search.add_argument(
        "--limit", metavar=_("NUMBER"), type=_count, default=50, help=_("at most so many")
    )
    search.add_argument("--json", action="store_true", help=_("print JSON"))
    add_outbox_command(commands)
    add_types_command(commands)
    _add_explain_mail(commands)
    add_mail_commands(commands)


def _add_explain_mail(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    explain = _add(
        commands, "explain-mail", "cli_mail.explain_mail", _("print what is seen in a mail file")
    )
    explain.add_argument("file", metavar=_("FILE"), help=_("one mail; - for standard input"))
    explain.add_argument("--json", action="store_true", help=_("print JSON"))
    explain.add_argument(
        "--own",
        metavar=_("ADDRESS"),
        action="append",
        default=[],
        help=_("an address of ours (default: those of the settings)"),
    )
    explain.add_argument(
        "--authserv-id",
        metavar=_("NAME"),
        default="",
        help=_("our mail server's name in Authentication-Results"),
    )
    explain.add_argument(
        "--order-pattern",
        metavar=_("PATTERN"),
        action="append",
        default=[],
        help=_("a regular expression that finds order numbers"),
    )


def _add_writing_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    add_sending_commands(commands)
    add_canned_commands(commands)
    add_apology_commands(commands)
    note = _add(commands, "note", "cli_acts.note", _("keep an internal note"))
    add_key(note)
    text = note.add_mutually_exclusive_group(required=True)
    text.add_argument("--text", metavar=_("TEXT"), help=_("the text itself"))
    text.add_argument("--body-file", metavar=_("FILE"), help=_("the text; - for standard input"))
    add_label_commands(commands)
    add_handling_commands(commands)
    add_contact_commands(commands)
    add_report_command(commands)
    add_insight_commands(commands)
    close = _add(commands, "close", "cli_acts.close", _("close a ticket"))
    add_key(close)
    close.add_argument(
        "--ignore-thanks", action="store_true", help=_("a mail that only thanks leaves it closed")
    )
    for name, run, words in (
        ("reopen", "cli_acts.reopen", _("take a ticket back into work")),
        ("take", "cli_acts.take", _("assign a ticket to me")),
        ("release", "cli_acts.release", _("give a ticket back to everyone")),
    ):
        add_key(_add(commands, name, run, words))
    snooze = _add(commands, "snooze", "cli_acts.snooze", _("let a ticket sleep"))
    add_key(snooze)
    snooze.add_argument(
        "--until",
        metavar=_("TIME"),
        required=True,
        help=_("4h, 2d, 14:30, tomorrow, Fri 9:00, 24.12. or 2026-12-24T09:00"),
    )
