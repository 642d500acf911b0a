"""The settings and texts that a lead shares with the team: written, listed, brought back."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from agent_console.config import parse_config
from agent_console.desk.apology_blocks import parse_block
from agent_console.desk.canned import parse
from agent_console.desk.entry_files import EntryError
from agent_console.desk.events import SettingShared
from agent_console.desk.shared import (
    MAX_TEXT,
    Document,
    DocumentKind,
    DocumentName,
    Version,
    document_of,
)
from agent_console.errors import ActionRefusedError, NotFoundError, SettingsError
from agent_console.i18n import _
from agent_console.services.acting import Acts
from agent_console.services.library import APOLOGY, read_text, text_files
from agent_console.services.request_types import load_request_types
from agent_console.services.shared_files import documents, write_out
from agent_console.services.tones import load_tones
from agent_console.store import journal, journal_waiting
from agent_console.store.engine import Store


class SharedSettings:
    """What the team shares; every verb reads and writes the disk."""

    def __init__(self, store: Store, acts: Acts, config_file: Path) -> None:
        self._store = store
        self._acts = acts
        self._config_file = config_file

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, also those that were taken away, by name."""
        with self._store.read() as session:
            return documents(session)

    def version(self, name: DocumentName, number: int | None = None) -> Version:
        """Return a version of a document, the one that holds without a number.

        Raises NotFoundError.
        """
        document = self._document(name)
        if number is None:
            found = document.current
        else:
            found = next((one for one in document.versions if one.number == number), None)
        if found is None:
            if number is None or not document.versions:
                words = _("the team does not share {name}")
            else:
                words = _("the team does not share {name} in this version")
            raise NotFoundError(
                _("Team"),
                words.format(name=name),
                _("`agent-console team shared` lists what is shared."),
            )
        return found

    def share(self, name: DocumentName, text: str) -> Document:
        """Give a document this text for the whole team, and return it.

        Raises ActionRefusedError for a text that cannot be used, that is shared already, without a
        team, and for somebody who is not lead.
        """
        if len(text.encode()) > MAX_TEXT:
            words = _("{name}: the text is too long to be shared").format(name=name)
            raise ActionRefusedError(_("Team"), words)
        if problem := self._problem(name, text):
            raise ActionRefusedError(_("Team"), problem, _("Correct that, then share it."))
        document = self._document(name)
        if document.current is not None and document.current.text == text:
            words = _("{name} is shared just so already").format(name=name)
            raise ActionRefusedError(_("Team"), words)
        return self._record(document, SettingShared(text, document.newest))

    def take_away(self, name: DocumentName) -> Document:
        """Share a document no longer; what each console has of its own counts again."""
        self.version(name)
        document = self._document(name)
        return self._record(document, SettingShared("", document.newest, gone="yes"))

    def restore(self, name: DocumentName, number: int) -> Document:
        """Give a document the text of an earlier version again."""
        return self.share(name, self.version(name, number).text)

    def write_out(self) -> tuple[DocumentName, ...]:
        """Put what is shared into the files beside the settings; return what changed there."""
        return write_out(self.documents(), self._config_file.parent)

    def _document(self, name: DocumentName) -> Document:
        with self._store.read() as session:
            events = journal.of_tickets(session, (name.record,))
        return document_of(name, events.get(name.record, ()))

    def _record(self, document: Document, fact: SettingShared) -> Document:
        with self._store.read() as session:
            if not journal_waiting.is_team(session):
                words = _("there is no team to share with")
                raise ActionRefusedError(_("Team"), words, _("`agent-console team start`"))
        self._acts.record_about(document.name.record, (fact,))
        self.write_out()
        return self._document(document.name)

    def _problem(self, name: DocumentName, text: str) -> str:
        """Return why a text cannot be this document, in words; "" when it can."""
        if name.kind is DocumentKind.SETTINGS:
            return self._section_problem(name.name, text)
        if name.kind is DocumentKind.RULES:
            return _rules_problem(name.name, text)
        return _text_problem(name.name, text)

    def _section_problem(self, section: str, text: str) -> str:
        try:
            if set(tomllib.loads(text)) != {section}:
                return _("write the section [{section}] and nothing else").format(section=section)
            own = tomllib.loads(self._config_file.read_text(encoding="utf-8"))
            parse_config(_without(own, section) + "\n" + text, str(section))
        except (tomllib.TOMLDecodeError, OSError) as error:
            return str(error)
        except SettingsError as error:
            return error.message
        return ""


def section_of(config_file: Path, section: str) -> str:
    """Return a section of the settings of this console as TOML; raises NotFoundError."""
    import tomlkit

    known = tomlkit.parse(config_file.read_text(encoding="utf-8"))
    if section not in known:
        raise NotFoundError(
            _("Team"),
            _("your settings have no section [{section}]").format(section=section),
            _("Write one, or name a file: `--from FILE`."),
        )
    alone = tomlkit.document()
    alone.add(section, known[section])
    return tomlkit.dumps(alone).strip() + "\n"


def library_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of a folder by their names below it; raises EntryError."""
    for path in text_files(folder):
        yield path.relative_to(folder).as_posix(), read_text(path)


def _without(own: dict[str, object], section: str) -> str:
    import tomlkit

    return tomlkit.dumps({key: value for key, value in own.items() if key != section})


def _rules_problem(name: str, text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{name}.toml")
        file.write_text(text, encoding="utf-8")
        load = load_tones if name == "tones" else load_request_types
        problem = load(file).problem
    return problem.removeprefix(folder + "/")


def _text_problem(name: str, text: str) -> str:
    try:
        if name.startswith(f"{APOLOGY}/"):
            parse_block(text, name)
        elif parse(text, name).attachments:
            return _("{name}: attached files do not travel in the journal").format(name=name)
    except EntryError as error:
        return str(error)
    return ""
