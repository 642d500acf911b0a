"""``agent-console team share`` and its kin: settings and texts for all consoles of a team."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.cli_team import hear_team, tell_team
from agent_console.desk.entry_files import EntryError
from agent_console.desk.shared import (
    RULES,
    SECTIONS,
    Document,
    DocumentKind,
    DocumentName,
    read_name,
)
from agent_console.desk.text import to_screen
from agent_console.errors import ConfigError, ExitCode, NotFoundError
from agent_console.i18n import _, ngettext
from agent_console.locations import find_locations
from agent_console.services.desk import Desk
from agent_console.services.library import own_folder
from agent_console.services.shared import SharedSettings, library_texts, section_of

_LIBRARY = "library"


def share(options: argparse.Namespace) -> ExitCode:
    """Share a section of the settings, a file of rules or texts of the library."""
    with _sharing() as (desk, service):
        texts = list(_texts(desk, options.what, options.source))
        for name, text in texts:
            document = service.share(name, text)
            say(_shared_words(document))
        told = tell_team(desk)
    _say_told(told=told)
    return ExitCode.OK


def unshare(options: argparse.Namespace) -> ExitCode:
    """Share something no longer."""
    with _sharing() as (desk, service):
        service.take_away(document_named(options.what))
        told = tell_team(desk)
    say(_("{name} is no longer shared.").format(name=options.what))
    _say_told(told=told)
    return ExitCode.OK


def restore(options: argparse.Namespace) -> ExitCode:
    """Share an earlier version again."""
    with _sharing() as (desk, service):
        document = service.restore(document_named(options.what), options.version)
        told = tell_team(desk)
    say(_shared_words(document))
    _say_told(told=told)
    return ExitCode.OK


def shared(options: argparse.Namespace) -> ExitCode:
    """List what the team shares; with a name print its text."""
    with _sharing() as (_desk, service):
        if options.what:
            print(service.version(document_named(options.what), options.version).text, end="")
            return ExitCode.OK
        found = service.documents()
    if options.json:
        print_json({"documents": [_plain(one) for one in found]})
        return ExitCode.OK
    print("\n".join(shared_lines(found, width_of_output())))
    return ExitCode.OK


def shared_lines(found: Sequence[Document], width: int) -> Iterator[str]:
    """Yield what is shared, a line a document, and what did not count."""
    if not found:
        yield _("Nothing is shared.")
    yield from table([_row(one) for one in found], (36, 8, 20), width)
    for one in found:
        for event in one.passed_over:
            words = _("{name}: what {agent} wrote on {day} came too late and does not count.")
            agent = to_screen(event.agent, one_line=True)
            yield words.format(name=one.name, agent=agent, day=f"{event.at:%Y-%m-%d}")


@contextmanager
def _sharing() -> Iterator[tuple[Desk, SharedSettings]]:
    with opened_desk() as desk:
        hear_team(desk)
        yield desk, SharedSettings(desk.store, desk.tickets.acts, find_locations().config_file)


def _texts(desk: Desk, what: str, source: str) -> Iterator[tuple[DocumentName, str]]:
    """Yield what is to be shared: from the file ``source``, else from this console's own."""
    if source:
        yield document_named(what), _file_text(Path(source).expanduser())
    elif what == _LIBRARY or what.startswith(f"{_LIBRARY}/"):
        yield from _own_texts(desk, what)
    else:
        name, locations = document_named(what), find_locations()
        if name.kind is DocumentKind.SETTINGS:
            yield name, section_of(locations.config_file, name.name)
        else:
            yield name, _file_text(locations.config_dir / f"{name.name}.toml")


def _own_texts(desk: Desk, what: str) -> Iterator[tuple[DocumentName, str]]:
    folder = own_folder(desk.config.library.folder, find_locations().config_dir)
    if folder is None:
        raise NotFoundError(
            _("Library"),
            _("the settings name no folder with texts of your own"),
            _('Name one in the settings: [library] folder = "texts".'),
        )
    wanted = what.removeprefix(_LIBRARY).removeprefix("/")
    try:
        found = [(name, text) for name, text in library_texts(folder) if wanted in ("", name)]
    except EntryError as error:
        raise ConfigError(_("Library"), str(error)) from error
    if not found:
        words = _("{folder} has no text {name}")
        raise NotFoundError(_("Library"), words.format(folder=folder, name=wanted or "*.txt"))
    for name, text in found:
        yield document_named(f"{_LIBRARY}/{name}"), text


def document_named(what: str) -> DocumentName:
    """Return the document that somebody means: ``sla`` or ``settings/sla``, ``request-types`` …"""
    plain = what.replace("-", "_") if "/" not in what else what
    kind = "settings/" if plain in SECTIONS else "rules/" if plain in RULES else ""
    found = read_name(kind + plain if kind else what)
    if found is not None:
        return found
    known = sorted({*SECTIONS, *(one.replace("_", "-") for one in RULES), _LIBRARY})
    near = difflib.get_close_matches(what, known, n=1)
    raise NotFoundError(
        _("Team"),
        _("{name} cannot be shared").format(name=to_screen(what, one_line=True)),
        _("Did you mean {name}?").format(name=near[0])
        if near
        else _("What can be shared: {names}.").format(names=", ".join(known)),
    )


def _file_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = _("{path} cannot be read: {reason}").format(path=path, reason=error)
        raise NotFoundError(_("Team"), words) from error


def _shared_words(document: Document) -> str:
    number = len(document.versions)
    words = _("{name} is shared with the team, version {number}.")
    return words.format(name=document.name, number=number)


def _say_told(*, told: bool) -> None:
    if not told:
        say(_("The team hears of it when the mailbox can be reached."))


def _row(document: Document) -> tuple[str, str, str, str]:
    last = document.versions[-1] if document.versions else None
    if last is None:
        return str(document.name), "", "", ""
    number = _("gone") if last.gone else ngettext("v{n}", "v{n}", last.number).format(n=last.number)
    author = to_screen(last.author, one_line=True)
    return str(document.name), number, author, f"{last.at:%Y-%m-%d %H:%M} UTC"


def _plain(document: Document) -> dict[str, object]:
    return {
        "name": str(document.name),
        "shared": document.current is not None,
        "versions": [
            {"number": one.number, "author": one.author, "at": one.at, "gone": one.gone}
            for one in document.versions
        ],
    }
