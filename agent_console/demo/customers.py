"""The demo's living customers: they keep writing, and they answer what the team sends them."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from agent_console.demo.content import answering, customer_text, fill_dates, incoming, tell_stories
from agent_console.demo.content_letter import Letter, make_message_id, reply_subject
from agent_console.demo.content_reports import (
    SHOP,
    Returned,
    absence_notice,
    delivery_report,
)
from agent_console.demo.content_scenes import Person, Scene, Style, load_people, read_table
from agent_console.demo.reply_reader import Reply, read_reply

MOST_ANSWERS = 2
_STYLES = (
    Style.GMAIL,
    Style.OUTLOOK,
    Style.APPLE,
    Style.PHONE,
    Style.WEBMAIL,
    Style.THUNDERBIRD,
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Customers:
    """Everyone who writes to the shop after the demo has started.

    Deterministic: the same ``started``, ``seed`` and calls give the same mails. ``most`` limits
    what they write on their own, so that a console left running overnight is not flooded.
    They write ``pace`` times as fast as people do.
    Not thread-safe.
    """

    def __init__(
        self, started: datetime, *, seed: int = 7, most: int = 60, pace: float = 1.0
    ) -> None:
        self._seed = seed
        self._pace = pace
        self._chance = random.Random(seed)  # noqa: S311 - customers, not keys
        self._left = most
        self._words = read_table("living")
        self._people: dict[str, Person] = {}
        for person in load_people().values():
            self._know(person)
        self._scenes: dict[str, Scene] = {}
        self._latest: dict[str, Letter] = {}
        self._by_id: dict[str, str] = {}
        self._answers: Counter[str] = Counter()
        self._served: set[str] = set()
        self._remember_stories(started)
        self._coming = self._everything_to_come()

    def next_mail(self, now: datetime) -> tuple[timedelta, bytes] | None:
        """Return the next mail of a customer and how long from ``now`` it takes to be written.

        It takes 45 to 120 seconds. None when they have nothing more to say.
        """
        if self._left <= 0:
            return None
        self._left -= 1
        wait = timedelta(seconds=self._chance.randint(45, 120)) / self._pace
        return wait, incoming(next(self._coming)(now + wait))

    def answer_to(self, raw: bytes, now: datetime) -> tuple[timedelta, bytes] | None:
        """Return the customer's answer to a mail of the team, and how long from ``now`` it takes.

        It takes 20 to 60 seconds. None for mails to strangers, for automatic mails, and after two
        answers in the same matter. A dead address gives a delivery report, someone away a notice.
        """
        reply = read_reply(raw, now)
        known = [address for address in reply.recipients if address in self._people]
        if reply.automatic or not reply.message_id or not known:
            return None
        person = self._people[known[0]]
        matter = self._matter(reply, person)
        self._served.add(matter)
        turn = self._answers[matter]
        if turn >= MOST_ANSWERS:
            return None
        self._answers[matter] += 1
        draw = _draw(self._seed, matter, turn)
        wait = timedelta(seconds=20 + draw % 41) / self._pace
        about = Returned(reply.message_id, reply.when, known[0], reply.subject)
        if person.bounces:
            return wait, delivery_report("failed", about, now + wait)
        references = answering(reply.references, reply.message_id)
        if person.away:
            self._answers[matter] = MOST_ANSWERS
            return wait, incoming(absence_notice(person, about, references, now + wait))
        text = self._answer_text(reply, person, matter, turn, draw)
        letter = self._letter(person, text, reply.subject, now + wait, _as_parent(reply, person))
        self._by_id[letter.message_id] = matter
        return wait, incoming(letter)

    def _remember_stories(self, started: datetime) -> None:
        for story in tell_stories(started):
            scene = story[0].scene
            self._scenes[scene.key] = scene
            for told in story:
                if told.letter is not None:
                    self._by_id[told.letter.message_id] = scene.key
                    self._latest[scene.key] = told.letter

    def _everything_to_come(self) -> Iterator[Callable[[datetime], Letter]]:
        """Yield what is written next: new matters without end, with the impatient in between."""
        impatient = list(self._words["follow"])
        self._chance.shuffle(impatient)
        while True:
            matters = list(self._words["new"])
            self._chance.shuffle(matters)
            for count, table in enumerate(matters):
                if count % 2:
                    impatient = [t for t in impatient if t["scene"] not in self._served]
                    if impatient:
                        yield self._follow_up(impatient.pop(0))
                yield self._new_matter(table)

    def _follow_up(self, table: dict[str, Any]) -> Callable[[datetime], Letter]:
        parent = self._latest[table["scene"]]
        person = self._people[parent.sender[1]]

        def write(when: datetime) -> Letter:
            letter = self._letter(person, table["text"], parent.subject, when, parent)
            self._by_id[letter.message_id] = table["scene"]
            return letter

        return write

    def _new_matter(self, table: dict[str, Any]) -> Callable[[datetime], Letter]:
        person = self._stranger(table["language"], angry=table.get("angry", False))
        self._know(person)
        values = {"order": self._order(), "product": self._chance.choice(self._words["products"])}
        subject = table["subject"].format(**values)

        def write(when: datetime) -> Letter:
            letter = self._letter(person, table["text"].format(**values), subject, when, None)
            self._by_id[letter.message_id] = letter.message_id
            return letter

        return write

    def _stranger(self, language: str, *, angry: bool) -> Person:
        names = self._words["names"][language]
        while True:
            first, last = (self._chance.choice(names[key]) for key in ("first", "last"))
            local = f"{first}.{last}".lower().translate(_UMLAUTS)
            email = f"{local}@{self._chance.choice(self._words['domains'])}"
            if email not in self._people:
                break
        style = self._chance.choice(_STYLES)
        return Person(email, f"{first} {last}", email, style, language, angry=angry)

    def _answer_text(self, reply: Reply, person: Person, matter: str, turn: int, draw: int) -> str:
        scene = self._scenes.get(matter)
        if scene is not None and scene.person == person and turn < len(scene.answers):
            return scene.answers[turn]
        mood = _mood(reply, person, turn)
        tables = self._words["answer"]
        texts = next(
            table["texts"]
            for table in tables
            if (table["language"], table["mood"]) == (person.language, mood)
        )
        order = f"NL-{20300 + draw % 200}"
        text = str(texts[draw % len(texts)]).format(order=order)
        if person.language == "de":
            return f"Hallo,\n\n{text}"
        return f"Hello,\n\n{text[0].upper()}{text[1:]}"

    def _letter(
        self, person: Person, text: str, subject: str, when: datetime, parent: Letter | None
    ) -> Letter:
        seed = f"{self._seed} {person.email} {parent.message_id if parent else subject} {text}"
        if parent is not None:
            subject = reply_subject(subject, person.style, person.language)
        return Letter(
            message_id=make_message_id(seed, person.style, person.email.rpartition("@")[2]),
            when=when,
            sender=(person.name, person.email),
            to=SHOP,
            subject=subject,
            text=fill_dates(customer_text(person, text), when, person.language),
            style=person.style,
            language=person.language,
            parent=parent,
            references=answering(parent.references, parent.message_id) if parent else (),
            logo=person.logo,
        )

    def _matter(self, reply: Reply, person: Person) -> str:
        known = (self._by_id[id_] for id_ in reply.references if id_ in self._by_id)
        bare = reply_subject(reply.subject, person.style, person.language)
        return next(known, f"{person.email} {bare}")

    def _know(self, person: Person) -> None:
        for address in filter(None, (person.email, person.second)):
            self._people[address.lower()] = person

    def _order(self) -> str:
        return f"NL-{self._chance.randint(20470, 20999)}"


def _mood(reply: Reply, person: Person, turn: int) -> str:
    if person.angry:
        return "calmed" if reply.apologises or turn else "angry"
    return "details" if reply.asks and not turn else "thanks"


def _as_parent(reply: Reply, person: Person) -> Letter:
    return Letter(
        message_id=reply.message_id,
        when=reply.when,
        sender=reply.sender,
        to=(person.name, person.email),
        subject=reply.subject,
        text=reply.text,
        style=Style.PHONE,
        references=reply.references,
    )


def _draw(*seeds: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(seeds).encode()).digest()[:6])
