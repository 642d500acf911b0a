"""Writing a contact down while the customer speaks, by keys alone; at the end: is it solved?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from agent_console.desk.contact_draft import ContactDraft, draft_to_text
from agent_console.desk.contacts import ContactResult, Person
from agent_console.desk.listing import QueueRow
from agent_console.desk.states import TicketState
from agent_console.errors import ConsoleError
from agent_console.i18n import _
from agent_console.screens import contact_typing, words
from agent_console.screens.contact_form import ContactForm
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Tone
from agent_console.screens.widgets.question import Choice, Question, yes

if TYPE_CHECKING:
    from agent_console.screens.opening import OpeningScreen

_RESULT = "contact-result"


def begin(screen: OpeningScreen, ref: str = "") -> None:
    """Open the form: a call that begins now, or the one that was being written down."""
    pressed = screen.session.now()

    def opened(found: tuple[ContactDraft, contact_typing.TypeNames]) -> ContactScreen:
        draft, types = found
        if draft.began < pressed:
            at = words.moment_text(draft.began, pressed, screen.session.zone)
            key = screen.session.keys.key("contact.discard")
            said = _("Begun {time} and not logged yet · {key} throws it away")
            screen.say(said.format(time=at, key=key))
        return ContactScreen(screen.session, draft, types)

    screen.quiet()
    screen.open_editor(
        "contact: begin", lambda desk: (desk.contacts.begin(ref), desk.tickets.types()), opened
    )


class ContactScreen(ContactForm):
    """What the keys do with the form."""

    SCOPE = Scope.CONTACT
    CSS_PATH = "contact.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.CONTACT)

    @property
    def _stops(self) -> tuple[Widget, ...]:
        """What Tab goes through."""
        return (*self.fields.stops, self.area)

    def action_contact_stop(self, step: int) -> None:
        """Go to the next line, or the one before."""
        stops = self._stops
        here = stops.index(self.focused) if self.focused in stops else -1
        self.set_focus(stops[(here + step) % len(stops)])

    def action_contact_enter(self) -> None:
        """Take what is marked, else go to the next line."""
        marked = self.hits.marked
        if isinstance(marked, Person):
            self._take_person(marked)
        elif isinstance(marked, contact_typing.OrderPick):
            self._take_order(marked)
        elif marked is not None:
            self.fields.put(kind=marked)
        if marked is not None:
            self.hits.offer([])
        self.action_contact_stop(1)

    def _take_person(self, person: Person) -> None:
        known = {"name": person.name, "email": person.email, "phone": person.phone}
        on_order = self.focused is self.fields.line("order")
        typed = self.fields.typed
        kept = {"phone": typed.phone} if typed.phone and not person.phone else {}
        self.fields.put(**{**known, **kept})
        if not on_order:
            self.set_focus(self.fields.line("phone"))

    def _take_order(self, pick: contact_typing.OrderPick) -> None:
        self.fields.put(order=pick.number)
        if not self.draft.person.email and pick.person.email:
            self.fields.put(name=pick.person.name, email=pick.person.email)

    def action_contact_move(self, by: int) -> None:
        """Mark the next one of what fits; where nothing is offered, go to the next line."""
        if self.hits.marked is None:
            self.action_contact_stop(by)
        else:
            self.hits.move(by)

    def action_contact_timer(self) -> None:
        """Stop the time, or let it run on."""
        now = self.session.now()
        running = self.draft.seconds is None
        self.take(self.draft.stopped(now) if running else replace(self.draft, seconds=None))
        self.fields.put(length=contact_typing.shown_length(self.draft))
        self.tick()
        self.retell()

    def action_contact_discard(self) -> None:
        """Throw away what was written; undo brings it back."""
        if self.busy:
            return
        self.busy = True

        def discard(desk: DeskPort) -> None:
            self.keeper.finish(desk.contacts.throw_away)

        self.act("contact: discard", discard, lambda _none: self._gone(), otherwise=self._free)

    def _gone(self) -> None:
        self.session.did()
        self.say(_("Thrown away") + " · " + self.way_back())
        self._leave()

    def _free(self) -> None:
        self.busy = False

    def action_contact_log(self) -> None:
        """Ask how it ended, and log it."""
        if self.asks or self.busy or not self.read_times():
            return
        try:
            contact_typing.check_kind(self.draft, self.types)
        except ConsoleError as error:
            self.say(words.error_text(error), tone=Tone.ERROR)
            return
        try:
            self.draft.need_matter()
        except ConsoleError as error:
            self.say(words.error_text(error), tone=Tone.ERROR)
            self.area.focus()
            return
        choices = (
            yes(_("yes: the ticket is closed"), ContactResult.SOLVED.value),
            Choice("n", _("no: we get back to them"), ContactResult.OPEN.value),
            Choice("w", _("the customer gets back to us"), ContactResult.WAITING.value),
            Choice("x", _("nobody was reached"), ContactResult.MISSED.value),
        )
        self.open_panel(Question(_("Is it solved?"), choices, name=_RESULT))

    @on(Question.Answered)
    def _answered(self, event: Question.Answered) -> None:
        if event.question.name != _RESULT or not event.value or self.busy:
            return
        self.busy = True
        draft = replace(self.draft.stopped(self.session.now()), result=ContactResult(event.value))

        def log(desk: DeskPort) -> QueueRow:
            return self.keeper.finish(lambda: desk.contacts.log(draft))

        self.act("contact: log", log, self._logged, otherwise=self._free)

    def _logged(self, row: QueueRow) -> None:
        self.session.did()
        shown = words.line(row.ref)
        said = _("Logged on #{ref}: {state}").format(ref=shown, state=words.state_word(row.state))
        if row.state is TicketState.CLOSED:
            said = _("Logged on #{ref}, which is closed").format(ref=shown)
        self.say(said + " · " + self.way_back())
        self._leave()

    def action_screen_back(self) -> None:
        """Go back; what was written is kept."""
        if self.hits.marked is not None:
            self.hits.offer([])
        elif not self.busy:
            self.keeper.changed(draft_to_text(self.draft))
            self.keeper.keep(self._leave)

    def _leave(self) -> None:
        if self.is_current:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to a question that is open, Enter and arrows to the summary."""
        if self.asks and action.startswith("contact_"):
            return False
        if action in ("contact_enter", "contact_move") and self.focused is self.area:
            return False
        return super().check_action(action, parameters)
