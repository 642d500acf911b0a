"""Canned answers for a ticket: which fit best, and one's text with the ticket's facts in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.address_form import form_of
from agent_console.desk.answer_ranking import Ranked, Wanted, rank
from agent_console.desk.canned import Entry
from agent_console.desk.canned_render import Rendered, TemplateError, Values, render
from agent_console.desk.classify import classify
from agent_console.desk.entry_files import Form
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.request_types import OTHER, RequestTypes
from agent_console.desk.ticket import Ticket
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import ENGLISH, _
from agent_console.mail.language import guess_language, home_language
from agent_console.mail.quotes import visible_lines
from agent_console.services.answer_values import Circumstances, person_of, values_of
from agent_console.services.greetings import greeting_of
from agent_console.services.insights import Insights
from agent_console.services.keeping import Wish, keep, sent_reply
from agent_console.services.library import LibraryService, Shelf
from agent_console.services.library_edit import file_text, keep_text
from agent_console.services.order_matching import orders_of_ticket
from agent_console.services.similar import SimilarMails
from agent_console.services.usage import NEVER, Usage, UseCounts, needs_work, usage_of
from agent_console.services.written_to import mailbox_written_to
from agent_console.store import journal, returns
from agent_console.store import tickets as stored
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.tickets import StoredMail

_MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Situation:
    """What a ticket needs: language and form of its answer, what is known, the mail's own words."""

    language: str
    form: Form
    wanted: Wanted
    known: Circumstances
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A canned answer filled in, in the language and form in which it could be had."""

    entry: Entry
    language: str
    form: Form
    rendered: Rendered


class AnswerService:
    """Ranks and fills in; safe to use from several threads. All calls wait for the disk."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        library: LibraryService,
        types: Callable[[], RequestTypes],
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._library = library
        self._types = types
        self._insights = Insights(config)
        self._uses = UseCounts(store)
        self._similar = SimilarMails(store)

    def situation(self, ref: str, promised: datetime | None = None) -> Situation:
        """Look at a ticket as it is about to be answered; raises NotFoundError without one.

        ``promised`` is the day an agent chose to promise something for; nothing else fills it in.
        """
        now = self._clock.now()
        with self._store.read() as session:
            ticket = stored.load(session, ref)
            mails = stored.mails(session, ref)
            told, _complete = self._insights.of(session, ref, mails, whole=True)
            newest = _newest(mails)
            people = (*newest.to, *newest.cc) if newest else ()
            box = self._config.mailbox
            if mails:
                key = newest.key if newest else stored.parent_mail(session, ref)
                box = mailbox_written_to(session, self._config, key, people)
            said = greeting_of(session, ticket.customer.email)
            connection, events = driver(session), journal.of_ticket(session, ref)
            patterns = self._config.orders.patterns
            orders = orders_of_ticket(connection, ticket, events, told.values(), patterns)
            cases = returns.of_ticket(connection, ref)
        text = visible_lines(newest.text[:_MAX_TEXT], newest.ranges) if newest else ""
        facts = told[newest.key].facts if newest and newest.key in told else ()
        language = (newest.language if newest else "") or self._home()
        person = said.person if said else person_of(ticket, text)
        return Situation(
            language=language,
            form=(said.form if said else Form.ANY) or form_of(text),
            wanted=self._wanted(self._type_of(ticket, text), ticket.asks.level, language),
            known=Circumstances(
                ticket, person, facts, box, now, promised, orders=orders, returns=cases
            ),
            text=f"{ticket.subject}\n{text}",
        )

    def ranked(
        self, situation: Situation, uses: Mapping[str, int] | None = None
    ) -> tuple[Ranked, ...]:
        """Return all answers for a ticket, the best first; ``uses`` is else what was sent.

        Files that changed are read again before. Texts for who did not ask are left out.
        """
        self._library.refresh()
        if uses is None:
            uses = self._uses.at(self._clock.now())
        fit = self._library.fit(situation.text, situation.language)
        similar = self._similar.answers(
            situation.text, situation.language, situation.known.ticket.ref
        )
        items = [one for one in self.entries() if one.is_answer]
        return rank(items, situation.wanted, fit=fit, similar=similar, uses=uses)

    def usage(self) -> Mapping[str, Usage]:
        """Return how often answers were sent, by id, and after how many the customer wrote."""
        return usage_of(self._store, self._clock.now())

    def weak(self) -> frozenset[str]:
        """Return the ids of answers after which so many customers wrote that they need work."""
        uses = self.usage()
        items = self._library.library().items
        return frozenset(one.id for one in items if needs_work(one, uses.get(one.id, NEVER)))

    def filled(
        self, entry_id: str, situation: Situation, language: str = "", form: Form = Form.ANY
    ) -> Answer:
        """Return an answer with the ticket's facts; language and form are else the customer's."""
        entry = self.entry(entry_id)
        spoken = language or situation.language
        used = spoken if language or spoken in entry.languages else _second_best(entry)

        def values(chosen: Form) -> Values:
            return values_of(situation.known, self._config, used, chosen)

        return filled_in(entry, used, form or situation.form, values)

    def keep(self, ref: str, entry_id: str, text: str = "", title: str = "") -> Entry:
        """Keep a reply as a new answer of the team; the reply that was sent last without ``text``.

        What is known of the ticket becomes variables again. Raises NotFoundError when no reply was
        sent, ConsoleError when the answer cannot be written, ActionRefusedError when it may not.
        """
        situation = self.situation(ref)
        known = situation.known
        if not text:
            with self._store.read() as session:
                text, sent_at = sent_reply(stored.mails(session, ref))
            known = replace(known, now=sent_at)
        spoken = guess_language(text, prior=situation.language)[0]
        language = spoken if len(spoken) == len(ENGLISH) else situation.language
        wish = Wish(entry_id, title, language, form_of(text))
        entry = keep(self._library, wish, text, known, self._config)
        self._library.refresh()
        return entry

    def file_text(self, entry_id: str) -> str:
        """Return the file of an answer, to be changed; raises NotFoundError.

        ActionRefusedError where the team has no folder for what is changed.
        """
        return file_text(self._library, self.entry(entry_id))

    def keep_text(self, entry_id: str, text: str) -> Entry:
        """Keep the changed file of an answer in the team's folder, and return what it says.

        Raises ActionRefusedError for a text that cannot be used, ConsoleError for no room.
        """
        return keep_text(self._library, self.entry(entry_id), text)

    def entries(self) -> tuple[Entry, ...]:
        """Return all answers, in the order of the library."""
        return tuple(self._library.library().items)

    def entry(self, entry_id: str) -> Entry:
        """Return the answer called ``entry_id``; raises NotFoundError."""
        return need_entry(self._library.library(), entry_id)

    def _type_of(self, ticket: Ticket, text: str) -> str:
        """Return what the newest mail asks for: the ticket may have begun with something else.

        What an agent said of the ticket goes before that.
        """
        if ticket.labels.type:
            return ticket.labels.type
        asked = classify(text, self._types()).type
        return ticket.asks.type if asked == OTHER else asked

    def _home(self) -> str:
        config = self._config
        return home_language(config.ui.language, config.calendar.country) or ENGLISH

    def _wanted(self, request_type: str, level: int, language: str) -> Wanted:
        known = self._types().get(request_type)
        named = known.answers if known else ()
        return Wanted(request_type, language, level=level, named=named)


def need_entry(library: Shelf[Entry], entry_id: str) -> Entry:
    """Return the answer called ``entry_id``; raises NotFoundError."""
    found = library.get(entry_id)
    if found is None:
        raise NotFoundError(
            _("Canned answer"),
            _("there is no answer {id}").format(id=entry_id),
            _("`agent-console canned list` prints them all."),
        )
    return found


def filled_in(entry: Entry, language: str, form: Form, values: Callable[[Form], Values]) -> Answer:
    """Return an answer in a language, in ``form`` if it is written in it, else in another.

    ``values`` are asked for in the form that was found. Raises NotFoundError where the answer is
    not written in that language, ActionRefusedError for a text that would become too long.
    """
    section = entry.section(language, form)
    if section is None:
        raise NotFoundError(
            _("Canned answer"),
            _("{id} is not written in {language}").format(id=entry.id, language=language),
            _("There are: {languages}").format(languages=", ".join(entry.languages)),
        )
    found = section.form or form
    try:
        return Answer(entry, language, found, render(section, values(found)))
    except TemplateError as error:
        raise ActionRefusedError(_("Canned answer"), error.cause) from error


def _second_best(entry: Entry) -> str:
    return ENGLISH if ENGLISH in entry.languages else entry.languages[0]


def _newest(mails: Sequence[StoredMail]) -> StoredMail | None:
    """Return the customer's newest mail, else the newest that came in at all."""
    came = [one for one in mails if one.direction is Direction.IN]
    human = [one for one in came if one.kind is MailKind.HUMAN]
    return max(human or came, key=lambda one: one.received, default=None)
