"""A matter said back to the customer: "dass Ihre Bestellung 4711 bis heute nicht angekommen ist".

For each kind there are several ways to say it; the first one whose facts are known is taken. Every
fact that is filled in stands in the customer's mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from agent_console.desk.deadlines import spelled
from agent_console.desk.matter import Item, Matter, MatterKind
from agent_console.desk.matter_since import since_words
from agent_console.desk.matter_table import FORMAL, GERMAN, GERMAN_MANNERS, INFORMAL
from agent_console.desk.matter_table_en import ENGLISH, ENGLISH_MANNERS
from agent_console.desk.written import amount_words, day_words

_MOST_WORDS = 21
_SLOT = re.compile(r"\{(\w+)\}")
_HUNG_UP = spelled(r"\baufgelegt\b|\bhung up\b")
_RUDE = spelled(
    r"\b(?:unfreundlich|unhöflich|patzig|respektlos|schnippisch|pampig|herablassend)\w*"
    r"|\b(?:rude|unfriendly|impolite|disrespectful|dismissive|condescending)"
)
_SHOUTED = spelled(r"\b(?:angeschrien|angebrüllt)\b|\b(?:shouted|yelled) at\b")
_BY_PHONE = spelled(
    r"\b(?:telefon\w*|hotline|anruf\w*|angerufen|abgehoben|ans telefon)\b|\bget through\b|\bphone\b"
)
_BY_MAIL = spelled(r"\b(?:e-?mails?|mails?|nachrichten?|geschrieben|messages?|wrote|written)\b")
_SEVERAL = spelled(
    r"\b(?:zwei|drei|vier|mehrere|dritte|vierte|fünfte|zweite|meine)"
    r" (?:e-?mails?|mails?|nachrichten?|male?)\b"
    r"|\b(?:mehrfach|mehrmals|zweimal|dreimal)\b"
    r"|\b(?:two|three|four|several|my) (?:e-?mails|messages|times)\b|\b(?:twice|again and again)\b"
)
_DESCRIBED = spelled(
    r"\b(?:beschreibung|abbildung|foto)\b|\bas (?:described|advertised|pictured|shown)\b"
)
_ARRIVED = spelled(
    r"\b(?:angekommen|ankam|kam(?:en)?|geliefert|lieferung|paket|päckchen|erhalten|bekommen|ausgepackt)\b"
    r"|\b(?:arrived|came|delivered|delivery|received|parcel|package|unpacked|opened)\b"
)
_LOCKED = spelled(r"konto\w*\b.{0,20}\bgesperrt\b|\blocked out\b")
_MANNER = spelled(
    r"\b(unfreundlich|unhöflich|patzig|respektlos|schnippisch|pampig|herablassend)(?:e[nr]?)?\b"
)
_DELAY = spelled(
    r"\b(\w{1,6} (?:tage|wochen|stunden)) (?:zu spät|verspätet|später)\b"
    r"|\b(\w{1,6} (?:days|weeks|hours|months)) late\b"
)
_LATER = spelled(
    r"\b(?:nach|after) (?:\w+ ){0,3}(?:tag|woche|monat|jahr|day|week|month|year|mal|time)\w*\b"
    r"|\b(?:riss|sprung|kratzer|delle) bekommen\b"
)
_STATES_DE = ((r"\bdefekt\b", "defekt"), (r"\bkaputt", "kaputt"))
_STATES_EN = (
    (r"\bfaulty\b", "faulty"),
    (r"\bdefective\b", "defective"),
    (r"\b(?:broken|broke)\b", "broken"),
)
_FUNCTION_DE = spelled(
    r"\bfunktionier|\bgeh(?:t|en)\b.*\bnicht\b|\b(?:lädt|startet|schaltet|heizt|läuft|druckt"
    r"|springt|reagiert|lässt sich)\b"
)
_FUNCTION_EN = spelled(r"\b(?:work\w*|turn\w* on|switch\w* on|start\w*|charg\w+|heat\w*|died)\b")
_STOPPED = spelled(r"\b(?:stopped working|died)\b")
_CONTRACT_DE = spelled(r"\b(?:gekündigt|kündigung)\b")
_CONTRACT_EN = re.compile(r"\b(?:subscription|membership|contract|plan)\b", re.IGNORECASE)
_CONTRACTS = (
    (r"\b(?:abo|abonnement)\b", "{ihr} Abo"),
    (r"\bmitgliedschaft\b", "{ihre} Mitgliedschaft"),
    (r"\bvertrag\w*\b", "den Vertrag"),
)
_THINGS_DE = (
    (r"\bapp\b", "die App"),
    (r"\bportal\b", "das Portal"),
    (r"\b(?:web ?seite|website|shop|seite)\b", "die Website"),
)
_THINGS_EN = (
    (r"\bapp\b", "the app"),
    (r"\bportal\b", "the portal"),
    (r"\bsite|website\b", "the website"),
)
_WRONG_DE = (
    (r"\bgröße\b", "die falsche Größe"),
    (r"\bfarbe\b", "die falsche Farbe"),
    (r"\bmodell\b", "das falsche Modell"),
)
_WRONG_EN = (
    (r"\bwrong size\b", "the wrong size"),
    (r"\bwrong colou?r\b", "the wrong colour"),
    (r"\bwrong model\b", "the wrong model"),
)
_GOODS_DE = (
    (r"\bpaket\w*\b", "Paket"),
    (r"\bpäckchen\b", "Päckchen"),
    (r"\bsendung\b", "e Sendung"),
    (r"\blieferung\b", "e Lieferung"),
)
_GOODS_EN = ((r"\bparcel\b", "parcel"), (r"\bpackage\b", "package"), (r"\bdelivery\b", "delivery"))
_GOODS_KINDS = (
    MatterKind.NOT_ARRIVED,
    MatterKind.LATE,
    MatterKind.DAMAGED,
    MatterKind.MISSING_ITEM,
)
_LOGIN = spelled(
    r"\b(?:anmeld\w+|einlog\w+|eingeloggt|passwort\w*|konto)\b|\b(?:log|sign)(?:ging|ged)? ?in\b"
)
_THRICE = spelled(r"\b(?:dreimal|drei mal|three times)\b")
_OFTEN = spelled(r"\b(?:mehrfach|mehrmals)\b")


def paraphrase(matter: Matter, language: str, *, today: date, informal: bool = False) -> str:
    """Return the matter as a clause that begins with "dass" or "that".

    German for "de", English for any other language; ``informal`` is the German du. A day of another
    year than ``today``'s is said with its year. Empty where the mail holds nothing to say again.
    """
    manners = GERMAN_MANNERS if language == "de" else ENGLISH_MANNERS
    said = _plain(matter, language, today, informal=informal)
    more = next((kind for kind in matter.also if kind in manners), None)
    if not said or more is None or matter.kind is MatterKind.OTHER:
        return said
    pronouns = INFORMAL if informal else FORMAL
    added = _said(manners[more], {**pronouns, **_marks(matter)})
    undated = replace(matter, day=None)
    for less in (matter, undated, replace(undated, order="")):
        told = _plain(less, language, today, informal=informal)
        whole = f"{told} {_joined(told, language, pronouns['sie'])} {added}"
        if len(whole.split()) <= _MOST_WORDS:
            return whole
    return said


def matter_values(
    matter: Matter, language: str, *, today: date, informal: bool = False
) -> dict[str, str]:
    """Return what the library's texts call ``matter.…``; what is not known is not there."""
    item = matter.item.noun if matter.item else ""
    return _known(
        **{
            "matter.paraphrase": paraphrase(matter, language, today=today, informal=informal),
            "matter.order": matter.order,
            "matter.item": item,
            "matter.date": day_words(matter.day, language, today=today) if matter.day else "",
            "matter.amount": amount_words(matter.amount, language),
            "matter.since": since_words(matter.since, language) if matter.since else "",
            "matter.quote": matter.quote,
        }
    )


def _plain(matter: Matter, language: str, today: date, *, informal: bool) -> str:
    """Return what the leading kind says."""
    if language == "de":
        return _said(GERMAN[matter.kind], _german(matter, today, INFORMAL if informal else FORMAL))
    return _said(ENGLISH[matter.kind], _english(matter, today))


def _joined(said: str, language: str, sie: str) -> str:
    """Return the words before a second clause about the customer."""
    if language == "de":
        return "und" if said.startswith(f"dass {sie} ") else f"und dass {sie}"
    return "and" if said.startswith("that you ") else "and that you"


def _said(ways: tuple[str, ...], slots: Mapping[str, str]) -> str:
    """Return the first way whose slots are all known."""
    fit = (way for way in ways if all(name in slots for name in _SLOT.findall(way)))
    return next((way.format_map(slots) for way in fit), "")


def _known(**slots: str) -> dict[str, str]:
    return {name: value for name, value in slots.items() if value}


def _marks(matter: Matter) -> dict[str, str]:
    """Return the slots that stand for nothing themselves, but say which way fits."""
    tests = {
        "hung_up": bool(_HUNG_UP.search(matter.said)),
        "rude": bool(_RUDE.search(matter.said)),
        "shouted": bool(_SHOUTED.search(matter.said)),
        "by_phone": bool(_BY_PHONE.search(matter.said)) and not _BY_MAIL.search(matter.said),
        "several": bool(_SEVERAL.search(matter.said)),
        "described": bool(_DESCRIBED.search(matter.said)),
        "returned": matter.returned,
        "locked": bool(_LOCKED.search(matter.said)),
        "quit": bool(_CONTRACT_DE.search(matter.said)),
        "arrived": bool(_ARRIVED.search(matter.said)) and not _LATER.search(matter.said),
        "later": bool(_LATER.search(matter.said)),
        "stopped": bool(_STOPPED.search(matter.said)),
    }
    return {name: "" for name, holds in tests.items() if holds}


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((words for pattern, words in table if spelled(pattern).search(text)), "")


def _state(text: str, states: tuple[tuple[str, str], ...], function: re.Pattern[str]) -> str:
    """Return the customer's word for a broken thing, "" where it is said what it does not do."""
    return "" if function.search(text) else _first(states, text)


def _captured(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return next((one for one in match.groups() if one), "") if match else ""


def _german(matter: Matter, today: date, pronouns: Mapping[str, str]) -> dict[str, str]:
    number = f" {matter.order}" if matter.order else ""
    day = f" vom {day_words(matter.day, 'de', today=today)}" if matter.day else ""
    order = f"Bestellung{number}{day}"
    known = bool(number or day)
    ihre = pronouns["ihre"]
    contract = _first(_CONTRACTS, matter.said) if _CONTRACT_DE.search(matter.said) else ""
    thing = "" if _LOGIN.search(matter.said) else _first(_THINGS_DE, matter.said)
    goods = _first(_GOODS_DE, matter.said) if matter.kind in _GOODS_KINDS and not known else ""
    gap = "" if goods.startswith("e ") else " "
    slots = _known(
        order=f"{pronouns['ihr']}{gap}{goods}" if goods else f"{ihre} {order}",
        of_known_order=f"{ihre}r {order}" if known else "",
        for_order=f"für {ihre} {order}" if known else "",
        from_order=f"aus {ihre}r {order}" if known else "",
        genitive=f"{ihre}r {order}" if known else "",
        amount=amount_words(matter.amount, "de"),
        since=since_words(matter.since, "de") if matter.since else "",
        times=_times(matter.said, "de"),
        contract=contract.format_map(pronouns),
        thing=thing,
        wrong_form=_first(_WRONG_DE, matter.said),
        state=_state(matter.said, _STATES_DE, _FUNCTION_DE),
        manner=_captured(_MANNER, matter.said).lower(),
        delay=_captured(_DELAY, matter.said),
        quote=matter.quote,
    )
    item = _german_item(matter.item, pronouns["ihr"], known=known) if matter.item else {}
    return {**pronouns, **slots, **item, **_marks(matter)}


def _german_item(item: Item, own: str, *, known: bool) -> dict[str, str]:
    """Return a thing as subject with its verbs, where its number is known, and as object.

    With a ``known`` order "Ihre Lampe" is "die Lampe" out of it.
    """
    if item.own and known and item.subject == "e":
        item = replace(item, own=False, subject="die", object="die")
    elif item.own and known and item.object == "en":
        item = replace(item, own=False, subject="der", object="den")
    article = own if item.own else ""
    slots = {}
    if item.subject is not None and item.many is not None:
        slots["subject"] = f"{article}{item.subject} {item.noun}"
        slots["fits"] = "entsprechen" if item.many else "entspricht"
        slots["is"] = "sind" if item.many else "ist"
        slots["works"] = "funktionieren" if item.many else "funktioniert"
    if item.object is not None:
        slots["object"] = f"{article}{item.object} {item.noun}"
    return slots


def _english(matter: Matter, today: date) -> dict[str, str]:
    number = f" {matter.order}" if matter.order else ""
    day = f" of {day_words(matter.day, 'en', today=today)}" if matter.day else ""
    known = bool(number or day)
    goods = _first(_GOODS_EN, matter.said) if matter.kind in _GOODS_KINDS and not known else ""
    order = f"your {goods or 'order'}{number}{day}"
    contract = _CONTRACT_EN.search(matter.said)
    thing = "" if _LOGIN.search(matter.said) else _first(_THINGS_EN, matter.said)
    slots = _known(
        order=order,
        known_order=order if known else "",
        for_order=f"for {order}" if known else "",
        from_order=f"from {order}" if known else "",
        amount=amount_words(matter.amount, "en"),
        since=since_words(matter.since, "en") if matter.since else "",
        span=since_words(matter.since, "en").removeprefix("for ") if matter.since else "",
        times=_times(matter.said, "en"),
        contract=f"your {contract[0].lower()}" if contract else "",
        thing=thing,
        wrong_form=_first(_WRONG_EN, matter.said),
        state=_state(matter.said, _STATES_EN, _FUNCTION_EN),
        delay=_captured(_DELAY, matter.said).lower(),
        quote=matter.quote,
    )
    item = _english_item(matter.item, known=known) if matter.item else {}
    return {**slots, **item, **_marks(matter)}


def _english_item(item: Item, *, known: bool) -> dict[str, str]:
    slots = {"item": f"{'your' if item.own and not known else 'the'} {item.noun}"}
    if item.many is not None:
        slots["is"] = "are" if item.many else "is"
        slots["does"] = "do" if item.many else "does"
    return slots


def _times(said: str, language: str) -> str:
    if _THRICE.search(said):
        return "dreimal" if language == "de" else "three times"
    if language == "de":
        return "mehrfach" if _OFTEN.search(said) else "zweimal"
    return "twice"
