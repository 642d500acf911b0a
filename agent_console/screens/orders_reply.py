"""The facts of an order put into a reply, by one key: from the orders, or while writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.orders import Order, TicketOrders
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.stacking import stacked
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.screens.inserting import InsertingScreen
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.prepared import Prepared
    from agent_console.screens.reply import ReplyScreen
    from agent_console.screens.verbs import VerbScreen

_GERMAN, _ENGLISH = "de", "en"


def reply_with(screen: VerbScreen, ref: str, order: Order, language: str) -> None:
    """Open the reply to a ticket and put the facts of an order into it."""
    from agent_console.screens.prepared import prepare

    def begin(desk: DeskPort) -> tuple[Prepared, str]:
        return prepare(desk, ref, everyone=None), desk.orders.sentences(order, _spoken(language))

    def editor(found: tuple[Prepared, str]) -> ReplyScreen:
        from agent_console.screens.reply import editor_for

        prepared, text = found
        opened = editor_for(screen.session, prepared)
        opened.call_after_refresh(put, opened, text)
        return opened

    screen.quiet()
    screen.open_editor("order: reply", begin, editor)


def put_order(screen: InsertingScreen) -> None:
    """Put the facts of the ticket's order into the reply; of several, one is chosen."""
    if screen.asks or screen.busy:
        return
    if screen.ticket is None:
        screen.say(_("There is no ticket yet whose order could be told."))
        return
    ref, language = screen.draft.ref, screen.ticket.row.language
    screen.ask(
        "order: facts",
        lambda desk: desk.orders.of_ticket(ref),
        lambda found: _found(screen, found, language),
        group="orders",
    )


def _found(screen: InsertingScreen, orders: TicketOrders, language: str) -> None:
    if not orders.matches:
        screen.say(_("No order is known for this ticket."))
        return
    if orders.sure is not None:
        _tell(screen, orders.sure, language)
        return
    if screen.asks:
        return
    from agent_console.screens.orders_lines import choice_lines

    texts = list(choice_lines(orders, -1))[-len(orders.matches) :]

    def chosen(value: str) -> None:
        _tell(screen, orders.matches[int(value)].order, language)

    panel = PickPanel(screen, _("Which order do you want to tell of?"), chosen)
    panel.offer(Pick(str(place), text.strip()) for place, text in enumerate(texts))
    screen.open_panel(panel)


def _tell(screen: InsertingScreen, order: Order, language: str) -> None:
    def done(text: str) -> None:
        put(screen, text)
        screen.say(_("Put in: order {number}").format(number=words.line(order.number)))

    screen.ask(
        "order: facts",
        lambda desk: desk.orders.sentences(order, _spoken(language)),
        done,
        group="orders",
    )


def put(screen: InsertingScreen, text: str) -> None:
    """Put sentences into a reply: below the paragraph with the cursor, never below the closing."""
    if screen.busy or not screen.is_attached:
        return
    area = screen.area
    own = area.own_words
    where = stacked(own, text, area.cursor_offset)
    blank = "" if own.strip() or area.text.startswith("\n\n") else "\n\n"
    area.put(where.text + blank, where.start, where.end)
    end = where.start + len(where.text)
    area.point_at(end, end)
    screen.keeper.touched()


def _spoken(language: str) -> str:
    """Return the language of the sentences: the customer's if we have it, else English."""
    spoken = language or current_language()
    return spoken if spoken in (_GERMAN, _ENGLISH) else _ENGLISH
