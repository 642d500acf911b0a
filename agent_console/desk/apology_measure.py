"""Whether an apology keeps within measure: amounts and days that nobody can believe in.

What a letter offers is compared with the amounts that the customer named and that its other
sentences tell. An offer with an amount that somebody had to grant is judged by that limit alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from agent_console.desk.apology_findings import Check, Finding, Limits, Severity
from agent_console.desk.apology_promises import Said, amounts_of
from agent_console.desk.apology_words import Words
from agent_console.desk.facts import Line
from agent_console.desk.money import find_amounts
from agent_console.i18n import _

MOST_TIMES = 20
MOST_UNKNOWN = Decimal(2000)
FAR = timedelta(days=92)
_YEAR = re.compile(r"(?<![\w.,/-])(?:\d{1,2}[./]\d{1,2}[./])?(20\d\d)(?![\w,]|[.-]\d)")
# What goes back to the customer is as much as was paid.
_RETURNED = re.compile(
    r"zuruck|erstatt|\b(?:ihre|deine|die|der|den|your|the|those)[ -]{1,3}(?:€|£|\$)?\s?\d"
    r"|\bback\b|refund|return|reimburs|repa(?:y|id)"
)


def beyond_measure(
    said: Sequence[Said], words: Words, customer_text: str, today: date, limits: Limits
) -> Iterator[Finding]:
    """Yield amounts out of all proportion, and days of a promise in another year and far away."""
    if limits.amount is None:
        yield from _amounts(said, customer_text)
    last = today + FAR
    for one in said:
        offers = one.promises or words.remedy.search(one.sentence.plain)
        if offers and not words.choice.search(one.sentence.plain):
            yield from _years(one, last)


def _amounts(said: Sequence[Said], customer_text: str) -> Iterator[Finding]:
    told = [amount for one in said if not one.remedy for amount, *_place in amounts_of(one)]
    known = max((*told, *_named(customer_text)), default=None)
    most = MOST_UNKNOWN if known is None else known * MOST_TIMES
    for one in said:
        returned = known is None and _RETURNED.search(one.sentence.plain)
        for amount, start, end in amounts_of(one) if one.remedy and not returned else ():
            if amount > most:
                why = _("That is out of all proportion to what happened.")
                hint = _("Offer what the matter is worth.")
                yield Finding(Check.PROMISE, Severity.PROBLEM, why, start, end, hint)


def _named(text: str) -> Iterator[Decimal]:
    """Yield the amounts that the customer names."""
    for line in text.splitlines():
        for fact in find_amounts(Line(line, "")):
            yield Decimal(fact.value.split()[0])


def _years(one: Said, last: date) -> Iterator[Finding]:
    for match in _YEAR.finditer(one.sentence.text):
        year = int(match[1])
        if date(year, 1, 1) > last:
            start = one.sentence.start
            why = _("{year} is too far away.").format(year=year)
            hint = _("Name an earlier day.")
            yield Finding(
                Check.PROMISE,
                Severity.PROBLEM,
                why,
                start + match.start(),
                start + match.end(),
                hint,
            )
