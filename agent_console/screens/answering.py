"""A canned answer or a whole apology as a mail ready to be read; all of this is called in threads.

What an agent has begun to write is never replaced: it is taken up again instead.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.desk.events import Replied
from agent_console.desk.matter_kinds import MatterKind
from agent_console.desk.states import QueueView
from agent_console.desk.ticket import APOLOGISED
from agent_console.i18n import _
from agent_console.screens.prepared import Complaint, Prepared, is_begun, prepare, with_ticket

if TYPE_CHECKING:
    from agent_console.desk.listing import QueueRow
    from agent_console.screens.ports import DeskPort
    from agent_console.services.answers import Situation
    from agent_console.services.replies import ReplyDraft

_WINDOW = 64


def prepare_answer(desk: DeskPort, ref: str) -> Prepared:
    """Begin a reply with the canned answer that fits best."""
    draft = desk.replies.begin(ref, everyone=None)
    if is_begun(draft):
        return _taken_up(desk, ref, everyone=None)
    situation = desk.answers.situation(ref)
    best = next(iter(desk.answers.ranked(situation)), None)
    if best is None or best.score <= 0:
        warning = _("No canned answer fits this ticket; Ctrl+K lists all of them.")
        draft = replace(draft, warnings=(*draft.warnings, warning))
        return replace(with_ticket(desk, draft), goes_on=True)
    return _filled(desk, draft, situation, best.entry.id)


def prepare_chosen(desk: DeskPort, ref: str, entry_id: str) -> Prepared:
    """Begin a reply with the canned answer that an agent chose."""
    draft = desk.replies.begin(ref, everyone=None)
    if is_begun(draft):
        return _taken_up(desk, ref, everyone=None)
    return _filled(desk, draft, desk.answers.situation(ref), entry_id)


def _filled(desk: DeskPort, draft: ReplyDraft, situation: Situation, entry_id: str) -> Prepared:
    filled = desk.answers.filled(entry_id, situation).rendered
    text = f"{filled.text.rstrip()}\n\n{draft.prefilled.lstrip(chr(10))}"
    draft = replace(draft, text=text, acts=(Replied(answers=entry_id),))
    prepared = replace(with_ticket(desk, draft), goes_on=True, cursor=filled.cursor)
    if prepared.view is not None and prepared.view.row.complaint:
        return _warned(
            prepared, _("This is a complaint: Ctrl+T throws this away, then a writes the apology.")
        )
    return prepared


def prepare_apology(desk: DeskPort, ref: str) -> Prepared:
    """Begin the answer to a complaint: the whole apology, or whether it is solved by now."""
    draft = desk.replies.begin(ref, everyone=True)
    if is_begun(draft):
        return _taken_up(desk, ref, everyone=True)
    if desk.tickets.view(ref, whole=False).row.steps == APOLOGISED:
        return replace(with_ticket(desk, desk.complaints.ask(ref)), goes_on=True)
    written = desk.complaints.write(ref)
    complaint = Complaint(written, desk.complaints.blocks())
    prepared = replace(with_ticket(desk, written.draft), goes_on=True, complaint=complaint)
    known = prepared.view is not None and prepared.view.row.complaint
    if written.situation.matter.kind is MatterKind.OTHER and not known:
        return _warned(prepared, _("No complaint was found here: read twice what is sent."))
    return prepared


def next_for_me(desk: DeskPort, ref: str) -> QueueRow | None:
    """Return the ticket to answer after ``ref``: the first one for me that no reply leaves for."""
    leaving = {item.ticket for item in desk.outbox.unfinished()} | {ref}
    rows = desk.queue.page(QueueView.FOR_ME, 0, _WINDOW).rows
    return next((row for row in rows if row.ref not in leaving), None)


def _taken_up(desk: DeskPort, ref: str, *, everyone: bool | None) -> Prepared:
    """Take up what is kept, and say so."""
    prepared = prepare(desk, ref, everyone=everyone)
    warning = _("This reply was begun before: it is taken up as it was. Ctrl+T throws it away.")
    return replace(_warned(prepared, warning), goes_on=True)


def _warned(prepared: Prepared, warning: str) -> Prepared:
    draft = prepared.draft
    return replace(prepared, draft=replace(draft, warnings=(*draft.warnings, warning)))
