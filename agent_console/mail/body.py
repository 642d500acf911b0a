"""The readable text of a mail: which parts to show, unwrapped and as plain lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from agent_console.desk.mail import Link
from agent_console.desk.text import to_screen
from agent_console.mail.charset import decode_bytes
from agent_console.mail.html_text import MAX_HTML, strip_tags
from agent_console.mail.parts import ENRICHED_TEXTS, Part

MAX_TEXT = 1_000_000
MAX_LINES = 100_000
UNKNOWN = -1
"""The quote level of lines that only the scanner can tell."""
_SHORT = 400
_SENTENCE = 50
_MEASURED = 200_000
_WORD = re.compile(r"[^\W_]{1,200}")
_BOILERPLATE = re.compile(
    r"(does not|doesn't|cannot|can't|unable to|not able to|kein|nicht|kann|keine?n?).{0,60}html"
    r"|html.{0,80}(not supported|nicht|unterstützt|ansicht|format|viewer|message|version|only)"
    r"|view (this|it|the) .{0,40}(browser|online)|im browser (ansehen|anzeigen|öffnen)"
    r"|multi-?part message|^\W{0,20}$",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET_IN_HTML = re.compile(
    rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)


@dataclass(slots=True)
class Body:
    """The text of a mail as it is put together; one quote level for each line of ``lines``."""

    lines: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    from_html: bool = False
    cut: bool = False
    lost: bool = False
    length: int = 0

    def add(self, lines: list[tuple[int, str]]) -> None:
        """Append lines after a blank one, up to the text limit."""
        if self.lines and lines:
            self._append(0, "")
        self._fill(lines)

    def add_plain(self, lines: list[str]) -> None:
        """Append lines of plain text, in which finding quotes is left to the scanner."""
        size = sum(map(len, lines)) + len(lines)
        if self.length + size >= MAX_TEXT or len(self.lines) + len(lines) >= MAX_LINES:
            self.add([(UNKNOWN, line) for line in lines])
            return
        if self.lines and lines:
            self._append(0, "")
        self.lines += lines
        self.levels += [UNKNOWN] * len(lines)
        self.length += size

    def _fill(self, lines: list[tuple[int, str]]) -> None:
        for level, line in lines:
            if self.length + len(line) > MAX_TEXT or len(self.lines) >= MAX_LINES:
                self._append(level, line[: max(0, MAX_TEXT - self.length)])
                self.cut = True
                return
            self._append(level, line)

    def _append(self, level: int, line: str) -> None:
        self.lines.append(line)
        self.levels.append(level)
        self.length += len(line) + 1

    def text(self) -> str:
        """Return the lines as one text without blank lines at its end."""
        while self.lines and not self.lines[-1].strip():
            self.lines.pop()
            self.levels.pop()
        return "\n".join(self.lines)


def read_body(parts: list[Part]) -> Body:
    """Put the readable parts together; of alternatives plain text, or HTML when that says more.

    Named text parts are attachments, but shown when the mail has no other text.
    """
    body = Body()
    texts = [part for part in parts if part.is_text()] or [
        part for part in parts if part.may_be_text()
    ]
    done: set[int] = set()
    for part in texts:
        if part.alternative >= 0:
            if part.alternative in done:
                continue
            done.add(part.alternative)
            group = [other for other in texts if other.alternative == part.alternative]
            _add_alternative(body, group)
        else:
            _add_part(body, part)
        if body.cut:
            break
    return body


def _add_alternative(body: Body, group: list[Part]) -> None:
    plain = [part for part in group if part.type != "text/html"]
    html = [part for part in group if part.type == "text/html"]
    shown = [(part, _plain_lines(part, body)) for part in plain]
    letters = "\n".join(line for _part, lines in shown for line in lines).strip()
    if html and (not letters or (len(letters) < _SHORT and _is_stand_in(letters, html, body))):
        for part in html:
            _add_part(body, part)
        return
    for _part, lines in shown:
        body.add_plain(lines)


def _is_stand_in(plain: str, html: list[Part], body: Body) -> bool:
    """Tell a short plain text that only stands for the HTML: it says so, or lacks a sentence.

    What is left out is only measured where the HTML is small enough to be read at once.
    """
    if _BOILERPLATE.search(plain):
        return True
    if sum(part.end - part.start for part in html) > _MEASURED:
        return False
    full = Counter(_words(" ".join(strip_tags(_html_text(part, body)) for part in html)))
    said = Counter(_words(plain))
    lacking, own = (full - said).elements(), (said - full).elements()
    lack = sum(map(len, lacking))
    return lack > _SENTENCE and lack > 2 * sum(map(len, own))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _add_part(body: Body, part: Part) -> None:
    if part.type != "text/html":
        lines = _plain_lines(part, body)
        if any(map(str.strip, lines)):
            body.add_plain(lines)
        return
    add_html(body, _html_text(part, body))


def add_html(body: Body, html: str) -> None:
    """Render HTML into the body, its quotes marked with ">"."""
    from agent_console.mail.html import render_html

    rendered = render_html(html, first_link=len(body.links) + 1)
    body.from_html = True
    body.lost |= rendered.lost_text
    body.links.extend(rendered.links)
    body.add([(level, _marked(level, line)) for level, line in rendered.lines])


def _marked(level: int, line: str) -> str:
    return f"{'>' * level} {line}".rstrip() if level else line


def _html_text(part: Part, body: Body) -> str:
    data = part.content(MAX_HTML * 2)
    body.cut |= part.end - part.start > MAX_HTML * 2
    charset = part.params.get("charset", "")
    if not charset and (match := _CHARSET_IN_HTML.search(data[:4_096])):
        charset = match.group(1).decode("ascii")
    text = decode_bytes(data, charset)
    body.cut |= len(text) > MAX_HTML
    return text[:MAX_HTML]


def _plain_lines(part: Part, body: Body) -> list[str]:
    """Return the lines of a text part, cleaned, without blank ones around them."""
    data = part.content(MAX_TEXT * 4)
    text = decode_bytes(data, part.params.get("charset", ""))
    body.cut |= len(text) > MAX_TEXT or part.end - part.start > MAX_TEXT * 4
    text = to_screen(text[:MAX_TEXT])
    if part.type in ENRICHED_TEXTS:
        text = re.sub(r"<[^<>\n]{0,200}>", "", text)
    if part.params.get("format", "").lower() == "flowed":
        text = unflow(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    lines = [line.rstrip() if line != "-- " else line for line in text.split("\n")]
    first, last = 0, len(lines)
    while first < last and not lines[first]:
        first += 1
    while last > first and not lines[last - 1]:
        last -= 1
    return lines[first:last] or [""]


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Join the soft line ends of format=flowed text (RFC 3676 §4)."""
    out: list[str] = []
    paragraph: list[str] = []
    open_level = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        level = len(line) - len(content)
        content = content.removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        piece = content[:-1] if soft and delete_space else content
        if open_level != level or content == "-- ":
            out.append("".join(paragraph))
            paragraph = [f"{'>' * level} "] if level else []
        paragraph.append(piece)
        open_level = level if soft else -1
    out.append("".join(paragraph))
    return "\n".join(out[1:])
