"""A mail ready to be written, and the ticket it belongs to; all of this is called in threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from agent_console.desk.apology_blocks import Block, Step
from agent_console.desk.events import Apologised
from agent_console.desk.states import OutboxKind
from agent_console.desk.views import OutboxItem, TicketView
from agent_console.i18n import _

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.services.complaints import Choice, Written
    from agent_console.services.replies import ReplyDraft


@dataclass(frozen=True, slots=True)
class Complaint:
    """An apology as it was written, and the blocks that its steps can be changed to."""

    written: Written
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A mail ready to be written; a new one has no ticket yet.

    ``complaint`` is there for an apology. With ``goes_on`` the next ticket opens once it is sent.
    ``cursor`` is where to go on writing, in characters of the text.
    """

    draft: ReplyDraft
    view: TicketView | None
    complaint: Complaint | None = None
    goes_on: bool = False
    cursor: int | None = None


def prepare(desk: DeskPort, ref: str, *, everyone: bool | None) -> Prepared:
    """Begin a reply, or take it up again, and read its ticket; None leaves to the mail to whom."""
    draft = desk.replies.begin(ref, everyone=everyone)
    done = next((act for act in draft.acts if isinstance(act, Apologised)), None)
    prepared = with_ticket(desk, draft)
    if done is None or not is_begun(draft):
        return prepared
    blocks = desk.complaints.blocks()
    written = desk.complaints.write(ref, chosen_before(done, blocks))
    return replace(prepared, complaint=Complaint(written, blocks))


def is_begun(draft: ReplyDraft) -> bool:
    """Return whether somebody has written on a draft already."""
    return draft.text.strip() != draft.prefilled.strip()


def chosen_before(done: Apologised, blocks: Iterable[Block]) -> Choice:
    """Return what an agent chose for an apology that is taken up again."""
    from agent_console.services.complaints import NO_REMEDY, Choice

    used = frozenset(done.blocks.split(","))
    steps: dict[Step, str] = {one.step: one.id for one in blocks if one.id in used}
    value = Decimal(done.value) if done.value else None
    return Choice(done.remedy or NO_REMEDY, value, steps)


def prepare_forward(desk: DeskPort, ref: str, *, inline: bool) -> Prepared:
    """Begin to send the newest mail on, or take that up again, and read its ticket."""
    return with_ticket(desk, desk.replies.begin_forward(ref, inline=inline))


def prepare_new(desk: DeskPort) -> Prepared:
    """Begin a mail that opens a ticket, or take it up again."""
    return Prepared(desk.replies.begin_new(), None)


def prepare_again(desk: DeskPort, item: OutboxItem) -> Prepared:
    """Take up a mail that was taken back from the outbox, with all it had."""
    if item.kind is OutboxKind.NEW:
        return prepare_new(desk)
    if item.kind is OutboxKind.FORWARD:
        return prepare_forward(desk, item.ticket, inline=False)
    return prepare(desk, item.ticket, everyone=False)


def with_ticket(desk: DeskPort, draft: ReplyDraft) -> Prepared:
    """Read the ticket of a draft, and warn of addresses that do not work."""
    view = desk.tickets.view(draft.ref)
    if view.row.bounced:
        warnings = (*draft.warnings, *_came_back(desk, draft))
        draft = replace(draft, warnings=warnings)
    return Prepared(draft, view)


def _came_back(desk: DeskPort, draft: ReplyDraft) -> Iterator[str]:
    """Say from whom mails of this ticket came back, as far as the reports tell."""
    mine = (item for item in desk.outbox.items() if item.ticket == draft.ref)
    reasons = {address.lower(): why for item in mine for address, why in item.bounced}
    known = [person.email for person in draft.everybody if person.email.lower() in reasons]
    for email in known:
        yield _("A mail to {address} came back: {reason}").format(
            address=email, reason=reasons[email.lower()]
        )
    if not known:
        yield _("Our last mail on this ticket came back: check the address.")
