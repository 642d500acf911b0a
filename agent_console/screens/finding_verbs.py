"""Putting tickets on findings, from a ticket or from the marked ones in the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.text import to_screen
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.desk.findings import Finding
    from agent_console.screens.bulk import BulkScreen
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.verbs import VerbScreen

_FRESH = "+"


class FindingPanel(PickPanel):
    """Typing filters; what is typed can become a new finding."""

    def more(self, text: str) -> Iterable[Pick]:
        """Offer what was typed as a new finding."""
        typed = to_screen(text.strip(), one_line=True)
        if not typed:
            return ()
        return (Pick(_FRESH + typed, _("A new finding: {title}").format(title=typed)),)

    def empty_word(self) -> str:
        """Return how the first one is begun."""
        return _("There is no finding yet: type what customers say.")


def begin(screen: VerbScreen, row: QueueRow) -> None:
    """Ask on which finding the ticket is put."""
    _pick(screen, (row.ref,))


def begin_marked(screen: BulkScreen) -> None:
    """Ask on which finding the marked tickets are put."""
    _pick(screen, tuple(screen.session.marked))


def _pick(screen: VerbScreen, refs: Sequence[str]) -> None:
    n = len(refs)
    question = ngettext(
        "On which finding is the ticket put?", "On which finding are {n} tickets put?", n
    ).format(n=n)
    panel = FindingPanel(screen, question, lambda value: _put(screen, value, refs))

    def offer(found: tuple[Finding, ...]) -> None:
        panel.offer([Pick(one.name, words.line(one.title) or "…") for one in found if one.is_live])

    if screen.ask("finding: all", lambda desk: desk.findings.all(), offer, otherwise=panel.give_up):
        screen.open_panel(panel)


def _put(screen: VerbScreen, value: str, refs: Sequence[str]) -> None:
    def put(desk: DeskPort) -> int:
        if value.startswith(_FRESH):
            return len(desk.findings.begin(value.removeprefix(_FRESH), refs).tickets)
        return desk.findings.add(value, refs)

    def done(n: int) -> None:
        screen.session.did()
        screen.session.marked.clear()
        text = ngettext("{n} ticket is on it now", "{n} tickets are on it now", n).format(n=n)
        screen.say(f"{text} · {screen.way_back()}")
        if screen.is_attached:
            screen.reload()

    screen.act("finding: add", put, done)
