"""A ticket given to a command of the agent's own machine; what it prints comes back."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.desk.text import to_screen
from agent_console.desk.views import EntryKind, TicketView, TimelineEntry
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import _

LIMIT = 20.0
_MOST_LINES = 3
_KEPT = 4_000
_MAILS = (EntryKind.MAIL_IN, EntryKind.MAIL_OUT, EntryKind.AUTOMATIC, EntryKind.DELIVERY_REPORT)


@dataclass(frozen=True, slots=True)
class Piped:
    """How a command ended: its exit code and its first lines, safe to show."""

    code: int
    lines: tuple[str, ...]


def plain_ticket(view: TicketView) -> str:
    """Return a ticket as plain text, oldest entry first; nothing in it steers a terminal."""
    return to_screen("\n".join(_lines(view)) + "\n")


def _lines(view: TicketView) -> Iterator[str]:
    row, customer = view.row, view.ticket.customer
    yield f"#{row.ref}  {row.subject}"
    yield f"{customer.name} <{customer.email}>".strip()
    if row.tags:
        yield _("tags: {tags}").format(tags=", ".join(row.tags))
    for entry in view.entries:
        yield ""
        yield _heading(entry)
        if entry.subject and entry.kind in _MAILS:
            yield entry.subject
        yield entry.text.rstrip("\n")


def _heading(entry: TimelineEntry) -> str:
    who = entry.who
    if entry.sender is not None and entry.sender.email not in who:
        who = f"{who} <{entry.sender.email}>"
    mark = _("note") if entry.kind is EntryKind.NOTE else ""
    if entry.kind is EntryKind.CONTACT:
        mark = entry.subject
    return "--- " + " · ".join(filter(None, (f"{entry.at:%Y-%m-%d %H:%M} UTC", who, mark)))


def pipe(command: str, data: bytes, *, limit: float = LIMIT) -> Piped:
    """Run ``command``, split as a shell would but without one, with ``data`` as its input.

    ``limit`` are the seconds it may take. Raises ActionRefusedError for no command, ConsoleError
    when it cannot be started or takes longer; it is ended then.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ActionRefusedError(_("Command"), _("a quotation mark is not closed")) from error
    if not words:
        raise ActionRefusedError(_("Command"), _("no command is given"))
    try:
        done = subprocess.run(  # noqa: S603  # the agent typed it; no shell sees it
            words,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        text = _("{command} took longer than {n} seconds and was ended")
        raise ConsoleError(_("Command"), text.format(command=words[0], n=int(limit))) from error
    except (OSError, ValueError) as error:
        text = _("{command} cannot be started: {reason}")
        reason = getattr(error, "strerror", None) or str(error)
        raise ConsoleError(_("Command"), text.format(command=words[0], reason=reason)) from error
    return Piped(done.returncode, _first_lines(done.stdout[:_KEPT]))


def _first_lines(output: bytes) -> tuple[str, ...]:
    lines = to_screen(output.decode("utf-8", "replace")).split("\n")
    told = [line.strip() for line in lines if line.strip()]
    return (*told[:_MOST_LINES], "…") if len(told) > _MOST_LINES else tuple(told)
