"""The lines of a monthly review, counted from what the store keeps."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_console.desk.canned import Entry, Purpose
from agent_console.desk.canned_render import Values
from agent_console.desk.events import standing
from agent_console.desk.faq import NotForAllError, neutral
from agent_console.desk.incidents_alike import telling_words, weights
from agent_console.desk.metrics import SETTLED_AFTER, median_of, share_of
from agent_console.desk.metrics_period import Period
from agent_console.desk.metrics_report import Unit
from agent_console.desk.request_types import OTHER
from agent_console.desk.review import (
    MOST_REFS,
    Cause,
    Line,
    Section,
    busy_days,
    cause_of,
    settled_by,
)
from agent_console.desk.review_alike import Request, kinds_of
from agent_console.desk.review_texts import Repeated, Written, repeated
from agent_console.desk.states import Target
from agent_console.desk.subjects import base_subject
from agent_console.mail.quotes import visible_lines
from agent_console.services.review_words import cause_word, target_word
from agent_console.store import review as stored
from agent_console.store.search_words import plain

LEAST_SENT = 5
LEAST_OF_TYPE = 3
_MOST_LINES = 8
_DAY = timedelta(days=1)
_WEEKS = 8
_ASKS = frozenset((Purpose.DETAILS, Purpose.ACKNOWLEDGEMENT, Purpose.FOLLOW_UP))
TypeName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The team's canned answers, its values, and in which language lines speak."""

    entries: Mapping[str, Entry]
    values: Values
    language: str


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a month, as ordinals and as moments."""

    first: int
    last: int
    since: datetime
    until: datetime


def span_of(period: Period, zone: ZoneInfo) -> Span:
    """Return a period where the desk is."""
    since = datetime.combine(period.first, time(), zone)
    until = datetime.combine(period.last + _DAY, time(), zone)
    return Span(period.first.toordinal(), period.last.toordinal(), since, until)


class Counting:
    """One month beside the one before; each question is put to the store once."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        month: Period,
        now: datetime,
        zone: ZoneInfo,
        texts: Texts,
        type_name: TypeName,
    ) -> None:
        self._connection = connection
        self._now = now
        self._zone = zone
        self._texts = texts
        self._type_name = type_name
        self._here, self._there = span_of(month, zone), span_of(month.before, zone)
        self._sent = self._sent_in(self._here)
        self._sent_before = self._sent_in(self._there)

    def lines(self) -> Iterator[Line]:
        """Yield every line, section by section."""
        yield from self._emerging()
        yield from self._again()
        yield from self._slow()
        yield from self._breached()
        yield from self._for_faq()

    def _emerging(self) -> Iterator[Line]:
        requests = self._others(self._there, is_before=True) + self._others(
            self._here, is_before=False
        )
        here = Counter(word for one in requests for word in one.words)
        known, mails = stored.frequencies(self._connection, here)
        frequency = {word: max(n, known.get(word, 0)) for word, n in here.items()}
        weight = weights(here, frequency, mails)
        for kind in kinds_of(requests, weight)[:_MOST_LINES]:
            n = len(kind.refs)
            yield Line(
                section=Section.EMERGING,
                key=" ".join(kind.words),
                name=", ".join(kind.words),
                value=n,
                unit=Unit.COUNT,
                n=n,
                before=kind.n_before,
                before_n=kind.n_before,
                refs=kind.refs[:MOST_REFS],
            )

    def _others(self, span: Span, *, is_before: bool) -> list[Request]:
        rows = stored.opened_of_type(self._connection, OTHER, span.first, span.last)
        customers = {ref: customer for ref, _day, customer in rows}
        found: dict[str, Request] = {}
        for letter in stored.letters(
            self._connection, customers, "in", span.since - _DAY, span.until
        ):
            if letter.ticket not in found:
                text = f"{letter.subject}\n{visible_lines(letter.text, letter.ranges)}"
                words = frozenset(plain(word) for word in telling_words(text))
                customer = customers[letter.ticket]
                found[letter.ticket] = Request(letter.ticket, customer, words, is_before)
        return [found[ref] for ref in reversed(customers) if ref in found]

    def _sent_in(self, span: Span) -> list[stored.SentAnswer]:
        return list(stored.sent_answers(self._connection, span.since, span.until))

    def _again(self) -> Iterator[Line]:
        now, before = self._asked_again(self._sent), self._asked_again(self._sent_before)
        found = [(name, n, refs) for name, (n, refs) in now.items() if n >= LEAST_SENT and refs]
        found.sort(key=lambda one: (-len(one[2]), one[0]))
        for name, n, refs in found[:_MOST_LINES]:
            entry = self._texts.entries.get(name)
            if entry is not None and entry.purpose in _ASKS:
                continue
            n_before, refs_before = before.get(name, (0, []))
            yield Line(
                section=Section.AGAIN,
                key=name,
                name=entry.title(self._texts.language) if entry else name,
                value=share_of(len(refs), n),
                unit=Unit.SHARE,
                n=n,
                before=share_of(len(refs_before), n_before),
                before_n=n_before,
                refs=tuple(dict.fromkeys(refs))[:MOST_REFS],
                note=name,
            )

    def _asked_again(
        self, sent: Sequence[stored.SentAnswer]
    ) -> Mapping[str, tuple[int, list[str]]]:
        """Return of each answer how often it was sent, and the tickets that asked again in 7 days.

        What was sent less than 7 days ago counts only if somebody has asked already.
        """
        found: dict[str, tuple[int, list[str]]] = {}
        ripe = settled_by(self._now, SETTLED_AFTER)
        for one in sent:
            again = one.again is not None and one.again <= one.at + SETTLED_AFTER
            if one.at > ripe and not again:
                continue
            for name in one.answers:
                n, refs = found.get(name, (0, []))
                found[name] = (n + 1, [*refs, one.ticket] if again else refs)
        return found

    def _slow(self) -> Iterator[Line]:
        now, before = self._first_answers(self._here), self._first_answers(self._there)
        medians = {
            kind: median_of([seconds for seconds, _ref in rows])
            for kind, rows in now.items()
            if len(rows) >= LEAST_OF_TYPE
        }
        slowest = sorted(medians, key=lambda kind: (-(medians[kind] or 0), kind))
        for kind in slowest[:_MOST_LINES]:
            rows, past = now[kind], before.get(kind, [])
            yield Line(
                section=Section.SLOW,
                key=kind,
                name=self._type_name(kind),
                value=medians[kind],
                unit=Unit.SECONDS,
                n=len(rows),
                before=median_of([seconds for seconds, _ref in past]),
                before_n=len(past),
                refs=tuple(dict.fromkeys(ref for _seconds, ref in reversed(rows)))[:MOST_REFS],
            )

    def _first_answers(self, span: Span) -> Mapping[str, list[tuple[int, str]]]:
        """Return by type the seconds and ticket of each first answer, the slowest last."""
        found = defaultdict[str, list[tuple[int, str]]](list)
        for kind, seconds, ref in stored.first_answers(self._connection, span.first, span.last):
            found[kind].append((seconds, ref))
        return {kind: sorted(rows) for kind, rows in found.items()}

    def _breached(self) -> Iterator[Line]:
        now, before = self._targets(self._here), self._targets(self._there)
        causes, past = self._causes(self._here, now), self._causes(self._there, before)
        for target in Target:
            judged, missed = now.get(target.value, (0, []))
            if not missed:
                continue
            judged_before, missed_before = before.get(target.value, (0, []))
            yield Line(
                section=Section.BREACHED,
                key=target.value,
                name=target_word(target),
                value=share_of(len(missed), judged),
                unit=Unit.SHARE,
                n=judged,
                before=share_of(len(missed_before), judged_before),
                before_n=judged_before,
                refs=tuple(dict.fromkeys(ref for ref, _at in missed))[:MOST_REFS],
            )
            yield from self._cause_lines(target, causes, past)

    def _cause_lines(
        self,
        target: Target,
        causes: Mapping[tuple[str, Cause], list[str]],
        past: Mapping[tuple[str, Cause], list[str]],
    ) -> Iterator[Line]:
        found = [(cause, causes.get((target.value, cause), [])) for cause in Cause]
        for cause, refs in sorted(found, key=lambda one: -len(one[1])):
            if refs:
                n_before = len(past.get((target.value, cause), []))
                yield Line(
                    section=Section.BREACHED,
                    key=f"{target.value} {cause.value}",
                    name=cause_word(cause),
                    value=len(refs),
                    unit=Unit.COUNT,
                    n=len(refs),
                    before=n_before,
                    before_n=n_before,
                    refs=tuple(dict.fromkeys(refs))[:MOST_REFS],
                    is_part=True,
                )

    def _targets(self, span: Span) -> Mapping[str, tuple[int, list[tuple[str, datetime]]]]:
        """Return of each target how many were decided, and ticket and moment of those missed."""
        found: dict[str, tuple[int, list[tuple[str, datetime]]]] = {}
        until = min(self._now, span.until)
        for name, is_missed, ref, at in stored.targets(
            self._connection, span.first, span.last, until
        ):
            judged, missed = found.setdefault(name, (0, []))
            if is_missed:
                missed.append((ref, at))
            found[name] = (judged + 1, missed)
        return found

    def _causes(
        self, span: Span, targets: Mapping[str, tuple[int, list[tuple[str, datetime]]]]
    ) -> Mapping[tuple[str, Cause], list[str]]:
        refs = {ref for _judged, missed in targets.values() for ref, _at in missed}
        came = stored.arrivals_of(self._connection, refs)
        events = stored.events_of(self._connection, refs)
        stands = {ref: standing(done) for ref, done in events.items()}
        first = span.first - _WEEKS * 7
        busy = busy_days(stored.arrivals_by_day(self._connection, first, span.last), span.first)
        found = defaultdict[tuple[str, Cause], list[str]](list)
        for name, (_judged, missed) in targets.items():
            for ref, due in missed:
                began = max((at for at in came.get(ref, []) if at <= due), default=None)
                cause = cause_of(
                    due, began, stands.get(ref, []), is_busy=self._day(began or due) in busy
                )
                found[(name, cause)].append(ref)
        return found

    def _day(self, at: datetime) -> int:
        return at.astimezone(self._zone).date().toordinal()

    def _for_faq(self) -> Iterator[Line]:
        found = [*self._canned_for_faq(), *self._written_for_faq()]
        found.sort(key=lambda line: (-line.n, line.name))
        yield from found[:_MOST_LINES]

    def _canned_for_faq(self) -> Iterator[Line]:
        before = Counter(name for one in self._sent_before for name in one.answers)
        tickets = defaultdict[str, list[str]](list)
        for one in self._sent:
            for name in one.answers:
                tickets[name].append(one.ticket)
        for name, refs in tickets.items():
            entry = self._texts.entries.get(name)
            if entry is None or entry.faq or not entry.is_answer:
                continue
            if entry.purpose is not Purpose.ANSWER or len(refs) < LEAST_SENT:
                continue
            yield Line(
                section=Section.FAQ,
                key=name,
                name=entry.title(self._texts.language),
                value=len(refs),
                unit=Unit.COUNT,
                n=len(refs),
                before=before[name],
                before_n=before[name],
                refs=tuple(dict.fromkeys(refs))[:MOST_REFS],
                note=self._in_the_way(entry) or f"{name}: faq = true",
            )

    def _in_the_way(self, entry: Entry) -> str:
        """Return what must be changed before an answer can be read by everybody; "" for nothing."""
        section = entry.section(self._texts.language) or entry.sections[0]
        try:
            neutral(section, self._texts.values)
        except NotForAllError as error:
            return f"{entry.id}: {error}"
        return ""

    def _written_for_faq(self) -> Iterator[Line]:
        for one in self._repeated():
            yield Line(
                section=Section.FAQ,
                key=one.text,
                name=one.subject,
                value=len(one.refs),
                unit=Unit.COUNT,
                n=len(one.refs),
                before=one.n_before,
                before_n=one.n_before,
                refs=one.refs[:MOST_REFS],
                note=one.text,
            )

    def _repeated(self) -> tuple[Repeated, ...]:
        """Return texts that were typed again and again; what was chosen is counted by its id."""
        chosen = {one.ticket for one in (*self._sent, *self._sent_before)}
        refs = set(stored.answered_tickets(self._connection, self._there.first, self._here.last))
        found = stored.letters(
            self._connection, refs - chosen, "out", self._there.since, self._here.until
        )
        return repeated(
            Written(
                letter.ticket,
                base_subject(letter.subject),
                visible_lines(letter.text, letter.ranges),
                is_before=letter.at < self._here.since,
            )
            for letter in found
        )
