"""Canned answers and apologies in memory: real values made of a few blocks of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from agent_console.config import MailboxConfig
from agent_console.desk.answer_ranking import Ranked, Wanted, rank
from agent_console.desk.apology import Situation, compose_apology
from agent_console.desk.apology_blocks import Block, Step, parse_block
from agent_console.desk.apology_findings import Check, Finding, Severity
from agent_console.desk.canned import Entry, parse
from agent_console.desk.canned_render import gaps
from agent_console.desk.entry_files import Form
from agent_console.desk.events import Apologised, MadeSure
from agent_console.desk.listing import QueueRow
from agent_console.desk.mail import Address, MailKind
from agent_console.desk.matter import Matter, MatterKind
from agent_console.desk.person_name import PersonName
from agent_console.desk.remedies import Authority, Offer, Remedy, RemedyKind
from agent_console.desk.ticket import Ticket, TicketState
from agent_console.errors import ActionRefusedError
from agent_console.services import answers
from agent_console.services.answer_values import Circumstances
from agent_console.services.answers import Answer, filled_in
from agent_console.services.complaints import NO_REMEDY, NOTHING_CHOSEN, Choice, Written
from tests.screens.fake_content import NOW

if TYPE_CHECKING:
    from agent_console.services.replies import ReplyDraft
    from tests.screens.fake_desk import FakeReplies

BACK = datetime(2026, 3, 17, 8, 0, tzinfo=UTC)
_HEAD = '+++\nid = "{id}"\ntitle = {{ en = "{title}" }}\ntypes = ["{type}"]\n+++\n=== en\n{text}'
_BLOCK = '+++\nid = "{id}"\nstep = "{step}"\n{more}+++\n=== en\n{text}'
_ENTRIES = (
    (
        "late",
        "Where the parcel is",
        "delivery",
        "{{ customer.salutation }},\n\nyour parcel is on its way. It will be there on ⟦here⟧.\n\n"
        "Kind regards",
    ),
    (
        "invoice",
        "A copy of the invoice",
        "invoice",
        "{{ customer.salutation }},\n\nhere is the invoice of order {{ order.number }} from"
        " {{ order.date }}.\n\nKind regards",
    ),
    ("hours", "Opening hours", "hours", "Dear all,\n\nwe are open from 9 to 5.\n\nKind regards"),
)
_BLOCKS = (
    (Step.LISTEN, "listen-a", "If I understand you correctly, your lamp has not arrived.", ""),
    (Step.LISTEN, "listen-b", "As I read it, you are still without your lamp.", ""),
    (Step.UNDERSTAND, "understand-a", "Three weeks are far too long to wait for a lamp.", ""),
    (Step.UNDERSTAND, "understand-b", "You counted on us, and you sat in the dark.", ""),
    (Step.APOLOGISE, "apologise-a", "I am sorry. This should not have happened.", ""),
    (Step.APOLOGISE, "apologise-b", "I apologise to you for this.", ""),
    (
        Step.SOLVE,
        "solve-refund",
        "You get {{ remedy.offer }} by {{ remedy.by }}.",
        'remedy = "refund"\n',
    ),
    (
        Step.SOLVE,
        "solve-voucher",
        "I am sending you {{ remedy.offer }} by {{ remedy.by }}.",
        'remedy = "voucher"\n',
    ),
    (Step.SOLVE, "solve-own", "I look for the lamp myself, by {{ remedy.by }}.", ""),
    (Step.MAKE_SURE, "sure-a", "I write to you on {{ check.date }} to see that all is well.", ""),
)
_LIMITS = {RemedyKind.REFUND: Decimal(50), RemedyKind.VOUCHER: Decimal(20)}


def make_entries() -> tuple[Entry, ...]:
    """Return three canned answers; one has a mark for the cursor, one lacks values."""
    return tuple(
        parse(_HEAD.format(id=name, title=title, type=kind, text=text), f"{name}.txt")
        for name, title, kind, text in _ENTRIES
    )


def make_blocks() -> tuple[Block, ...]:
    """Return two blocks for most steps."""
    return tuple(
        parse_block(_BLOCK.format(id=name, step=step.value, text=text, more=more), f"{name}.txt")
        for step, name, text, more in _BLOCKS
    )


@dataclass
class FakeAnswers:
    """Three answers; the first fits every ticket best until ``wanted`` is changed."""

    box: MailboxConfig
    entries: tuple[Entry, ...] = field(default_factory=make_entries)
    wanted: str = "delivery"
    kept: list[tuple[str, str, str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)

    def situation(self, ref: str) -> answers.Situation:
        anna = Address("anna.schmidt@example.org", "Anna Schmidt")
        ticket = Ticket(ref, "Lamp", anna, MailKind.HUMAN, NOW, TicketState.NEW)
        person = PersonName(first="Anna", last="Schmidt")
        known = Circumstances(ticket, person, (), self.box, NOW)
        return answers.Situation("en", Form.ANY, Wanted(self.wanted, "en"), known, "Lamp")

    def ranked(
        self, situation: answers.Situation, uses: Mapping[str, int] | None = None
    ) -> tuple[Ranked, ...]:
        return rank(self.entries, situation.wanted, uses=uses)

    def weak(self) -> frozenset[str]:
        return frozenset({"hours"})

    def keep(self, ref: str, entry_id: str, text: str = "", title: str = "") -> Entry:
        self.kept.append((ref, entry_id, text, title))
        return replace(self.entries[0], id=entry_id, name=f"texts/{entry_id}.txt")

    def file_text(self, entry_id: str) -> str:
        return f"the file of {entry_id}\n"

    def keep_text(self, entry_id: str, text: str) -> Entry:
        if "broken" in text:
            raise ActionRefusedError("Canned answer", "texts/late.txt:2: broken")
        self.changed.append((entry_id, text))
        return replace(self.entries[0], name=f"texts/{entry_id}.txt")

    def filled(
        self,
        entry_id: str,
        situation: answers.Situation,
        language: str = "",
        form: Form = Form.ANY,
    ) -> Answer:
        entry = next(one for one in self.entries if one.id == entry_id)
        values = {"customer.salutation": "Dear Ms Schmidt", "order.number": "4711"}
        return filled_in(entry, "en", form, lambda _form: values)


@dataclass
class FakeGreetings:
    """Anna Schmidt, whose name an agent may put right."""

    kept: list[tuple[str, str]] = field(default_factory=list)

    def shown(self, ref: str) -> str:
        return "Anna Schmidt, Sie"

    def keep(self, ref: str, said: str, text: str = "") -> str:
        self.kept.append((ref, said))
        return text.replace("Dear Ms Schmidt,", "Dear Dr Schmidt,", 1)


@dataclass
class FakeComplaints:
    """Apologies of a level 1 agent, who may refund up to 50 euros."""

    replies: FakeReplies
    change: Callable[..., QueueRow]
    done: list[tuple[str, ...]] = field(default_factory=list)
    frustration: int = 1
    matter: MatterKind = MatterKind.NOT_ARRIVED
    granted: set[RemedyKind] = field(default_factory=set)
    checks: list[str] = field(default_factory=list)

    def blocks(self) -> tuple[Block, ...]:
        return make_blocks()

    def write(self, ref: str, choice: Choice = NOTHING_CHOSEN) -> Written:
        self.done.append(("write", choice.remedy))
        remedy = self._remedy(choice)
        situation = Situation(
            ref=ref,
            language="en",
            form=Form.ANY,
            type="delivery",
            matter=Matter(self.matter),
            frustration=self.frustration,
            today=date(2026, 3, 11),
            by=date(2026, 3, 16) if remedy else date(2026, 3, 12),
            check=date(2026, 3, 17),
            remedy=remedy,
            values={"customer.salutation": "Dear Ms Schmidt"},
        )
        apology = compose_apology(self.blocks(), situation, chosen=choice.blocks)
        draft = self.replies.begin(ref, everyone=True)
        text = f"{apology.text}\n\n{draft.prefilled.lstrip()}"
        worth = str(remedy.value) if remedy and remedy.value is not None else ""
        act = Apologised(
            ",".join(apology.blocks),
            remedy.kind.value if remedy else "",
            worth,
            currency="EUR",
            check="2026-03-17",
        )
        return Written(
            replace(draft, text=text, acts=(act,)),
            apology,
            situation,
            tuple(Offer(one, self._authority(one)) for one in self._offers()),
            self._authority(remedy) if remedy else None,
            BACK,
            self.findings(text),
        )

    def _offers(self) -> tuple[Remedy, ...]:
        return (
            Remedy(RemedyKind.REFUND, Decimal("89.90"), "EUR", 3, Decimal("89.90")),
            Remedy(RemedyKind.VOUCHER, Decimal(10), "EUR", 1, Decimal(5)),
        )

    def _remedy(self, choice: Choice) -> Remedy | None:
        if choice.remedy == NO_REMEDY:
            return None
        kind = RemedyKind(choice.remedy or RemedyKind.VOUCHER)
        known = next(one for one in self._offers() if one.kind is kind)
        return known if choice.value is None else replace(known, value=choice.value)

    def _authority(self, remedy: Remedy) -> Authority:
        limit = _LIMITS[remedy.kind]
        if remedy.kind in self.granted:
            return Authority(True, 2, "ole has granted it")
        if (remedy.value or 0) <= limit:
            return Authority(True, 1, f"level 1 may grant up to {limit} EUR")
        return Authority(False, 2, f"{remedy.value} EUR is more than the {limit} EUR of level 1")

    def check(self, ref: str, text: str) -> tuple[Finding, ...]:
        self.checks.append(text)
        return self.findings(text)

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Find gaps, the words "but you", and "very" as a hint."""
        found = [
            Finding(
                Check.GAP, Severity.ERROR, "something is missing", gap.start, gap.end, "Fill it in."
            )
            for gap in gaps(text)
        ]
        for words, severity, check in (
            ("but you", Severity.PROBLEM, Check.BLAME),
            ("very", Severity.HINT, Check.TONE),
        ):
            if (at := text.find(words)) >= 0:
                said = f"“{words}” puts the blame on the customer"
                found.append(Finding(check, severity, said, at, at + len(words), "Leave it out."))
        if "sorry" not in text and "apologise" not in text:
            found.append(
                Finding(Check.APOLOGY, Severity.PROBLEM, "nobody apologises", -1, -1, "Say it.")
            )
        return tuple(found)

    def ask(self, ref: str) -> ReplyDraft:
        draft = self.replies.begin(ref, everyone=True)
        text = f"Dear Ms Schmidt,\n\nis all well now?\n\n{draft.prefilled.lstrip()}"
        return replace(draft, text=text, acts=(MadeSure(),))

    def ask_for_leave(self, ref: str, remedy: Remedy) -> QueueRow:
        self.done.append(("ask for leave", remedy.kind.value, str(remedy.value)))
        return self.change(ref)

    def grant(self, ref: str) -> QueueRow:
        if not any(what[0] == "ask for leave" for what in self.done):
            raise ActionRefusedError("Approval", f"nobody asks for anything on #{ref}")
        self.done.append(("grant", ref))
        return self.change(ref)
