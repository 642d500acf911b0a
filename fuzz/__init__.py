"""Coverage-guided fuzzing of everything that reads what strangers send; see README.md."""

from __future__ import annotations

NAMES = (
    *("read", "repeat", "reply", "screen", "quotes", "html", "facts", "threads", "events"),
    *("fetch", "wire", "addresses", "params", "charset", "report", "containers"),
    *("skim", "journal"),
)
