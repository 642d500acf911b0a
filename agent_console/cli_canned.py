"""``agent-console canned``: canned answers listed, filled in and checked, for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from agent_console.cli_context import load_settings, opened_desk, start_clock
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.config import Config
from agent_console.desk.answer_ranking import Ranked
from agent_console.desk.canned import Entry
from agent_console.desk.canned_render import Values
from agent_console.desk.entry_files import Form
from agent_console.desk.request_types import RequestTypes
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode, NotFoundError
from agent_console.i18n import _, current_language, ngettext
from agent_console.locations import find_locations
from agent_console.services.answer_values import team_values
from agent_console.services.answers import Answer, AnswerService, filled_in, need_entry
from agent_console.services.library import LibraryService, Shelf, own_folder, shared_folder
from agent_console.services.library_check import Checked, check_folder, check_library
from agent_console.services.request_types import load_request_types
from agent_console.services.usage import NEVER, Usage, needs_work, usage_of

_CAPS = (24, 5, 12, 30, 32)


def listing(options: argparse.Namespace) -> ExitCode:
    """Print the answers by id, or, for a ticket, the best first with what speaks for them."""
    if options.ticket:
        with _answers() as (service, ref):
            situation = service.situation(ref(options.ticket))
            uses = service.usage()
            ranked = service.ranked(situation)
        return _list_ranked(options, ranked, uses)
    shelf, uses = _library().library(), _uses()
    chosen = [(one, uses.get(one.id, NEVER)) for one in shelf.items if _is_wanted(one, options)]
    if options.json:
        print_json([_plain(one, use) for one, use in chosen])
    else:
        language = options.language or current_language()
        rows = [_row(one, use, language) for one, use in chosen]
        for line in table(rows, _CAPS, width_of_output()):
            print(line)
    return _told(shelf)


def keep(options: argparse.Namespace) -> ExitCode:
    """Keep the reply that was sent last as a new answer of the team."""
    with _answers() as (service, ref):
        entry = service.keep(ref(options.key), options.id, title=options.title)
    if options.json:
        print_json(_plain(entry, NEVER))
    else:
        print(to_screen(entry.sections[0].text))
    words = _("Kept as {id}: {path}. Read it once more before others send it.")
    say(to_screen(words.format(id=entry.id, path=entry.name), one_line=True))
    return ExitCode.OK


def rendered(options: argparse.Namespace) -> ExitCode:
    """Print an answer filled in; what is missing stays a gap, and is named on standard error."""
    form = Form(options.form or "")
    if options.ticket:
        with _answers() as (service, ref):
            situation = service.situation(ref(options.ticket))
            answer = service.filled(options.id, situation, options.language or "", form)
    else:
        answer = _without_ticket(options.id, options.language or "", form)
    gaps = list(dict.fromkeys(gap.name for gap in answer.rendered.gaps))
    if options.json:
        print_json(
            {
                "id": answer.entry.id,
                "language": answer.language,
                "form": answer.form,
                "text": answer.rendered.text,
                "cursor": answer.rendered.cursor,
                "gaps": gaps,
            }
        )
        return ExitCode.OK
    print(to_screen(answer.rendered.text))
    if gaps:
        say(_("Still to be filled in: {names}").format(names=", ".join(gaps)))
    return ExitCode.OK


def check(options: argparse.Namespace) -> ExitCode:
    """Print what is wrong, one line each; without settings only the shipped texts are checked."""
    checked = _checked(options.folder)
    if options.json:
        print_json(checked)
    else:
        for problem in checked.problems:
            print(to_screen(problem, one_line=True))
        words = ngettext("{count} text can be used.", "{count} texts can be used.", checked.good)
        say(words.format(count=checked.good))
    return ExitCode.FAILED if checked.problems else ExitCode.OK


def _checked(folder: str | None) -> Checked:
    if folder is None:
        return check_library(_own_folder(), _types())
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise NotFoundError(_("Library"), _("{path}: there is no such folder").format(path=path))
    return check_folder(path, _types())


def _own_folder() -> Path | None:
    """Return the team's folder; None where there are no settings yet."""
    config = _settings()
    if config is None:
        return None
    return own_folder(config.library.folder, find_locations().config_dir)


def _library() -> LibraryService:
    return LibraryService(_own_folder(), shared=shared_folder(find_locations().config_dir))


def _types() -> RequestTypes:
    return load_request_types(find_locations().rule_files[0]).value


@contextmanager
def _answers() -> Iterator[tuple[AnswerService, Callable[[str], str]]]:
    """Give the answers over an open desk, and what finds a ticket by its key."""
    with opened_desk() as desk:
        library = _library()
        service = AnswerService(desk.store, desk.config, desk.clock, library, _types)
        try:
            yield service, desk.tickets.find
        finally:
            library.close()


def _without_ticket(entry_id: str, language: str, form: Form) -> Answer:
    """Fill in what is known without a ticket; without settings that is nothing."""
    config = _settings()
    shelf = _library().library()
    entry = need_entry(shelf, entry_id)
    mine = current_language()
    used = language or (mine if mine in entry.languages else entry.languages[0])

    def values(_form: Form) -> Values:
        if config is None:
            return {}
        today = start_clock().now().astimezone(ZoneInfo(config.calendar.zone)).date()
        return team_values(config, used, today)

    return filled_in(entry, used, form, values)


def _settings() -> Config | None:
    if not find_locations().config_file.exists():
        return None
    config, _locations = load_settings()
    return config


def _uses() -> Mapping[str, Usage]:
    """Return how often answers were sent; nothing as long as there is no store."""
    if _settings() is None or not find_locations().store_file.exists():
        return {}
    with opened_desk() as desk:
        return usage_of(desk.store, desk.clock.now())


def _list_ranked(
    options: argparse.Namespace, ranked: Iterable[Ranked], uses: Mapping[str, Usage]
) -> ExitCode:
    chosen = [
        (one, uses.get(one.entry.id, NEVER)) for one in ranked if _is_wanted(one.entry, options)
    ]
    if options.json:
        print_json(
            [
                {**_plain(one.entry, use), "score": one.score, "reasons": one.reasons}
                for one, use in chosen
            ]
        )
        return ExitCode.OK
    rows = [
        (
            one.entry.id,
            f"{one.score:.1f}",
            _use_words(one.entry, use),
            ", ".join(part.words for part in one.reasons),
        )
        for one, use in chosen
    ]
    for line in table(rows, (24, 5, 30), width_of_output()):
        print(line)
    return ExitCode.OK


def _is_wanted(entry: Entry, options: argparse.Namespace) -> bool:
    by_type = options.type is None or options.type in entry.types
    return by_type and (options.language is None or options.language in entry.languages)


def _row(entry: Entry, use: Usage, language: str) -> tuple[str, ...]:
    languages, types = " ".join(entry.languages), ", ".join(entry.types)
    used = _use_words(entry, use)
    return entry.id, str(entry.level), languages, types, used, entry.title(language)


def _use_words(entry: Entry, use: Usage) -> str:
    """Return how often an answer was sent and how often the customer wrote again, "" for never."""
    if not use.sent:
        return ""
    words = ngettext("sent {count} time", "sent {count} times", use.sent).format(count=use.sent)
    if use.again:
        words = _("{words}, {again} wrote again").format(words=words, again=use.again)
    return f"{words} (!)" if needs_work(entry, use) else words


def _plain(entry: Entry, use: Usage) -> dict[str, object]:
    return {
        "id": entry.id,
        "titles": dict(entry.titles),
        "languages": entry.languages,
        "types": entry.types,
        "level": entry.level,
        "channel": entry.channel,
        "tags": entry.tags,
        "faq": entry.faq,
        "attachments": entry.attachments,
        "purpose": entry.purpose,
        "file": entry.name,
        "sent": use.sent,
        "again": use.again,
        "needs_work": needs_work(entry, use),
    }


def _told(shelf: Shelf[Entry]) -> ExitCode:
    """Name the files that could not be read; the list is shorter without them."""
    for problem in shelf.problems:
        say(to_screen(problem, one_line=True))
    return ExitCode.FAILED if shelf.problems else ExitCode.OK
