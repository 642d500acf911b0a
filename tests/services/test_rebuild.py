"""Everything derived can be thrown away: what is made again is the same, to the last row."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.events import (
    Assigned,
    Closed,
    Fact,
    Noted,
    Reopened,
    Replied,
    Snoozed,
)
from agent_console.desk.listing import Viewer
from agent_console.errors import StoreBusyError
from agent_console.mail.fetch import FetchedMail
from agent_console.services.rebuild import RebuildReport, rebuild
from agent_console.store import drafts, outbox, search
from agent_console.store.engine import engine_lock
from agent_console.store.queue import counts
from tests.services.intake_kit import DESK, NOW, Bench, answer_to, at, bench, raw_mail
from tests.services.test_intake import bounce

US = f"Anna <{DESK}>"
PEOPLE = ("kim@example.org", "lou@example.net", "Ödön <odon@example.hu>", "sam@example.org")
DERIVED = (
    *("mail", "duplicate", "message_id", "attachment", "ticket", "customer"),
    *("customer_address", "note", "returned"),
    *("customer_joined", "customer_imported"),
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mailbox with a history: threads, copies, acts, answers, odd mails, in a mixed order."""
    folder = tmp_path_factory.mktemp("history")
    with bench(folder) as opened:
        live_through(opened)
    return folder


@pytest.fixture
def desk(history: Path, tmp_path: Path) -> Iterator[Bench]:
    """A copy of that mailbox; new mails come under a new numbering."""
    shutil.copytree(history, tmp_path, dirs_exist_ok=True)
    with bench(tmp_path) as opened:
        opened.validity = 8
        yield opened


def live_through(desk: Bench) -> None:
    chance = random.Random(7)  # noqa: S311  # the same history every time
    minute = -100 * 1440
    for number in range(40):
        minute += chance.randint(60, 3000)
        person = PEOPLE[number % len(PEOPLE)]
        desk.deliver(
            raw_mail(
                f"{number}@x", sender=person, subject=f"Matter {number % 9}", text=f"T {number}"
            ),
            minutes=minute,
        )
        ref = desk.mails(desk.refs()[chance.randrange(len(desk.refs()))])[0].ticket
        fact = chance.choice(FACTS)
        desk.act(ref, fact, minute + 5)
        if number % 3 == 0:
            follow(desk, number, person, minute)
        if number % 5 == 0:
            answer(desk, ref, number, minute + 20)
    odd_ones(desk)


FACTS: list[Fact] = [
    Assigned("Anna"),
    Noted("to do"),
    Closed("done"),
    Closed(""),
    Reopened(),
    Snoozed(at(60)),
    Replied("elsewhere@x"),
]


def follow(desk: Bench, number: int, person: str, minute: float) -> None:
    earlier = f"{max(0, number - 6)}@x"
    raw = raw_mail(f"{number}f@x", sender=person, headers=answer_to(earlier), text=f"F {number}")
    desk.deliver(raw, b"Received: again\r\n" + raw, minutes=minute + 10)
    desk.deliver(raw, folder="Archive", minutes=minute + 12)


def answer(desk: Bench, ref: str, number: int, minute: float) -> None:
    sent = desk.own_id(ref, number + 1)
    raw = raw_mail(sent, sender=US, to="kim@example.org", headers=answer_to(desk.token(ref)))
    with desk.store.write(durable=True) as session:
        outbox.add(
            session,
            ticket=ref,
            message_id=sent,
            raw=raw,
            sender=DESK,
            recipients=("kim@example.org",),
            subject="Re",
            agent="Anna",
            text="T",
            seen=None,
            now=at(minute),
            not_before=at(minute),
        )
        drafts.save(session, ref, "note", "unfinished", at(minute))
        desk.intake.refold(session, desk.intake.take_own(session, raw, sent_at=at(minute), ref=ref))
    desk.deliver(raw.replace(b"8bit", b"7bit"), folder="Sent", minutes=minute + 1)
    desk.deliver(raw_mail(f"{number}r@x", headers=answer_to(sent), text="thanks"), minutes=minute)


def odd_ones(desk: Bench) -> None:
    ref = desk.refs()[0]
    first = raw_mail("old@x", text="old")
    desk.deliver(first, minutes=-300 * 1440)
    settled = next(mail.ticket for mail in desk.all_mails() if mail.message_id == "old@x")
    desk.act(settled, Closed(), -290 * 1440)
    desk.deliver(raw_mail("back@x", headers=answer_to("old@x"), text="back"))
    copied = raw_mail("cc@x", sender=US, to=f"kim@example.org, {DESK}", headers=answer_to("0@x"))
    desk.deliver(
        copied,
        bounce(desk.own_id(ref)),
        raw_mail("e@x", sender="eve@evil.net", subject=f"Re: #{ref}"),
        raw_mail("1@x", sender="eve@evil.net", text="same id"),
        raw_mail("", text="no id"),
        raw_mail("n@x", headers=("Auto-Submitted: auto-generated", "Precedence: bulk")),
        raw_mail("q@x", headers=answer_to("future@x")),
        raw_mail("future@x", text="the one before"),
        b"",
        b"\xff\xfe nothing",
    )
    desk.deliver(copied, folder="Sent")
    whole = raw_mail("big@x", text="words " * 3000)
    uid = desk.uids["INBOX"] + 1
    part = FetchedMail(uid, whole[:700], NOW, frozenset(), len(whole), complete=False)
    desk.bring("INBOX", part)
    desk.bring("INBOX", FetchedMail(uid, whole, NOW, frozenset(), len(whole), complete=True))
    poison = FetchedMail(uid + 1, b"", NOW, frozenset(), 77, complete=False)
    desk.bring("INBOX", poison)


def test_history_is_varied_enough_to_prove_something(desk: Bench) -> None:
    rows = desk.dump()
    assert len(rows["mail"]) >= 60
    assert len(rows["duplicate"]) >= 10
    assert len(rows["event"]) >= 40
    with desk.store.read() as session:
        reasons = set(
            session.connection().exec_driver_sql("SELECT DISTINCT join_reason FROM mail").scalars()
        )
        states = set(
            session.connection().exec_driver_sql("SELECT DISTINCT state FROM ticket").scalars()
        )
    assert reasons >= {"new", "reference", "own-mail", "signed", "closed-long-ago", "referred-to"}
    assert states == {"new", "open", "waiting", "snoozed", "closed"}


def test_rebuilt_store_is_the_same_to_the_last_row(desk: Bench) -> None:
    before = desk.dump()
    with desk.store.read() as session:
        found = search.search(session, "matter", 50)
        counted = counts(session, Viewer("Anna"), NOW)
    told: list[tuple[int, int]] = []
    report = rebuild(desk.store, desk.config, lambda done, total: told.append((done, total)))
    assert desk.dump() == before
    assert report == RebuildReport(len(before["source"]), len(before["ticket"]))
    assert told[-1] == (report.mails, report.mails)
    with desk.store.read() as session:
        assert search.search(session, "matter", 50) == found
        assert counts(session, Viewer("Anna"), NOW) == counted


def test_derived_tables_that_were_spoilt_are_made_whole(desk: Bench) -> None:
    before = desk.dump()
    with desk.store.write(durable=True) as session:
        connection = session.connection()
        connection.exec_driver_sql("UPDATE ticket SET state = 'closed', subject = 'spoilt'")
        connection.exec_driver_sql("UPDATE mail SET text = 'spoilt', kind = 'automatic'")
        connection.exec_driver_sql("DELETE FROM message_id")
    assert desk.dump() != before
    rebuild(desk.store, desk.config)
    assert desk.dump() == before


def test_rebuild_decides_with_what_was_known_when_a_mail_came(desk: Bench) -> None:
    desk.deliver(raw_mail("slow@x", text="first"), minutes=-90 * 1440)
    ref = next(mail.ticket for mail in desk.all_mails() if mail.message_id == "slow@x")
    desk.deliver(raw_mail("next@x", headers=answer_to("slow@x"), text="second"))
    desk.act(ref, Closed(), minutes=-80 * 1440)  # learnt of late, from another console
    before = desk.dump()
    rebuild(desk.store, desk.config)
    assert desk.dump() == before


def test_rebuild_that_is_interrupted_changes_nothing(desk: Bench) -> None:
    before = desk.dump()

    def interrupt(done: int, _total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(desk.store, desk.config, interrupt)
    assert desk.dump() == before
    rebuild(desk.store, desk.config)
    assert desk.dump() == before


def test_rebuild_while_the_mailbox_is_synced_is_refused(desk: Bench) -> None:
    lock = engine_lock(desk.store.path)
    assert lock is not None
    with lock, pytest.raises(StoreBusyError, match="being synced"):
        rebuild(desk.store, desk.config)
    rebuild(desk.store, desk.config)


def test_rebuild_empties_every_derived_table_and_no_other(desk: Bench) -> None:
    tables = set(desk.dump())
    facts = {"meta", "folder", "source", "placement", "placed", "event", "outbox", "draft"}
    facts |= {"notice_mail", "survey_decision"}
    facts |= {"shop_order", "order_source"}
    facts |= {"erasure", "erased_mail", "locked_mail", "written_file"}
    facts |= {"acknowledgement", *(one for one in tables if one.partition("_")[0] == "team")}
    assert tables == facts | set(DERIVED) | {
        *("mail_span", "term", "unlearned", "found", "unsorted"),
        *("ticket_tag", "kin", "ticket_link", "customer_entry"),
        *("return_case", "measure", "unmeasured", "survey"),
        *("measure_traits", "tally", "spread"),
        *("notice", "notice_sent", "incident", "occasion"),
    }
