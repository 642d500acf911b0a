"""A mail as a story tells it: own words, and the mail it answers, quoted as mail programs do."""

from __future__ import annotations

import hashlib
import re
import textwrap
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from agent_console.demo.content_scenes import Style

_ZONES = {"de": ZoneInfo("Europe/Berlin"), "en": ZoneInfo("Europe/London")}
_DAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_PREFIX = re.compile(r"\s*(?:re|aw|antw|fwd|wg)\s*:\s*", re.IGNORECASE)
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail before it becomes bytes. Ids are without angle brackets; ``to`` is name, address."""

    message_id: str
    when: datetime
    sender: tuple[str, str]
    to: tuple[str, str]
    subject: str
    text: str
    style: Style
    language: str = "de"
    parent: Letter | None = None
    references: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    headers: tuple[tuple[str, str], ...] = ()
    html: str = ""
    logo: bool = False
    skew: int = 0
    quotes: bool = field(default=True)

    @property
    def quoted(self) -> Letter | None:
        """The mail whose text stands below (or above) the own words."""
        return self.parent if self.quotes else None


def make_message_id(seed: str, style: Style, domain: str) -> str:
    """Return an id in the manner of the mail program; the same ``seed`` gives the same id."""
    digest = hashlib.sha256(seed.encode()).hexdigest()
    match style:
        case Style.GMAIL:
            return f"CA+{digest[:30]}=w{digest[30:36]}@mail.{domain}"
        case Style.OUTLOOK:
            return f"{digest[:14].upper()}.{digest[14:30].upper()}@EX01.{domain}"
        case Style.APPLE:
            return f"{str(uuid.UUID(digest[:32])).upper()}@{domain}"
        case Style.WEBMAIL:
            return f"trinity-{uuid.UUID(digest[:32])}-{int(digest[:10], 16)}@msg.{domain}"
    return f"{digest[:12]}.{digest[12:20]}@{domain}"


def plain_subject(subject: str) -> str:
    """Return ``subject`` without any Re: or AW: in front."""
    while found := _PREFIX.match(subject):
        subject = subject[found.end() :]
    return subject


def reply_subject(subject: str, style: Style, language: str) -> str:
    """Return ``subject`` with the prefix that the mail program puts in front."""
    prefix = "Re"
    if language == "de" and style in (Style.OUTLOOK, Style.WEBMAIL):
        prefix = "AW" if style is Style.OUTLOOK else "Aw"
    if language == "en" and style is Style.OUTLOOK:
        prefix = "RE"
    return f"{prefix}: {plain_subject(subject)}"


def full_text(letter: Letter) -> str:
    """Return the whole plain text, own words and quote."""
    parent, own = letter.quoted, _wrapped(letter)
    if parent is None:
        return own
    lines = full_text(parent).splitlines()[:_LONGEST_QUOTE]
    head = quote_head(letter, parent)
    if letter.style in (Style.OUTLOOK, Style.PHONE, Style.WEBMAIL):
        return "\n".join([own, "", *head, "", *lines])
    marked = [*head, *(f"> {line}" if line[:1] != ">" and line else f">{line}" for line in lines)]
    if letter.style is Style.THUNDERBIRD:
        return "\n".join([*marked, "", own])
    if letter.style is Style.APPLE:
        marked.insert(len(head), "> ")
    return "\n".join([own, "", *marked])


def full_html(letter: Letter) -> str:
    """Return the whole text as the HTML that the mail program would write."""
    own = _to_html(letter.text)
    logo = (
        '<p><img src="cid:logo@nordlicht.example" width="48" alt="Logo"></p>' if letter.logo else ""
    )
    parent = letter.quoted
    if parent is None:
        return _page(letter.style, own + logo)
    head = "<br>\n".join(_head_html(line) for line in quote_head(letter, parent))
    quote = _to_html("\n".join(full_text(parent).splitlines()[:_LONGEST_QUOTE]))
    return _page(letter.style, own + logo + _QUOTE_FRAMES[letter.style].format(head, quote))


def quote_head(letter: Letter, parent: Letter) -> list[str]:
    """Return the lines by which the mail program of ``letter`` introduces the quoted mail."""
    german = letter.language == "de"
    local = parent.when.astimezone(_ZONES[letter.language])
    name, email = parent.sender
    who = f"{name} <{email}>"
    day = _DAYS[letter.language][local.weekday()]
    month = _MONTHS[letter.language].split()[local.month - 1]
    match letter.style:
        case Style.GMAIL if german:
            when = f"{day[:2]}., {local.day}. {month[:3]}. {local:%Y} um {local:%H:%M} Uhr"
            return [f"Am {when} schrieb {name} <", f"{email}>:"]
        case Style.GMAIL:
            return [f"On {day[:3]}, {local.day} {month[:3]} {local:%Y at %H:%M}, {who} wrote:"]
        case Style.APPLE if german:
            return [f"Am {local:%d.%m.%Y} um {local:%H:%M} schrieb {who}:"]
        case Style.APPLE:
            return [f"On {local.day} {month[:3]} {local:%Y}, at {local:%H:%M}, {who} wrote:"]
        case Style.THUNDERBIRD if german:
            return [f"Am {local:%d.%m.%y} um {local:%H:%M} schrieb {name}:"]
        case Style.THUNDERBIRD:
            return [f"On {local:%d/%m/%Y %H:%M}, {name} wrote:"]
        case Style.DESK if german:
            return [f"Am {local:%d.%m.%Y} um {local:%H:%M} schrieb {name}:"]
        case Style.DESK:
            return [f"On {local:%d/%m/%Y} at {local:%H:%M}, {name} wrote:"]
    return _header_block(letter, parent, f"{day}, {local.day}. {month} {local:%Y %H:%M}")


def _header_block(letter: Letter, parent: Letter, when: str) -> list[str]:
    german = letter.language == "de"
    words = ("Von", "Gesendet", "An", "Betreff") if german else ("From", "Sent", "To", "Subject")
    if not german:
        when = when.replace(".", "")
    values = (
        f"{parent.sender[0]} <{parent.sender[1]}>",
        when,
        f"{parent.to[0]} <{parent.to[1]}>",
        parent.subject,
    )
    lines = [f"{word}: {value}" for word, value in zip(words, values, strict=True)]
    if letter.style is Style.PHONE:
        rule = "Ursprüngliche Nachricht" if german else "Original message"
        return [f"-------- {rule} --------", *lines]
    return lines if letter.style is Style.WEBMAIL else ["_" * 32, *lines]


_QUOTE_FRAMES = {
    Style.GMAIL: (
        '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{0}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        'rgb(204,204,204);padding-left:1ex">{1}</blockquote></div>'
    ),
    Style.APPLE: (
        '<div><br><blockquote type="cite"><div>{0}</div><br><div>{1}</div></blockquote></div>'
    ),
    Style.OUTLOOK: (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        '<p class="MsoNormal">{0}</p></div>\n<p class="MsoNormal">{1}</p>'
    ),
    Style.WEBMAIL: (
        '<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; '
        'border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">{0}</div>'
        '<div name="quoted-content">{1}</div></div>'
    ),
}
_PAGES = {
    Style.GMAIL: '<div dir="ltr">{}</div>\n',
    Style.APPLE: (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        '<body style="overflow-wrap: break-word; line-break: after-white-space;">{}</body></html>'
    ),
    Style.OUTLOOK: (
        "<html>\n<head>\n<style><!--\n"
        "p.MsoNormal {{margin:0cm; font-size:11.0pt; font-family:Calibri,sans-serif;}}\n"
        '--></style>\n</head>\n<body lang="DE"><div class="WordSection1">{}</div></body>\n</html>'
    ),
    Style.WEBMAIL: (
        '<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">{}</div>'
        "</body></html>"
    ),
}


def _wrapped(letter: Letter) -> str:
    if letter.style not in (Style.DESK, Style.GMAIL, Style.THUNDERBIRD):
        return letter.text
    return "\n".join(
        textwrap.fill(line, 74, break_long_words=False, break_on_hyphens=False)
        if len(line) > 78
        else line
        for line in letter.text.splitlines()
    )


def _page(style: Style, body: str) -> str:
    return _PAGES[style].format(body)


def _head_html(line: str) -> str:
    word, colon, rest = line.partition(": ")
    if colon and " " not in word:
        return f"<b>{escape(word)}:</b> {escape(rest)}"
    return "" if line.startswith("____") else escape(line)


def _to_html(text: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in text.splitlines())
