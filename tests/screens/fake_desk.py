"""A desk in memory: the shape of the real one, no disk, no network, every call written down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.clock import FixedClock
from agent_console.config import parse_config
from agent_console.desk.follow_ups import Promise
from agent_console.desk.labels import LabelName
from agent_console.desk.listing import Viewer
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.states import AnyView, QueueSort, SavedView
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import (
    FileList,
    FolderHealth,
    Health,
    MailboxHealth,
    MailboxTrouble,
    MailFile,
    OutboxItem,
    OutboxKind,
    OutboxState,
    QueueCounts,
    QueuePage,
    QueueRow,
    QueueView,
    SavedFile,
    SearchHit,
    TicketView,
)
from agent_console.desk.warnings import DueLook, Told, Wanted, look
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.notices_config import NoticesConfig
from tests.screens.fake_answers import FakeAnswers, FakeComplaints, FakeGreetings
from tests.screens.fake_colleagues import FakeColleagues
from tests.screens.fake_contacts import FakeContacts
from tests.screens.fake_content import AGENT, NOW, make_item, make_row, make_view
from tests.screens.fake_customers import FakeCustomers
from tests.screens.fake_findings import FakeFindings
from tests.screens.fake_handling import FakeBulk, FakeHandling, FakeJoining
from tests.screens.fake_notices import FakeProactive
from tests.screens.fake_orders import FakeOrders, FakeReturns
from tests.screens.fake_pulse import FakePulse
from tests.screens.fake_reasons import TYPES, make_explanation
from tests.screens.fake_reports import FakeReports
from tests.screens.fake_review import FakeReview

if TYPE_CHECKING:
    from agent_console.services.engine import EngineEvent
    from agent_console.services.explaining import Explanation
    from agent_console.services.replies import ReplyDraft
    from agent_console.services.transfer import Transfer
    from agent_console.store.draft_head import DraftFile


_SETTINGS = """
[agent]
name = "mia"
[mailbox]
address = "support@example.com"
imap = { host = "127.0.0.1", port = 993 }
smtp = { host = "127.0.0.1", port = 465 }
"""


class FakeQueue:
    """The queue over a list of rows."""

    def __init__(self, rows: list[QueueRow]) -> None:
        self.rows = rows
        self.saved: list[SavedView] = []
        self.asked: list[tuple[AnyView, int, int]] = []

    def _in(self, view: AnyView) -> list[QueueRow]:
        if isinstance(view, SavedView):
            return [row for row in self.rows if view.search in row.subject.lower()]
        if view is QueueView.MINE:
            return [row for row in self.rows if row.owner == AGENT]
        if view is QueueView.CLOSED:
            return [row for row in self.rows if row.state is TicketState.CLOSED]
        if view is QueueView.SNOOZED:
            sleeping = (row for row in self.rows if row.state is TicketState.SNOOZED)
            return sorted(sleeping, key=lambda row: row.wake_at or NOW)
        if view is QueueView.ALL:
            return self.rows
        return [row for row in self.rows if row.state is not TicketState.CLOSED]

    def page(
        self, view: AnyView, offset: int, limit: int, sort: QueueSort = QueueSort.PRIORITY
    ) -> QueuePage:
        self.asked.append((view, offset, limit))
        rows = self._sorted(view, sort)
        return QueuePage(tuple(rows[offset : offset + limit]), len(rows), offset)

    def counts(self) -> QueueCounts:
        return QueueCounts(
            for_me=len(self._in(QueueView.FOR_ME)),
            open=len(self._in(QueueView.OPEN)),
            mine=len(self._in(QueueView.MINE)) if len(self.rows) < 1000 else 0,
            closed=len(self._in(QueueView.CLOSED)),
            all=len(self.rows),
            overdue=3,
            saved=tuple((view.name, len(self._in(view))) for view in self.saved),
        )

    def _sorted(self, view: AnyView, sort: QueueSort) -> list[QueueRow]:
        keys: dict[QueueSort, Callable[[QueueRow], object]] = {
            QueueSort.CUSTOMER: lambda row: row.customer_name or row.customer_email,
            QueueSort.AGE: lambda row: row.opened_at or NOW,
            QueueSort.DEADLINE: lambda row: (row.due_at is None, row.due_at or NOW),
        }
        rows = self._in(view)
        return sorted(rows, key=keys[sort]) if sort in keys else rows  # type: ignore[arg-type]  # each key compares with itself

    def rows_of(self, refs: Collection[str]) -> tuple[QueueRow, ...]:
        return tuple(row for row in self.rows if row.ref in refs)

    def members(self, view: AnyView, refs: Collection[str]) -> tuple[QueueRow, ...]:
        return tuple(row for row in self._in(view) if row.ref in refs)

    def position(self, view: AnyView, ref: str, sort: QueueSort = QueueSort.PRIORITY) -> int | None:
        return next((i for i, row in enumerate(self._sorted(view, sort)) if row.ref == ref), None)

    def change(self, ref: str, **changes: object) -> QueueRow:
        """Replace fields of a row, as a recorded event would."""
        for place, row in enumerate(self.rows):
            if row.ref == ref:
                self.rows[place] = replace(row, **changes)  # type: ignore[arg-type]  # checked by replace()
                return self.rows[place]
        raise NotFoundError("Ticket", f"there is no ticket {ref}")


class FakeTickets:
    """Tickets that remember what was done to them."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue
        self.done: list[tuple[str, ...]] = []
        self.undo: list[tuple[str, QueueRow]] = []
        self.views: dict[str, TicketView] = {}
        self.sources: dict[str, str] = {}
        self.first: dict[str, TicketView] = {}
        self.asked_whole: list[bool] = []
        self.gate: threading.Event | None = None

    def find(self, text: str) -> str:
        wanted = text.lstrip("#").upper()
        for row in self._queue.rows:
            if row.ref.startswith(wanted):
                return row.ref
        raise NotFoundError("Ticket", f"there is no ticket {text}")

    def others(self, ref: str) -> tuple[QueueRow, ...]:
        email = next(row.customer_email for row in self._queue.rows if row.ref == ref)
        others = (row for row in self._queue.rows if row.customer_email == email)
        return tuple(row for row in others if row.ref != ref)

    def source(self, key: str) -> str:
        self.done.append(("source", key))
        return self.sources[key]

    def view(self, ref: str, *, whole: bool = True) -> TicketView:
        self.asked_whole.append(whole)
        row = next((row for row in self._queue.rows if row.ref == ref), None)
        if row is None:
            raise NotFoundError("Ticket", f"there is no ticket {ref}")
        kept = self.views.get(ref) if whole or ref not in self.first else self.first[ref]
        return replace(kept, row=row) if kept else make_view(row)

    def _do(self, verb: str, ref: str, **changes: object) -> QueueRow:
        before = next(row for row in self._queue.rows if row.ref == ref)
        self.undo.append((verb, before))
        self.done.append((verb, ref))
        return self._queue.change(ref, **changes)

    def take(self, ref: str) -> QueueRow:
        return self._do("take", ref, owner=AGENT)

    def release(self, ref: str) -> QueueRow:
        return self._do("release", ref, owner="")

    def note(self, ref: str, text: str) -> QueueRow:
        self.done.append(("note text", text))
        return self._do("note", ref, notes=9)

    def close(self, ref: str, reason: str = "", *, ignore_thanks: bool = False) -> QueueRow:
        verb = "close, ignoring thanks" if ignore_thanks else "close"
        return self._do(verb, ref, state=TicketState.CLOSED, due_at=None)

    def _wait(self) -> None:
        if self.gate is not None:
            self.gate.wait(60)

    def types(self) -> tuple[tuple[str, str, int], ...]:
        self._wait()
        return TYPES

    def label(self, ref: str, what: LabelName, value: str) -> QueueRow:
        self._wait()
        self.done.append(("label", ref, what.value, value))
        given: dict[LabelName, object] = {
            LabelName.TYPE: value or "contact",
            LabelName.LEVEL: int(value) if value.isdigit() else 1,
            LabelName.COMPLAINT: value == "yes",
            LabelName.FRUSTRATION: int(value) if value.isdigit() else 0,
            LabelName.PRIORITY: value,
        }
        return self._do("label", ref, **{what.value: given[what]})

    def judge(self, ref: str, key: str, kind: MailKind) -> QueueRow:
        self.done.append(("judge", ref, key, kind.value))
        return self._do("judge", ref)

    def hand_over(self, ref: str, owner: str, note: str = "") -> QueueRow:
        self.done.append(("hand over", ref, owner, note))
        return self._do("assign", ref, owner=owner)

    def explain(self, ref: str) -> Explanation:
        self._wait()
        return make_explanation(next(row for row in self._queue.rows if row.ref == ref))

    def make_sure(self, ref: str, reason: str) -> QueueRow:
        self.done.append(("reason", reason))
        return self._do("make sure", ref, steps=5)

    def reopen(self, ref: str) -> QueueRow:
        return self._do("reopen", ref, state=TicketState.OPEN)

    def snooze(self, ref: str, until: datetime) -> QueueRow:
        return self._do("snooze", ref, state=TicketState.SNOOZED, wake_at=until)

    def undo_last(self) -> str:
        if not self.undo:
            raise ActionRefusedError("Undo", "there is nothing to take back")
        verb, before = self.undo.pop()
        self._queue.change(
            before.ref, **{one.name: getattr(before, one.name) for one in fields(before)[1:]}
        )
        return f"taken back on #{before.ref}: {verb}"


@dataclass
class FakeReplies:
    """Drafts in a dictionary."""

    outbox: FakeOutbox
    clock: FixedClock
    drafts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    saves: list[str] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    kept: list[ReplyDraft] = field(default_factory=list)
    heads: dict[str, ReplyDraft] = field(default_factory=dict)
    queued: list[ReplyDraft] = field(default_factory=list)
    back: list[datetime | None] = field(default_factory=list)
    promised: tuple[Promise, ...] = ()

    def promises(self, draft: ReplyDraft, text: str) -> tuple[Promise, ...]:
        return self.promised

    def begin(self, ref: str, *, everyone: bool | None) -> ReplyDraft:
        from agent_console.services.replies import ReplyDraft

        cc = (Address("chef@example.org", "Der Chef"),) if everyone else ()
        prefilled = "\n\n-- \nMia\n\n> Meine Lieferung fehlt.\n"
        begun = ReplyDraft(
            ref=ref,
            to=(Address("anna.schmidt@example.org", "Anna Schmidt"),),
            cc=cc,
            subject="Re: Lieferung nicht angekommen",
            text=prefilled,
            warnings=self.warnings,
            seen=NOW,
            prefilled=prefilled,
        )
        return self._taken_up(begun)

    def _taken_up(self, begun: ReplyDraft) -> ReplyDraft:
        text, head = self.drafts.get(_name(begun)), self.heads.get(_name(begun))
        if text is None or head is None:
            return begun if text is None else replace(begun, text=text)
        return replace(
            begun,
            text=text,
            to=head.to,
            cc=head.cc or begun.cc,
            bcc=head.bcc,
            subject=head.subject,
            attachments=head.attachments,
            acts=head.acts,
        )

    def begin_forward(self, ref: str, *, inline: bool = False) -> ReplyDraft:
        files = () if inline else (mail_file(),)
        subject = "Fwd: Lieferung nicht angekommen"
        return self._begun(OutboxKind.FORWARD, ref, subject, files)

    def begin_new(self) -> ReplyDraft:
        return self._begun(OutboxKind.NEW, "NEW00001", "", ())

    def _begun(
        self, kind: OutboxKind, ref: str, subject: str, files: tuple[DraftFile, ...]
    ) -> ReplyDraft:
        from agent_console.services.replies import ReplyDraft

        text = "\n\n-- \nMia\n"
        begun = ReplyDraft(ref, (), (), subject, text, prefilled=text, kind=kind, attachments=files)
        return self._taken_up(begun)

    def begin_note(self, ref: str) -> str:
        return self.notes.get(ref, "")

    def keep(self, draft: ReplyDraft, text: str) -> None:
        self.saves.append(text)
        self.kept.append(draft)
        self.heads[_name(draft)] = draft
        self.drafts[_name(draft)] = text

    def save_note(self, ref: str, text: str) -> None:
        self.saves.append(text)
        self.notes[ref] = text

    def throw_away(self, draft: ReplyDraft) -> None:
        self.drafts.pop(_name(draft), None)

    def attach(self, draft: ReplyDraft, path: Path | str) -> ReplyDraft:
        from agent_console.services.attaching import attach

        return attach(draft, path)

    def detach(self, draft: ReplyDraft, number: int) -> ReplyDraft:
        from agent_console.services.attaching import detach

        return detach(draft, number)

    def address(self, text: str) -> tuple[Address, ...]:
        from agent_console.services.addressing import typed_addresses

        return typed_addresses(text)

    def problems(self, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        return self.found

    def queue(
        self,
        draft: ReplyDraft,
        text: str,
        *,
        not_before: datetime | None = None,
        follow_up: datetime | None = None,
    ) -> OutboxItem:
        self.back.append(follow_up)
        self.drafts.pop(_name(draft), None)
        self.heads[_name(draft)] = draft
        self.queued.append(draft)
        now = self.clock.now()
        item = make_item(len(self.outbox.all) + 1, OutboxState.QUEUED, now, ticket=draft.ref)
        people = tuple(person.email for person in draft.everybody)
        item = replace(item, kind=draft.kind, recipients=people)
        if not_before is not None:
            item = replace(item, not_before=not_before)
        self.outbox.all.insert(0, item)
        self.outbox.texts[item.id] = text
        return item


def _name(draft: ReplyDraft) -> str:
    return draft.ref if draft.kind is OutboxKind.REPLY else f"{draft.kind} {draft.ref}"


def mail_file() -> DraftFile:
    """Return a mail that goes along as a file."""
    from agent_console.store.draft_head import DraftFile, FileSource

    return DraftFile("Lieferung.eml", "message/rfc822", 4_200, FileSource.MAIL, "m1")


class FakeOutbox:
    """Items in a list."""

    def __init__(self) -> None:
        self.all: list[OutboxItem] = []
        self.texts: dict[int, str] = {}
        self.drafts: dict[str, str] = {}
        self.too_late = False
        self.hurried: list[int] = []
        self.regardless: list[int] = []
        self.looked: list[int] = []
        self.sources: dict[int, str] = {}

    def items(self) -> tuple[OutboxItem, ...]:
        return tuple(self.all)

    def unfinished(self) -> tuple[OutboxItem, ...]:
        over = (OutboxState.SENT, OutboxState.CANCELLED)
        return tuple(item for item in self.all if item.state not in over)

    def source(self, item_id: int) -> str:
        return self.sources[item_id]

    def send_regardless(self, item_id: int) -> OutboxItem:
        self.regardless.append(item_id)
        return self._set(item_id, OutboxState.QUEUED)

    def look_again(self, item_id: int) -> OutboxItem:
        self.looked.append(item_id)
        return self._set(item_id, OutboxState.UNKNOWN)

    def reschedule(self, item_id: int, at: datetime) -> OutboxItem:
        item = self._set(item_id, OutboxState.QUEUED)
        place = self.all.index(item)
        self.all[place] = replace(item, not_before=at)
        return self.all[place]

    def _set(self, item_id: int, state: OutboxState) -> OutboxItem:
        for place, item in enumerate(self.all):
            if item.id == item_id:
                self.all[place] = replace(item, state=state)
                return self.all[place]
        raise NotFoundError("Outbox", "no such mail in the outbox")

    def cancel(self, item_id: int) -> bool:
        if self.too_late:
            return False
        item = self._set(item_id, OutboxState.CANCELLED)
        kind = "" if item.kind is OutboxKind.REPLY else f"{item.kind} "
        self.drafts[f"{kind}{item.ticket}"] = self.texts.get(item_id, "")
        return True

    def send_now(self, item_id: int) -> bool:
        self.hurried.append(item_id)
        return True

    def mark_sent(self, item_id: int) -> OutboxItem:
        return self._set(item_id, OutboxState.SENT)

    def send_again(self, item_id: int) -> OutboxItem:
        return self._set(item_id, OutboxState.QUEUED)


class FakeSearch:
    """Finds rows by a word of their subject."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue

    def unknown_condition(self, words: str) -> str:
        return next((word for word in words.split() if word.startswith("is:")), "")

    def too_general(self, words: str) -> tuple[str, ...]:
        return tuple(word for word in words.split() if word == "general")

    def suggestions(self, words: str) -> tuple[str, ...]:
        return ("state:open", "state:closed") if words.endswith("state:") else ()

    def find(self, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
        return tuple(
            SearchHit(row, f"… {row.subject} …", NOW)
            for row in self._queue.rows
            if words.lower() in f"{row.subject} {row.customer_name} {row.customer_email}".lower()
        )[:limit]


class FakeViews:
    """Views of the agent's own; a search is a word of the subject."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue

    def all(self) -> tuple[SavedView, ...]:
        return tuple(self._queue.saved)

    def keep(self, name: str, search: str) -> tuple[SavedView, ...]:
        self._queue.saved.append(SavedView(name, search))
        return self.all()

    def forget(self, name: str) -> tuple[SavedView, ...]:
        self._queue.saved = [one for one in self._queue.saved if one.name != name]
        return self.all()


class FakeEngine:
    """Remembers what it was told; ``say`` speaks as the real one does."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.secrets: list[str] = []
        self.listener: Callable[[EngineEvent], None] | None = None

    def start(self, listener: Callable[[EngineEvent], None]) -> None:
        self.listener = listener

    def say(self, event: EngineEvent) -> None:
        assert self.listener is not None
        self.listener(event)

    def nudge(self) -> None:
        self.said.append("nudge")

    def want(self, ref: str) -> None:
        self.said.append(f"want {ref}")

    def pause(self) -> None:
        self.said.append("pause")

    def resume(self) -> None:
        self.said.append("resume")

    def stop(self) -> None:
        self.said.append("stop")

    def give_secret(self, secret: str, /) -> None:
        self.secrets.append(secret)


class FakeHealth:
    """A mailbox with a folder that lacks mails, in trouble since ten minutes."""

    def __init__(self) -> None:
        since = NOW - timedelta(minutes=10)
        again = NOW + timedelta(minutes=5)
        trouble = MailboxTrouble("info@x.example", Health.OFFLINE, "busy\x1b[2J", since, again)
        self.found = MailboxHealth(
            NOW,
            (
                FolderHealth("info@x.example", "INBOX", 1200, 1187, 3, since),
                FolderHealth("info@x.example", "Support", 40, 12),
            ),
            (trouble,),
            *(1199, 700, 300, 1),
        )

    def look(self) -> MailboxHealth:
        return self.found


class FakeWarnings:
    """Warns of the rows it is given, as the real service does, and of nothing without any."""

    def __init__(self, clock: FixedClock) -> None:
        self.settings = NoticesConfig()
        self.rows: list[QueueRow] = []
        self.before = 0
        self.looks = 0
        self._clock = clock

    def look(self, told: Told | None) -> DueLook:
        self.looks += 1
        return look(
            self.rows,
            Viewer(AGENT),
            self._clock.now(),
            told,
            wanted=Wanted(soon=self.settings.soon, unclaimed=self.settings.unclaimed),
            overdue_before=self.before,
        )


class FakeFiles:
    """Files that are saved nowhere; ``gate`` holds the saving up until it is set or cancelled."""

    def __init__(self) -> None:
        self.all: tuple[MailFile, ...] = ()
        self.found: FileList | None = None
        self.saved: list[str] = []
        self.gate: threading.Event | None = None

    def folder(self) -> Path:
        return Path("/home/mia/Downloads")

    def known(self, ref: str) -> FileList:
        return FileList(self.all, "may have more" if self.found else "")

    def listed(self, ref: str, transfer: Transfer) -> FileList:
        return self.found or self.known(ref)

    def save(
        self, files: Sequence[MailFile], folder: Path, transfer: Transfer
    ) -> Iterator[SavedFile]:
        for file in files:
            transfer.tell(500_000, 2_000_000)
            while self.gate is not None and not self.gate.is_set():
                transfer.wait(0.01)
            name = file.attachment.filename
            self.saved.append(name)
            yield SavedFile(name, str(folder / name), 5)


class FakeDesk:
    """The whole desk."""

    def __init__(self, clock: FixedClock, rows: int = 40) -> None:
        self.queue = FakeQueue([make_row(number) for number in range(rows)])
        self.tickets = FakeTickets(self.queue)
        self.outbox = FakeOutbox()
        self.replies = FakeReplies(self.outbox, clock, drafts=self.outbox.drafts)
        self.search = FakeSearch(self.queue)
        self.views = FakeViews(self.queue)
        self.engine = FakeEngine()
        self.health = FakeHealth()
        self.colleagues = FakeColleagues()
        self.reports = FakeReports()
        self.review = FakeReview()
        self.pulse = FakePulse()
        self.warnings = FakeWarnings(clock)
        self.files = FakeFiles()
        self.config = parse_config(_SETTINGS, "fake.toml")
        self.answers = FakeAnswers(self.config.mailbox)
        self.greetings = FakeGreetings()
        self.handling = FakeHandling(self.queue.change)
        self.joining = FakeJoining(self.queue.change, self.queue.rows)
        self.bulk = FakeBulk()
        self.contacts = FakeContacts(clock, self.queue.rows)
        self.complaints = FakeComplaints(self.replies, self.queue.change)
        self.customers = FakeCustomers(self.queue.rows)
        self.orders = FakeOrders(self.queue.rows)
        self.returns = FakeReturns(self.orders)
        self.findings = FakeFindings()
        self.proactive = FakeProactive(self.replies.begin)
        self.closed = False

    def review_hint(self) -> str:
        taken, self.review.hint = self.review.hint, ""
        return taken

    def close(self) -> None:
        self.closed = True
