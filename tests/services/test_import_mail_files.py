"""Mailboxes as files: what was put into them comes out again, byte for byte."""

from __future__ import annotations

import mailbox
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.imported import Item, LeftOut, LooseMail
from agent_console.errors import NotFoundError
from agent_console.services.imports.mail_files import read_maildir, read_mbox
from tests.services import import_kit

HEAD = b"From: kim@customer.example\nSubject: x\n"
LINES = st.lists(
    st.sampled_from([b"", b"From me", b">From me", b">>From me", b"From x Fri May  3 2024", b"hi"]),
    max_size=8,
)


def loose(items: list[Item]) -> list[LooseMail]:
    return [item for item in items if isinstance(item, LooseMail)]


@settings(max_examples=80)
@given(bodies=st.lists(LINES, min_size=1, max_size=4))
def test_mbox_with_any_bodies_gives_them_back(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[bytes]]
) -> None:
    raws = [HEAD + b"\n" + b"\n".join((*lines, b"end")) + b"\n" for lines in bodies]
    file = tmp_path_factory.mktemp("mbox") / "Old"
    quoted = [
        b"".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
        for lines in (raw.partition(b"\n\n")[2].splitlines(keepends=True) for raw in raws)
    ]
    file.write_bytes(
        b"".join(
            b"From kim@customer.example Fri May  3 09:57:17 2024\n" + HEAD + b"\n" + body + b"\n"
            for body in quoted
        )
    )
    found = loose(list(read_mbox(file)))
    assert [one.raw for one in found] == [raw.replace(b"\n", b"\r\n") for raw in raws]


def test_mbox_of_the_standard_library_is_read(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "Done")
    mail = Message()
    mail["Subject"] = "Hello"
    mail.set_payload("From the start\nto the end\n")
    kept = mailbox.mboxMessage(mail)
    kept.set_flags("RF")
    box.add(kept)
    box.close()
    (found,) = loose(list(read_mbox(tmp_path)))
    assert found.raw.endswith(b"\r\n\r\nFrom the start\r\nto the end\r\n")
    assert found.marks == {"\\Seen", "\\Flagged", "folder:Done"}


def test_marks_and_times_of_an_mbox_are_found(tmp_path: Path) -> None:
    items = list(read_mbox(import_kit.mbox(tmp_path / "Archive")))
    first, _second, third = loose(items)
    assert first.marks == {"\\Seen", "$label1", "folder:Archive"}
    assert first.kept_at == datetime(2024, 5, 3, 9, 57, 17, tzinfo=UTC)
    assert third.marks == {"\\Flagged", "folder:Archive"}
    assert [one.where for one in items if isinstance(one, LeftOut)] == ["Archive:33"]


def test_thunderbird_marks_are_found_and_what_it_deleted_is_left_out(tmp_path: Path) -> None:
    head = b"From - Fri May  3 09:57:17 2024\nX-Mozilla-Status: %s\nX-Mozilla-Keys: $label4  \n"
    (tmp_path / "Inbox").write_bytes(
        head % b"0005" + b"Subject: a\n\nx\n\n" + head % b"0009" + b"Subject: b\n\ny\n"
    )
    (tmp_path / "Inbox.msf").write_bytes(b"// index")
    (found,) = loose(list(read_mbox(tmp_path)))
    assert found.marks == {"\\Seen", "\\Flagged", "$label4", "folder:Inbox"}


def test_maildir_with_folders_and_keywords_is_read(tmp_path: Path) -> None:
    done = tmp_path / ".Done.2024"
    for box in (tmp_path, done):
        for part in ("cur", "new", "tmp"):
            (box / part).mkdir(parents=True)
    (tmp_path / "new" / "1.host").write_bytes(b"Subject: new\n\nx\n")
    (tmp_path / "cur" / "2.host:2,FSa").write_bytes(b"Subject: old\r\n\r\nx\r\n")
    (tmp_path / "cur" / "3.host:2,T").write_bytes(b"Subject: gone\n\nx\n")
    (tmp_path / "cur" / "4.host:2,").write_bytes(b"")
    (tmp_path / "dovecot-keywords").write_text("0 $anna\n1 other\n")
    (done / "cur" / "5.host:2,RS").write_bytes(b"Subject: done\n\nx\n")
    items = list(read_maildir(tmp_path))
    assert [(one.where, set(one.marks)) for one in loose(items)] == [
        ("Done/2024/5.host:2,RS", {"\\Answered", "\\Seen", "folder:Done/2024"}),
        ("INBOX/2.host:2,FSa", {"\\Flagged", "\\Seen", "$anna", "folder:INBOX"}),
        ("INBOX/1.host", {"folder:INBOX"}),
    ]
    assert loose(items)[2].raw == b"Subject: new\r\n\r\nx\r\n"
    assert len([one for one in items if isinstance(one, LeftOut)]) == 2


@pytest.mark.parametrize("read", [read_mbox, read_maildir])
def test_folder_without_mails_is_said_to_be_none(
    read: Callable[[Path], Iterator[Item]], tmp_path: Path
) -> None:
    (tmp_path / "readme").write_text("x")
    with pytest.raises(NotFoundError):
        list(read(tmp_path))
