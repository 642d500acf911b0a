"""Whether a reply refers to what the customer wrote: words and numbers that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.desk.apology_formulas import is_formula
from agent_console.desk.apology_synonyms import matters_of
from agent_console.desk.wordings import folded

MAX_TEXT = 12_000
_TWO = 2
_FEW = 4
_LEAST = 3
_WHOLE = 4
_LONGEST = 6
_INSIDE = 5
_COMPOUND = 8
_MOST = 300
_TELLING_NUMBER = 3
_RUN = 4
_OPENING = 2
_TOLD = 5
_TOKEN = re.compile(r"[^\W_]{1,60}")
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,20})?")
_COUNTS = {
    **dict.fromkeys(("zwei", "two"), "2"),
    **dict.fromkeys(("drei", "three"), "3"),
    **dict.fromkeys(("vier", "four"), "4"),
    **dict.fromkeys(("funf", "five"), "5"),
    **dict.fromkeys(("sechs", "six"), "6"),
    **dict.fromkeys(("sieben", "seven"), "7"),
    **dict.fromkeys(("acht", "eight"), "8"),
    **dict.fromkeys(("neun", "nine"), "9"),
    **dict.fromkeys(("zehn", "ten"), "10"),
    **dict.fromkeys(("elf", "eleven"), "11"),
    **dict.fromkeys(("zwolf", "twelve"), "12"),
}
# Words of every complaint and every reply: to share them is not to have listened.
_COMMON = """
aber alle allem allen aller alles also andere anderen auch auf bald beim bereits beste besten
bitte bleibt bringen dabei dafür damit danach dann daran darauf daraus darüber davon dazu dein
deine deinem deinen deiner denn dennoch deren dessen dich diese diesem diesen dieser dieses doch
dort durch eben eigentlich eine einem einen einer eines einfach einige einmal endlich erst etwas
euch euer eure fast finde ganz gegen gehen geht gemacht genau gerade gern gerne gibt gleich guten
habe haben hallo hast hatte hatten hätte hätten heute hier hinter ihnen ihre ihrem ihren ihrer
ihres immer innerhalb inzwischen ihrerseits irgend jede jedem jeden jeder jedes jetzt kann kein
keine keinem keinen keiner kommen kommt konnte könnte können lange lassen leider lieber liegt
machen macht mehr mein meine meinem meinen meiner mich mindestens mir mit muss musste müssen nach
nachdem nicht nichts niemand noch nochmal nun nur obwohl oder ohne schon schreibe schreiben sehr
sein seine seinem seinen seiner seit sich sicher sind sobald sodass sofort sogar soll sollen
sollte sollten sondern sonst statt steht tage tagen trotzdem über überhaupt uhr unser unsere
unserem unseren unserer viel viele vielen vielleicht voll völlig vom vor vorher wann warum weil
weiter welche wenn werde werden wieder wieso will wird wirklich wollen wollte worden wurde wurden
würde zeit zurück zusammen zwar zwischen montag dienstag mittwoch donnerstag freitag samstag
sonntag januar februar märz april juni juli august september oktober november dezember woche
wochen monat monate tage jahr morgen gestern bekommen erhalten erhielt bekam warte warten gewartet
sagen gesagt gewesen versprochen bestellung bestellt bestellen bestelle auftrag sendung kunde
kunden kundin kundennummer kundendienst service produkt artikel ware firma unternehmen shop laden
anliegen problem probleme fall vorgang nachricht nachrichten mail mails email antwort antworten
rückmeldung anfrage beschwerde reklamation ärger ärgerlich verärgert sauer enttäuscht enttäuschung
frechheit unmöglich bitten entschuldigung geehrte geehrter damen herren frau herr grüße
freundlichen freundliche liebe lieber danke dank vielen melden meldung gemeldet euro betrag geld
lösung fehler vorfall unannehmlichkeiten situation erfahrung schlecht schlechte team mitarbeiter
about after again ages also although always another anybody anyone anything around asked back
because been before being best better both cannot come comes could customer customers dear didn
does doesn doing done dont down each either else email emails even ever every everything feel find
first from gave gets give given going good great hadn hasn have haven hello help here hers himself
into isn just keep know last late later least less like long look made mail make many matter
maybe mean message more most much must near need never next nobody none nothing only order ordered
orders other ours over please problem problems product quite rather really regards reply right
said same says seem send sent service shall she should shouldn since some someone something soon
sorry still such supposed sure take tell than thank thanks that their them then there these they
thing things think this those though through time times today told tomorrow took trying under
until upon very want wanted wasn week weeks went were what when where which while will with within
without won would wrong yesterday your yours yourself monday tuesday wednesday thursday friday
saturday sunday january february march april june july august september october november december
month months year years days day write wrote written company item items complaint issue issues
experience situation inconvenience apologise apologize apology refund money contact contacted
response answer answered received receive getting case solution concern concerns trouble call das
der die den dem des ein und oder ich sie wir uns ihr ist war bin hat aus bei bis für gut mal man
mit nur ob per pro sei seid soll statt tag um vor von was weg wer wie wir zum zur zu bzw ganze
ganzen obwohl tun tut leid gab gar neu neue neuen alt mehrere mehrmals the and for are was were
but not you all any can had her his how its may new now old one our out own per see she sir too
use who why yes yet him has did got get let put off ago due via way say try few lot day didn doesn
isn wasn won don ve ll re ms mrs mr am an at be by do go he if in is it me my no of on or so to up
us we
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """The telling words and numbers of a customer's text."""

    words: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, customer_text: str) -> Heard:
        """Return those of the first 12,000 characters."""
        text = customer_text[:MAX_TEXT]
        return cls(_keys(text), _numbers(text))

    def shared_with(self, reply: str) -> int:
        """Return the number of words, matters and numbers that both have."""
        return _shared(reply, self.words, self.numbers)


def refers_to(reply: Iterable[str], customer_text: str) -> bool:
    """Return whether the sentences of a reply take up something specific of the customer's text.

    Two words or one telling number are enough; one word in our first two sentences, which tell the
    matter, or where the customer wrote little. A customer who wrote next to nothing cannot be
    quoted: then it counts as taken up. An opening of five telling words, none of a form letter,
    tells the matter in words of its own.
    """
    text = customer_text[:MAX_TEXT]
    heard, numbers = _keys(text), _numbers(text)
    written = len(heard) + len(numbers)
    if written <= _TWO:
        return True
    said = tuple(reply)
    own = " ".join(said)
    enough = 1 if written <= _FEW else _TWO
    if _shared(own, heard, numbers) + _repeated(own, text) >= enough:
        return True
    opening = " ".join(said[:_OPENING])
    return _shared(opening, heard, numbers) > 0 or _tells(opening)


def _tells(opening: str) -> bool:
    """Return whether sentences are about something, whatever words the customer had for it."""
    told = {word for word in _tokens(opening) if _is_telling(word) and not is_formula(word)}
    return len(told) >= _TOLD


def _shared(reply: str, heard: frozenset[str], numbers: frozenset[str]) -> int:
    """Return the number of words, matters and numbers that both have, a telling number twice."""
    tokens = _tokens(reply)
    said = f" {' '.join(tokens)} "
    own = frozenset(filter(_is_telling, tokens))
    telling = {word[: max(_INSIDE, len(word) - 1)] for word in own}
    ends = frozenset(word for word in own if len(word) <= _INSIDE)
    asked = sorted(heard)[:_MOST]
    taken = {
        word
        for word in asked
        if _is_in(_beginning(word), said) or _has_part(word, telling) or _has_end(word, ends)
    }
    matters = matters_of({*asked} - taken) & matters_of(own)
    written = _numbers(reply)
    same = sum(1 + (len(one) >= _TELLING_NUMBER) for one in numbers if one in written)
    return len(taken) + len(matters) + same


def _repeated(reply: str, text: str) -> bool:
    """Return whether a run of words of the customer's is repeated, be they ever so common."""
    return not _runs(reply).isdisjoint(_runs(text))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    tokens = _tokens(text[:MAX_TEXT])
    runs = zip(*(tokens[step:] for step in range(_RUN)), strict=False)
    return frozenset(one for one in runs if max(map(len, one)) >= _INSIDE)


def _has_part(word: str, telling: frozenset[str] | set[str]) -> bool:
    """Return whether a long word has a shorter one in it: the coat of a winter coat, in German."""
    return len(word) >= _COMPOUND and any(one in word for one in telling if len(one) >= _INSIDE)


def _has_end(word: str, ends: frozenset[str]) -> bool:
    """Return whether a compound ends in a short word of ours: the bus of a coach, in German."""
    return any(word[-size:] in ends for size in (3, 4, 5) if len(word) > size + 2)


def _is_telling(word: str) -> bool:
    return len(word) >= _LEAST and word.isalpha() and word not in _PLAIN_COMMON


def _beginning(word: str) -> str:
    if len(word) <= _WHOLE:
        return word
    bare = word[2:] if word.startswith("ge") and len(word) >= _COMPOUND else word
    return bare[: max(_WHOLE, min(_LONGEST, len(bare) - 2))]


def _is_in(key: str, said: str) -> bool:
    if len(key) < _WHOLE:
        return f" {key} " in said
    return f" {key}" in said or (len(key) >= _INSIDE and key in said)


def _tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared: umlauts and double s in one way."""
    plain = folded(text)
    for two, one in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s")):
        plain = plain.replace(two, one)
    return _TOKEN.findall(plain)


def _keys(text: str) -> frozenset[str]:
    """Return the telling words of a text."""
    return frozenset(filter(_is_telling, _tokens(text)))


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text in one way of writing, also those in words, but not 1."""
    found = (number.replace(",", ".") for number in _NUMBER.findall(text))
    written = (_COUNTS[word] for word in _tokens(text) if word in _COUNTS)
    return frozenset({*(one.removesuffix(".00") for one in found), *written} - {"0", "1"})


_PLAIN_COMMON = frozenset((*_tokens(_COMMON), *_COUNTS))
