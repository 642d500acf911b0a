"""Every text a person sees goes through gettext, and both languages are complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.source import PACKAGE, ROOT, modules

# What is filled in counts, not how a date is written: 2026-12-24 is 24.12.2026 in German.
PLACEHOLDER = re.compile(r"(\{[a-z_0-9.]*)(?::%[^}]*)?((?::[^}]*)?\})|(%\([a-z_]+\)[sd]|%[sd])")
LIMIT = re.compile(r"at most (\d+) ")
LEFT = "raise NotImplementedError"
GETTEXT = {"_": 1, "ngettext": 2, "pgettext": 2}


def _catalogue(language: str) -> Catalog:
    path = PACKAGE / "locales" / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


@cache
def _calls() -> tuple[tuple[str, str, list[ast.expr]], ...]:
    """Return (place, function, its texts) of every gettext call of the package."""
    return tuple(
        (f"{module.path.name}:{node.lineno}", node.func.id, node.args[: GETTEXT[node.func.id]])
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in GETTEXT
    )


def _texts_in_code() -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    for place, name, arguments in _calls():
        words = tuple(a.value for a in arguments if isinstance(a, ast.Constant))
        texts = tuple(word for word in words if isinstance(word, str))
        if name == "pgettext":
            yield place, texts[1:], texts[0]
        else:
            yield place, texts, None


def test_every_translated_text_is_written_out_where_it_is_translated() -> None:
    assert not [
        f"{place}: {ast.unparse(argument)}"
        for place, _name, arguments in _calls()
        for argument in arguments
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_text_in_the_code_has_its_words(language: str) -> None:
    catalogue = _catalogue(language)
    missing = []
    for place, texts, context in _texts_in_code():
        entry = catalogue.get(texts[0], context)
        if entry is None or not _complete(
            entry, plural=len(texts) > 1, forms=catalogue.num_plurals
        ):
            missing.append(f"{place}: {texts[0]!r}")
    assert not missing


def _complete(entry: Message, *, plural: bool, forms: int) -> bool:
    if entry.fuzzy:
        return False
    if not plural:
        return bool(entry.string)
    return (
        isinstance(entry.string, (list, tuple)) and len(entry.string) == forms and all(entry.string)
    )


def _placeholders(text: str) -> set[str]:
    return {"".join(parts) for parts in PLACEHOLDER.findall(text)}


@pytest.mark.parametrize("language", ["de", "en"])
def test_translations_keep_every_placeholder(language: str) -> None:
    wrong = []
    for entry in _catalogue(language):
        if not entry.id:
            continue
        originals = entry.id if isinstance(entry.id, (list, tuple)) else (entry.id,)
        strings = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
        translated = [text or "" for text in strings]
        expected = {p for text in originals for p in _placeholders(text)}
        for text in translated:
            extra = _placeholders(text) - expected
            lost = _placeholders(originals[-1]) - _placeholders(text)
            if extra or (lost and text is translated[-1]):
                wrong.append(f"{originals[0]!r} → {text!r}")
    assert not wrong


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_text_with_a_limit_keeps_it(language: str) -> None:
    limits = [
        (str(entry.string), int(limit[1]))
        for entry in _catalogue(language)
        if (limit := LIMIT.search(entry.context or ""))
    ]
    assert limits
    assert not [text for text, most in limits if len(_filled(text)) > most]


def _filled(text: str) -> str:
    return text.format(month=12, day=31) if "{" in text else text


@pytest.mark.parametrize("language", ["de", "en"])
def test_catalogue_holds_no_text_that_is_gone(language: str) -> None:
    used = {(texts[0], context) for _place, texts, context in _texts_in_code()}
    entries = [entry for entry in _catalogue(language) if entry.id]
    gone = [
        key
        for entry in entries
        if (
            key := (entry.id[0] if isinstance(entry.id, (list, tuple)) else entry.id, entry.context)
        )
        not in used
    ]
    assert not gone


def test_project_text_names_no_unfinished_work() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unfinished.search(line)
    ]
    assert not found


def test_every_method_that_is_left_to_others_is_written_by_one() -> None:
    written: set[str] = set()
    left: dict[str, str] = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            last = node.body[-1]
            if isinstance(last, ast.Raise) and ast.unparse(last).startswith(LEFT):
                left[node.name] = f"{module.path.name}:{node.lineno}"
            else:
                written.add(node.name)
    assert not {name: place for name, place in left.items() if name not in written}
