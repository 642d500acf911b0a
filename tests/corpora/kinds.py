"""Kinds of mail measured: bounces, hard and soft, automatic answers, and the traps between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agent_console.desk.kinds import KindVerdict, kind_of
from agent_console.desk.mail import Mail, MailKind
from agent_console.mail.read import read_mail
from tests.corpora.figures import Figure, records, visible
from tests.desk.corpora import corpus

_KINDS: Mapping[str, MailKind] = {
    "bounce": MailKind.DELIVERY_REPORT,
    "delivery-report": MailKind.DELIVERY_REPORT,
    "machine": MailKind.DELIVERY_REPORT,
    "feedback": MailKind.AUTOMATIC,
    "autoreply": MailKind.AUTOMATIC,
    "auto": MailKind.AUTOMATIC,
    "human": MailKind.HUMAN,
    "notbounce": MailKind.HUMAN,
}
# Archives of lists, an office and a help desk: people wrote every mail in them.
_PEOPLE = frozenset(("mails-enron", "mails-notmuch", "mails-hyperkitty", "mails-rt"))
_PEOPLE_BAR = 337
_CUSTOMER = (
    "From: Anna <anna@example.org>\nTo: help@desk.example\nReturn-Path: <anna@example.org>\n"
)
_GERMAN = (
    "Abwesenheitsnotiz: Ihre Anfrage",
    "Abwesenheit",
    "Abwesend bis 12.3.",
    "Abwesend: Re: Ihre Bestellung",
    "Abwesenheitsbenachrichtigung",
    "Abwesenheitsmeldung - Anna Berg",
    "Automatische Antwort: Re: Ihre Anfrage",
    "Automatische Antwort auf Ihre E-Mail",
    "Automatische Rückantwort",
    "Auto-Antwort: Ihre Rechnung",
    "Nicht im Büro",
    "Ich bin nicht im Büro bis Montag",
    "Ich bin im Urlaub bis 24.3.",
    "Im Urlaub",
    "Außer Haus",
    "Ausser Haus bis Freitag",
    "Derzeit nicht im Büro",
    "Zur Zeit im Urlaub",
    "[extern] Abwesenheitsnotiz",
    "Out of Office: Ihre Anfrage",
)
_PEOPLES_SUBJECTS = (
    "Delivery failed yesterday",
    "Undeliverable parcel",
    "Zustellung fehlgeschlagen - wo ist mein Paket?",
    "Paket nicht zugestellt",
    "Returned item: where is my refund?",
    "AW: Unzustellbar: Rechnung",
    "Re: Automatic reply: Ihre Bestellung",
    "AW: Abwesenheitsnotiz: Ihre Anfrage",
    "Fwd: Undelivered Mail Returned to Sender",
    "Out of office chairs?",
    "Abwesenheit am Freitag: bitte nicht liefern",
    "Urlaub gebucht, Rechnung fehlt",
)
_PEOPLES_HEADERS = (
    "Precedence: bulk",
    "Precedence: list\nList-Id: <users.example.org>",
    "X-Auto-Response-Suppress: All",
    "Auto-Submitted: no",
    "X-Autoreply: no",
)
_LIST = "Guten Tag,\n\nes fehlen:\n\n- die Lampe\n- das Kabel\n-- und die Anleitung\n\nAnna"


@dataclass(frozen=True, slots=True)
class LabelledMail:
    """A public mail as it is read and judged here, and what its project says of it."""

    mail: Mail
    verdict: KindVerdict
    kind: MailKind
    label: str
    expected: tuple[dict[str, Any], ...]


def labelled_mails() -> Iterator[LabelledMail]:
    """Read and judge every mail whose kind is known."""
    index = corpus("mails.jsonl")
    for record in records(index):
        people = MailKind.HUMAN if record["set"] in _PEOPLE else None
        kind = _KINDS.get(record["kind"], people)
        if kind is not None:
            mail = read_mail((index.parent / record["set"] / record["file"]).read_bytes())
            expected = tuple(record["expect"] or ())
            label = record["kind"] or ""
            yield LabelledMail(mail, kind_of(mail, frozenset()), kind, label, expected)


def kinds() -> list[Figure]:
    """Bounces, automatic answers and mails of people are told apart."""
    labelled = list(labelled_mails())
    bounces = [one for one in labelled if one.kind is MailKind.DELIVERY_REPORT]
    people = [one for one in labelled if one.kind is MailKind.HUMAN]
    automatic = [one for one in labelled if one.kind is MailKind.AUTOMATIC]
    answers = [one for one in automatic if one.label != "feedback"]
    complaints = [one for one in automatic if one.label == "feedback"]
    alarms = len(people) - _right(people)
    hard = [(wanted, one) for one in bounces if (wanted := _wanted_hard(one)) is not None]
    hard_right = sum(one.verdict.hard_bounce is wanted for wanted, one in hard)
    marked = [one for one in bounces if one.mail.header("auto-submitted")]
    return [
        Figure("bounces told from other mail", _right(bounces), len(bounces) * 0.985, len(bounces)),
        Figure("people's mails taken for others", alarms, 1, len(people), most=True),
        Figure("people's mails looked at", len(people), _PEOPLE_BAR),
        Figure("bounces hard or soft", hard_right, len(hard) * 0.9, len(hard)),
        Figure("automatic answers found", _right(answers), len(answers), len(answers)),
        Figure("spam complaints found", _right(complaints), len(complaints) * 0.9, len(complaints)),
        Figure(
            "trap: bounces marked as automatic", _right(marked), len(marked) * 0.985, len(marked)
        ),
    ]


def traps() -> list[Figure]:
    """What misled others: German answers without headers, complaints, lists, lines with dashes."""
    german = [_kind(subject) for subject in _GERMAN]
    complaints = [_kind(subject) for subject in _PEOPLES_SUBJECTS]
    headers = [_kind("My order", header) for header in _PEOPLES_HEADERS]
    folded = _LIST.count("\n") - visible(_LIST).count("\n")
    return [
        _all("German automatic answers without headers", german, MailKind.AUTOMATIC),
        _all("trap: people who write of deliveries", complaints, MailKind.HUMAN),
        _all("trap: headers that people's mail has too", headers, MailKind.HUMAN),
        Figure("trap: lines of a list folded away", folded, 0, most=True),
    ]


def _kind(subject: str, header: str = "") -> MailKind:
    head = f"{_CUSTOMER}Subject: {subject}\n" + (header and header + "\n")
    raw = f"{head}Content-Type: text/plain; charset=utf-8\n\nThe parcel could not be delivered.\n"
    return kind_of(read_mail(raw.encode()), frozenset()).kind


def _all(title: str, found: list[MailKind], wanted: MailKind) -> Figure:
    return Figure(title, found.count(wanted), len(found), len(found))


def _right(some: list[LabelledMail]) -> int:
    return sum(one.verdict.kind is one.kind for one in some)


def _wanted_hard(one: LabelledMail) -> bool | None:
    """Return whether the label says lasting (5.x) or passing (4.x); None for neither."""
    said = {
        not each["temporary"] if "temporary" in each else each["status"][:1] == "5"
        for each in one.expected
        if "temporary" in each or each.get("status", "")[:1] in ("4", "5")
    }
    return said.pop() if len(said) == 1 else None


MEASURES: tuple[Callable[[], list[Figure]], ...] = (kinds, traps)
