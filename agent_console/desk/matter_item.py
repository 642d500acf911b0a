"""The thing that a complaint is about, as the customer named it: "die Kaffeemaschine", "my kettle".

Only what can be said again in good grammar is taken: a noun whose article tells its gender where
German needs it. Adjectives are left out, and so is every word of abuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.desk.deadlines import spelled

_ABUSE = spelled(
    r"schei(?:ß|ss)|\bmist\b|\bmist(?:l|kerl|ding)|\bdrecks\w|arsch|betrüg|betrug|abzock|lügner|lügt|idiot|depp|saftladen"
    r"|sauladen|unfähig|frechheit|unverschämt|penner|schrott|\bmüll\b|verbrecher|gauner|dumm|blöd"
    r"|\bshit|fuck|\bcrap|\bidiot|\bscam|thie(?:f|ves)|crook|\bliars?\b|\blied\b|incompeten|damn"
    r"|bloody|pathetic|a joke|moron|stupid|useless|\bjunk|rubbish|garbage|fraud|ridiculous"
    r"|disgust|bastard|clown|bullshit|piece of"
)
_NO_GOODS_DE = spelled(
    r"(?:bestell|paket|päckchen|liefer|sendung|ware|artikel|produkt|rechnung|betrag|geld|\w*konto"
    r"|kund|service|hotline|e?-?mail|antwort|nachricht|tag|woche|monat|jahr|uhr|post|dhl|dpd|gls"
    r"|hermes|ups|fahrer|bote|zustell|mitarbeit|dame|herr|frau|kolleg|passwort|kredit|karte"
    r"|erstattung|rück|kauf|preis|qualität|problem|fehler|hilfe|firma|laden|shop|seite|web|app\b"
    r"|link|karton|verpack|ding|stück|termin|größe|farbe|inhalt|rest|hälfte|ersatz|zustand|ende"
    r"|anfang|moment|mann|tochter|sohn|kind|geburtstag|weihnacht|urlaub|garantie|versand|zahlung"
    r"|abbuch|sache|angelegenheit|weise|art\b|storn|kündig|auftrag|status|track|anruf|telefon"
    r"|gespräch|beschwerd|reklam|grund|ganze|gleiche|nachbar|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|januar|februar|märz|april|mai\b|juni|juli|august|september|oktober"
    r"|november|dezember|chat|beitrag|abo|vertrag|summe|lastschrift|login|zugang|foto|bild\b"
    r"|beschreib|kratz|delle|riss|sprung|schaden|defekt|nummer|adresse|mal\b|zeit|wort|boden|deck"
    r"|rand|seiten|nerven|geduld|schuld|möglich|falsch|lager|filiale|team|support)"
)
_PREPOSITIONS = (
    r"in|im|auf|mit|von|bei|aus|an|für|zu|nach|seit|wegen|trotz|durch|um|über|unter|vor|neben"
    r"|zwischen|während|ohne|gegen|hinter|laut|dank"
)
_GERMAN = re.compile(
    r"(?P<before>\b[\wäöüß]+\s+)?\b(?P<article>[Dd](?:ie|er|as|en)|[Ee]inen?|(?:[Mm]ein|[Uu]nser)(?:e|en)?)\s+"
    r"(?:[a-zäöüß-]{2,20}e[nrs]?\s+){0,2}"
    r"(?P<noun>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{2,40}(?:\s(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{0,14})?)"
    r"(?P<behind>.{0,40})"
)
_BEFORE_DATIVE = spelled(rf"(?:{_PREPOSITIONS})")
_MANY = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:sind|waren|kamen|haben|hatten|wurden|entsprechen|fehlen|wackeln|funktionieren|gehen|lassen)\b"
)
_ONE = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:ist|war|kam|hat|hatte|wurde|entspricht|wackelt|reagiert|funktioniert|geht|lässt|startet|lädt"
    r"|schaltet|fehlt|heizt|druckt|läuft|macht|gab|springt)\b"
)
_NO_GOODS_EN = re.compile(
    r"(?:orders?|parcels?|packages?|deliver(?:y|ies)|shipments?|items?|products?|goods|refunds?"
    r"|money|amount|account|card|bank|websites?|site|app|box|packaging|company|driver|courier"
    r"|staff|agent|man|woman|lady|person|guy|customer|service|support|team|email|e-mail|mails?"
    r"|messages?|phone|call|line|invoice|bill|payment|charge|password|login|link|page|same|whole"
    r"|problem|issue|error|fact|thing|one|ones|first|second|rest|colou?r|size|quality|time|day"
    r"|week|month|year|date|weekend|wedding|birthday|christmas|daughter|son|wife|husband|tracking"
    r"|status|delay|wait|experience|response|reply|cancellation|subscription|contract|door|cat"
    r"|neighbou?r|warehouse|shop|store|postman|number|address|screen|bottom|top|back|front)"
)
_NO_NOUN_EN = re.compile(
    r"\b(?:the|my|our|your|an?|this|that|these|those|of|in|on|at|to|for|with|from|by|and|or|but|i|you"
    r"|we|it|he|she|they|is|are|was|were|has|have|had|not|never|said|told|which|who|when|where|what"
    r"|how|got|sent|received|ordered|bought|very|really|only|still)\b"
)
_ENGLISH = re.compile(
    r"\b(?=(?P<article>the|my|our|this|these|your)\s+"
    r"(?P<noun>(?:[a-z][\w’'-]*\s+){0,3}?[a-z][\w’'-]*(?:\s[A-Z]{1,5}-?\d[\w-]*)?)"
    r"(?P<verb>\s+(?:was|were|is|are|has|have|arrived|came|doesn['’]t|does|don['’]t|do|won['’]t"
    r"|stopped|broke|died|keeps|keep|fell|isn['’]t|aren['’]t|wasn['’]t|damaged|broken|cracked"
    r"|smashed|missing|no longer|turned up|started)\b))",
    re.IGNORECASE,
)
_MISSING_EN = re.compile(
    r"\b(?:missing|without)\s+(?P<article>the|my|its|a|an)\s+"
    r"(?P<noun>(?:[a-z][\w’'-]*\s+){0,2}?[a-z][\w’'-]*)(?P<verb>(?=\s*(?:[.,;!?]|$|\band\b|\bfrom\b)))",
    re.IGNORECASE,
)
_RETURNED_EN = re.compile(
    r"\b(?:returned|sent(?: you)?)\s+(?:back\s+)?(?P<article>the|my|your)\s+"
    r"(?P<noun>(?:[a-z][\w’'-]*\s+){0,2}?[a-z][\w’'-]*)"
    r"(?P<verb>(?=\s*(?:[.,;!?]|$|\b(?:back|an?|and|on|in|to|last|two|three|four|five|\d+|weeks)\b)))",
    re.IGNORECASE,
)
_BROKEN_EN = re.compile(
    r"\b(?P<article>the|my|our)\s+(?:broken|faulty|defective|damaged|cracked)\s+"
    r"(?P<noun>[a-z][\w’'-]*)(?P<verb>)",
    re.IGNORECASE,
)
_MANY_EN = frozenset(("were", "are", "have", "don't", "don’t", "do", "keep", "aren't", "aren’t"))
_EITHER_EN = re.compile(
    r"arrived|came|stopped|broke|died|fell|damaged|broken|cracked|smashed|missing|started|turned up"
    r"|won['’]t|no longer|had"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing by its ``noun``; ``own`` when the customer called it theirs.

    German: ``subject`` and ``object`` are its article as subject and as object ("der", "den"; of an
    own one the ending of "Ihr"), None where that is not known. ``many`` is None where one cannot
    tell.
    """

    noun: str
    own: bool
    many: bool | None
    subject: str | None = None
    object: str | None = None


def is_abusive(text: str) -> bool:
    """Tell whether a text holds words of abuse, which are never said again."""
    return _ABUSE.search(text) is not None


def item_in(sentence: str, language: str) -> Item | None:
    """Return the first thing that a sentence names, or None."""
    found = _german(sentence) if language == "de" else _english(sentence)
    return next(found, None)


def _german(sentence: str) -> Iterator[Item]:
    place = 0
    while match := _GERMAN.search(sentence, place):
        place = match.end("article")
        before = (match["before"] or "").strip()
        if _BEFORE_DATIVE.fullmatch(before) or _NO_GOODS_DE.match(match["noun"]):
            continue
        genitive = match["article"] == "der" and before[:1].isupper()
        if genitive and match.start() > 0:
            continue
        item = None if is_abusive(match["noun"]) else _with_article(match)
        if item is not None:
            yield item


def _with_article(match: re.Match[str]) -> Item | None:
    article, noun = match["article"].lower(), match["noun"]
    many = _many(match["behind"])
    if article in ("die", "eine"):
        sure = False if article == "eine" else many
        return Item(noun, own=False, many=sure, subject="die", object="die")
    if article == "das":
        return Item(noun, own=False, many=False, subject="das", object="das")
    if article in ("der", "den", "einen"):
        return Item(noun, own=False, many=False, subject="der", object="den")
    if article.startswith(("mein", "unser")):
        ending = article.removeprefix("mein").removeprefix("unser")
        if ending == "e":
            return Item(noun, own=True, many=many, subject="e", object="e")
        accusative = "en" if ending == "en" else None
        return Item(noun, own=True, many=False, subject="", object=accusative)
    return None


def _many(behind: str) -> bool | None:
    if _MANY.match(behind):
        return True
    return False if _ONE.match(behind) else None


def _english(sentence: str) -> Iterator[Item]:
    for pattern in (_MISSING_EN, _RETURNED_EN, _ENGLISH, _BROKEN_EN):
        for match in pattern.finditer(sentence):
            noun = " ".join(match["noun"].split())
            words = noun.lower().split()
            if _NO_NOUN_EN.search(noun.lower()) or _NO_GOODS_EN.fullmatch(words[-1]):
                continue
            if not is_abusive(noun) and len(words[-1]) > 2:
                verb = match["verb"].strip().lower()
                many = None if _EITHER_EN.fullmatch(verb) or not verb else verb in _MANY_EN
                own = match["article"].lower() in ("my", "our")
                yield Item(noun, own, many)
