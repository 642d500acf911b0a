"""No room grows until nobody finds anything in it."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import Module, modules

FILE_LINES = 400
FUNCTION_LINES = 50
CLASS_METHODS = 20


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_file_stays_small_enough_to_read(module: Module) -> None:
    lines = len(module.path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES, f"{module.path.name} has {lines} lines"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_functions_stay_small_enough_to_read(module: Module) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_classes_keep_to_one_idea(module: Module) -> None:
    large = [
        f"{node.name}: {len(methods)} methods"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and len(
            methods := [
                item
                for item in node.body
                if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
            ]
        )
        > CLASS_METHODS
    ]
    assert not large
