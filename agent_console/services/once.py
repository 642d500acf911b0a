"""One pass over the mailbox and the outbox, for scripts and cron."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.config import MailboxConfig
from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.collecting import collect_seldom
from agent_console.mail.progress import Progress
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.ahead import Ahead
from agent_console.services.look_note import BoxNote
from agent_console.services.mailbox import Mailbox, PassReport
from agent_console.services.mailroom import Syncing
from agent_console.services.remember import box_note
from agent_console.services.team_line import Gate, team_line

if TYPE_CHECKING:
    from agent_console.services.delivery import Delivery

_STEPS = 25
"""After a first sync, requests are found in some 500 mails, the newest; later syncs go on."""


@dataclass(frozen=True, slots=True)
class OnceReport:
    """What happened: folders read, copies filed, attempts to send and where those mails are now.

    ``told`` is what the server said of the mailbox before it was read, where it counts changes.
    """

    mailbox: PassReport
    attempts: int
    tried: tuple[OutboxItem, ...] = ()
    told: BoxNote | None = None


def sync_once(
    desk: Syncing,
    secret: SecretStr,
    on_progress: Progress,
    *,
    box: MailboxConfig | None = None,
    ahead: Ahead | None = None,
) -> OnceReport:
    """Send what is due, then read the mailbox (default: the first); the caller holds the lock.

    A mail that was being sent when a program died counts as tried, as does one that is held back
    because of what was read. ``ahead`` is a line to the
    mailbox that is being made already. Raises MailError or SignInError in words when a server
    cannot be reached; what was sent or read stays. A sending server that refuses the password does
    not keep the mailbox from being read.
    """
    collect_seldom()
    box = box or desk.config.mailbox
    mailbox = Mailbox(desk.store, desk.intake, desk.config, desk.clock, mailbox=box, ahead=ahead)
    mailbox.use_secret(secret)
    tried: dict[int, OutboxItem] = {}
    _feed_notices(desk)
    delivery = _delivery(desk, box, tried) if desk.outbox.unfinished() else None
    with team_line(desk, secret, box) as gate:
        try:
            attempts = _send(desk, secret, delivery, tried, gate) if delivery else 0
        except SignInError:
            _read(mailbox, on_progress)
            raise
        report, told = _read(mailbox, on_progress)
        if delivery:
            delivery.hold_overtaken()
    now = (desk.outbox.get(number) for number in sorted(tried))
    return OnceReport(report, attempts, tuple(item for item in now if item is not None), told)


def _feed_notices(desk: Syncing) -> None:
    """Put into the outbox what is due of notices."""
    from agent_console.services.notices_queue import NoticeQueue

    NoticeQueue(desk.store, desk.intake, desk.config, desk.clock).feed()


def _delivery(desk: Syncing, box: MailboxConfig, tried: dict[int, OutboxItem]) -> Delivery:
    """Return who sends, noting in ``tried`` what was tried or held back."""
    from agent_console.services.branch import sends_from
    from agent_console.services.delivery import Delivery

    return Delivery(
        desk.store,
        desk.intake,
        box,
        desk.clock,
        lambda item: tried.update({item.id: item}),
        is_mine=sends_from(desk.config, box),
        sending=desk.config.sending,
    )


def _send(
    desk: Syncing,
    secret: SecretStr,
    delivery: Delivery,
    tried: dict[int, OutboxItem],
    gate: Gate | None,
) -> int:
    """Send what is due and note in ``tried`` which mails these are; return how many attempts."""
    import asyncio

    broken = [item for item in desk.outbox.unfinished() if item.state is OutboxState.SENDING]
    tried.update({item.id: item for item in broken})
    delivery.recover()
    delivery.fence = gate
    return asyncio.run(delivery.send_due(secret))


def _read(mailbox: Mailbox, on_progress: Progress) -> tuple[PassReport, BoxNote | None]:
    try:
        with mailbox.open() as connection:
            told = box_note(mailbox, connection)
            report = mailbox.read_all(connection, on_progress)
            while report.unfinished:
                report = report.then(mailbox.read_all(connection, on_progress))
    except ConnectionLostError as error:
        raise MailError(
            error.title,
            error.message,
            _("Check network, host and port (`agent-console doctor`), then run it again."),
        ) from error
    left = all(mailbox.find_requests() for _step in range(_STEPS))
    while mailbox.learn_words():
        continue
    return report, None if left else told
