"""HTML to lines: bounded, harmless, honest about links, and plain text comes through whole."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from agent_console.desk.text import to_screen
from agent_console.mail.html import MAX_LEVEL, MAX_LINKS, render_html
from agent_console.mail.parts import walk_parts
from fuzz.checks import Target, harmless, steady
from fuzz.choices import as_text
from fuzz.targets import words


def check(data: bytes) -> None:
    """Render bytes as HTML, and the same text escaped."""
    source = as_text(data)
    rendered = steady(lambda: render_html(source, first_link=7))
    for level, line in rendered.lines:
        assert 0 <= level <= MAX_LEVEL
        harmless(line)
    assert len(rendered.links) <= MAX_LINKS
    shown = "\n".join(line for _level, line in rendered.lines)
    for number, link in enumerate(rendered.links, start=7):
        harmless(link.text)
        harmless(link.target)
        assert link.text
        assert link.target.lower().startswith(("http://", "https://", "mailto:"))
        assert f"[{number}]" in shown, f"no mark of link {number}"
    plain = to_screen(source)
    escaped = render_html(f"<p>{html.escape(plain)}</p>")
    assert _squeezed(line for _level, line in escaped.lines) == _squeezed([plain])


def _squeezed(lines: Iterator[str] | list[str]) -> str:
    return "".join("".join(lines).split())


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the HTML parts of mails."""
    for raw in mails:
        for part in walk_parts(raw).parts:
            if part.type == "text/html":
                yield part.content()


TARGET = Target(check, (*words.HTML, *words.TERMINAL), seeds)
