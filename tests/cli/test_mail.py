"""`agent-console mail`: files, whole mails, what could not be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn

import pytest

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.mail import read
from tests.cli.calls import Captured, as_json
from tests.filled import ME, NOW, PASSWORD, customer_mail, write_settings

BIG = bytes(range(256)) * 2000


@pytest.fixture
def server(locations: Locations, tmp_path: Path, clock: FixedClock) -> Iterator[DemoServer]:
    with DemoServer(DemoMailbox(PASSWORD, username=ME, clock=clock)) as running:
        extra = "[sync]\nkeep_source = 16\n"
        write_settings(tmp_path, imap=running.imap_port, smtp=running.smtp_port, extra=extra)
        yield running


def with_files() -> bytes:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "kim@kunde.example", ME, "Rechnungen"
    mail["Message-ID"] = "<files@kunde.example>"
    mail.set_content("Anbei zwei.\n")
    for name, content in (("eins.pdf", BIG), ("../zwei.pdf", b"zwei")):
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def synced(server: DemoServer, capsys: Captured, *raws: bytes) -> str:
    for raw in raws:
        server.mailbox.deliver("INBOX", raw, NOW)
    assert main(["sync"]) == ExitCode.OK
    capsys.readouterr()
    (row,) = as_json(capsys, "list", "--view", "all", "--json")
    return str(row["ref"])


def test_files_are_listed_with_number_size_type_and_place(
    server: DemoServer, capsys: Captured
) -> None:
    ref = synced(server, capsys, with_files())
    assert main(["mail", "attachments", ref]) == ExitCode.OK
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[0] == "1"
    for words in ("512 KB", "application/pdf", "on the server", "eins.pdf"):
        assert words in first
    assert second.endswith("zwei.pdf")
    found = as_json(capsys, "mail", "attachments", ref, "--json")
    assert [file["attachment"]["filename"] for file in found["files"]] == ["eins.pdf", "zwei.pdf"]


def test_chosen_files_are_saved_and_their_paths_printed(
    server: DemoServer, capsys: Captured, tmp_path: Path
) -> None:
    ref = synced(server, capsys, with_files())
    place = tmp_path / "to"
    place.mkdir()
    assert main(["mail", "save", ref, "1", "--to", str(place)]) == ExitCode.OK
    assert capsys.readouterr().out.strip() == str(place / "eins.pdf")
    assert (place / "eins.pdf").read_bytes() == BIG
    saved = as_json(capsys, "mail", "save", ref, "--to", str(place), "--json")
    assert [one["name"] for one in saved] == ["eins (2).pdf", "zwei.pdf"]


def test_wrong_number_or_folder_saves_nothing(
    server: DemoServer, capsys: Captured, tmp_path: Path
) -> None:
    ref = synced(server, capsys, with_files())
    assert main(["mail", "save", ref, "7", "--to", str(tmp_path)]) == ExitCode.NOT_FOUND
    assert "no file 7" in capsys.readouterr().err
    assert main(["mail", "save", ref, "--to", str(tmp_path / "none")]) == ExitCode.NOT_FOUND
    assert not (tmp_path / "none").exists()


def test_interrupted_saving_leaves_nothing_half(
    server: DemoServer, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = synced(server, capsys, with_files())
    place = tmp_path / "to"
    place.mkdir()

    def counting() -> object:
        def count(_done: int, _total: int) -> NoReturn:
            raise KeyboardInterrupt

        return count

    monkeypatch.setattr("agent_console.cli_mails.progress", counting)
    assert main(["mail", "save", ref, "--to", str(place)]) == ExitCode.INTERRUPTED
    assert os.listdir(place) == []


def test_whole_mail_is_saved_as_it_came(
    server: DemoServer, capsys: Captured, tmp_path: Path
) -> None:
    raw = with_files()
    ref = synced(server, capsys, raw)
    file = tmp_path / "mail.eml"
    assert main(["mail", "source", ref, "--to", str(file)]) == ExitCode.OK
    assert file.read_bytes() == raw
    assert main(["mail", "source", ref, "1", "--to", str(file)]) == ExitCode.FAILED
    assert "exists already" in capsys.readouterr().err
    assert main(["mail", "source", ref, "2", "--to", "x"]) == ExitCode.NOT_FOUND


def test_ticket_without_files_says_so(refs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["mail", "attachments", refs[0]]) == ExitCode.NOT_FOUND
    assert "No files" in capsys.readouterr().err


def test_mail_that_cannot_be_read_is_listed_and_mended(
    server: DemoServer, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:

        def stumble(_parts: object) -> NoReturn:
            raise RecursionError

        broken.setattr(read, "read_body", stumble)
        ref = synced(server, capsys, customer_mail(1, "Lampe"))
        assert main(["mail", "unreadable"]) == ExitCode.OK
        (line,) = capsys.readouterr().out.splitlines()
        assert line.startswith(f"#{ref}")
        assert "Käthe Müller" in line
        (mail,) = as_json(capsys, "mail", "unreadable", "--json")
        assert mail["sender"]["email"] == "kaethe@kunde.example"
        assert mail["date"].startswith("2026-03-02T08:00:00")
        assert "RecursionError" in mail["reason"]
        assert main(["mail", "reread"]) == ExitCode.FAILED
        assert "1 mail still cannot be read" in capsys.readouterr().err
    report = as_json(capsys, "mail", "reread", "--json")
    assert (report["mails"], report["mended"], report["left"]) == (1, 1, [])
    assert as_json(capsys, "mail", "reread", "--all", "--json")["mails"] == 1
    assert main(["mail", "unreadable"]) == ExitCode.OK
    assert "Every mail could be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["mail"], ["mail", "save", "A"], ["mail", "save", "A", "0", "--to", "x"], ["mail", "x"]],
    ids=" ".join,
)
def test_wrong_arguments_end_with_usage(arguments: list[str], capsys: Captured) -> None:
    assert main(arguments) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("usage: agent-console mail")
