"""CSAT, NPS and CES: scales, what is a bad score, codes that prove an answer, scores of a ticket.

Scores follow from mails and events alone, so every console and every rebuild finds the same ones.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.desk.events import Event, standing
from agent_console.desk.feedback_facts import SurveyAsked, SurveyScored
from agent_console.desk.feedback_reading import Reading, Word, reading_from_text
from agent_console.desk.mail import Direction, MailKind
from agent_console.desk.refs import base32
from agent_console.desk.ticket import TicketMail

WINDOW = timedelta(days=30)
"""How long after the question an answer counts; within it the last one does."""

_MAC_BYTES = 10
_CONTEXT = b"agent-console survey 1\0"


class Survey(StrEnum):
    """What is asked: satisfaction (1-5), the same by thumb, recommendation (0-10), effort (1-7)."""

    CSAT = "csat"
    THUMB = "thumb"
    NPS = "nps"
    CES = "ces"


SCALES = {
    Survey.CSAT: (1, 5),
    Survey.THUMB: (1, 5),
    Survey.NPS: (0, 10),
    Survey.CES: (1, 7),
}
"""Lowest and highest score of each; a thumb down is 1, a thumb up 5."""

_BAD = {Survey.CSAT: 2, Survey.THUMB: 2, Survey.NPS: 6, Survey.CES: 3}
_LETTERS = {"c": Survey.CSAT, "t": Survey.THUMB, "n": Survey.NPS, "e": Survey.CES}
_SATISFIED = {
    Word.VERY_GOOD: 5,
    Word.GOOD: 4,
    Word.MIDDLING: 3,
    Word.BAD: 2,
    Word.VERY_BAD: 1,
    Word.UP: 5,
    Word.DOWN: 1,
}
_AGREED = {
    Word.AGREE_FULLY: 7,
    Word.AGREE: 6,
    Word.AGREE_RATHER: 5,
    Word.NEITHER: 4,
    Word.DISAGREE_RATHER: 3,
    Word.DISAGREE: 2,
    Word.DISAGREE_FULLY: 1,
}
_OBJECTS = "objects"
_CODE = re.compile(r"([ctne])(\d{1,2})-([0-9a-z]{16})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey of a ticket and what became of it; ``id`` is the event that tells of the question.

    ``value`` is None without an answer. ``mail`` is the key of the mail that counts, ``agent`` who
    said so where it was no mail. ``comment`` is what the customer wrote besides. ``objected``: they
    want no more surveys.
    """

    id: str
    ticket: str
    which: Survey
    email: str
    at: datetime
    message_id: str
    key: str
    answered_at: datetime | None = None
    value: int | None = None
    mail: str = ""
    agent: str = ""
    comment: str = ""
    objected: bool = False

    @property
    def is_bad(self) -> bool:
        """Whether somebody should find out why."""
        return self.value is not None and is_bad(self.which, self.value)


@dataclass(frozen=True, slots=True)
class Answers:
    """The surveys of a ticket, and by their keys the mails that do nothing but answer one.

    ``bad`` are those mails that turned a score into a bad one.
    """

    asked: tuple[Asked, ...] = ()
    quiet: frozenset[str] = frozenset()
    bad: frozenset[str] = frozenset()


NO_ANSWERS = Answers()


def is_bad(which: Survey, value: int) -> bool:
    """Tell whether a score asks for a follow-up: CSAT up to 2, NPS up to 6, CES up to 3."""
    return value <= _BAD[which]


def survey_code(key: str, which: Survey, value: int) -> str:
    """Return what proves that a customer clicked this very number (HMAC-SHA256, 80 bits)."""
    letter = next(one for one, survey in _LETTERS.items() if survey is which)
    return f"{letter}{value}-{_mac(key, which, value)}"


def objection_code(key: str) -> str:
    """Return what proves that a customer clicked on wanting no more surveys."""
    return f"x0-{_mac(key, _OBJECTS, 0)}"


def value_of_code(code: str, key: str, which: Survey) -> int | None:
    """Return the score that a code proves for this survey; None for a forged or another one."""
    match = _CODE.fullmatch(code.lower())
    if match is None or _LETTERS[match[1]] is not which:
        return None
    value = int(match[2])
    lowest, highest = SCALES[which]
    if not lowest <= value <= highest:
        return None
    return value if hmac.compare_digest(match[3], _mac(key, which, value)) else None


def _mac(key: str, which: str, value: int) -> str:
    message = _CONTEXT + f"{which}\0{value}".encode()
    digest = hmac.new(key.encode(), message, hashlib.sha256).digest()
    return base32(digest[:_MAC_BYTES]).lower()


def score_of(reading: Reading, which: Survey) -> int | None:
    """Return the score that a customer's own words mean on this scale; None where that is open."""
    if reading.value is not None:
        return _score_of_number(reading.value, reading.of, which)
    if which is Survey.CES:
        return _AGREED.get(reading.word) if reading.word else None
    if which is Survey.NPS or not reading.word:
        return None
    if which is Survey.THUMB:
        value = {Word.YES: 5, Word.NO: 1}.get(reading.word) or _SATISFIED.get(reading.word)
        return {5: 5, 4: 5, 2: 1, 1: 1}.get(value or 0)
    return _SATISFIED.get(reading.word)


def _score_of_number(value: int, of: int, which: Survey) -> int | None:
    """A number counts on its own scale only: "8 of 10" says nothing from 1 to 5."""
    lowest, highest = SCALES[which]
    if which is Survey.THUMB or (of and of != highest) or not lowest <= value <= highest:
        return None
    return value


def answers_of(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> Answers:
    """Return the surveys of a ticket with the scores that its mails and agents gave.

    The last valid answer within the window counts; of one code that comes again, the first. What
    an agent said goes before any mail. A number without a code counts only in a mail that answers
    the survey's own, or in the next one on the ticket where the sender's program names none.
    """
    if not any(isinstance(event.fact, SurveyAsked) for event in events):
        return NO_ANSWERS
    valid = standing(events)
    ordered = sorted(mails, key=lambda one: (one.received, one.key))
    asked: list[Asked] = []
    quiet: set[str] = set()
    bad: set[str] = set()
    for event in valid:
        if isinstance(event.fact, SurveyAsked) and event.fact.which in set(Survey):
            found = _asked(ref, event, event.fact)
            for reply in _replies(found, ordered):
                before, found = found, reply.after(found)
                quiet |= {reply.key} if reply.is_quiet else set()
                bad |= {reply.key} if found.is_bad and found.value != before.value else set()
            asked.append(_as_told(found, valid))
    return Answers(tuple(asked), frozenset(quiet), frozenset(bad))


def marked(ref: str, mails: Sequence[TicketMail], events: Sequence[Event]) -> list[TicketMail]:
    """Return the mails of a ticket with the answers to surveys marked as such.

    What does nothing but answer one counts as automatic: nobody has to answer it.
    """
    found = answers_of(ref, mails, events)
    if not (found.quiet or found.bad):
        return list(mails)
    return [_marked(mail, found) for mail in mails]


def _marked(mail: TicketMail, found: Answers) -> TicketMail:
    mail = replace(mail, bad=True) if mail.key in found.bad else mail
    if mail.key not in found.quiet:
        return mail
    return replace(mail, scored=True, kind=MailKind.AUTOMATIC)


def _asked(ref: str, event: Event, fact: SurveyAsked) -> Asked:
    return Asked(
        id=event.id,
        ticket=ref,
        which=Survey(fact.which),
        email=fact.email,
        at=event.at,
        message_id=fact.message_id,
        key=fact.key,
    )


@dataclass(frozen=True, slots=True)
class _Reply:
    """A mail that answers a survey; ``value`` is None where it proves nothing, ``new`` says that
    its code has not been used before.
    """

    key: str
    at: datetime
    reading: Reading
    value: int | None
    new: bool = True
    objects: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has to read it: it wants nothing, and says nothing that is not kept."""
        settled = self.objects or bool(self.reading.codes)
        valid = self.value is not None or (settled and not self.reading.comment)
        return valid and not self.reading.asks

    def after(self, found: Asked) -> Asked:
        """Return the survey after this answer."""
        comment = self.reading.comment or found.comment
        if self.objects:
            return replace(found, objected=True)
        if self.value is None:
            return found
        if self.value == found.value or not self.new:
            return replace(found, comment=comment)
        return replace(found, value=self.value, answered_at=self.at, mail=self.key, comment=comment)


def _replies(asked: Asked, ordered: Sequence[TicketMail]) -> Iterator[_Reply]:
    """Yield the mails that answer a survey, or that carry a code which looks like one of its."""
    ids = {mail.message_id for mail in ordered if mail.message_id}
    used: set[str] = set()
    first = True
    for mail in ordered:
        late = mail.received - asked.at > WINDOW
        if late or mail.message_id == asked.message_id or mail.talk is not None:
            continue
        after, is_first = mail.received >= asked.at, first
        first = first and not after
        if mail.direction is Direction.OUT or not mail.reading:
            continue
        reading = reading_from_text(mail.reading)
        if reading.codes:
            value, new = _proven(asked, reading), used.isdisjoint(reading.codes)
            objects = reading.codes == (objection_code(asked.key),)
            yield _Reply(mail.key, mail.received, reading, value, new, objects)
            used.update(reading.codes)
        elif asked.message_id in reading.answers or (
            after and is_first and ids.isdisjoint(reading.answers)
        ):
            value, objects = score_of(reading, asked.which), reading.word is Word.OBJECT
            yield _Reply(mail.key, mail.received, reading, value, objects=objects)


def _proven(asked: Asked, reading: Reading) -> int | None:
    """Return the score that the codes of a mail prove; None where two of them differ."""
    values = {value_of_code(one, asked.key, asked.which) for one in reading.codes}
    return values.pop() if len(values) == 1 else None


def _as_told(found: Asked, events: Sequence[Event]) -> Asked:
    for event in events:
        fact = event.fact
        if not isinstance(fact, SurveyScored) or fact.survey != found.id:
            continue
        if not fact.value:
            found = replace(found, value=None, answered_at=None, mail="", comment="", agent="")
        elif (value := number_of(fact.value, found.which)) is not None:
            found = replace(
                found,
                value=value,
                answered_at=event.at,
                agent=event.agent,
                mail="",
                comment=fact.why or found.comment,
            )
    return found


def number_of(text: str, which: Survey) -> int | None:
    """Return the score that an agent typed; None for what is not on the scale."""
    lowest, highest = SCALES[which]
    digits = text.isascii() and text.isdigit() and len(text) < 3
    return int(text) if digits and lowest <= int(text) <= highest else None
