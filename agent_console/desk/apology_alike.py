"""Findings for sentences that are like a family of flaws though no listed wording is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.desk.apology_families import Family, Reading, likenesses
from agent_console.desk.apology_findings import Check, Finding, Severity
from agent_console.desk.apology_findings_words import doubt_words, spoiler_words
from agent_console.desk.apology_sense import Doubt
from agent_console.desk.excuses import Spoiler
from agent_console.i18n import _

_CHECK = {
    Family.EXPLANATION: Check.ORDER,
    Family.CONDITIONAL: Check.SINCERITY,
    Family.OTHERS: Check.BLAME,
    Family.REPROACH: Check.BLAME,
    Family.BELITTLING: Check.SINCERITY,
    Family.EXCUSE: Check.EXCUSE,
}


def alike(reading: Reading, language: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding for each sentence like a flaw, unless the sentence has one already."""
    taken = [(one.start, one.end) for one in found if one.severity is not Severity.HINT]
    for one in likenesses(reading, language):
        if any(start < one.end and one.start < end for start, end in taken):
            continue
        taken.append((one.start, one.end))
        why, hint = _words(one.family)
        yield Finding(_CHECK[one.family], Severity.PROBLEM, why, one.start, one.end, hint)


def _words(family: Family) -> tuple[str, str]:
    match family:
        case Family.EXPLANATION:
            return (
                _("This explains before the apology."),
                _("Apologise first; then it may be said what happened."),
            )
        case Family.CONDITIONAL:
            return spoiler_words(Spoiler.CONDITIONAL)
        case Family.BELITTLING:
            return spoiler_words(Spoiler.BELITTLING)
        case Family.OTHERS:
            return doubt_words(Doubt.OTHERS)
        case Family.REPROACH:
            return doubt_words(Doubt.REPROACH)
        case Family.EXCUSE:
            return doubt_words(Doubt.EXCUSE)
