"""Merging, splitting and linking the selected ticket, asked for step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.verbs import VerbScreen
    from agent_console.screens.widgets.pick_panel import Pick
    from agent_console.services.joining import MergeTargets

_APART = "apart:"
_ANYWAY = "anyway"
_REST, _ALONE = "rest", "alone"


def merge(screen: VerbScreen, row: QueueRow) -> None:
    """Ask what the ticket is merged into, or which merged one is taken out again."""
    from agent_console.screens.widgets.pick_panel import Pick

    ref = row.ref

    def extra(found: MergeTargets) -> Iterable[Pick]:
        for one in found.merged:
            text = _("Take #{ref} out again, as a ticket of its own").format(ref=words.line(one))
            yield Pick(_APART + one, text)

    def chosen(value: str) -> None:
        if value.startswith(_APART):
            _take_apart(screen, ref, value.removeprefix(_APART))
            return
        screen.ask(
            "ticket: merge?",
            lambda desk: desk.joining.merge_doubts(ref, value),
            lambda doubts: _merge_or_ask(screen, ref, value, doubts),
        )

    question = _("#{ref} is merged into …").format(ref=words.line(ref))
    _open_picker(screen, ref, question, chosen, extra)


def _open_picker(
    screen: VerbScreen,
    ref: str,
    question: str,
    chosen: Callable[[str], object],
    extra: Callable[[MergeTargets], Iterable[Pick]],
) -> None:
    from agent_console.screens.widgets.ticket_picker import TicketPicker

    panel = TicketPicker(screen, question, ref, chosen, extra)
    if screen.ask(
        "ticket: others",
        lambda desk: desk.joining.merge_targets(ref),
        panel.offer_targets,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _merge_or_ask(screen: VerbScreen, ref: str, into: str, doubts: tuple[str, ...]) -> None:
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    if not doubts:
        _merge(screen, ref, into)
        return
    panel = PickPanel(
        screen,
        "! " + words.line("; ".join(doubts)),
        lambda value: _merge(screen, ref, into) if value == _ANYWAY else None,
    )
    panel.offer(
        (
            Pick("", _("Leave both as they are"), current=True),
            Pick(_ANYWAY, _("Merge #{ref} into #{into} anyway").format(ref=ref, into=into)),
        )
    )
    screen.open_panel(panel)


def _merge(screen: VerbScreen, ref: str, into: str) -> None:
    said = _("#{ref} lives on in #{into}").format(ref=words.line(ref), into=words.line(into))
    screen.record("ticket: merge", ref, lambda desk: desk.joining.merge(ref, into), said)


def _take_apart(screen: VerbScreen, ref: str, merged: str) -> None:
    said = _("#{ref} is a ticket of its own again").format(ref=words.line(merged))

    def work(desk: DeskPort) -> QueueRow:
        desk.joining.unmerge(merged)
        return desk.tickets.view(ref, whole=False).row

    screen.record("ticket: unmerge", ref, work, said)


def link(screen: VerbScreen, row: QueueRow) -> None:
    """Ask which ticket this one has to do with; a linked one is let go."""
    from agent_console.screens.ticket import TicketScreen
    from agent_console.screens.widgets.pick_panel import Pick

    ref = row.ref
    view = screen.ticket if isinstance(screen, TicketScreen) else None
    linked = view.linked_refs if view else ()

    def extra(_found: MergeTargets) -> Iterable[Pick]:
        for one in linked:
            text = _("No longer linked with #{ref}").format(ref=words.line(one))
            yield Pick(_APART + one, text)

    def chosen(value: str) -> None:
        other = words.line(value.removeprefix(_APART))
        if value.startswith(_APART):
            said = _("#{ref} and #{other} are no longer linked").format(ref=ref, other=other)
            screen.record("ticket: unlink", ref, lambda desk: desk.joining.unlink(ref, other), said)
            return
        said = _("#{ref} and #{other} are linked").format(ref=ref, other=other)
        screen.record("ticket: link", ref, lambda desk: desk.joining.link(ref, other), said)

    _open_picker(screen, ref, _("#{ref} has to do with …").format(ref=ref), chosen, extra)


def split(screen: VerbScreen, row: QueueRow) -> None:
    """Ask whether the current mail alone or what follows, too, becomes a ticket of its own."""
    from agent_console.screens.ticket import MAILS, TicketScreen
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    entry = screen.timeline.entry if isinstance(screen, TicketScreen) else None
    if entry is None or entry.kind not in MAILS:
        screen.say(_("Only a mail can be split off: go to one with j and k."), tone=Tone.WARNING)
        return
    ref, key = row.ref, entry.key
    panel = PickPanel(
        screen,
        _("Which mails become a ticket of their own?"),
        lambda value: _split(screen, ref, key, alone=value == _ALONE),
    )
    panel.offer(
        (
            Pick(_REST, _("This mail and what follows it"), current=True),
            Pick(_ALONE, _("This mail alone")),
        )
    )
    screen.open_panel(panel)


def _split(screen: VerbScreen, ref: str, key: str, *, alone: bool) -> None:
    made: list[QueueRow] = []

    def work(desk: DeskPort) -> QueueRow:
        made.append(desk.joining.split(ref, key, alone=alone))
        return desk.tickets.view(ref, whole=False).row

    def said(_row: QueueRow) -> str:
        new = made[0]
        text = ngettext("{n} mail is #{ref} now", "{n} mails are #{ref} now", new.mails)
        return text.format(n=new.mails, ref=words.line(new.ref))

    screen.record("ticket: split", ref, work, said)
