"""Every text a person sees goes through gettext, and both languages are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.source import PACKAGE, ROOT

PLACEHOLDER = re.compile(r"\{[a-z_0-9.]*(?::[^}]*)?\}|%\([a-z_]+\)[sd]|%[sd]")
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def _catalogue(language: str) -> Catalog:
    path = PACKAGE / "locales" / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def _texts_in_code() -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    found = extract_from_dir(
        str(PACKAGE),
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
    )
    for path, line, message, _comments, context in found:
        texts = message if isinstance(message, tuple) else (message,)
        yield f"{Path(path).name}:{line}", texts, context


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


@pytest.mark.parametrize("language", ["de", "en"])
def test_translations_keep_every_placeholder(language: str) -> None:
    wrong = []
    for entry in _catalogue(language):
        if not entry.id:
            continue
        originals = entry.id if isinstance(entry.id, (list, tuple)) else (entry.id,)
        strings = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
        translated = [text or "" for text in strings]
        expected = {p for text in originals for p in PLACEHOLDER.findall(text)}
        for text in translated:
            extra = set(PLACEHOLDER.findall(text)) - expected
            lost = set(PLACEHOLDER.findall(originals[-1])) - set(PLACEHOLDER.findall(text))
            if extra or (lost and text is translated[-1]):
                wrong.append(f"{originals[0]!r} → {text!r}")
    assert not wrong


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
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unfinished.search(line)
    ]
    assert not found
