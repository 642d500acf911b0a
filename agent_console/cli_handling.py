"""Subcommands that do something with tickets besides answering them: spam."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say
from agent_console.desk.text import to_screen
from agent_console.desk.views import QueueRow
from agent_console.errors import ExitCode
from agent_console.i18n import _


def tag(options: argparse.Namespace) -> ExitCode:
    """Put tags on a ticket and take others off; without any, print those that are on it."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        if options.tags:
            desk.handling.tag(ref, *options.tags)
        if options.remove:
            desk.handling.untag(ref, *options.remove)
        row = desk.tickets.view(ref, whole=False).row
    shown = ", ".join(to_screen(one, one_line=True) for one in row.tags) or _("no tags")
    return _done(options, row, f"#{ref}: {shown}")


def spam(options: argparse.Namespace) -> ExitCode:
    """Mark a ticket as spam, or bring it back."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        if options.no_spam:
            row = desk.handling.not_spam(ref)
            return _done(options, row, _("#{ref} is no spam.").format(ref=ref))
        row = desk.handling.spam(ref, sender=options.sender)
    words = _("#{ref} is spam.")
    if options.sender:
        words = _("#{ref} is spam, and so is later mail of its sender.")
    return _done(options, row, words.format(ref=ref))


def _done(options: argparse.Namespace, row: QueueRow, words: str) -> ExitCode:
    if options.json:
        print_json(row)
    else:
        say(words)
    return ExitCode.OK
