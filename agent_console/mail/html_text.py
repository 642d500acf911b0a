"""Text of HTML without a parser: the linear check that no words get lost in rendering."""

from __future__ import annotations

import html as _entities
import re

MAX_HTML = 1_500_000
"""How many characters of an HTML text are read."""
_UNREAD = re.compile(r"(script|style|head|title|template|noscript|svg|select|textarea)\b", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
# Elements without content, and those that browsers close by themselves.
_SHALLOW = frozenset(
    (
        *("br", "img", "hr", "input", "meta", "link", "area", "base", "col", "wbr", "source"),
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot"),
    )
)
_LETTERS = re.compile(r"[^\W_]+")
_BLANK_LINES = re.compile(r"\n[ \t\n]*\n")


def count_letters(text: str) -> int:
    """Return the number of letters and digits."""
    if text.isascii():
        return sum(map(len, _LETTERS.findall(text)))
    return sum(len(run) for run in _LETTERS.findall(text))


def is_deeper_than(html: str, limit: int) -> bool:
    """Tell whether elements nest deeper than ``limit``: parsing such input takes quadratic time."""
    if html.count("<") <= limit:
        return False
    depth = 0
    for match in _TAG.finditer(html):
        if match.group(2).lower() not in _SHALLOW:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > limit:
                return True
    return False


def strip_tags(html: str) -> str:
    """Return the text between the tags, entities decoded; linear whatever the input."""
    pieces: list[str] = []
    position = 0
    comments = True
    unclosed: set[str] = set()
    while True:
        opening = html.find("<", position)
        if opening < 0:
            pieces.append(html[position:])
            break
        pieces.append(html[position:opening])
        if comments and html.startswith("<!--", opening):
            closing = html.find("-->", opening + 4)
            if closing >= 0:
                position = closing + 3
                continue
            comments = False
        closing = html.find(">", opening)
        if closing < 0:
            break
        position = _after_unread(html, opening, closing, unclosed)
        pieces.append("\n" if html[opening + 1 : opening + 2] in "/" else " ")
    text = _entities.unescape("".join(pieces))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _after_unread(html: str, opening: int, closing: int, unclosed: set[str]) -> int:
    """Return where reading goes on after a tag: behind the end of what browsers do not show."""
    match = _UNREAD.match(html, opening + 1)
    name = match.group(1).lower() if match else ""
    if not name or name in unclosed:
        return closing + 1
    end = re.compile(f"</{name}", re.I).search(html, closing)
    if end is None:
        unclosed.add(name)
        return len(html) if name in ("script", "style") else closing + 1
    after = html.find(">", end.end())
    return len(html) if after < 0 else after + 1
