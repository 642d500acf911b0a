"""The lines of a contact: on which way, when and how long, with whom and about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from agent_console.desk.contact_draft import ContactDraft
from agent_console.desk.contacts import ContactChannel
from agent_console.desk.mail import Direction
from agent_console.desk.text import to_screen
from agent_console.i18n import _, pgettext
from agent_console.screens.widgets.choice_line import Alternative, ChoiceLine
from agent_console.screens.widgets.line_input import LineInput
from agent_console.screens.widgets.told import Told

NEW = ""
_ROWS = (
    *(("channel",), ("direction",), ("began", "length")),
    *(("name",), ("email",), ("phone",), ("order",), ("kind",), ("ticket",)),
)


class Typed(NamedTuple):
    """What stands in the lines as it was typed."""

    began: str
    length: str
    name: str
    email: str
    phone: str
    order: str
    kind: str


class ContactLine(LineInput):
    """One line of a contact; several pasted lines become one."""

    def on_paste(self, event: events.Paste) -> None:
        """Put a blank between pasted lines."""
        event.text = " ".join(to_screen(event.text).split())


class ContactFields(Vertical):
    """All lines but the summary, in the order in which a call goes."""

    DEFAULT_CSS = """
    ContactFields { height: auto; background: $bar; padding: 0 1; }
    ContactFields Horizontal { height: 1; }
    ContactFields Static { width: 14; text-style: bold; background: $bar; }
    ContactFields Input { width: 1fr; }
    """

    class Changed(Message):
        """Something else stands in a line."""

    def __init__(self, draft: ContactDraft, typed: Typed) -> None:
        super().__init__()
        self._lines = {name: ContactLine(value) for name, value in typed._asdict().items()}
        for name, line in self._lines.items():
            line.id = f"contact-{name}"
        self.channel = ChoiceLine(_channels(), draft.channel.value, id="contact-channel")
        self.direction = ChoiceLine(_directions(), draft.direction.value, id="contact-direction")
        self.ticket = ChoiceLine(_tickets({}), draft.ticket, id="contact-ticket")

    def compose(self) -> ComposeResult:
        """Lay the lines out."""
        for row in _ROWS:
            with Horizontal():
                for name in row:
                    yield Told(partial(_label, name))
                    yield self._widget(name)

    @property
    def stops(self) -> tuple[Widget, ...]:
        """The lines in the order of Tab."""
        return tuple(self._widget(name) for row in _ROWS for name in row)

    @property
    def typed(self) -> Typed:
        """What stands in the lines now."""
        return Typed(**{name: line.value for name, line in self._lines.items()})

    def line(self, name: str) -> ContactLine:
        """Return a line by its name."""
        return self._lines[name]

    def name_of(self, widget: Widget | None) -> str:
        """Return the name of the line that has the keys, "" for none of them."""
        return next((name for name, line in self._lines.items() if line is widget), "")

    def label_of(self, widget: Widget | None) -> str:
        """Return what the line that has the keys is called, "" for none of them."""
        names = (name for row in _ROWS for name in row if self._widget(name) is widget)
        return next(map(_label, names), "")

    def put(self, **texts: str) -> None:
        """Put texts into lines, the cursor behind them."""
        for name, text in texts.items():
            line = self._lines[name]
            if line.value != text:
                line.value = text
                line.cursor_position = len(text)

    def offer_tickets(self, tickets: Mapping[str, str], chosen: str) -> None:
        """Offer a new ticket and these, by ref with their words."""
        self.ticket.offer(_tickets(tickets), chosen if chosen in tickets else NEW)

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())

    def _widget(self, name: str) -> Widget:
        choices = {"channel": self.channel, "direction": self.direction, "ticket": self.ticket}
        return choices.get(name) or self._lines[name]


def _channels() -> tuple[Alternative, ...]:
    return tuple(
        Alternative(channel.value, partial(_channel_word, channel)) for channel in ContactChannel
    )


def _channel_word(channel: ContactChannel) -> str:
    return {
        ContactChannel.PHONE: pgettext("way", "phone"),
        ContactChannel.CHAT: pgettext("way", "chat"),
        ContactChannel.VISIT: pgettext("way", "visit"),
        ContactChannel.MESSAGE: pgettext("way", "message"),
        ContactChannel.SOCIAL: pgettext("way", "social network"),
        ContactChannel.LETTER: pgettext("way", "letter"),
    }[channel]


def _directions() -> tuple[Alternative, ...]:
    return (
        Alternative(Direction.IN.value, lambda: _("they came to us")),
        Alternative(Direction.OUT.value, lambda: _("we went to them")),
    )


def _tickets(tickets: Mapping[str, str]) -> tuple[Alternative, ...]:
    known: Iterable[Alternative] = (
        Alternative(ref, partial(str, text)) for ref, text in tickets.items()
    )
    return (Alternative(NEW, lambda: _("a new ticket")), *known)


def _label(name: str) -> str:
    return {
        "channel": _("By"),
        "direction": _("Who began"),
        "began": _("Began"),
        "length": pgettext("contact", "Length"),
        "name": _("Customer"),
        "email": pgettext("contact", "E-mail"),
        "phone": _("Phone"),
        "order": pgettext("contact", "Order"),
        "kind": _("About"),
        "ticket": _("Ticket"),
    }[name]
