"""Whether spelling can be checked while one writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from agent_console.i18n import LANGUAGES, _
from agent_console.services.findings import Finding, good, note
from agent_console.services.spelling import PROGRAM, dictionary_of


def look_at_spelling() -> Iterator[Finding]:
    """Yield what is there of hunspell and its dictionaries."""
    title = _("Spelling")
    if shutil.which(PROGRAM) is None:
        words = _("hunspell is not installed: misspelt words are not underlined")
        hint = _("Install `hunspell hunspell-de-de hunspell-en-gb`, if you want that.")
        yield note(title, words, hint)
        return
    found = {language: dictionary_of(language, os.environ) for language in LANGUAGES}
    if missing := [language for language, name in found.items() if not name]:
        words = _("no dictionary for {languages}").format(languages=", ".join(missing))
        hint = _("Install `hunspell-de-de` or `hunspell-en-gb`, if you want that.")
        yield note(title, words, hint)
    if names := [name for name in found.values() if name]:
        yield good(title, _("hunspell with {names}").format(names=", ".join(names)))
