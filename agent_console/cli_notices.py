"""``agent-console notice``: one text to many customers, each by a mail of their own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import (
    Notice,
    NoticePlan,
    NoticeState,
    mail_word,
    notice_word,
)
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.services.notices import NoticeService

SHOWN = 8
"""So many characters of a name are shown; three are enough to name it."""


def new(options: argparse.Namespace) -> ExitCode:
    """Make a draft and print its name."""
    with opened_desk() as desk:
        answer = options.answer
        title = options.title or (desk.notices.title_of(answer) if answer else "")
        notice = desk.notices.write(
            NoticeWritten(
                title=title,
                search=options.search,
                answer=answer,
                subject=options.subject,
                text=own_text(options.text),
            )
        )
    _print(notice, json=options.json)
    words = _("`agent-console notice preview {name}` shows whom it would reach.")
    say(words.format(name=notice.name[:SHOWN]))
    return ExitCode.OK


def preview(options: argparse.Namespace) -> ExitCode:
    """Print who would get it, who would not and why, and one of the texts."""
    with opened_desk() as desk:
        plan = desk.notices.plan(options.notice)
    if options.json:
        print_json(plan)
        return ExitCode.OK
    _print_plan(plan)
    if not plan.recipients:
        return ExitCode.OK
    if not 1 <= options.number <= len(plan.recipients):
        n = len(plan.recipients)
        raise NotFoundError(_("Notice"), _("write a number from 1 to {n}").format(n=n))
    one = plan.recipients[options.number - 1]
    print()
    words = _("{n} of {all} · To: {address} · Subject: {subject}").format(
        n=options.number,
        all=len(plan.recipients),
        address=to_screen(one.address, one_line=True),
        subject=to_screen(one.subject, one_line=True),
    )
    print(words)
    print()
    print(to_screen(one.text))
    return ExitCode.OK


def send(options: argparse.Namespace) -> ExitCode:
    """Begin to send it, or only say who would get it."""
    if options.dry_run:
        options.number = 1
        return preview(options)
    with opened_desk() as desk:
        notice = desk.notices.send(options.notice)
        rate = desk.config.proactive.per_hour
    _print(notice, json=options.json)
    n = notice.people
    words = ngettext(
        "It leaves to {n} customer while a console or `agent-console sync --watch` runs.",
        "It leaves to {n} customers while a console or `agent-console sync --watch` runs,"
        " {rate} an hour.",
        n,
    )
    say(words.format(n=n, rate=rate))
    return ExitCode.OK


def pause(options: argparse.Namespace) -> ExitCode:
    """Let no more of it leave."""
    return _steered(options, lambda notices: notices.pause(options.notice))


def resume(options: argparse.Namespace) -> ExitCode:
    """Let it go on."""
    return _steered(options, lambda notices: notices.resume(options.notice))


def stop(options: argparse.Namespace) -> ExitCode:
    """End it."""
    return _steered(options, lambda notices: notices.stop(options.notice))


def show(options: argparse.Namespace) -> ExitCode:
    """Print everybody it goes to, and how far each mail is."""
    with opened_desk() as desk:
        look = desk.notices.look(options.notice)
    if options.json:
        print_json(look)
        return ExitCode.OK
    _print(look.notice, json=False)
    rows = [
        (
            mail_word(mail.state, look.notice.state),
            f"#{mail.ticket}" if mail.ticket else "",
            _("answered") if mail.answered else "",
            mail.person,
            mail.why,
        )
        for mail in look.mails
    ]
    for line in table(rows, (16, 10, 12, 40), width_of_output()):
        print(line)
    return ExitCode.OK


def listing(options: argparse.Namespace) -> ExitCode:
    """Print all notices, the newest first."""
    with opened_desk() as desk:
        notices = desk.notices.all()
    if options.json:
        print_json(notices)
        return ExitCode.OK
    for line in table([_row(one) for one in notices], (SHOWN, 16, 12), width_of_output()):
        print(line)
    if not notices:
        say(_("There is no notice yet."))
    return ExitCode.OK


def own_text(text: str) -> str:
    """Return a text that was given, or what stands on standard input for "-"."""
    return sys.stdin.read().strip() if text == "-" else text


def _steered(options: argparse.Namespace, steer: Callable[[NoticeService], Notice]) -> ExitCode:
    with opened_desk() as desk:
        notice = steer(desk.notices)
    _print(notice, json=options.json)
    return ExitCode.OK


def _print(notice: Notice, *, json: bool) -> None:
    if json:
        print_json(notice)
        return
    for line in table([_row(notice)], (SHOWN, 16, 12), width_of_output()):
        print(line)


def _row(notice: Notice) -> tuple[str, ...]:
    far = ""
    if notice.state is not NoticeState.DRAFT:
        far = _("{n} of {all}").format(n=notice.sent, all=notice.people)
    return (notice.name[:SHOWN], notice_word(notice.state), far, notice.title)


def _print_plan(plan: NoticePlan) -> None:
    n = len(plan.recipients)
    print(ngettext("{n} customer would get it", "{n} customers would get it", n).format(n=n))
    rows = [("", one.address, one.ticket, one.name) for one in plan.recipients]
    for line in table(rows, (2, 40, 10), width_of_output()):
        print(line)
    if plan.left_out:
        n = len(plan.left_out)
        print(ngettext("{n} is left out", "{n} are left out", n).format(n=n))
        rows = [("", one.person, "", one.why) for one in plan.left_out]
        for line in table(rows, (2, 40, 10), width_of_output()):
            print(line)
