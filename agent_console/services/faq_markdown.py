"""Frequently asked questions as Markdown (CommonMark 0.31): whatever stands in a text is text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk.faq import Page
from agent_console.services.faq_words import page_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_AT_START = re.compile(r"\A([-+=:])|\A(\d{1,9})([.)])")
_LINK = re.compile(r"https?://[^\s<>\"'`|\\^{}⟦⟧]+", re.ASCII)
_AFTER_LINK = ".,;:!?)"
_NUMBERED = re.compile(r"(\d{1,9})\. +(?=\S)")
_BULLET = re.compile(r"[-•*] +(?=\S)")


def faq_markdown(page: Page, team: str = "", address: str = "") -> str:
    """Write the page of one language."""
    return "\n".join(_lines(page, team, address)) + "\n"


def _lines(page: Page, team: str, address: str) -> Iterator[str]:
    words = page_words(page.language)
    yield f"# {_escaped(words.title)}{' · ' + _escaped(team) if team else ''}"
    for topic in page.topics:
        yield f"\n## {_escaped(topic.name)}"
        for one in topic.questions:
            yield f"\n### {_escaped(one.title)}\n"
            yield _text(one.text)
    if address:
        yield f"\n{_escaped(words.write)} {_escaped(address)}"


def _text(text: str) -> str:
    blocks = [[line.strip() for line in block.splitlines()] for block in text.split("\n\n")]
    return "\n\n".join(_block(lines) for lines in blocks)


def _block(lines: list[str]) -> str:
    """Return a paragraph or a list; a line that ends ends in the page, too."""
    if all(map(_NUMBERED.match, lines)):
        return "\n".join(_item(line, _NUMBERED, r"\g<1>. ") for line in lines)
    if all(map(_BULLET.match, lines)):
        return "\n".join(_item(line, _BULLET, "- ") for line in lines)
    return "\\\n".join(map(_paragraph_line, lines))


def _item(line: str, mark: re.Pattern[str], instead: str) -> str:
    found = mark.match(line)
    begin = found.expand(instead) if found else ""
    return begin + _as_text(_linked(line[found.end() if found else 0 :]))


def _paragraph_line(line: str) -> str:
    return _as_text(_linked(line))


def _as_text(line: str) -> str:
    """Return a line that begins no list, underline or table."""
    return _AT_START.sub(lambda found: f"{found[2] or ''}\\{found[3] or found[1]}", line)


def _linked(text: str) -> str:
    parts, at = list[str](), 0
    for found in _LINK.finditer(text):
        link = found[0].rstrip(_AFTER_LINK)
        parts += [_escaped(text[at : found.start()]), f"<{link}>"]
        at = found.start() + len(link)
    return "".join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> str:
    """Return text in which nothing means anything, but at its start (CommonMark §2.4)."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
