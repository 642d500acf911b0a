"""The derived tables made again from the facts: sources, placements, outbox and events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_console.config import Config
from agent_console.errors import StoreBusyError
from agent_console.i18n import _
from agent_console.services import records
from agent_console.services.filing import Block, FilingRules, thread_rules
from agent_console.services.kinship import settle_all
from agent_console.services.refold import refold
from agent_console.services.rules import Rules
from agent_console.services.sources import read_source
from agent_console.store import contacts, mails, meta
from agent_console.store.driver import driver
from agent_console.store.engine import Store, engine_lock

if TYPE_CHECKING:
    from sqlmodel import Session

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild made."""

    mails: int
    tickets: int


def _say_nothing(_done: int, _total: int) -> None:
    """Report no progress."""


def rebuild(store: Store, config: Config, on_progress: Progress = _say_nothing) -> RebuildReport:
    """Throw mails, tickets, customers and the search index away and make them again.

    All of it is one transaction: interrupted, the store is as before. Other consoles can read
    meanwhile but not write. ``on_progress`` is told how many of how many mails are done. Raises
    StoreBusyError while a sync engine runs on the store.
    """
    lock = engine_lock(store.path)
    if lock is None:
        raise StoreBusyError(
            _("Rebuild"),
            _("the mailbox is being synced"),
            _("Close the other consoles and `agent-console sync --watch`, then try again."),
        )
    with lock, store.write(durable=True) as session:
        rules = thread_rules(config, meta.token_secret(session))
        total = mails.count_sources(session)
        mails.clear_derived(session)
        settle_all(session)
        refs = _file_all(session, rules, Rules(config), total, on_progress)
        logged = contacts.tickets(driver(session))
        refold(session, Rules(config), rules.own, logged)
        refs |= contacts.begun_among(driver(session), logged)
        records.settle_all(session)
    return RebuildReport(total, len(refs))


def _file_all(
    session: Session, rules: FilingRules, desk: Rules, total: int, on_progress: Progress
) -> frozenset[str]:
    refs: set[str] = set()
    done = 0
    for sources in mails.blocks(session):
        items = [(source, read_source(source, rules.own)) for source in sources]
        block = Block(session, rules)
        block.prepare(items)
        for source, read in items:
            block.file(source, read)
            done += 1
            on_progress(done, total)
        block.fold(desk)
        block.write(session)
        refs |= block.tickets
    return frozenset(refs)
