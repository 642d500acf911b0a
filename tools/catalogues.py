"""Collect every text of the program into the message catalogues.

German is then written by hand in its ``messages.po``; the English catalogue repeats the texts and
gives the plural forms. Texts that are gone are dropped, known translations are kept.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "agent_console"
HEAD = """\
# {language} words of Agent Console.
# Copyright (C) 2026 The Agent Console authors
# This file is distributed under the MIT licence of Agent Console.
#"""
LANGUAGES = {"de": "German", "en": "English"}
# A fixed day: the file changes only when a text does.
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def texts_of(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Yield (text or both number forms, context) of each gettext call, within f-strings too."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        match node.func.id, words:
            case "_", [text]:
                yield text, None
            case "ngettext", [singular, plural]:
                yield (singular, plural), None
            case "pgettext", [context, text]:
                yield text, context


def collect() -> Catalog:
    """Return all texts of the package."""
    catalogue = Catalog()
    for path in sorted(PACKAGE.rglob("*.py")):
        for text, context in texts_of(path.read_text(encoding="utf-8")):
            catalogue.add(text, context=context)
    return catalogue


def update(language: str, texts: Catalog) -> tuple[int, int]:
    """Bring one catalogue up to date; return (texts, texts without translation)."""
    file = PACKAGE / "locales" / language / "LC_MESSAGES" / "messages.po"
    old = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog()
    new = _empty(language)
    missing = 0
    for entry in sorted((e for e in texts if e.id), key=lambda e: (str(e.id), e.context or "")):
        key = entry.id[0] if isinstance(entry.id, (list, tuple)) else entry.id
        known = old.get(key, entry.context)
        string = known.string if known is not None else None
        if language == "en":
            string = entry.id
        if not string or (isinstance(string, (list, tuple)) and not all(string)):
            missing += 1
        new.add(entry.id, string, context=entry.context)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, new, width=100, no_location=True)
    return len(new), missing


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment=HEAD.format(language=LANGUAGES[language]),
        project="agent-console",
        version="1",
        msgid_bugs_address="see CONTRIBUTING.md",
        creation_date=_BEGUN,
        revision_date=_BEGUN,
        last_translator="The Agent Console authors",
        language_team=LANGUAGES[language],
        charset="utf-8",
        fuzzy=False,
    )


def main() -> None:
    """Update both catalogues and say what is left to translate."""
    texts = collect()
    for language in LANGUAGES:
        count, missing = update(language, texts)
        print(f"{language}: {count} texts, {missing} without translation")


if __name__ == "__main__":
    main()
