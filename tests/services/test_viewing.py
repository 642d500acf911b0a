"""A file is opened by the agent's own command: without a shell, from a folder of its own."""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from agent_console.desk.mail import Attachment
from agent_console.desk.views import MailFile, SavedFile
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.services.transfer import Transfer
from agent_console.services.viewing import view
from tests.filled import NOW


class Files:
    """Saves a file with two letters in it."""

    def __init__(self) -> None:
        self.saved: list[Path] = []

    def save(
        self, files: Sequence[MailFile], folder: Path, _transfer: Transfer
    ) -> Iterator[SavedFile]:
        for file in files:
            path = folder / file.attachment.filename
            path.write_text("hi")
            self.saved.append(path)
            yield SavedFile(path.name, str(path), 2)


def mail_file(name: str) -> MailFile:
    return MailFile(1, "m1", 1, "Anna", NOW, Attachment(0, name, "application/pdf", 2), here=True)


def wait_for(path: Path) -> str:
    for _round in range(200):
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.02)
    raise AssertionError


@pytest.mark.filterwarnings("ignore:subprocess .* is still running")
def test_command_gets_the_file_as_one_word_of_its_own(tmp_path: Path) -> None:
    files, out = Files(), tmp_path / "out"
    code = f"import sys; open({str(out)!r}, 'w').write('|'.join(sys.argv[1:]))"
    command = f'{sys.executable} -c "{code}" shown'
    saved = view(files, mail_file("a; touch $HOME `x`.pdf"), command, Transfer())
    assert wait_for(out) == f"shown|{saved.path}"
    assert stat.S_IMODE(Path(saved.path).parent.stat().st_mode) == 0o700


def test_what_may_run_is_refused_before_it_is_saved() -> None:
    files = Files()
    with pytest.raises(ActionRefusedError):
        view(files, mail_file("bill.pdf.exe"), "true", Transfer())
    assert files.saved == []


def test_without_a_command_nothing_is_opened() -> None:
    with pytest.raises(ActionRefusedError, match="no command"):
        view(Files(), mail_file("a.pdf"), "", Transfer())


def test_command_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(ConsoleError, match="no-such-viewer cannot be started"):
        view(Files(), mail_file("a.pdf"), "no-such-viewer", Transfer())
