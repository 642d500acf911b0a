"""Text from outside reaches a widget only through ``desk.text.to_screen`` and never as markup.

Held on the syntax of every screen: whatever shows text gets a literal, a translated text, a value
of :class:`textual.content.Content`, or switches markup off.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.source import Module, modules

pytestmark = pytest.mark.promise("widget that shows text of others", "P17")

SCREENS = [m for m in modules() if m.room in ("screens", "app")]
MARKUP_WIDGETS = frozenset({"Static", "Label", "Button", "OptionList", "Option", "Select"})
FORBIDDEN_WIDGETS = frozenset({"DataTable", "ListView", "Tree", "Markdown", "RichLog"})
OUTSIDE = frozenset({"subject", "customer_name", "customer_email", "snippet", "detail"})
CLEANING = frozenset({"to_screen", "line"})
SHOWING = frozenset({"format", "Content", "assemble", "Option", "Static", "notify"})
TITLES = frozenset({"border_title", "border_subtitle", "tooltip", "sub_title"})


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _calls(module: Module) -> list[ast.Call]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]


def _markup_is_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _makers(module: Module) -> frozenset[str]:
    """Functions of the module that say they return Content."""
    return frozenset(
        node.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and ast.unparse(node.returns) == "Content"
    )


def _is_safe(value: ast.expr, module: Module) -> bool:
    """A literal, or a call that builds Content."""
    if isinstance(value, ast.Constant):
        return True
    makers = _makers(module) | {"Content", "assemble"}
    return isinstance(value, ast.Call) and _name(value.func) in makers


@pytest.mark.parametrize("module", SCREENS, ids=lambda module: module.name)
def test_widgets_that_read_markup_get_none_from_data(module: Module) -> None:
    wrong = [
        f"line {call.lineno}: {_name(call.func)}"
        for call in _calls(module)
        if _name(call.func) in MARKUP_WIDGETS
        and not _markup_is_off(call)
        and call.args
        and not _is_safe(call.args[0], module)
    ]
    assert not wrong


@pytest.mark.parametrize("module", SCREENS, ids=lambda module: module.name)
def test_notifications_are_never_markup(module: Module) -> None:
    wrong = [
        f"line {call.lineno}"
        for call in _calls(module)
        if _name(call.func) == "notify" and not _markup_is_off(call)
    ]
    assert not wrong


@pytest.mark.parametrize("module", SCREENS, ids=lambda module: module.name)
def test_widgets_that_cannot_show_outside_text_safely_or_fast_are_not_used(module: Module) -> None:
    used = {
        alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not used & FORBIDDEN_WIDGETS


@pytest.mark.parametrize("module", SCREENS, ids=lambda module: module.name)
def test_titles_are_set_to_literals_or_content_only(module: Module) -> None:
    wrong = [
        f"line {node.lineno}: {target.attr}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr in TITLES
        and not _is_safe(node.value, module)
    ]
    assert not wrong


def test_outside_fields_are_cleaned_where_screens_show_them() -> None:
    """Fields that hold outside text go into texts only inside a cleaning call."""
    wrong = []
    for module in SCREENS:
        cleaned = _inner(call for call in _calls(module) if _name(call.func) in CLEANING)
        shown = _inner(
            node
            for node in ast.walk(module.tree)
            if isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.Call) and _name(node.func) in SHOWING)
        )
        wrong += [
            f"{module.name}:{node.lineno}: {ast.unparse(node)}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute)
            and node.attr in OUTSIDE
            and id(node) in shown - cleaned
        ]
    assert not wrong


def _inner(nodes: Iterable[ast.AST]) -> set[int]:
    return {id(inner) for node in nodes for inner in ast.walk(node)}
