"""What agents do with the selected ticket besides answering it: spam, tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.verbs import VerbScreen

_ALONE, _SENDER = "ticket", "sender"


def handle(screen: VerbScreen, row: QueueRow, what: str) -> None:
    """Do what the action ``ticket.<what>`` promises on the ticket of ``row``."""
    from agent_console.screens import (
        customer_verbs,
        finding_verbs,
        issue_verbs,
        joining_verbs,
        tool_verbs,
    )

    verbs: dict[str, Callable[[VerbScreen, QueueRow], None]] = {
        "spam": _spam,
        "tag": _tag,
        "assign": _assign,
        "customer": customer_verbs.show,
        "card": customer_verbs.switch,
        "issue": issue_verbs.begin,
        "finding": finding_verbs.begin,
        "merge": joining_verbs.merge,
        "split": joining_verbs.split,
        "link": joining_verbs.link,
        "orders": _orders,
        "copy": tool_verbs.copy,
        "pipe": tool_verbs.pipe,
        "pipe_mail": tool_verbs.pipe_mail,
        "print": tool_verbs.print_ticket,
    }
    verbs[what](screen, row)


def _orders(screen: VerbScreen, row: QueueRow) -> None:
    """Show the orders that the ticket may be about, and its returns."""
    from agent_console.screens.orders import OrdersScreen

    screen.quiet()
    screen.show_screen(OrdersScreen(screen.session, row))


def _spam(screen: VerbScreen, row: QueueRow) -> None:
    """Ask whether this ticket alone is spam, or all mail of its sender; or bring it back."""
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    ref, shown = row.ref, _shown(row)
    if row.state is TicketState.SPAM:
        screen.record(
            "ticket: no spam",
            ref,
            lambda desk: desk.handling.not_spam(ref),
            _("{ref} is no spam").format(ref=shown),
        )
        return

    def chosen(value: str) -> None:
        said = _("{ref} is spam").format(ref=shown)
        if value == _SENDER:
            said += " · " + _("later mail of this sender is, too")
        screen.record(
            "ticket: spam",
            ref,
            lambda desk: desk.handling.spam(ref, sender=value == _SENDER),
            said,
        )

    panel = PickPanel(screen, _("{ref} is spam: nobody answers it").format(ref=shown), chosen)
    sender = words.line(row.customer_email)
    panel.offer(
        (
            Pick(_ALONE, _("This ticket alone"), current=True),
            Pick(_SENDER, _("This ticket, and all later mail of {address}").format(address=sender)),
        )
    )
    screen.open_panel(panel)


def _tag(screen: VerbScreen, row: QueueRow) -> None:
    """Ask for a tag; one that is on the ticket is taken off."""
    from agent_console.screens.widgets.tag_panel import TagPanel

    ref, shown = row.ref, _shown(row)

    def chosen(tag: str) -> None:
        if tag in row.tags:
            words_off = _("{ref}: tag {tag} is off").format(ref=shown, tag=words.line(tag))
            screen.record("ticket: tag", ref, lambda desk: desk.handling.untag(ref, tag), words_off)
            return
        words_on = _("{ref}: tag {tag}").format(ref=shown, tag=words.line(tag))
        screen.record("ticket: tag", ref, lambda desk: desk.handling.tag(ref, tag), words_on)

    panel = TagPanel(screen, row, chosen)
    if screen.ask(
        "ticket: tags",
        lambda desk: desk.handling.known_tags(),
        panel.offer_tags,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _assign(screen: VerbScreen, row: QueueRow) -> None:
    """Ask who answers the ticket; no note is asked for."""
    from agent_console.screens.widgets.assign_panel import AssignPanel

    ref = row.ref

    def chosen(owner: str) -> None:
        said = _("{ref} is with {name} now").format(ref=_shown(row), name=words.line(owner))
        screen.record("ticket: assign", ref, lambda desk: desk.tickets.hand_over(ref, owner), said)

    panel = AssignPanel(screen, _("Who answers {ref}?").format(ref=_shown(row)), chosen)
    if screen.ask(
        "ticket: colleagues",
        lambda desk: desk.tickets.explain(ref).colleagues,
        panel.offer_colleagues,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _shown(row: QueueRow) -> str:
    return f"#{words.line(row.ref)}"
