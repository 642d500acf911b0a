"""Sentences that are too long to be read easily."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.desk.apology_findings import Check, Finding, Severity
from agent_console.desk.own_words import Sentence
from agent_console.i18n import _

MAX_WORDS = 25
_FAR_TOO_LONG = 30
_ENDLESS = 45
_MOST_HINTS = 10


def long_sentences(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a finding for each; a problem where nobody would read on."""
    long = [one for one in sentences if one.words > MAX_WORDS]
    severity = Severity.PROBLEM if _is_unreadable(long) else Severity.HINT
    for one in long[:_MOST_HINTS]:
        words = _("A sentence of {n} words").format(n=one.words)
        hint = _("Make two of it.")
        yield Finding(Check.LENGTH, severity, words, one.start, one.end, hint)


def _is_unreadable(long: Sequence[Sentence]) -> bool:
    """Return whether sentences are so long that nobody reads on: one by far, or two of them."""
    far = [one for one in long if one.words >= _FAR_TOO_LONG]
    return len(far) > 1 or any(one.words > _ENDLESS for one in far)
