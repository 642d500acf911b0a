"""Whether a mail is a complaint, and how frustrated its writer is: visible signals, each a reason.

Frustration is 0 calm, 1 slightly annoyed, 2 annoyed, 3 angry. It comes from the customer's own
words, from shouting, and from what has happened on the ticket; a person's word overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent_console.desk.phrases import Phrase, WordBook
from agent_console.desk.text import shorten, to_screen
from agent_console.desk.words import Word, words_of
from agent_console.i18n import _

MAX_TEXT = 12_000
MOST = 3
_MOST_SHOWN = 2
_LOW_SCORE = 2
_ANGRY_FROM = (1, 3, 5)
_COMPLAINT_FROM = 4
_SHOUTING_LETTERS = 10
_SHOUTING_SHARE = 0.6
_SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{4,20}\b")
_ABBREVIATIONS = frozenset({"DSGVO", "GDPR", "IBAN", "SEPA", "WLAN", "HTML", "IMAP", "USB", "EAN"})
_VOWEL = re.compile(r"[AEIOUÄÖÜY]")
_SHOUTED_WORDS = 2
_SIGNS = re.compile(r"!{3,}|\?{3,}|!+\?[!?]*|\?+![!?]*")
_SHOWN = 40
_THIRD_MAIL = 2


@dataclass(frozen=True, slots=True)
class Tone:
    """A way to sound: ``points`` count towards frustration, below 0 they soothe.

    ``complaint`` says that such words alone are a complaint.
    """

    id: str
    points: int
    complaint: bool = False
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Tones:
    """All tones, ready to be looked for."""

    tones: tuple[Tone, ...]
    book: WordBook
    by_phrase: Mapping[Phrase, tuple[Tone, ...]]


@dataclass(frozen=True, slots=True)
class History:
    """What has happened on the ticket until this mail.

    ``unanswered`` counts the customer's earlier mails since our last answer, ``score`` is the last
    rating that the customer gave, from 1 (worst) to 5, or None.
    """

    unanswered: int = 0
    missed_target: bool = False
    reopened: bool = False
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Mood:
    """Whether a mail is a complaint, how frustrated its writer is (0 to 3), and why, in words."""

    complaint: bool
    frustration: int
    complaint_reasons: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def tones_of(tones: Sequence[Tone]) -> Tones:
    """Make a word book of ``tones``."""
    by_phrase: dict[Phrase, tuple[Tone, ...]] = {}
    for tone in tones:
        for phrase in tone.phrases:
            by_phrase[phrase] = (*by_phrase.get(phrase, ()), tone)
    return Tones(tuple(tones), WordBook(by_phrase), by_phrase)


def mood_of(
    text: str,
    tones: Tones,
    history: History | None = None,
    *,
    words: Sequence[Word] | None = None,
) -> Mood:
    """Return the mood of ``text``, the customer's own words, after ``history``.

    ``words`` are those of the text, at most its first 12,000 characters, where they are known.
    """
    text = text[:MAX_TEXT]
    heard = _heard(text, words_of(text) if words is None else words, tones)
    signals = [_said(tone, pieces) for tone, pieces in heard if tone.points > 0]
    soothing = sum(tone.points for tone, _pieces in heard if tone.points < 0)
    signals += _shouting(text, soothed=bool(soothing))
    signals += _events(history or History())
    points = sum(points for points, _reason in signals) + soothing if signals else 0
    frustration = sum(points >= bar for bar in _ANGRY_FROM)
    reasons = tuple(reason for _points, reason in signals) if frustration else ()
    why = tuple(_said(tone, pieces)[1] for tone, pieces in heard if tone.complaint)
    if soothing and frustration == 0:
        why = ()
    if not why and points >= _COMPLAINT_FROM:
        why = (_("several signs of anger at once"),)
    return Mood(bool(why), min(frustration, MOST), why, reasons)


def _heard(text: str, words: Sequence[Word], tones: Tones) -> list[tuple[Tone, list[str]]]:
    """Return the tones of a text with the pieces that sound so, none over another of its tone."""
    finds = sorted(tones.book.find(words), key=lambda find: (find.first - find.last, find.first))
    taken: dict[str, list[tuple[int, int]]] = {}
    for find in finds:
        for tone in tones.by_phrase[find.phrase]:
            spans = taken.setdefault(tone.id, [])
            if not any(first <= find.last and find.first <= last for first, last in spans):
                spans.append((find.first, find.last))
    return [
        (tone, [_piece(text, words, span) for span in sorted(taken[tone.id])])
        for tone in tones.tones
        if tone.id in taken
    ]


def _piece(text: str, words: Sequence[Word], span: tuple[int, int]) -> str:
    piece = text[words[span[0]].start : words[span[1]].end]
    return shorten(to_screen(piece, one_line=True), _SHOWN)


def _said(tone: Tone, pieces: Sequence[str]) -> tuple[int, str]:
    """Return the points of a tone, one more where it sounds twice, and the words as reason."""
    shown = ", ".join(_("'{words}'").format(words=piece) for piece in pieces[:_MOST_SHOWN])
    return tone.points + (len(pieces) > 1), _("matched: {words}").format(words=shown)


def _shouting(text: str, *, soothed: bool) -> Iterator[tuple[int, str]]:
    """Yield capitals and rows of signs; exclamation marks may also be joy."""
    letters = list(filter(str.isalpha, text))
    loud = sum(map(str.isupper, letters))
    shouted = [
        word
        for word in _SHOUTED.findall(text)
        if _VOWEL.search(word) and word not in _ABBREVIATIONS
    ]
    if len(letters) > _SHOUTING_LETTERS and loud / len(letters) > _SHOUTING_SHARE:
        yield 2, _("written in capitals")
    elif len(shouted) >= _SHOUTED_WORDS and re.search("[!?]", text):
        words = ", ".join(shouted[:_MOST_SHOWN])
        yield 1, _("words in capitals: {words}").format(words=words)
    signs = _SIGNS.search(text)
    if signs and not soothed:
        yield 1, _("signs in a row: {signs}").format(signs=signs[0][:5])


def _events(history: History) -> Iterator[tuple[int, str]]:
    if history.unanswered >= _THIRD_MAIL:
        n = history.unanswered + 1
        yield 2, _("mail number {n} without an answer").format(n=n)
    if history.missed_target:
        yield 1, _("the promised answer time was missed")
    if history.reopened:
        yield 1, _("the ticket was closed before and came back")
    if history.score is not None and history.score <= _LOW_SCORE:
        yield 1, _("the last rating was {score} of 5").format(score=history.score)
