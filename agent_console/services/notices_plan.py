"""Who would get a notice and what each would read; nothing happens here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.desk.address_form import form_of
from agent_console.desk.answer_ranking import Wanted
from agent_console.desk.canned_render import Rendered, TemplateError, Values, render
from agent_console.desk.customers import CustomerField
from agent_console.desk.entry_files import Form, Section
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import LeftOut, NoticePlan, Recipient, own_ref
from agent_console.desk.person_name import known_person
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import ENGLISH, _
from agent_console.mail.language import guess_language, home_language
from agent_console.services.answer_values import Circumstances, values_of
from agent_console.services.answers import AnswerService, Situation, filled_in
from agent_console.services.customer_records import Person
from agent_console.services.greetings import greeting_of
from agent_console.services.notices_people import person_of, refusal
from agent_console.services.notices_picks import Pick, Recipients, picked
from agent_console.services.writing import new_lines
from agent_console.store import kin, meta, notices
from agent_console.store import tickets as stored
from agent_console.store.driver import driver, listed
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from sqlmodel import Session

Progress = Callable[[int, int], None]
_OPEN = """
SELECT ref FROM ticket WHERE customer_email IN (SELECT value FROM json_each(?))
    AND state NOT IN ('closed', 'spam') ORDER BY last_at DESC, ref LIMIT 1
"""
_LIVE = (TicketState.NEW, TicketState.OPEN, TicketState.WAITING, TicketState.SNOOZED)


def tell_nobody(_done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(slots=True)
class _Group:
    """One person with everything that was found of them, the newest first."""

    person: Person
    finds: list[tuple[Pick, Ticket | None]] = field(default_factory=list)

    @property
    def live(self) -> Ticket | None:
        """The newest of the found tickets that is not closed."""
        tickets = (ticket for _pick, ticket in self.finds if ticket)
        return next((ticket for ticket in tickets if ticket.state in _LIVE), None)


class NoticePlanner:
    """Makes plans; every call waits for the disk, a large one for seconds."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        answers: AnswerService,
        recipients: Sequence[Recipients],
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._answers = answers
        self._recipients = recipients

    def plan(
        self, name: str, written: NoticeWritten, on_progress: Progress = tell_nobody
    ) -> NoticePlan:
        """Return the mails that would leave, one for each person, and who gets none and why.

        Raises ActionRefusedError for a search or a text that cannot be used.
        """
        self._check_words(written)
        finds = picked(self._recipients, written.search)
        recipients: list[Recipient] = []
        left_out: list[LeftOut] = []
        groups, nobody = self._grouped(finds)
        left_out += [LeftOut(f"#{ref}", _("no e-mail address is known")) for ref in nobody]
        for done, (who, group) in enumerate(groups.items(), 1):
            one = self._recipient(name, written, group)
            if isinstance(one, str):
                left_out.append(LeftOut(who, one))
            else:
                recipients.append(one)
            on_progress(done, len(groups))
        return NoticePlan(tuple(recipients), tuple(left_out), len(finds), written)

    def filled(self, written: NoticeWritten, situation: Situation, more: Values) -> Rendered:
        """Return the text of a notice for one person; an own text gets a greeting and an end."""
        if not written.text.strip():
            entry = self._answers.entry(written.answer)
            language = situation.language
            if language not in entry.languages:
                language = ENGLISH if ENGLISH in entry.languages else entry.languages[0]
            return filled_in(
                entry,
                language,
                situation.form,
                lambda form: self._values(situation, language, form, more),
            ).rendered
        language = _language_of(written.text, situation.language)
        section = Section(language, Form.ANY, _with_greeting(written.text), 1)
        values = self._values(situation, language, situation.form, more)
        try:
            return render(section, values)
        except TemplateError as error:
            raise ActionRefusedError(_("Notice"), error.cause) from error

    def _check_words(self, written: NoticeWritten) -> None:
        if written.text.strip():
            return
        if not written.answer:
            raise ActionRefusedError(
                _("Notice"), _("there is no text"), _("Choose a canned answer, or write a text.")
            )
        self._answers.entry(written.answer)

    def _grouped(self, finds: Sequence[Pick]) -> tuple[dict[str, _Group], list[str]]:
        groups: dict[str, _Group] = {}
        nobody: list[str] = []
        with self._store.read() as session:
            for pick in finds:
                ticket = stored.load(session, kin.root_of(session, pick.ref)) if pick.ref else None
                address = pick.address or (ticket.customer.email if ticket else "")
                if not address:
                    nobody.append(pick.ref)
                    continue
                if ticket is not None and ticket.state is TicketState.SPAM:
                    continue
                who = person_of(session, address)
                group = groups.setdefault(who.emails[0], _Group(who))
                group.finds.append((pick, ticket))
        return groups, nobody

    def _recipient(self, name: str, written: NoticeWritten, group: _Group) -> Recipient | str:
        """Return the mail for one person, or why there is none."""
        pick, ticket = group.finds[0]
        if group.live is not None:
            ticket = group.live
            pick = next(p for p, one in group.finds if one is ticket)
        now = self._clock.now()
        with self._store.read() as session:
            address = ticket.customer.email if ticket else pick.address
            ref = ticket.ref if ticket else ""
            why = refusal(session, self._config, group.person, address, ref, now)
            if why or group.person.emails[0] in notices.sent_people(session, name):
                return why or _("has got it already")
            goes_to = group.live.ref if group.live else _open_ticket(session, group.person.emails)
            opened = goes_to or _new_ref(session, name, group.person.emails[0])
            said = greeting_of(session, address)
        if ref:
            situation = self._answers.situation(ref)
        else:
            situation = self._situation(pick, group.person, opened, now)
            if said is not None:
                known = replace(situation.known, person=said.person)
                situation = replace(situation, known=known, form=said.form or situation.form)
        place = _Place(group.person, address, opened, not goes_to)
        return self._mail(written, situation, place, pick)

    def _mail(
        self, written: NoticeWritten, situation: Situation, place: _Place, pick: Pick
    ) -> Recipient | str:
        try:
            rendered = self.filled(written, situation, pick.values)
        except ConsoleError as error:
            return error.message
        if rendered.gaps:
            missing = ", ".join(dict.fromkeys(gap.name for gap in rendered.gaps))
            return _("this is not known: {names}").format(names=missing)
        box = situation.known.box
        end = "\n".join(new_lines(self._config, box)).strip("\n")
        text = f"{rendered.text.rstrip()}\n\n{end}".rstrip() + "\n"
        return Recipient(
            person=place.person.emails[0],
            address=place.address,
            name=situation.known.person.full or situation.known.ticket.customer.name,
            ticket=place.ticket,
            opens=place.opens,
            sender=box.address,
            language=situation.language,
            subject=self._subject(written, situation.language),
            text=text,
            known=situation.known.ticket.ref if not place.opens else pick.ref,
        )

    def _subject(self, written: NoticeWritten, language: str) -> str:
        """Return the subject; the title of a canned answer in the customer's language."""
        if written.subject or written.text.strip() or not written.answer:
            return written.subject or written.title
        entry = self._answers.entry(written.answer)
        titles = dict(entry.titles)
        known = written.title in titles.values()
        return titles.get(language, written.title) if known else written.title

    def _values(self, situation: Situation, language: str, form: Form, more: Values) -> Values:
        return {**values_of(situation.known, self._config, language, form), **more}

    def _situation(self, pick: Pick, who: Person, ref: str, now: datetime) -> Situation:
        """Return what is known of a customer who has no ticket."""
        profile = who.profile
        home = home_language(self._config.ui.language, self._config.calendar.country) or ENGLISH
        language = profile.text(CustomerField.LANGUAGE) or home
        name = profile.text(CustomerField.NAME) or pick.name
        ticket = Ticket(ref, "", Address(pick.address, name), MailKind.HUMAN, now)
        person = known_person("", name)
        known = Circumstances(ticket, person, (), self._config.mailbox, now)
        told = profile.text(CustomerField.FORM)
        form = Form(told) if told in set(Form) else form_of("")
        return Situation(language, form, Wanted(language=language), known, "")


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose mail it is and on which ticket it will stand."""

    person: Person
    address: str
    ticket: str
    opens: bool


def _language_of(text: str, else_: str) -> str:
    """Return the language in which an own text is written: its greeting is in the same."""
    found = guess_language(text)[0]
    return found if len(found) == len(ENGLISH) else else_


def _with_greeting(text: str) -> str:
    """Return an own text with a greeting before it, unless it has variables of its own."""
    if "{{" in text:
        return text
    return f"{{{{ customer.salutation }}}},\n\n{text.strip()}"


def _open_ticket(session: Session, emails: Sequence[str]) -> str:
    row = driver(session).execute(_OPEN, (listed(emails),)).fetchone()
    return str(row[0]) if row else ""


def _new_ref(session: Session, name: str, person: str) -> str:
    """Return the ref of a ticket that is to be opened: the same, whoever asks here."""
    secret = meta.token_secret(session)
    for attempt in range(100):
        ref = own_ref(name, person, secret, attempt)
        if ref not in stored.find(session, ref):
            return ref
    raise ActionRefusedError(_("Notice"), _("no name is left for a ticket"))
