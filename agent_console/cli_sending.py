"""Subcommands that send a mail: answer a ticket, send one of its mails on, open a new one."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agent_console.cli_acts import exit_code, read_text, typed_moment
from agent_console.cli_context import mailbox_secret, open_team_key, opened_desk
from agent_console.cli_output import print_json, say, width_of_output
from agent_console.cli_words import fate_words, outbox_lines
from agent_console.desk.mail import Address
from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem
from agent_console.errors import ActionRefusedError, ConsoleError, ExitCode
from agent_console.i18n import _
from agent_console.services.desk import Desk
from agent_console.services.replies import ReplyDraft
from agent_console.services.sending import send_and_wait

if TYPE_CHECKING:
    from pydantic import SecretStr


def reply(options: argparse.Namespace) -> ExitCode:
    """Queue a reply and, unless told otherwise, wait until the mail server took it.

    It goes to whom the console's ``r`` answers: all who got the mail, if not told otherwise.
    """
    text = _written(options)
    with opened_desk() as desk:
        everyone = None if options.all == options.alone else bool(options.all)
        draft = desk.replies.begin(desk.tickets.find(options.key), everyone=everyone)
        return _send_off(desk, options, _own_copies(desk, options, draft), text)


def forward(options: argparse.Namespace) -> ExitCode:
    """Send the customer's newest mail on, with or without words of one's own."""
    text = read_text(options.body_file) if options.body_file else ""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        draft = desk.replies.begin_forward(ref, inline=options.inline)
        files = draft.attachments
        draft = _own_copies(desk, options, replace(draft, to=_people(desk, options.to)))
        draft = replace(draft, attachments=(*files, *draft.attachments))
        return _send_off(desk, options, draft, text)


def new(options: argparse.Namespace) -> ExitCode:
    """Write to somebody on a ticket of its own."""
    text = _written(options)
    with opened_desk() as desk:
        draft = desk.replies.begin_new()
        draft = replace(draft, to=_people(desk, options.to), subject=options.subject)
        return _send_off(desk, options, _own_copies(desk, options, draft), text)


def _written(options: argparse.Namespace) -> str:
    text = read_text(options.body_file)
    if not text.strip():
        raise ActionRefusedError(_("Reply"), _("the reply is empty"), _("Write something first."))
    return text


def _own_copies(desk: Desk, options: argparse.Namespace, draft: ReplyDraft) -> ReplyDraft:
    """Add the copies, files and the form that the command names; a kept draft lends none."""
    cc = draft.cc if draft.kind is OutboxKind.REPLY else ()
    draft = replace(
        draft,
        cc=(*cc, *_people(desk, options.cc)),
        bcc=_people(desk, options.bcc),
        html=options.html or desk.config.sending.html,
        attachments=(),
    )
    for path in options.attach:
        draft = desk.replies.attach(draft, path)
    return draft


def _people(desk: Desk, typed: Iterable[str]) -> tuple[Address, ...]:
    return tuple(address for one in typed for address in desk.replies.address(one))


def _send_off(desk: Desk, options: argparse.Namespace, draft: ReplyDraft, text: str) -> ExitCode:
    """Queue the mail if nothing speaks against it, and see it off."""
    refuse_doubts(desk, draft, text, force=options.force)
    whole = text.rstrip("\n") + "\n" + draft.prefilled
    back = _follow_up(desk, draft, whole, getattr(options, "follow_up", None))
    return see_off(desk, options, desk.replies.queue(draft, whole, follow_up=back))


def see_off(desk: Desk, options: argparse.Namespace, item: OutboxItem) -> ExitCode:
    """Send a queued mail unless told otherwise, and say what became of it."""
    if options.no_wait:
        desk.outbox.send_now(item.id)
        finished = desk.outbox.get(item.id) or item
    else:
        finished = _send(desk, item)
    if options.json:
        print_json(finished)
    else:
        now, zone = desk.clock.now(), ZoneInfo(desk.config.calendar.zone)
        lines = outbox_lines([finished], now, zone, width_of_output(), reasons=False)
        print(*lines, sep="\n")
    if options.no_wait:
        return ExitCode.OK
    _say_fate(desk, finished)
    return exit_code(finished.state)


def _follow_up(desk: Desk, draft: ReplyDraft, text: str, typed: str | None) -> datetime | None:
    """Return when the ticket is to come back; without a wish, say what the text promises."""
    zone = ZoneInfo(desk.config.calendar.zone)
    if typed and typed.casefold() != "promised":
        return typed_moment(typed, desk.clock.now(), zone)
    promise = min(desk.replies.promises(draft, text), key=lambda one: one.due_at, default=None)
    if typed and promise is None:
        raise ActionRefusedError(
            _("Follow-up"),
            _("the text promises nothing by a time"),
            _("Give a time, such as --follow-up 'Fri 9:00'."),
        )
    if promise is not None and draft.kind is OutboxKind.REPLY:
        moment = _("{date:%Y-%m-%d %H:%M}").format(date=promise.due_at.astimezone(zone))
        words = _("Promised: “{words}”, by {moment}.").format(words=promise.words, moment=moment)
        offer = "" if typed else _("`--follow-up promised` brings the ticket back before that.")
        say(f"{words} {offer}".rstrip())
    return promise.remind_at if promise and typed else None


def refuse_doubts(desk: Desk, draft: ReplyDraft, text: str, *, force: bool) -> None:
    """Say what speaks against sending; without ``force`` that ends the attempt."""
    for warning in draft.warnings:
        say(warning)
    doubts = list(desk.replies.problems(draft, text))
    if draft.text != draft.prefilled:
        doubts.append(_("A reply to this ticket is being written; that draft would be lost."))
    if not doubts:
        return
    if not force:
        raise ActionRefusedError(
            _("Reply"), "\n".join(doubts), _("Use --force to send it all the same.")
        )
    for doubt in doubts:
        say(doubt)


def _send(desk: Desk, item: OutboxItem) -> OutboxItem:
    """Send it now; when that cannot even be tried, say that the reply is kept."""
    box = desk.config.mailbox_of(item.sender)

    def secret() -> SecretStr:
        found = mailbox_secret(box)
        open_team_key(desk.store.path)
        return found

    try:
        return send_and_wait(desk, item, secret)
    except (ConsoleError, KeyboardInterrupt):
        _say_fate(desk, desk.outbox.get(item.id) or item)
        raise


def _say_fate(desk: Desk, item: OutboxItem) -> None:
    words = fate_words(item, desk.clock.now(), ZoneInfo(desk.config.calendar.zone))
    if words:
        say(words)
