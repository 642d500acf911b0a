"""What agents do with tickets besides answering them."""

from __future__ import annotations

from collections.abc import Sequence

from agent_console.desk.events import Fact, Judged, Labelled, Tagged
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.states import TicketState
from agent_console.desk.tags import normalise_tag
from agent_console.desk.views import QueueRow
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _
from agent_console.services.acting import Act, Acts
from agent_console.services.labelling import NO, YES
from agent_console.store import tags as stored_tags
from agent_console.store import tickets as stored


class HandlingService:
    """Every verb is recorded at once and taken back by ``undo_last``; safe in several threads."""

    def __init__(self, acts: Acts, own: frozenset[str]) -> None:
        self._acts = acts
        self._own = own

    def spam(self, ref: str, *, sender: bool = False) -> QueueRow:
        """Take a ticket out of everyone's way; with ``sender``, later mails of its writer, too.

        Raises ActionRefusedError for a ticket that is spam, and for a rule that would be about us.
        """
        facts: tuple[Fact, ...] = (Labelled(LabelName.SPAM, YES),)
        if sender:
            facts = (self._rule(ref), *facts)
        return self._acts.record(Act(ref, facts, forbidden=(TicketState.SPAM,)))

    def not_spam(self, ref: str) -> QueueRow:
        """Bring a ticket back; when its writer's mails count as spam, they do so no longer."""
        with self._acts.store.read() as session:
            ticket = stored.load(session, ref)
            spam = [one for one in stored.mails(session, ref) if one.kind is MailKind.SPAM]
        if not ticket.is_spam:
            raise ActionRefusedError(_("Spam"), _("#{ref} is no spam").format(ref=ref))
        facts: tuple[Fact, ...] = (Labelled(LabelName.SPAM, NO),)
        if spam:
            first = spam[0]
            sender = first.sender.email.lower() if first.sender else ""
            facts = (Judged(first.key, MailKind.HUMAN.value, sender), *facts)
        return self._acts.record(Act(ref, facts))

    def tag(self, ref: str, *tags: str) -> QueueRow:
        """Put tags on a ticket; those that are on it already stay.

        Raises ActionRefusedError for what is no tag, and when all of them are on it.
        """
        return self._tag(ref, tags, off=False)

    def untag(self, ref: str, *tags: str) -> QueueRow:
        """Take tags off a ticket; raises ActionRefusedError when none of them is on it."""
        return self._tag(ref, tags, off=True)

    def known_tags(self) -> tuple[tuple[str, int], ...]:
        """Return every tag in use with the number of its tickets, the most used first."""
        with self._acts.store.read() as session:
            return stored_tags.known(session)

    def _tag(self, ref: str, tags: Sequence[str], *, off: bool) -> QueueRow:
        wanted = list(dict.fromkeys(map(_checked_tag, tags)))
        with self._acts.store.read() as session:
            here = stored.load(session, ref).tags
        changed = [tag for tag in wanted if (tag in here) is off]
        if not changed:
            words = _("#{ref} has no such tag") if off else _("#{ref} has this tag already")
            raise ActionRefusedError(_("Tag"), words.format(ref=ref))
        facts = tuple(Tagged(tag, "yes" if off else "") for tag in changed)
        return self._acts.record(Act(ref, facts))

    def _rule(self, ref: str) -> Judged:
        with self._acts.store.read() as session:
            mails = stored.mails(session, ref)
        came = [one for one in mails if one.direction is Direction.IN and one.sender]
        sender = came[0].sender.email.lower() if came and came[0].sender else ""
        if not sender or sender in self._own:
            raise ActionRefusedError(
                _("Spam"),
                _("no sender of #{ref} can be told apart from ourselves").format(ref=ref),
                _("Mark the ticket alone as spam."),
            )
        return Judged(came[0].key, MailKind.SPAM.value, sender)


def _checked_tag(text: str) -> str:
    tag = normalise_tag(text)
    if not tag:
        raise ActionRefusedError(
            _("Tag"),
            _("{text} is no tag").format(text=repr(text)),
            _("Write a short word of letters and digits."),
        )
    return tag
