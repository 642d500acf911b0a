"""Frequently asked questions as one page that stands alone: no request, no cookie, no remote file.

It is a plain page first: without its script everything is shown, one language after the other. The
script hides what does not match and shows one language at a time. ``#q=WORDS&l=de`` opens it with
a search. The policy in its head allows this script and this style by their hashes, and nothing
else (CSP level 3, §8).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from agent_console.desk.faq import Faq, Page, Question, Topic
from agent_console.services.faq_words import page_words

_PARTS = Path(__file__).parents[1] / "library" / "faq"
_LINK = re.compile(r"https?://[^\s<>\"'⟦⟧]+", re.ASCII)
_AFTER_LINK = ".,;:!?)"
_NUMBERED = re.compile(r"\d{1,9}\. +(?=\S)")
_BULLET = re.compile(r"[-•*] +(?=\S)")


def faq_html(faq: Faq, team: str = "", address: str = "") -> str:
    """Write all languages into one page."""
    style = (_PARTS / "page.css").read_text(encoding="utf-8")
    script = (_PARTS / "page.js").read_text(encoding="utf-8")
    first = faq.pages[0].language if faq.pages else "en"
    title = page_words(first).title + (f" · {team}" if team else "")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    pages = "\n".join(_page(page, team, address) for page in faq.pages)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(first)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_switch(faq)}{pages}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _switch(faq: Faq) -> str:
    if len(faq.pages) < 2:
        return ""
    links = " ".join(
        f'<a href="#{escape(one.language)}" lang="{escape(one.language)}">'
        f"{escape(page_words(one.language).language)}</a>"
        for one in faq.pages
    )
    return f'<nav class="languages">{links}</nav>\n'


def _page(page: Page, team: str, address: str) -> str:
    return "\n".join(_lines(page, team, address))


def _lines(page: Page, team: str, address: str) -> Iterator[str]:
    words, language = page_words(page.language), escape(page.language)
    yield f'<section class="page" id="{language}" lang="{language}">'
    name = f"{words.title} · {team}" if team else words.title
    yield f"<h1>{escape(name)}</h1>"
    yield (
        f'<form role="search"><label>{escape(words.search)}'
        f' <input type="search" autocomplete="off"></label>'
        f'<p role="status" data-words="{escape(words.found)}"></p></form>'
    )
    if len(page.topics) > 1:
        links = "".join(
            f'<li><a href="#{language}-topic-{place}">{escape(one.name)}</a></li>'
            for place, one in enumerate(page.topics, 1)
        )
        yield f'<nav class="contents" aria-label="{escape(words.contents)}"><ul>{links}</ul></nav>'
    for place, topic in enumerate(page.topics, 1):
        yield from _topic(topic, language, place)
    yield f'<p class="nothing" hidden>{escape(words.nothing)}</p>'
    if address:
        mail = escape(address)
        yield f'<footer>{escape(words.write)} <a href="mailto:{mail}">{mail}</a></footer>'
    yield "</section>"


def _topic(topic: Topic, language: str, place: int) -> Iterator[str]:
    yield f'<section class="topic" id="{language}-topic-{place}"><h2>{escape(topic.name)}</h2>'
    for one in topic.questions:
        yield _question(one, language)
    yield "</section>"


def _question(one: Question, language: str) -> str:
    blocks = [[line.strip() for line in block.splitlines()] for block in one.text.split("\n\n")]
    text = "".join(map(_block, blocks))
    title = escape(one.title)
    return f'<article id="{language}-{escape(one.id)}"><h3>{title}</h3>{text}</article>'


def _block(lines: list[str]) -> str:
    for mark, tag in ((_NUMBERED, "ol"), (_BULLET, "ul")):
        if all(map(mark.match, lines)):
            items = "".join(f"<li>{_linked(mark.sub('', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{'<br>'.join(map(_linked, lines))}</p>"


def _linked(text: str) -> str:
    """Return text with its web addresses as links; all else is text."""
    parts, at = list[str](), 0
    for found in _LINK.finditer(text):
        link = found[0].rstrip(_AFTER_LINK)
        parts.append(escape(text[at : found.start()]))
        parts.append(f'<a href="{escape(link)}" rel="noopener noreferrer">{escape(link)}</a>')
        at = found.start() + len(link)
    return "".join([*parts, escape(text[at:])])
