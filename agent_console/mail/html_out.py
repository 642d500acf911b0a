"""The text of a mail as simple HTML: paragraphs, bold words, lists, quotes and links.

What the agent wrote is plain text and stays the text of the mail; this is the same for readers that
show HTML. Every letter of it is escaped, nothing is fetched, there are no styles and no pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from agent_console.mail.flowed import clean_text

_DEEPEST = 20
_LONGEST_LINK = 2_000
_QUOTE = re.compile(r" ?>")
_BULLET = re.compile(r" {0,3}[-*•] +(?=\S)")
_NUMBER = re.compile(r" {0,3}(\d{1,6})[.)] +(?=\S)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{0,500}[^\s*])\*\*")
_LINK = re.compile(
    r"(?<![\w])https?://[^\s<>\"“”„]+|(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"
)
_NAMED = re.compile(r"(\S[^<>\n]{0,120}) <(mailto:[^\s<>\"]{1,900})>")
_PLACE = re.compile("\ue000(\\d{1,3})\ue001")
_TRAILING = ".,;:!?'*_"
_PAIRS = (("(", ")"), ("[", "]"))


def html_of(text: str, *, named_links: bool = False) -> str:
    """Return a whole HTML document that says what ``text`` says, with CRLF line ends.

    With ``named_links``, for text of our own alone, "words <mailto:…>" become a link with words.
    """
    plain, links = clean_text(text).strip("\n"), list[str]()
    if named_links:
        plain = _without_links(plain, links)
    body = [
        _PLACE.sub(lambda place: links[int(place[1])], line) if links else line
        for line in _blocks(plain.split("\n"), 0)
    ]
    lines = (
        "<!DOCTYPE html>",
        '<html><head><meta charset="utf-8"></head><body>',
        *body,
        "</body></html>",
        "",
    )
    return "\r\n".join(lines)


def _without_links(text: str, links: list[str]) -> str:
    """Return the text with a mark for each link that has words; the links go into ``links``."""

    def kept(match: re.Match[str]) -> str:
        links.append(f'<a href="{escape(match[2])}">{escape(match[1])}</a>')
        return f"\ue000{len(links) - 1}\ue001"

    return _NAMED.sub(kept, text.replace("\ue000", "").replace("\ue001", ""))


def _blocks(lines: Sequence[str], depth: int) -> Iterator[str]:
    for kind, group in groupby(lines, _kind if depth < _DEEPEST else _kind_at_the_bottom):
        yield from _WRITERS[kind](list(group), depth)


def _kind(line: str) -> str:
    if _QUOTE.match(line):
        return "quote"
    if line != "-- " and _BULLET.match(line):
        return "bullets"
    if _NUMBER.match(line):
        return "numbers"
    return "text" if line.strip() else "gap"


def _kind_at_the_bottom(line: str) -> str:
    """Take quotes within quotes within quotes for words, lest somebody nests without end."""
    return "text" if line.strip() else "gap"


def _quote(lines: Sequence[str], depth: int) -> Iterator[str]:
    yield '<blockquote type="cite">'
    yield from _blocks(
        [_QUOTE.sub("", line, count=1).removeprefix(" ") for line in lines], depth + 1
    )
    yield "</blockquote>"


def _bullets(lines: Sequence[str], _depth: int) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{_inline(_BULLET.sub('', line, count=1))}</li>" for line in lines)
    yield "</ul>"


def _numbers(lines: Sequence[str], _depth: int) -> Iterator[str]:
    yield "<ol>"
    for line in lines:
        number = _NUMBER.match(line)
        value = number.group(1) if number else "1"
        yield f'<li value="{int(value)}">{_inline(_NUMBER.sub("", line, count=1))}</li>'
    yield "</ol>"


def _paragraph(lines: Sequence[str], _depth: int) -> Iterator[str]:
    yield "<p>" + "<br>\r\n".join(map(_inline, lines)) + "</p>"


def _gap(_lines: Sequence[str], _depth: int) -> Iterator[str]:
    yield from ()


_WRITERS: dict[str, Callable[[Sequence[str], int], Iterator[str]]] = {
    "quote": _quote,
    "bullets": _bullets,
    "numbers": _numbers,
    "text": _paragraph,
    "gap": _gap,
}


def _inline(line: str) -> str:
    """Escape a line, with its links and its ``**bold**`` words."""
    written, start = [], 0
    for match in _BOLD.finditer(line):
        written += [_linked(line[start : match.start()]), f"<b>{_linked(match.group(1))}</b>"]
        start = match.end()
    return "".join([*written, _linked(line[start:])])


def _linked(text: str) -> str:
    written, start = [], 0
    for match in _LINK.finditer(text):
        if len(match.group()) > _LONGEST_LINK:
            continue
        target = _without_punctuation(match.group())
        if target.endswith("//"):
            continue
        href = target if "://" in target else f"mailto:{target}"
        written += [
            _escaped(text[start : match.start()]),
            f'<a href="{escape(href)}">{_escaped(target)}</a>',
        ]
        start = match.start() + len(target)
    return "".join([*written, _escaped(text[start:])])


def _without_punctuation(link: str) -> str:
    """Take off what ends a sentence, and a bracket that was opened before the link."""
    while link and (link[-1] in _TRAILING or _closes_more(link)):
        link = link[:-1]
    return link


def _closes_more(link: str) -> bool:
    return any(link[-1] == end and link.count(end) > link.count(begin) for begin, end in _PAIRS)


def _escaped(text: str) -> str:
    """Escape ``text``; further blanks of a run, and one at the beginning, stay visible."""
    return re.sub(r"(?<= ) |^ (?= )", "&nbsp;", escape(text, quote=True))
