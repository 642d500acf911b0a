"""Mails of a help desk beside what the help desk read in them."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_console.desk.mail import Mail
from agent_console.mail.read import read_mail

_WORD = re.compile(r"\w+")
_INSIDE_WORDS = re.compile(
    r"</?(?:span|b|i|u|s|a|font|em|strong|small|big|sub|sup|code|del|ins)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
# What the help desk shows for a mail without text.
_NO_TEXT = "no visible content"
_SAME_WORDS = 0.95


@dataclass(frozen=True, slots=True)
class HelpDeskMail:
    """A mail as it was read here, and the values that the help desk's own tests expect."""

    name: str
    mail: Mail
    wanted: dict[str, Any]


def help_desk_mails(folder: Path) -> Iterator[HelpDeskMail]:
    """Read every mail of ``folder`` that has expected values beside it."""
    for path in sorted(folder.glob("*.expected.json")):
        raw = path.with_name(path.name.replace(".expected.json", ".eml")).read_bytes()
        yield HelpDeskMail(path.name, read_mail(raw), json.loads(path.read_text(encoding="utf-8")))


def same_subject(one: HelpDeskMail) -> bool:
    """Compare the subjects but for blanks."""
    return _squeezed(one.mail.subject) == _squeezed(one.wanted["subject"] or "")


def same_sender(one: HelpDeskMail) -> bool:
    """Compare the senders' addresses but for quotes and brackets around their parts."""
    email = one.mail.sender.email if one.mail.sender else ""
    return _bare(email) == _bare(one.wanted["from_email"] or "")


def same_body(one: HelpDeskMail) -> bool:
    """Tell whether 95 % of the words are the same, by the Dice coefficient of both word lists."""
    here, there = Counter(_words(one.mail.text)), Counter(_words(_wanted_text(one.wanted)))
    both = here.total() + there.total()
    return both == 0 or 2 * (here & there).total() >= _SAME_WORDS * both


def _wanted_text(wanted: dict[str, Any]) -> str:
    plain = wanted.get("body")
    if plain is not None and wanted["content_type"] != "text/html":
        return str(plain).replace(_NO_TEXT, "")
    marked = str(wanted["body_html"] if plain is None else plain)
    bare = html.unescape(_TAG.sub(" ", _INSIDE_WORDS.sub("", marked)))
    return bare.replace(_NO_TEXT, "")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _bare(address: str) -> str:
    return _squeezed(re.sub(r"[<>\"]", "", address)).lower()


def _squeezed(text: str) -> str:
    return " ".join(text.split())
