"""Notices, known issues and occasions in words, a line or two each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from agent_console.desk.incidents import Incident
from agent_console.desk.notices import (
    LeftOut,
    MailState,
    Notice,
    NoticeLook,
    NoticePlan,
    NoticeState,
    Recipient,
    mail_word,
    notice_word,
)
from agent_console.desk.occasions import Occasion, occasion_words
from agent_console.i18n import _, ngettext
from agent_console.screens.words import line, moment_text

_SIGNS = {
    NoticeState.DRAFT: "○",
    NoticeState.RUNNING: "▸",
    NoticeState.PAUSED: "‖",
    NoticeState.STOPPED: "✗",
    NoticeState.ENDED: "✓",
}
_MAIL_SIGNS = {
    MailState.WAITING: "○",
    MailState.QUEUED: "▸",
    MailState.SENT: "✓",
    MailState.LEFT_OUT: "–",
    MailState.FAILED: "✗",
}


def incident_line(incident: Incident, now: datetime, zone: tzinfo) -> str:
    """Return a known issue in one line."""
    n = len(incident.tickets)
    parts = [
        line(incident.title),
        ngettext("{n} ticket", "{n} tickets", n).format(n=n),
        _("since {time}").format(time=moment_text(incident.at, now, zone)),
    ]
    if incident.closed_at is not None:
        parts[2] = _("closed {time}").format(time=moment_text(incident.closed_at, now, zone))
    elif not incident.has_words:
        parts.append(_("no text yet"))
    return f"{'●' if incident.is_open else '✓'} " + " · ".join(parts)


def notice_line(notice: Notice) -> str:
    """Return a notice in one line: where it stands, how far it is, whom it goes to."""
    parts = [line(notice.title), notice_word(notice.state)]
    if notice.state is not NoticeState.DRAFT:
        parts.append(_("{n} of {all}").format(n=notice.sent, all=notice.people))
    if notice.written.search and not notice.written.about:
        parts.append(line(notice.written.search))
    return f"{_SIGNS[notice.state]} " + " · ".join(parts)


def occasion_line(occasion: Occasion) -> str:
    """Return a suggestion in one line."""
    who = line(occasion.name) or line(occasion.person)
    parts = [who, occasion_words(occasion)]
    if occasion.name:
        parts.append(line(occasion.person))
    return "☆ " + " · ".join(parts)


def plan_head(plan: NoticePlan, place: int) -> str:
    """Return how many would get it, and which of them is shown."""
    n = len(plan.recipients)
    if not n:
        return _("Nobody would get it.")
    text = ngettext("{n} customer would get it", "{n} customers would get it", n).format(n=n)
    shown = _("this is {n} of {all}").format(n=place + 1, all=n)
    parts = [text, shown]
    if left := len(plan.left_out):
        parts.append(ngettext("{n} is left out", "{n} are left out", left).format(n=left))
    return " · ".join(parts)


def recipient_lines(one: Recipient) -> Iterator[str]:
    """Yield the mail to one person as it would leave."""
    who = f"{line(one.name)} <{line(one.address)}>" if one.name else line(one.address)
    yield _("To: {who}").format(who=who)
    where = _("opens a ticket of its own") if one.opens else _("goes to #{ref}")
    yield (
        _("Subject: {subject}").format(subject=line(one.subject))
        + " · "
        + where.format(ref=line(one.ticket))
    )
    yield ""
    for piece in one.text.split("\n"):
        yield line(piece)


def left_out_lines(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Yield who gets none, and why."""
    for one in left_out:
        yield f"– {line(one.person)} · {line(one.why)}"


def mail_lines(look: NoticeLook, place: int) -> Iterator[str]:
    """Yield everybody a notice goes to; the one at ``place`` is marked."""
    for number, mail in enumerate(look.mails):
        parts = [line(mail.name) or line(mail.person), mail_word(mail.state, look.notice.state)]
        if mail.ticket:
            parts.append(f"#{line(mail.ticket)}")
        if mail.answered:
            parts.append(_("answered"))
        if mail.why:
            parts.append(line(mail.why))
        mark = "▶" if number == place else " "
        yield f"{mark} {_MAIL_SIGNS[mail.state]} " + " · ".join(parts)


def progress_text(look: NoticeLook, per_hour: int) -> str:
    """Return how far a notice is."""
    notice = look.notice
    parts = [notice_word(notice.state)]
    parts.append(_("{n} of {all}").format(n=notice.sent, all=notice.people))
    if look.answered:
        parts.append(
            ngettext("{n} answered", "{n} answered", look.answered).format(n=look.answered)
        )
    if failed := look.count(MailState.FAILED):
        parts.append(ngettext("{n} did not leave", "{n} did not leave", failed).format(n=failed))
    if left := look.count(MailState.LEFT_OUT):
        parts.append(ngettext("{n} is left out", "{n} are left out", left).format(n=left))
    if notice.state is NoticeState.RUNNING and per_hour:
        parts.append(_("{n} an hour").format(n=per_hour))
    return " · ".join(parts)
