"""Canned answers of other desks as files of the team's folder; none takes the place of another."""

from __future__ import annotations

import re
import unicodedata

from agent_console.desk.entry_files import EntryError, Form
from agent_console.desk.import_texts import Desk, translated
from agent_console.desk.imported import ImportedAnswer, LeftOut
from agent_console.desk.kept_answer import answer_file
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.i18n import _
from agent_console.mail.language import guess_language
from agent_console.services.imports.report import Report
from agent_console.services.keeping import own_folder_of
from agent_console.services.library import LibraryService, parse_answer
from agent_console.services.newfile import new_file

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LANGUAGES = ("de", "en")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class AnswerKeeper:
    """Keeps canned answers; ``home`` is the language where a text does not tell its own."""

    def __init__(self, library: LibraryService, desk: Desk, home: str, report: Report) -> None:
        self._library = library
        self._desk = desk
        self._home = home if home in _LANGUAGES else "en"
        self._report = report

    def keep(self, answer: ImportedAnswer, *, dry: bool) -> None:
        """Write one answer, or only see whether that could be done; count it either way."""
        try:
            folder = own_folder_of(self._library)
        except ActionRefusedError as error:
            self._report.leave_out(LeftOut(answer.where, f"{error.message} {error.hint}"))
            return
        name, content = self._file(answer)
        path = folder / f"{name}.txt"
        if path.exists():
            if path.read_text("utf-8", "replace") == content:
                self._report.answers_here += 1
            else:
                words = _("there is another answer of that name already")
                self._report.leave_out(LeftOut(f"{answer.where} ({name})", words))
            return
        try:
            parse_answer(content, str(path))
            if not dry:
                folder.mkdir(parents=True, exist_ok=True)
                with new_file(folder, path.name, exact=True) as file:
                    file.write(content.encode())
        except (EntryError, ConsoleError, OSError) as error:
            self._report.leave_out(LeftOut(answer.where, str(error)))
            return
        self._report.answers += 1

    def _file(self, answer: ImportedAnswer) -> tuple[str, str]:
        read = translated(answer.text, self._desk)
        for one in read.unknown:
            self._report.placeholders[one] = self._report.placeholders.get(one, 0) + 1
        guessed, _sure = guess_language(answer.text, prior=self._home)
        language = guessed if guessed in _LANGUAGES else self._home
        title = answer.title or answer.id
        name = f"{self._desk}-{_plain(title, 32)}-{_plain(answer.id, 14)}"
        content = answer_file(name, title, language, Form.ANY, read.template)
        return name, content


def _plain(text: str, longest: int) -> str:
    spelled = text.lower().translate(_SPELLED)
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_ID.sub("-", letters).strip("-")[:longest].strip("-") or "x"
