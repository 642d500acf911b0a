"""The checks of an apology before it is sent: what is missing, what spoils it, and where.

Only our own words are looked at: no quoted line, no signature. German and English are read; in any
other language only gaps and the length of sentences are checked. Precision comes before reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from agent_console.desk import apology_families
from agent_console.desk.apology_alike import alike
from agent_console.desk.apology_families import Reading, read
from agent_console.desk.apology_files import numbers_of_files
from agent_console.desk.apology_findings import Check, Finding, Limits, Severity
from agent_console.desk.apology_findings_words import (
    CHECK_OF,
    DOUBT_OF,
    doubt_words,
    spoiler_words,
)
from agent_console.desk.apology_heard import refers_to
from agent_console.desk.apology_length import long_sentences
from agent_console.desk.apology_measure import beyond_measure
from agent_console.desk.apology_order import tells_first
from agent_console.desk.apology_promises import (
    Said,
    amounts_of,
    comes_back,
    is_closed,
    is_offered,
    names_other_weekday,
    open_days,
    read_sentences,
    rings,
)
from agent_console.desk.apology_roles import lacking
from agent_console.desk.apology_sense import doubt, is_harmless, open_to_doubt
from agent_console.desk.apology_words import Words, words_of_language
from agent_console.desk.countdown import weekday_name
from agent_console.desk.excuses import FORMAL, Spoiler, find_spoilers
from agent_console.desk.hours import Calendar
from agent_console.desk.own_words import Sentence, own_text, sentences_of
from agent_console.i18n import _

__all__ = ["Check", "Finding", "Limits", "Severity", "check_apology"]

_TELLING = 7
_MOST_OF_THEM, _MANY_WORDS = 2, 28
_OFTEN_HARMLESS = (Spoiler.CIRCUMSTANCE, Spoiler.COLLEAGUE, Spoiler.BELITTLING, Spoiler.CUSTOMER)
"""Wordings that stand in good apologies, too; what no good one says always counts."""
_GAP = re.compile(r"⟦[^⟧\n]{0,100}⟧?")
_NOWHERE = (-1, -1)


def check_apology(
    text: str,
    *,
    customer_text: str,
    language: str,
    now: datetime,
    calendar: Calendar,
    limits: Limits,
) -> tuple[Finding, ...]:
    """Return what is found in ``text``, written at ``now``, by place; what is missing comes last.

    ``customer_text`` is the customer's own text, ``language`` that of the reply ("de", "en"). The
    first 50,000 characters are looked at. Raises ConfigError when the desk never opens.
    """
    sentences = sentences_of(text)
    found = [*_gaps(text), *long_sentences(sentences)]
    words = words_of_language(language[:2].lower())
    if words is not None:
        said = read_sentences(sentences, words, now, calendar)
        today = now.astimezone(calendar.zone).date()
        language = language[:2].lower()
        reading = read(said, words, own_text(customer_text), language)
        found += _spoilers(sentences, reading, language)
        found += numbers_of_files(sentences)
        found += _doubts(said, words, language, found)
        found += _order(sentences, words, own_text(customer_text))
        found += alike(reading, language, found)
        found += _missing(said, words, customer_text, reading, language)
        found += _too_late(said, words, today, calendar, limits)
        found += beyond_measure(said, words, own_text(customer_text), today, limits)
        for one in said:
            found += _weekdays(text, one)
            found += _promises(one, words, calendar, limits)
    return tuple(sorted(set(found), key=_place))


def _place(finding: Finding) -> tuple[bool, int, str]:
    return finding.start < 0, finding.start, finding.check


def _problem(check: Check, words: str, hint: str, place: tuple[int, int] = _NOWHERE) -> Finding:
    return Finding(check, Severity.PROBLEM, words, *place, hint)


def _gaps(text: str) -> Iterator[Finding]:
    for match in _GAP.finditer(own_text(text)):
        words = _("A gap is left: {gap}").format(gap=match.group())
        hint = _("Fill it in, or take the sentence out.")
        yield Finding(Check.GAP, Severity.ERROR, words, *match.span(), hint)


def _spoilers(sentences: Sequence[Sentence], reading: Reading, language: str) -> Iterator[Finding]:
    for one in find_spoilers(sentences, language):
        if one.kind not in FORMAL and (
            is_harmless(_around(sentences, one.start), language)
            or (
                one.kind in _OFTEN_HARMLESS
                and apology_families.is_harmless(reading, one.start, language)
            )
        ):
            continue
        why, hint = spoiler_words(one.kind)
        yield _problem(CHECK_OF[one.kind], why, hint, (one.start, one.end))


def _around(sentences: Sequence[Sentence], place: int) -> Sentence:
    return next(one for one in sentences if one.start <= place < one.end)


def _doubts(
    said: Sequence[Said], words: Words, language: str, found: Sequence[Finding]
) -> Iterator[Finding]:
    """Find what reads like an excuse or a reproach though no listed wording says so."""
    one = doubt(open_to_doubt(said, words), language)
    if one and not any(one.start <= other.start < one.end for other in found):
        why, hint = doubt_words(one.kind)
        yield _problem(DOUBT_OF[one.kind], why, hint, (one.start, one.end))


def _missing(
    said: Sequence[Said], words: Words, customer_text: str, reading: Reading, language: str
) -> Iterator[Finding]:
    """Find what neither the wordings nor the sense of any sentence shows."""
    found = [
        *_apology([one.sentence for one in said], words),
        *_understanding(said, customer_text),
        *_solution(said, words),
        *_check_back(said),
    ]
    if found:
        missing = lacking(said, words, own_text(customer_text), language)
        missing = (missing & apology_families.lacking(reading, language)) | _untimed(said)
        yield from (one for one in found if one.check in missing)
        found = [one for one in found if one.check in missing]
    if _only_comes_back(said) and not any(one.check is Check.SOLUTION for one in found):
        yield _nothing_offered(said, words)


def _only_comes_back(said: Sequence[Said]) -> bool:
    """Return whether the only time behind the first sentence is when we get in touch."""
    timed = [one for one in said[1:] if one.named_time]
    return len(timed) == 1 and timed[0].contact and not any(one.done or one.pays for one in said)


def _untimed(said: Sequence[Said]) -> frozenset[Check]:
    """Return what cannot be there, for nothing behind the first sentence may be its time."""
    timed = [one for one in said[1:] if one.named_time]
    if not timed:
        return frozenset((Check.SOLUTION, Check.CHECK_BACK))
    one = timed[0]
    alone = len(timed) == 1 and one.remedy and not one.contact
    return frozenset((Check.CHECK_BACK,)) if alone else frozenset()


def _apologies(sentences: Sequence[Sentence], words: Words) -> list[tuple[int, int]]:
    """Return where we apologise ourselves."""
    sympathy = set(_places(sentences, words.sympathy))
    return [
        place
        for place in _places(sentences, words.apology)
        if not any(start <= place[1] and place[0] <= end for start, end in sympathy)
    ]


def _apology(sentences: Sequence[Sentence], words: Words) -> Iterator[Finding]:
    """Find whether we apologise ourselves."""
    if not _apologies(sentences, words):
        yield _no_apology(sentences, words)


def _order(sentences: Sequence[Sentence], words: Words, customer_text: str) -> Iterator[Finding]:
    """Find whether we apologise before we explain."""
    apologies = _apologies(sentences, words)
    if not apologies:
        return
    before = [one for one in sentences if one.start <= apologies[0][0]]
    place = _explanation(before, words, before[-1].paragraph)
    place = place or tells_first(before[:-1], words, customer_text)
    if place and place[0] < apologies[0][0]:
        why = _("This explains before anybody has apologised.")
        yield _problem(Check.ORDER, why, _("Put the apology first, then the reason."), place)


def _explanation(
    sentences: Sequence[Sentence], words: Words, paragraph: int
) -> tuple[int, int] | None:
    """Return where sentences explain: a reason of ours, or two about us that only tell.

    One "because" may belong to what the customer went through. What only tells in ``paragraph``,
    that of the apology, is what the customer went through, too.
    """
    telling: list[tuple[int, int]] = []
    for one in sentences:
        reason = words.explains.search(one.plain)
        ours = words.ours.search(one.plain)
        if reason and ours and not _is_of_them(one, reason.start(), words, paragraph):
            place = one.start + reason.start(), one.start + reason.end()
            if not words.because.match(one.plain, reason.start()):
                return place
            if not words.admits.search(one.plain):
                telling.append(place)
        elif (telling or one.paragraph != paragraph) and _only_tells(one, words):
            telling.append((one.start, one.end))
    if len(telling) > 1:
        return telling[0]
    return _tells_of_itself([one for one in sentences if one.paragraph != paragraph], words)


def _is_of_them(one: Sentence, place: int, words: Words, paragraph: int) -> bool:
    """Return whether a sentence tells, up to a place, what the customer went through."""
    near = one.paragraph == paragraph and words.you.search(one.text, 0, place)
    return bool(near or words.theirs.search(one.plain, 0, place))


def _tells_of_itself(before: Sequence[Sentence], words: Words) -> tuple[int, int] | None:
    """Return the place of whole paragraphs about ourselves: nothing in them is the customer's."""
    if len(before) < _MOST_OF_THEM or any(words.you.search(one.text) for one in before):
        return None
    if sum(one.words for one in before) < _MANY_WORDS:
        return None
    return before[0].start, before[0].end


def _only_tells(one: Sentence, words: Words) -> bool:
    """Return whether a sentence neither apologises nor speaks to the customer nor admits."""
    said = words.apology.search(one.plain) or words.admits.search(one.plain)
    return one.words >= _TELLING and not said and not words.you.search(one.text)


def _no_apology(sentences: Sequence[Sentence], words: Words) -> Finding:
    regret = next(_places(sentences, words.regret), None)
    hint = _("Write “I am sorry that we …” in the first person.")
    if regret is None:
        return _problem(Check.APOLOGY, _("Nobody apologises."), hint)
    return _problem(Check.APOLOGY, _("This is regret, but nobody apologises."), hint, regret)


def _places(sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the first place of a pattern in each sentence."""
    for one in sentences:
        match = pattern.search(one.plain)
        if match:
            yield one.start + match.start(), one.start + match.end()


def _understanding(said: Sequence[Said], customer_text: str) -> Iterator[Finding]:
    reply = [one.sentence.text for one in said]
    if not refers_to(reply, own_text(customer_text)):
        why = _("Nothing refers to what the customer wrote.")
        yield _problem(
            Check.UNDERSTANDING, why, _("Say in your own words what happened to the customer.")
        )


def _solution(said: Sequence[Said], words: Words) -> Iterator[Finding]:
    """Find whether something is offered, and by when; the last date is that of the check-back."""
    if any(is_offered(said, number) for number in range(len(said))):
        return
    heard = _heard(said, words)
    dated = [one for one in said if one.dated]
    tried = [one for one in dated[:-1] if one not in heard]
    if any(_does_something(one, words) or rings(one) for one in tried):
        return
    remedies = [one.sentence for one in said if one.remedy]
    if remedies:
        soon = next(_places(remedies, words.soon), _NOWHERE)
        why = _("The solution has no date.")
        yield _problem(Check.SOLUTION, why, _("Say by which day it will be done."), soon)
        return
    yield _nothing_offered(said, words)


def _nothing_offered(said: Sequence[Said], words: Words) -> Finding:
    vague = next(_places([one.sentence for one in said], words.vague), _NOWHERE)
    why = _("Nothing concrete is offered.")
    hint = _("Offer an amount, an item or an action, and say by when.")
    return _problem(Check.SOLUTION, why, hint, vague)


def _heard(said: Sequence[Said], words: Words) -> Sequence[Said]:
    """Return the sentences of the first paragraph up to the apology: they tell what happened."""
    first = [one for one in said if one.sentence.paragraph == said[0].sentence.paragraph]
    sorry = [place for place, one in enumerate(first) if words.apology.search(one.sentence.plain)]
    return first[: sorry[0] + 1] if sorry else first


def _does_something(one: Said, words: Words) -> bool:
    """Return whether a sentence with a day says that something will be there or be done then."""
    plain = one.sentence.plain
    if words.vague.search(plain) or words.empty.search(plain):
        return False
    return one.ours or not (words.theirs.match(plain) and words.past.search(plain))


def _check_back(said: Sequence[Said]) -> Iterator[Finding]:
    """Find whether we say when we come back: so in words, or in the last of our dates."""
    if any(comes_back(said, number) for number in range(len(said))):
        return
    dated = [one for one in said if one.dated]
    apart = dated and all(
        one.sentence.paragraph != dated[-1].sentence.paragraph for one in dated[:-1]
    )
    if len(dated) > 1 and apart and dated[-1].ours and not dated[-1].remedy:
        return
    hint = _("Say on which day you will ask whether it is solved.")
    contacts = [one.sentence for one in said if one.contact]
    if contacts:
        why = _("The promise to come back has no date.")
        place = (contacts[-1].start, contacts[-1].end)
        yield _problem(Check.CHECK_BACK, why, hint, place)
    else:
        yield _problem(Check.CHECK_BACK, _("No day is named on which you come back."), hint)


def _promises(one: Said, words: Words, calendar: Calendar, limits: Limits) -> Iterator[Finding]:
    """Find days that cannot be kept, and amounts that may not be granted."""
    if not one.promises:
        return
    for dated in one.past:
        why = _("{date} is over.").format(date=dated.day.isoformat())
        yield _problem(Check.PROMISE, why, _("Name a day ahead."), (dated.start, dated.end))
    for dated in one.ahead:
        if is_closed(dated, one, words, calendar):
            why = _("Nobody is there on {date}.").format(date=dated.day.isoformat())
            hint = _("Name a day on which the desk is open.")
            yield _problem(Check.PROMISE, why, hint, (dated.start, dated.end))
    yield from _too_much(one, limits)


def _weekdays(text: str, one: Said) -> Iterator[Finding]:
    """Mark a date beside the name of another weekday."""
    for dated in one.ahead:
        if names_other_weekday(text, dated):
            day = weekday_name(dated.day.weekday())
            words = _("{date} is another day of the week: {weekday}").format(
                date=dated.day.isoformat(), weekday=day
            )
            hint = _("Correct the day or the date.")
            yield Finding(Check.PROMISE, Severity.HINT, words, dated.start, dated.end, hint)


def _too_late(
    said: Sequence[Said], words: Words, today: date, calendar: Calendar, limits: Limits
) -> Iterator[Finding]:
    """Find remedies, or else check-backs, of which even the first is too far away."""
    for most, chosen in (
        (limits.days, [one for one in said if one.remedy]),
        (limits.check_back_days, [one for one in said if one.contact and not one.remedy]),
    ):
        dated = [
            one
            for sentence in chosen
            for one in sentence.ahead
            if not words.choice.search(sentence.sentence.plain)
        ]
        first = min(dated, key=lambda one: one.day, default=None)
        days = open_days(today, first.day, calendar) if first else 0
        if first and days > most:
            text = _("That is {n} business days away; {most} is the limit.")
            why = text.format(n=days, most=most)
            hint = _("Name an earlier day, or ask whoever may decide.")
            yield _problem(Check.PROMISE, why, hint, (first.start, first.end))


def _too_much(one: Said, limits: Limits) -> Iterator[Finding]:
    if limits.amount is None or not one.remedy:
        return
    for amount, start, end in amounts_of(one):
        if amount > limits.amount:
            why = _("You may grant up to {most}.").format(most=limits.amount)
            hint = _("Offer less, or ask for approval.")
            yield _problem(Check.AUTHORITY, why, hint, (start, end))
