"""Subcommands that do something with tickets besides answering them."""

from __future__ import annotations

import argparse

from agent_console.cli_context import opened_desk
from agent_console.cli_labels import colleague, mail_of
from agent_console.cli_output import print_json, say
from agent_console.desk.text import to_screen
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode
from agent_console.i18n import _, ngettext


class MissingError(ConsoleError):
    """A command lacks what it is about."""

    exit_code = ExitCode.USAGE


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


def assign(options: argparse.Namespace) -> ExitCode:
    """Give a ticket to a colleague, or take it; or give out all that nobody has."""
    if options.by:
        from agent_console.cli_sharing import share_out

        return share_out(options)
    if options.key is None:
        raise MissingError(
            _("Assign"), _("no ticket is named"), _("Name one, or give out all of them: --by load.")
        )
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        name = colleague(options.name, desk.config) if options.name else desk.agent
        row = desk.tickets.hand_over(ref, name)
    return _done(options, row, _("#{ref} is answered by {name}.").format(ref=ref, name=row.owner))


def merge(options: argparse.Namespace) -> ExitCode:
    """Let a ticket live on in another one; what speaks against it is said, and refuses it."""
    with opened_desk() as desk:
        if options.apart:
            row = desk.joining.unmerge(options.key)
            words = _("#{ref} is a ticket of its own again.").format(ref=row.ref)
            return _done(options, row, words)
        if options.into is None:
            raise MissingError(
                _("Merge"), _("no second ticket is named"), _("Name the ticket that stays.")
            )
        ref, into = desk.tickets.find(options.key), desk.tickets.find(options.into)
        doubts = desk.joining.merge_doubts(ref, into)
        if doubts and not options.anyway:
            hint = _("--anyway merges them nevertheless.")
            raise ActionRefusedError(_("Merge"), to_screen("; ".join(doubts), one_line=True), hint)
        row = desk.joining.merge(ref, into)
    return _done(options, row, _("#{ref} lives on in #{into}.").format(ref=ref, into=into))


def split(options: argparse.Namespace) -> ExitCode:
    """Make a ticket of a mail and what follows it."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        entry = mail_of(desk.tickets.view(ref, whole=False).entries, options.number)
        row = desk.joining.split(ref, entry.key, alone=options.alone)
    words = ngettext(
        "#{ref}: {n} mail is #{new} now.", "#{ref}: {n} mails are #{new} now.", row.mails
    )
    return _done(options, row, words.format(ref=ref, n=row.mails, new=row.ref))


def link(options: argparse.Namespace) -> ExitCode:
    """Let two tickets show each other, or no longer."""
    with opened_desk() as desk:
        ref, other = desk.tickets.find(options.key), desk.tickets.find(options.other)
        row = (desk.joining.unlink if options.off else desk.joining.link)(ref, other)
    words = _("#{ref} and #{other} are no longer linked.") if options.off else ""
    words = words or _("#{ref} and #{other} are linked.")
    return _done(options, row, words.format(ref=ref, other=other))


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
