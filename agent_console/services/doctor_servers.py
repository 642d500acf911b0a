"""What the doctor finds at the mail servers without changing or sending anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import MailboxConfig
from agent_console.errors import ConsoleError, MailError, SignInError
from agent_console.i18n import _, ngettext, pgettext
from agent_console.mail.envelope import SendResult
from agent_console.mail.imap import ImapConnection, open_imap
from agent_console.mail.smtp_survey import Offers, survey
from agent_console.mail.survey import Quota, append_limit, newest_arrival, quotas, round_trip
from agent_console.mail.trial import left_over
from agent_console.services.findings import Finding, Grade, failed, good, note, problem
from agent_console.services.mailbox import server_with_user

_MUCH, _FULL = 0.9, 0.98
_AHEAD = timedelta(minutes=2)


@dataclass(slots=True)
class Reading:
    """What was seen of the reading server; nothing when it could not be reached."""

    round_trip: float | None = None
    sent: str = ""
    findings: list[Finding] = field(default_factory=list)


def _without() -> dict[str, Callable[[], str]]:
    """Return what the program does without each extension of IMAP."""
    return {
        "IDLE": lambda: _("IDLE: the inbox is asked for news in the rhythm of sync.poll"),
        "NOTIFY": lambda: _("NOTIFY: other folders are asked for news in the rhythm of sync.poll"),
        "CONDSTORE": lambda: _("CONDSTORE: flags are read again and again to find changes"),
        "QRESYNC": lambda: _("QRESYNC: lists of mails are compared to find what was deleted"),
        "MOVE": lambda: _("MOVE: a mail is copied, and the original removed"),
        "UIDPLUS": lambda: _(
            "UIDPLUS: nothing is removed from the server; without MOVE receipts stay in the inbox"
        ),
        "SPECIAL-USE": lambda: _(
            "SPECIAL-USE: the folders for sent and junk mail are found by their usual names"
        ),
        "COMPRESS=DEFLATE": lambda: _("COMPRESS: mails come uncompressed, slower on a thin line"),
    }


def look_at_reading(mailbox: MailboxConfig, secret: SecretStr, clock: Clock) -> Reading:
    """Sign in and look around."""
    seen = Reading()
    what = _("Reading server")
    server = server_with_user(mailbox.imap, mailbox)
    begun = clock.monotonic()
    try:
        with open_imap(server, secret, clock=clock) as connection:
            took = clock.monotonic() - begun
            seen.round_trip = round_trip(connection)
            names = tuple(folder.name for folder in connection.folders())
            seen.sent = mailbox.folders.sent or connection.special_folder("\\Sent") or ""
            seen.findings.append(good(what, _signed_in(took, seen, len(names))))
            seen.findings += _around(connection, mailbox, names, clock)
    except ConsoleError as error:
        seen.findings.append(failed(what, error))
    return seen


def _signed_in(took: float, seen: Reading, folders: int) -> str:
    words = _("signed in after {login} ms, answers in {trip} ms").format(
        login=round(took * 1000), trip=round((seen.round_trip or 0) * 1000)
    )
    count = ngettext("{n} folder", "{n} folders", folders).format(n=folders)
    sent = _("sent folder found") if seen.sent else _("no sent folder found")
    return f"{words}; {count}, {sent}"


def _around(
    connection: ImapConnection, mailbox: MailboxConfig, names: tuple[str, ...], clock: Clock
) -> Iterator[Finding]:
    yield _extensions(connection)
    yield from _folders(connection, mailbox, names)
    inbox = mailbox.folders.inbox
    if inbox in names or inbox.upper() == "INBOX":
        yield from _space(quotas(connection, inbox), append_limit(connection))
        yield from _server_clock(newest_arrival(connection, inbox), clock.now())
    for alert in connection.wire.alerts[:3]:
        words = _("the server wants to be heard: {words}").format(words=alert)
        yield note(_("Reading server"), words, _("Read it; ask your provider what it means."))


def _extensions(connection: ImapConnection) -> Finding:
    known = _without()
    there = [name for name in known if connection.has(name)]
    lines = [_("offers {names}").format(names=" ".join(there) or "-")]
    lines += [
        _("without {words}").format(words=known[name]()) for name in known if name not in there
    ]
    hint = "" if len(lines) == 1 else _("Nothing to do: the program gets along without.")
    return good(_("Extensions"), "\n".join(lines), hint)


def _folders(
    connection: ImapConnection, mailbox: MailboxConfig, names: tuple[str, ...]
) -> Iterator[Finding]:
    named = mailbox.folders
    wanted = (*named.incoming, *((named.sent,) if named.sent else ()))
    lacking = [n for n in wanted if n not in names and n.upper() != "INBOX"]
    if named.junk and not connection.special_folder("\\Junk"):
        lacking.append(_("for junk mail"))
    for name in lacking:
        words = _("the server has no folder {folder}").format(folder=name)
        hint = _("Correct [mailbox.folders] in the settings, or make the folder.")
        yield Finding(Grade.PROBLEM, _("Folders"), words, hint)
    for name in left_over(names):
        words = _("{folder} was left behind by a test").format(folder=name)
        yield note(_("Folders"), words, _("Delete it in any mail program."))


def _space(found: tuple[Quota, ...], largest: int | None) -> Iterator[Finding]:
    for quota in found:
        share = quota.used / quota.limit
        words = _("{percent} % of it is used ({used} of {limit})").format(
            percent=round(share * 100), used=_amount(quota, quota.used),
            limit=_amount(quota, quota.limit),
        )  # fmt: skip
        if share < _MUCH:
            yield good(_("Space"), words)
            continue
        grade = Grade.PROBLEM if share >= _FULL else Grade.NOTE
        hint = _("Make room, or ask the provider for more: a full mailbox refuses new mail.")
        yield Finding(grade, _("Space"), words, hint)
    if largest is not None:
        words = _("folders take mails up to {mb} MB").format(mb=_megabytes(largest))
        yield good(_("Space"), words)


def _amount(quota: Quota, amount: int) -> str:
    if quota.resource == "STORAGE":
        return f"{_megabytes(amount * 1024)} MB"
    return str(amount)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}".replace(".", pgettext("decimal separator", "."))


def _server_clock(newest: datetime | None, now: datetime) -> Iterator[Finding]:
    if newest is not None and newest - now > _AHEAD:
        words = _("the last mail is dated {minutes} minutes ahead: the clocks differ")
        hint = _("Check the clock of this machine: waiting times count from the server's.")
        minutes = round((newest - now).total_seconds() / 60)
        yield Finding(Grade.PROBLEM, _("Server's clock"), words.format(minutes=minutes), hint)


def look_at_sending(
    mailbox: MailboxConfig, secret: SecretStr, *, null_sender: bool = False
) -> tuple[list[Finding], Offers | None]:
    """Sign in and look at what is offered; ``null_sender`` asks about mails from nobody, too."""
    what = _("Sending server")
    server = server_with_user(mailbox.smtp, mailbox)
    try:
        told = asyncio.run(survey(server, secret, sender=mailbox.address, null_sender=null_sender))
        if isinstance(told, SendResult):
            raise _sending_error(told)
    except ConsoleError as error:
        return [problem(what, error)], None
    return [good(what, _("signed in")), *_offers(told)], told


def _sending_error(trouble: SendResult) -> MailError:
    kind = SignInError if trouble.sign_in_refused else MailError
    hint = _("Check the section [mailbox.smtp] of the settings.")
    return kind(_("Sending"), trouble.detail, hint)


def _offers(offers: Offers) -> Iterator[Finding]:
    ways = " ".join(offers.mechanisms) or "-"
    there = " ".join(sorted(offers.extensions)) or "-"
    lines = [_("offers {names}; sign-in by {ways}").format(names=there, ways=ways)]
    lines += [_("without {words}").format(words=words()) for name, words in _unsent().items()
              if name not in offers.extensions]  # fmt: skip
    hint = "" if len(lines) == 1 else _("Nothing to do: the program gets along without.")
    yield good(_("Sending"), "\n".join(lines), hint)
    if offers.size_limit is not None:
        words = _("mails up to {mb} MB are taken").format(mb=_megabytes(offers.size_limit))
        yield good(_("Largest mail"), words)
    if offers.null_sender is not None:
        words = _("are taken") if offers.null_sender else _("are refused")
        hint = "" if offers.null_sender else _("Nothing to do: they go out from the address.")
        yield good(_("Mails from nobody (automatic answers)"), words, hint)


def _unsent() -> dict[str, Callable[[], str]]:
    """Return what the program does without each extension of SMTP."""
    return {
        "SIZE": lambda: _("SIZE: whether a mail is too large shows only when it is sent"),
        "DSN": lambda: _("DSN: failures are reported as the provider likes, delays perhaps never"),
        "8BITMIME": lambda: _("8BITMIME: nothing changes, mails are written in seven bits"),
        "SMTPUTF8": lambda: _("SMTPUTF8: no mail can be sent to addresses such as müller@…"),
    }
