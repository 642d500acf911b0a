"""Putting tickets on known issues, from a ticket or from the marked ones in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.prepared import Prepared, with_ticket
from agent_console.screens.widgets.issue_panel import NEW, IssuePanel
from agent_console.screens.widgets.pick_panel import Pick

if TYPE_CHECKING:
    from agent_console.desk.incidents import Incident
    from agent_console.desk.views import TicketView
    from agent_console.screens.bulk import BulkScreen
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.verbs import VerbScreen

_OFF = "-"


def begin(screen: VerbScreen, row: QueueRow) -> None:
    """Join the known issue that the ticket looks like and begin its answer; else ask for one."""
    from agent_console.screens.ticket import TicketScreen

    view = screen.ticket if isinstance(screen, TicketScreen) else None
    if view is not None and view.issue is not None and not view.issue.joined:
        name, ref = view.issue.name, row.ref
        screen.write("incident: answer", lambda desk: _prepared(desk, name, ref))
        return
    _pick(screen, (row.ref,), view)


def begin_marked(screen: BulkScreen) -> None:
    """Put the marked tickets on a known issue."""
    _pick(screen, tuple(screen.session.marked), None)


def _prepared(desk: DeskPort, name: str, ref: str) -> Prepared:
    """Put the ticket on the known issue; return its answer, to be read before it leaves."""
    reply = desk.proactive.incidents.join_and_begin(name, ref)
    return replace(with_ticket(desk, replace(reply.draft, text=reply.text)), goes_on=True)


def _pick(screen: VerbScreen, refs: Sequence[str], view: TicketView | None) -> None:

    joined = view.issue if view is not None else None

    def chosen(value: str) -> None:
        if value.startswith(NEW):
            _make(screen, value.removeprefix(NEW), refs)
        elif value == _OFF and joined is not None:
            _leave(screen, joined.name, refs)
        else:
            _join(screen, value, refs)

    n = len(refs)
    question = ngettext(
        "On which known issue does the ticket stand?",
        "On which known issue do {n} tickets stand?",
        n,
    ).format(n=n)
    panel = IssuePanel(screen, question, chosen)

    def offer(found: tuple[Incident, ...]) -> None:
        picks = [Pick(one.name, words.line(one.title)) for one in found if one.is_open]
        if joined is not None and joined.joined:
            title = words.line(joined.title)
            picks.insert(0, Pick(_OFF, _("Take it off: {title}").format(title=title)))
        panel.offer(picks)

    if screen.ask(
        "incident: all",
        lambda desk: desk.proactive.look().incidents,
        offer,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _join(screen: VerbScreen, name: str, refs: Sequence[str]) -> None:
    def done(n: int) -> None:
        text = ngettext("{n} ticket is on it now", "{n} tickets are on it now", n).format(n=n)
        _told(screen, text)

    screen.act("incident: join", lambda desk: desk.proactive.incidents.join(name, refs), done)


def _leave(screen: VerbScreen, name: str, refs: Sequence[str]) -> None:
    screen.act(
        "incident: leave",
        lambda desk: desk.proactive.incidents.leave(name, refs),
        lambda _n: _told(screen, _("Taken off the known issue.")),
    )


def _told(screen: VerbScreen, text: str) -> None:
    screen.session.did()
    screen.session.marked.clear()
    screen.say(f"{text} · {screen.way_back()}")
    if screen.is_attached:
        screen.reload()


def _make(screen: VerbScreen, title: str, refs: Sequence[str]) -> None:
    """Begin a known issue with these tickets on it."""

    def make(desk: DeskPort) -> int:
        from agent_console.desk.notice_facts import IncidentWritten

        incident = desk.proactive.incidents.write(IncidentWritten(title))
        return desk.proactive.incidents.join(incident.name, refs)

    def done(n: int) -> None:
        text = ngettext("{n} ticket is on it now", "{n} tickets are on it now", n).format(n=n)
        key = screen.session.keys.key("desk.notices")
        _told(screen, f"{text} · " + _("{key} gives it a text").format(key=key))

    screen.act("incident: new", make, done)
