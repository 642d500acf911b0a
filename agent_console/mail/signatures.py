"""Where a signature or a legal notice begins at the end of a text somebody wrote.

In doubt nothing is a signature: text of a customer must never be folded away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent_console.mail.lookout import DEVICE, beginnings, western

_MAX_LINE = 400
_MAX_SIGNATURE = 14
_MAX_CLOSING_DISTANCE = 16
_DELIMITER = re.compile(r"(?:--|—|––) ?|-- \S{0,3}")
_DECORATION = re.compile(r"[\s*_=~#+-]{2,}|ᐧ")
_DEVICE = re.compile(
    r"[\s(<*]{0,5}(?:von meine[mr] .{2,60} gesendet|(?:sent|envoyé|gesendet|verzonden|inviato)"
    r" (?:from my|depuis mon|de mon|von meinem|vanaf mijn|dal mio) .{2,80}"
    r"|(?:diese (?:nachricht|e-?mail|mail) wurde (?:von|mit) .{0,40}"
    r"|sent (?:from|via|by|using|with)|gesendet (?:von|mit|über|aus)"
    r"|envoyé (?:de(?:puis)?|à partir)|inviato da|verzonden (?:met|via)"
    r"|verstuurd vanaf|enviado desde|skickat från|sendt fra|lähetetty|wysłane z|get|holen sie sich)"
    r"\b.{0,60}(?:phone|pad\b|pod\b|android|mobil|handy|gerät|device|galaxy|samsung|huawei|xiaomi"
    r"|pixel|blackberry|outlook|mail|gmx|web\.de|yahoo|proton|windows|tablet|\bapp\b).{0,60}"
    r"|outlook für (?:ios|android).{0,40}|virenfrei\.?.{0,60}"
    r"|(?:sent|gesendet|envoyé|inviato|verzonden)"
    r" (?:from|via|with|using|von|mit|über|depuis|da|met)"
    r" \S{2,30}(?: \S{2,30}){0,2}\s?(?=[<(]https?://))"
    r"[.!]?[\s)>*]{0,5}(?:[<(]https?://[^<>()\s]{1,200}[)>])?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"kunden|bestell|auftrag|rechnung|vertrag|vorgang|iban|order|customer|client|invoice|contract"
    r"|ticket|case|commande|ordine|klant|factuur",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(r"mailing list|mailman/listinfo|unsubscribe|abmelden|abbestellen", re.I)
_CLOSING = re.compile(
    r"(?:(?:mit )?(?:freundliche[nmr]?|beste[nr]?|herzliche[nr]?|liebe[nr]?|viele|schöne[nr]?)"
    r" (?:grü(?:ß|ss)e?n?|gruß|gruss)|grü(?:ß|ss)e|gruß|gruss|mfg|lg|vg|hochachtungsvoll"
    r"|(?:(?:with )?(?:kind|best|warm|many) )?regards|best wishes|sincerely(?: yours)?|cheers"
    r"|thanks|thank you|many thanks|yours (?:sincerely|faithfully|truly)"
    r"|(?:bien )?cordialement|bien à vous"
    r"|(?:cordiali|distinti) saluti|saluti|met vriendelijke groet(?:en)?|mvg|groet(?:en|jes)?"
    r"|saludos(?: cordiales)?|atentamente|med vänlig hälsning|mvh|pozdrawiam)"
    r"(?: aus .{2,30})?(?: (?:und|and) .{2,30})?\s?[,.!]?\s{0,5}",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:tel(?:efon|\.|:)?|phone|fon|fax|mobile?|mobil|handy|cell|direct|e-?mail|web|www\.)\b"
    r"|https?://|\S@\S|\+\d[\d ()/-]{6,}|\(\d{3}\)\s?\d{3}"
    r"|\b\d{3}[.-]\d{3}[.-]\d{4}\b|\b\d{5}\s+[A-ZÄÖÜ]"
    r"|\b(?:gmbh|ag|ug|kg|inc|ltd|llc|corp|hrb|ust-?id)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:this|the information|the contents?|information|any).{0,80}"
    r"(?:e-?mail|message|communication|transmission).{0,200}"
    r"(?:confidential|privileged|intended (?:only |solely )?(?:for|recipient)|sole use)"
    r"|if you (?:are|have) (?:not the|received this).{0,60}(?:recipient|in error|by mistake|error)"
    r"|confidentiality (?:notice|note|disclaimer)|(?:legal )?disclaimer\s{0,3}:"
    r"|diese (?:e-?mail|nachricht|mail).{0,160}(?:vertraulich|ausschließlich|nur für den)"
    r"|der inhalt dieser (?:e-?mail|nachricht).{0,80}(?:vertraulich|bestimmt)"
    r"|\b(?:sitz der gesellschaft|registergericht|amtsgericht .{2,30}hr[ab])\b"
    r"|\bhandelsregister.{0,40}(?:\bhr[ab]\b|:)"
    r"|\b(?:informationen|hinweise?) (?:zum|zur|über (?:den|die)) datenschutz"
    r".{0,120}(?:https?://|www\.)"
    r"|(?:bitte )?(?:prüfen|denken) sie .{0,80}(?:ausdruck|umwelt|e-?mail drucken)"
    r"|(?:please )?(?:consider|think (?:about|of)) the environment before printing"
    r"|(?:ce|cet) (?:message|e-?mail|courriel).{0,160}(?:confidentiel|destinataire)"
    r"|(?:dit|deze) (?:bericht|e-?mail).{0,160}(?:vertrouwelijk|bestemd)"
    r"|(?:questo|il presente) (?:messaggio|e-?mail).{0,160}(?:riservat|confidenzial)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(
    r"\s{0,10}(?:(?:p\.? ?s\.?|n\.b\.|nachtrag|übrigens|by the way)"
    r"\s{0,3}(?:[:,-]|\s\S{1,40} \S{1,40} \S))",
    re.IGNORECASE,
)
# Legal notices speak of "you" and "we"; who says "I" writes about a matter of their own.
# A piece of everything that a notice can say, in lower case.
_OF_NOTICES = tuple(
    piece.encode("latin-1")
    for piece in (
        *("confiden", "privileged", "intended", "sole use", "if you", "disclaimer", "environment"),
        *("vertraulich", "ausschließlich", "nur für den", "der inhalt", "prüfen sie", "denken sie"),
        *("sitz der", "registergericht", "amtsgericht", "handelsregister", "datenschutz"),
        *("destinataire", "vertrouwelijk", "bestemd", "riservat"),
    )
)
_CLOSING_STARTS = beginnings(
    (
        *("mi", "fr", "be", "he", "li", "vi", "sc", "gr", "mf", "lg", "vg", "ho", "wi", "ki", "wa"),
        *("ma", "re", "si", "ch", "th", "yo", "bi", "co", "di", "sa", "me", "mv", "at", "po"),
    )
)
_MORE_BLANKS = frozenset(
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
_BEFORE_DEVICE = "(<* \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0"
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|[Mm]y|[Ii]ch|[Mm]ir|[Mm]ein(?:e[mnrs]?)?|[Jj]e)\b")


def trailing_signature(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the signature and where the legal notice begin in ``lines``.

    Both are line numbers; ``len(lines)`` means there is none. The notice lies behind the signature.
    """
    end = _without_blank(lines, len(lines))
    notice = _notice_start(lines, end)
    above = _without_blank(lines, notice)
    signature = _delimiter(lines, above)
    if signature is None:
        signature = _closing(lines, _device_lines(lines, above))
    if any(_POSTSCRIPT.match(line[:_MAX_LINE]) for line in lines[signature:above]):
        signature = above
    if notice == end:
        notice = len(lines)
    return (signature if signature < above else notice), notice


def is_device_line(line: str) -> bool:
    """Tell whether a line is only "Sent from my phone" and the like."""
    start = line.lstrip(_BEFORE_DEVICE)[:2]
    if start not in DEVICE and start[:1] not in _MORE_BLANKS:
        return False
    return len(line) <= _MAX_LINE and bool(_DEVICE.fullmatch(line))


def _without_blank(lines: Sequence[str], end: int) -> int:
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end


def _delimiter(lines: Sequence[str], end: int) -> int | None:
    """Find the last standard "-- " line (RFC 3676 §4.3) that leaves a short end."""
    for index in range(min(end, len(lines)) - 1, -1, -1):
        line = lines[index]
        if len(line) <= 6 and _DELIMITER.fullmatch(line.replace("\xa0", " ").rstrip("\n")):
            following = [later for later in lines[index + 1 : end] if later.strip()]
            short = len(following) <= _MAX_SIGNATURE
            return index if line == "-- " or short else None
    return None


def _device_lines(lines: Sequence[str], end: int) -> int:
    """Step back over "Sent from my phone" and lines of decoration."""
    start = end
    while start > 0:
        line = lines[start - 1].strip()
        if (
            line
            and not is_device_line(line.strip("*_ "))
            and not _DECORATION.fullmatch(line[:_MAX_LINE])
        ):
            break
        start -= 1
    return end if start == 0 else _to_text(lines, start, end)


def _to_text(lines: Sequence[str], start: int, end: int) -> int:
    while start < end and not lines[start].strip():
        start += 1
    return start


def _closing(lines: Sequence[str], end: int) -> int:
    """Return where "Kind regards" with name and contact lines begins, else ``end``."""
    last = _without_blank(lines, end)
    for index in range(max(1, last - _MAX_CLOSING_DISTANCE), last):
        line = lines[index].strip()
        if line[:2] not in _CLOSING_STARTS or len(line) > 80 or not _CLOSING.fullmatch(line):
            continue
        rest = [later.strip() for later in lines[index + 1 : last] if later.strip()]
        if _is_block_of_contact(rest):
            return index
    return end


def _is_block_of_contact(rest: Sequence[str]) -> bool:
    if not 1 <= len(rest) <= _MAX_SIGNATURE or any(len(line) > 90 for line in rest):
        return False
    if any(_REFERENCE.search(line) for line in rest):
        return False
    contact = sum(bool(_CONTACT.search(line)) for line in rest)
    sentences = sum(
        len(line.split()) > 9 or (len(line.split()) > 4 and line.endswith(("?", "!")))
        for line in rest
    )
    if sentences > contact:
        return False
    if contact or len(rest) < 2:
        return contact > 0
    named = not rest[0].endswith((".", "!", "?", ","))
    return named and all(len(line.split()) <= 5 and _is_capital(line) for line in rest)


def _is_capital(line: str) -> bool:
    first = line.strip("*_ ")[:1]
    return first == first.upper()


def _notice_start(lines: Sequence[str], end: int) -> int:
    """Return where the last paragraphs turn into legal notices."""
    start = end
    paragraph_end = end
    while paragraph_end > 0:
        paragraph = paragraph_end
        while paragraph > 0 and lines[paragraph - 1].strip():
            paragraph -= 1
        text = " ".join(line.strip() for line in lines[paragraph:paragraph_end])
        if not _is_notice(lines[paragraph:paragraph_end], text, first=start == end):
            break
        start = paragraph
        paragraph_end = _without_blank(lines, paragraph)
    return start if start > 0 else end


def _is_notice(paragraph: Sequence[str], text: str, *, first: bool) -> bool:
    if _may_be_notice(text[:2_000]) and not _FIRST_PERSON.search(text[:2_000]):
        return True
    ruled = bool(_DECORATION.fullmatch(paragraph[0].strip()[:200]))
    if ruled and len(paragraph) <= 6 and _LIST_FOOTER.search(text[:1_000]):
        return True
    return not first and bool(_DECORATION.fullmatch(text[:200].strip()))


def _may_be_notice(text: str) -> bool:
    """Tell whether a paragraph speaks as legal notices do; it is only searched where it can."""
    letters = western(text)
    possible = letters is None or any(piece in letters for piece in _OF_NOTICES)
    return possible and bool(_NOTICE.search(text))
