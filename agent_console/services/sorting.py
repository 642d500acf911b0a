"""Mails looked at by the rules of request types: done after they are filed, the newest first.

Filing a mailbox that is read for the first time must not wait for this; what a ticket asks for is
known a moment later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from threading import Lock
from zoneinfo import ZoneInfo

from agent_console.config import Config
from agent_console.desk.classify import own_words
from agent_console.desk.complaint import History
from agent_console.desk.extract import extract_facts
from agent_console.desk.labels import Asks
from agent_console.desk.requests import Request, request_of
from agent_console.desk.sorting import asks_of_requests, together
from agent_console.mail.quotes import visible_lines
from agent_console.services import customer_records
from agent_console.services.own_rules import own_request_types, own_tones, rules_stamp
from agent_console.services.refold import refold, ticket_before, worked_since
from agent_console.services.rules import Rules
from agent_console.services.team_labels import TeamLabels
from agent_console.store import found, meta
from agent_console.store.driver import driver
from agent_console.store.engine import Store
from agent_console.store.filed import Story, read_stories
from agent_console.store.found import WrittenMail

AT_ONCE = 20
_MAX_TEXT = 12_000
_FIRST_MAILS = 3
Changed = Callable[[frozenset[str]], None]


def _tell_nobody(_refs: frozenset[str]) -> None:
    """Take no notice of changed tickets."""


class Sorter:
    """Finds what tickets ask for; may be used from several threads, which take turns."""

    def __init__(self, store: Store, config: Config, on_changed: Changed = _tell_nobody) -> None:
        self._store = store
        self._config = config
        self._on_changed = on_changed
        self._rules = Rules(config)
        self._own = config.own_addresses
        self._zone = ZoneInfo(config.calendar.zone)
        self._labels = TeamLabels()
        self._stamp = ""
        self._lock = Lock()

    def step(self) -> bool:
        """Look at some mails, the newest that wait; tell whether any were there.

        Nothing is locked while the rules are at work. A ticket that changed meanwhile is looked at
        again by a later step.
        """
        with self._lock:
            self._notice_changes()
            with self._store.look() as store:
                waiting = found.unsorted(store, AT_ONCE)
                if not waiting:
                    return False
                refs = sorted(set(waiting.values()))
                done = found.unsorted_of(store, refs)
                asked = self._asked(store, refs)
                met = customer_records.look(store, done, self._own)
            with self._store.write(durable=False) as session:
                connection = driver(session)
                here = set(found.unsorted_of(connection, refs))
                if here - set(done):
                    return True
                found.keep(connection, asked, done)
                customer_records.keep(session, met)
                refold(session, self._rules, self._own, refs)
            self._on_changed(frozenset(refs))
            return True

    def request(self, connection: sqlite3.Connection, ref: str) -> Request | None:
        """Return what the rules find in the mail that says what a ticket is about, with reasons.

        None for a ticket on which no customer has written. The answer is made anew, in the language
        of now.
        """
        self._labels.read(connection)
        story = read_stories(connection, [ref])[ref]
        requests = self._requests(connection, story, found.written(connection, [ref])[ref])
        return together(requests) if requests else None

    def _notice_changes(self) -> None:
        """Look at all again when the rules or the team's labels are others than last time."""
        with self._store.look() as store:
            self._labels.read(store)
            stamp = f"{rules_stamp()};{self._labels.counted}"
            known = meta.sorting_stamp(store)
        if stamp == self._stamp == known:
            return
        if known != stamp:
            with self._store.write(durable=False) as session:
                found.sort_again(driver(session))
                meta.keep_sorting_stamp(session, stamp)
        self._stamp = stamp

    def _asked(self, connection: sqlite3.Connection, refs: Sequence[str]) -> dict[str, Asks | None]:
        stories = read_stories(connection, refs)
        mails = found.written(connection, refs)
        return {
            ref: asks_of_requests(self._requests(connection, stories[ref], mails[ref]))
            if mails[ref]
            else None
            for ref in refs
        }

    def _requests(
        self, connection: sqlite3.Connection, story: Story, mails: Sequence[WrittenMail]
    ) -> list[Request]:
        """Return what the first mails of a ticket and its newest one ask for."""
        mails = self._without_scores(story, mails)
        chosen = {mail.id: mail for mail in (*mails[:_FIRST_MAILS], *mails[-1:])}
        return [self._request(mail, self._history(story, mails, mail)) for mail in chosen.values()]

    def _without_scores(self, story: Story, mails: Sequence[WrittenMail]) -> Sequence[WrittenMail]:
        """Leave out what does nothing but answer a survey, unless with a bad score."""
        if not any(mail.score for mail in story.mails.values()):
            return mails
        scored = {mail.key for mail in story.for_fold(self._own) if mail.scored and not mail.bad}
        numbers = {number for number, mail in story.mails.items() if mail.key in scored}
        return [mail for mail in mails if mail.id not in numbers]

    def _request(self, mail: WrittenMail, history: History) -> Request:
        text = own_words(mail.subject, visible_lines(mail.text[:_MAX_TEXT], mail.ranges))
        written = (mail.date or mail.received).astimezone(self._zone)
        facts = extract_facts(
            mail.text[:_MAX_TEXT],
            today=written.date(),
            order_patterns=self._config.orders.patterns,
            ranges=mail.ranges,
        )
        return request_of(
            text,
            own_request_types(),
            own_tones(),
            facts=frozenset(fact.kind for fact in facts),
            history=history,
            suggestion=self._labels.suggest(text),
        )

    def _history(self, story: Story, mails: Sequence[WrittenMail], mail: WrittenMail) -> History:
        """Return what had happened on the ticket until ``mail``."""
        before = ticket_before(story, mail.received, self._own, worked_since(self._rules))
        if before is None:
            return History()
        clock = self._rules.clock(before)
        answered = before.last_answered_at
        unanswered = [
            one
            for one in mails
            if one.received < mail.received and (answered is None or one.received > answered)
        ]
        return History(
            unanswered=len(unanswered),
            missed_target=clock is not None and clock.due_at < mail.received,
            reopened=before.reopened > 0 or before.closed_at is not None,
        )
