"""Files of mails come to the disk whole or not at all, from the store or from the server."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
import tracemalloc
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest

from agent_console.demo.fault_plan import Gate
from agent_console.demo.faults import DropAfter, DropBefore, DropInLiteral, HoldBefore
from agent_console.desk.views import FileList, MailFile, QueueView
from agent_console.errors import ConsoleError, MailError, NotFoundError
from agent_console.mail import chunks
from agent_console.services import fetching
from agent_console.services.transfer import CancelledError, Transfer
from tests.filled import ME
from tests.services.office import Office, office

BIG = hashlib.shake_256(b"big").digest(1_500_000)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PAUSES", (0.0, 0.0, 0.0))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    return folder


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, tickets=0, extra="[sync]\nkeep_source = 16\n") as made:
        yield made


@cache
def letter(*files: tuple[str, bytes], text: str = "Anbei.\n") -> bytes:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "Käthe Müller <kaethe@kunde.example>"
    mail["To"] = ME
    mail["Subject"] = "Rechnung"
    mail["Message-ID"] = f"<{hashlib.sha256(repr(files).encode()).hexdigest()[:20]}@kunde.example>"
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def bring(at_work: Office, *raws: bytes) -> str:
    """Let mails come in over the server; return the newest ticket's ref."""
    for raw in raws:
        at_work.server.mailbox.deliver("INBOX", raw, at_work.clock.now())
    at_work.read()
    return at_work.desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref


def listed(at_work: Office, ref: str) -> FileList:
    return at_work.desk.files.listed(ref, Transfer())


def save(at_work: Office, place: Path, *files: MailFile, transfer: Transfer | None = None) -> None:
    list(at_work.desk.files.save(files, place, transfer or Transfer()))


def fetches(at_work: Office) -> list[str]:
    return [str(c.arguments) for c in at_work.server.commands if "<" in str(c.arguments)]


def test_file_of_a_small_mail_is_saved_without_the_server(at_work: Office, place: Path) -> None:
    ref = bring(at_work, letter(("Rechnung.pdf", b"%PDF small")))
    before = len(at_work.server.commands)
    found = listed(at_work, ref)
    (file,) = found.files
    assert (file.number, file.mail_number, file.here, found.doubt) == (1, 1, True, "")
    save(at_work, place, file)
    assert (place / "Rechnung.pdf").read_bytes() == b"%PDF small"
    assert len(at_work.server.commands) == before


def test_files_of_a_large_mail_are_told_and_fetched_in_chunks(at_work: Office, place: Path) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG), ("b.pdf", b"second")))
    assert at_work.desk.files.known(ref).doubt
    found = listed(at_work, ref)
    assert [(f.attachment.filename, f.here) for f in found.files] == [
        ("a.pdf", False),
        ("b.pdf", False),
    ]
    assert found.doubt == ""
    told: list[tuple[int, int]] = []
    transfer = Transfer(lambda done, total: told.append((done, total)))
    save(at_work, place, *found.files, transfer=transfer)
    assert (place / "a.pdf").read_bytes() == BIG
    assert (place / "b.pdf").read_bytes() == b"second"
    assert len(told) > len(BIG) * 4 // 3 // chunks.CHUNK
    assert all(done <= total for done, total in told)
    assert at_work.server.changing_commands == ()
    assert stat.S_IMODE((place / "a.pdf").stat().st_mode) == 0o600


def test_mail_is_saved_whole_as_it_came(at_work: Office, place: Path) -> None:
    small, large = letter(("a.pdf", b"x")), letter(("b.pdf", BIG))
    for name, raw in (("small.eml", small), ("large.eml", large)):
        ref = bring(at_work, raw)
        key = at_work.desk.files.mail_keys(ref)[-1]
        saved = at_work.desk.files.save_mail(key, place / name, Transfer())
        assert (place / name).read_bytes() == raw
        assert saved.size == len(raw)


@pytest.mark.parametrize("fault", [DropBefore, DropAfter, DropInLiteral])
def test_line_that_breaks_is_taken_up_again_where_it_was(
    at_work: Office, place: Path, fault: type[DropBefore]
) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG)))
    (file,) = listed(at_work, ref).files
    at_work.server.faults.add(fault("FETCH", times=1, matching="<"))
    at_work.server.faults.add(fault("FETCH", times=1, skip=6, matching="<"))
    save(at_work, place, file)
    assert (place / "a.pdf").read_bytes() == BIG
    begun_again = sum("<0." in words for words in fetches(at_work))
    assert begun_again <= 3


def test_server_that_never_gets_further_ends_in_words_and_leaves_nothing(
    at_work: Office, place: Path
) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG)))
    (file,) = listed(at_work, ref).files
    at_work.server.faults.add(DropBefore("FETCH", times=None, skip=2, matching="<"))
    with pytest.raises(MailError):
        save(at_work, place, file)
    assert os.listdir(place) == []


def test_cancelling_cuts_the_line_and_leaves_nothing(at_work: Office, place: Path) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG)))
    (file,) = listed(at_work, ref).files
    gate, transfer = Gate(), Transfer()
    at_work.server.faults.add(HoldBefore("FETCH", gate, skip=1, matching="<"))
    ended: list[BaseException] = []

    def work() -> None:
        try:
            save(at_work, place, file, transfer=transfer)
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert gate.reached.wait(60)
    transfer.cancel()
    thread.join(10)
    gate.open()
    assert [type(error) for error in ended] == [CancelledError]
    assert os.listdir(place) == []


def test_mail_that_is_gone_from_the_server_is_told_so(at_work: Office, place: Path) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG)))
    (file,) = listed(at_work, ref).files
    at_work.server.mailbox.expunge("INBOX", 1)
    with pytest.raises(NotFoundError, match="no longer on the server"):
        save(at_work, place, file)
    found = listed(at_work, ref)
    assert "no longer on the server" in found.doubt
    assert os.listdir(place) == []


def test_list_without_the_server_says_what_is_known(at_work: Office) -> None:
    ref = bring(at_work, letter(("a.pdf", BIG)))
    at_work.server.faults.add(DropBefore("*", times=None))
    found = listed(at_work, ref)
    assert [file.attachment.filename for file in found.files] == ["a.pdf"]
    assert found.doubt


def test_names_that_are_taken_are_numbered_and_links_are_not_followed(
    at_work: Office, place: Path, tmp_path: Path
) -> None:
    target = tmp_path / "precious"
    target.write_text("mine")
    (place / "a.pdf").write_text("there")
    (place / "a (2).pdf").symlink_to(target)
    ref = bring(at_work, letter(("../../a.pdf", b"new")))
    files = listed(at_work, ref).files
    (saved,) = at_work.desk.files.save(files, place, Transfer())
    assert (saved.name, saved.size) == ("a (3).pdf", 3)
    assert (place / "a (3).pdf").read_bytes() == b"new"
    assert (target.read_text(), (place / "a.pdf").read_text()) == ("mine", "there")


def test_folder_that_is_not_there_is_not_made(at_work: Office, tmp_path: Path) -> None:
    ref = bring(at_work, letter(("a.pdf", b"new")))
    with pytest.raises(NotFoundError):
        save(at_work, tmp_path / "missing", *listed(at_work, ref).files)
    assert not (tmp_path / "missing").exists()


def test_mail_is_never_saved_over_a_file(at_work: Office, place: Path) -> None:
    ref = bring(at_work, letter(("a.pdf", b"new")))
    (place / "mail.eml").write_text("there")
    (key,) = at_work.desk.files.mail_keys(ref)
    with pytest.raises(ConsoleError, match="exists already"):
        at_work.desk.files.save_mail(key, place / "mail.eml", Transfer())
    assert [path.read_text() for path in place.iterdir()] == ["there"]


def test_size_of_a_mail_costs_no_memory(at_work: Office, place: Path) -> None:
    raw = letter(("a.pdf", BIG * 4))
    ref = bring(at_work, raw)
    (key,) = at_work.desk.files.mail_keys(ref)
    highest = 0

    def look(_done: int, _total: int) -> None:
        nonlocal highest
        highest = max(highest, tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    at_work.desk.files.save_mail(key, place / "mail.eml", Transfer(look))
    tracemalloc.stop()
    assert (place / "mail.eml").read_bytes() == raw
    assert len(raw) > 3 * highest > 0
