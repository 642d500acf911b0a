"""Delivery reports: what a bounce or delay notice says about a mail of ours (RFC 3464)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agent_console.desk.mail import DeliveryReport
from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_bytes
from agent_console.mail.headers import Head, read_ids, shown_value, split_head
from agent_console.mail.parts import MAILS, Part

MAX_REPORT = 64 * 1024
_MAX_BLOCKS = 50
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_MAX_READ = 8_000
_SYSTEM = re.compile(
    r"mailer-?daemon|post_?master|mail[ .-]?delivery[ .-](?:sub)?system|\bmdaemon|mail-daemon"
    r"|microsoftexchange[0-9a-f]{32}",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|not delivered"
    r"|deliver(?:y|ed).{0,40}(?:fail|problem|error|warning|delay|status|notif)"
    r"|(?:fail\w{0,3}|error|problem|returned|returning|system|warning).{0,40}"
    r"(?:mail|message|deliver|nameserver|user unknown)|mail.{0,20}(?:fail|error|warning|problem)"
    r"|failure notice|non-?delivery|could not be (?:delivered|sent)|processing error"
    r"|unzustellbar|nicht zugestellt|zustell(?:ung|fehler|status)|übermittlungsstatus"
    r"|nicht übermittelt|bounce notification|配信できません"
    r"|non.?remis|échec de|consegna|onbestelbaar|не доставлено",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\bdelay(?:ed)?\b|will (?:continue to )?(?:be )?(?:retr|try)|still (?:trying|being)"
    r"|not (?:yet )?been delivered after|warning: (?:message|could not send)|verzögert"
    r"|noch nicht zugestellt",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"(?:^|[\s<:\"(])([A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
)
_SMTP_ANSWER = re.compile(r"(?:^|[\s:>])[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3}|\D)")
STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = (
    *MAILS,
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)


def read_report(head: Head, parts: list[Part]) -> DeliveryReport | None:
    """Return what the mail reports about a delivery, None when it is about none."""
    status_part = next((part for part in parts if part.type in STATUS_TYPES), None)
    original = _original_id(parts)
    if status_part is not None:
        return _from_status(status_part.content(MAX_REPORT), original)
    failed = shown_value(head.first("x-failed-recipients"))
    if not failed and not _is_bounce(head):
        return None
    return _from_text(head, parts, failed.split(",", 1)[0].strip(), original)


def _is_bounce(head: Head) -> bool:
    """Tell a bounce in plain words by its writer, a mail system, together with its subject."""
    writer = shown_value(head.first("from"))
    system = shown_value(head.first("return-path")).replace(" ", "") == "<>"
    return bool(
        (system or _SYSTEM.search(writer)) and _SUBJECT.search(shown_value(head.first("subject")))
    )


def _from_text(head: Head, parts: list[Part], failed: str, original: str) -> DeliveryReport:
    """Read a bounce that has no machine-readable part: only what it says in plain words."""
    text = "\n".join(_texts(parts))
    top = text[:_MAX_READ]
    status = _STATUS.search(top)
    recipient = _RECIPIENT.search(top)
    delayed = _DELAYED.search(shown_value(head.first("subject")) + "\n" + top[:1_500])
    return DeliveryReport(
        action="delayed" if delayed and not (status and status.group(1)[0] == "5") else "failed",
        status=status.group(1) if status else "",
        recipient=failed or (recipient.group(1) if recipient else ""),
        original_message_id=original or _id_in_text(text),
        diagnostic=_diagnostic(top),
    )


def _texts(parts: list[Part]) -> Iterator[str]:
    for part in parts[:10]:
        if part.type.startswith("text/"):
            data = part.content(MAX_REPORT)
            yield to_screen(decode_bytes(data, part.params.get("charset", "")))


def _diagnostic(text: str) -> str:
    for line in text.split("\n"):
        if _SMTP_ANSWER.search(line[:500]):
            return line.strip()[:1_000]
    return ""


def _from_status(data: bytes, original: str) -> DeliveryReport:
    """Read the block of the worst recipient: failed before delayed before the rest."""
    blocks = [block for block in _blocks(data) if "action" in block or "final-recipient" in block]
    block = min(blocks, key=_badness, default={})
    action = _action(block)
    status = _STATUS.search(block.get("status", "")) or _STATUS.search(
        block.get("diagnostic-code", "")
    )
    recipient = block.get("final-recipient") or block.get("original-recipient", "")
    return DeliveryReport(
        action=action,
        status=status.group(1) if status else "",
        recipient=(recipient.partition(";")[2].strip() or recipient.strip()).strip("<>"),
        original_message_id=original,
        diagnostic=block.get("diagnostic-code", "")[:1_000],
    )


def _badness(block: Mapping[str, str]) -> int:
    return _ACTIONS.index(_action(block))


def _action(block: Mapping[str, str]) -> str:
    """Return the action word; a report that names none says that something failed."""
    word = re.sub(r"[^a-z].*", "", block.get("action", "").strip().lower())
    matching = (action for action in _ACTIONS if word and action.startswith(word[:5]))
    guess = "delayed" if block.get("status", "").startswith("4") else "failed"
    return next(matching, guess)


def _blocks(data: bytes) -> list[dict[str, str]]:
    """Cut a message/delivery-status body into its blocks of fields."""
    blocks: list[dict[str, str]] = []
    position = 0
    while position < len(data) and len(blocks) < _MAX_BLOCKS:
        while data[position : position + 1] in (b"\r", b"\n"):
            position += 1
        head = split_head(data, position)
        fields: dict[str, str] = {}
        for name, value in head.fields:
            fields.setdefault(name, shown_value(value))
        if fields:
            blocks.append(fields)
        if head.body <= position:
            newline = data.find(b"\n", position)
            position = len(data) if newline < 0 else newline + 1
        else:
            position = head.body
    return blocks


def _original_id(parts: list[Part]) -> str:
    """Return the Message-ID of the returned mail, empty when it was not sent along."""
    for part in parts:
        if part.type in _RETURNED_TYPES:
            data = part.content(MAX_REPORT).lstrip(b"\r\n \t")
            ids = read_ids(split_head(data).first("message-id"))
            if ids:
                return ids[0]
    return ""


def _id_in_text(text: str) -> str:
    """Find the Message-ID line of a mail that is quoted in a plain-text bounce."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line[:20].strip(" >\t|").lower().startswith("message-id:"):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            ids = read_ids(f"{line[:1_000]} {following[:1_000]}".encode("utf-8", "replace"))
            if ids:
                return ids[0]
    return ""
