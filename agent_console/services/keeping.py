"""A reply kept as a canned answer: a new file in the team's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agent_console.config import Config
from agent_console.desk.canned import Entry
from agent_console.desk.entry_files import EntryError, Form
from agent_console.desk.kept_answer import answer_file, with_variables
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.subjects import base_subject
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.i18n import _
from agent_console.mail.quotes import visible_lines
from agent_console.services.answer_values import Circumstances, values_of
from agent_console.services.library import LibraryService, parse_answer
from agent_console.services.newfile import new_file
from agent_console.store.tickets import StoredMail

_SIGNATURE = "\n-- \n"
_TURNED = (
    *("customer.salutation", "customer.name", "customer.last_name", "customer.first_name"),
    *("customer.company", "order.number", "order.tracking", "order.amount", "order.items"),
    *("ticket.ref", "mailbox.address", "agent.name", "agent.first_name", "today"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How an answer is to be called; without a ``title`` it is called like the ticket."""

    id: str
    title: str
    language: str
    form: Form


def sent_reply(mails: Sequence[StoredMail]) -> tuple[str, datetime]:
    """Return what we wrote in the newest mail that left, and when; NotFoundError without one."""
    ours = [one for one in mails if one.direction is Direction.OUT and one.kind is MailKind.HUMAN]
    newest = max(ours, key=lambda one: one.received, default=None)
    if newest is None:
        raise NotFoundError(
            _("Canned answer"),
            _("no reply has been sent on this ticket"),
            _("Send one first, then keep it."),
        )
    return visible_lines(newest.text, newest.ranges), newest.received


def keep(
    library: LibraryService, wish: Wish, reply: str, known: Circumstances, config: Config
) -> Entry:
    """Write a reply into the team's folder as a canned answer, and return that.

    Raises ActionRefusedError for an id that is none or taken, and where there is no folder;
    ConsoleError when the file cannot be written.
    """
    own = own_folder_of(library)
    ticket = known.ticket
    template = with_variables(_without_signature(reply), _values(wish, known, config))
    content = answer_file(
        wish.id,
        wish.title.strip() or base_subject(ticket.subject) or wish.id,
        wish.language,
        wish.form if wish.language == "de" else Form.ANY,
        template,
        types=(ticket.asks.type,) if ticket.asks.type else (),
        level=ticket.asks.level or 1,
    )
    name = f"{wish.id}.txt"
    _refuse_taken(library, wish.id)
    try:
        entry = parse_answer(content, str(own / name))
    except EntryError as error:
        raise ActionRefusedError(_("Canned answer"), error.cause) from error
    _write(own, name, content)
    return entry


def own_folder_of(library: LibraryService) -> Path:
    """Return the team's folder; raises ActionRefusedError where it has none."""
    if library.own is None:
        raise ActionRefusedError(
            _("Canned answer"),
            _("the team has no folder of its own"),
            _('Name one in the settings: [library] folder = "texts".'),
        )
    return library.own


def _refuse_taken(library: LibraryService, entry_id: str) -> None:
    library.refresh()
    if library.library().get(entry_id) is not None:
        raise ActionRefusedError(
            _("Canned answer"),
            _("there is an answer {id} already").format(id=entry_id),
            _("Choose another id, or edit that answer."),
        )


def _write(folder: Path, name: str, content: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = _("{path} cannot be made: {reason}")
        raise ConsoleError(
            _("Canned answer"), words.format(path=folder, reason=error.strerror)
        ) from error
    with new_file(folder, name, exact=True) as file:
        file.write(content.encode())


def _without_signature(text: str) -> str:
    return text.replace("\r\n", "\n").partition(_SIGNATURE)[0].strip("\n")


def _values(wish: Wish, known: Circumstances, config: Config) -> Iterator[tuple[str, str]]:
    """Yield what may stand in a reply: the ticket's facts first, the team's own values last."""
    forms = dict.fromkeys((wish.form, Form.FORMAL, Form.INFORMAL))
    found = [values_of(known, config, wish.language, form) for form in forms]
    for values in found:
        yield from ((name, values[name]) for name in _TURNED if name in values)
    yield from config.library.team_values(wish.language).items()
