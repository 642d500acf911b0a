"""Closing the loop: findings collect tickets, somebody sees to them, customers are told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.desk.events import Fact, FindingJoined, FindingSaid, FindingWritten
from agent_console.desk.findings import Finding, FindingField, FindingState, day_of
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import Notice
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.refs import base32
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _
from agent_console.services.acting import Acts
from agent_console.services.notices import NoticeService
from agent_console.services.notices_picks import FINDING
from agent_console.store import findings as stored
from agent_console.store import kin

if TYPE_CHECKING:
    from agent_console.desk.feedback import Asked

_NAME_BYTES = 10
_LEAST_PREFIX = 3
_MOST_TEXT = 2_000


class FindingService:
    """What agents do with findings; safe to use from several threads, waits for the disk."""

    def __init__(self, acts: Acts, notices: NoticeService) -> None:
        self._acts = acts
        self._notices = notices

    def all(self) -> tuple[Finding, ...]:
        """Return all findings, those still to be done in front, by their day."""
        with self._acts.store.read() as session:
            return tuple(
                replace(
                    one, tickets=tuple(dict.fromkeys(kin.root_of(session, r) for r in one.tickets))
                )
                for one in stored.findings(session)
            )

    def get(self, name: str) -> Finding:
        """Return the finding whose name begins so; raises NotFoundError for none or several."""
        wanted = name.strip().lower()
        fit = [one for one in self.all() if one.name.startswith(wanted)]
        if any(one.name == wanted for one in fit) or (
            len(fit) == 1 and len(wanted) >= _LEAST_PREFIX
        ):
            return fit[0]
        raise NotFoundError(
            _("Finding"),
            _("there is no finding {name}").format(name=name),
            _("`agent-console finding list` prints them all."),
        )

    def begin(self, title: str, refs: Sequence[str] = ()) -> Finding:
        """Begin a finding, with its first tickets; raises ActionRefusedError without a title."""
        name = base32(secrets.token_bytes(_NAME_BYTES)).lower()
        facts: list[Fact] = [FindingWritten(_text(title, needed=True))]
        if roots := self._roots(refs):
            facts.append(FindingJoined(" ".join(roots)))
        self._record(name, *facts)
        return self.get(name)

    def rename(self, name: str, title: str) -> Finding:
        """Give it another title."""
        found = self.get(name)
        self._record(found.name, FindingWritten(_text(title, needed=True)))
        return self.get(found.name)

    def add(self, name: str, refs: Sequence[str]) -> int:
        """Put tickets on it, as one act; return how many were not on it before."""
        found = self.get(name)
        fresh = [ref for ref in self._roots(refs) if ref not in found.tickets]
        if fresh:
            self._record(found.name, FindingJoined(" ".join(fresh)))
        return len(fresh)

    def remove(self, name: str, refs: Sequence[str]) -> int:
        """Take tickets off it; return how many were on it."""
        found = self.get(name)
        wanted = [ref for ref in self._roots(refs) if ref in found.tickets]
        if wanted:
            with self._acts.store.read() as session:
                every = [one for ref in wanted for one in (ref, *kin.merged_into(session, ref))]
            self._record(found.name, FindingJoined(" ".join(dict.fromkeys(every)), "yes"))
        return len(wanted)

    def say(self, name: str, field: FindingField, value: str) -> Finding:
        """Say who sees to it, what is done, how far it is, or by when; "" takes it away.

        Raises ActionRefusedError for a state or a day that is none.
        """
        found = self.get(name)
        value = _text(value)
        if field is FindingField.STATE and value not in set(FindingState):
            states = ", ".join(FindingState)
            raise _refused(_("there are these states: {states}").format(states=states))
        if field is FindingField.DUE and value and day_of(value) is None:
            raise _refused(_("write a day such as 2026-03-31"))
        self._record(found.name, FindingSaid(field.value, value))
        return self.get(found.name)

    def comments(self, name: str) -> tuple[Asked, ...]:
        """Return what its customers answered to surveys, and said with that."""
        from agent_console.store import feedback
        from agent_console.store.driver import driver

        found = self.get(name)
        with self._acts.store.read() as session:
            connection = driver(session)
            told = [one for ref in found.tickets for one in feedback.of_ticket(connection, ref)]
        return tuple(one for one in told if one.value is not None or one.comment)

    def tell(self, name: str, *, answer: str = "", text: str = "", subject: str = "") -> Notice:
        """Make the draft of a notice to those who raised it; it leaves when it is sent.

        Raises ActionRefusedError before it is done, and without tickets.
        """
        found = self.get(name)
        if found.state is not FindingState.DONE:
            raise _refused(
                _("it is not done yet"), _("Tell customers what changed once it has changed.")
            )
        if not found.tickets:
            raise _refused(_("no ticket belongs to it"))
        written = NoticeWritten(
            title=found.title,
            search=f"{FINDING}{found.name}",
            answer=answer,
            subject=subject,
            text=text,
        )
        return self._notices.write(written)

    def _roots(self, refs: Sequence[str]) -> list[str]:
        with self._acts.store.read() as session:
            return list(dict.fromkeys(kin.root_of(session, ref) for ref in refs))

    def _record(self, name: str, *facts: Fact) -> None:
        self._acts.record_about(record_ref(RecordKind.FINDING, name), facts)


def _text(value: str, *, needed: bool = False) -> str:
    words = " ".join(value.split())
    if needed and not words:
        raise _refused(_("the title is missing"))
    if len(words) > _MOST_TEXT:
        raise _refused(_("at most {n} characters").format(n=_MOST_TEXT))
    return words


def _refused(why: str, hint: str = "") -> ActionRefusedError:
    return ActionRefusedError(_("Finding"), why, hint)
