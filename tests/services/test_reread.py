"""What could not be read is listed, and read again once the reader can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.mail import body, read
from agent_console.mail.body import Body
from agent_console.mail.fetch import FetchedMail
from agent_console.mail.parts import Part
from agent_console.services import reread as again
from agent_console.services.reread import reread, unreadable_mails
from agent_console.services.sources import ReadMail, read_source
from agent_console.store import search
from agent_console.store.mails import Source
from tests.services.intake_kit import NOW, Bench, at, bench, raw_mail
from tests.services.staged_kit import Staged


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as opened:
        yield opened


class Stumbling:
    """A reader of bodies that fails at a mark."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read_body = body.read_body
        self._patch = monkeypatch
        monkeypatch.setattr(read, "read_body", self)

    def __call__(self, parts: list[Part]) -> Body:
        if any(b"stumble" in part.source for part in parts):
            raise RecursionError
        return self._read_body(parts)

    def mend(self) -> None:
        self._patch.setattr(read, "read_body", self._read_body)


def bring_three(desk: Bench) -> None:
    desk.deliver(
        raw_mail("a@x", text="fine"),
        raw_mail("b@x", text="please do not stumble", subject="Broken", sender="Kim <kim@x.test>"),
        raw_mail("c@x", text="fine, too"),
    )


def test_mail_that_cannot_be_read_is_listed_with_reason_sender_and_date(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    Stumbling(monkeypatch)
    bring_three(desk)
    (mail,) = unreadable_mails(desk.store)
    assert mail.sender is not None
    assert (mail.sender.email, mail.subject, mail.date) == ("kim@x.test", "Broken", NOW)
    assert (mail.received, mail.ticket) == (at(1), desk.ticket(mail.ticket).ref)
    assert "RecursionError" in mail.reason


def test_mail_read_again_after_the_reader_was_mended_is_whole_and_stays_in_its_ticket(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Stumbling(monkeypatch)
    bring_three(desk)
    (ref,) = (mail.ticket for mail in unreadable_mails(desk.store))
    refs = desk.refs()
    broken.mend()
    report = reread(desk.store, desk.config, everything=False)
    assert (report.mails, report.mended, report.left) == (1, 1, ())
    assert unreadable_mails(desk.store) == ()
    (mail,) = desk.mails(ref)
    assert mail.text == "please do not stumble"
    assert desk.refs() == refs
    with desk.store.read() as session:
        assert [hit.row.ref for hit in search.search(session, "stumble", 9)] == [ref]


def test_mail_that_still_cannot_be_read_stays_listed_with_its_reason(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    Stumbling(monkeypatch)
    bring_three(desk)
    before = desk.dump()
    report = reread(desk.store, desk.config, everything=False)
    assert (report.mails, report.mended) == (1, 0)
    assert report.left == unreadable_mails(desk.store)
    assert desk.dump() == before


def test_everything_read_again_is_as_it_was(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "AT_ONCE", 2)
    bring_three(desk)
    desk.deliver(raw_mail("a@x", text="fine"), folder="Other", minutes=9)
    before = desk.dump()
    told: list[tuple[int, int]] = []
    report = reread(
        desk.store,
        desk.config,
        everything=True,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert (report.mails, report.left) == (3, ())
    assert told == [(2, 3), (3, 3)]
    assert desk.dump() == before


def test_mails_that_are_not_whole_yet_are_left_to_the_sync(desk: Bench) -> None:
    staged = Staged(desk, [raw_mail("a@x", text="words")])
    staged.heads()
    staged.texts()
    assert reread(desk.store, desk.config, everything=True).mails == 0


def test_mail_completed_while_it_was_read_again_is_left_as_it_came(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = raw_mail("a@x", text="the beginning and the end")
    beginning = FetchedMail(1, whole[:-8], at(0), frozenset(), len(whole), complete=False)
    desk.bring("INBOX", beginning)

    def read_late(source: Source, own: frozenset[str]) -> ReadMail:
        monkeypatch.setattr(again, "read_source", read_source)
        found = read_source(source, own)
        desk.bring("INBOX", FetchedMail(1, whole, at(0), frozenset(), len(whole), complete=True))
        return found

    monkeypatch.setattr(again, "read_source", read_late)
    reread(desk.store, desk.config, everything=True)
    (mail,) = desk.all_mails()
    assert mail.text == "the beginning and the end"
