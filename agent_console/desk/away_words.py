"""Words of absence and return in out-of-office answers, German and English.

``STATES`` finds them in one sentence, leftmost first, so that "nicht erreichbar" is never read as
"erreichbar"; the name of the group that matched says what they tell. ``lead_of`` tells what stands
before a day: from, until, before, after it.
"""

from __future__ import annotations

from enum import StrEnum

from agent_console.desk.deadlines import spelled

MONTH = (
    r"jan(?:uary?|uar)?|jänner|feb(?:ruary?|ruar)?|feber|märz|mar(?:ch)?|apr(?:il)?|mai|may|june?|jun"
    r"|juni|july?|jul|juli|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?"
    r"|dez(?:ember)?|dec(?:ember)?"
)
WEEKDAY = (
    r"(?:mon|diens|donners|frei|sams)tag|mittwoch|sonnabend|sonntag"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)


class State(StrEnum):
    """What words say of their writer: not there, there again, or merely there."""

    AWAY = "away"
    BACK = "back"
    THERE = "there"


class Lead(StrEnum):
    """How a day is led in; ``AT`` stands for "on" and for no word at all."""

    UNTIL = "until"
    FROM = "from"
    AFTER = "after"
    NOT_BEFORE = "not before"
    BY = "by"
    NONE = "none"
    AT = "at"


_PLACES = (
    r"im büro|im haus\w*|in (?:der|unserer|meiner) (?:firma|praxis|kanzlei)|im dienst|im geschäft"
    r"|im einsatz|am (?:arbeits)?platz|vor ort|anwesend|erreichbar|zu erreichen|verfügbar|besetzt"
    r"|geöffnet|ansprechbar|online|für sie da|zur verfügung|da\b(?!nach|rüber)"
)
_AWAY = (
    rf"nicht (?:\w+ ){{0,4}}?(?:{_PLACES}|zurück)|(?:im )?\w*urlaub\w*|abwesen\w*"
    r"|außer haus|außerhalb"
    r"|\w*reisen?\b|verreist|unterwegs|\w*fortbildung|elternzeit|mutterschutz|krank\w*|erkrankt"
    r"|\w*ferien|betriebsruhe|geschlossen|unbesetzt|weg\b|kein\w* zug(?:riff|ang)|offline"
    r"|(?:nur )?(?:eingeschränkt|begrenzt|unregelmäßig|sporadisch|schwer)(?: \w+)? erreichbar"
    r"|im ausland|unerreichbar|verhindert"
    r"|out(?: of (?:the |my |our )?office)?\b(?! of)|ooo\b|away\b|(?:on|annual|parental|maternity"
    r"|paternity|sick|medical) leave|vacation\w*|holidays?\b|travel\w*|un(?:available|reachable)"
    r"|(?:not|n['’]t|cannot)(?: be)? (?:\w+ ){0,3}?(?:available|reach\w*|in the office|in\b"
    r"|working)"
    r"|(?:no|limited|intermittent|restricted|without) (?:\w+ )?(?:access|availability)"
    r"|closed|time off|off (?:work|sick|duty)|absen(?:t|ce)|pto\b|business trip|conference"
)
_BACK = (
    rf"wieder (?:[\w-]+ ){{0,4}}?(?:{_PLACES}|zurück|an bord|aus dem urlaub)"
    r"|wieder(?= (?:voraussichtlich )?(?:ab|am|erst)\b)|zurück\b|zurückkehr\w*|zurückgekehrt"
    r"|rückkehr|wiedereröffn\w*|erste[rn]? (?:arbeits)?tag"
    r"|back(?: (?:in|at|to) (?:the |my |our )?(?:office|work|desk))?\b"
    r"(?! to you| in touch|up|-?order)"
    r"|(?:i|we|my|our|to|on|upon|will|not|be|am|planned|expected) return(?:ing|s)?\b(?! your| all"
    r"| any| the| calls?| e-?mails?| messages?)|returning\b(?! your| the| an?\b| items?| goods?)"
    r"|return date|date of return|return:|returns? to (?:the |my )?(?:office|work|desk)"
    r"|(?:available|reachable|in the office|at work|in) again|resum(?:e|ing)|re-?open\w*"
    r"|first (?:working )?day back"
)
_THERE = rf"{_PLACES}|available|reachable|in the office|at your disposal|open\b"
STATES = spelled(rf"(?<!\w)(?:(?P<away>{_AWAY})|(?P<back>{_BACK})|(?P<there>{_THERE}))")

GIVEN_BACK = spelled(
    r"\b(?:ruf\w*|sende\w*|schick\w*|gebe\w*|gibt|zahl\w*|erstatt\w*|nehm\w*|meld\w*|liefer\w*|überweis\w*"
    r"|get|getting|call\w*|writ\w*|send\w*|pay\w*|paid|money|giv\w*|ship\w*|put|go|went|date[sd]?)\b"
)
SOMEBODY_ELSE = spelled(
    r"\b(?:kolleg\w*|vertret\w*|stellvertret\w*|colleagues?|deputy|replacement|assistant|manager"
    r"|frau|herrn?|mrs?|ms"
    r"|ware\w*|artikel\w*|produkt\w*|bestellung\w*|lieferung\w*|sendung\w*|paket\w*"
    r"|package|items?|products?|goods|orders?|parcel)\b"
)
ABSENCE = spelled(
    r"\b(?:ich|wir|mein\w*|unser\w*|bin|\w*urlaub\w*|abwesen\w*|\w*ferien|\w*büro\w*|i|i['’](?:m|ll)"
    r"|we|we['’](?:re|ll)|my|our|out of|vacation|leave|holidays?|office|ooo|absen\w*)\b"
)

_SKIP = (
    r"(?:(?:einschließlich|einschl\.|inklusive|inkl\.|incl\.|inclusive|including|and including"
    r"|und mit|voraussichtlich|spätestens|zum|zu|den|dem|der|the|am|on|wieder"
    rf"|(?:{WEEKDAY}|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\b\.?,?)\s*)*"
)
_LEADS = (
    (Lead.NONE, r"\b(?:seit|seitdem|since|gültig bis|valid until)"),
    (
        Lead.NOT_BEFORE,
        r"(?:(?:\bnicht|\bnot|n['’]t) (?:\w+ ){0,4}?(?:vor|before)|\bfrühestens(?: ab| am)?"
        r"|(?:\bnot|n['’]t) (?:\w+ ){0,2}?(?:back|return\w*)"
        r"(?: (?:in|at|to|from) (?:\w+ ){0,2}?\w+)? (?:until|till))",
    ),
    (Lead.UNTIL, r"\b(?:bis|until|till?|through|thru|up to)"),
    (
        Lead.UNTIL,
        rf"(?:\d(?:st|nd|rd|th|\.)?|\b(?:{MONTH})\.?)(?:,?\s\d{{4}})?\s?(?:[-–—]|to\b)",
    ),
    (Lead.UNTIL, r"\b(?:between|zwischen)\b.{1,30}\b(?:and|und)"),
    (Lead.AFTER, r"\b(?:nach|after|following)"),
    (Lead.NONE, r"\b(?:vor|before|prior to)"),
    (Lead.BY, r"\bby"),
    (Lead.FROM, r"\b(?:ab|as of|as from|from|starting|beginning|von|vom|between|zwischen)"),
)
_LEAD_OF = [(lead, spelled(rf"(?:{words}):?\s*{_SKIP}$")) for lead, words in _LEADS]
_REACH = 70


def lead_of(before: str) -> Lead:
    """Return how the words ``before`` a day lead it in."""
    near = before[-_REACH:]
    return next((lead for lead, pattern in _LEAD_OF if pattern.search(near)), Lead.AT)
