"""Collect every text of the program into the message catalogues.

German is then written by hand in its ``messages.po``; the English catalogue repeats the texts and
gives the plural forms. Texts that are gone are dropped, known translations are kept.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "agent_console"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def collect() -> Catalog:
    """Return all texts of the package with the places where they stand."""
    catalogue = Catalog(project="agent-console", charset="utf-8")
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for path, _line, message, comments, context in found:
        place = (Path("agent_console", path).as_posix(), 0)
        catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def update(language: str, texts: Catalog) -> tuple[int, int]:
    """Bring one catalogue up to date; return (texts, texts without translation)."""
    file = PACKAGE / "locales" / language / "LC_MESSAGES" / "messages.po"
    old = (
        read_po(BytesIO(file.read_bytes()), locale=language)
        if file.exists()
        else Catalog(locale=language)
    )
    new = Catalog(locale=language, project="agent-console", charset="utf-8", fuzzy=False)
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
        write_po(target, new, width=100, omit_header=False, no_location=True)
    return len(new), missing


def main() -> None:
    """Update both catalogues and say what is left to translate."""
    texts = collect()
    for language in ("de", "en"):
        count, missing = update(language, texts)
        print(f"{language}: {count} texts, {missing} without translation")


if __name__ == "__main__":
    main()
