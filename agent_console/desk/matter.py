"""What a customer's mail is about: the sentences that complain, and the facts that they tell.

Nothing is added to what stands in the mail: a fact that is not clear there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from agent_console.desk.extract import extract_facts
from agent_console.desk.facts import Fact, FactKind
from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.matter_item import Item, item_in
from agent_console.desk.matter_kinds import (
    MANNERS,
    MatterKind,
    is_charged_though_cancelled,
    is_part_of_charge,
    kinds_in,
)
from agent_console.desk.matter_quote import quote_of
from agent_console.desk.matter_since import Since, since_in

__all__ = ["Item", "Matter", "MatterKind", "Place", "Since", "find_matter"]

MAX_TEXT = 20_000
_MAX_SENTENCES = 200
_MAX_SENTENCE = 600
_MAX_PLACES = 8
_SENTENCE = re.compile(
    r"(?:[^.!?\n]|(?<=\d)[.](?=\d|\s?[\da-zäöü]|\s?(?:Jan|Feb|M[aä]r|Apr|Mai|Ju[nl]|Aug|Sep|Okt|Nov"
    r"|Dez))|(?<=\b[A-Za-z])[.]|(?<=\bNr)[.]|(?<=\bca)[.]|(?<=\bNo)[.]|[.](?=\w)"
    r"|\n(?![ \t\r]*\n))+[.!?]*"
)
_GREETING = re.compile(
    r"\s*(?:sehr geehrte\w*|liebe[rs]?|hallo|hi|hey|moin|guten (?:tag|morgen|abend)|dear|hello"
    r"|good (?:morning|afternoon|evening))\b.{0,60}",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:mit )?(?:freundliche[nm]? gr|viele gr|beste gr|lg\b|mfg\b|kind regards|best regards"
    r"|regards|yours|sincerely|thank you\b|thanks\b|vielen dank|danke)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:\b(?:bestell\w*|auftrag\w*|order|purchase)[ \t]{0,2}(?:nummer|number|no\.?|nr\.?)?"
    r"[ \t]{0,2}[:#]?"
    r"[ \t]{0,2}(?:nummer[ \t]|nr\.?[ \t]?|no\.?[ \t]?|number[ \t])?|\((?:no|nr)\.?[ \t]?)#?"
    r"(?P<order>(?:[A-Z]{1,4}-?)?\d[\d-]{2,19}\d?)(?![\w.,]?\d|[\w€$£]|[ \t]?(?:€|EUR|Euro|Uhr|%))",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:bestell\w*|auftrag\w*|gekauft|kauf\w*|order(?:ed)?|bought|purchase\w*|placed)\b"
    r"[^.!?]{0,45}$",
    re.IGNORECASE,
)
_ORDER_OF = re.compile(
    r"\b(?:bestell\w*|auftrag\w*|order|purchase)\b[^.!?,]{0,25}\b(?:vom|of|from|dated)\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[^.!?,]{0,40}?\b(?:(?P<ordered>bestellt|gekauft|ordered|bought|aufgegeben|placed)|storniert"
    r"|gekündigt|widerrufen|abgebucht|angekommen|geliefert|erhalten|zurück\w*|cancel\w*|charged"
    r"|arrived|returned)\b",
    re.IGNORECASE,
)
_NOT_ORDERED = re.compile(
    r"(?:seit(?:dem)?|since|bis(?: zum)?|until|till|by|spätestens|storn\w+|cancel\w+|geliefert"
    r"|abgebucht|charged|angekommen|arrived|zurück\w*|returned|sent back)[^.!?]{0,25}$",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\A(?!.*\b(?:nur|only)\b).*(?:\b(?:fehl(?:t|en|te|ten)|gefehlt|missing|without)\b"
    r"|\b(?:nicht|not) (?:dabei|enthalten|mitgeliefert|included)\b)",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"\b(?:zurück(?:geschickt|gesandt|gesendet|gegeben)|retourniert)\b|\breturned\b|\bsent\b.{0,40}\bback\b",
    re.IGNORECASE,
)
_WAITING = re.compile(r"\b(?:wart\w+|wait\w*)\b", re.IGNORECASE)
_ROUGH = re.compile(r"\s*(?:vor|in)\b|.*\bago\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` (exclusive) of the mail's text: a sentence that complains."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matter:
    """What the customer complains about.

    ``also`` are other kinds that the mail tells of, ``places`` the sentences that carry the
    complaint, in order. ``amount`` is as in ``Fact``; ``day`` is when it was ordered, ``on`` when
    it happened; ``returned`` says that the item was sent back. ``said`` is the text of those
    sentences and ``quote`` the customer's own words, fit to be repeated.
    """

    kind: MatterKind = MatterKind.OTHER
    also: tuple[MatterKind, ...] = ()
    places: tuple[Place, ...] = ()
    order: str = ""
    item: Item | None = None
    amount: str = ""
    day: date | None = None
    on: date | None = None
    since: Since | None = None
    said: str = ""
    quote: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    kinds: tuple[MatterKind, ...]


def find_matter(
    text: str,
    *,
    today: date,
    language: str,
    subject: str = "",
    ranges: Sequence[TextRange] = (),
    order_patterns: Sequence[re.Pattern[str]] = (),
) -> Matter:
    """Return what ``text`` complains about; places are those of ``text``.

    ``today`` is the day the mail was written, ``language`` the mail's ("de", else English).
    ``ranges`` tell what is not the writer's body; only the first 20,000 characters are read.
    """
    own = _own(text[:MAX_TEXT], ranges)
    sentences = _with_charge(list(_sentences(own)))
    telling = [one for one in sentences if one.kinds]
    kinds = sorted({kind for one in telling for kind in one.kinds}, key=list(MatterKind).index)
    of_subject = kinds_in(subject)
    leading = next((kind for kind in (*kinds, *of_subject) if kind not in MANNERS), None)
    kind = leading or next(iter((*kinds, *of_subject)), MatterKind.OTHER)
    carrying = [one for one in telling if kind in one.kinds] or telling
    returned = kind is MatterKind.REFUND_MISSING and bool(_returning(sentences))
    quoted = quote_of([(one.start, one.end, one.text) for one in (telling or sentences)])
    if not telling and quoted:
        telling = [one for one in sentences if one.start == quoted.start]
    facts = extract_facts(own, today=today, order_patterns=order_patterns)
    return _with_facts(
        Matter(
            kind=kind,
            also=tuple(one for one in kinds if one is not kind),
            places=tuple(Place(one.start, one.end) for one in telling[:_MAX_PLACES]),
            item=_item(kind, _returning(sentences) if returned else carrying, language),
            returned=returned,
            since=_since(kind, [*carrying, *(one for one in sentences if not one.kinds)]),
            said=" ".join(one.text for one in telling),
            quote=quoted.text if quoted else "",
        ),
        own,
        facts,
        carrying,
        order_hint=subject,
    )


def _own(text: str, ranges: Sequence[TextRange]) -> str:
    """Return the text with every line blanked that is not the writer's body."""
    if not ranges:
        return text
    lines = text.split("\n")
    body = {
        number
        for part in ranges
        if part.kind is FoldKind.BODY
        for number in range(part.start, part.end)
    }
    return "\n".join(
        line if number in body else " " * len(line) for number, line in enumerate(lines)
    )


def _sentences(text: str) -> Iterator[_Sentence]:
    count = 0
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        start += _greeting(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        said = " ".join(text[start:end].split())[:_MAX_SENTENCE]
        if len(said) < 3:
            continue
        if _END.match(said) and count:
            continue
        yield _Sentence(start, end, said, kinds_in(said))
        count += 1
        if count >= _MAX_SENTENCES:
            return


def _greeting(text: str) -> int:
    """Return how many characters the greeting takes at the beginning of ``text``."""
    line, _mark, rest = text.partition("\n")
    if _GREETING.match(line):
        head, comma, _tail = line.partition(",")
        if comma and _tail.strip():
            return len(head) + 1 + len(_tail) - len(_tail.lstrip())
        return len(text) - len(rest.lstrip()) if rest else 0
    return 0


def _with_charge(sentences: list[_Sentence]) -> list[_Sentence]:
    """Read "I cancelled." and "You charged me." together as one complaint."""
    kinds = {kind for one in sentences for kind in one.kinds}
    money = {MatterKind.CANCELLED_CHARGED, MatterKind.REFUND_MISSING, MatterKind.CHARGED_TWICE}
    if kinds & money or not is_charged_though_cancelled(one.text for one in sentences):
        return sentences
    return [
        replace(one, kinds=(MatterKind.CANCELLED_CHARGED, *one.kinds))
        if is_part_of_charge(one.text)
        else one
        for one in sentences
    ]


def _item(kind: MatterKind, carrying: Iterable[_Sentence], language: str) -> Item | None:
    """Return the thing that the sentences name; what is missing only where one says so plainly."""
    for one in carrying:
        if kind is MatterKind.MISSING_ITEM and not _LACKS.search(one.text):
            continue
        item = item_in(one.text, language)
        if item is not None:
            return item
    return None


def _returning(sentences: Iterable[_Sentence]) -> list[_Sentence]:
    """Return the sentences in which something was sent back."""
    return [one for one in sentences if _RETURNED.search(one.text)]


def _since(kind: MatterKind, carrying: Iterable[_Sentence]) -> Since | None:
    for one in carrying:
        if kind is MatterKind.NO_ACCESS or _WAITING.search(one.text):
            found = since_in(one.text)
            if found is not None:
                return found
    return None


def _with_facts(
    matter: Matter,
    text: str,
    facts: Sequence[Fact],
    carrying: Sequence[_Sentence],
    *,
    order_hint: str,
) -> Matter:
    dates = [
        fact
        for fact in facts
        if fact.kind is FactKind.DATE
        and fact.sure
        and not _ROUGH.match(text[fact.start : fact.end])
    ]
    ordered = next((fact for fact in dates if _is_order_day(text, fact)), None)
    amounts = [fact.value for fact in facts if fact.kind is FactKind.AMOUNT]
    near = [fact.value for fact in facts if fact.kind is FactKind.AMOUNT and _is_in(fact, carrying)]
    return replace(
        matter,
        order=_order(text, facts, order_hint),
        day=date.fromisoformat(ordered.value) if ordered else None,
        on=_happened(dates, ordered, carrying),
        amount=_only(near) or _only(amounts),
    )


def _only(values: Iterable[str]) -> str:
    """Return the one value that there is, "" for none or several."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _order(text: str, facts: Sequence[Fact], hint: str) -> str:
    """Return the order number, "" when the mail names several."""
    found = dict.fromkeys(fact.value for fact in facts if fact.kind is FactKind.ORDER)
    taken = [(fact.start, fact.end) for fact in facts if fact.kind is not FactKind.ORDER]
    for match in () if found else _LABELLED.finditer(text):
        start, end = match.span("order")
        if not any(start < b and a < end for a, b in taken):
            found[match["order"]] = None
    if not found and (match_in_hint := _LABELLED.search(hint)):
        return match_in_hint["order"]
    return next(iter(found)) if len(found) == 1 else ""


def _is_order_day(text: str, fact: Fact) -> bool:
    before, behind = text[max(0, fact.start - 60) : fact.start], text[fact.end : fact.end + 60]
    if _NOT_ORDERED.search(before):
        return False
    if _ORDER_OF.search(before):
        return True
    said = _BEHIND.match(behind)
    return said["ordered"] is not None if said else _ORDERED.search(before) is not None


def _happened(
    dates: Sequence[Fact], ordered: Fact | None, carrying: Sequence[_Sentence]
) -> date | None:
    """Return the only other day in the sentences that complain."""
    days = {fact.value for fact in dates if fact is not ordered and _is_in(fact, carrying)}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _is_in(fact: Fact, sentences: Iterable[_Sentence]) -> bool:
    return any(one.start <= fact.start and fact.end <= one.end for one in sentences)
