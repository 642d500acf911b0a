"""What became of a mail, told to the team in the transaction that records it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_console.desk.feedback_asking import fence_name as survey_fence
from agent_console.desk.feedback_asking import survey_of_acts
from agent_console.desk.notices import fence_name, notice_of_acts
from agent_console.desk.states import OutboxKind, OutboxState
from agent_console.store import journal_waiting
from agent_console.store.outbox import Letter

if TYPE_CHECKING:
    from sqlmodel import Session

NOT_LEFT = (
    OutboxState.QUEUED,
    OutboxState.HELD,
    OutboxState.DEFERRED,
    OutboxState.REFUSED,
    OutboxState.CANCELLED,
)


def tell_fate(session: Session, letter: Letter, state: OutboxState, *, left: bool) -> None:
    """Let the team know whether a mail ``left``; without a team nothing is written.

    Of one whose fate is unknown nothing is told: whoever answers next looks for it. What has left
    is in nobody's hands any more.
    """
    if not is_fenced(letter) or not journal_waiting.is_team(session):
        return
    from agent_console.desk.journal_entry import NotSent, Released, Sent

    place = place_of(letter)
    if left:
        journal_waiting.tell(session, Sent(*place, letter.message_id))
        if place[0]:
            journal_waiting.tell(session, Released(place[0]))
    elif state in NOT_LEFT:
        journal_waiting.tell(session, NotSent(*place, letter.message_id))


def is_fenced(letter: Letter) -> bool:
    """Return whether two consoles might send the same: a reply, a notice, the program's own mail.

    What is sent on or begins a ticket of its own cannot be sent twice.
    """
    return letter.kind is OutboxKind.REPLY or gives_way(letter)


def gives_way(letter: Letter) -> bool:
    """Return whether a mail is dropped without a word where a colleague's program sent the same."""
    return letter.by_machine or notice_of_acts(letter.acts) is not None


def place_of(letter: Letter) -> tuple[str, str]:
    """Return the ticket and the mail that are answered; mail by a machine is for no ticket.

    The mail of a notice stands for that notice and that person, a survey for its ticket, whichever
    console sends it.
    """
    if (sent := notice_of_acts(letter.acts)) is not None:
        return "", fence_name(sent)
    if survey_of_acts(letter.acts) is not None:
        return "", survey_fence(letter.ticket)
    from email.parser import BytesHeaderParser

    header = letter.raw.partition(b"\r\n\r\n")[0]
    answered = str(BytesHeaderParser().parsebytes(header + b"\r\n\r\n").get("In-Reply-To", ""))
    answers = "".join(answered.split()).strip("<>")[:998]
    if letter.by_machine:
        return "", answers or letter.ticket
    return letter.ticket, answers
