"""The demo mailbox: the stories in ``scenes/`` told relative to now, as mails in folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from agent_console.demo.content_letter import Letter, make_message_id, reply_subject
from agent_console.demo.content_mime import address, render
from agent_console.demo.content_reports import RELAY, SHOP, Returned, delivery_report
from agent_console.demo.content_scenes import Person, Scene, SceneMail, Style, load_scenes
from agent_console.demo.content_times import moment, working_day

INBOX = "INBOX"
SENT = "Sent"
AGENTS = {"anna": "Anna Petersen", "jonas": "Jonas Keller", "mehmet": "Mehmet Aydin"}
FORM = ("Kontaktformular Nordlicht", "formular@nordlicht.example")

_PLACEHOLDER = re.compile(r"\{(day|next):(\d+)\}")
_CLOSINGS = {
    "de": ("Mit freundlichen Grüßen", "Kundenservice Nordlicht Leuchten"),
    "en": ("Kind regards", "Customer Service, Nordlicht Leuchten"),
}
_SEEN_AFTER = timedelta(hours=20)
_UNDERWAY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class DemoMail:
    """One mail in the demo mailbox; ``received`` is its INTERNALDATE in UTC (RFC 9051 §2.3.3)."""

    folder: str
    received: datetime
    raw: bytes
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A mail of a story with its place in time; ``letter`` is None for a delivery report."""

    scene: Scene
    mail: SceneMail
    received: datetime
    raw: bytes
    letter: Letter | None = None

    @property
    def ours(self) -> bool:
        """Whether an agent wrote it."""
        return self.mail.by in AGENTS


def build_mailbox(now: datetime) -> list[DemoMail]:
    """Return the mails of the demo, oldest first in each folder; fully decided by ``now``."""
    posts = [
        DemoMail(SENT if told.ours else INBOX, told.received, told.raw, _flags(told, story, now))
        for story in tell_stories(now)
        for told in story
    ]
    return sorted(posts, key=lambda post: (post.folder, post.received, post.raw))


def tell_stories(now: datetime) -> list[list[Told]]:
    """Return the mails of every story, in order."""
    return [tell(scene, now) for scene in load_scenes()]


def tell(scene: Scene, now: datetime) -> list[Told]:
    """Return the mails of one story, each later than the one before."""
    story: list[Told] = []
    for index, mail in enumerate(scene.mails):
        digest = hashlib.sha256(f"{scene.key} {index}".encode()).digest()
        when = moment(mail.at, now) - timedelta(seconds=digest[0] % 50)
        if mail.by in ("failed", "delayed"):
            about = returned(next(t.letter for t in reversed(story) if t.ours and t.letter))
            story.append(Told(scene, mail, when, delivery_report(mail.by, about, when)))
            continue
        letter = _letter(scene, mail, when, _parent(mail, story), index)
        raw = render(letter) if mail.by in AGENTS else incoming(letter)
        story.append(Told(scene, mail, when + _UNDERWAY, raw, letter))
    return story


def incoming(letter: Letter) -> bytes:
    """Return a customer's mail with the lines that mail servers put on top (RFC 5321 §4.4)."""
    email = letter.sender[1]
    domain = email.rpartition("@")[2]
    head = (
        f"Return-Path: <{email}>\r\n"
        f"Received: from mx.{domain} (mx.{domain} [192.0.2.{len(email)}])\r\n"
        f"\tby {RELAY} with ESMTPS; {format_datetime(letter.when + _UNDERWAY)}\r\n"
    )
    return head.encode() + render(letter)


def returned(letter: Letter) -> Returned:
    """Return what a report says about ``letter``."""
    return Returned(letter.message_id, letter.when, letter.to[1], letter.subject)


def customer_text(person: Person, text: str, *, sign: bool = True) -> str:
    """Return ``text`` with the customer's closing words and footer."""
    if not sign:
        return text.strip()
    default = "Viele Grüße\n{0}" if person.language == "de" else "Kind regards,\n{0}"
    closing = (person.sign or default).format(person.name)
    footer = f"\n\n-- \n{person.footer.strip()}" if person.footer else ""
    return f"{text.strip()}\n\n{closing.strip()}{footer}"


def answering(references: Iterable[str], message_id: str) -> tuple[str, ...]:
    """Return the References of an answer (RFC 5322 §3.6.4): the first and the last eight stay."""
    chain = (*references, message_id)
    return chain if len(chain) <= 9 else (chain[0], *chain[-8:])


def fill_dates(text: str, now: datetime, language: str) -> str:
    """Fill in ``{day:2}`` and ``{next:2}``, working days before and after."""

    def fill(found: re.Match[str]) -> str:
        days = int(found[2]) if found[1] == "next" else -int(found[2])
        day = working_day(now, days)
        return f"{day:%d.%m.}" if language == "de" else f"{day.day}/{day.month}"

    return _PLACEHOLDER.sub(fill, text)


def _letter(
    scene: Scene, mail: SceneMail, when: datetime, parent: Letter | None, index: int
) -> Letter:
    person, ours = scene.person, mail.by in AGENTS
    style = Style.DESK if ours else Style.PHONE if mail.by in ("form", "machine") else person.style
    sender, to = _ends(person, mail)
    text = fill_dates(_text(person, mail), when, person.language)
    subject = mail.subject or scene.subject
    if parent and not mail.subject:
        subject = reply_subject(scene.subject, style, person.language)
    headers = mail.headers
    if mail.by == "form":
        headers = (*headers, ("Reply-To", address((person.name, person.email))))
    return Letter(
        message_id=make_message_id(f"{scene.key} {index}", style, sender[1].rpartition("@")[2]),
        when=when,
        sender=sender,
        to=to,
        subject=fill_dates(subject, when, person.language),
        text=text,
        style=style,
        language=person.language,
        parent=parent,
        references=answering(parent.references, parent.message_id) if parent else (),
        cc=mail.cc,
        attach=mail.attach,
        charset=mail.charset,
        encoding=mail.encoding,
        headers=headers,
        html=mail.html,
        logo=person.logo and not ours,
        skew=mail.skew,
        quotes=mail.quote and mail.by != "machine",
    )


def _ends(person: Person, mail: SceneMail) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return sender and recipient, each as name and address."""
    customer = (person.name, person.second if mail.second else person.email)
    if mail.by in AGENTS:
        return (f"{AGENTS[mail.by]} (Nordlicht Leuchten)", SHOP[1]), customer
    if mail.by == "form":
        return FORM, SHOP
    return customer, SHOP


def _text(person: Person, mail: SceneMail) -> str:
    if mail.by in AGENTS:
        closing, team = _CLOSINGS[person.language]
        return f"{mail.text.strip()}\n\n{closing}\n{AGENTS[mail.by]}\n\n-- \n{team}"
    return customer_text(person, mail.text, sign=mail.sign and mail.by == "customer")


def _parent(mail: SceneMail, story: list[Told]) -> Letter | None:
    """Return what ``mail`` answers: the other side's last mail, or else the writer's own."""
    if not mail.reply:
        return None
    ours = mail.by in AGENTS
    letters = [(told.ours, told.letter) for told in reversed(story) if told.letter]
    other = (letter for side, letter in letters if side != ours)
    return next(other, letters[0][1] if letters else None)


def _flags(told: Told, story: list[Told], now: datetime) -> tuple[str, ...]:
    if told.ours:
        return ("\\Seen",)
    if any(later.ours and later.received > told.received for later in story):
        return ("\\Answered", "\\Seen")
    return ("\\Seen",) if now - told.received > _SEEN_AFTER else ()
