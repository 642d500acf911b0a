"""What agents do with returns on the screen of a ticket's orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from agent_console.desk.order_sentences import money_text, number_text
from agent_console.desk.orders import Amount, Item, Order
from agent_console.desk.orders_read import RecordError, read_amount
from agent_console.desk.returns import (
    STEPS,
    ReturnCase,
    ReturnReason,
    ReturnState,
    reason_word,
    return_word,
)
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.session import Tone
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.desk.listing import QueueRow
    from agent_console.screens.orders import OrdersScreen
    from agent_console.screens.ports import DeskPort

_NOTHING = "-"
_MANY = 20
_MOMENT, _TRIES = 0.02, 100
_ACCEPTED, _DECLINED, _REFUNDED = "return-accepted", "return-declined", "refund-on-its-way"


def do(screen: OrdersScreen, what: str) -> None:
    """Do what the action ``order.return_<what>`` promises."""
    {"begin": _begin, "go_on": _go_on, "mail": _mail}[what](screen)


def _begin(screen: OrdersScreen) -> None:
    """Ask which item comes back, why, and what the customer says."""
    order = screen.order
    if order is None or not order.items:
        screen.ask_line(
            _("What does the customer send back?"),
            lambda name: _ask_reason(screen, None, Item(name)),
        )
        return
    items = order.items

    def chosen(value: str) -> None:
        _ask_quantity(screen, order, items[int(value)])

    picks = (Pick(str(place), _item_text(item)) for place, item in enumerate(items))
    _pick(screen, _("Which item comes back?"), picks, chosen)


def _item_text(item: Item) -> str:
    language = current_language()
    price = f" · {money_text(item.price, language)}" if item.price else ""
    return f"{number_text(item.quantity, language)} × {words.line(item.name)}{price}"


def _ask_quantity(screen: OrdersScreen, order: Order, item: Item) -> None:
    count = int(item.quantity) if item.quantity == int(item.quantity) else 1
    if not 1 < count <= _MANY:
        _ask_reason(screen, order, item)
        return
    picks = (Pick(str(n), str(n), current=n == count) for n in range(1, count + 1))
    question = _("How many of {item}?").format(item=words.line(item.name))
    _pick(screen, question, picks, lambda n: _ask_reason(screen, order, item, Decimal(n)))


def _ask_reason(
    screen: OrdersScreen, order: Order | None, item: Item, quantity: Decimal | None = None
) -> None:
    picks = (Pick(reason.value, reason_word(reason)) for reason in ReturnReason)
    question = _("Why does {item} come back?").format(item=words.line(item.name))

    def chosen(value: str) -> None:
        _later(screen, lambda: _ask_words(screen, order, item, quantity, ReturnReason(value)))

    _pick(screen, question, picks, chosen)


def _ask_words(
    screen: OrdersScreen,
    order: Order | None,
    item: Item,
    quantity: Decimal | None,
    reason: ReturnReason,
) -> None:
    def given(text: str) -> None:
        from agent_console.services.returns import Wish

        wish = Wish(item, reason, "" if text == _NOTHING else text, quantity, order)
        said = _("return of {item}: {reason}").format(
            item=words.line(item.name), reason=reason_word(reason)
        )
        _record(screen, "return: ask", lambda desk: desk.returns.ask(screen.ref, (wish,)), said)

    screen.ask_line(_("What does the customer say? “-” for nothing"), given)


def _go_on(screen: OrdersScreen) -> None:
    """List what can become of each return, and do what is chosen."""
    cases = screen.shown.cases if screen.shown else ()
    steps = [(case, state) for case in cases for state in STEPS[case.state]]
    if not steps:
        screen.say(_("No return is open here; n begins one."))
        return

    def chosen(value: str) -> None:
        case, state = steps[int(value)]
        _later(screen, lambda: _step(screen, case, state))

    picks = (
        Pick(str(place), f"{return_word(state)}: {words.line(case.item)}")
        for place, (case, state) in enumerate(steps)
    )
    _pick(screen, _("What becomes of it?"), picks, chosen)


def _step(screen: OrdersScreen, case: ReturnCase, state: ReturnState) -> None:
    said = f"{words.line(case.item)}: {return_word(state)}"

    def record(work: Callable[[DeskPort], QueueRow]) -> None:
        _record(screen, f"return: {state.value}", work, said)

    match state:
        case ReturnState.APPROVED:
            record(lambda desk: desk.returns.decide(case, accepted=True))
        case ReturnState.DECLINED:
            screen.ask_line(
                _("Why is it declined? The customer may read it."),
                lambda why: record(lambda desk: desk.returns.decide(case, accepted=False, why=why)),
            )
        case ReturnState.RECEIVED:
            screen.ask_line(
                _("How does it look? “-” for nothing to say"),
                lambda note: record(
                    lambda desk: desk.returns.receive(case, "" if note == _NOTHING else note)
                ),
            )
        case _:
            _ask_amount(screen, case, record)


def _ask_amount(
    screen: OrdersScreen,
    case: ReturnCase,
    record: Callable[[Callable[[DeskPort], QueueRow]], None],
) -> None:
    worth = case.worth

    def given(text: str) -> None:
        try:
            amount: Amount | None = read_amount(text, worth.currency if worth else "EUR")
        except RecordError as error:
            screen.say(words.line(str(error)), tone=Tone.WARNING)
            return
        record(lambda desk: desk.returns.refund(case, amount))

    value = money_text(worth, current_language()).replace("\u00a0", " ") if worth else ""
    screen.ask_line(
        _("How much is paid back? The console itself pays nothing."), given, value=value
    )


def _mail(screen: OrdersScreen) -> None:
    """Offer the canned answers about returns, the one that fits what was done last first."""
    from agent_console.screens.answering import prepare_chosen

    cases = screen.shown.cases if screen.shown else ()
    states = {case.state for case in cases}
    suggested = _ACCEPTED
    if ReturnState.REFUNDED in states:
        suggested = _REFUNDED
    elif states == {ReturnState.DECLINED}:
        suggested = _DECLINED
    ref = screen.ref
    titles = (
        (_ACCEPTED, _("The return is accepted")),
        (_REFUNDED, _("The refund is on its way")),
        (_DECLINED, _("The return is declined")),
    )
    picks = (Pick(name, title, current=name == suggested) for name, title in titles)

    def chosen(name: str) -> None:
        _later(
            screen,
            lambda: screen.write("return: mail", lambda desk: prepare_chosen(desk, ref, name)),
        )

    _pick(screen, _("Which answer?"), picks, chosen)


def _record(
    screen: OrdersScreen, what: str, work: Callable[[DeskPort], QueueRow], said: str
) -> None:
    screen.record(what, screen.ref, work, said)


def _pick(
    screen: OrdersScreen, question: str, picks: Iterable[Pick], then: Callable[[str], None]
) -> None:
    """Let one of several be picked, once the panel before is gone."""
    offered = tuple(picks)

    def open_it() -> None:
        panel = PickPanel(screen, question, then)
        panel.offer(offered)
        screen.open_panel(panel)

    _later(screen, open_it)


def _later(screen: OrdersScreen, work: Callable[[], object], tries: int = _TRIES) -> None:
    """Do something once no panel is open any more: the last one is still closing."""
    if not screen.asks:
        work()
    elif tries:
        screen.set_timer(_MOMENT, lambda: _later(screen, work, tries - 1))
