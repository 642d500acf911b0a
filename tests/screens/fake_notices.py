"""Notices, known issues and suggestions in memory; every call that changes something is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from agent_console.desk.incidents import Incident
from agent_console.desk.notice_facts import IncidentWritten, NoticeWritten
from agent_console.desk.notices import (
    LeftOut,
    MailState,
    Notice,
    NoticeLook,
    NoticeMail,
    NoticePlan,
    NoticeState,
    Recipient,
)
from agent_console.desk.occasions import Occasion, OccasionKind
from agent_console.services.incidents import IncidentPlan, IncidentReply
from agent_console.services.notices_desk import ProactiveLook
from agent_console.services.replies import ReplyDraft
from tests.screens.fake_content import NOW, ref_of

LATE = "Delivery is delayed"


class FakeNotices:
    """A draft to three people, and one that is being sent."""

    def __init__(self) -> None:
        written = NoticeWritten(LATE, "orders:late", "delivery-delayed")
        running = NoticeWritten("Lamp\x1b[31m shade recalled", "tag:lamp", "recall")
        self.kept = {
            "draft": Notice("draft", written, NoticeState.DRAFT, "mia", NOW),
            "runs": Notice("runs", running, NoticeState.RUNNING, "mia", NOW, people=40, sent=12),
        }
        self.done: list[tuple[str, str]] = []

    def look(self, name: str) -> NoticeLook:
        mails = (
            NoticeMail("anna@example.org", "Anna", ref_of(1), MailState.SENT, answered=True),
            NoticeMail("bob@example.org", "Bob", ref_of(2), MailState.QUEUED),
            NoticeMail("eve@example.org", "", "", MailState.LEFT_OUT, "objects to notices"),
        )
        return NoticeLook(self.kept[name], mails if name == "runs" else ())

    def write(self, written: NoticeWritten, name: str = "") -> Notice:
        self.done.append(("write", written.title))
        name = name or f"new{len(self.kept)}"
        self.kept[name] = Notice(name, written, NoticeState.DRAFT, "mia", NOW)
        return self.kept[name]

    def plan(
        self, name: str, on_progress: Callable[[int, int], None] = lambda _done, _all: None
    ) -> NoticePlan:
        on_progress(25, 100)
        title = self.kept[name].title
        people = tuple(
            Recipient(
                person=f"{who.lower()}@example.org",
                address=f"{who.lower()}@example.org",
                name=who,
                ticket=ref_of(place),
                opens=place == 2,
                sender="support@example.com",
                language="en",
                subject=title,
                text=f"Hello {who},\n\nYour delivery is running late.\n\nKind regards\nmia\n",
            )
            for place, who in enumerate(("Anna", "Bob", "Carl"))
        )
        return NoticePlan(people, (LeftOut("eve@example.org", "objects to notices"),), 5)

    def send(self, name: str, *, plan: NoticePlan | None = None) -> Notice:
        assert plan == self.plan(name)
        return self._stand("send", name, NoticeState.RUNNING)

    def pause(self, name: str) -> Notice:
        return self._stand("pause", name, NoticeState.PAUSED)

    def resume(self, name: str) -> Notice:
        return self._stand("resume", name, NoticeState.RUNNING)

    def stop(self, name: str) -> Notice:
        return self._stand("stop", name, NoticeState.STOPPED)

    def _stand(self, verb: str, name: str, state: NoticeState) -> Notice:
        self.done.append((verb, name))
        people = self.kept[name].people or 3
        self.kept[name] = replace(self.kept[name], state=state, people=people)
        return self.kept[name]


class FakeIncidents:
    """One known issue with two tickets."""

    def __init__(self, notices: FakeNotices, begin: Callable[..., ReplyDraft]) -> None:
        refs = (ref_of(1), ref_of(2))
        since = NOW - timedelta(hours=3)
        self.known = {
            "down": Incident("down", "Shop is down", "", "We are on it.", "mia", since, None, refs)
        }
        self.done: list[tuple[str, str, tuple[str, ...]]] = []
        self._notices = notices
        self._begin = begin

    def get(self, name: str) -> Incident:
        return self.known[name]

    def write(self, written: IncidentWritten, name: str = "") -> Incident:
        name = name or written.title
        old = self.known.get(name)
        self.known[name] = Incident(
            name,
            written.title,
            written.answer,
            written.text,
            "mia",
            NOW,
            None,
            old.tickets if old else (),
        )
        return self.known[name]

    def join(self, name: str, refs: Sequence[str]) -> int:
        self.done.append(("join", name, tuple(refs)))
        return len(refs)

    def leave(self, name: str, refs: Sequence[str]) -> int:
        self.done.append(("leave", name, tuple(refs)))
        return len(refs)

    def plan(self, name: str) -> IncidentPlan:
        replies = tuple(self._reply(ref) for ref in self.known[name].tickets)
        return IncidentPlan(replies, ())

    def answer_all(self, name: str) -> IncidentPlan:
        self.done.append(("answer", name, ()))
        return self.plan(name)

    def join_and_begin(self, name: str, ref: str) -> IncidentReply:
        self.join(name, (ref,))
        return self._reply(ref)

    def close(self, name: str) -> Incident:
        self.known[name] = replace(self.known[name], closed_at=NOW)
        return self.known[name]

    def reopen(self, name: str) -> Incident:
        self.known[name] = replace(self.known[name], closed_at=None)
        return self.known[name]

    def closing_notice(self, name: str, *, answer: str = "", text: str = "") -> Notice:
        title = f"Solved: {self.known[name].title}"
        return self._notices.write(NoticeWritten(title, f"incident:{name}", answer, text=text))

    def _reply(self, ref: str) -> IncidentReply:
        return IncidentReply(self._begin(ref, everyone=False), "We are on it.\n")


class FakeOccasions:
    """One anniversary."""

    def __init__(self, notices: FakeNotices) -> None:
        who = "kim@example.org"
        self.found = [Occasion(OccasionKind.ANNIVERSARY, who, "Kim Berg", 2, date(2026, 3, 10))]
        self._notices = notices

    def write(self, key: str) -> Notice:
        self.drop(key)
        return self._notices.write(NoticeWritten("Thank you", "person:kim@example.org"))

    def drop(self, key: str) -> None:
        self.found = [one for one in self.found if one.key != key]


class FakeProactive:
    """All three."""

    def __init__(self, begin: Callable[..., ReplyDraft]) -> None:
        self.notices = FakeNotices()
        self.incidents = FakeIncidents(self.notices, begin)
        self.occasions = FakeOccasions(self.notices)

    def look(self) -> ProactiveLook:
        return ProactiveLook(
            tuple(self.incidents.known.values()),
            tuple(self.notices.kept.values()),
            tuple(self.occasions.found),
            60,
        )

    def texts(self, language: str) -> tuple[tuple[str, str], ...]:
        return (("delivery-delayed", LATE), ("anniversary", "Customer anniversary"))
