"""Lines that open a quoted mail, in the words of many mail programs and languages.

Every pattern sees one line of at most 400 characters and has no nested repetition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LINE = 400
_MAX_ATTRIBUTION = 500
_JOINED = 4
_READ_OF_LINE = 600
_HEADER_WINDOW = 12
_SHORTEST_BANNER = len("reply-above")

_WROTE = re.compile(
    r"(?:\b(?:schrieb(?:en)?|wrote|writes|schreef|skrev|escribió|escreveu|ha scritto|kirjoitti"
    r"|geschrieben|geschreven|napisał|pisze|napsal(?:a)?"
    r"|ha escrit|írta)\b|a écrit|napisał\(a\)|пишет|писал|написал|写道|さんは書きました)",
    re.IGNORECASE,
)
# Without an address or a figure, or dashes in front, no line is an attribution.
_NAMES_MOMENT = re.compile("[0-9@\xb2\xb3\xb9\u0250-\U0010ffff]|mailto:|&lt;|--\\s*\\S")
_WROTE_ENDS = (":", "\uff1a", "--")
_OPENS = re.compile(
    r"(?:[-*_>\s]{0,25})(?:am|on|le|il|op|den|el|em|w dniu|dnia|på|dne|em|ma|at|vom|um"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]{0,6}[.,])\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^\W{0,3}(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4})"
)
_ADDRESS = re.compile(r"<\s?[^<>\s]{1,100}@[^<>\s]{1,100}>|\[mailto:|&lt;")
_ADDRESS_LAST = re.compile(r"[^<>\s]{1,100}@[^<>\s]{1,100}>?\)?\s?[:\uff1a][\s*_]{0,5}$")
_WROTE_LAST = re.compile(r"\w[\s*_]{0,3}[:\uff1a][\s*_]{0,5}$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_TELLS = re.compile(
    r"\b(?:ich|mir|mich|wir|uns|ihnen|ihr(?:e[rnms]?)?|i|me|my|we|us|you|your|he|she"
    r"|je|vous|nous|votre|io|noi|lei|ik|wij|jullie)\b",
    re.IGNORECASE,
)
_DASHED = re.compile(r"-{2,20}\s.{1,200}\s-{2,20}\s{0,5}")
_BANNER = re.compile(
    r"[\s>*]{0,10}[-_=*~]{2,80}\s{0,5}"
    r"(?:original[ -]?(?:message|nachricht|appointment|meddelande|besked)"
    r"|ursprüngliche (?:nachricht|e-?mail|mail)|urspr\. nachricht|originalnachricht"
    r"|weitergeleitete (?:nachricht|mail)|antwort[ -]nachricht|forwarded (?:message|by)"
    r"|(?:message|mail) (?:d.origine|original|transféré)|messaggio (?:originale|inoltrato)"
    r"|(?:oorspronkelijk|doorgestuurd) bericht|mensaje (?:original|reenviado)"
    r"|mensagem original|oprindelig (?:besked|meddelelse)|opprinnelig melding"
    r"|ursprungligt meddelande|wiadomość oryginalna|alkuperäinen viesti"
    r"|původní zpráva|исходное сообщение|reply message)"
    r"[^\n]{0,80}[-_=*~]{0,80}\s{0,5}",
    re.IGNORECASE,
)
# First letters of the phrases below that stand without dashes.
_BANNER_STARTS = frozenset("#BbAaDdIiPpWwRrÉé")
_FORWARD = re.compile(
    r"(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)"
    r"|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato"
    r"|begin doorgestuurd bericht)\s?:?\s{0,5}",
    re.IGNORECASE,
)
_REPLY_ABOVE = re.compile(
    r".{0,80}(?:reply above this line|type your reply above|write above this line"
    r"|(?:antworten sie|ihre antwort|antwort) (?:bitte )?(?:oberhalb|über) dieser (?:zeile|linie)"
    r"|répondre au-dessus de cette ligne|reply-above|do not (?:edit|write) below this line).{0,80}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[\s>*_]{0,10}(von|from|de|da|van|fra|från|od|от|lähettäjä|发件人|差出人"
    r"|gesendet(?: am)?|sent|datum|date|dato|envoyé(?: le)?|inviato|data|verzonden|enviado(?: el)?"
    r"|sendt|skickat|wysłano|дата|lähetetty|发送时间|日付"
    r"|an|to|à|a|aan|til|till|para|do|кому|vastaanottaja|收件人|cc|kopie|kopia"
    r"|betreff|subject|objet|oggetto|onderwerp|asunto|assunto|emne|ämne|temat|тема|aihe|主题|件名"
    r"|antwort an|reply-to|wichtigkeit|importance)[*_]{0,3}\s?[:\uff1a]",
    re.IGNORECASE,
)
_SENDER = frozenset(
    (
        "von",
        "from",
        "de",
        "da",
        "van",
        "fra",
        "från",
        "od",
        "от",
        "lähettäjä",
        "发件人",
        "差出人",
    )
)
_DATES = frozenset(
    (
        *("gesendet", "gesendet am", "sent", "datum", "date", "dato", "envoyé", "envoyé le"),
        *("inviato", "data", "verzonden", "enviado", "enviado el", "sendt", "skickat", "wysłano"),
        *("дата", "lähetetty", "发送时间", "日付"),
    )
)
_SUBJECT = frozenset(
    (
        "betreff",
        "subject",
        "objet",
        "oggetto",
        "onderwerp",
        "asunto",
        "assunto",
        "emne",
        "ämne",
        "temat",
        "тема",
        "aihe",
        "主题",
        "件名",
    )
)


def is_banner(line: str) -> bool:
    """Tell whether a line like "-----Original Message-----" opens a quoted mail."""
    if not _SHORTEST_BANNER <= len(line) <= MAX_LINE:
        return False
    start = line.lstrip(" >\t*")
    if not start:
        return False
    if start[0] in "-_=~" or line.lstrip().startswith("*"):
        return bool(_BANNER.fullmatch(line) or _REPLY_ABOVE.fullmatch(line))
    if start[0] not in _BANNER_STARTS:
        return False
    return bool(_FORWARD.fullmatch(start) or _REPLY_ABOVE.fullmatch(line))


def is_header_block(lines: Sequence[str], start: int) -> bool:
    """Tell whether a mail header stands here: sender, date or addressee, and subject."""
    seen: set[str] = set()
    missed = False
    if not _label(lines[start]):
        return False
    window = lines[start : start + _HEADER_WINDOW]
    for number, line in enumerate(window):
        label = _label(line)
        if label:
            seen.add(label)
            missed = False
        elif line.strip() and not missed:
            missed = True
        elif line.strip() or not (number + 1 < len(window) and _label(window[number + 1])):
            break
    sender, subject = bool(seen & _SENDER), bool(seen & _SUBJECT)
    return sender and subject and (bool(seen & _DATES) or len(seen) >= 4)


def _label(line: str) -> str:
    if ":" not in line[:40] and "\uff1a" not in line[:40]:
        return ""
    match = _LABEL.match(line[:MAX_LINE])
    return match.group(1).lower() if match else ""


def attribution_places(lines: Sequence[str], odd: Sequence[int]) -> bytearray:
    """Return a byte for each line: 1 where "On … wrote:" could begin, by how a line below ends.

    Only the lines numbered in ``odd`` can end like that.
    """
    places = bytearray(len(lines))
    for number in odd:
        if lines[number].strip().rstrip("*_ ").endswith(_WROTE_ENDS):
            first = max(0, number - _JOINED + 1)
            if _may_tell(lines[first : number + 1]):
                places[first : number + 1] = b"\1" * (number + 1 - first)
    return places


def _may_tell(lines: Sequence[str]) -> bool:
    """Tell whether lines have what every attribution has: an address, a figure, or dashes."""
    if len(lines[-1].strip()) > _MAX_ATTRIBUTION:
        return False
    text = " ".join(line[:_READ_OF_LINE] for line in lines)
    return bool(_NAMES_MOMENT.search(text)) or len(text) > _MAX_ATTRIBUTION


def attribution_length(lines: Sequence[str], start: int) -> int:
    """Return how many lines from ``start`` form "On … wrote:", 0 when they do not."""
    joined = ""
    for count, line in enumerate(lines[start : start + _JOINED], start=1):
        stripped = line.strip()
        if not stripped or (count > 1 and stripped.startswith(">")):
            return 0
        joined = f"{joined} {stripped}" if joined else stripped
        if len(joined) > _MAX_ATTRIBUTION:
            return 0
        if stripped.rstrip("*_ ").endswith(_WROTE_ENDS):
            return count if _may_open(lines[start].strip()) and _is_attribution(joined) else 0
    return 0


def is_sure_attribution(lines: Sequence[str]) -> bool:
    """Tell whether an attribution is one by itself, with no mark on the lines below.

    Mail programs name an address or a moment. People who tell what they wrote before say "I".
    """
    text = " ".join(line.strip() for line in lines)
    if _ADDRESS.search(text) or _ADDRESS_LAST.search(text) or _DASHED.fullmatch(text):
        return True
    if _TELLS.search(text):
        return False
    return bool(_CLOCK.search(text) or _DATED.match(text) or _YEAR.search(text))


def is_loose_attribution(line: str) -> bool:
    """Tell whether a line directly above a quote says whom it quotes."""
    line = line.strip()
    if not line or len(line) > MAX_LINE:
        return False
    wrote = bool(_WROTE.search(line))
    if _DATED.match(line) or (wrote and _OPENS.match(line) and _CLOCK.search(line)):
        return True
    named = _ADDRESS.search(line) or (wrote and _WROTE_LAST.search(line))
    return bool(named and line.endswith((":", ">")))


def _may_open(line: str) -> bool:
    return bool(
        _OPENS.match(line)
        or _DATED.match(line)
        or _ADDRESS.search(line)
        or _WROTE.search(line)
        or _YEAR.search(line)
    )


def _is_attribution(text: str) -> bool:
    wrote = bool(_WROTE.search(text))
    if wrote and _DASHED.fullmatch(text):
        return True
    address = bool(_ADDRESS.search(text))
    if wrote and address and _WROTE_LAST.search(text):
        return True
    if not any(char.isdigit() for char in text):
        return False
    dated, timed = bool(_DATED.match(text)), bool(_CLOCK.search(text))
    if (address or _ADDRESS_LAST.search(text)) and dated and timed:
        return True
    if _ADDRESS_LAST.search(text) and _YEAR.search(text) and timed:
        return True
    return wrote and (dated or bool(_OPENS.match(text)))
