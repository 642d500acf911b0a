"""``agent-console explain-mail``: everything the program sees in a mail, and why."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.calendar_config import CalendarConfig
from agent_console.cli_context import start_clock
from agent_console.cli_output import print_json, say
from agent_console.config import load_config
from agent_console.desk.away import back_on
from agent_console.desk.classify import own_words
from agent_console.desk.extract import Fact, extract_facts
from agent_console.desk.facts import fact_word
from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.kinds import KindVerdict, kind_of
from agent_console.desk.mail import Address, DeliveryReport, FoldKind, Mail, MailKind
from agent_console.desk.masking import hide_accounts
from agent_console.desk.requests import Reasons, Request, no_request, request_of
from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError, ExitCode, NotFoundError
from agent_console.i18n import _
from agent_console.locations import find_locations
from agent_console.mail.auth_results import AuthResults, auth_results
from agent_console.mail.language import guess_language
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import read_mail
from agent_console.mail.trust import signs
from agent_console.order_pattern import parse_order_pattern
from agent_console.services import request_types, tones
from agent_console.services.examples import like_examples

MAX_READ = 64 * 1024 * 1024
_LABEL = 13
_MARKS = {
    FoldKind.BODY: "  ",
    FoldKind.QUOTE: "q ",
    FoldKind.SIGNATURE: "s ",
    FoldKind.DISCLAIMER: "d ",
}


@dataclass(frozen=True, slots=True)
class BackOn:
    """The day somebody is back, as an ISO date, and the words that say so."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A mail and all that was concluded from it.

    ``type`` to ``frustration`` say what it asks for and how, ``reasons`` why; see ``Request``.
    ``back_on`` is when the writer of an automatic answer is back.
    """

    mail: Mail
    kind: KindVerdict
    type: str
    level: int
    complaint: bool
    frustration: int
    also: tuple[str, ...]
    reasons: Reasons
    language: str
    language_confidence: float
    own_server: AuthResults | None
    signs: tuple[str, ...]
    facts: tuple[Fact, ...]
    back_on: BackOn | None


def explain_mail(options: argparse.Namespace) -> ExitCode:
    """Print what the reader makes of a mail file; own addresses come from the settings, if any."""
    raw, size = _source(options.file)
    own = frozenset(address.lower() for address in options.own) or _own_addresses()
    patterns = tuple(_pattern(text) for text in options.order_pattern)
    mail = read_mail(raw, full_size=size)
    explained = _explain(mail, own, options.authserv_id, patterns)
    if options.json:
        print_json(explained)
    else:
        for line in _lines(explained):
            print(line)
    return ExitCode.FAILED if mail.unreadable else ExitCode.OK


def _source(name: str) -> tuple[bytes, int]:
    """Return the mail, at most 64 MB of it, and its whole size; ``-`` is standard input."""
    if name == "-":
        raw = sys.stdin.buffer.read(MAX_READ)
        return raw, len(raw)
    try:
        with Path(name).open("rb") as file:
            raw = file.read(MAX_READ)
            return raw, max(len(raw), Path(name).stat().st_size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotFoundError(
            _("Mail file"),
            _("{path} cannot be read: {reason}").format(path=name, reason=reason),
            _("Name a file that holds one mail (.eml), or - for standard input."),
        ) from error


def _own_addresses() -> frozenset[str]:
    file = find_locations().config_file
    return load_config(file).own_addresses if file.exists() else frozenset()


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return parse_order_pattern(text)
    except ValueError as error:
        raise ConsoleError(
            _("Order pattern"), str(error), _(r"Write one such as 'BE-\d{6}'.")
        ) from error


def _explain(
    mail: Mail, own: frozenset[str], authserv_id: str, patterns: tuple[re.Pattern[str], ...]
) -> Explanation:
    language, confidence = guess_language(visible_text(mail))
    written = mail.date or start_clock().now()
    facts = extract_facts(
        mail.text, today=written.date(), order_patterns=patterns, ranges=mail.ranges
    )
    kind = kind_of(mail, own)
    request = _request(mail, facts) if kind.kind is MailKind.HUMAN else no_request()
    return Explanation(
        mail=mail,
        kind=kind,
        type=request.type,
        level=request.level,
        complaint=request.complaint,
        frustration=request.frustration,
        also=request.also,
        reasons=request.reasons,
        language=language,
        language_confidence=confidence,
        own_server=auth_results(mail, authserv_id) if authserv_id else None,
        signs=signs(mail, own, authserv_id),
        facts=facts,
        back_on=_back(mail, written) if kind.kind is MailKind.AUTOMATIC else None,
    )


def _back(mail: Mail, written: datetime) -> BackOn | None:
    """Return when the writer is back, by the calendar of the settings, if any."""
    from agent_console.services.rules import Rules

    file = find_locations().config_file
    if file.exists():
        calendar = Rules(load_config(file)).calendar(written)
    else:
        week = {day: (Frame(time(9), time(17)),) for day in range(5)}
        calendar = Calendar(ZoneInfo(CalendarConfig().zone), week)
    found = back_on(mail.subject, mail.text, written, calendar)
    return BackOn(found.day.isoformat(), found.words) if found else None


def _request(mail: Mail, facts: tuple[Fact, ...]) -> Request:
    """Return what the mail asks for, by the team's rules; a broken file of theirs is told."""
    folder = find_locations().config_dir
    types = request_types.load_request_types(folder / request_types.FILE_NAME)
    heard = tones.load_tones(folder / tones.FILE_NAME)
    for problem in filter(None, (types.problem, heard.problem)):
        say(to_screen(problem))
    text = own_words(mail.subject, visible_text(mail))
    kinds = frozenset(fact.kind for fact in facts)
    suggestion = like_examples(text)
    return request_of(text, types.value, heard.value, facts=kinds, suggestion=suggestion)


def _lines(explained: Explanation) -> Iterator[str]:
    mail = explained.mail
    if mail.unreadable:
        yield _row(_("unreadable"), mail.unreadable)
    yield _row(_("kind"), f"{explained.kind.kind.value}: {explained.kind.reason}")
    if back := explained.back_on:
        yield _row(_("back on"), _because(back.day, (repr(back.words),)))
    yield from _request_lines(explained)
    yield from _people(mail)
    yield _row(_("subject"), hide_accounts(mail.subject))
    yield _row(_("date"), mail.date.isoformat() if mail.date else _("unknown"))
    yield from _ids(mail)
    confidence = f"{explained.language_confidence:.0%}"
    yield _row(_("language"), f"{explained.language or _('unknown')} ({confidence})")
    yield _row(_("own server"), _verdicts(explained.own_server))
    for sign in explained.signs:
        yield _row(_("sign"), sign)
    for note in mail.notes:
        yield _row(_("note"), note)
    if mail.report:
        yield _row(_("report"), _report(mail.report))
    for fact in explained.facts:
        yield _row(_("fact"), _fact(fact, mail.text))
    for number, link in enumerate(mail.links, start=1):
        yield _row(_("link"), f"[{number}] {link.text} → {link.target}")
    for attachment in mail.attachments:
        size = f"{attachment.size} B"
        inside = f", {_('inside the text')}" if attachment.inline else ""
        words = f"{attachment.index + 1}. {attachment.filename} ({attachment.content_type}, {size}"
        yield _row(_("attachment"), f"{words}{inside})")
    yield from _text(mail)


def _request_lines(explained: Explanation) -> Iterator[str]:
    reasons = explained.reasons
    yield _row(_("type"), _because(explained.type, reasons.type))
    yield _row(_("level"), _because(str(explained.level), reasons.level))
    said = _("yes") if explained.complaint else _("no")
    yield _row(_("complaint"), _because(said, reasons.complaint))
    yield _row(_("frustration"), _because(f"{explained.frustration}/3", reasons.frustration))


def _because(value: str, reasons: tuple[str, ...]) -> str:
    return f"{value}: {'; '.join(reasons)}" if reasons else value


def _row(label: str, value: str) -> str:
    return f"{label:<{_LABEL}} {to_screen(value, one_line=True)}".rstrip()


def _verdicts(server: AuthResults | None) -> str:
    if server is None:
        return _("not asked; name it with --authserv-id")
    return f"SPF {server.spf}, DKIM {server.dkim}, DMARC {server.dmarc}"


def _people(mail: Mail) -> Iterator[str]:
    sender = _address(mail.sender) if mail.sender else _("unknown")
    yield _row(_("sender"), f"{sender} ({_('ambiguous')})" if mail.sender_ambiguous else sender)
    for label, addresses in (
        (_("reply to"), mail.reply_to),
        (_("to"), mail.to),
        (_("cc"), mail.cc),
    ):
        if addresses:
            yield _row(label, ", ".join(map(_address, addresses)))
    if mail.return_path is not None:
        yield _row(_("return path"), mail.return_path or "<>")


def _address(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email


def _ids(mail: Mail) -> Iterator[str]:
    yield _row(_("message id"), mail.message_id or _("none"))
    for message_id in mail.in_reply_to:
        yield _row(_("in reply to"), message_id)
    if mail.references:
        yield _row(_("references"), " ".join(mail.references))


def _report(report: DeliveryReport) -> str:
    parts = (report.action, report.status, report.recipient, report.original_message_id)
    return " · ".join(part for part in (*parts, report.diagnostic) if part)


def _fact(fact: Fact, text: str) -> str:
    """Return a fact in words with its line and column, both from 1."""
    above = text.count("\n", 0, fact.start)
    column = fact.start - (text.rfind("\n", 0, fact.start) + 1)
    place = _("line {line}, column {column}").format(line=above + 1, column=column + 1)
    extra = f" {fact.detail}" if fact.detail else ""
    unsure = "" if fact.sure else f", {_('not sure')}"
    return f"{fact_word(fact.kind)} {fact.value}{extra} ({place}{unsure})"


def _text(mail: Mail) -> Iterator[str]:
    """Yield the text with what is folded marked: q quote, s signature, d disclaimer."""
    origin = _("from HTML") if mail.from_html else _("plain")
    yield _row(_("text"), _("{origin}; q quote, s signature, d disclaimer").format(origin=origin))
    lines = hide_accounts(mail.text).split("\n") if mail.text else []
    for part in mail.ranges:
        for line in lines[part.start : part.end]:
            yield f"{_MARKS[part.kind]}{to_screen(line)}".rstrip()
