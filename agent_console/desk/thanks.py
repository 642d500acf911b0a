"""Whether a mail does nothing but thank: such a mail needs no answer.

Only mails made of words of thanks, praise and greeting count, and a name below them. Any other
word, a number or a question mark makes it a mail to read: "thanks, but …" is none.
"""

from __future__ import annotations

import re

MAX_TEXT = 400
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_THANKS = """
danke dankeschön dankesehr dank merci thanks thank thx ty cheers appreciated
"""
_MILD = """
vielen herzlichen besten lieben schönen tausend herzlich schön sehr ganz recht für die das den
ihre ihren eure euren deine deinen schnelle rasche prompte tolle nette gute freundliche
schnellen raschen prompten tollen netten guten freundlichen hilfe antwort rückmeldung info
information bearbeitung unterstützung auskunft service mühe super perfekt prima toll klasse
wunderbar spitze ok okay alles klar passt bestens und auch nochmals nochmal ihnen dir euch
hat geklappt funktioniert jetzt wieder hallo hi moin servus tag morgen abend liebe lieber
grüße grüßen grüsse gruß gruss mit freundlichem herzliche beste viele lg vg mfg team
wochenende schönes feierabend wünsche ich wir
you so much very many a lot for your the quick fast prompt kind reply answer response help
support great perfect wonderful excellent brilliant lovely awesome good all that is that's it
it's works working worked now again and too hello hey dear best regards wishes kind have nice
weekend day everyone really appreciate i we guys
"""
_NAME_WORDS = 3


def only_thanks(text: str) -> bool:
    """Return whether ``text``, the customer's own words without quotes, only thanks."""
    if len(text) > MAX_TEXT or "?" in text:
        return False
    lines = [words for line in text.split("\n") if (words := _WORD.findall(line))]
    last = next((at for at, words in reversed(list(enumerate(lines))) if _is_mild(words)), -1)
    names = lines[last + 1 :]
    if len(names) > 1 or any(not _is_name(words) for words in names):
        return False
    told = [word.casefold() for words in lines[: last + 1] for word in words]
    return all(map(_is_mild_word, told)) and any(word in _THANKS_FOLDED for word in told)


_THANKS_FOLDED = frozenset(_THANKS.casefold().split())
_MILD_FOLDED = frozenset((_MILD + _THANKS).casefold().split())


def _is_mild_word(word: str) -> bool:
    return word.replace("’", "'") in _MILD_FOLDED


def _is_mild(words: list[str]) -> bool:
    return all(_is_mild_word(word.casefold()) for word in words)


def _is_name(words: list[str]) -> bool:
    return len(words) <= _NAME_WORDS and all(word[0].isupper() and word.isalpha() for word in words)
