"""Promises in our own reply ("bis Freitag", "within 2 days"): the words, and by when to keep them.

Only what we say of ourselves counts, in German or English: no quoted line, no signature, nothing in
quotation marks, no question, no "we cannot", and no deadline that we set or repeat to the customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from agent_console.desk.deadlines import Deadline, find_deadlines, spelled
from agent_console.desk.hours import Calendar

MAX_TEXT = 50_000
MAX_SENTENCE = 1_000

_ATTRIBUTION = re.compile(r"(?:schrieb\b.{0,80}|wrote|a écrit)\s?:\s*$", re.IGNORECASE)
_OLD_MAIL = re.compile(
    r"-{2,}\s*(?:original message|ursprüngliche nachricht|forwarded message"
    r"|weitergeleitete nachricht).{0,40}$|(?:von|from):\s.{0,200}@",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:[^.!?\n]"
    r"|(?<=\d)\.(?=\s?[\da-zäöü,)]|\s(?:J[aä]n|Feb|M[aä]r|Apr|Mai|Ju[nl]|Aug|Sep|Okt|Nov|Dez))"
    r"|(?<=\bca)\.|(?<=\b[ap])\.|(?<=\b[ap]\.m)\.(?!\s+[A-Z])"
    r"|\n(?![ \t\r]*\n|[ \t]*[-*•]\s))+[.!?]*"
)
_CLAUSE = re.compile(
    r",|;|:|\s[–-]\s|\(|\)|\s(?:und|aber|sondern|oder|and|but|so|or)\s(?!\d)", re.IGNORECASE
)
_CITED = re.compile(r"[„“\"»«”]([^„“\"»«”\n]{1,300})[“”\"«»]")
_OURS = spelled(
    r"\b(?:wir|ich|we|i|we['’]ll|i['’]ll|our|unser\w*)\b"
    r"|\byou(?:['’]ll| will| should| shall| are going to)\b|\b(?:will|shall|is going to)\b"
    r"|\bsie (?:\w+ )?(?:erhalten|bekommen|hören|kriegen)\b"
    r"|\b(?:erhalten|bekommen|hören|kriegen) sie\b"
    r"|\b(?:wird|werden|werde|folgt|folgen|kommt|kommen|trifft|geht|gehen|liegt|versendet)\b"
    r"|\b(?:melde|schicke|sende|kläre|prüfe|liefere|kümmere|rufe|erledige)\b"
    r"|\b(?:\w*lieferung|versand|zustellung|\w*antwort|rückmeldung|rückruf|\w*erstattung"
    r"|gutschrift|\w*sendung|paket|delivery|shipping|refund|reply|answer|update|replacement"
    r"|arrives?|ships?|shipped|delivered)\b"
)
_ASKS = r"können|könnten|müssen|möchten|wollen|wollten|sollten|haben|hatten|brauchen|benötigen"
_THEIRS = spelled(
    r"\b(?:bitten?|please|kindly|gebeten|ersuchen)\b"
    rf"|\b(?:{_ASKS}|schreiben|schrieben|schicken|senden|melden|geben|wünschen) sie\b"
    rf"|\bsie (?:\w+ ){{0,2}}?(?:{_ASKS}|schreiben|schrieben|wünsch\w+|erwarten)\b"
    r"|\b(?:benötig\w*|brauch\w*|erwarten wir|zurücksenden|zurückgeben|widerrufen|widerspr\w+)\b"
    r"|\b(?:wenn|falls|sofern|sollten) (?:sie|wir|ich)\b"
    r"|\b(?:if|unless|should|when) (?:you|we|i)\b"
    r"|\byou (?:can|could|may|must|need|needed|want|wanted|have|had|wrote|write|said|asked"
    r"|mention\w*|request\w*|expect\w*|would|send|sent|return)\b|\b(?:can|could|do|did|would) you\b"
    r"|\b(?:we|i)(?:['’]ll| will| do)? (?:\w+ )?(?:need|require|ask|asked)\b"
    r"|\byour (?:deadline|request)\b|\bihre? (?:frist|termin|wunschtermin)\b|\b(?:frist|deadline)\b"
    r"|\b(?:gültig|gilt|valid|gültigkeit|geöffnet|geschlossen|open|closed|urlaub|holiday|vacation"
    r"|abwesend|erreichbar|good until|expires?|läuft ab|abgelaufen)\b"
)
_NOT = spelled(
    r"\b(?:nicht|kein\w*|nie|niemals|not|cannot|never|unable|unlikely|frühestens|earliest)\b"
    r"|n['’]t\b"
)
_PAST = re.compile(
    r"\b(?:habe|haben|hat|hatte|hatten|wurde|wurden|war|waren|ist .{0,60}(?:ge\w+t|ge\w+en)"
    r"|have|has|had|was|were|did|sent|called|wrote)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|wird|werden|werde)\b|['’]ll\b|\b(?:is|are|be)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b\w{3,}ed\b|\bshipped\b", re.IGNORECASE)
_MORNING = re.compile(r"(?:\b(?:guten?|heute|gestern|jeden|diesen|am|den))\s+$", re.IGNORECASE)
_FROM_US = re.compile(r"\b(?:von uns|from us)\b", re.IGNORECASE)
_NO_END = re.compile(
    r"\b(?:seit(?:dem)?|since|vo[nm]|from|ab|starting|of|letzten?|last|vergangenen|past)\s+"
    r"(?:dem |the )?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:\b(?:montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|\w+days?"
    r"|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?|(?:von|from|between)\s+\d.{0,12})\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What we promised: the words, their place in the text, and by when to keep it.

    ``due_at`` (UTC) is the last open moment that still keeps it, ``remind_at`` when to come back to
    it: when the desk opens on that day, or half-way there when it has opened already.
    """

    words: str
    start: int
    end: int
    due_at: datetime
    remind_at: datetime


def find_promises(text: str, now: datetime, calendar: Calendar) -> tuple[Promise, ...]:
    """Return the promises in ``text``, a reply of ours written at ``now``, in their order.

    Two that end at the same moment count once. Raises ConfigError when the desk never opens.
    """
    found: dict[datetime, Promise] = {}
    own = _own_text(text[:MAX_TEXT])
    for sentence in _SENTENCE.finditer(own):
        for deadline in _promised(sentence.group()[:MAX_SENTENCE], now, calendar):
            promise = _promise(text, sentence.start(), deadline, now, calendar)
            found.setdefault(promise.due_at, promise)
    return tuple(found.values())


def next_promise(text: str, now: datetime, calendar: Calendar) -> Promise | None:
    """Return the promise of a text that is due first, None where there is none."""
    return min(find_promises(text, now, calendar), key=lambda one: one.due_at, default=None)


def _promise(
    text: str, offset: int, deadline: Deadline, now: datetime, calendar: Calendar
) -> Promise:
    start, end = offset + deadline.start, offset + deadline.end
    due_at = working_moment(deadline.moment, now, calendar)
    words = " ".join(text[start:end].split())
    return Promise(words, start, end, due_at, _reminder(due_at, now, calendar))


def working_moment(moment: datetime, now: datetime, calendar: Calendar) -> datetime:
    """Return the last open moment from ``now`` up to ``moment``, else the next opening after it."""
    spans = list(calendar.spans(now, moment))
    return spans[-1].end if spans else calendar.next_opening(max(moment, now))


def _reminder(due_at: datetime, now: datetime, calendar: Calendar) -> datetime:
    morning = due_at.astimezone(calendar.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    opening = calendar.next_opening(morning)
    if now < opening < due_at:
        return opening
    return calendar.add(now, max(calendar.between(now, due_at), timedelta()) / 2)


def _own_text(text: str) -> str:
    """Return ``text`` with blanks for all that is not our own words; every place stays the same."""
    lines = text.split("\n")
    kept, signature = [], False
    for number, line in enumerate(lines):
        below = next((one for one in lines[number + 1 : number + 3] if one.strip()), "")
        quoted = line.lstrip().startswith(">")
        introduces = bool(_ATTRIBUTION.search(line[-200:])) and below.lstrip().startswith(">")
        if _OLD_MAIL.match(line[:300].strip()):
            kept += [" " * len(rest) for rest in lines[number:]]
            break
        signature = (signature or line.rstrip("\r") in ("-- ", "--")) and not quoted
        hidden = quoted or introduces or signature
        kept.append(" " * len(line) if hidden else line)
    own = "\n".join(kept)
    return _CITED.sub(lambda cited: " " * len(cited.group()), own)


def _promised(sentence: str, now: datetime, calendar: Calendar) -> Iterator[Deadline]:
    if sentence.rstrip().endswith("?"):
        return
    line = sentence.replace("\n", " ").replace("\r", " ")
    for deadline in find_deadlines(line, now, calendar):
        if _is_ours(line, deadline):
            yield deadline


def _is_ours(sentence: str, deadline: Deadline) -> bool:
    """Return whether we say of ourselves that something will be done by then."""
    clause = _clause(sentence, deadline)
    theirs = _THEIRS.search(clause) and not _FROM_US.search(clause)
    if theirs or _NOT.search(clause) or _is_other(sentence, deadline):
        return False
    if not deadline.firm and _is_past(clause):
        return False
    if _OURS.search(clause) or _FROM_US.search(clause):
        return True
    rest = sentence[: deadline.start] + " " + sentence[deadline.end :]
    return bool(_OURS.search(rest)) and not (_THEIRS.search(rest) or _NOT.search(rest))


def _clause(sentence: str, deadline: Deadline) -> str:
    """Return the part of a sentence around a deadline, without the deadline's own words."""
    before = sentence[: deadline.start]
    starts = [match.end() for match in _CLAUSE.finditer(before)]
    behind = _CLAUSE.search(sentence, deadline.end)
    end = behind.start() if behind else len(sentence)
    return f"{before[starts[-1] if starts else 0 :]} … {sentence[deadline.end : end]}"


def _is_past(clause: str) -> bool:
    if _AHEAD.search(clause):
        return False
    return bool(_PAST.search(clause) or _DONE.search(clause))


def _is_other(sentence: str, deadline: Deadline) -> bool:
    """Return whether it is the morning ("Guten Morgen") or the end of a span ("von 9 bis 17")."""
    before = sentence[: deadline.start]
    words = sentence[deadline.start : deadline.end].lower()
    if words.startswith("morgen") and _MORNING.search(before):
        return True
    return bool((_SINCE if deadline.firm else _NO_END).search(before))
