"""Whether a letter is written to a file, not to somebody: its number comes again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from agent_console.desk.apology_findings import Finding, Severity
from agent_console.desk.apology_findings_words import CHECK_OF, spoiler_words
from agent_console.desk.excuses import Spoiler
from agent_console.desk.own_words import Sentence

_MOST_TIMES = 3
_FILE_NUMBER = re.compile(
    r"(?<![\w.,/-])(?!\d{4}-\d\d-\d\d\b)(?=(?:[\w-]{0,3}\d){5})[\w-]{5,20}(?![\w,/-]|\.\d)"
)


def numbers_of_files(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Find a number of five digits or more that stands in three sentences or more."""
    seen = Counter(one for some in sentences for one in {*_FILE_NUMBER.findall(some.text)})
    for number, count in seen.items():
        if count >= _MOST_TIMES:
            one = next(one for one in sentences if number in one.text)
            start = one.start + one.text.index(number)
            why, hint = spoiler_words(Spoiler.FILE_NUMBER)
            check = CHECK_OF[Spoiler.FILE_NUMBER]
            yield Finding(check, Severity.PROBLEM, why, start, start + len(number), hint)
