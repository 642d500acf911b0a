"""What agents change of a customer: values, flags, and who is the same person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from agent_console.desk.customer_card import CustomerCard, Entry
from agent_console.desk.customer_values import field_word
from agent_console.desk.customers import FLAGS, MANY, NO, YES, CustomerField
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.customer_lines import origin_word
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.customer import CustomerScreen
    from agent_console.screens.ports import DeskPort

PROMPT = "customer"
_NOTHING = "-"
_PART = "part "


def edit(screen: CustomerScreen) -> None:
    """List what is known; the one that is taken is written anew, a flag is turned."""
    card = screen.card
    if card is None or screen.asks:
        return

    def chosen(value: str) -> None:
        _change(screen, card, CustomerField(value))

    panel = PickPanel(screen, _("What do you want to change?"), chosen)
    panel.offer(Pick(field.value, _field_text(card, field)) for field in CustomerField)
    screen.open_panel(panel)


def _field_text(card: CustomerCard, field: CustomerField) -> str:
    profile = card.profile
    name = field_word(field)
    if field in FLAGS:
        return f"{'[x]' if profile.is_said(field) else '[ ]'} {name}"
    known = ", ".join(words.line(one) for one in profile.texts(field))
    if not known:
        return f"{name}: –"
    return f"{name}: {known} ({origin_word(profile.origin(field))})"


def _change(screen: CustomerScreen, card: CustomerCard, field: CustomerField) -> None:
    if field in FLAGS:
        turn(screen, card, field)
        return
    name = field_word(field)
    if field in MANY:
        question = _("{field}: another one, or one that is there to take it away").format(
            field=name
        )
        value = ""
    else:
        question = _("{field}: what holds; “-” leaves it to the mails").format(field=name)
        value = card.profile.text(field).replace("\n", " ")
    prompt = LinePrompt(screen.session, question, name=PROMPT, about=field.value, value=value)
    screen.call_later(screen.open_panel, prompt)


def turn(screen: CustomerScreen, card: CustomerCard, field: CustomerField) -> None:
    """Turn a flag on or off."""
    value = NO if card.profile.is_said(field) else YES
    said = _("{field}: yes") if value == YES else _("{field}: no")
    _record(
        screen,
        "customer: flag",
        lambda desk: desk.customers.edit(card.email, field, value),
        said.format(field=field_word(field)),
    )


def vip(screen: CustomerScreen) -> None:
    """Make the customer a VIP, or no longer."""
    if screen.card is not None:
        turn(screen, screen.card, CustomerField.VIP)


def entered(screen: CustomerScreen, event: LinePrompt.Entered) -> None:
    """Keep what was written for a field."""
    card = screen.card
    if event.prompt.name != PROMPT or card is None:
        return
    event.stop()
    field = CustomerField(event.prompt.about)
    text = event.text
    there = text.casefold() in (one.casefold() for one in card.profile.texts(field))
    off = field in MANY and there
    value = "" if text == _NOTHING and field is not CustomerField.SALUTATION else text
    _record(
        screen,
        "customer: edit",
        lambda desk: desk.customers.edit(card.email, field, value, off=off),
        _("{field} is changed").format(field=field_word(field)),
    )


def _record(
    screen: CustomerScreen, what: str, work: Callable[[DeskPort], CustomerCard], said: str
) -> None:
    def done(card: CustomerCard) -> None:
        screen.session.did()
        screen.say(f"{said} · {screen.way_back()}")
        if screen.is_attached:
            screen.show_card(card)

    screen.act(what, work, done)


class CustomerPicker(PickPanel):
    """Customers found by what is typed: name, address, telephone, company."""

    def __init__(
        self,
        screen: ConsoleScreen,
        question: str,
        then: Callable[[str], object],
        extra: Iterable[Pick] = (),
        without: Iterable[str] = (),
    ) -> None:
        super().__init__(screen, question, then)
        self._extra = tuple(extra)
        self._without = frozenset(without)
        self._asked = self._answered = ""
        self.offer(self._extra)

    def suggest(self, entries: Iterable[Entry]) -> None:
        """Take who is offered before anything is typed."""
        found = (_entry_pick(one) for one in entries if one.email not in self._without)
        self._extra = (*found, *self._extra)
        if not self._line.value.strip():
            self.offer(self._extra)

    def fill(self) -> None:
        """Ask for what is typed; show what was found."""
        text = self._line.value.strip()
        if text == self._asked:
            super().fill()
            return
        self._asked = text
        if not text:
            self._found(text, ())
            return
        self._target.ask(
            "customer: find",
            lambda desk: desk.customers.find(text, 20),
            lambda found: self._found(text, found),
            otherwise=lambda: self._found(text, ()),
            group="picker",
            exclusive=True,
        )

    def more(self, text: str) -> Iterable[Pick]:
        """Offer what was found, in whatever way it fits."""
        return self._hits

    @property
    def looks(self) -> bool:
        """Whether the answer to what is typed has yet to come."""
        return super().looks or self._line.value.strip() != self._answered

    _hits: tuple[Pick, ...] = ()

    def _found(self, text: str, entries: Iterable[Entry]) -> None:
        if self.is_attached and text == self._line.value.strip():
            self._answered = text
            self._hits = tuple(
                _entry_pick(one) for one in entries if one.email not in self._without
            )
            self.offer(self._extra)

    def empty_word(self) -> str:
        """Return what is said when nobody fits."""
        if self._line.value.strip():
            return _("Nobody of that name, address or telephone.")
        return _("Type the beginning of a name, an address, a telephone or a company.")


def _entry_pick(entry: Entry) -> Pick:
    parts = (entry.name, entry.email, entry.company, entry.phone)
    return Pick(entry.email, " · ".join(words.line(part) for part in parts if part))


def join(screen: CustomerScreen) -> None:
    """Ask who is the same person; the addresses of this one can be taken apart."""
    card = screen.card
    if card is None or screen.asks:
        return

    def chosen(value: str) -> None:
        if value.startswith(_PART):
            email = value.removeprefix(_PART)
            said = _("{email} stands on its own again").format(email=words.line(email))
            _record(screen, "customer: part", lambda desk: _part(desk, card, email), said)
            return
        said = _("{email} is the same person now").format(email=words.line(value))
        _record(screen, "customer: join", lambda desk: desk.customers.join(value, card.email), said)

    apart = [
        Pick(_PART + email, _("Take apart: {email}").format(email=words.line(email)))
        for email in card.emails
        if len(card.emails) > 1
    ]
    question = _("Who is the same person as {email}?").format(email=words.line(card.email))
    panel = CustomerPicker(screen, question, chosen, apart, card.emails)
    screen.ask("customer: alike", lambda desk: desk.customers.alike(card.email), panel.suggest)
    screen.open_panel(panel)


def _part(desk: DeskPort, card: CustomerCard, email: str) -> CustomerCard:
    """Part an address; go on with the person that one looked at."""
    parted = desk.customers.part(email)
    stays = next((one for one in card.emails if one != email), "")
    return desk.customers.card_of(stays) if stays else parted
