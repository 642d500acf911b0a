"""What a mail says if it is the answer to a survey: a number, a word, 👍 or 👎, de and en.

The score must come first, after a greeting at most, and stand for itself: "5 Tage", "keine 5
Sterne", "7 oder 8", an order number and a date are no scores. What may be meant otherwise is left
open, for a person to decide. Whether a survey was asked at all, and on which scale, is not known
here: the same mail is read alike on every console, whatever came before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.desk.feedback_words import (
    ASKING,
    CLOSINGS,
    DOWN,
    GREETINGS,
    LEAD_INS,
    NEGATIVE,
    NUMBERS,
    PHRASES,
    UP,
    Word,
)

__all__ = ["Reading", "Word", "read_answer", "reading_from_text", "reading_to_text"]

MAX_TEXT = 6_000
MAX_COMMENT = 2_000
MAX_IDS = 20
_HIGHEST = 10
_FIRST = 8
_LONGEST_END = 160
_CODE = re.compile(r"(?<![\w-])([ctnex]\d{1,2}-[0-9a-z]{16})(?![\w-])", re.IGNORECASE | re.ASCII)
_NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNIT = r"(?:punkte?n?|points?|sterne?n?|stars?|★|⭐️?|pkt\.?)"
_VALUE = rf"(?P<value>\d{{1,3}}|(?:{_NUMBER_WORDS})\b)"
_OF = rf"(?:\s*(?:/|von(?:\s+maximal)?|aus|out\s+of|of)\s*(?P<of>\d{{1,3}}|(?:{_NUMBER_WORDS})\b))"
_SCORE = re.compile(
    rf"(?P<lead>(?:{LEAD_INS})\s*[:=-]?\s*)?(?:(?:klare|glatte|solide|volle|clear|solid|full)\s+)?"
    rf"(?<![\d.,:/+#-]){_VALUE}(?:\s*{_UNIT}(?!\w))?{_OF}?(?:\s*{_UNIT}(?!\w))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:$|[!)…]|[.](?!\d)|,(?!\d)|;|:(?!\d)|\s[-–—]\s?(?!\d)|[–—]\s|\s?\("
    r"|\s+(?:weil|da|denn|wegen|aber|und|because|since|but|as|and|due|thanks|danke|bitte(?:schön)?|für|for|geben|vergeben"
    r"|👍|👎)\b|\s*(?:[👍👎🙂😀😊☺😡😠]))",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"^\s*(?:[-–—/]|bis|to|oder|or|and|und)\s*(?:{_NUMBER_WORDS}|\d)|^\s*[.,:]\d|^\s*%|^\s*[€$£]",
    re.IGNORECASE,
)
_OTHER_SCORE = re.compile(
    rf"(?<![\w.,#-])(?:\d{{1,2}})\s*(?:$|[.,;!](?!\d)|/\s*\d|{_UNIT}(?!\w)|(?:für|for|von|of)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\.\s+(?:jan|feb|mär|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|de[zc])\w*\b", re.IGNORECASE
)
_LISTED = re.compile(r"^2[.)]\s", re.MULTILINE)
_STARS = re.compile(r"^(?:★|⭐️?){1,5}(?:☆*)\s*$|^((?:★|⭐️?){1,5}☆*)(?=[\s,.!–-])")
_SENTENCE = re.compile(r"[^.!?\n,;:()–—-]+")
_SKIN = re.compile(r"[\U0001F3FB-\U0001F3FF\uFE0F]")
_IRONIC = re.compile(
    r"[„“\"«»]|\b(?:ja klar|haha|hahaha|ironie)\b|(?:[.]{2}|…)\s*not\b|🙄|😂|🤣|😉", re.IGNORECASE
)
_QUOTED_CODE = re.compile(r"\[#[0-9A-Za-z]{8,16}\]|#[0-9A-Za-z]{8,16}\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says as an answer.

    ``value`` is a number, ``of`` the end of the scale that the customer named (0: none), ``word``
    an opinion; both are None where nothing is said or it is open what is meant. ``codes`` are those
    of our links, genuine or not. ``comment`` is what else was written; ``asks`` says that somebody
    has to answer it. ``answers`` are the Message-IDs that the mail names.
    """

    value: int | None = None
    of: int = 0
    word: Word | None = None
    codes: tuple[str, ...] = ()
    comment: str = ""
    asks: bool = False
    answers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the mail says nothing that could be a score."""
        return self.value is None and self.word is None and not self.codes


NOTHING = Reading()


def codes_in(subject: str) -> tuple[str, ...]:
    """Return what looks like codes of ours in a subject, in lower case, once each."""
    if "-" not in subject:
        return ()
    return tuple(dict.fromkeys(one.lower() for one in _CODE.findall(subject[:1_000])))


def read_answer(subject: str, text: str, answers: Sequence[str] = ()) -> Reading:
    """Read a mail as an answer; ``text`` are the customer's own words without quotes.

    A mail that neither carries a code nor names another mail, nor a ticket in its subject, is none.
    """
    codes = codes_in(subject)
    if not codes and not answers and not _QUOTED_CODE.search(subject[:1_000]):
        return NOTHING
    text = text[:MAX_TEXT].lstrip()
    if not codes and _scored(_body("\n".join(text.split("\n", _FIRST)[:_FIRST]))).is_empty:
        return NOTHING  # nearly every mail
    own = _body(text)
    if codes:
        body = "\n".join(own)
        return Reading(
            codes=codes,
            comment=body[:MAX_COMMENT],
            asks=_asks(text),
            answers=tuple(answers[-MAX_IDS:]),
        )
    found = _scored(own)
    if found.is_empty:
        return NOTHING
    return Reading(
        found.value,
        found.of,
        found.word,
        comment=found.comment[:MAX_COMMENT],
        asks=_asks(text),
        answers=tuple(answers[-MAX_IDS:]),
    )


def reading_to_text(reading: Reading) -> str:
    """Write a reading for the store, "" for one that says nothing."""
    if reading.is_empty:
        return ""
    told = {
        "v": reading.value,
        "o": reading.of,
        "w": reading.word.value if reading.word else "",
        "c": list(reading.codes),
        "t": reading.comment,
        "q": int(reading.asks),
        "a": list(reading.answers),
    }
    kept = {name: value for name, value in told.items() if value not in (None, 0, "", [])}
    if reading.value == 0:
        kept["v"] = 0
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def reading_from_text(text: str) -> Reading:
    """Read what :func:`reading_to_text` wrote."""
    if not text:
        return NOTHING
    told = json.loads(text)
    word = told.get("w", "")
    return Reading(
        value=told.get("v"),
        of=told.get("o", 0),
        word=Word(word) if word in set(Word) else None,
        codes=tuple(told.get("c", ())),
        comment=told.get("t", ""),
        asks=bool(told.get("q")),
        answers=tuple(told.get("a", ())),
    )


def _body(text: str) -> list[str]:
    """Return the lines without greeting, closing words and the name below them."""
    lines = [" ".join(_SKIN.sub("", line).split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    while lines and GREETINGS.fullmatch(lines[0]):
        del lines[0]
    if lines and (opening := GREETINGS.match(lines[0])) and opening.end() < len(lines[0]):
        rest = lines[0][opening.end() :].lstrip(" ,!")
        if lines[0][opening.end() - 1] in ",!" or lines[0][opening.end()] in ",!":
            lines[0] = rest
    return lines[: _end(lines)]


def _end(lines: Sequence[str]) -> int:
    """Return where the closing words begin that nothing but a name follows."""
    left = 0
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        left += len(lines[at])
        if left > _LONGEST_END:
            break
        if CLOSINGS.match(lines[at]):
            end = at
    return end


def _scored(lines: Sequence[str]) -> Reading:
    if not lines:
        return NOTHING
    first, rest = lines[0], "\n".join(lines[1:])
    if "?" in first.rstrip("?") or not first.strip("?"):
        return NOTHING
    for read in (_stars, _thumbs, _number, _phrase):
        found = read(first, rest)
        if found is not None:
            return found
    return NOTHING


def _stars(first: str, rest: str) -> Reading | None:
    match = _STARS.match(first)
    if match is None:
        return None
    count = first[: match.end()].count("★") + first[: match.end()].count("⭐")
    return Reading(count, 5, comment=_comment(first[match.end() :], rest))


def _thumbs(first: str, rest: str) -> Reading | None:
    ups = sum(first.count(one) for one in UP)
    downs = sum(first.count(one) for one in DOWN)
    if not ups and not downs:
        return None
    if ups and downs:
        return NOTHING
    if first[0] not in UP + DOWN:
        return None
    comment = _comment(first.lstrip("".join((*UP, *DOWN, " "))), rest)
    if ups and (NEGATIVE.search(comment) or _IRONIC.search(comment)):
        return NOTHING
    return Reading(word=Word.UP if ups else Word.DOWN, comment=comment)


def _number(first: str, rest: str) -> Reading | None:
    match = _SCORE.match(first)
    if match is None:
        return None
    behind = first[match.end() :]
    if _SECOND.match(behind) or not _AFTER.match(behind):
        return NOTHING
    value, of = _int(match["value"]), _int(match["of"] or "0")
    spelled = not match["value"].isdigit()
    if spelled and not (match["lead"] or of or match.end() == len(first.rstrip(" .!"))):
        return NOTHING
    comment = _comment(behind, rest)
    if value > _HIGHEST or (of and (value > of or of > _HIGHEST)) or _is_open(behind, comment):
        return NOTHING
    return Reading(value, of, comment=comment)


def _is_open(behind: str, comment: str) -> bool:
    """Tell whether a second score follows, or praise for something bad: 10 for the waiting."""
    if _OTHER_SCORE.search(behind) or _ORDINAL.match(behind) or _LISTED.search(comment):
        return True
    irony = re.match(r"\s*(?:punkte\s+)?(?:für|for)\b", behind, re.IGNORECASE)
    return bool(irony and NEGATIVE.search(behind)) or bool(re.search(r"🙄|🤣|/s\b", comment))


def _phrase(first: str, rest: str) -> Reading | None:
    """Read an opinion that is a sentence of its own, the longest phrase that fits."""
    head = _SENTENCE.match(first)
    if head is None:
        return None
    emojis = "".join((*UP, *DOWN))
    said = " ".join(head.group().casefold().strip(f" {emojis}").split())
    word = PHRASES.get(said)
    if word is None:
        return None
    behind = first[head.end() :]
    comment = _comment(behind, rest)
    if _IRONIC.search(first) or behind.lstrip().startswith(("...", "…", "-", "–")):
        return NOTHING
    if behind.strip(" .!,;:") and behind[:1] == ":":
        return NOTHING
    is_praise = word in (Word.VERY_GOOD, Word.GOOD, Word.YES)
    if is_praise and (NEGATIVE.search(comment) or _IRONIC.search(comment)):
        return NOTHING
    return Reading(word=word, comment=comment)


def _comment(behind: str, rest: str) -> str:
    own = behind.strip().lstrip(".,;:!)–—- ").strip()
    return "\n".join(part for part in (own, rest) if part)


def _asks(text: str) -> bool:
    """Tell whether somebody has to answer: a question, or words that want something done."""
    return "?" in text or bool(ASKING.search(text))


def _int(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.casefold()]
