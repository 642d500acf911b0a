"""What customers complain about: the kinds, and the words by which a sentence tells them.

The kinds stand in the order in which they lead where a mail tells several: money first, then the
goods, then how we behaved. What one kind has read in a sentence the next ones do not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from agent_console.desk.deadlines import spelled


class MatterKind(StrEnum):
    """What went wrong, the leading one first."""

    CANCELLED_CHARGED = "cancelled-charged"
    CHARGED_TWICE = "charged-twice"
    REFUND_MISSING = "refund-missing"
    WRONG_ITEM = "wrong-item"
    MISSING_ITEM = "missing-item"
    DAMAGED = "damaged"
    NO_ACCESS = "no-access"
    DEFECTIVE = "defective"
    QUALITY = "quality"
    LATE = "late"
    NOT_ARRIVED = "not-arrived"
    BAD_TREATMENT = "bad-treatment"
    NO_ANSWER = "no-answer"
    OTHER = "other"


MANNERS = (MatterKind.BAD_TREATMENT, MatterKind.NO_ANSWER)

_GOODS = (
    r"(?:bestellung\w*|bestellte\w*|paket\w*|päckchen|sendung\w*|(?<!nach)lieferung|waren?|artikel"
    r"|produkte?|ersatz\w*|order|parcel|package|delivery|shipment|goods|items?|replacement)"
)
_CHARGED = r"(?:abgebucht|abbuch\w+|belastet|berechnet|eingezogen|in rechnung|abgezogen|gezahlt)"
_TWICE = r"(?:doppelt\w*|zweimal|zwei mal|2 ?x|2 mal|dreimal|drei mal|mehrfach|mehrmals)"
_PAID = r"(?:charg\w+|bill(?:ed|ing)|debit\w*|paid|pay(?:ment)?s?|taken|took|deducted)"
_MONEY = (
    r"(?:geld|(?:rück)?erstattung|gutschrift|rückzahlung|kaufpreis|betrag|rückbuchung"
    r"|rücküberweisung)"
)
_GOT = (
    r"(?:erhalten|bekommen|angekommen|eingegangen|da|überwiesen|gutgeschrieben|zurück\w*|erstattet)"
)
_CAME = (
    r"(?:angekommen|erhalten|bekommen|geliefert|eingetroffen|zugestellt|da|gekommen|verschickt"
    r"|versendet|versandt|aufgetaucht|rausgeschickt)"
)
_NOT = r"(?:not|n['’]?t|never|yet to)"
_ARRIVED = (
    r"(?:arriv\w+|receiv\w+|deliver\w+|come|came|turned up|shown up|showed up|got(?:ten)?|shipped"
    r"|here)"
)
_WITHIN = r"(?:(?!\b(?:und|and|but|aber)\b)[^,;]){0,40}"
_LOGIN = (
    r"(?:anmeld\w+|einlog\w+|eingeloggt|log-?in|zugang\w*|passwort\w*|(?:kunden|benutzer)?konto)"
)
_SIGN_IN = r"(?:log(?:ging|ged)? ?(?:in|on)\w*|sign(?:ing)? ?in|password|my account|access)"

_PATTERNS: dict[MatterKind, tuple[str, ...]] = {
    MatterKind.CANCELLED_CHARGED: (
        rf"\b(?:storn\w+|gekündigt\w*|kündigung|widerruf\w*)\b.{{0,90}}\b{_CHARGED}\b",
        rf"\b{_CHARGED}\b.{{0,90}}\b(?:storn\w+|gekündigt\w*|kündigung|widerruf\w*)\b",
        r"\bcancel\w*\b.{0,80}\b(?:charg\w+|billed|debited|taken|took)\b",
        r"\b(?:charg\w+|billed|debited|taken|took)\b.{0,80}\bcancel\w*\b",
    ),
    MatterKind.CHARGED_TWICE: (
        rf"\b{_TWICE}\b.{{0,50}}\b{_CHARGED}\b|\b{_CHARGED}\b.{{0,40}}\b{_TWICE}\b",
        r"\b(?:doppelte\w?|zweite\w?) (?:abbuchung|belastung|zahlung)\w*\b",
        rf"\b{_PAID}\b.{{0,60}}\b(?:twice|two times|three times|double|2x)\b",
        rf"\b(?:twice|double|duplicate|two)\b.{{0,12}}\b{_PAID}\b",
    ),
    MatterKind.REFUND_MISSING: (
        rf"\b{_MONEY}\b.{{0,60}}\b(?:nicht|nie|nichts|noch aus|fehlt)\b(?:.{{0,30}}\b{_GOT}\b)?",
        rf"\b(?:nicht|nie)\b.{{0,40}}\b{_MONEY}\b.{{0,20}}\b{_GOT}\b",
        r"\bkeine?n? (?:\w+ )?(?:(?:rück)?erstattung|gutschrift|rückzahlung)\b",
        rf"\bwart\w+\b.{{0,60}}\bauf (?:\w+ ){{0,2}}{_MONEY}\b",
        rf"\bwo (?:bleibt|ist) (?:\w+ ){{0,2}}{_MONEY}\b",
        rf"{_NOT}\b (?:\w+ ){{0,3}}(?:received|got(?:ten)?|seen|had|get|credited|paid)\b"
        r".{0,40}\b(?:refund\w*|money)\b",
        rf"\brefund\w*\b.{{0,50}}(?:{_NOT}|nowhere|no sign)\b(?:.{{0,25}}\b{_ARRIVED}\b)?",
        rf"{_NOT}\b (?:\w+ ){{0,2}}(?:been )?refunded\b|\bno (?:sign of (?:my|the) )?refund\b",
        r"\bwait\w*\b.{0,40}\b(?:refund|money back|my money)\b",
        r"\bwhere(?: is|['’]s) my (?:refund|money)\b",
    ),
    MatterKind.WRONG_ITEM: (
        r"\b(?:falsch|verkehrt)e?[nrs]? (?:\w+ )?(?:artikel|waren?|produkte?|größe|farbe"
        r"|modell|\w*teil|lieferung|\w{4,20})\b.{0,40}\b(?:geliefert|bekommen|erhalten|geschickt|drin|gesendet)\b",
        r"\b(?:falsch(?:er?|es)?|verkehrte?s?) (?:artikel|ware|produkt|größe|farbe|modell)\b",
        r"\bandere[ns]? (?:artikel|produkt|modell|ware)\b.{0,30}"
        r"\b(?:erhalten|bekommen|geliefert|geschickt)\b",
        r"\bfalsch (?:geliefert|zugeschickt)\b|\bfalschlieferung\b",
        r"\b(?:an)?statt(?:dessen)?\b.{0,90}\b(?:geliefert|bekommen|erhalten|geschickt|kam|waren?)\b",
        r"\b(?:geliefert|bekommen|erhalten|geschickt|kam)\b.{0,60}\b(?:an)?statt(?:dessen)?\b",
        r"\bnicht das,? was ich bestellt\b|\betwas (?:ganz )?anderes\b.{0,40}\bbestellt\b",
        r"\bwrong (?:item|product|size|colou?r|model|order|one|article|thing|version)s?\b",
        r"\b(?:sent|received|got|delivered|shipped)\b.{0,60}\b(?:instead|the wrong \w+)\b",
        r"\binstead\b.{0,40}\b(?:sent|received|got)\b|\bnot what i(?:['’]d| had)? ordered\b",
    ),
    MatterKind.NOT_ARRIVED: (
        r"\b(?:parcel|package|order|delivery)\b (?:\w+ ){0,2}(?:missing|lost)\b",
        r"\b(?:paket|päckchen|sendung|bestellung)\b.{0,30}\b(?:verschwunden|verloren gegangen)\b",
        rf"\b(?:nicht|nie|nichts)\b.{{0,40}}\b{_CAME}\b",
        rf"\bkeine?n? {_GOODS}\b.{{0,40}}\b{_CAME}\b",
        rf"\bwart\w+\b.{{0,60}}\bauf (?:\w+ ){{0,3}}{_GOODS}",
        rf"\b{_GOODS} (?:[\w-]+ ){{0,6}}(?:überfällig|lässt auf sich warten)",
        rf"\bwo (?:bleibt|bleiben|ist|steckt) (?:\w+ ){{0,2}}{_GOODS}",
        rf"\b{_GOODS}\b.{{0,40}}{_NOT}\b (?:\w+ ){{0,2}}{_ARRIVED}\b",
        rf"{_NOT}\b (?:\w+ ){{0,2}}{_ARRIVED}\b|\bnothing (?:has |had )?{_ARRIVED}\b",
        rf"\bwait\w*\b.{{0,50}}\b{_GOODS}\b|\bwhere(?: is|['’]s) (?:my|our|the) {_GOODS}\b",
        rf"\bno sign of (?:\w+ ){{0,2}}{_GOODS}\b|\b{_GOODS} is (?:\w+ ){{0,4}}(?:late|overdue)\b",
    ),
    MatterKind.MISSING_ITEM: (
        r"\bfehl(?:t|en|te|ten)\b|\bgefehlt\b|\bunvollständig\w*\b",
        r"\bnicht (?:vollständig|komplett|alles|dabei|enthalten|im paket|mitgeliefert)\b",
        r"\bnur (?:die hälfte|\w+ (?:von|der|statt|anstatt) \w+)\b",
        r"\bmissing\b|\bincomplete\b|\bonly (?:\w+) (?:out )?of (?:the )?(?:\w+)\b",
        rf"{_NOT}\b (?:\w+ )?(?:in the (?:box|parcel|package)|included)\b",
    ),
    MatterKind.DAMAGED: (
        r"\b(?:beschädigt|zerbrochen|zerkratzt|verkratzt|eingedrückt|verbeult|gesprungen|zerrissen"
        r"|zerdrückt|zersplittert|gebrochen|aufgeweicht|aufgerissen|ausgelaufen|durchnässt|angebrochen)\w*\b",
        r"\b(?:kratzer|delle|schramme|riss|sprung|scherben|transportschaden)\w*\b",
        r"\btransport\w*\b.{0,20}\bkaputt\w*\b",
        r"\bkaputt\w*\b.{0,30}\b(?:angekommen|geliefert|ankam|an|ausgepackt|bekommen|erhalten)\b",
        r"\b(?:damaged|smashed|cracked|shattered|scratched|scratches|dented|dent|torn|leaking"
        r"|leaked|crushed|in pieces|chipped)\b",
        r"\b(?:arriv\w+|came|deliver\w+|received)\b.{0,40}\bbroken\b",
    ),
    MatterKind.NO_ACCESS: (
        rf"\b{_LOGIN}\b.{{0,50}}\b(?:nicht|gesperrt|unmöglich|fehler\w*)\b",
        rf"\bnicht\b.{{0,40}}\b{_LOGIN}\b|\bkeinen? (?:zugang|zugriff|login)\b|\bausgesperrt\b",
        r"\b(?:app|web ?seite|website|portal|shop|(?:ihre|eure)r? seite)\b.{0,40}"
        r"\b(?:nicht|stürzt|fehlermeldung)\b",
        rf"\b{_SIGN_IN}\b.{{0,50}}(?:{_NOT}|cannot|unable|locked|fails?|impossible|error)\b",
        rf"(?:{_NOT}|cannot|unable to|locked out)\b.{{0,40}}\b{_SIGN_IN}\b|\blocked out\b",
        r"\b(?:app|website|portal|site)\b.{0,40}(?:n['’]t|not|crash\w*|down|error)\b",
    ),
    MatterKind.DEFECTIVE: (
        r"\bdefekt\w*\b|\bkaputt\w*\b|\bausgefallen\b",
        r"\bfunktionier\w+\b.{0,40}\b(?:nicht|nie)\b|\bgeh(?:t|en) (?:(?!man\b)\w+ ){0,2}nicht\b",
        r"\b(?:lädt|startet|schaltet|heizt|läuft|druckt|springt|reagiert|lässt sich)\b"
        r".{0,30}\bnicht\b",
        r"\bgeht (?:\w+ ){0,3}(?:aus|nicht an)\b|\bgab\b.{0,30}\bden geist auf\b",
        r"\b(?:faulty|defective|broken|stopped working|not working|broke|died|malfunction\w*)\b",
        r"(?:n['’]t|\bnot|no longer) (?:\w+ )?(?:work\w*|turn\w* on|switch\w* on|start|charge"
        r"|heat)\b",
    ),
    MatterKind.QUALITY: (
        r"\bqualität\b.{0,50}\b(?:schlecht|mies|mangelhaft|enttäuschend|billig|nicht|dürftig)\w*\b",
        r"\b(?:schlecht|mies|mangelhaft|billig)\w* (?:qualität|verarbeit\w+)\b|\bminderwertig\w*\b",
        r"\bentspr\w+\b.{0,30}\bnicht\b.{0,30}\b(?:beschreibung|abbildung|foto)\b",
        r"\b(?:eingelaufen|verfärbt|ausgefranst|abgefärbt)\b",
        r"\b(?:poor|bad|terrible|low|cheap) quality\b|\b(?:badly|poorly) made\b|\bflimsy\b",
        r"\bquality\b.{0,40}\b(?:poor|bad|disappoint\w+|not|terrible|awful)\b",
        r"\bnot as (?:described|advertised|pictured|shown)\b|\b(?:fell|falling|fallen) apart\b",
        r"\b(?:shrunk|shrank|faded)\b",
    ),
    MatterKind.LATE: (
        r"\b(?:zu spät|verspätet|später als)\b.{0,40}\b(?:angekommen|geliefert|gekommen|da|an)\b",
        r"\b(?:kam|kamen|wurde)\b.{0,60}\b(?:zu spät|verspätet|verspätung)\b",
        r"\bkam(?:en)? (?:\w+ ){0,2}erst\b.{0,40}\ban\b",
        r"\berst\b.{0,40}\b(?:angekommen|geliefert|gekommen|zugestellt|eingetroffen)\b",
        r"\b(?:arrived|came|delivered|turned up)\b.{0,50}\b(?:late|later than)\b",
        r"\b(?:delivery|order|parcel|package) was (?:\w+ ){0,4}late\b|\blate delivery\b",
    ),
    MatterKind.BAD_TREATMENT: (
        r"\b(?:unfreundlich|unhöflich|patzig|respektlos|angeschrien|angebrüllt|aufgelegt"
        r"|abgewimmelt|herablassend|ausgelacht|schnippisch|pampig)\w*\b|\bvon oben herab\b",
        r"\b(?:rude|unfriendly|impolite|dismissive|disrespectful|shouted|yelled|hung up"
        r"|laughed at|patroni[sz]ing|condescending)\w*\b",
    ),
    MatterKind.NO_ANSWER: (
        r"\b(?:keine|kein|ohne)\b.{0,40}\b(?:antwort|rückmeldung|reaktion|rückruf)\b",
        rf"\b(?:niemand|keiner|nie|nicht|nichts)\b{_WITHIN}\b(?:antwortet|geantwortet|reagiert"
        r"|gemeldet|meldet|zurückgerufen|erreich(?:e|t|en)|ans telefon|abgehoben|gehört)\b",
        r"\b(?:antwortet|reagiert|meldet sich)\b (?:\w+ ){0,3}(?:niemand|keiner)\b",
        r"\berreich\w* (?:\w+ ){0,2}(?:niemand\w*|keine[nr]?)\b|\bgeht (?:\w+ )?niemand ran\b",
        r"\bwart\w*\b.{0,40}\bauf (?:\w+ ){0,2}(?:antwort|rückmeldung|rückruf|reaktion)\b",
        r"\b(?:ignorier\w+|ignored|ignoring|heard nothing)\b",
        r"\bwait\w*\b.{0,30}\b(?:reply|response|answer)\b",
        rf"(?:{_NOT}|\bno|\bnobody|\bno one|\bwithout)\b{_WITHIN}\b(?:repl(?:y|ied|ies)|response"
        r"|responded|answer\w*|heard (?:back|from|anything)|hear\w* back|call\w* back|get through"
        r"|got back to|gets back to)\b",
    ),
}
_ORDER = (
    MatterKind.CANCELLED_CHARGED,
    MatterKind.CHARGED_TWICE,
    MatterKind.REFUND_MISSING,
    MatterKind.BAD_TREATMENT,
    MatterKind.NO_ANSWER,
    MatterKind.NO_ACCESS,
    MatterKind.WRONG_ITEM,
    MatterKind.LATE,
    MatterKind.DAMAGED,
    MatterKind.QUALITY,
    MatterKind.NOT_ARRIVED,
    MatterKind.MISSING_ITEM,
    MatterKind.DEFECTIVE,
)
_READ = tuple((kind, tuple(spelled(one) for one in _PATTERNS[kind])) for kind in _ORDER)
_CANCELLED = spelled(
    r"\b(?:storniert\w*|stornierung|gekündigt|kündigung|widerrufen)\b|\bcancel(?:l?ed|lation)\b"
)
_MONEY_TAKEN = spelled(rf"\b{_CHARGED}\b|\b(?:charged|billed|debited|took the money)\b")
# What was damaged is not what we sent.
_PROPERTY = spelled(
    r"\b(?:mein|unser)(?:e|en|em|er)? (?:haus)?(?:wand|tür|boden|parkett|auto|zaun|treppe|flur"
    r"|einfahrt|garage|wohnung)\b|\b(?:my|our) (?:\w+ )?(?:wall|door|floor|car|fence|stairs|hallway"
    r"|drive|garage|carpet)\b"
)
_IF = re.compile(
    r"\s*(?:wenn|falls|sollten?|sofern|if|unless|should|bitte|please|können sie|could you"
    r"|can you|ich (?:möchte|will|hätte)(?! mich)|i (?:want|would like|expect))\b",
    re.IGNORECASE,
)


def kinds_in(sentence: str) -> tuple[MatterKind, ...]:
    """Return what a sentence complains about, the leading kind first; a condition nothing."""
    if _IF.match(sentence):
        return ()
    return tuple(sorted(_found(sentence), key=list(MatterKind).index))


def is_charged_though_cancelled(sentences: Iterator[str]) -> bool:
    """Tell whether one sentence says that something was cancelled, another that it was charged."""
    cancelled = charged = False
    for one in sentences:
        cancelled = cancelled or _CANCELLED.search(one) is not None
        charged = charged or _MONEY_TAKEN.search(one) is not None
    return cancelled and charged


def is_part_of_charge(sentence: str) -> bool:
    """Tell whether a sentence speaks of a cancellation or of money that was taken."""
    return bool(_CANCELLED.search(sentence) or _MONEY_TAKEN.search(sentence))


def _found(sentence: str) -> Iterator[MatterKind]:
    rest = sentence
    if _PROPERTY.search(sentence):
        return
    for kind, patterns in _READ:
        for pattern in patterns:
            if match := pattern.search(rest):
                yield kind
                rest = f"{rest[: match.start()]}|{rest[match.end() :]}"
                break
