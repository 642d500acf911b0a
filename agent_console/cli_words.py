"""Tickets and outgoing mails as lines of text for a person or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from agent_console.cli_output import table
from agent_console.desk.mail import Attachment
from agent_console.desk.states import OutboxState, outbox_word
from agent_console.desk.subjects import same_subject
from agent_console.desk.text import to_screen
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import (
    EntryKind,
    OutboxItem,
    QueueRow,
    TicketView,
    TimelineEntry,
)
from agent_console.i18n import _
from agent_console.screens.widgets import mail_lines
from agent_console.screens.widgets.timeline_lines import size_text
from agent_console.screens.words import (
    address_text,
    due_moment,
    line,
    moment_text,
    state_word,
)

_ASKS_FROM_WIDTH = 110
_MAILS = frozenset(
    {EntryKind.MAIL_IN, EntryKind.MAIL_OUT, EntryKind.AUTOMATIC, EntryKind.DELIVERY_REPORT}
)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_MINUTES_SHOWN_BELOW = timedelta(hours=10)
_DAY = timedelta(days=1)
_ROW_CAPS = (17, 22, 10, 30, 8, 16)
_OUTBOX_CAPS = (6, 17, 40)
_INDENT = "    "
_TRIED_LATER = (OutboxState.DEFERRED, OutboxState.PARTIAL)


def row_lines(
    rows: Iterable[QueueRow], now: datetime, zone: tzinfo, width: int, *, heading: bool = False
) -> Iterator[str]:
    """Yield one line per ticket: ref, due time, state, owner, customer, subject.

    From 110 columns on also level and request type, and whether it is a complaint.
    """
    asks = _asks_cells if width >= _ASKS_FROM_WIDTH else _no_cells
    rows = list(rows)
    cells = [
        (
            f"#{row.ref}",
            due_words(row, now, zone),
            state_word(row.state),
            wish,
            row.owner,
            row.customer_name or row.customer_email,
            row.subject,
        )
        for row, wish in zip(rows, asks(rows), strict=True)
    ]
    wishes = _("asks for") if any(row[3] for row in cells) else ""
    owner = _("owner") if any(row[4] for row in cells) else ""
    head = (_("ticket"), _("due"), _("state"), wishes, owner, _("customer"), _("subject"))
    return table([head, *cells] if heading and cells else cells, _ROW_CAPS, width)


def _asks_cells(rows: Iterable[QueueRow]) -> list[str]:
    from agent_console.cli_asks import asks_cell

    return [asks_cell(row) for row in rows]


def _no_cells(rows: Iterable[QueueRow]) -> list[str]:
    return ["" for _row in rows]


def mail_numbers(entries: Iterable[TimelineEntry]) -> dict[str, int]:
    """Return the number of each mail of a ticket by its key: from 1, the oldest."""
    keys = [entry.key for entry in entries if entry.kind in _MAILS]
    return {key: number for number, key in enumerate(keys, 1)}


def due_words(row: QueueRow, now: datetime, zone: tzinfo) -> str:
    """Return by when a ticket wants an answer, in words; a dash when nobody waits for one."""
    moment = due_moment(row)
    if moment is None:
        return "–"
    if row.state is TicketState.SNOOZED:
        return _("until {moment}").format(moment=moment_text(moment, now, zone))
    left = moment - now
    if abs(left) < _MINUTE:
        return _("due now")
    if left < timedelta():
        return _("overdue {time}").format(time=span_words(-left))
    if left < _DAY:
        return _("in {time}").format(time=span_words(left))
    return _("by {moment}").format(moment=moment_text(moment, now, zone))


def span_words(amount: timedelta) -> str:
    """Return a length of time in its largest units, rounded down."""
    if amount < _HOUR:
        return _("{n} min").format(n=amount // _MINUTE)
    if amount < _MINUTES_SHOWN_BELOW:
        hours, minutes = amount // _HOUR, amount % _HOUR // _MINUTE
        if minutes:
            return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if amount < _DAY:
        return _("{n} h").format(n=amount // _HOUR)
    return _("{n} d").format(n=amount // _DAY)


def ticket_lines(
    view: TicketView, now: datetime, zone: tzinfo, takers: Sequence[str] = ()
) -> Iterator[str]:
    """Yield a whole ticket for reading, oldest entry first; ``takers`` can answer it."""
    from agent_console.cli_asks import asks_words

    row = view.row
    customer = view.ticket.customer
    yield f"#{row.ref}  {line(row.subject)}"
    yield " · ".join(
        part
        for part in (
            state_word(row.state),
            due_words(row, now, zone) if due_moment(row) else "",
            address_text(customer),
            _("answered by {name}").format(name=line(row.owner)) if row.owner else "",
        )
        if part
    )
    if wish := asks_words(row):
        yield wish
    if takers:
        yield "  " + _("who can take it: {names}").format(names=", ".join(map(line, takers)))
    for reason in view.reasons:
        yield f"  {line(reason)}"
    if view.earlier_refs:
        yield "  " + _("earlier: {refs}").format(refs=_refs(view.earlier_refs))
    if view.draft:
        yield "  " + _("a reply is being written")
    numbers = mail_numbers(view.entries)
    for entry in view.entries:
        yield ""
        yield from _entry_lines(entry, numbers.get(entry.key), row.subject, zone)


def outbox_lines(
    items: Iterable[OutboxItem], now: datetime, zone: tzinfo, width: int, *, reasons: bool = True
) -> Iterator[str]:
    """Yield each outgoing mail: number, ticket, state and subject in one line of ``width``.

    Below, indented and never cut: who gets it and when it leaves; with ``reasons`` what the server
    said and what can be decided.
    """
    shown = tuple(items)
    cells = [
        (str(item.id), f"#{item.ticket}", outbox_word(item.state), item.subject) for item in shown
    ]
    for row, item in zip(table(cells, _OUTBOX_CAPS, width), shown, strict=True):
        yield row
        people = ", ".join(line(address) for address in item.recipients)
        when = _leaves_words(item, now, zone)
        yield _INDENT + " · ".join(part for part in (people, when) if part)
        told = (*to_screen(item.detail).splitlines(), decision_words(item)) if reasons else ()
        yield from (_INDENT + reason for reason in told if reason)


def _leaves_words(item: OutboxItem, now: datetime, zone: tzinfo) -> str:
    """Say when a mail that waits is tried next, "" for any other."""
    if item.state is OutboxState.QUEUED:
        if item.not_before <= now:
            return _("leaves now")
        return _("leaves {moment}").format(moment=moment_text(item.not_before, now, zone))
    if item.state in _TRIED_LATER and item.next_try:
        return _("tried again {moment}").format(moment=moment_text(item.next_try, now, zone))
    return ""


def decision_words(item: OutboxItem) -> str:
    """Say with which commands an agent decides about a mail; "" where nothing is to decide."""
    if item.state is OutboxState.HELD:
        words = _(
            "`agent-console outbox anyway {number}` sends it, `agent-console outbox cancel"
            " {number}` takes it back."
        )
    elif item.state is OutboxState.REFUSED or (
        item.state is OutboxState.DEFERRED and item.next_try is None
    ):
        words = _(
            "`agent-console outbox again {number}` sends it again, `agent-console outbox cancel"
            " {number}` takes it back."
        )
    elif item.state is OutboxState.UNKNOWN:
        words = _(
            "`agent-console outbox look {number}` looks for it in the mailbox; if you know:"
            " `agent-console outbox sent {number}`, or `again` to send it again."
        )
    else:
        return ""
    return words.format(number=item.id)


def fate_words(item: OutboxItem, now: datetime, zone: tzinfo) -> str:
    """Return what became of a mail that is not simply sent, and what to do; else ""."""
    detail = to_screen(item.detail)
    words = {
        OutboxState.QUEUED: _("The reply stays queued: an open console or the next sync sends it."),
        OutboxState.HELD: _("The reply was held back. It is kept in the outbox."),
        OutboxState.SENDING: _("The reply is leaving; see `agent-console outbox`."),
        OutboxState.SENT: "",
        OutboxState.PARTIAL: _("The reply was sent, but not to everyone."),
        OutboxState.DEFERRED: _("The reply stays queued: the mail server did not take it yet."),
        OutboxState.REFUSED: _("The mail server refused the reply. It is kept in the outbox."),
        OutboxState.UNKNOWN: _(
            "Nobody knows whether the reply left. The next sync looks into the sent folder; do not"
            " send it again before."
        ),
        OutboxState.CANCELLED: _("The reply was taken back; its text is the ticket's draft."),
    }[item.state]
    again = item.next_try if item.state in _TRIED_LATER else None
    when = again and _("It is tried again from {moment} on.").format(
        moment=moment_text(again, now, zone)
    )
    return "\n".join(part for part in (words, detail, when, decision_words(item)) if part)


def _entry_lines(
    entry: TimelineEntry, number: int | None, subject: str, zone: tzinfo
) -> Iterator[str]:
    moment = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
    who = address_text(entry.sender) if entry.sender else line(entry.who)
    counted = _("mail {n}").format(n=number) + "  " if number else ""
    yield f"── {counted}{moment}  {_kind_word(entry)}  {who}"
    if entry.kind is EntryKind.EVENT:
        yield f"   {line(entry.text)}"
        return
    told = entry.kind is EntryKind.CONTACT
    if entry.subject and not told and not same_subject(entry.subject, subject):
        yield "   " + _("Subject: {text}").format(text=line(entry.subject))
    if entry.to:
        names = ", ".join(address_text(address) for address in (*entry.to, *entry.cc))
        yield "   " + _("To: {names}").format(names=names)
    for file in entry.attachments:
        yield f"   [{_file_words(file)}]"
    for warning in mail_lines.warnings(entry):
        yield f"   {warning}"
    for note in entry.notes:
        yield f"   ! {line(note)}"
    yield from _facts(entry)
    if entry.text:
        yield ""
        yield to_screen(entry.text).strip("\n")
    if entry.links:
        yield ""
        yield f"   {mail_lines.links_title(entry.links)}"
    for link in mail_lines.link_lines(entry.links):
        yield f"   {link}"


def _facts(entry: TimelineEntry) -> Iterator[str]:
    if entry.checked:
        yield f"   {line(entry.checked)}"
    if told := mail_lines.facts_line(entry, full=True):
        yield f"   {told}"
    for page in mail_lines.parcel_pages(entry.facts):
        yield f"   {page}"


def _kind_word(entry: TimelineEntry) -> str:
    if entry.kind is EntryKind.MAIL_OUT and entry.signs:
        return _("in our name, unproven:")
    if entry.kind is EntryKind.OUTBOX:
        return outbox_word(OutboxState(entry.state))
    return {
        EntryKind.MAIL_IN: _("received from"),
        EntryKind.MAIL_OUT: _("sent by"),
        EntryKind.AUTOMATIC: _("automatic mail from"),
        EntryKind.DELIVERY_REPORT: _("delivery report from"),
        EntryKind.NOTE: _("note by"),
        EntryKind.CONTACT: line(entry.subject) + ":",
        EntryKind.EVENT: _("done by"),
    }[entry.kind]


def _file_words(file: Attachment) -> str:
    return f"{line(file.filename) or '?'}, {size_text(file.size)}"


def _refs(refs: Iterable[str]) -> str:
    return ", ".join(f"#{ref}" for ref in refs)
