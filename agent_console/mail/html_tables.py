"""Tables of HTML mails: which hold data, and their rows as aligned columns."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from agent_console.desk.text import cell_width

_MAX_TABLE_WIDTH = 100
_MAX_CELL = 40
_MAX_LOOKED_AT = 400
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "nav",
        "table",
        "caption",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "center",
        "address",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "main",
        "figure",
        "figcaption",
        "hr",
    ]
)


def is_data_table(table: LexborNode) -> bool:
    """Tell a table of short values from one that only places blocks on the page."""
    columns = 0
    rows = 0
    stack = [table.child]
    budget = _MAX_LOOKED_AT
    while stack and budget:
        node = stack.pop()
        if node is None:
            continue
        budget -= 1
        stack.append(node.next)
        tag = node.tag
        if tag in BLOCKS and tag not in ("tr", "td", "th", "caption"):
            return False
        if tag == "tr":
            rows += 1
        elif tag in ("td", "th"):
            columns += 1
        stack.append(node.child)
    return budget > 0 and rows >= 2 and columns >= 2 * rows


def aligned(rows: list[list[str]]) -> list[str]:
    """Return table rows in aligned columns, or one cell behind the other when they are too wide."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    columns = max(len(row) for row in rows)
    widths = [
        max((cell_width(row[column]) for row in rows if column < len(row)), default=0)
        for column in range(columns)
    ]
    if sum(widths) + 2 * columns > _MAX_TABLE_WIDTH or max(widths) > _MAX_CELL:
        return [" | ".join(cell for cell in row if cell) for row in rows]
    return [
        "  ".join(
            cell + " " * (width - cell_width(cell))
            for cell, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in rows
    ]
