"""The team's record on each channel, made of the tickets that began in a span of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

from agent_console.config import Config
from agent_console.desk.channels import CHANNELS, ChannelRecord
from agent_console.desk.clocks import Clock
from agent_console.desk.states import Target
from agent_console.desk.targets import Traits
from agent_console.desk.ticket import Ticket
from agent_console.services.promised import promises_of
from agent_console.services.refold import steps_of, ticket_of, worked_since
from agent_console.services.rules import Rules
from agent_console.store import contacts as stored_contacts
from agent_console.store.engine import Store
from agent_console.store.filed import read_stories
from agent_console.store.times import to_text

_AT_ONCE = 200
_BEGUN = """
SELECT ref FROM ticket INDEXED BY ticket_age
WHERE opened_at >= ? AND state <> 'spam' AND automatic = 0 ORDER BY opened_at, ref
"""
Begun = Iterator[tuple[Ticket, Clock | None]]


def channel_records(
    store: Store, config: Config, now: datetime, days: int
) -> tuple[ChannelRecord, ...]:
    """Return the record of every channel over the last ``days``; spam and machines do not count."""
    rules, since = Rules(config), now - timedelta(days=days)
    promises = promises_of(config.sla)
    with store.look() as connection:
        logged = stored_contacts.contacts_since(connection, since)
    spoken = Counter(contact.channel.value for _ref, contact in logged)
    begun: defaultdict[str, list[tuple[Ticket, Clock | None]]] = defaultdict(list)
    for ticket, clock in _begun(store, rules, since):
        begun[ticket.channel].append((ticket, clock))
    others = sorted(begun.keys() - set(CHANNELS))
    return tuple(
        _record(
            ChannelRecord(
                channel,
                promises.policy(Traits(channel=channel)).first_response,
                tickets=len(begun[channel]),
                contacts=spoken[channel],
            ),
            (clock for _ticket, clock in begun[channel]),
            rules,
            now,
        )
        for channel in (*CHANNELS, *others)
    )


def _begun(store: Store, rules: Rules, since: datetime) -> Begun:
    own, worked = rules.config.own_addresses, worked_since(rules)
    with store.look() as connection:
        refs = [ref for (ref,) in connection.execute(_BEGUN, (to_text(since),))]
    for start in range(0, len(refs), _AT_ONCE):
        with store.look() as connection:
            stories = read_stories(connection, refs[start : start + _AT_ONCE])
        for story in stories.values():
            if story.is_begun:
                ticket = ticket_of(story, rules, own, worked)
                clocks = rules.clocks(ticket, steps_of(story, own, worked))
                yield ticket, _first(clocks)


def _first(clocks: Sequence[Clock]) -> Clock | None:
    return next((one for one in clocks if one.target is Target.FIRST_RESPONSE), None)


def _record(
    record: ChannelRecord, clocks: Iterable[Clock | None], rules: Rules, now: datetime
) -> ChannelRecord:
    known = [clock for clock in clocks if clock is not None]
    lengths = [
        rules.calendar(clock.started_at).between(clock.started_at, clock.met_at).total_seconds()
        for clock in known
        if clock.met_at is not None and not clock.settled
    ]
    judged = [clock for clock in known if clock.met_at is not None or clock.is_missed(now)]
    return replace(
        record,
        answered=len(lengths),
        median=timedelta(seconds=median(lengths)) if lengths else None,
        judged=len(judged),
        kept=sum(not clock.is_missed(now) for clock in judged),
    )
