"""What an answer or a forward begins with: subject, quote, thread, and whom it goes to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_console.desk.mail import Address, Mail
from agent_console.desk.text import to_screen
from agent_console.i18n import _, ngettext
from agent_console.mail.flowed import clean_text
from agent_console.mail.outbound import is_wire_id, one_line

_MARK = re.compile(
    r"(?:re|aw|antw|antwort|wg|fwd?|sv) ?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})? ?: ?",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply|nicht[._-]?antworten|keine[._-]?antwort"
    r"|mailer-daemon|bounces?)\b",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w@-])"
)
_FORM_TEXT = 20_000
_HISTORY = 8
_ENGLISH_HEAD = ("From", "Date", "Subject", "To", "Cc")
_GERMAN_HEAD = ("Von", "Datum", "Betreff", "An", "Kopie")


def reply_subject(subject: str) -> str:
    """Return ``subject`` with one ``Re:`` in front and every other reply or forward mark gone."""
    return f"Re: {bare_subject(subject)}".rstrip()


def forward_subject(subject: str) -> str:
    """Return ``subject`` with one ``Fwd:`` in front and every other mark gone."""
    return f"Fwd: {bare_subject(subject)}".rstrip()


def bare_subject(subject: str) -> str:
    """Return ``subject`` on one line, without reply and forward marks in front."""
    text = one_line(subject)
    start = 0
    while mark := _MARK.match(text, start):
        start = mark.end()
    return text[start:]


def quote_text(text: str, who: str, when: datetime | None, language: str) -> str:
    """Return ``text`` quoted by ``> `` under a line that says who wrote it when.

    ``language`` (``de``, else English) is the customer's; ``when`` is shown in its own time zone.
    """
    lines = clean_text(text).strip("\n").split("\n")
    quoted = (f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in lines)
    return "\n".join([_attribution(one_line(who), when, language), *quoted, ""])


def forward_text(mail: Mail, text: str, when: datetime | None, language: str) -> str:
    """Return ``text`` of a mail below a block that says who wrote it, when, to whom and about what.

    ``language`` (``de``, else English) is the words'; ``when`` is shown in its own time zone.
    """
    german = language.startswith("de")
    title = "Weitergeleitete Nachricht" if german else "Forwarded message"
    names = _GERMAN_HEAD if german else _ENGLISH_HEAD
    values = (
        _people((mail.sender,) if mail.sender else ()),
        _moment(when, german=german) if when else "",
        one_line(mail.subject),
        _people(mail.to),
        _people(mail.cc),
    )
    head = (f"{name}: {value}" for name, value in zip(names, values, strict=True) if value)
    body = clean_text(text).strip("\n")
    return "\n".join([f"-------- {title} --------", *head, "", body, ""])


def _people(addresses: Iterable[Address]) -> str:
    shown = (f"{a.name} <{a.email}>" if a.name else a.email for a in addresses)
    return one_line(", ".join(shown))


def _moment(when: datetime, *, german: bool) -> str:
    day, clock = _day_and_clock(when, german=german)
    return f"{day}, {clock}"


def _day_and_clock(when: datetime, *, german: bool) -> tuple[str, str]:
    from babel.dates import format_date, format_time

    locale = "de" if german else "en_GB"
    return format_date(when, "long", locale=locale), format_time(when, "short", locale=locale)


def _attribution(who: str, when: datetime | None, language: str) -> str:
    german = language.startswith("de")
    if when is None:
        return f"{who} schrieb:" if german else f"{who} wrote:"
    day, clock = _day_and_clock(when, german=german)
    return f"Am {day} um {clock} schrieb {who}:" if german else f"On {day} at {clock}, {who} wrote:"


def reference_chain(parent: Mail, token: str) -> tuple[str, ...]:
    """Return the References of an answer to ``parent``, the ticket's ``token`` first.

    Of a long history the first id and the last eight stay, then comes the parent itself; each id
    once, ids that no header can carry left out (RFC 5322 §3.6.4).
    """
    history = parent.references or parent.in_reply_to[:1]
    known = [value for value in dict.fromkeys(history) if value not in (token, parent.message_id)]
    if len(known) > 1 + _HISTORY:
        known = [known[0], *known[-_HISTORY:]]
    chain = dict.fromkeys((token, *known, parent.message_id))
    return tuple(value for value in chain if is_wire_id(value))


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom an answer goes to, and what the agent should know before it goes."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    warnings: tuple[str, ...] = ()


def reply_recipients(mail: Mail, own: frozenset[str], *, everyone: bool) -> Recipients:
    """Return who gets an answer to ``mail``: Reply-To, else From; for a mail of ours, its To.

    ``own`` are the team's addresses in lower case. A mail from and to ourselves is what a form of
    our site sends: the only other address in its text is taken. With ``everyone`` the others in To
    and Cc get a copy; nobody twice, never ourselves.
    """
    asked = mail.reply_to or ((mail.sender,) if mail.sender else ())
    to = _others(asked, own, frozenset())
    if not to and mail.sender and mail.sender.email.lower() not in own:
        to = _others((mail.sender,), own, frozenset())
    if not to:
        to = _others(mail.to, own, frozenset())
    guessed = not to and mail.sender is not None
    if guessed:
        to = _named_in_form(mail.text, own)
    taken = frozenset(address.email.lower() for address in to)
    cc = _others((*mail.to, *mail.cc), own, taken) if everyone else ()
    told = _form_warnings(to) if guessed and to else _warnings(mail, to, own)
    return Recipients(to, cc, tuple(told))


def _others(
    addresses: Iterable[Address], own: frozenset[str], taken: frozenset[str]
) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for address in addresses:
        key = address.email.lower()
        if key and key not in own and key not in taken:
            found.setdefault(key, address)
    return tuple(found.values())


def _named_in_form(text: str, own: frozenset[str]) -> tuple[Address, ...]:
    """Return the one address in the text that is not ours; nothing when there are several."""
    named = (Address(match.group()) for match in _IN_TEXT.finditer(text[:_FORM_TEXT]))
    found = _others(named, own, frozenset())
    return found if len(found) == 1 else ()


def _form_warnings(to: Iterable[Address]) -> Iterator[str]:
    for address in to:
        yield _("This mail came from our own address; {address} is named in its text.").format(
            address=to_screen(address.email, one_line=True)
        )


def _warnings(mail: Mail, to: tuple[Address, ...], own: frozenset[str]) -> Iterator[str]:
    if not to:
        yield _("This mail names nobody to answer.")
    for address in to:
        shown = to_screen(address.email, one_line=True)
        if _NO_REPLY.match(address.email):
            yield _("{address} reads no answers.").format(address=shown)
        elif _leads_away(mail, address, own):
            yield _("The answer goes to {address}, another domain than {sender}.").format(
                address=shown,
                sender=to_screen(mail.sender.email if mail.sender else "", one_line=True),
            )
    if mail.reply_to and len(to) > 1:
        yield ngettext(
            "This mail asks for answers to {n} address.",
            "This mail asks for answers to {n} addresses.",
            len(to),
        ).format(n=len(to))
    yield from _kind_warnings(mail, to)


def _kind_warnings(mail: Mail, to: tuple[Address, ...]) -> Iterator[str]:
    if mail.report or mail.return_path == "":
        yield _("This mail was written by a mail server; an answer reaches nobody.")
    elif _goes_to_list(mail, to):
        yield _("The answer goes to a mailing list: everybody there reads it.")
    elif mail.header("list-id") or mail.header("list-post"):
        yield _("This mail came through a mailing list; others may read the answer.")
    if mail.sender_ambiguous:
        yield _("The sender of this mail is not certain.")


def _goes_to_list(mail: Mail, to: Iterable[Address]) -> bool:
    post = (mail.header("list-post") or "").lower()
    return any(f"<mailto:{address.email.lower()}" in post for address in to)


def _leads_away(mail: Mail, address: Address, own: frozenset[str]) -> bool:
    """Tell whether Reply-To names another domain than a sender who is not ourselves."""
    if not (mail.reply_to and mail.sender) or mail.sender.email.lower() in own:
        return False
    return _foreign(address.email, mail.sender.email)


def _foreign(first: str, second: str) -> bool:
    """Tell whether two addresses belong to different domains; a subdomain is not another."""
    a, b = (f".{email.rpartition('@')[2].lower()}" for email in (first, second))
    return not (a.endswith(b) or b.endswith(a))
