"""Pages of frequent questions: made of the team's canned answers, written as whole files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from agent_console.config import Config
from agent_console.desk.canned import Entry
from agent_console.desk.canned_render import Values
from agent_console.desk.entry_files import Form
from agent_console.desk.faq import Faq, Source, faq_of
from agent_console.desk.request_types import RequestTypes
from agent_console.errors import ConsoleError
from agent_console.i18n import LANGUAGES, _
from agent_console.services.faq_html import faq_html
from agent_console.services.faq_markdown import faq_markdown
from agent_console.services.faq_words import page_words

PAGE = "faq.html"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def made_faq(
    entries: Sequence[Entry],
    types: RequestTypes,
    asked: Mapping[str, int],
    config: Config | None,
    languages: Sequence[str] = LANGUAGES,
    form: Form = Form.FORMAL,
) -> Faq:
    """Return the pages of these languages; without settings only what needs no team values."""

    def named(kind: str, language: str) -> str:
        known = types.get(kind)
        return known.name(language) if known else kind or page_words(language).other

    values = {one: own_values(config, one) for one in languages}
    return faq_of(Source(entries, values, asked, named, form), languages)


def own_values(config: Config | None, language: str) -> Values:
    """Return what everybody may read: the team's values, the mailbox's name and address."""
    if config is None:
        return {}
    return {
        **config.library.team_values(language),
        "mailbox.name": config.mailbox.name,
        "mailbox.address": config.mailbox.address,
    }


def write_faq(faq: Faq, folder: Path, team: str = "", address: str = "") -> tuple[Path, ...]:
    """Write ``faq.html`` and one ``faq.LANGUAGE.md`` for each language; return the files.

    The folder is made where it is missing. Each file appears whole, in place of the one that the
    last build left. Raises ConsoleError in words.
    """
    texts = {PAGE: faq_html(faq, team, address)}
    for page in faq.pages:
        texts[f"faq.{page.language}.md"] = faq_markdown(page, team, address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _write(folder / name, text)
    except OSError as error:
        raise ConsoleError(
            _("Frequent questions"),
            _("{path} cannot be written: {reason}").format(path=folder, reason=error.strerror),
            _("Name another folder with --out, or check the permissions."),
        ) from error
    return tuple(folder / name for name in texts)


def _write(path: Path, text: str) -> None:
    """Write a file that a web server may read, whole or not at all."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    descriptor = os.open(temporary, _NEW, 0o644)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
