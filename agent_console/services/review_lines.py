"""A monthly review as lines of text, as JSON, and as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from agent_console.desk.review import Line, Review, Section
from agent_console.desk.text import cell_width, shorten, to_screen
from agent_console.i18n import _
from agent_console.services.review_words import (
    before_words,
    headline,
    nothing_word,
    sample_words,
    section_help,
    section_word,
    value_words,
)

_VALUE, _SAMPLE, _BEFORE = 9, 12, 24
_SHOWN_REFS = 50
_STYLE = """
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --back: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --line: #3d444d; --back: #0d1117; }
}
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: var(--ink);
  background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.part th { padding-left: 2rem; font-weight: normal; }
.soft { color: var(--soft); font-size: .85rem; }
@media print {
  :root { --ink: #000; --soft: #333; --line: #999; --back: #fff; }
  body { margin: 0; max-width: none; font-size: 11pt; }
  section, tr { break-inside: avoid; }
}
"""


def review_lines(review: Review, width: int = 100) -> Iterator[str]:
    """Yield a review as lines for a terminal of that width."""
    yield headline(review)
    for section in Section:
        yield ""
        yield section_word(section)
        lines = review.of(section)
        if not lines:
            yield f"  {nothing_word(section)}"
        for line in lines:
            yield line_text(line, review, width)
            if note := note_text(line, width):
                yield note


def line_text(line: Line, review: Review, width: int) -> str:
    """Return a line: what it is about, its number, of how many, and the month before."""
    indent = 4 if line.is_part else 2
    room = max(width - _VALUE - _SAMPLE - _BEFORE - 3 - indent, 12)
    name = shorten(outside(line.name), room)
    cells = (
        " " * indent + name + " " * (room - cell_width(name)),
        value_words(line).rjust(_VALUE),
        sample_words(line).ljust(_SAMPLE),
        before_words(line, review),
    )
    return shorten(" ".join(cells).rstrip(), width)


def note_text(line: Line, width: int) -> str:
    """Return what more there is to say of a line, "" for nothing."""
    if line.section is Section.AGAIN or not line.note:
        return ""
    return shorten(f"      {outside(line.note)}", width)


def outside(text: str) -> str:
    """Return a customer's or a file's text as one harmless line; a dash for none."""
    return to_screen(text, one_line=True) or "–"


def review_json(review: Review) -> dict[str, object]:
    """Return a review as JSON takes it; shares are between 0 and 1, times seconds."""
    return {
        "month": review.month.name,
        "compared_with": review.before.name,
        "over": review.is_over,
        "zone": review.zone,
        "made": review.made.isoformat(),
        "sections": {
            section.value: [_plain(line) for line in review.of(section)] for section in Section
        },
    }


def _plain(line: Line) -> dict[str, object]:
    return {
        "key": line.key,
        "name": line.name,
        "value": line.value,
        "unit": line.unit.value,
        "n": line.n,
        "small": line.is_small,
        "before": line.before,
        "before_n": line.before_n,
        "part": line.is_part,
        "note": line.note,
        "tickets": list(line.refs),
    }


def review_html(review: Review, language: str) -> str:
    """Write a review as a page that stands alone, on screen and on paper."""
    name = escape(headline(review))
    body = "\n".join(_section(review, section) for section in Section)
    made = _("Made {moment} UTC. Days are those of {zone}.")
    words = made.format(moment=f"{review.made:%Y-%m-%d %H:%M}", zone=review.zone)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        f'<p class="soft">{escape(words)}</p>\n{body}\n</body>\n</html>\n'
    )


def _section(review: Review, section: Section) -> str:
    lines = review.of(section)
    text = f"<section><h2>{escape(section_word(section))}</h2>"
    text += f'<p class="soft">{escape(section_help(section))}</p>'
    if not lines:
        return f"{text}<p>{escape(nothing_word(section))}</p></section>"
    rows = "\n".join(_row(line, review) for line in lines)
    return f"{text}<table><tbody>\n{rows}\n</tbody></table></section>"


def _row(line: Line, review: Review) -> str:
    kind = ' class="part"' if line.is_part else ""
    name = escape(outside(line.name))
    if line.note and line.section is not Section.AGAIN:
        name += f'<div class="soft">{escape(outside(line.note))}</div>'
    refs = " ".join(f"#{escape(ref)}" for ref in line.refs[:_SHOWN_REFS])
    cells = (value_words(line), sample_words(line), before_words(line, review))
    numbers = "".join(f'<td class="n">{escape(cell)}</td>' for cell in cells)
    return f'<tr{kind}><th>{name}</th>{numbers}<td class="soft">{refs}</td></tr>'
