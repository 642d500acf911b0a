"""HTML mails as plain lines with quote levels; nothing is ever fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agent_console.desk.mail import Link
from agent_console.desk.text import to_screen
from agent_console.mail.html_tables import BLOCKS, aligned, is_data_table
from agent_console.mail.html_text import MAX_HTML, count_letters, is_deeper_than, strip_tags

MAX_NODES = 60_000
MAX_LINKS = 1_000
MAX_LEVEL = 20
MAX_DEPTH = 3_000
_MAX_TARGET = 2_000
_KEPT_SHARE = 0.6
_FEW_LETTERS = 40
_LONG_TAG = re.compile(r"<[^<>]{20000,}>?")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
        "iframe",
    ]
)
_PARAGRAPH = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
        "ul",
        "ol",
        "dl",
        "pre",
    ]
)
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all"
    r"|(?:max-height|font-size|line-height|opacity)\s{0,9}:\s{0,9}0(?:\.0{1,9})?(?:px|pt|em|%)?"
    r"\s{0,9}(?:!important)?\s{0,9}(?:;|$)",
    re.IGNORECASE,
)
_LINKABLE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class RenderedHtml:
    """Lines with their quote level (0 is the writer's own text), and the links that need a look.

    A "[n]" in the lines stands behind words that lead elsewhere than they say; its place is the
    n-th of ``links``. ``lost_text`` says that the layout failed and the bare text is shown.
    """

    lines: tuple[tuple[int, str], ...]
    links: tuple[Link, ...]
    lost_text: bool


def render_html(html: str, *, first_link: int = 1) -> RenderedHtml:
    """Render the HTML of a mail; never raises on its content.

    Hidden parts are dropped. At most 1.5 MB and 60,000 nodes are read. When less than 60 % of the
    visible letters arrive, the text without tags is returned instead.
    """
    html = _LONG_TAG.sub("", html[:MAX_HTML].replace("\0", ""))
    if is_deeper_than(html, MAX_DEPTH):
        return _bare_text(strip_tags(html))
    walk = _Walk(first_link)
    root = LexborHTMLParser(html).body
    if root is not None:
        _traverse(root, walk)
    lines = walk.finish()
    kept = sum(count_letters(line) for _level, line in lines) + walk.hidden_letters
    stripped = strip_tags(html)
    total = count_letters(stripped)
    if kept >= _KEPT_SHARE * total or (kept and total - kept < _FEW_LETTERS):
        return RenderedHtml(tuple(lines), tuple(walk.links), lost_text=False)
    return _bare_text(stripped)


def _bare_text(stripped: str) -> RenderedHtml:
    lines = to_screen(stripped).split("\n")
    return RenderedHtml(tuple((0, line.strip()) for line in lines), (), lost_text=True)


def _traverse(root: LexborNode, walk: _Walk) -> None:
    """Walk the tree depth first without recursion, up to the node limit."""
    node: LexborNode | None = root
    open_nodes: list[LexborNode] = []
    visited = 0
    while node is not None and visited < MAX_NODES:
        visited += 1
        inside = walk.enter(node)
        child = node.child if inside else None
        if child is not None:
            open_nodes.append(node)
            node = child
            continue
        if inside:
            walk.leave(node)
        node = _following(node, open_nodes, walk)
    for opened in reversed(open_nodes):
        walk.leave(opened)


def _following(node: LexborNode, open_nodes: list[LexborNode], walk: _Walk) -> LexborNode | None:
    if not open_nodes:
        return None
    following = node.next
    while following is None:
        parent = open_nodes.pop()
        walk.leave(parent)
        if not open_nodes:
            return None
        following = parent.next
    return following


@dataclass(slots=True)
class _Anchor:
    target: str
    start: int


class _Walk:
    """What the renderer has written so far, and which elements are open."""

    def __init__(self, first_link: int) -> None:
        self.lines: list[tuple[int, str]] = []
        self.links: list[Link] = []
        self.hidden_letters = 0
        self._first_link = first_link
        self._numbers: dict[str, int] = {}
        self._pieces: list[str] = []
        self._level = 0
        self._hidden = 0
        self._pre = 0
        self._lists: list[int] = []
        self._bullet = ""
        self._anchors: list[_Anchor] = []
        self._tables: list[list[list[str]] | None] = []
        self._blank = True

    def enter(self, node: LexborNode) -> bool:
        """Take in a node; True when its children are to be visited and ``leave`` to be called."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag is None or tag in _SKIPPED or tag[0] in "-!":
            return False
        if self._hidden or _is_hidden(node):
            self._hidden += 1
            return True
        if tag == "br":
            self._line_break()
            return False
        if tag == "img":
            self._image(node)
            return False
        self._open(node, tag)
        return True

    def leave(self, node: LexborNode) -> None:
        """Close an element whose children are done."""
        if self._hidden:
            self._hidden -= 1
            return
        tag = node.tag or ""
        if tag == "a":
            self._close_anchor()
        elif tag in ("td", "th") and self._tables and self._tables[-1] is not None:
            self._close_cell(self._tables[-1])
            return
        elif tag == "table":
            self._close_table()
        if tag in BLOCKS:
            self._flush(paragraph=tag in _PARAGRAPH)
        if tag == "blockquote":
            self._level -= 1
            if self.lines and not self.lines[-1][1]:
                self.lines[-1] = (min(self._level, MAX_LEVEL), "")
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def finish(self) -> list[tuple[int, str]]:
        """Return all lines, without blank ones at the end."""
        self._flush()
        while self.lines and not self.lines[-1][1]:
            self.lines.pop()
        return self.lines

    def _text(self, text: str) -> None:
        if self._hidden:
            self.hidden_letters += count_letters(text)
        elif self._pre:
            self._pieces.append(to_screen(text))
        else:
            text = to_screen(_SPACE.sub(" ", text))
            if text:
                self._pieces.append(text)

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag in ("td", "th") and self._tables and self._tables[-1] is not None:
            return
        if tag in BLOCKS:
            self._flush(paragraph=tag in _PARAGRAPH)
        if tag == "blockquote":
            self._level += 1
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag == "a":
            target = (node.attributes.get("href") or "").strip()
            self._anchors.append(_Anchor(target, len(self._pieces)))
        elif tag == "hr":
            self._pieces.append("─" * 20)
        elif tag == "table":
            self._tables.append([] if is_data_table(node) else None)
        elif tag == "tr" and self._tables and self._tables[-1] is not None:
            self._tables[-1].append([])

    def _next_bullet(self) -> str:
        indent = "  " * max(0, min(len(self._lists), 10) - 1)
        if not self._lists or self._lists[-1] < 0:
            return f"{indent}• "
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}. "

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        sizes = (attributes.get("width") or "", attributes.get("height") or "")
        alt = to_screen(attributes.get("alt") or "", one_line=True)[:200]
        if alt and not any(size in ("0", "1", "2", "3") for size in sizes):
            self._pieces.append(f"[{alt}]")

    def _close_anchor(self) -> None:
        if not self._anchors:
            return
        anchor = self._anchors.pop()
        shown = _SPACE.sub(" ", "".join(self._pieces[anchor.start :])).strip()
        target = to_screen(anchor.target, one_line=True)[:_MAX_TARGET]
        if not shown or not target.lower().startswith(_LINKABLE) or _same_place(shown, target):
            return
        number = self._numbers.get(target)
        if number is None:
            if len(self.links) >= MAX_LINKS:
                return
            self.links.append(Link(shown[:200], target))
            number = self._first_link + len(self.links) - 1
            self._numbers[target] = number
        self._pieces.append(f" [{number}]")

    def _line_break(self) -> None:
        if self._tables and self._tables[-1] is not None:
            self._pieces.append(" ")
        elif "".join(self._pieces).strip():
            self._flush()
        else:
            self._pieces.clear()
            self._blank_line()

    def _flush(self, *, paragraph: bool = False) -> None:
        """Write the collected pieces as lines; ``paragraph`` puts a blank line behind them."""
        text = "".join(self._pieces)
        self._pieces.clear()
        for anchor in self._anchors:
            anchor.start = 0
        if not self._pre:
            text = _SPACE.sub(" ", text).strip()
        if text.strip():
            level = min(self._level, MAX_LEVEL)
            for line in (self._bullet + text).rstrip("\n").split("\n"):
                self.lines.append((level, line.rstrip()))
            self._bullet = ""
            self._blank = False
        if paragraph:
            self._blank_line()

    def _blank_line(self) -> None:
        if not self._blank:
            self.lines.append((min(self._level, MAX_LEVEL), ""))
            self._blank = True

    def _close_cell(self, rows: list[list[str]]) -> None:
        text = _SPACE.sub(" ", "".join(self._pieces)).strip()
        self._pieces.clear()
        if not rows:
            rows.append([])
        rows[-1].append(text)

    def _close_table(self) -> None:
        rows = self._tables.pop() if self._tables else None
        for line in aligned(rows or []):
            self.lines.append((min(self._level, MAX_LEVEL), line))
            self._blank = False


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style[:4_000]))


def _same_place(shown: str, target: str) -> bool:
    return _bare(shown) == _bare(target)


def _bare(place: str) -> str:
    place = place.strip("<>[]() .").lower()
    for prefix in ("mailto:", "https://", "http://"):
        place = place.removeprefix(prefix)
    return place.split("?", 1)[0].rstrip("/") if "@" in place else place.rstrip("/")
