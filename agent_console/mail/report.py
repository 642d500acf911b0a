"""Delivery reports: what a bounce or delay notice says about a mail of ours (RFC 3464)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agent_console.desk.mail import DeliveryReport
from agent_console.desk.text import to_screen
from agent_console.mail.headers import Head, plain_value, read_ids, shown_value, split_head
from agent_console.mail.parts import Part

MAX_REPORT = 64 * 1024
_MAX_BLOCKS = 50
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED_TYPES = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)


def read_report(head: Head, parts: list[Part]) -> DeliveryReport | None:
    """Return what the mail reports about a delivery, None when it is no machine-readable report."""
    status_part = next((part for part in parts if part.type in _STATUS_TYPES), None)
    original = _original_id(parts)
    if status_part is not None:
        return _from_status(status_part.content(MAX_REPORT), original)
    failed = shown_value(head.first("x-failed-recipients"))
    if failed:
        return DeliveryReport(
            "failed",
            recipient=failed.split(",", 1)[0].strip(),
            original_message_id=original or _id_in_text(parts),
        )
    return None


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
        recipient=recipient.partition(";")[2].strip() or recipient.strip(),
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


def _id_in_text(parts: list[Part]) -> str:
    """Find the Message-ID line of a mail that is quoted in a plain-text bounce."""
    for part in parts:
        if part.type != "text/plain":
            continue
        for line in plain_value(part.content(MAX_REPORT)).split("\n"):
            if line[:11].lower() == "message-id:":
                ids = read_ids(line.encode("utf-8", "replace"))
                if ids:
                    return to_screen(ids[0], one_line=True)
    return ""
