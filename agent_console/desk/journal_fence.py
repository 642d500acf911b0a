"""No reply leaves twice: what wants to be sent is told in the journal first, and the first one may.

The fence of a mail that is to be answered is closed from ``sending`` to ``sent``, ``not-sent`` or
``abandoned``. A console that was let through has to begin within ten minutes; only after an hour
of silence, and a look into the sent folder, may others open the fence again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent_console.desk.journal_claims import Claims, Verdict
from agent_console.desk.journal_entry import Abandoned, Entry, NotSent, Sending, Sent

SEND_WITHIN = timedelta(minutes=10)
"""How long after it began to write ``sending`` a console may begin to send."""

ABANDON_AFTER = timedelta(hours=1)
"""How long others wait for word of a mail, by the server's clock."""


@dataclass(frozen=True, slots=True)
class Fence:
    """What is known of the answers to one mail.

    ``sent`` are the Message-IDs of those that left, in order. ``console`` is sending ``message_id``
    since ``since``; all three are empty when nobody is. ``doubtful`` are mails that were given up:
    one of them may have left all the same, so whoever sends next looks for them first.
    """

    sent: tuple[str, ...] = ()
    console: str = ""
    message_id: str = ""
    since: datetime | None = None
    doubtful: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The Message-ID of the last one that left, "" for none."""
        return self.sent[-1] if self.sent else ""


Fences = dict[tuple[str, str], Fence]
FenceFact = Sending | Sent | NotSent | Abandoned


def judge_fence(
    fences: Fences, claims: Claims, entry: Entry, fact: FenceFact
) -> tuple[Verdict, str]:
    """Let a fact count in ``fences``; return what became of it and which console is in the way."""
    place = (fact.ticket, fact.answers)
    fence = fences.get(place, Fence())
    if isinstance(fact, Sending):
        verdict, by = _may_begin(fence, claims, entry, fact)
        if verdict is Verdict.COUNTED:
            begun = (entry.payload.console, fact.message_id, entry.arrived)
            fences[place] = Fence(fence.sent, *begun, fence.doubtful)
        return verdict, by
    if isinstance(fact, Sent):
        return _sent(fences, place, fence, fact)
    if fence.since is None or fence.message_id != fact.message_id:
        return Verdict.NOT_SENDING, fence.console
    if isinstance(fact, NotSent) and fence.console != entry.payload.console:
        return Verdict.NOT_HOLDER, fence.console
    if isinstance(fact, Abandoned) and entry.arrived - fence.since < ABANDON_AFTER:
        return Verdict.EARLY, fence.console
    given_up = (fact.message_id,) if isinstance(fact, Abandoned) else ()
    fences[place] = Fence(fence.sent, doubtful=fence.doubtful + given_up)
    return Verdict.COUNTED, ""


def _may_begin(fence: Fence, claims: Claims, entry: Entry, fact: Sending) -> tuple[Verdict, str]:
    held = claims.get(fact.ticket)
    if fact.ticket and (held is None or held.console != entry.payload.console):
        return Verdict.NOT_HOLDER, held.console if held else ""
    if fence.since is not None:
        return Verdict.BUSY, fence.console
    if fence.last != fact.after or fact.message_id in fence.sent:
        return Verdict.ANSWERED, ""
    return Verdict.COUNTED, ""


def _sent(fences: Fences, place: tuple[str, str], fence: Fence, fact: Sent) -> tuple[Verdict, str]:
    """It left: whoever says so, and whatever was thought before."""
    doubtful = tuple(one for one in fence.doubtful if one != fact.message_id)
    known = fact.message_id in fence.sent
    sent = fence.sent if known else (*fence.sent, fact.message_id)
    if fence.message_id == fact.message_id:
        fences[place] = Fence(sent, doubtful=doubtful)
    else:
        fences[place] = replace(fence, sent=sent, doubtful=doubtful)
    return (Verdict.REPEATED if known else Verdict.COUNTED), ""
