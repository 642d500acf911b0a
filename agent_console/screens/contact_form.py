"""The form for a contact: the time runs, what fits is offered, and all of it is kept."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, TextArea

from agent_console.desk.contact_draft import (
    ContactDraft,
    draft_from_text,
    draft_to_text,
    length_text,
)
from agent_console.desk.contacts import Person, channel_title
from agent_console.desk.listing import QueueRow
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens import contact_typing, words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.drafting import DraftKeeper
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.choice_line import ChoiceLine
from agent_console.screens.widgets.contact_fields import ContactFields
from agent_console.screens.widgets.contact_hits import ContactHits, Hit
from agent_console.screens.widgets.told import Told
from agent_console.screens.widgets.writing_area import WritingArea

_LEAST_LETTERS = 2


class ContactForm(ConsoleScreen):
    """Lines for who, when and what, a list of what fits, and the summary."""

    def __init__(
        self, session: Session, draft: ContactDraft, types: contact_typing.TypeNames
    ) -> None:
        super().__init__(session)
        self.draft = draft
        self.types = types
        self.fields = ContactFields(draft, contact_typing.typed_of(draft, types, session.zone))
        self.area = WritingArea(draft.summary)
        self.hits: ContactHits[contact_typing.Pick] = ContactHits()
        self.keeper = DraftKeeper(self, draft_to_text(draft), self._save, self.retell)
        self._ticked = ""
        self._asked: tuple[str, ...] = ()
        self.busy = False

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(self._head, id="contact-head")
        yield self.fields
        yield self.hits
        yield self.area
        yield self.foot()

    def on_mount(self) -> None:
        """Let the time run, and begin where most is to be typed."""
        self.retell()
        self.hits.offer([])
        self.set_interval(60.0 if self.session.plain else 1.0, self.tick)
        self.tick()
        joined = {self.draft.ticket: f"#{self.draft.ticket}"} if self.draft.ticket else {}
        self.fields.offer_tickets(joined, self.draft.ticket)
        known = self.draft.name or self.draft.email or self.draft.phone
        self.set_focus(self.area if known else self.fields.line("name"))
        self._look_for_tickets()

    def tick(self) -> None:
        """Show how long the talk has taken, unless somebody types there."""
        line = self.fields.line("length")
        if self.draft.seconds is None and self.focused is not line and not self.busy:
            seconds = int(self.draft.length(self.session.now()).total_seconds())
            self._ticked = length_text(seconds)
            with line.prevent(Input.Changed):
                self.fields.put(length=self._ticked)

    def _head(self) -> str:
        running = _("the time runs") if self.draft.seconds is None else _("the time stands")
        said = f"{channel_title(self.draft.channel)} · {running}"
        return " · ".join(part for part in (said, self.keeper.words) if part)

    def retell(self) -> None:
        """Say the head again, and what the lowest part is for."""
        self.area.border_title = Content(f" {_('Summary')} ")
        if self.is_attached:
            self.query_one("#contact-head", Told).retell()

    def _save(self, desk: DeskPort, text: str) -> None:
        draft = draft_from_text(text)
        if draft is not None:
            desk.contacts.keep(draft)

    def save_now(self, desk: DeskPort) -> None:
        """Keep what is written before the program ends."""
        self.keeper.save_now(desk)

    @on(ContactFields.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        before = self.draft.channel
        draft = contact_typing.read_fields(self.draft, self.fields, self.types)
        self.take(replace(draft, summary=self.area.text))
        self._look_for_hits()
        self._look_for_tickets()
        if before is not self.draft.channel:
            self.retell()

    @on(ChoiceLine.Spelled)
    def _spelled(self, event: ChoiceLine.Spelled) -> None:
        """Say what a letter did: whoever meant to write the summary sees it at once."""
        said = _("{line}: letters choose here, Tab goes on")
        if event.words:
            said = _("{line}: {word} · letters choose here, Tab goes on")
        line = self.fields.label_of(event.line)
        self.say(said.format(line=line, word=words.line(event.words)))

    def take(self, draft: ContactDraft) -> None:
        """Go on with another draft; it is kept soon."""
        self.draft = draft
        self.keeper.changed(draft_to_text(draft))

    def _look_for_hits(self) -> None:
        """Offer who or what fits to the line that is typed in."""
        name = self.fields.name_of(self.focused)
        text = self.fields.typed._asdict().get(name, "").strip()
        if name == "kind":
            self.hits.offer(contact_typing.kind_hits(text, self.types))
        elif name not in contact_typing.PEOPLE_LINES or len(text) < _LEAST_LETTERS:
            self.hits.offer([])
        elif name == "order":
            self._look_for_orders(text)
        else:
            self.ask(
                "contact: people",
                lambda desk: desk.contacts.people(text),
                lambda found: self._offer(name, text, found),
                group="people",
                exclusive=True,
            )

    def _look_for_orders(self, text: str) -> None:
        """Offer orders; without any, whoever names that number, unless somebody is known."""
        person = self.draft.person
        known = bool(person.name or person.email or person.phone)

        def look(desk: DeskPort) -> list[Hit[contact_typing.Pick]]:
            orders = [one for one in desk.contacts.orders(person, text) if one.number != text]
            if orders or known:
                return contact_typing.order_hits(orders)
            return contact_typing.person_hits(desk.contacts.people(text))

        def offer(hits: list[Hit[contact_typing.Pick]]) -> None:
            if self.fields.name_of(self.focused) == "order":
                self.hits.offer(hits)

        self.ask("contact: orders", look, offer, group="people", exclusive=True)

    def _offer(self, name: str, text: str, people: tuple[Person, ...]) -> None:
        """Show whom a line may mean, unless it is somebody whom the lines name already."""
        if self.fields.name_of(self.focused) != name:
            return
        known = self.draft.person
        self.hits.offer(contact_typing.person_hits([one for one in people if one != known]))

    def _look_for_tickets(self) -> None:
        """Offer the open tickets of the person."""
        person = self.draft.person
        asked = (person.name, person.email, person.phone)
        if asked == self._asked:
            return
        self._asked = asked
        self.ask(
            "contact: tickets",
            lambda desk: desk.contacts.open_tickets(person),
            self._offer_tickets,
            group="tickets",
            exclusive=True,
        )

    def _offer_tickets(self, rows: tuple[QueueRow, ...]) -> None:
        tickets = contact_typing.ticket_words(rows)
        ref = self.draft.ticket
        if ref and ref not in tickets:
            tickets = {ref: f"#{words.line(ref)}", **tickets}
        self.fields.offer_tickets(tickets, ref)

    @on(events.DescendantFocus)
    def _moved(self) -> None:
        """Leave a list that belongs to another line, and read the times that were typed."""
        self._look_for_hits()
        self.read_times()

    def read_times(self) -> bool:
        """Take over the beginning and the length that were typed; False for what is neither."""
        typed, now, zone = self.fields.typed, self.session.now(), self.session.zone
        draft = self.draft
        try:
            if self.focused is not self.fields.line("began"):
                draft = contact_typing.read_began(typed.began, draft, now, zone)
            if self.focused is not self.fields.line("length"):
                draft = self._with_length(draft, typed.length)
        except ConsoleError as error:
            self.say(words.error_text(error), tone=Tone.ERROR)
            return False
        if draft != self.draft:
            self.take(draft)
            self.fields.put(began=contact_typing.began_text(draft.began, zone))
            if draft.seconds is not None:
                self.fields.put(length=contact_typing.shown_length(draft))
            self.tick()
            self.retell()
        return True

    def _with_length(self, draft: ContactDraft, text: str) -> ContactDraft:
        if not text.strip():
            return replace(draft, seconds=None)
        if draft.seconds is None and text == self._ticked:
            return draft
        return contact_typing.read_length(text, draft)
