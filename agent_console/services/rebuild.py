"""The derived tables made again from the facts: sources, placements, outbox and events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from agent_console.config import Config
from agent_console.desk.threads import ThreadRules
from agent_console.errors import StoreBusyError
from agent_console.i18n import _
from agent_console.services.filing import file_mail, read_source, thread_rules
from agent_console.services.refold import refold
from agent_console.services.rules import Rules
from agent_console.store import mails, meta
from agent_console.store.engine import Store, engine_lock

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
        refs = _file_all(session, rules, total, on_progress)
        refold(session, Rules(config), rules.own, refs)
    return RebuildReport(total, len(refs))


def _file_all(
    session: Session, rules: ThreadRules, total: int, on_progress: Progress
) -> frozenset[str]:
    refs: set[str] = set()
    for done, source in enumerate(mails.sources(session), 1):
        refs.add(file_mail(session, source, read_source(source, rules.own), rules))
        on_progress(done, total)
    return frozenset(refs)
