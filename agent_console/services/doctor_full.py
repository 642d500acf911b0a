"""Trying the mail servers out: what they do, not what they say they do.

Everything is written into a folder made for it, which is removed afterwards; one mail is sent to
the mailbox itself. What was measured becomes the mailbox's server profile.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.errors import ConsoleError, MailError
from agent_console.i18n import _
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.smtp_survey import Offers
from agent_console.mail.trial import Idling, Order, ReadBack, Trial, open_together
from agent_console.mail.watch import RENEW
from agent_console.services.doctor_post import SUBJECT, Errand, Post, send_to_self
from agent_console.services.doctor_servers import Reading
from agent_console.services.findings import Finding, Grade, failed, good, note
from agent_console.services.mailbox import server_with_user
from agent_console.services.server_profile import (
    SETTLE_MS,
    SentCopy,
    ServerProfile,
    keep_profile,
)

_MOST_CONNECTIONS = 5
_CLOCK_SECONDS = 120
_SHORTEST_IDLE = 30
_LONGEST_IDLE = 1740
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trials:
    """How long to try: ``idle`` silent seconds on a line that waits for news, ``patience`` for a
    mail to come, ``mails`` put into the folder by each of two writers; ``pause`` waits.
    """

    idle: float = 10.0
    patience: float = 60.0
    mails: int = 50
    pause: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Facts:
    """What the trials brought; None where one could not be made."""

    read_back: ReadBack | None = None
    order: Order | None = None
    keywords: bool | None = None
    unchanged_since: bool | None = None
    idling: Idling | None = None
    connections: int | None = None
    post: Post | None = None
    failures: list[Finding] = field(default_factory=list)

    def attempt(self, what: str, work: Callable[[], T]) -> T | None:
        """Return what ``work`` brings; a failure becomes a finding, and the next trial is made."""
        try:
            return work()
        except ConsoleError as error:
            self.failures.append(failed(what, error))
            return None

    def new_failures(self) -> Iterator[Finding]:
        """Yield failures once."""
        while self.failures:
            yield self.failures.pop(0)


def try_servers(
    mailbox: MailboxConfig,
    secret: SecretStr,
    clock: Clock,
    state_dir: Path,
    reading: Reading,
    offers: Offers | None,
    trials: Trials,
) -> Iterator[Finding]:
    """Yield what the servers do, and keep it as the mailbox's profile."""
    server = server_with_user(mailbox.imap, mailbox)

    def connect() -> ImapConnection:
        return open_imap(server, secret, clock=clock)

    facts = _Facts()
    try:
        with Trial(connect) as trial:
            yield from _folder_trials(trial, facts, trials)
            if offers is not None:
                errand = Errand(mailbox, secret, reading.sent, trials.patience, trials.pause, clock)
                facts.post = facts.attempt(_("Mail to itself"), lambda: send_to_self(errand, trial))
                yield from (*facts.new_failures(), *_post(facts.post))
            facts.idling = facts.attempt(
                _("Waiting for news"), lambda: trial.idle(trials.idle, trials.patience)
            )
            yield from (*facts.new_failures(), *_idling(facts.idling))
    except MailError as error:
        yield failed(_("Test folder"), error)
        return
    yield _cleaned_up(trial)
    profile = _profile(facts, reading, offers, clock)
    facts.attempt(_("Server profile"), lambda: keep_profile(state_dir, mailbox, profile))
    yield from facts.new_failures()


def _folder_trials(trial: Trial, facts: _Facts, trials: Trials) -> Iterator[Finding]:
    what = _("Folder test")
    facts.read_back = facts.attempt(what, trial.read_back)
    yield from (*facts.new_failures(), *_read_back(facts.read_back))
    facts.keywords = facts.attempt(what, trial.keywords)
    facts.unchanged_since = facts.attempt(what, trial.unchanged_since)
    yield from (*facts.new_failures(), *_flags(facts))
    facts.order = facts.attempt(what, lambda: trial.order(trials.mails))
    yield from (*facts.new_failures(), *_order(facts.order))
    facts.connections = open_together(trial.connect, _MOST_CONNECTIONS - 1) + 1
    words = _("{n} at a time work").format(n=facts.connections)
    yield (
        good(_("Connections"), words)
        if facts.connections > 1
        else note(
            _("Connections"), words, _("Close other mail programs; they share the server's limit.")
        )
    )


def _read_back(found: ReadBack | None) -> Iterator[Finding]:
    if found is None:
        return
    what = _("Folder test")
    if found.seconds is None:
        words = _("a mail put into a folder could not be read again")
        yield Finding(Grade.PROBLEM, what, words, _("Ask your provider."))
        return
    words = _("a mail is readable {ms} ms after it is put into a folder")
    yield good(what, words.format(ms=round(found.seconds * 1000)))
    if found.same_bytes:
        yield good(_("Byte for byte"), _("mails are kept exactly as they are"))
    else:
        words = _("the server rewrites mails that are put into a folder")
        hint = _("Nothing to do: nothing here depends on every byte.")
        yield note(_("Byte for byte"), words, hint)
    if found.offset is not None:
        yield _clock(round(found.offset.total_seconds()))


def _clock(seconds: int) -> Finding:
    what = _("Server's clock")
    words = _("{seconds} s apart from ours").format(seconds=abs(seconds))
    if abs(seconds) < _CLOCK_SECONDS:
        return good(what, words)
    late = _("the server's clock is behind") if seconds < 0 else _("the server's clock is ahead")
    hint = _("Check the clock of this machine: waiting times count from the server's.")
    return Finding(Grade.PROBLEM, what, f"{words}; {late}", hint)


def _flags(facts: _Facts) -> Iterator[Finding]:
    if facts.keywords is not None:
        words = _("are kept") if facts.keywords else _("are not kept")
        hint = "" if facts.keywords else _("Nothing to do: the program does not need them.")
        yield good(_("Flags of our own"), words, hint)
    if facts.unchanged_since is not None:
        kept = facts.unchanged_since
        words = _("work (UNCHANGEDSINCE)") if kept else _("do not work (UNCHANGEDSINCE)")
        hint = "" if kept else _("Nothing to do: the program does not need them.")
        yield good(_("Changes on condition"), words, hint)


def _order(order: Order | None) -> Iterator[Finding]:
    if order is None:
        return
    what = _("Two writers")
    if order.same and not order.late and not order.lost:
        words = _("{n} mails in {seconds} s: both saw one order, and nothing came late")
        yield good(what, words.format(n=order.mails, seconds=f"{order.seconds:.1f}"))
        return
    words = _("{n} mails: {late} came to light late, {lost} were lost, one order: {same}")
    same = _("yes") if order.same else _("no")
    words = words.format(n=order.mails, late=order.late, lost=order.lost, same=same)
    hint = _("The program waits {ms} ms and looks again before an order counts.")
    yield note(what, words, hint.format(ms=SETTLE_MS))


def _post(post: Post | None) -> Iterator[Finding]:
    if post is None:
        return
    what = _("Mail to itself")
    if post.refused:
        words = _("was not taken: {words}").format(words=post.refused)
        hint = _("Check the address and the section [mailbox.smtp] of the settings.")
        yield Finding(Grade.PROBLEM, what, words, hint)
        return
    if post.seconds is None:
        words = _("was taken, but did not come into the inbox in time")
        hint = _("Look for “{subject}” in the inbox and the junk folder, and delete it.")
        yield note(what, words, hint.format(subject=SUBJECT))
    else:
        yield good(what, _("came after {seconds} s").format(seconds=f"{post.seconds:.1f}"))
        yield _named(kept=bool(post.id_kept))
    if post.copied is not None:
        words = _("the server files them itself") if post.copied else _("the program files them")
        yield good(_("Copies of sent mails"), words)
    if post.left:
        words = _("“{subject}” could not be removed from: {folders}")
        words = words.format(subject=SUBJECT, folders=", ".join(post.left))
        yield note(what, words, _("Delete it in any mail program."))


def _named(*, kept: bool) -> Finding:
    if kept:
        return good("Message-ID", _("is kept when a mail is sent"))
    words = _("the server gives mails it sends another one")
    hint = _("Nothing to do: answers are recognised by the ticket's token in References.")
    return note("Message-ID", words, hint)


def _idling(idling: Idling | None) -> Iterator[Finding]:
    if idling is None:
        return
    what = _("Waiting for news")
    if idling.seconds is None:
        words = _("IDLE is offered, but a new mail was not announced")
        hint = _("Nothing to do: the inbox is looked at in the rhythm of sync.poll, too.")
        yield note(what, words, hint)
        return
    words = _("a new mail is told after {ms} ms").format(ms=round(idling.seconds * 1000))
    if idling.later_seconds is not None:
        if idling.waited:
            words = _("{told}, also after {n} s of silence").format(
                told=words, n=round(idling.waited)
            )
        yield good(what, words)
        return
    words = _("{told}, but not after {n} s of silence").format(told=words, n=round(idling.waited))
    hint = _("A router or the server cuts silent lines. IDLE will be renewed every {n} s.")
    yield note(what, words, hint.format(n=_idle_seconds(idling)))


def _cleaned_up(trial: Trial) -> Finding:
    what = _("Test folder")
    if trial.removed:
        return good(what, _("made and removed again"))
    words = _("{folder} could not be removed").format(folder=trial.folder)
    return Finding(Grade.PROBLEM, what, words, _("Delete it in any mail program."))


def _profile(facts: _Facts, reading: Reading, offers: Offers | None, clock: Clock) -> ServerProfile:
    back, post, order = facts.read_back, facts.post, facts.order
    careful = ServerProfile()
    clear = order is not None and order.same and not order.late and not order.lost
    offset = back.offset if back else None
    return ServerProfile(
        measured=clock.now(),
        size_limit=offers.size_limit if offers else None,
        dsn="DSN" in offers.extensions if offers else None,
        null_sender=offers.null_sender if offers else None,
        sent_copy=_sent_copy(post),
        message_id_kept=post.id_kept if post else None,
        bytes_kept=back.same_bytes if back and back.seconds is not None else None,
        keywords=facts.keywords,
        unchanged_since=facts.unchanged_since,
        settle_ms=0 if clear else SETTLE_MS,
        idle_seconds=_idle_seconds(facts.idling) if facts.idling else careful.idle_seconds,
        connections=facts.connections or careful.connections,
        round_trip_ms=round(reading.round_trip * 1000) if reading.round_trip is not None else None,
        clock_offset=offset.total_seconds() if offset is not None else None,
    )


def _sent_copy(post: Post | None) -> SentCopy | None:
    if post is None or post.copied is None or (post.seconds is None and not post.copied):
        return None
    return "server" if post.copied else "append"


def _idle_seconds(idling: Idling) -> int:
    """Return how long to stay in IDLE: as usual, longer where more was proved, less where it broke.

    Half of what was too long is kept as a margin.
    """
    usual = int(RENEW.total_seconds())
    if idling.seconds is None:
        return usual
    if idling.later_seconds is None:
        return max(_SHORTEST_IDLE, min(usual, math.floor(idling.waited / 2)))
    return min(_LONGEST_IDLE, max(usual, math.floor(idling.waited)))
