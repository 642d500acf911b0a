"""Mails read again from their kept bytes, with the reader as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.services.filing import Block, FilingRules, thread_rules
from agent_console.services.rules import Rules
from agent_console.services.sources import ReadMail, read_source
from agent_console.store import mails, meta
from agent_console.store.engine import Store
from agent_console.store.mails import Source
from agent_console.store.unreadable import UnreadableMail, to_read_again, unreadable

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["RereadReport", "UnreadableMail", "reread", "unreadable_mails"]

AT_ONCE = 25
"""Mails in one transaction: agents' claims wait for it no longer than a few milliseconds."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RereadReport:
    """How many mails were read again, how many of them can be read only now, and what is left."""

    mails: int
    mended: int
    left: tuple[UnreadableMail, ...]


def unreadable_mails(store: Store) -> tuple[UnreadableMail, ...]:
    """Return every mail that could not be read, with the reason, the newest first."""
    with store.read() as session:
        return unreadable(session)


def reread(
    store: Store, config: Config, *, everything: bool, on_progress: Progress | None = None
) -> RereadReport:
    """Read the mails that could not be read again, or ``everything`` of which all bytes are here.

    A mail stays in its ticket. Goes on beside a running engine; broken off, what was read stays,
    and the next call begins anew. ``on_progress`` is told how many of how many mails are done.
    """
    with store.read() as session:
        numbers = to_read_again(session, everything=everything)
        before = {mail.number for mail in unreadable(session)}
        again = _Again(thread_rules(config, meta.token_secret(session)), Rules(config))
    for done in range(0, len(numbers), AT_ONCE):
        some = numbers[done : done + AT_ONCE]
        items = again.read(store, some)
        with store.write(durable=False) as session:
            again.write(session, items)
        if on_progress is not None:
            on_progress(done + len(some), len(numbers))
    left = unreadable_mails(store)
    tried = set(numbers)
    mended = len(before & tried) - sum(mail.number in before & tried for mail in left)
    return RereadReport(len(numbers), mended, left)


class _Again:
    """Reads mails without a lock and files them again under it."""

    def __init__(self, threads: FilingRules, rules: Rules) -> None:
        self._threads = threads
        self._rules = rules

    def read(self, store: Store, numbers: Sequence[int]) -> list[tuple[Source, ReadMail]]:
        with store.read() as session:
            sources = [mails.source(session, number) for number in numbers]
        return [(source, read_source(source, self._threads.own)) for source in sources]

    def write(self, session: Session, items: Sequence[tuple[Source, ReadMail]]) -> None:
        """File what was read, but for mails of which more has come meanwhile."""
        now = mails.some_sources(session, [source.id for source, _read in items])
        same = [(one, read) for one, read in items if _is_unchanged(one, now.get(one.id))]
        block = Block(session, self._threads)
        block.prepare(same, here=[source.id for source, _read in same])
        for source, read in same:
            block.refile(source, read, source)
        block.fold(self._rules)
        block.write(session)


def _is_unchanged(source: Source, now: Source | None) -> bool:
    return now is not None and (now.depth, now.complete) == (source.depth, source.complete)
