"""One customer: the card, and everything there was on all channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.customer_card import CustomerCard
from agent_console.desk.listing import QueueRow
from agent_console.desk.targets import channel_word
from agent_console.desk.text import shorten
from agent_console.i18n import _, ngettext
from agent_console.screens import customer_editing, words
from agent_console.screens.customer_lines import who
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.session import Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.customer_card import CustomerCardView
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.told import Told

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

_WIDE = 110
_Found = tuple[CustomerCard, tuple[QueueRow, ...]]


class CustomerScreen(VerbScreen):
    """The card above or beside the history; Enter opens a ticket, e changes what is known."""

    SCOPE = Scope.CUSTOMER
    CSS_PATH = "customer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.CUSTOMER)

    def __init__(self, session: Session, email: str, ref: str = "") -> None:
        """``ref`` is the ticket from which one came."""
        super().__init__(session)
        self.unread = True
        self.email = email
        self.card: CustomerCard | None = None
        self._ref = ref
        self._rows: tuple[QueueRow, ...] = ()
        self._card = CustomerCardView(session)
        self._list = OptionList(markup=False)
        self._head = Static(markup=False, classes="list-head")

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(self._title, classes="list-head")
        with Container(id="customer"):
            yield self._card
            with Container(id="history"):
                yield self._head
                yield self._list
        yield self.foot()

    def on_mount(self) -> None:
        """Give the history the keys."""
        self._card.wait()
        self._list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Put card and history beside each other where there is room."""
        self.query_one("#customer").set_class(self._is_wide, "wide")
        if self.card is not None:
            self._show((self.card, self._rows))

    def on_screen_resume(self) -> None:
        """Read the customer, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def desk_opened(self) -> None:
        """Read the customer, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read it again."""
        self.reload()

    def reload(self) -> None:
        """Read card and history."""
        email, ref = self.email, self._ref
        self.ask(
            "customer: read",
            lambda desk: _read(desk, email, ref),
            self._show,
            otherwise=self.has_read,
            group="customer",
            exclusive=True,
        )

    @property
    def row(self) -> QueueRow | None:
        """The selected ticket of the history."""
        place = self._list.highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def show_card(self, card: CustomerCard) -> None:
        """Show a new card at once, and read the rest."""
        self.card = card
        self.email = card.email
        self._card.show(card, brief=not self._is_wide)
        self.session.cards.clear()
        self.reload()

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Keep what was written for the customer."""
        customer_editing.entered(self, event)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_customer_open()

    def action_customer_open(self) -> None:
        """Open the selected ticket."""
        if self.row is not None:
            self.open_ticket(self.row.ref)

    def action_customer_edit(self) -> None:
        """Ask what is to be changed."""
        customer_editing.edit(self)

    def action_customer_join(self) -> None:
        """Ask who is the same person; or which address is not."""
        customer_editing.join(self)

    def action_customer_vip(self) -> None:
        """Make the customer a VIP, or no longer."""
        customer_editing.vip(self)

    def action_move(self, by: int) -> None:
        """Select the next ticket, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= _WIDE and not self.session.plain

    def _title(self) -> str:
        if self.card is None:
            return _("Customer")
        return _("Customer: {name}").format(name=who(self.card))

    def _show(self, found: _Found) -> None:
        self.has_read()
        card, rows = found
        selected = self.row.ref if self.row else self._ref
        self.card, self._rows = card, rows
        self.email = card.email
        self._card.show(card, brief=not self._is_wide)
        for title in self.query(Told):
            title.retell()
        self._head.update(Content(_history_head(rows)))
        self._list.clear_options()
        width = max(self._list.size.width or self.app.size.width, 40) - 3
        told = (Option(_row_words(row, self.session, width), id=row.ref) for row in rows)
        self._list.add_options(told)
        refs = [row.ref for row in rows]
        if refs:
            self._list.highlighted = refs.index(selected) if selected in refs else 0
        else:
            self._list.add_option(Option(Content(_("Nothing yet.")), disabled=True))
        self.show_keys()


def _row_words(row: QueueRow, session: Session, width: int) -> Content:
    mails = ngettext("{n} mail", "{n} mails", row.mails).format(n=row.mails)
    parts = (
        words.moment_text(row.last_at, session.now(), session.zone) if row.last_at else "–",
        f"{words.state_sign(row.state)} {words.state_word(row.state)}",
        "" if row.channel in ("", "email") else channel_word(row.channel),
        f"#{words.line(row.ref)}",
        words.line(row.subject) or _("(no subject)"),
        mails if row.mails > 1 else "",
    )
    return Content(shorten(" · ".join(part for part in parts if part), width))


def _history_head(rows: tuple[QueueRow, ...]) -> str:
    n = len(rows)
    return ngettext("History: {n} ticket", "History: {n} tickets", n).format(n=n)


def _read(desk: DeskPort, email: str, ref: str) -> _Found:
    card = desk.customers.card(ref) if ref else desk.customers.card_of(email)
    if card.email != email and email not in card.emails:
        card = desk.customers.card_of(email)
    return card, desk.customers.tickets(card.email)
