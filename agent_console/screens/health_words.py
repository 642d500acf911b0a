"""The health of the mailboxes in words, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from agent_console.desk.views import (
    FolderHealth,
    Health,
    MailboxHealth,
    MailboxTrouble,
    RefusedFolder,
)
from agent_console.i18n import _, ngettext
from agent_console.screens.words import line, moment_text, span_text


def health_lines(health: MailboxHealth, zone: tzinfo) -> list[str]:
    """Return what is to be said; mailboxes are named where there are several."""
    boxes = {folder.mailbox for folder in health.folders}
    several = len(boxes | {folder.mailbox for folder in health.refused}) > 1
    return [
        *(_trouble(trouble, health, zone) for trouble in health.troubles),
        *(_folder(folder, health, zone, several=several) for folder in health.folders),
        *(_refused(folder, several=several) for folder in health.refused),
        *_mails(health),
        *_lag(health),
    ]


def _trouble(trouble: MailboxTrouble, health: MailboxHealth, zone: tzinfo) -> str:
    words = {
        Health.SIGN_IN: _("{mailbox}: sign-in needed since {since}: {message}"),
    }.get(trouble.health, _("{mailbox}: out of reach since {since}: {message}"))
    since = moment_text(trouble.since, health.at, zone)
    text = words.format(mailbox=line(trouble.mailbox), since=since, message=line(trouble.message))
    if trouble.until is not None and trouble.until > health.at:
        again = moment_text(trouble.until, health.at, zone)
        text += " · " + _("next try {time}").format(time=again)
    return text


def _refused(folder: RefusedFolder, *, several: bool) -> str:
    name = f"{folder.mailbox} {folder.name}" if several else folder.name
    words = _("cannot be read: {words}").format(words=line(folder.message))
    return f"{line(name)}: {words}"


def _folder(folder: FolderHealth, health: MailboxHealth, zone: tzinfo, *, several: bool) -> str:
    name = f"{folder.mailbox} {folder.name}" if several else folder.name
    if folder.synced_at is None:
        state = _("{stored} mails here, not read to its end yet").format(stored=folder.stored)
        return f"{line(name)}: {state}"
    parts = [
        _("{stored} of {there} mails here").format(stored=folder.stored, there=folder.on_server)
    ]
    if folder.partial:
        n = folder.partial
        words = ngettext("{n} not whole (too large)", "{n} not whole (too large)", n)
        parts.append(words.format(n=n))
    parts.append(_("read {time}").format(time=moment_text(folder.synced_at, health.at, zone)))
    return f"{line(name)}: " + ", ".join(parts)


def _mails(health: MailboxHealth) -> Iterator[str]:
    total = ngettext("{n} mail in all", "{n} mails in all", health.mails).format(n=health.mails)
    if n := health.twice:
        twice = ngettext("{n} of them delivered twice", "{n} of them delivered twice", n)
        total += ", " + twice.format(n=n)
    yield total
    if health.heads or health.texts:
        whole = health.mails - health.heads - health.texts
        words = _("being read: {heads} with headers only, {texts} with text, {whole} whole")
        yield words.format(heads=health.heads, texts=health.texts, whole=max(0, whole))
    if health.unreadable:
        n = health.unreadable
        yield ngettext(
            "{n} mail could not be read; it is listed all the same",
            "{n} mails could not be read; they are listed all the same",
            n,
        ).format(n=n)


def _lag(health: MailboxHealth) -> Iterator[str]:
    lag = health.lag_seconds
    if lag is not None:
        yield _("all folders were complete {time} ago").format(time=span_text(lag))
    elif health.folders:
        yield _("not all folders were read to their end yet")
    else:
        yield _("nothing was read yet")
