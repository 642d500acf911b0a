"""``agent-console faq``: pages of frequent questions out of canned answers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from agent_console.cli_context import load_settings, opened_desk
from agent_console.cli_output import print_json, say
from agent_console.config import Config
from agent_console.desk.entry_files import Form
from agent_console.desk.faq import Faq, Refused
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import LANGUAGES, _, ngettext
from agent_console.locations import find_locations
from agent_console.services.faq import made_faq, write_faq
from agent_console.services.library import LibraryService, own_folder, shared_folder
from agent_console.services.request_types import load_request_types
from agent_console.services.usage import UseCounts


def build(options: argparse.Namespace) -> ExitCode:
    """Write the pages; name every answer that could not be used, and why."""
    locations = find_locations()
    config = load_settings()[0] if locations.config_file.exists() else None
    own = own_folder(config.library.folder, locations.config_dir) if config else None
    library = LibraryService(own, shared=shared_folder(locations.config_dir))
    types = load_request_types(locations.rule_files[0]).value
    languages = (options.language,) if options.language else LANGUAGES
    shelf, form = library.library(), Form(options.form)
    faq = made_faq(shelf.items, types, _asked(config), config, languages, form)
    team, address = (config.mailbox.name, config.mailbox.address) if config else ("", "")
    files = write_faq(faq, Path(options.out).expanduser(), team, address)
    if options.json:
        print_json(_plain(faq, files))
    else:
        for path in files:
            print(to_screen(str(path), one_line=True))
    _tell(faq)
    for problem in shelf.problems:
        say(to_screen(problem, one_line=True))
    return ExitCode.FAILED if faq.refused or shelf.problems else ExitCode.OK


def _asked(config: Config | None) -> Mapping[str, int]:
    """Return how often answers were sent within a year; nothing as long as there is no store."""
    if config is None or not find_locations().store_file.exists():
        return {}
    with opened_desk() as desk:
        return UseCounts(desk.store).at(desk.clock.now())


def _tell(faq: Faq) -> None:
    for page in faq.pages:
        n = sum(len(topic.questions) for topic in page.topics)
        words = ngettext("{language}: {n} question", "{language}: {n} questions", n)
        say(words.format(language=page.language, n=n))
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in (*faq.refused, *faq.missing):
        alike.setdefault((one.file, one.id, one.why), []).append(one.language)
    for (file, name, why), languages in alike.items():
        words = _("{file}: {id} is not in the page in {languages}: {why}")
        text = words.format(file=file, id=name, languages=", ".join(languages), why=why)
        say(to_screen(text, one_line=True))


def _plain(faq: Faq, files: tuple[Path, ...]) -> dict[str, object]:
    return {
        "files": [str(path) for path in files],
        "pages": {
            page.language: [
                {
                    "topic": topic.id,
                    "name": topic.name,
                    "asked": topic.asked,
                    "questions": [
                        {"id": one.id, "title": one.title, "asked": one.asked}
                        for one in topic.questions
                    ],
                }
                for topic in page.topics
            ]
            for page in faq.pages
        },
        "refused": [_left_out(one) for one in faq.refused],
        "missing": [_left_out(one) for one in faq.missing],
    }


def _left_out(one: Refused) -> dict[str, str]:
    return {"id": one.id, "language": one.language, "why": one.why, "file": one.file}
