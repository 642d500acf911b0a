"""An outgoing mail in words: where it stands with each recipient, and what can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from agent_console.desk.states import OutboxKind, OutboxState, outbox_word
from agent_console.desk.views import OutboxItem
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.keys import ACTIONS, key_label
from agent_console.screens.outgoing import is_scheduled
from agent_console.screens.widgets.wrapping import wrap

_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Reading:
    """How the agent reads: width in cells, time, zone."""

    width: int
    now: datetime
    zone: tzinfo

    def moment(self, at: datetime) -> str:
        """Return a moment for reading."""
        return words.moment_text(at, self.now, self.zone)


def item_lines(item: OutboxItem, reading: Reading) -> list[str]:
    """Return a mail's headline and, indented, all that is known of it; no line is too wide."""
    lines = list(wrap(headline(item, reading), reading.width))
    for text in (*_standing(item, reading), *_people(item), _choices(item)):
        lines += [_INDENT + piece for piece in wrap(text, reading.width - len(_INDENT)) if text]
    return lines


def headline(item: OutboxItem, reading: Reading) -> str:
    """Return state, recipients, subject, time and ticket in one line."""
    parts = [
        f"{words.outbox_sign(item.state)} {outbox_word(item.state)}",
        words.recipients(item),
        words.line(item.subject) or _("(no subject)"),
        reading.moment(item.queued_at),
        f"#{words.line(item.ticket)}",
    ]
    if kind := _kind_word(item.kind):
        parts.insert(1, kind)
    return " · ".join(parts)


def _kind_word(kind: OutboxKind) -> str:
    return {
        OutboxKind.FORWARD: _("forwarded"),
        OutboxKind.NEW: _("new mail"),
        OutboxKind.BULK: _("notice"),
    }.get(kind, "")


def _standing(item: OutboxItem, reading: Reading) -> Iterator[str]:
    if item.state is OutboxState.QUEUED and item.not_before > reading.now:
        local = item.not_before.astimezone(reading.zone)
        later = is_scheduled(item, reading.now)
        time = reading.moment(item.not_before) if later else f"{local:%H:%M:%S}"
        yield _("leaves {time}, unless the customer writes first").format(time=time)
    if item.next_try and item.state in (OutboxState.DEFERRED, OutboxState.PARTIAL):
        text = ngettext(
            "next try {time} · {n} attempt so far",
            "next try {time} · {n} attempts so far",
            item.attempts,
        )
        yield text.format(time=reading.moment(item.next_try), n=item.attempts)
    named = [address for address, _why in item.refused]
    for said in item.detail.splitlines():
        if not any(address in said for address in named):
            yield words.line(said)


def _people(item: OutboxItem) -> Iterator[str]:
    """Yield where each recipient stands, where they do not all stand at the same."""
    refused = dict(item.refused)
    if refused or item.state is OutboxState.PARTIAL:
        for address in item.recipients:
            if address not in refused and address not in item.pending:
                yield "✓ " + _("{address}: taken").format(address=words.line(address))
        for address in item.pending:
            yield "… " + _("{address}: not taken yet").format(address=words.line(address))
    for address, why in item.refused:
        yield "! " + _("{address}: refused: {reason}").format(
            address=words.line(address), reason=words.line(why)
        )
    for address, why in item.bounced:
        yield "! " + _("{address}: came back: {reason}").format(
            address=words.line(address), reason=words.line(why)
        )


def _choices(item: OutboxItem) -> str:
    """Return the keys that decide, "" where nothing is to be decided."""
    again = _("send again")
    if item.state is OutboxState.PARTIAL:
        again = _("send again to those who have not got it")
    look, back = _("look at the ticket"), _("take back, the text is the draft again")
    pairs = {
        OutboxState.HELD: (
            ("outbox.again", _("send anyway")),
            ("outbox.open", look),
            ("outbox.cancel", back),
            ("outbox.later", _("send later")),
        ),
        OutboxState.REFUSED: (("outbox.again", again), ("outbox.cancel", back)),
        OutboxState.UNKNOWN: (
            ("outbox.look", _("look again")),
            ("outbox.again", again),
            ("outbox.sent", _("mark as sent")),
        ),
        OutboxState.DEFERRED: (("outbox.now", _("try now")), ("outbox.cancel", back)),
        OutboxState.PARTIAL: (("outbox.again", again),) if item.pending or item.refused else (),
    }.get(item.state, ())
    return " · ".join(f"{key_of(name)} {what}" for name, what in pairs)


def key_of(name: str) -> str:
    """Return how the key of an action is written for people."""
    return next(key_label(action.keys[0]) for action in ACTIONS if action.id == name)
