"""Moments as the store keeps them: UTC, as text that sorts by time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from agent_console.store.times import from_text, to_text


class UtcText(TypeDecorator[datetime]):
    """An aware moment, stored as UTC text of fixed width."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment as text."""
        return None if value is None else to_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read the text back."""
        return None if value is None else from_text(value)
