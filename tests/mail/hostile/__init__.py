"""Mails as attackers, broken programs and odd but honest senders write them, one family a file.

Each has its expected result beside it; ``tests/mail/test_hostile.py`` reads and checks them all.
"""

from __future__ import annotations

from tests.mail.hostile import (
    attachments,
    automatic,
    headers,
    html,
    legitimate,
    mime,
    quotes,
    sinks,
    size,
    spoofing,
    stdlib,
    terminal,
    threads,
)
from tests.mail.hostile.sample import Sample

SAMPLES: tuple[Sample, ...] = (
    *terminal.SAMPLES,
    *mime.SAMPLES,
    *headers.SAMPLES,
    *spoofing.SAMPLES,
    *threads.SAMPLES,
    *automatic.SAMPLES,
    *html.SAMPLES,
    *attachments.SAMPLES,
    *sinks.SAMPLES,
    *quotes.SAMPLES,
    *stdlib.SAMPLES,
    *legitimate.SAMPLES,
    *size.SAMPLES,
)
