"""``agent-console outbox``: what is leaving, and the decisions about single mails, for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, width_of_output
from agent_console.cli_words import outbox_lines
from agent_console.desk.states import outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.errors import ActionRefusedError, ExitCode, NotFoundError
from agent_console.i18n import _
from agent_console.services.desk import Desk
from agent_console.services.outbox import OutboxService


def listing(options: argparse.Namespace) -> ExitCode:
    """Print the outbox, newest first."""
    with opened_desk() as desk:
        items = desk.outbox.items()
        if options.json:
            print_json(items)
            return ExitCode.OK
        _print(desk, items)
    if not items:
        say(_("The outbox is empty."))
    return ExitCode.OK


def again(options: argparse.Namespace) -> ExitCode:
    """Let a mail leave again, by the agent's decision."""
    return _decided(options, OutboxService.send_again, _leaves())


def anyway(options: argparse.Namespace) -> ExitCode:
    """Let a mail leave that was held back."""
    return _decided(options, OutboxService.send_regardless, _leaves())


def cancel(options: argparse.Namespace) -> ExitCode:
    """Take a mail back."""
    return _decided(options, _take_back, _("Its text is the draft again."))


def sent(options: argparse.Namespace) -> ExitCode:
    """Note that a mail in doubt did leave."""
    return _decided(options, OutboxService.mark_sent, "")


def look(options: argparse.Namespace) -> ExitCode:
    """Have a mail in doubt looked for."""
    words = _("An open console or the next sync looks for it.")
    return _decided(options, OutboxService.look_again, words)


def _leaves() -> str:
    return _("An open console or the next sync sends it.")


def _take_back(outbox: OutboxService, number: int) -> None:
    """Take a mail back; raises ActionRefusedError when it is too late."""
    item = outbox.get(number)
    if item is None:
        raise NotFoundError(_("Outbox"), _("this mail is not in the outbox"))
    if not outbox.cancel(number):
        raise ActionRefusedError(
            _("Outbox"),
            _("this mail is “{state}”; it cannot be taken back").format(
                state=outbox_word(item.state)
            ),
        )


def _decided(
    options: argparse.Namespace, decide: Callable[[OutboxService, int], object], words: str
) -> ExitCode:
    """Decide, print where the mail stands now, and say what comes next."""
    with opened_desk() as desk:
        decide(desk.outbox, options.number)
        item = desk.outbox.get(options.number)
        if options.json:
            print_json(item)
        elif item is not None:
            _print(desk, (item,))
    if words:
        say(words)
    return ExitCode.OK


def _print(desk: Desk, items: Iterable[OutboxItem]) -> None:
    zone = ZoneInfo(desk.config.calendar.zone)
    for line in outbox_lines(items, desk.clock.now(), zone, width_of_output()):
        print(line)
