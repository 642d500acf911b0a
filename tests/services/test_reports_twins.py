"""No figure of a report without a slow twin: a count of its own over any history."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from agent_console.desk.metrics_report import Name

HERE = Path(__file__).parent


def compared() -> Iterator[str]:
    """Yield the figures that tests over made-up histories take out of a report and assert on."""
    for path in sorted(HERE.glob("test_*_any.py")):
        for test in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(test, ast.FunctionDef) and _is_given(test):
                yield from _figures(test)


def _is_given(test: ast.FunctionDef) -> bool:
    calls = [one.func for one in test.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Name) and one.id == "given" for one in calls)


def _figures(test: ast.FunctionDef) -> Iterator[str]:
    """Yield what stands in ``report.figure(Name.X)``, itself or as what a loop goes through."""
    looped = {}
    for node in ast.walk(test):
        if isinstance(node, ast.For):
            targets = {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
            looped.update(dict.fromkeys(targets, _names(node.iter)))
    for node in ast.walk(test):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and isinstance(called, ast.Attribute):
            what = node.args[0] if called.attr == "figure" else ast.Constant(None)
            yield from looped.get(what.id, ()) if isinstance(what, ast.Name) else _names(what)


def _names(node: ast.expr) -> list[str]:
    return [
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and one.value.id == "Name"
    ]


def test_every_figure_is_compared_with_a_slow_count_over_any_history() -> None:
    assert set(Name.__members__) - set(compared()) == set()
