"""Notices: written, looked at, begun, paused and stopped by people; the engine sends them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.desk.events import Fact
from agent_console.desk.notice_facts import (
    NoticeBegun,
    NoticePaused,
    NoticeResumed,
    NoticeStopped,
    NoticeWritten,
)
from agent_console.desk.notices import (
    Notice,
    NoticeLook,
    NoticePlan,
    NoticeState,
    notice_word,
)
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.refs import base32
from agent_console.desk.roles import Act as RoleAct
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.i18n import _, current_language
from agent_console.services.acting import Acts
from agent_console.services.answers import AnswerService
from agent_console.services.notices_picks import (
    FindingTickets,
    FoundTickets,
    IncidentTickets,
    OnePerson,
    Recipients,
    ShopOrders,
)
from agent_console.services.notices_plan import NoticePlanner, tell_nobody
from agent_console.services.team_roles import need_role
from agent_console.store import meta
from agent_console.store import notices as stored

if TYPE_CHECKING:
    from agent_console.services.search import SearchService

Progress = Callable[[int, int], None]
_NAME_BYTES = 10
_LEAST_PREFIX = 3


class NoticeService:
    """What agents do with notices; safe to use from several threads, waits for the disk."""

    def __init__(
        self,
        acts: Acts,
        config: Config,
        answers: Callable[[], AnswerService],
        search: SearchService,
    ) -> None:
        self._acts = acts
        self._config = config
        self._answers = answers
        self._search = search

    def all(self) -> tuple[Notice, ...]:
        """Return all notices, the newest first."""
        with self._acts.store.read() as session:
            return stored.notices(session)

    def look(self, name: str) -> NoticeLook:
        """Return a notice with everybody it goes to; raises NotFoundError."""
        with self._acts.store.read() as session:
            notice = self._need(name)
            return NoticeLook(notice, stored.mails(session, notice.name))

    def write(self, written: NoticeWritten, name: str = "") -> Notice:
        """Keep a new notice, or another text and search of a draft; nothing leaves yet.

        Raises ActionRefusedError without a title, or when it has begun already.
        """
        if not written.title.strip():
            raise ActionRefusedError(
                _("Notice"), _("the title is missing"), _("It becomes the subject of the mails.")
            )
        if name:
            name = self._standing(name, NoticeState.DRAFT).name
        name = name or base32(secrets.token_bytes(_NAME_BYTES)).lower()
        self._record(name, replace(written, title=written.title.strip()))
        return self._need(name)

    def title_of(self, answer: str) -> str:
        """Return the title of a canned answer in the agent's language; raises NotFoundError."""
        return self._answers().entry(answer).title(current_language())

    def plan(self, name: str, on_progress: Progress = tell_nobody) -> NoticePlan:
        """Return who would get a notice now, the text of each, and who gets none: a dry run."""
        notice = self._need(name)
        return self.planner.plan(notice.name, notice.written, on_progress)

    def send(
        self, name: str, on_progress: Progress = tell_nobody, *, plan: NoticePlan | None = None
    ) -> Notice:
        """Begin a notice: from now on the engine sends it, slowly; return it.

        The ``plan`` that an agent looked at is what leaves, unless the notice was changed since.
        Raises ActionRefusedError when there is nobody to send it to, or no right to.
        """
        notice = self._standing(name, NoticeState.DRAFT)
        people = self._prepare(notice, on_progress, plan)
        self._record(notice.name, NoticeBegun(str(people)))
        return self._need(notice.name)

    def pause(self, name: str) -> Notice:
        """Let no more mails leave; those that wait in the outbox are held."""
        notice = self._standing(name, NoticeState.RUNNING)
        self._record(notice.name, NoticePaused())
        return self._need(notice.name)

    def resume(self, name: str, on_progress: Progress = tell_nobody) -> Notice:
        """Let a notice go on from this console; who has it already does not get it again.

        A notice that another console began is planned anew here.
        """
        notice = self._standing(name, NoticeState.PAUSED)
        people = 0
        with self._acts.store.read() as session:
            need_role(session, RoleAct.SEND)
            is_ours = notice.console == meta.console_id(session)
        if not is_ours:
            people = self._prepare(notice, on_progress) + notice.sent
        self._record(notice.name, NoticeResumed(str(people) if people else ""))
        return self._need(notice.name)

    def stop(self, name: str) -> Notice:
        """End a notice, whoever has not got it; undo takes that back."""
        notice = self._need(name)
        if notice.state in (NoticeState.STOPPED, NoticeState.ENDED):
            raise _refused(notice)
        self._record(notice.name, NoticeStopped())
        return self._need(notice.name)

    def _prepare(
        self, notice: Notice, on_progress: Progress, plan: NoticePlan | None = None
    ) -> int:
        """Keep whom it goes to with the text of each; return how many they are."""
        with self._acts.store.read() as session:
            need_role(session, RoleAct.SEND)
        if plan is None or plan.written != notice.written:
            plan = self.planner.plan(notice.name, notice.written, on_progress)
        if not plan.recipients:
            raise ActionRefusedError(
                _("Notice"), _("nobody would get it"), _("The preview says why.")
            )
        left_out = {one.person: one.why for one in plan.left_out}
        with self._acts.store.write(durable=True) as session:
            stored.plan_mails(session, notice.name, plan.recipients, left_out)
        return len(plan.recipients)

    def _record(self, name: str, fact: Fact) -> None:
        self._acts.record_about(record_ref(RecordKind.NOTICE, name), (fact,))

    def _standing(self, name: str, state: NoticeState) -> Notice:
        notice = self._need(name)
        if notice.state is not state:
            raise _refused(notice)
        return notice

    def _need(self, name: str) -> Notice:
        """Return the notice whose name begins so; raises NotFoundError for none or several."""
        with self._acts.store.read() as session:
            exact = stored.notice(session, name)
            if exact is not None:
                return exact
            wanted = name.strip().lower()
            fit = [one for one in stored.notices(session) if one.name.startswith(wanted)]
        if len(fit) == 1 and len(wanted) >= _LEAST_PREFIX:
            return fit[0]
        raise NotFoundError(
            _("Notice"),
            _("there is no notice {name}").format(name=name),
            _("`agent-console notice list` prints them all."),
        )

    @property
    def planner(self) -> NoticePlanner:
        """What finds the people and fills in the texts."""
        return NoticePlanner(
            self._acts.store, self._config, self._acts.clock, self._answers(), self._kinds()
        )

    def _kinds(self) -> tuple[Recipients, ...]:
        store, clock = self._acts.store, self._acts.clock
        return (
            IncidentTickets(store),
            FindingTickets(store),
            OnePerson(store),
            ShopOrders(store, self._config, clock),
            FoundTickets(self._search),
        )


def _refused(notice: Notice) -> ActionRefusedError:
    words = _("not possible: this notice is “{state}”").format(state=notice_word(notice.state))
    return ActionRefusedError(_("Notice"), words)
