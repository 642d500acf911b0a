"""What was recorded of notices, known issues and occasions, in words; who answers a notice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from agent_console.desk.events import (
    Fact,
    IncidentClosed,
    IncidentJoined,
    IncidentWritten,
    NoticeBegun,
    NoticePaused,
    NoticeResumed,
    NoticeSent,
    NoticeStopped,
    NoticeWritten,
    OccasionSettled,
)
from agent_console.i18n import _
from agent_console.store import notices
from agent_console.store.tickets import StoredMail

if TYPE_CHECKING:
    from sqlmodel import Session


def notice_words(fact: Fact) -> str:
    """Say what was recorded, "" for what is about something else."""
    match fact:
        case NoticeSent(title=title):
            return _("sent the notice “{title}”").format(title=title)
        case IncidentJoined(title=title, off=""):
            return _("belongs to the known issue “{title}”").format(title=title)
        case IncidentJoined(title=title):
            return _("no longer belongs to the known issue “{title}”").format(title=title)
        case _:
            return _record_words(fact)


def _record_words(fact: Fact) -> str:
    match fact:
        case NoticeWritten(title=title):
            return _("notice “{title}” written").format(title=title)
        case NoticeBegun():
            return _("notice begun")
        case NoticePaused():
            return _("notice paused")
        case NoticeResumed():
            return _("notice resumed")
        case NoticeStopped():
            return _("notice stopped")
        case IncidentWritten(title=title):
            return _("known issue “{title}” written").format(title=title)
        case IncidentClosed(off=""):
            return _("known issue closed")
        case IncidentClosed():
            return _("known issue open again")
        case OccasionSettled():
            return _("suggestion settled")
        case _:
            return ""


def answered_notices(session: Session, ref: str, merged: Collection[str]) -> Mapping[str, str]:
    """Return the titles of the notices that stand on a ticket, by the Message-ID of each."""
    return notices.notices_on(session, (ref, *merged))


def answer_remark(mail: StoredMail, titles: Mapping[str, str]) -> str:
    """Say which notice a mail answers, "" for none."""
    named = mail.in_reply_to or mail.references
    title = next((titles[one] for one in reversed(named) if one in titles), "")
    return _("This mail answers the notice “{title}”.").format(title=title) if title else ""
