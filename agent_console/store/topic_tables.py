"""The tables of single topics, each in a module of its own; importing this one describes them."""

from __future__ import annotations

from agent_console.store import (
    feedback_tables,
    journal_tables,
    notice_tables,
    orders_tables,
    privacy_tables,
    report_tables,
)

__all__ = [
    "feedback_tables",
    "journal_tables",
    "notice_tables",
    "orders_tables",
    "privacy_tables",
    "report_tables",
]
