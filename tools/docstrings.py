"""What stands below each name of a class in its source: the documents are made from that."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise


@cache
def docstrings(described: type) -> dict[str, str]:
    """Return the text below each name of a class and of those it is made from, as Markdown."""
    found: dict[str, str] = {}
    for one in reversed(described.__mro__):
        if one.__module__.startswith("agent_console"):
            found |= dict(_documented(ast.parse(inspect.getsource(one)).body))
    return found


def _documented(statements: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    inside = [inner for one in statements if isinstance(one, ast.ClassDef) for inner in one.body]
    for key, below in pairwise(inside):
        match key, below:
            case (
                ast.AnnAssign(target=ast.Name(name)) | ast.Assign(targets=[ast.Name(name)]),
                ast.Expr(value=ast.Constant(str(text))),
            ):
                yield name, " ".join(text.split()).replace("``", "`")
